import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { system } from '../../src/formula/system.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { ensemble } from '../../src/ode/ensemble.js';
import type { EventRecord, EventSpec } from '../../src/ode/events.js';
import { integrate } from '../../src/ode/integrate.js';
import { kepler } from '../../src/problems.js';
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

  test('a component called t is no time, and may stand in events, costs and jumps', () => {
    const clock = system({ x: '-x', t: '2' });
    const halt = integrate(clock, [1, 0], { t: [0, 5], events: [{ when: 't - 3', stop: true, jump: { x: 'x + t' } }] });
    expect(halt.events[0]!.t).toBeCloseTo(1.5, 15);
    expect(halt.end[0]).toBeCloseTo(Math.exp(-1.5) + 3, 14);
    const { value, initial } = adjoint(clock, [1, 0], { t: [0, 1], final: 'x*t', running: 't' });
    expect(value).toBeCloseTo(2 / Math.E + 1, 14);
    expect(initial[1]).toBeCloseTo(1 / Math.E + 1, 14);
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

  test('a zero at the start is no event, forward and backward; one that is met at the end is', () => {
    for (const end of [1, -1])
      expect(integrate(oscillator!, [0, 1], { t: [0, end], events: [{ when: 'x' }] }).events).toEqual([]);
    const { events } = integrate({ x: '1' }, [-1], { t: [0, 1], events: [{ when: 'x' }] });
    expect(events.map(({ t, direction }) => [t, direction])).toEqual([[1, 1]]);
    // the state ends at −5.6e-17, which rounding does not tell from zero
    const rounded = integrate({ x: '1' }, [-0.1 - 0.2], { t: [0, 0.3], events: [{ when: 'x' }] }).events;
    expect(rounded.map(({ t, direction }) => [t, direction])).toEqual([[0.3, 1]]);
  });

  test('a zero between two steps is found once, however the values there are rounded', () => {
    // fixed steps of 1/8 meet every zero of t − k/8 at their ends; the formulas round differently
    for (const when of ['t - 0.5', 't^2 - 1/4', '(t - 1/2)*(t + 7)', '3*t - 1.5', 'sin(4*pi*t)*cos(t/2)/9', 'x - 0.5']) {
      for (const t of [
        [0.05, 0.55],
        [0.125, 0.875],
        [1 - 0.125, 0.125],
      ] as const) {
        const field = { x: '1' };
        const { events } = integrate(field, [t[0]], { t: [...t], step: 0.125, events: [{ when }] });
        const expected = when.startsWith('sin')
          ? [0.25, 0.5, 0.75].filter((z) => z > Math.min(...t) && z < Math.max(...t))
          : [0.5];
        const inside = events.map((e) => e.t).filter((z) => z < Math.max(...t) - 1e-12 && z > Math.min(...t) + 1e-12);
        expect(inside.map((z) => Math.round(z * 1e12) / 1e12).sort(), `${when} over ${t}`).toEqual(expected);
        for (const { kind } of events) expect(kind).toBe('crossing');
      }
    }
  });

  test('touching, nearly touching and crossing flatly', () => {
    const along = (when: string): unknown[] =>
      integrate({ x: '1' }, [0], { t: [0, 3], step: 0.7, events: [{ when }] }).events.map(({ kind, direction, t }) => [
        kind,
        direction,
        Math.round(t * 1e4) / 1e4,
      ]);
    expect(along('(x - 1)^2')).toEqual([['grazing', 0, 1]]);
    expect(along('(x - 1)^2*(x - 2)')).toEqual([
      ['grazing', 0, 1],
      ['crossing', 1, 2],
    ]);
    expect(along('(x - 1)^3')).toEqual([['crossing', 1, 1]]);
    expect(along('(x - 1)^2 + 1e-11')).toEqual([]);
    expect(along('(x - 1)^2 - 1e-11')).toEqual([
      ['crossing', -1, 1],
      ['crossing', 1, 1],
    ]);
    // at the end of a step, which is at 0.7
    expect(along('(x - 0.7)^2')).toEqual([['grazing', 0, 0.7]]);
    expect(along('(x - 0.7)^3')).toEqual([['crossing', 1, 0.7]]);
  });

  test('two zeros a millionth apart in one step are two, in each of many steps', () => {
    const { events } = integrate(oscillator!, [1, 0], { t: [0, 60], events: [{ when: 'x - 0.9999999999999' }] });
    // beside each maximum but the first, where the orbit starts
    expect(events).toHaveLength(19);
    for (const [k, { t, direction }] of events.entries()) {
      const maximum = 2 * Math.PI * Math.floor((k + 1) / 2);
      const apart = Math.acos(0.9999999999999);
      expect(direction).toBe(k % 2 === 0 ? -1 : 1);
      expect(Math.abs(t - (k % 2 === 0 ? maximum + apart : maximum - apart))).toBeLessThan(4e-9);
    }
  });

  test('a plain function and a formula say what to look for, too', () => {
    for (const when of [(x: number, t: number) => x - 0.1 * t, formula('x - t/10')]) {
      const [first] = integrate(oscillator!, [1, 0], { t: [0, 2], events: [{ when }] }).events;
      expect(Math.abs(Math.cos(first!.t) - 0.1 * first!.t)).toBeLessThan(1e-15);
    }
  });

  test('times are right to 1e-15, relatively, after 16 000 steps', () => {
    const end = 5000;
    const { events } = integrate({ x: '1' }, [0.3], {
      t: [0, end],
      step: 0.3,
      events: [{ when: 'sin(x)' }],
      dense: false,
      highAccuracy: true,
    });
    expect(events).toHaveLength(Math.floor((end + 0.3) / Math.PI));
    for (const [k, { t }] of events.entries()) {
      const truth = (k + 1) * Math.PI - 0.3;
      expect(Math.abs(t - truth)).toBeLessThan(1e-15 * truth);
    }
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

describe('formulas with poles and ends', () => {
  const field = system({ x: 'v', v: '-x' });
  // x = cos t
  const at = (when: string, t: readonly [number, number] = [0, 20]): readonly number[] =>
    integrate(field, [1, 0], { t, events: [{ when }] }).events.map((event) => event.t);
  const angles = (angle: number): number[] =>
    [0, 1, 2, 3].flatMap((k) => [2 * k * Math.PI - angle, 2 * k * Math.PI + angle]).filter((t) => t > 0 && t < 20);
  const same = (found: readonly number[], expected: readonly number[]): void => {
    expect(found.length).toBe(expected.length);
    for (const [i, t] of found.entries()) expect(Math.abs(t - expected[i]!)).toBeLessThan(4e-15);
  };

  test('have their zeros behind a pole, and no event at it', () => {
    same(
      at('tan(t)'),
      [1, 2, 3, 4, 5, 6].map((k) => k * Math.PI),
    );
    same(
      at('v/x'),
      [1, 2, 3, 4, 5, 6].map((k) => k * Math.PI),
    );
    // at a pole that a step meets exactly, too
    same(at('1/(t - 1) - 3', [0, 2.3]), [4 / 3]);
    same(at('1/(t - 1) - 3', [2.3, 0]), [4 / 3]);
    same(at('1/(t - 1)'), []);
  });

  test('have their zeros where they have values, however long they have had none', () => {
    same(at('sqrt(x) - 1/2'), angles(Math.acos(0.25)));
    same(at('log(x) + 1'), angles(Math.acos(Math.exp(-1))));
    same(at('asin(2*x) - 1/2'), angles(Math.acos(Math.sin(0.5) / 2)));
    same(at('sqrt(-1 - x^2)'), []);
    same(
      at('sqrt(x) - 1/2', [0, -10]).map((t) => -t),
      angles(Math.acos(0.25)).filter((t) => t < 10),
    );
  });

  test('are zero where they have no slope, too', () => {
    same(
      at('cbrt(x)'),
      [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((k) => k * Math.PI),
    );
  });

  test('are passed where states are rounded, too: in lanes, and without compensated sums', async () => {
    const [w, p] = [16.11561528629871, 1.1697625252082546];
    const field = { x: '1', y: '-2*x*y' };
    const options = { t: [-1, 4], events: [{ when: `exp(-x)*tan(${w}*x + ${p})` }] };
    const start = [-1, Math.exp(-1)];
    const swarm = await ensemble(field, [start, start], { ...options, workers: 0 });
    const alone = integrate(field, start, { ...options, highAccuracy: false });
    expect([swarm.statuses[1], alone.status]).toEqual(['complete', 'complete']);
    for (const events of [swarm.events(1), alone.events]) {
      expect(events.length).toBe(25);
      for (const [k, { t }] of events.entries()) expect(Math.abs(t - ((k - 4) * Math.PI - p) / w)).toBeLessThan(1e-13);
    }
  });

  test('end an orbit, and are found along each of an ensemble, with the same bits', async () => {
    const stop = integrate(field, [0.5, 1], { t: [0, 20], events: [{ when: 'x/v', stop: true }] });
    expect(Math.abs(stop.events[0]!.t - (Math.PI - Math.atan(0.5)))).toBeLessThan(1e-15);
    const starts = [
      [1, 0],
      [0.5, 1],
      [0.3, 0.2],
    ];
    for (const when of ['sqrt(x) - 1/2', 'x/v', 'cbrt(x)']) {
      const options = { t: [0, 20], events: [{ when }] };
      const swarm = await ensemble(field, starts, { ...options, workers: 0 });
      for (const [i, start] of starts.entries())
        expect(swarm.events(i)).toEqual(integrate(field, start, { ...options, highAccuracy: false }).events);
    }
  });
});

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

describe('formulas that are flat to rounding but for a short time', () => {
  const field = system({ x: 'v', v: '-x' });
  // the zeros of x = cos t, to what a rounding of x moves them
  const zeros = [0.5, 1.5, 2.5].map((k) => k * Math.PI);
  const same = (found: readonly number[], expected: readonly number[]): void => {
    expect(found.length).toBe(expected.length);
    for (const [i, t] of found.entries()) expect(Math.abs(t - expected[i]!)).toBeLessThan(4e-15);
  };

  test.each(['wasm', 'interpreter'] as const)('have all their zeros, though no polynomial shows them (%s)', (kernel) => {
    const at = (when: string, end: number, options: object = {}): number[] =>
      integrate(field, [1, 0], { t: [0, end], events: [{ when }], kernel, ...options }).events.map(({ t }) => t);
    for (const when of [
      'tanh(1000*x)',
      '1e-200*tanh(1000*x)',
      'atan(1e6*x)',
      'atan(1e12*x)',
      'erf(300*x)',
      '1/(1 + exp(-1000*x)) - 1/2',
    ])
      for (const options of [{}, { dense: false }, { step: 0.3 }, { highAccuracy: false }]) same(at(when, 10, options), zeros);
    same(
      at('tanh(1000*x)', -10).map((t) => -t),
      zeros,
    );
    // in the last step
    same(at('tanh(1000*x)', 1.6), zeros.slice(0, 1));
    // exp(−1000 x) = 1/2 at x = log(2)/1000
    const near = Math.acos(Math.log(2) / 1000);
    same(at('exp(-1000*x) - 1/2', 6), [near, 2 * Math.PI - near]);
  });

  test('have them where steps are given up block by block', () => {
    for (const step of [4095, 4096, 4097]) {
      const zero = 0.3 * step - 0.1;
      const options = { t: [0, 1300], step: 0.3, dense: false, events: [{ when: `tanh(1000*(t - ${zero}))` }] };
      same(
        integrate(field, [1, 0], options).events.map(({ t }) => t),
        [zero],
      );
    }
  });

  test('end an orbit or change it there, with the derivative of the flow', () => {
    const stop = integrate(field, [1, 0], { t: [0, 10], events: [{ when: 'tanh(1000*x)', stop: true }] });
    expect(stop.status).toBe('event');
    same([stop.t.at(-1)!], zeros.slice(0, 1));
    const run = (when: string) =>
      integrate(field, [1, 0], { t: [0, 10], events: [{ when, jump: { v: '-v/2' } }], variational: true });
    const [steep, plain] = [run('tanh(1000*x)'), run('x')];
    same(steep.end, plain.end);
    same(steep.flowJacobian!.flat(), plain.flowJacobian!.flat());
    same(steep.at(3.3), plain.at(3.3));
    const options = { t: [0, 10], variational: true, dense: false };
    const [bare, full] = ['tanh(1000*x)', 'x'].map((when) =>
      integrate(field, [1, 0], { ...options, events: [{ when, stop: true }] }),
    );
    same(bare!.flowJacobian!.flat(), full!.flowJacobian!.flat());
  });

  test('are found along each orbit of an ensemble', async () => {
    const options = { t: [0, 10], events: [{ when: 'tanh(1000*x)' }] };
    const swarm = await ensemble(field, [[1, 0]], { ...options, workers: 0 });
    same(
      swarm.events(0).map(({ t }) => t),
      zeros,
    );
  });
});
