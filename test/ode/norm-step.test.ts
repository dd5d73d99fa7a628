import { describe, expect, test } from 'vitest';
import { normStep } from '../../src/ode/norm-step.js';
import { stepSize } from '../../src/ode/step.js';

describe('the step from norms', () => {
  test('has the bits of stepSize, whatever the norms', () => {
    for (const order of [2, 7, 20, 61]) {
      const step = normStep(order);
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

  test('is infinite without coefficients, and NaN where one is not finite', () => {
    const step = normStep(20);
    expect(step(5, 0, 0)).toBe(Infinity);
    expect(step(5, 0, 1)).toBeGreaterThan(0);
    expect(step(Infinity, 1, 1)).toBeNaN();
    expect(step(1, Number.NaN, 1)).toBeNaN();
  });
});
