import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { lorenz } from '../../src/problems.js';

// workers run what is built
const built = (await import(new URL('../../dist/index.js', import.meta.url).href)) as {
  readonly ensemble: typeof ensemble;
  readonly system: typeof system;
};

const starts = Array.from({ length: 60 }, (_, i) => [1 + Math.sin(i), 2 * Math.cos(3 * i), 20 + Math.sin(5 * i)]);

describe('an ensemble', () => {
  test.each([
    ['the default tolerance', {}],
    ['1e-7', { tolerance: 1e-7 }],
    ['1e-7, interpreted', { tolerance: 1e-7, kernel: 'interpreter' }],
    ['an order of its own', { order: 11 }],
  ] as const)('has the states of integrate for each member, on a grid and at the end: %s', async (_, options) => {
    const t = [0, 0.3, 0.75, 1.5];
    const swarm = await ensemble(lorenz.equations, starts.slice(0, 9), { t, workers: 0, ...options });
    expect(swarm.status).toBe('complete');
    for (const [i, start] of starts.slice(0, 9).entries()) {
      const orbit = integrate(lorenz.equations, start, { t, highAccuracy: false, ...options });
      expect(swarm.steps[i]).toBe(orbit.steps);
      expect(swarm.end(i)).toEqual(orbit.end);
      for (const [j, state] of swarm.states(i).entries()) {
        expect(state).toEqual(orbit.states[j]);
      }
    }
  });

  test('has the same bits in one lane and in two, for 0, 1, 2 and 3 workers, compiled and interpreted', async () => {
    const options = { t: [0, 1, 2] };
    const one = await ensemble(lorenz.equations, starts, { ...options, lanes: 1, workers: 0 });
    expect(one.statuses.every((status) => status === 'complete')).toBe(true);
    const others = [
      await ensemble(lorenz.equations, starts, { ...options, lanes: 2, workers: 0 }),
      await ensemble(lorenz.equations, starts, { ...options, kernel: 'interpreter', workers: 0 }),
    ];
    for (const workers of [1, 2, 3]) others.push(await built.ensemble(lorenz.equations, starts, { ...options, workers }));
    for (const other of others) {
      expect(other.ends).toEqual(one.ends);
      expect(other.steps).toEqual(one.steps);
      expect(other.times).toEqual(one.times);
      for (const i of [0, 17, 59]) expect(other.states(i)).toEqual(one.states(i));
    }
  });

  test('takes parameters, one for all or one for each member, and fields with the time in them', async () => {
    const field = system({ x: 'a*x*cos(t) + b' }, { parameters: { a: 1, b: 0 } });
    const a = Array.from({ length: 50 }, (_, i) => i / 25 - 1);
    const swarm = await ensemble(
      field,
      a.map(() => [2]),
      { t: [0, 3], parameters: { a }, workers: 0 },
    );
    for (const [i, value] of a.entries())
      expect(Math.abs(swarm.end(i)[0]! - 2 * Math.exp(value * Math.sin(3)))).toBeLessThan(1e-14 * 5);
    const shifted = await ensemble({ x: 't' }, [[1], [2], [3]], { t: [1, -1] });
    expect(shifted.end(1)[0]).toBeCloseTo(2, 15);
  });

  test('finds the events of integrate along each orbit: sections, and escapes that end it, in any number of workers', async () => {
    const field = { x: 'u', y: 'v', u: '-x - 2*x*y', v: '-y - x^2 + y^2' };
    const events = [{ when: 'x', direction: 'rising' }, { when: 'x^2 + y^2 - 9', stop: true }, { when: 'y - 0.5' }] as const;
    const initials = Array.from({ length: 50 }, (_, i) => [0, -0.3 + 0.012 * i, 0.4 + 0.006 * i, 0.05]);
    const options = { t: [0, 17, 40], events };
    const orbits = initials.map((initial) => integrate(field, initial, { ...options, highAccuracy: false }));
    expect(new Set(orbits.map(({ status }) => status))).toEqual(new Set(['complete', 'event']));
    const runs = [
      await ensemble(field, initials, { ...options, workers: 0 }),
      await ensemble(field, initials, { ...options, workers: 0, lanes: 1 }),
      await ensemble(field, initials, { ...options, workers: 0, kernel: 'interpreter' }),
    ];
    for (const workers of [1, 3]) runs.push(await built.ensemble(field, initials, { ...options, workers }));
    for (const swarm of runs) {
      for (const [i, orbit] of orbits.entries()) {
        expect(swarm.events(i)).toEqual(orbit.events);
        expect([swarm.statuses[i], swarm.times[i], swarm.steps[i]]).toEqual([
          orbit.status,
          orbit.t.length < 3 ? orbit.events.at(-1)!.t : 40,
          orbit.steps,
        ]);
        expect(swarm.end(i)).toEqual(orbit.end);
        expect(swarm.states(i).filter((state) => !Number.isNaN(state[0]!))).toEqual(orbit.states);
      }
    }
  });

  test('lets events change states and parameters by formulas, which workers are sent, and by functions, which are not', async () => {
    // a ball that falls from height h: bounces at √(2h/g)·(1, 1 + 2r, 1 + 2r + 2r², …)
    const equations = [{ x: 'v', v: '-g' }, { parameters: { g: 10, hits: 0 } }] as const;
    const ball = system(...equations);
    const heights = Array.from({ length: 40 }, (_, i) => [2 + i / 8, 0]);
    const formulas = [{ when: 'x', direction: 'falling', jump: { v: '-0.5*v', hits: 'hits + 1' } }] as const;
    const options = { t: [0, 1.5] };
    const swarm = await built.ensemble(built.system(...equations), heights, { ...options, events: formulas, workers: 2 });
    for (const [i, [h]] of heights.entries()) {
      const first = Math.sqrt(h! / 5);
      const expected = [first, 2 * first, 2.5 * first].filter((t) => t < 1.5);
      const times = swarm.events(i).map(({ t }) => t);
      expect(times.length).toBe(expected.length);
      for (const [j, t] of times.entries()) expect(Math.abs(t - expected[j]!)).toBeLessThan(4e-15);
      const orbit = integrate(ball, heights[i]!, { ...options, events: formulas, highAccuracy: false });
      expect([swarm.events(i), swarm.end(i)]).toEqual([orbit.events, orbit.end]);
    }
    const functions = [{ when: 'x', direction: 'falling', jump: ([x, v]: readonly number[]) => [x!, -0.5 * v!] }] as const;
    const here = await ensemble(ball, heights, { ...options, events: functions });
    expect(here.events(3)).toEqual(swarm.events(3));
    const once = [{ when: 'x', direction: 'falling', jump: () => ({ stop: true }) }] as const;
    const fallen = await ensemble(ball, heights.slice(0, 9), { ...options, events: once });
    for (const [i, [h]] of heights.slice(0, 9).entries()) {
      expect(fallen.statuses[i]).toBe('event');
      expect(Math.abs(fallen.times[i]! - Math.sqrt(h! / 5))).toBeLessThan(1e-15);
    }
    await expect(ensemble(ball, heights, { ...options, events: functions, workers: 2 })).rejects.toThrow(
      "ensemble: expected formulas such as { v: '-0.9*v' } in events[0].jump for workers, got a function; compute here with workers: 0",
    );
    await expect(ensemble(ball, heights, { ...options, events: [{ when: 'x', jump: { w: '1' } }] })).rejects.toThrow(
      'ensemble: events[0].jump: expected formulas of x, v, g, hits, got one of w',
    );
  });

  test('goes through kinks, and along polynomials, as integrate does', async () => {
    const friction = { x: 'v', v: '-x - 0.3*sign(v)' };
    // none comes to rest where friction just holds it, and a rounding decides
    const initials = Array.from({ length: 40 }, (_, i) => [1.05 + i / 10, 0]);
    const options = { t: [0, 5, 30], events: [{ when: 'x' }] };
    for (const swarm of [
      await ensemble(friction, initials, { ...options, workers: 0 }),
      await built.ensemble(friction, initials, { ...options, workers: 2 }),
    ]) {
      for (const [i, initial] of initials.entries()) {
        const orbit = integrate(friction, initial, { ...options, highAccuracy: false });
        expect([swarm.end(i), swarm.states(i), swarm.events(i)]).toEqual([orbit.end, orbit.states, orbit.events]);
        // each swing ends 0.6 lower, until friction holds
        expect(Math.abs(swarm.end(i)[0]!)).toBeLessThan(0.3 + 1e-14);
      }
    }
    const events = [{ when: 'sin(x)' }];
    const field = system({ x: 'a*t^25 + 1' }, { parameters: ['a'] });
    const a = [0, 1, -1];
    const runs = await ensemble(field, [[0], [1], [2]], { t: [0, 1.5], events, parameters: { a }, workers: 0 });
    for (const [i, value] of a.entries()) {
      const orbit = integrate(field, [i], { t: [0, 1.5], events, parameters: { a: value }, highAccuracy: false });
      expect([runs.end(i), runs.events(i), runs.steps[i]]).toEqual([orbit.end, orbit.events, orbit.steps]);
      expect(Math.abs(runs.end(i)[0]! - (i + 1.5 + (value * 1.5 ** 26) / 26))).toBeLessThan(1e-11);
    }
  });

  test('keeps members that fail beside those that do not', async () => {
    const swarm = await ensemble({ x: 'x^2' }, [[1], [-1], [0.1], [2]], { t: [0, 2], workers: 0 });
    expect(swarm.statuses.map((status) => status === 'complete')).toEqual([false, true, true, false]);
    expect(Math.abs(swarm.end(1)[0]! + 1 / 3)).toBeLessThan(1e-15);
    expect(Math.abs(swarm.times[0]! - 1)).toBeLessThan(1e-9);
    expect(swarm.states(0)[1]).toEqual([Number.NaN]);
    // the last state is that of integrate, also where coefficients overflow there
    for (const [i, start] of [1, 2].entries()) {
      const { end, steps } = integrate({ x: 'x^2' }, [start], { t: [0, 2], highAccuracy: false });
      expect(swarm.end(3 * i)).toEqual(end);
      expect(swarm.steps[3 * i]).toBe(steps);
    }
    const short = await ensemble({ x: '-x' }, [[1], [0]], { t: [0, 500], maxSteps: 3, workers: 0 });
    expect(short.statuses).toEqual(['maxSteps', 'complete']);
    expect(short.steps[0]).toBe(3);
  });

  test('tells how far it is, and ends where it is told to, here and in workers', async () => {
    for (const workers of [0, 2]) {
      const seen: number[] = [];
      const controller = new AbortController();
      const swarm = await built.ensemble(lorenz.equations, Array(400).fill([1, 2, 20]), {
        t: [0, 3],
        workers,
        signal: controller.signal,
        onProgress: ({ done, members }) => {
          expect(members).toBe(400);
          seen.push(done);
          if (done > 60) controller.abort();
        },
      });
      expect(swarm.status).toBe('aborted');
      expect(seen.every((done, i) => i === 0 || done > seen[i - 1]!)).toBe(true);
      const finished = swarm.statuses.filter((status) => status === 'complete').length;
      expect(finished).toBe(seen.at(-1));
      expect(finished).toBeLessThan(400);
      expect(swarm.statuses.filter((status) => status === 'aborted').length).toBe(400 - finished);
    }
    const early = await ensemble({ x: '1' }, [[0]], { t: [0, 1], signal: AbortSignal.abort() });
    expect(early.statuses).toEqual(['aborted']);
  });

  test('runs in workers that the caller makes, and passes their errors on', async () => {
    const { Worker } = await import('node:worker_threads');
    const url = new URL('../../dist/ode/ensemble-worker.js', import.meta.url);
    let made = 0;
    const swarm = await ensemble(lorenz.equations, starts, {
      t: [0, 1],
      workers: 2,
      worker: () => {
        made++;
        return new Worker(url);
      },
    });
    expect(made).toBe(2);
    expect(swarm.end(3)).toEqual(integrate(lorenz.equations, starts[3]!, { t: [0, 1], highAccuracy: false }).end);
    const broken = (): InstanceType<typeof Worker> => new Worker('throw new Error("no engine here")', { eval: true });
    await expect(
      ensemble(
        { x: '1' },
        starts.map(() => [0]),
        { t: [0, 1], workers: 1, worker: broken },
      ),
    ).rejects.toThrow('no engine here');
  });

  test('starts threads where that is worth it, and computes here what threads cannot', async () => {
    const count = 600;
    const initials = Array.from({ length: count }, (_, i) => [1 + i / count, 2, 20]);
    const seen: number[] = [];
    // without modules beside the source, threads do not load: what they were given comes back
    const swarm = await ensemble(lorenz.equations, initials, { t: [0, 40], onProgress: ({ done }) => seen.push(done) });
    expect(swarm.status).toBe('complete');
    expect(swarm.statuses.every((status) => status === 'complete')).toBe(true);
    expect(seen.at(-1)).toBe(count);
    expect(seen.every((done, i) => i === 0 || done > seen[i - 1]!)).toBe(true);
    const threaded = await built.ensemble(lorenz.equations, initials, { t: [0, 40] });
    expect(threaded.ends).toEqual(swarm.ends);
    // the caller's own are another matter
    const { Worker } = await import('node:worker_threads');
    const worker = (): InstanceType<typeof Worker> => new Worker('throw new Error("no engine here")', { eval: true });
    await expect(ensemble(lorenz.equations, initials, { t: [0, 1], worker })).rejects.toThrow('no engine here');
    await expect(ensemble(lorenz.equations, initials, { t: [0, 1], workers: 1 })).rejects.toThrow('a worker failed');
  });

  test('of none is empty', async () => {
    const swarm = await ensemble({ x: '-x' }, [], { t: [0, 1] });
    expect([swarm.status, swarm.members, swarm.ends.length]).toEqual(['complete', 0, 0]);
  });

  test('refuses what it cannot do', async () => {
    const run = (options: object, initials: number[][] = [[1]]): Promise<unknown> =>
      ensemble({ x: '-x' }, initials, { t: [0, 1], ...options });
    await expect(run({}, [[1], [1, 2]])).rejects.toThrow(
      'ensemble: expected 1 finite initial values (x) of member 1, got [1, 2]',
    );
    await expect(run({ t: [0] })).rejects.toThrow('ensemble: expected at least two finite times');
    await expect(run({ tolerance: 2 })).rejects.toThrow('ensemble: expected a tolerance');
    await expect(run({ order: 1 })).rejects.toThrow('ensemble: expected an integer order ≥ 2, got 1');
    await expect(run({ maxSteps: 0 })).rejects.toThrow('ensemble: expected maxSteps');
    await expect(run({ lanes: 3 })).rejects.toThrow('ensemble: expected 1 or 2 lanes, got 3');
    await expect(run({ workers: -1 })).rejects.toThrow('ensemble: expected workers to be an integer ≥ 0, got -1');
    await expect(run({ parameters: { q: 1 } })).rejects.toThrow('ensemble: expected parameters among (none), got q');
    const field = system({ x: 'a' }, { parameters: ['a'] });
    await expect(ensemble(field, [[1]], { t: [0, 1], parameters: { a: [1, 2] } })).rejects.toThrow(
      'ensemble: expected a finite value of the parameter a for each of 1 members, got 2 values',
    );
    await expect(ensemble(field, [[1]], { t: [0, 1], parameters: [{ a: 1 }, { a: 2 }] })).rejects.toThrow(
      'ensemble: expected parameters for each of 1 members, got 2 records',
    );
    await expect(ensemble(field, [[1], [2]], { t: [0, 1], parameters: [{ a: 1 }, {}] })).rejects.toThrow(
      'ensemble: expected a value of the parameter a for member 1, got none',
    );
    const records = await ensemble(field, [[1], [2], [3]], { t: [0, 1], parameters: [{ a: 1 }, { a: 5 }, { a: -1 }] });
    expect([...records.ends]).toEqual([2, 7, 2]);
  });
});
