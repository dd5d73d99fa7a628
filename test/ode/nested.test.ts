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

describe('slides along a surface', () => {
  const slides: readonly (readonly [what: string, field: Record<string, string>, initial: number[], t: number, end: number[]])[] =
    [
      // ẋ is −1 above and 2 below until y = 0 at t = 2, then −3 and 2: two thirds of the time above, then two fifths
      [
        'that has a kink on one side alone',
        { x: '2 - step(x)*(4 + sign(y))', y: '2 - step(x)' },
        [0.5, -1.5],
        4,
        [0, (4 - 0.5 - 3 / 4) * (8 / 5)],
      ],
      [
        'that has one on the other side alone',
        { x: '-2 + step(-x)*(4 + sign(y))', y: '1 + step(-x)' },
        [0.5, -2],
        4,
        [0, (4 - 0.25 - 1.75 / (5 / 3)) * (7 / 5)],
      ],
      // −1.3 above and 0.7 below: 0.35 of the time above
      [
        'at which what is in an absolute value jumps',
        { x: '0.2 - abs(sign(x) + 0.5)*sign(x)', y: 'abs(sign(x) + 0.5)' },
        [0.65, 0],
        3,
        [0, 1.5 * 0.5 + 2.5 * (0.35 * 1.5 + 0.65 * 0.5)],
      ],
      // −1 above and 3 below, until y = 0 lets it go with 0.4
      [
        'at which what is in a maximum jumps, until that changes',
        { x: 'max(1 - 2*sign(x), 0.9*sign(y) - 0.5)', y: '1', q: 'sign(x)' },
        [0.25, -1, 0],
        3,
        [0.8, 2, 0.25 + 0.75 * 0.5 + 2],
      ],
      // ẋ is −1.5 above and 2.5 below until y = 1/2, then −0.5 and 3.5, and lets it go at y = 1
      [
        'at which stairs jump',
        { x: 'floor(2*y - 2*sign(x)) + 0.5', y: '1', q: 'sign(x)' },
        [0.375, 0, 0],
        1.5,
        [0.25, 1.5, 0.25 + 0.25 / 4 + 0.5 * 0.75 + 0.5],
      ],
      ['that is written in two ways', { x: 'v', v: '-x - 0.3*sign(v) - 0.1*sign(2*v)' }, [2.05, 0], 12, [0.35, 0]],
      [
        'that is written with factors below zero',
        { x: 'v', v: '-x - 0.3*sign(v) + 0.05*sign((-3)*(2*v)) + 0.025*sign(v/(-4)) + 0.025*sign(v*(-1/3))' },
        [2.05, 0],
        12,
        [0.35, 0],
      ],
    ];

  test.each(slides)('%s', (_, field, initial, t, end) => {
    for (const kernel of ['wasm', 'interpreter'] as const) {
      const orbit = integrate(field, initial, { t: [0, t], kernel });
      expect(orbit.status).toBe('complete');
      for (const [i, x] of end.entries()) near(orbit.end[i]!, x, 3e-15);
    }
  });
});
