import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import { systems } from '../problems/orbits.js';

const { oscillator, lorenz } = systems as Record<keyof typeof systems, (typeof systems)[string]>;

describe('events along an orbit', () => {
  test.each(['wasm', 'interpreter'] as const)('every zero of cos t is found to rounding, with its sense (%s)', (kernel) => {
    const { events, status } = integrate(oscillator!, [1, 0], { t: [0, 100], events: [{ when: 'x' }], kernel });
    expect(status).toBe('complete');
    expect(events).toHaveLength(32);
    for (const [k, { t, state, direction, event }] of events.entries()) {
      const truth = (k + 0.5) * Math.PI;
      expect(Math.abs(t - truth)).toBeLessThan(4e-15 * Math.max(1, truth));
      expect(Math.abs(state[0]!)).toBeLessThan(5e-15);
      expect([event, direction]).toEqual([0, k % 2 === 0 ? -1 : 1]);
    }
  });

  test('direction is one of time, forward and backward', () => {
    const when = [{ when: 'x', direction: 'rising' as const }];
    const forward = integrate(oscillator!, [1, 0], { t: [0, 10], events: when }).events;
    expect(forward.map(({ t }) => t / Math.PI).map((x) => Math.round(x * 2))).toEqual([3]);
    const backward = integrate(oscillator!, [1, 0], { t: [0, -10], events: when }).events;
    expect(backward.map(({ t }) => Math.round((t / Math.PI) * 2))).toEqual([-1, -5]);
  });

  test('two zeros in one step, and one in the last step', () => {
    // x = t² has x = 1/4 ± …: the parabola takes one step, in which (x − 1/4)(x − 1) has both its roots
    const { events, steps } = integrate({ x: '2*t' }, [0], { t: [0, 1.5], events: [{ when: '(x - 1/4)*(x - 1)' }] });
    expect(steps).toBe(1);
    expect(events.map(({ t }) => t)).toEqual([0.5, 1]);
  });

  test('several events, in order of time, each under its own number', () => {
    const { events } = integrate(oscillator!, [1, 0], { t: [0, 6], events: [{ when: 'x' }, { when: 'v' }, { when: 't - 2' }] });
    expect(events.map(({ event }) => event)).toEqual([0, 2, 1, 0]);
    expect(events[1]!.t).toBeCloseTo(2, 15);
  });

  test('parameters and time enter a formula though the field has neither', () => {
    const decay = system({ x: '-x' }, { parameters: { level: '1/2' } });
    const at = (parameters: Record<string, number>): number[] =>
      integrate(decay, [1], { t: [0, 3], events: [{ when: 'x - level + 0*t' }], parameters }).events.map(({ t }) => t);
    expect(at({})[0]).toBeCloseTo(Math.LN2, 14);
    expect(at({ level: 0.25 })[0]).toBeCloseTo(2 * Math.LN2, 14);
  });

  test('an event at the start is not one; one that is met at the end of the integration is', () => {
    expect(integrate(oscillator!, [0, 1], { t: [0, 1], events: [{ when: 'x' }] }).events).toEqual([]);
    const { events } = integrate({ x: '1' }, [-1], { t: [0, 1], events: [{ when: 'x' }] });
    expect(events.map(({ t, direction }) => [t, direction])).toEqual([[1, 1]]);
  });

  test('a section of Lorenz: z = 27 falling, against the dense output', () => {
    const trajectory = integrate(lorenz!, [15, 15, 36], { t: [0, 20], events: [{ when: 'z - 27', direction: 'falling' }] });
    expect(trajectory.events.length).toBeGreaterThan(20);
    for (const { t, state } of trajectory.events) {
      expect(Math.abs(state[2]! - 27)).toBeLessThan(2e-13);
      expect(Math.abs(trajectory.at(t)[0]! - state[0]!)).toBeLessThan(1e-12);
    }
    // none is missed: the sign of z − 27 changes from + to − this often on a fine grid
    let falls = 0;
    for (let k = 1; k <= 20000; k++) {
      if (trajectory.at((k - 1) / 1000)[2]! > 27 && trajectory.at(k / 1000)[2]! <= 27) falls++;
    }
    expect(trajectory.events).toHaveLength(falls);
  });
});

describe('events that act', () => {
  test('stop ends the integration at the event, with the dense output up to it', () => {
    const { status, end, t, events, at, message } = ((trajectory) => ({
      ...trajectory,
      t: trajectory.t,
      at: (time: number) => trajectory.at(time),
    }))(integrate(oscillator!, [1, 0], { t: [0, 100], events: [{ when: 'x + v', stop: true }] }));
    expect(status).toBe('event');
    expect(t[t.length - 1]).toBeCloseTo(Math.PI / 4, 14);
    expect(end[0]).toBeCloseTo(Math.SQRT1_2, 14);
    expect(events).toHaveLength(1);
    expect(at(0.5)[0]).toBeCloseTo(Math.cos(0.5), 14);
    expect(() => at(1)).toThrow(/expected a time from 0 to 0\.785/);
    expect(message).toMatch(/event/);
  });

  test('a bouncing ball: each flight takes 0.8 of the time of the one before', () => {
    const ball = { x: 'v', v: '-1' };
    const { events, status } = integrate(ball, [0.5, 0], {
      t: [0, 8],
      events: [{ when: 'x', direction: 'falling', jump: ([, v]) => [0, -0.8 * v!] }],
    });
    expect(status).toBe('complete');
    const times = events.map(({ t }) => t);
    // from height 1/2 it falls for 1, and then flies for 2·0.8, 2·0.64, …
    let truth = 1;
    for (const [k, t] of times.entries()) {
      expect(Math.abs(t - truth)).toBeLessThan(1e-13);
      truth += 2 * 0.8 ** (k + 1);
    }
    expect(times.length).toBeGreaterThan(6);
    expect(times.length).toBeLessThan(12);
  });

  test('an event that changes the state to nonsense is an error', () => {
    const run =
      (state: unknown): (() => unknown) =>
      () =>
        integrate(oscillator!, [1, 0], { t: [0, 9], events: [{ when: 'x', jump: () => state as number[] }] });
    expect(run([1])).toThrow(/integrate: expected 2 finite values \(x, v\) from an event's jump, got \[1\]/);
    expect(run([1, Number.NaN])).toThrow(/finite values/);
  });

  test('a formula that cannot be read says so', () => {
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1], events: [{ when: 'x + q' }] })).toThrow(/q/);
  });
});
