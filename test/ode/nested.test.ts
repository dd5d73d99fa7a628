import { describe, expect, test } from 'vitest';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { near } from './friction.js';

// Integrals over an interval in closed form, where what is in |·|, in a comparison or in stairs jumps itself.
const integrals: readonly (readonly [formula: string, from: number, to: number, integral: number])[] = [
  ['abs(floor(s))', -3, 3, 9],
  ['floor(2*ceil(s))', 0, 3, 12],
  ['floor(2*ceil(s))', -2.5, 0.5, -3],
  ['round(3*floor(s)/2)', 0, 3, 5],
  ['abs(s + s*sign(s))', -2, 2, 4],
  ['max(sign(s), s^2)', -2, 2, 6],
  ['abs(sign(s) + 1/2)', -2, 2, 4],
  ['sign(round(s))', -2, 3, 1],
  ['abs(ceil(-0.58 - 0.3*s))', 0, 10, 15.8],
  ['sign(s - floor(s) - 1/2)', 0.25, 3, 0.25],
  ['trunc(3*(s - floor(s)))', 0, 4, 4],
  ['floor(2*(min(s, 1 - s) + round(3*s)))', 0, 1, 3],
];

describe('surfaces whose functions jump where others are crossed', () => {
  test.each(integrals)('are on the right side: the integral of %s from %f to %f', (formula, from, to, integral) => {
    for (const kernel of ['wasm', 'interpreter'] as const) {
      const there = integrate({ s: '1', q: formula }, [from, 0], { t: [0, to - from], kernel });
      expect(there.status).toBe('complete');
      near(there.end[1]!, integral);
      const back = integrate({ s: '1', q: formula }, [to, integral], { t: [0, from - to], kernel });
      expect(back.status).toBe('complete');
      near(back.end[1]!, 0);
    }
  });

  test('let events happen where formulas change their signs, and not on the way from one piece to the next', async () => {
    // sin t: round(3 sin t) is 0 where |sin t| < 1/6
    const a = Math.asin(1 / 6);
    const turn = { x: 'y', y: '-x' };
    const events = [{ when: 'abs(round(3*x)) + 0.1' }, { when: 'sign(round(3*x)) - 1/2' }, { when: 'abs(floor(2*x)) + 0.1' }];
    const options = { t: [0.01, 6.2], events, highAccuracy: false };
    const initial = [Math.sin(0.01), Math.cos(0.01)];
    const orbit = integrate(turn, initial, options);
    expect(orbit.events.map(({ event, direction }) => [event, direction])).toEqual([
      [1, 1],
      [1, -1],
    ]);
    near(orbit.events[0]!.t, a);
    near(orbit.events[1]!.t, Math.PI - a);
    const members = await ensemble(turn, [initial, initial], { t: options.t, events, workers: 0 });
    expect(members.events(1)).toEqual(orbit.events);
  });
});
