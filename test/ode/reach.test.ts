import { describe, expect, test } from 'vitest';
import type { EventRecord } from '../../src/ode/events.js';
import { integrate } from '../../src/ode/integrate.js';
import type { Kernel } from '../../src/ode/kernel.js';

/** What a formula in t does in a span of time, and in how many steps that was found. */
function found(when: string, t: readonly [number, number], kernel: Kernel): { steps: number; events: readonly EventRecord[] } {
  // x is the time; how long steps are, the others say
  const start = [t[0], Math.sin(t[0]), Math.cos(t[0])];
  const orbit = integrate({ x: '1', y: 'w', w: '-y' }, start, { t, events: [{ when }], kernel });
  expect(orbit.status).toBe('complete');
  return { steps: orbit.t.length, events: orbit.events };
}

describe('events of formulas whose coefficients come near to the ends of doubles', () => {
  // The zeros are those of the factors.
  test.each([
    ['(1 + 1/(x - 0.751)^2)*tan(3*x)', [0.1, 2], [Math.PI / 3]],
    ['1e150*(x - 6.353)*gamma(x - 0.994)', [0.927, 9.927], [6.353]],
    ['1e150*(x - 3.617)*(acos((x - 0.691)/2) - 1)', [3.1, 0.1], [0.691 + 2 * Math.cos(1)]],
    ['1e150*(x + 0.082)*asin((x - 5.363)/2)*(sqrt(4.983 - x) - 1)', [0, 9], [3.983]],
  ] as const)('%s has no events at poles, and is past ends of its domain soon', (when, t, zeros) => {
    for (const kernel of ['wasm', 'interpreter'] as const) {
      const { steps, events } = found(when, t, kernel);
      expect(events.length).toBe(zeros.length);
      for (const [i, zero] of zeros.entries()) {
        expect(Math.abs(events[i]!.t - zero)).toBeLessThan(1e-12);
        expect(events[i]!.kind).toBe('crossing');
      }
      expect(steps).toBeLessThan(2000);
    }
  });

  test.each([1, 1e-100, 1e-160, 1e-200, 1e-280])('a cube root of size %s crosses zero', (size) => {
    for (const kernel of ['wasm', 'interpreter'] as const) {
      const { events } = found(`${size}*cbrt(t - 0.763)`, [-1.3, 7.7], kernel);
      expect(events.length).toBe(1);
      expect(Math.abs(events[0]!.t - 0.763)).toBeLessThan(1e-13);
    }
  });
});
