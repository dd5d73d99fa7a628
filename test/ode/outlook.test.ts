import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import { stepsAhead } from '../../src/ode/outlook.js';

describe('the number of steps ahead', () => {
  const cases = [
    ['Lorenz', system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }), [15, 15, 36], 0, 100],
    ['decay', system({ x: '-k*x' }, { parameters: { k: 1 } }), [3], 0, 50],
    ['with time, backward', system({ x: 'v', v: '-x + cos(t)' }), [1, 0], 2, -30],
    ['Kepler', system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' }), [0.4, 0, 0, 2], 0, 60],
  ] as const;
  test.each(cases)('%s: no more than there are', (_, field, initial, from, time) => {
    const { steps } = integrate(field, initial, { t: [from, from + time] });
    const ahead = stepsAhead(
      field,
      initial,
      from,
      time,
      field.parameters.map(() => 1),
    );
    expect(ahead).toBeGreaterThan(1);
    expect(ahead).toBeLessThanOrEqual(steps);
  });

  test('is 1 where nothing is known: at rest, at a pole, without an end', () => {
    const pole = system({ x: '1/x' });
    expect(stepsAhead(system({ x: '-x' }), [0], 0, 1e6, [])).toBe(1);
    expect(stepsAhead(pole, [0], 0, 1, [])).toBe(1);
    expect(stepsAhead(pole, [1], 0, Infinity, [])).toBe(1);
  });
});
