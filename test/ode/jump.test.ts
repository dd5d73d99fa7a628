import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { ensemble } from '../../src/ode/ensemble.js';
import type { EventRecord, EventSpec } from '../../src/ode/events.js';
import { integrate } from '../../src/ode/integrate.js';
import { systems } from '../problems/orbits.js';

const oscillator = systems['oscillator']!;

describe('events that act', () => {
  test('stop ends the integration at the event, with the dense output up to it', () => {
    const { status, end, t, events, at, message } = ((trajectory) => ({
      ...trajectory,
      t: trajectory.t,
      message: trajectory.message,
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

  test('a jump may end the orbit: at the third impact, or when it has become slow', () => {
    const ball = { x: 'v', v: '-1' };
    const impact = { when: 'x', direction: 'falling' } as const;
    let count = 0;
    const third = integrate(ball, [0.5, 0], {
      t: [0, 1, 2, 3, 8],
      events: [{ ...impact, jump: ([, v]) => ({ state: [0, -0.5 * v!], stop: ++count === 3 }) }],
    });
    expect([third.status, third.events.length, third.t]).toEqual(['event', 3, [0, 1, 2]]);
    // 1, and flights of 1 and 1/2; the state at the end is that behind the jump
    expect(Math.abs(third.reached - 2.5)).toBeLessThan(1e-15);
    expect(third.end[1]).toBeCloseTo(0.125, 15);
    expect(String(third)).toMatch(/^event: t = 0 … 2\.5\d* in /);
    const slow = integrate(ball, [0.5, 0], { t: [0, 8], events: [{ ...impact, jump: ([, v]) => ({ stop: v! > -2 }) }] });
    expect([slow.status, slow.events.length, slow.end[1]]).toEqual(['event', 1, slow.events[0]!.state[1]]);
    expect(integrate(ball, [0.5, 0], { t: [0, 0.5] }).reached).toBe(0.5);
  });

  test('a jump may change parameters: a thermostat', () => {
    // heating until 21, cooling until 19; exact times from the exponentials
    const room = system({ x: 'k*(level - x)' }, { parameters: { k: 1, level: 30 } });
    const trajectory = integrate(room, [20], {
      t: [0, 3],
      events: [
        { when: 'x - 21', direction: 'rising', jump: () => ({ parameters: { level: 10 } }) },
        { when: 'x - 19', direction: 'falling', jump: (_, t) => ({ parameters: { level: 30, k: t > 1 ? 2 : 1 } }) },
      ],
    });
    expect(trajectory.status).toBe('complete');
    const truth = [Math.log(10 / 9), Math.log(11 / 9), Math.log(11 / 9), Math.log(11 / 9)];
    let t = 0;
    for (const [k, event] of trajectory.events.slice(0, 4).entries()) {
      t += truth[k]!;
      expect(Math.abs(event.t - t)).toBeLessThan(2e-15);
      expect(event.event).toBe(k % 2);
    }
    // dense output and derivatives know which parameters held
    const cooling = trajectory.events[0]!.t;
    expect(trajectory.at(cooling + 0.1)[0]).toBeCloseTo(10 + 11 * Math.exp(-0.1), 13);
    expect(trajectory.derivativeAt(cooling + 0.1)[0]).toBeCloseTo(-11 * Math.exp(-0.1), 12);
    expect(trajectory.derivativeAt(cooling - 0.1)[0]).toBeCloseTo(10 * Math.exp(0.1 - cooling), 12);
    expect(() =>
      integrate(room, [20], { t: [0, 3], events: [{ when: 'x - 21', jump: () => ({ parameters: { heat: 1 } }) }] }),
    ).toThrow(/expected parameters among k, level, got heat/);
  });

  test('an impact does not trigger itself again, though the state is rounded, until the ball rests', () => {
    const ball = { x: 'v', v: '-9.81', y: 'w', w: '-y' };
    const { events, status } = integrate(ball, [1, 0, 1e6, 0], {
      t: [0, 4],
      events: [{ when: 'x*y/1e6 - 0*y', direction: 'both', jump: ([x, v, y, w]) => [x!, -0.9 * v!, y!, w!] }],
    });
    expect(status).toBe('complete');
    // ground, and the zeros of y at π/2 and 3π/2: each flips the velocity once
    const times = events.map(({ t }) => t);
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThan(1e-6);
  });

  test('a cooldown keeps an event from being looked for', () => {
    const times = (cooldown: number): number[] =>
      integrate(oscillator!, [1, 0], { t: [0, 20], events: [{ when: 'x', cooldown }] }).events.map(({ t }) =>
        Math.round((t * 2) / Math.PI),
      );
    expect(times(0)).toEqual([1, 3, 5, 7, 9, 11]);
    expect(times(4)).toEqual([1, 5, 9]);
  });

  test('an event that changes the state to nonsense is an error', () => {
    const run =
      (state: unknown): (() => unknown) =>
      () =>
        integrate(oscillator!, [1, 0], { t: [0, 9], events: [{ when: 'x', jump: () => state as number[] }] });
    expect(run([1])).toThrow(/integrate: expected 2 finite values \(x, v\) from an event's jump, got \[1\]/);
    expect(run({ parameter: { k: 1 } })).toThrow(
      "integrate: from an event's jump: expected options among state, parameters, stop, got parameter; did you mean parameters?",
    );
    expect(run({ stop: 'no' })).toThrow("integrate: expected stop to be true or false from an event's jump, got string");
    expect(run([1, Number.NaN])).toThrow(/finite values/);
  });

  test('a formula that cannot be read says so', () => {
    expect(() => integrate(oscillator!, [1, 0], { t: [0, 1], events: [{ when: 'x + q' }] })).toThrow(/q/);
  });

  test('at the same time all happen: two balls that reach the floor together', () => {
    const events = [
      { when: 'x', direction: 'falling', jump: { v: '-v' } },
      { when: 'y', direction: 'falling', jump: { w: '-w/2', hits: 'hits + 1' } },
      { when: '3*x', direction: 'falling' },
    ] as const;
    const field = system({ x: 'v', v: '-1', y: 'w', w: '-1' }, { parameters: { hits: 0 } });
    const orbit = integrate(field, [0.5, 0, 0.5, 0], { t: [0, 1.5], events });
    expect(orbit.events.map(({ event, t }) => [event, t])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(Math.abs(orbit.end[0]! - 0.375)).toBeLessThan(1e-15);
    expect(Math.abs(orbit.end[2]! - 0.125)).toBeLessThan(1e-15);
  });

  test('at the same time happen in the order in which they are given, whatever roundings say, and are told once', async () => {
    // x is zero where both are; what the second makes of v tells what the first has left of it
    const field = system({ x: 'v', v: '-w^2*sin(x)' }, { parameters: { w: 1 } });
    for (let k = 0; k < 60; k++) {
      const start = [Math.sin(k), Math.cos(2 * k)];
      const t = [0, k % 2 === 0 ? 15 : -15];
      for (const other of ['x*exp(v/7)', '3*x', 'x*(1 + v^2)']) {
        for (const events of [
          [
            { when: 'x', jump: { v: '0.9*v' } },
            { when: other, jump: { v: 'v - 0.01*abs(v)*v' } },
          ],
          [{ when: other, jump: { v: 'v*1.001' } }, { when: 'x' }],
          // a bounce, and a crossing in the direction that the bounce has
          [
            { when: 'x', jump: { v: '-v' } },
            { when: other, direction: 'rising' as const },
          ],
        ]) {
          const orbit = integrate(field, start, { t, events });
          const finer = integrate(field, start, { t, events, maxStep: 0.05 });
          const told = (records: readonly EventRecord[]): string[] =>
            records.map(({ event, t: time }) => `${time.toFixed(9)}: ${event}`).sort();
          expect(told(orbit.events)).toEqual(told(finer.events));
          expect(Math.max(...orbit.end.map((x, i) => Math.abs(x - finer.end[i]!)))).toBeLessThan(1e-11);
          const both = await ensemble(field, [start], { t, events, workers: 0 });
          expect(both.events(0).length).toBe(orbit.events.length);
        }
      }
    }
  });

  test('of a ball that comes to rest by ever smaller bounces stop the orbit: it does not fall through the floor', () => {
    for (const [keeps, bounces] of [
      [0.5, 30],
      [0.1, 10],
      [0.9, 100],
    ] as const) {
      const events = [{ when: 'x', direction: 'falling', jump: { v: `-${keeps}*v` } }] as const;
      const orbit = integrate({ x: 'v', v: '-2' }, [1, 0], { t: [0, 100], events });
      expect(orbit.status).toBe('stuck');
      expect(orbit.message).toContain('jumps follow each other ever faster');
      // √(2h/g) (1 + 2r + 2r² + …)
      expect(Math.abs(orbit.end[0]!)).toBeLessThan(1e-14);
      expect(Math.abs(orbit.events.at(-1)!.t - (1 + (2 * keeps) / (1 - keeps)))).toBeLessThan(1e-8);
      expect(orbit.events.length).toBeGreaterThan(bounces);
    }
  });

  test('are checked', () => {
    const run = (event: object) => (): unknown =>
      integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 1], events: [event as EventSpec] });
    expect(run({})).toThrow("integrate: events[0]: expected a formula in when, such as 'x - 1', got none");
    expect(run({ when: 'x', direction: 'up' })).toThrow(
      'integrate: events[0]: expected a direction rising, falling or both, got up',
    );
    expect(run({ when: 'x', cooldown: -1 })).toThrow('integrate: events[0]: expected a cooldown ≥ 0, got -1');
    expect(run({ when: 'x', jump: 'v = -v' })).toThrow(
      "integrate: events[0]: expected a jump that is a function or formulas such as { v: '-v' }, got string",
    );
    expect(() => integrate({ x: '1' }, [0], { t: [0, 1], events: {} as EventSpec[] })).toThrow(
      "integrate: expected a list of events, [{ when: 'x' }, …], got object",
    );
    expect(() => integrate({ x: '1' }, [0], { t: [0, Infinity] })).toThrow('got [0, Infinity]; stream goes on without end');
  });
});
