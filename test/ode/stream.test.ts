import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import type { StreamPoint } from '../../src/ode/report.js';
import { type StreamOptions, stream } from '../../src/ode/stream.js';
import { systems } from '../problems/orbits.js';

const { lorenz, oscillator } = systems as Record<keyof typeof systems, (typeof systems)[string]>;

describe('an orbit as a stream', () => {
  test('of steps is what integrate makes, forward and backward', () => {
    for (const t of [
      [0, 3],
      [0, -0.2],
    ] as const) {
      const whole = integrate(lorenz!, [15, 15, 36], { t });
      const points = [...stream(lorenz!, [15, 15, 36], { t })];
      expect(points.map((point) => point.t)).toEqual(whole.t);
      expect(points.map(({ state }) => state)).toEqual(whole.states);
      expect(points.map(({ steps }) => steps)).toEqual(points.map((_, i) => i));
    }
  });

  test('of times is what integrate gives on a grid', () => {
    const t = [0, 0.25, 0.26, 1, 1.5, 3];
    const whole = integrate(lorenz!, [15, 15, 36], { t: [0, 20] });
    for (const { t: time, state } of stream(lorenz!, [15, 15, 36], { t })) expect(state).toEqual(whole.at(time));
  });

  test('without end goes on as long as it is asked, with times from a generator', () => {
    function* squares(): Generator<number> {
      for (let k = 0; ; k++) yield k * k;
    }
    let seen = 0;
    for (const { t, state } of stream(oscillator!, [1, 0], { t: squares() })) {
      expect(Math.abs(state[0]! - Math.cos(t))).toBeLessThan(1e-14 * Math.max(1, t / 30));
      if (++seen === 40) break;
    }
    const backward = stream(oscillator!, [1, 0], { t: [0, -Infinity] });
    let last = backward.next();
    while (last.done !== true && last.value.t > -50) last = backward.next();
    expect(Math.abs((last.value as StreamPoint).state[0]! - Math.cos((last.value as StreamPoint).t))).toBeLessThan(2e-14);
    expect(backward.return(undefined as never).done).toBe(true);
  });

  test('tells of each event once, with the point behind it', () => {
    const options: StreamOptions = { t: [0, 1, 2, 5, 7, 11], events: [{ when: 'x' }] };
    const found = [...stream(oscillator!, [1, 0], options)].map(({ events }) =>
      events.map(({ t }) => Math.round((2 * t) / Math.PI)),
    );
    expect(found).toEqual([[], [], [1], [3], [], [5, 7]]);
  });

  test('of times ends where the last one is, and tells of the event that ends it before', () => {
    const ball = system({ x: 'v', v: '-1' });
    const whole = <T>(points: Generator<StreamPoint, T, void>): { points: StreamPoint[]; trajectory: T } => {
      const found: StreamPoint[] = [];
      for (let next = points.next(); ; next = points.next()) {
        if (next.done === true) return { points: found, trajectory: next.value };
        found.push(next.value);
      }
    };
    for (const direction of [1, -1]) {
      const t = [0, 0.5, 1, 2, 3].map((time) => time * direction);
      const bounce = [{ when: 'x', jump: { v: '-v' } }];
      const { points, trajectory } = whole(stream(ball, [1, 0], { t, events: bounce }));
      const orbit = integrate(ball, [1, 0], { t, events: bounce });
      expect(points.map(({ state }) => state)).toEqual(orbit.states);
      expect([trajectory.reached, trajectory.end, trajectory.events]).toEqual([3 * direction, orbit.end, orbit.events]);
      const stopped = whole(stream(ball, [1, 0], { t, events: [{ when: 'x', stop: true }] }));
      expect(stopped.points.map((point) => point.t)).toEqual([...t.slice(0, 3), stopped.trajectory.reached]);
      expect(stopped.points.at(-1)!.events).toEqual(stopped.trajectory.events);
      expect(stopped.trajectory.status).toBe('event');
    }
    expect(() => [...stream(ball, [1, 0], { t: [0, 1, 0.5, 2] })]).toThrow('expected times that run one way, got 0.5 after 1');
    expect(() => [...stream(ball, [1, 0], { t: [0, 1, 0] })]).toThrow('expected times that run one way, got 0 after 1');
  });

  test('ends with the trajectory, and its status', () => {
    const run = (options: StreamOptions, field = oscillator!, initial = [1, 0]): unknown[] => {
      const points = stream(field, initial, options);
      let next = points.next();
      while (next.done !== true) next = points.next();
      return [next.value.status, next.value.end, next.value.steps];
    };
    const stopping = { t: [0, Infinity], events: [{ when: 'x', stop: true }] };
    const [status, end] = run(stopping);
    expect([status, end]).toEqual(['event', integrate(oscillator!, [1, 0], { ...stopping, t: [0, 9] }).end]);
    expect(run({ t: [0, Infinity], maxSteps: 7 })[0]).toBe('maxSteps');
    expect(run({ t: [0, Infinity] }, system({ x: 'x^2' }), [1])[0]).toMatch(/singular|notFinite/);
    expect(run({ t: [0, 1] })[0]).toBe('complete');
    // a solution that is a polynomial, without end, still comes in steps
    expect(run({ t: [0, Infinity], maxSteps: 3 }, system({ x: '2*t' }), [0])).toEqual(['maxSteps', [(3 * 2 ** 20) ** 2], 3]);
  });

  test('two streams of one system and an integration between do not disturb each other', () => {
    const alone = [...stream(lorenz!, [15, 15, 36], { t: [0, 1] })].map(({ state }) => state);
    const a = stream(lorenz!, [15, 15, 36], { t: [0, 1] });
    const b = stream(lorenz!, [1, 2, 3], { t: [0, 1] });
    for (const state of alone) {
      expect((a.next().value as StreamPoint).state).toEqual(state);
      b.next();
      integrate(lorenz!, [5, 5, 5], { t: [0, 0.1] }).at(0.05);
    }
  });

  test('misuse is one clear error', () => {
    expect(() => stream(oscillator!, [1, 0], {} as StreamOptions).next()).toThrow(/stream: expected options with times/);
    expect(() => [...stream(oscillator!, [1, 0], { t: [0, 1, 0.5] })]).toThrow(
      /stream: expected times that run one way, got 0.5 after 1/,
    );
    expect(() => stream(oscillator!, [1], { t: [0, 1] }).next()).toThrow(/stream: expected 2 initial values/);
  });

  test('tells of events that no polynomial shows with the first point behind them', () => {
    const events = [{ when: 'tanh(1000*x)' }];
    const field = { x: 'v', v: '-x' };
    let last = 0;
    const found: number[] = [];
    for (const { t, events: told } of stream(field, [1, 0], { t: [0, 10], events })) {
      for (const event of told) {
        expect(event.t).toBeGreaterThanOrEqual(last);
        expect(event.t).toBeLessThanOrEqual(t);
        found.push(event.t);
      }
      last = t;
    }
    expect(found.length).toBe(3);
    for (const [k, t] of found.entries()) expect(Math.abs(t - (k + 0.5) * Math.PI)).toBeLessThan(4e-15);
    const times = Array.from({ length: 101 }, (_, i) => i / 10);
    const told = [...stream(field, [1, 0], { t: times, events })].flatMap(({ t, events: some }) =>
      some.map((event) => [t, event.t]),
    );
    expect(told.map(([t]) => t)).toEqual([1.6, 4.8, 7.9]);
  });
});
