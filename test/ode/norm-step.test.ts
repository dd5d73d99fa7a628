import { describe, expect, test } from 'vitest';
import { normStep } from '../../src/ode/norm-step.js';
import { planOf, stepSize } from '../../src/ode/step.js';

describe('the step from norms', () => {
  test('has the bits of stepSize, whatever the norms', () => {
    for (const order of [2, 7, 20, 61]) {
      const step = normStep(planOf(order));
      for (let i = 0; i < 300; i++) {
        const norms = [0, 1, 2].map((k) => Math.exp(40 * Math.sin(12.9898 * i + 78.233 * k)));
        const x = new Float64Array(order + 1);
        x[0] = norms[0]!;
        x[order] = norms[1]!;
        x[order - 1] = norms[2]!;
        expect(step(x[0]!, x[order]!, order === 1 ? 0 : x[order - 1]!)).toBe(stepSize(x, 1, order));
      }
    }
  });

  test('keeps the margin that is asked for, one beside the other', () => {
    const [near, far] = [normStep({ order: 20, margin: 1 }), normStep({ order: 20, margin: 3 })];
    expect(near(1, 2, 3) / far(1, 2, 3)).toBeCloseTo(4, 12);
    const x = new Float64Array(21);
    [x[0], x[19], x[20]] = [1, 3, 2];
    expect(near(1, 2, 3)).toBe(stepSize(x, 1, 20, 1));
  });

  test('is infinite without coefficients, and NaN where one is not finite', () => {
    const step = normStep(planOf(20));
    expect(step(5, 0, 0)).toBe(Infinity);
    expect(step(5, 0, 1)).toBeGreaterThan(0);
    expect(step(Infinity, 1, 1)).toBeNaN();
    expect(step(1, Number.NaN, 1)).toBeNaN();
  });
});
