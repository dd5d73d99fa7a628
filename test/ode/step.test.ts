import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers } from '../../src/ode/arithmetic.js';
import { balancedPlan, orderFor, planOf, stepFromNorms, stepSize, withoutCancellation } from '../../src/ode/step.js';

describe('order and step size', () => {
  test('the order is ⌈1 − ln(tolerance)/2⌉, at least 2', () => {
    expect([2 ** -52, 1e-16, 1e-10, 1e-3, 0.5].map(orderFor)).toEqual([20, 20, 13, 5, 2]);
  });

  test('the step from norms is Jorba and Zou’s formula but for a part of 1e-4 + 0.0615/(p − 1)', () => {
    const size = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e200, noNaN: true }), size, size, fc.integer({ min: 2, max: 60 }), (s, a, b, p) => {
        const radius = Math.min(Math.exp(Math.log(s / a) / p), Math.exp(Math.log(s / b) / (p - 1)));
        const expected = radius * Math.exp(-2 - 0.7 / (p - 1));
        fc.pre(s / a > 1e-300 && s / a < 1e300 && s / b > 1e-300 && s / b < 1e300 && expected > 1e-300 && expected < 1e300);
        expect(Math.abs(stepFromNorms(numbers, s, a, b, p, planOf(p).margin) / expected - 1)).toBeLessThan(
          1e-4 + 0.0615 / (p - 1),
        );
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test('norms are maxima over the components, and 1 where the state is smaller', () => {
    const p = 3;
    const [x, y] = [
      [0.5, 9, 0.25, 0.001],
      [-2, 9, 0.125, -0.004],
    ];
    expect(stepSize(Float64Array.of(...x!, ...y!), 2, p)).toBe(stepFromNorms(numbers, 2, 0.004, 0.25, p, planOf(p).margin));
    expect(stepSize(Float64Array.of(...x!), 1, p)).toBe(stepFromNorms(numbers, 1, 0.001, 0.25, p, planOf(p).margin));
  });

  test('the balanced order is higher up to 20, and leaves out as large a term', () => {
    expect([2 ** -52, 1e-30, 1e-13, 1e-10, 1e-6, 0.5].map((tolerance) => balancedPlan(tolerance).order)).toEqual([
      20, 36, 20, 19, 14, 8,
    ]);
    for (const tolerance of [2 ** -52, 1e-30, 1e-20]) expect(balancedPlan(tolerance)).toEqual(planOf(orderFor(tolerance)));
    for (const tolerance of [0.5, 1e-3, 1e-6, 1e-10, 1e-13]) {
      const { order, margin } = balancedPlan(tolerance);
      const p = Math.max(2, 1 - Math.log(tolerance) / 2);
      // −log₂ (h/ρ)^{p+1}
      expect(margin * (order + 1)).toBeCloseTo((2 + 0.7 / (p - 1)) * (p + 1) * Math.LOG2E, 10);
      expect(margin).toBeLessThan(planOf(orderFor(tolerance)).margin);
    }
  });

  test('both coefficients zero allow any step, one of them leaves the other, one that is not finite allows none', () => {
    expect(stepSize(Float64Array.of(1, 1, 0, 0), 1, 3)).toBe(Infinity);
    expect(stepSize(Float64Array.of(1, 1, 0.5, 0), 1, 3)).toBeCloseTo(Math.sqrt(2) * Math.exp(-2.35), 4);
    expect(stepSize(Float64Array.of(1, 1, 0, 0.5), 1, 3)).toBeCloseTo(Math.cbrt(2) * Math.exp(-2.35), 4);
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      expect(stepSize(Float64Array.of(1, 1, bad, 1), 1, 3)).toBeNaN();
      expect(stepSize(Float64Array.of(1, 1, 1, bad), 1, 3)).toBeNaN();
      expect(stepSize(Float64Array.of(bad, 1, 1, 1), 1, 3)).toBeNaN();
    }
  });

  test('without cancellation, no term exceeds the state, and the step is as long as that allows', () => {
    // e^{−100 t}: the terms grow up to order 100 where h = 1
    const order = 20;
    const x = Float64Array.from({ length: order + 1 }, () => 1);
    for (let k = 1; k <= order; k++) x[k] = (x[k - 1]! * -100) / k;
    const h = withoutCancellation(1, x, 1, order);
    const terms = x.map((c, k) => Math.abs(c) * h ** k);
    expect(Math.max(...terms.slice(1))).toBeCloseTo(1, 10);
    expect(withoutCancellation(0.001, x, 1, order)).toBe(0.001);
    expect(withoutCancellation(Infinity, Float64Array.of(1, 0, 0), 1, 2)).toBe(Infinity);
  });
});
