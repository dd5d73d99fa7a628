import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { kepler } from '../../src/problems.js';

describe('angles', () => {
  // x = cos t and v = −sin t, so that the angle is −t
  const field = system({ x: 'v', v: '-x' });
  const turn = 2 * Math.PI;
  const at = (when: string, end = 20): readonly { readonly t: number; readonly direction: number }[] =>
    integrate(field, [1, 0], { t: [0, end], events: [{ when }] }).events;
  const turns = (first: number): number[] => [0, 1, 2, 3].map((k) => first + k * turn).filter((t) => t > 0 && t < 20);

  test.each([-3.1, -2, -1, -0.1, 0, 0.1, 1, 2, 3, 3.1])('of %f are met once a turn, and not where they start anew', (angle) => {
    for (const [when, expected, sense] of [
      [`atan2(v, x) - ${angle}`, turns(-angle), -1],
      [`atan2(-v, x) - ${angle}`, turns(angle), 1],
    ] as const) {
      const found = at(when);
      expect(found.length).toBe(expected.length);
      for (const [i, { t, direction }] of found.entries()) {
        expect(Math.abs(t - expected[i]!)).toBeLessThan(4e-15);
        expect(direction).toBe(sense);
      }
    }
    const back = at(`atan2(v, x) - ${angle}`, -20);
    expect(back.length).toBe(turns(angle).length);
    for (const [i, { t }] of back.entries()) expect(Math.abs(-t - turns(angle)[i]!)).toBeLessThan(4e-15);
  });

  test.each(['wasm', 'interpreter'] as const)('in products and sums are not zero where they start anew (%s)', async (kernel) => {
    // x = t, y = sin t, w = cos t: the angle is t, and starts anew at odd multiples of π
    const clock = { x: '1', y: 'w', w: '-y' };
    const zeros: readonly (readonly [string, readonly number[]])[] = [
      ['2^(x - 4.181)*atan2(y, w)', []],
      ['2^(4.181 - x)*atan2(y, w)', []],
      ['atan2(y, w) - 3*(x - 3.1)', []],
      ['atan2(y, w) + 0.1', [turn - 0.1]],
      // just before they do and just behind it
      ['2^x*(x - 3.14)*atan2(y, w)', [3.14]],
      ['2^x*(x - 3.142)*atan2(y, w)', [3.142]],
      ['2^x*(x - 3.1415926526)*atan2(y, w)', [3.1415926526]],
      // what is zero itself there
      ['y', [Math.PI]],
      ['2^x*y + 0*atan2(y, w)', [Math.PI]],
    ];
    for (const t of [
      [1, 6.25],
      [6.25, 1],
    ] as const) {
      const initial = [t[0], Math.sin(t[0]), Math.cos(t[0])];
      const events = zeros.map(([when]) => ({ when }));
      const together = await ensemble(clock, [initial, initial], { t, events, workers: 0 });
      for (const [i, [when, expected]] of zeros.entries()) {
        const alone = integrate(clock, initial, { t, events: [{ when }], kernel }).events;
        const member = together.events(1).filter(({ event }) => event === i);
        for (const found of [alone, member]) {
          expect([when, found.length]).toEqual([when, expected.length]);
          for (const [k, { t: time }] of found.entries()) expect(Math.abs(time - expected[k]!)).toBeLessThan(1e-13);
        }
      }
    }
  });

  test('where they start anew, zeros with infinite slope are found, however short the steps', () => {
    const options = { t: [1, 40], tolerance: 1e-16, events: [{ when: 'cbrt(y) + 0*atan2(y, w)' }] };
    const { events } = integrate({ x: '1', y: 'w', w: '-y' }, [1, Math.sin(1), Math.cos(1)], options);
    expect(events.map(({ t }) => Math.round(t / Math.PI))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test.each(['sin(x) + 0*atan2(y, w)', 'exp(sin(x) - 1) - exp(-1) + 0*abs(y)', '0.00001*sin(x) + 0*floor(x/pi)'])(
    '%s has each of its zeros once, though branches meet there',
    (when) => {
      for (const [phase, start] of [
        [0, 0],
        [0.3, -100],
      ] as const) {
        const initial = [phase, Math.sin(phase), Math.cos(phase)];
        const options = { t: [start, start + 1000], events: [{ when }] };
        const { status, events } = integrate({ x: '1', y: 'w', w: '-y' }, initial, options);
        expect(status).toBe('complete');
        expect(events.map(({ t }) => Math.round((t - start + phase) / Math.PI))).toEqual(
          Array.from({ length: 318 }, (_, i) => i + 1),
        );
      }
    },
  );

  test('many cuts, each in a step that takes no time by the clock, are no standstill', () => {
    const options = { t: [0, 450], events: [{ when: 'cbrt(y) + 0*atan2(y, w)' }] };
    const { status, events } = integrate({ x: '1', y: 'w', w: '-y' }, [0, Math.sin(0.3), Math.cos(0.3)], options);
    expect([status, events.length]).toEqual(['complete', 143]);
  });

  test('of a planet are its true anomaly', () => {
    // eccentricity 3/5, from the perihelion: Kepler's equation with tan(E/2) = tan(θ/2)/2
    const { equations, initial } = kepler;
    for (const angle of [1, 3, -3, -0.5]) {
      const anomaly = 2 * Math.atan(Math.tan(angle / 2) / 2);
      const time = anomaly - 0.6 * Math.sin(anomaly) + (angle < 0 ? turn : 0);
      const { events } = integrate(equations, initial, { t: [0, 6 * turn], events: [{ when: `atan2(y, x) - ${angle}` }] });
      expect(events.length).toBe(6);
      for (const [k, { t }] of events.entries()) expect(Math.abs(t - time - k * turn)).toBeLessThan(2e-13);
    }
  });

  test('jump in equations, too, and on an axis that an orbit does not leave', () => {
    // a′ is −t until π, and then 2πk − t
    const { end } = integrate({ a: 'atan2(v, x)', x: 'v', v: '-x' }, [0, 1, 0], { t: [0, 3 * Math.PI] });
    expect(Math.abs(end[0]! + Math.PI ** 2 / 2)).toBeLessThan(1e-14);
    const axis = integrate({ x: '1', y: '0' }, [-5, 0], { t: [0, 10], events: [{ when: 'atan2(y, x) - 1' }] });
    expect(axis.events).toEqual([]);
  });

  test('start anew without an event, too, where something else has a kink', () => {
    // clockwise from an angle a: zero at a, a + 2π, …, and from −π to π between them
    const a = Math.atan2(0.3, 1);
    const events = ['abs(y) + 1', 'atan2(y, x)', '2*atan2(y, x) + 0*abs(y)', 'sign(y) + atan2(y, x)/10'].map((when) => ({
      when,
    }));
    const orbit = integrate({ x: 'y', y: '-x' }, [1, 0.3], { t: [0, 20], events });
    const times = (event: number): number[] => orbit.events.filter((one) => one.event === event).map(({ t }) => t);
    for (const event of [1, 2]) {
      expect(times(event).length).toBe(4);
      for (const [k, t] of times(event).entries()) expect(Math.abs(t - (a + 2 * Math.PI * k))).toBeLessThan(1e-14);
    }
    // a sign jumps there by itself
    for (const [k, t] of times(3).entries()) expect(Math.abs(t - (a + Math.PI * k))).toBeLessThan(1e-14);
    expect(times(3).length).toBe(7);
  });

  test('that touch zero at a kink do so once', () => {
    const a = Math.atan2(0.3, 1);
    // near angle 0 the sum is −s + √1.09 |s| with the time s from there
    const orbit = integrate({ x: 'y', y: '-x' }, [1, 0.3], { t: [0, 20], events: [{ when: 'atan2(y, x) + abs(y)' }] });
    const touches = orbit.events.filter(({ direction }) => direction === 0);
    expect(touches.length).toBe(4);
    for (const [k, { t }] of touches.entries()) expect(Math.abs(t - (a + 2 * Math.PI * k))).toBeLessThan(1e-14);
    expect(orbit.events.filter(({ direction }) => direction === 1)).toEqual([]);
  });

  test('are found along each orbit of an ensemble', async () => {
    const options = { t: [0, 20], events: [{ when: 'atan2(v, x) - 1' }] };
    const starts = [
      [1, 0],
      [0.5, 1],
    ];
    const swarm = await ensemble(field, starts, { ...options, workers: 0 });
    for (const [i, start] of starts.entries())
      expect(swarm.events(i)).toEqual(integrate(field, start, { ...options, highAccuracy: false }).events);
  });
});
