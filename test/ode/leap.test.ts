import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { poincare } from '../../src/ode/poincare.js';
import { isAnyRising, isDoubtful } from '../../src/ode/step.js';

describe('a step whose last coefficients say too little', () => {
  const fields = [
    ['t^40', 0, (t: number) => t ** 41 / 41],
    ['(t - 0.3)^50', 0, (t: number) => (t - 0.3) ** 51 / 51],
    ['t^40*x', 1, (t: number) => Math.exp(t ** 41 / 41)],
    ['t^60', 0, (t: number) => t ** 61 / 61],
    ['t^100', 0, (t: number) => t ** 101 / 101],
  ] as const;

  test.each(fields)("is tried before it is made: x' = %s", async (x, start, exact) => {
    for (const tolerance of [2 ** -52, 1e-10]) {
      const field = system({ x }, { time: 't' });
      const expected = start === 0 ? exact(1) - exact(-1) : exact(1) / exact(-1);
      const ends = (['wasm', 'interpreter'] as const).map((kernel) => {
        const { end, status } = integrate(field, [start], { t: [-1, 1], tolerance, kernel });
        expect(status).toBe('complete');
        return end[0]!;
      });
      expect(ends[0]).toBe(ends[1]);
      expect(Math.abs(ends[0]! - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(tolerance === 1e-10 ? 1e-9 : 1e-12);
      const plain = integrate(field, [start], { t: [-1, 1], tolerance, highAccuracy: false }).end[0]!;
      const { ends: all } = await ensemble(field, [[start], [start], [start]], { t: [-1, 1], tolerance });
      expect([...all]).toEqual([plain, plain, plain]);
    }
  });

  test.each([40, 60, 100])('is tried over other values, too: x′ = t^%i', (n) => {
    for (const of of [(x: number) => complex(x, 0), (x: number) => doubleDouble(x), (x: number) => new Decimal(x)]) {
      const { end, status } = integrate({ x: `t^${n}` }, [of(0)] as never, { t: [of(-1), of(1)] } as never);
      expect(status).toBe('complete');
      expect(Number.parseFloat(String(end[0]))).toBeCloseTo(2 / (n + 1), 15);
    }
    // the adjoint has ∂/∂p e^{p ∫ tⁿ}
    const field = system({ x: `p*t^${n}*x` }, { parameters: { p: 3 } });
    const back = adjoint(field, [1], { t: [-1, 1], final: 'x' });
    expect(back.parameters['p']).toBeCloseTo((Math.exp(6 / (n + 1)) * 2) / (n + 1), 14);
  });

  test('is tried by what the orbit itself is worth, whatever its derivatives are', () => {
    // ∂y/∂z goes up to 1e9, beside which x is nothing
    const { end } = integrate({ x: '1e-7*t^40', y: '1e9*z', z: '0' }, [0, 0, 0], { t: [0, 1], variational: true });
    expect(end[0]! / (1e-7 / 41)).toBeCloseTo(1, 8);
  });

  test('is told by one component, flat beside a wave that hides it', async () => {
    for (const [field, initial, t, tolerance, expected] of [
      // ∫ of a step up, by symmetry
      [{ x: '1/(1 + exp(-20*(t - 2)))', y: 'cos(t)' }, [0, 0], [0, 4], 1e-6, [2, Math.sin(4)]],
      [{ x: 'atan(y)', y: 'tanh(x*exp(-y^2)/(0.01 + y^2))' }, [1, 0.0463155722245574], [0, 1], 1e-4, undefined],
    ] as const) {
      const exact = expected ?? integrate(field, initial, { t, tolerance: 1e-17 }).end;
      for (const stepControl of ['balanced', 'radius', 'terms'] as const) {
        const [first, ...others] = (['wasm', 'javascript', 'interpreter'] as const).map(
          (kernel) => integrate(field, initial, { t, tolerance, stepControl, kernel }).end,
        );
        for (const [i, x] of exact.entries()) expect(Math.abs(first![i]! - x)).toBeLessThan(tolerance);
        for (const end of others) expect(end).toEqual(first);
      }
      const plain = integrate(field, initial, { t, tolerance, highAccuracy: false }).end;
      const { ends } = await ensemble(field, [initial, initial, initial], { t, tolerance });
      expect([...ends]).toEqual([...plain, ...plain, ...plain]);
    }
  });

  test('is as long with derivatives of the flow as without, however large these are, or shorter', () => {
    for (const rate of [1, 3]) {
      const field = system({ x: 't^40*cos(x)', y: `${rate}*y` });
      const options = { t: [-1, 1], tolerance: 1e-10 } as const;
      // y is a hundredth of ∂y/∂y0
      const plain = integrate(field, [1, 0.01], options);
      const varied = integrate(field, [1, 0.01], { ...options, variational: true });
      expect([varied.steps, varied.end]).toEqual([plain.steps, plain.end]);
    }
    // x stays 0, and ∂x/∂x0 = e^{t⁴¹/41} does not stay 1
    const zero = system({ x: 't^40*x' });
    expect(integrate(zero, [0], { t: [-1, 1] }).steps).toBe(1);
    const { steps, end, flowJacobian } = integrate(zero, [0], { t: [-1, 1], variational: true });
    expect(steps).toBeGreaterThan(1);
    expect(end).toEqual([0]);
    expect(flowJacobian![0]![0]).toBeCloseTo(Math.exp(2 / 41), 14);
  });

  test('is told by four terms of one component', () => {
    const isTold = (h: number, ...x: readonly (readonly number[])[]): boolean => isAnyRising(h, 4, x.length, (i, k) => x[i]![k]!);
    expect(isTold(1, [9, 1, 1, 4.1, 4.1], [9, 99, 99, 9, 9])).toBe(true);
    expect(isTold(1, [9, 1, 1, 3.9, 4.1])).toBe(false);
    expect(isTold(1, [9, 1, 1, 4.1, 3.9])).toBe(false);
    expect(isTold(0.5, [9, 1, 1, 17, 17])).toBe(true);
    expect(isTold(0.5, [9, 1, 1, 15, 17])).toBe(false);
    expect(isTold(1, [9, 0, 0, 0, 1])).toBe(false);
    expect(isAnyRising(1, 3, 1, (_, k) => 9 ** k)).toBe(false);
  });

  test('is told by terms that rise over both before them', () => {
    const isRising = (h: number, ...norms: readonly number[]): boolean => isDoubtful(h, 3, (k) => norms[k]!);
    expect(isRising(1, 1, 2, 2, 3)).toBe(true);
    expect(isRising(1, 1, 4, 2, 3)).toBe(false);
    expect(isRising(0.5, 1, 0, 2, 3)).toBe(false);
    // an odd or even solution has every other coefficient zero
    expect(isRising(0.1, 1, 0.5, 0, 1)).toBe(false);
    expect(isRising(3, 1, 0.5, 1, 0)).toBe(true);
    expect(isRising(3, 9, 0.5, 1, 0)).toBe(false);
    expect(isRising(Infinity, 1, 1, 0, 0)).toBe(false);
  });

  test('or by one of the two before the last two that is more than 2^16 times as large as these', () => {
    const isLost = (h: number, order: number, ...norms: readonly number[]): boolean => isDoubtful(h, order, (k) => norms[k]!);
    expect(isLost(1, 4, 1, 0, 1, 2 ** -17, 0)).toBe(true);
    expect(isLost(1, 4, 1, 1, 0, 2 ** -17, 0)).toBe(true);
    expect(isLost(1, 4, 1, 1, 0, 2 ** -16, 0)).toBe(false);
    // terms of a step of length 1/2
    expect(isLost(0.5, 4, 1, 0, 1, 0, 2 ** -15)).toBe(true);
    expect(isLost(0.5, 4, 1, 0, 1, 0, 2 ** -14)).toBe(false);
    expect(isLost(0.5, 4, 1, 1, 0, 2 ** -15, 0)).toBe(true);
    expect(isLost(0.5, 4, 1, 1, 0, 2 ** -14, 0)).toBe(false);
    // of order 2, there is no term before those
    expect(isLost(1, 2, 1, 2 ** -16, 0)).toBe(false);
  });
});

describe.each([
  // integrals over [0, 3], by mpmath 1.3 with 40 digits
  ['1/(1 + exp(-2*t^2))', 'every other pair of coefficients is only rounding', 2.6209359905148556994],
  ['exp(-4/(0.1 + t^2))', 'every other coefficient is zero and the others rise, where it is flat', 0.71637011711696226184],
  ['exp(-(t^2 + 0.3)^(-3))', 'they rise at the end', 2.0231646703151777034],
  ['tanh(-2.4/(0.1 + t^2))', 'it is flat where it is not zero', -2.1339586311254291802],
] as const)('a function of t² is not stepped over: %s, of which %s', (x, _, exact) => {
  const field = system({ x });
  test.each([1e-4, 1e-6, 1e-8, 1e-9, 1e-12, 2 ** -52])('at a tolerance of %d', async (tolerance) => {
    const bound = 10 * tolerance + 1e-14;
    for (const kernel of ['wasm', 'interpreter'] as const) {
      for (const stepControl of ['balanced', 'radius', 'damped'] as const) {
        const { end } = integrate(field, [0], { t: [0, 3], tolerance, kernel, stepControl });
        expect(Math.abs(end[0]! - exact)).toBeLessThan(bound);
      }
    }
    const { ends } = await ensemble(field, [[0], [0]], { t: [0, 3], tolerance });
    for (const end of ends) expect(Math.abs(end - exact)).toBeLessThan(bound);
  });
});

describe('a step that no coefficient bounds', () => {
  test('is made at once where the solution is a polynomial', () => {
    const { end, steps } = integrate({ x: 'v', v: 'a', a: '1' }, [0, 0, 0], { t: [0, 1e6] });
    expect(steps).toBe(1);
    expect(Math.abs(end[0]! / (1e18 / 6) - 1)).toBeLessThan(1e-15);
    expect(integrate({ x: 'v', v: '-sin(x)' }, [0, 0], { t: [0, 1000] }).steps).toBe(1);
  });

  test.each(['auto', 'wasm', 'interpreter'] as const)(
    'is not taken for good where later coefficients do not vanish: %s',
    (kernel) => {
      for (const direction of [1, -1]) {
        const { end } = integrate({ x: 't^25' }, [0], { t: [0, 1.5 * direction], kernel });
        expect(Math.abs(end[0]! / (1.5 ** 26 / 26) - 1)).toBeLessThan(1e-14);
      }
      // t^25 (t − 1) is zero at both ends
      const { end } = integrate({ x: 't^25*(t - 1)' }, [0], { t: [0, 1], kernel });
      expect(Math.abs(end[0]! - (1 / 27 - 1 / 26))).toBeLessThan(1e-16);
    },
  );

  test('is not taken for good in values of other kinds and in jets', () => {
    const exact = 1.5 ** 26 / 26;
    const { end } = integrate({ x: 't^25' }, [doubleDouble(0)], { t: [0, 1.5], order: 22 });
    expect(Math.abs(Number(end[0]) / exact - 1)).toBeLessThan(1e-15);
    const field = system({ x: 'p*t^25' }, { parameters: { p: 2 } });
    const { map } = flowMap(field, [0], { t: [0, 1.5], order: 2, variables: ['x', 'p'] });
    expect(Math.abs(map[0]!.coefficient([0, 1]) / exact - 1)).toBeLessThan(1e-14);
    expect(Math.abs(map[0]!.coefficient([0, 0]) / (2 * exact) - 1)).toBeLessThan(1e-14);
    const line = flowMap({ x: '1' }, [0], { t: [0, 1e6], order: 2 });
    expect([line.steps, line.end]).toEqual([1, [1e6]]);
  });

  test('does not leave the branch of a root: √((1 − t)²) is t − 1 behind 1, and −√x ends where x does', () => {
    const orbit = integrate({ x: 'sqrt((1 - t)^2)' }, [0], { t: [0, 3] });
    expect(orbit.status).toBe('complete');
    expect(Math.abs(orbit.end[0]! - 2.5)).toBeLessThan(1e-13);
    for (const start of [1, 1.1]) {
      const fall = integrate({ x: '-sqrt(x)' }, [start], { t: [0, 3] });
      expect(fall.status).not.toBe('complete');
      expect(fall.end[0]!).toBeLessThan(1e-13);
      expect(Math.abs(fall.at(1)[0]! - (Math.sqrt(start) - 0.5) ** 2)).toBeLessThan(1e-15);
    }
  });

  test('looks for events as far as their own polynomials are good', () => {
    const events = ['sin(x)', 'sin(10*x)', 'exp(x) - 5', 'x^30 - 1e5', 'log(x - 5)', 'sqrt(x - 3) - 1', 'x - 50'];
    const expected = [31, 318, 1, 1, 1, 1, 1];
    for (const [i, when] of events.entries()) {
      const orbit = integrate({ x: '1' }, [0], { t: [0, 100], events: [{ when }] });
      expect([when, orbit.status, orbit.events.length]).toEqual([when, 'complete', expected[i]]);
    }
    const map = flowMap({ x: '1' }, [0.5], { t: [0, 100], order: 2, events: [{ when: 'sin(x)' }] });
    expect(map.events.length).toBe(31);
    for (const [i, { time }] of map.events.entries()) {
      expect(Math.abs(time.coefficient([0]) - ((i + 1) * Math.PI - 0.5))).toBeLessThan(5e-14);
      expect(time.coefficient([1])).toBeCloseTo(-1, 12);
    }
    const section = poincare({ x: '1', y: 'x' }, { section: 'sin(x)' });
    expect(Math.abs(section.returnTime([0.5, 0]) - (Math.PI - 0.5))).toBeLessThan(1e-15);
    const [root] = integrate({ x: '1' }, [0], { t: [0, 100], events: [{ when: 'x^30 - 1e5' }] }).events;
    expect(Math.abs(root!.t / 10 ** (1 / 6) - 1)).toBeLessThan(1e-15);
    const [half] = integrate({ x: '1' }, [0], { t: [0, 100], events: [{ when: 'exp(x) - 5' }] }).events;
    expect(Math.abs(half!.t - Math.log(5))).toBeLessThan(1e-15);
  });

  test('hides no event near its start, however long it is: a ball falls on the floor', async () => {
    const ball = system({ x: 'v', v: '-1' });
    for (const [height, end] of [
      [1, 1e3],
      [1, 1e8],
      [1, -1e9],
      [1, 1e100],
      [1e-9, 1e6],
    ] as const) {
      const t = [0, end] as const;
      const fall = Math.sqrt(2 * height);
      const events = [{ when: 'x', stop: true }];
      const isFall = (time: number): boolean => Math.abs(Math.abs(time) / fall - 1) < 1e-15;
      for (const kernel of ['wasm', 'interpreter'] as const) {
        const stopped = integrate(ball, [height, 0], { t, events, kernel });
        expect([height, end, stopped.status, isFall(stopped.reached)]).toEqual([height, end, 'event', true]);
        const passed = integrate(ball, [height, 0], { t, events: [{ when: 'x' }], kernel });
        expect(passed.events.map((event) => isFall(event.t))).toEqual([true]);
      }
      expect(isFall((await ensemble(ball, [[height, 0]], { t, events, workers: 0 })).times[0]!)).toBe(true);
      expect(isFall(flowMap(ball, [height, 0], { t, order: 1, events }).t)).toBe(true);
    }
    // the start of a branch, too
    const there = integrate({ x: 'v', v: 'if(x < 0, 1, -1)' }, [1, 0], { t: [0, 1e9], maxSteps: 9 });
    const behind = 2 - Math.SQRT2;
    expect(Math.abs(there.at(2)[0]! - behind * (behind / 2 - Math.SQRT2))).toBeLessThan(1e-15);
  });
});
