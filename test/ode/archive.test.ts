import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { integrate } from '../../src/ode/integrate.js';
import { Trajectory } from '../../src/ode/trajectory.js';
import * as library from '../../src/problems.js';
import { systems } from '../problems/orbits.js';

const { oscillator, lorenz } = systems as Record<keyof typeof systems, (typeof systems)[string]>;

const ways: readonly (readonly [string, (trajectory: Trajectory) => Trajectory])[] = [
  ['JSON', (trajectory) => Trajectory.fromJSON(JSON.parse(JSON.stringify(trajectory)))],
  ['bytes', (trajectory) => Trajectory.fromBytes(trajectory.toBytes())],
];

/** Everything that can be seen of a trajectory. */
function seen(trajectory: Trajectory): unknown {
  const { status, message, end, steps, order, events, flowJacobian, t, states } = trajectory;
  const [from, to] = [t[0]!, t.at(-1)!];
  const times = Array.from({ length: 17 }, (_, k) => from + ((to - from) * k) / 16);
  return [
    status,
    message,
    end,
    steps,
    order,
    events,
    flowJacobian,
    t,
    states,
    trajectory.at(times),
    trajectory.derivativeAt(times[5]!, 3),
  ];
}

describe.each(ways)('%s and back', (_, again) => {
  const problems = Object.values(library).filter((value) => typeof value === 'object');
  test.each(problems.map((problem) => [problem.name, problem] as const))('%s: every bit', (_name, { equations, initial, t }) => {
    const trajectory = integrate(equations, initial, { t });
    expect(seen(again(trajectory))).toEqual(seen(trajectory));
  });

  test('few steps of many states, which fill more than one block', () => {
    const count = 20;
    const equations = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`x${i}`, i % 2 === 1 ? `-sin(x${i - 1})` : `x${i + 1}`]),
    );
    const initial = Array.from({ length: count }, (_, i) => i / count);
    const chain = integrate(equations, initial, { t: [0, 14], variational: true });
    expect(chain.steps).toBeGreaterThan(40);
    expect(chain.steps).toBeLessThan(64);
    expect(seen(again(chain))).toEqual(seen(chain));
  });

  test('equations of higher order, smooth and with kinks, alone and joined', () => {
    const events = [{ when: "x'", jump: { "x'": "x'/2", k: 'k + 1' } }];
    for (const text of ["-k*x - x'/10", "-k*x - sign(x')/10", '-k*x - abs(x)']) {
      const swing = system({ "x''": text, y: "x' - y" }, { parameters: { k: 1 } });
      const trajectory = integrate(swing, [1, 0, 0.5], { t: [0, 9], events });
      expect(seen(again(trajectory))).toEqual(seen(trajectory));
      const parameters = { k: 2 };
      const rest = integrate(swing, trajectory.end, { t: [9, 12], parameters });
      expect(seen(again(again(trajectory).join(again(rest))))).toEqual(seen(trajectory.join(rest)));
    }
    const third = integrate({ "x'''": "-x'' - x' - x" }, [1, 0, 0], { t: [0, -4], variational: true });
    expect(seen(again(third))).toEqual(seen(third));
  });

  test('times, parameters, events with changes, the derivative of the flow, a grid', () => {
    const room = system({ x: 'k*(level - x) + sin(t)/9', ä: '-0*x' }, { parameters: { k: 1, level: 30 } });
    for (const trajectory of [
      integrate(room, [20, -0], { t: [0, 3], events: [{ when: 'x - 21', jump: () => ({ parameters: { level: 10 } }) }] }),
      integrate(room, [20, -0], { t: [0, 0.5, 3], parameters: { k: 0.1 }, variational: true }),
      integrate(room, [20, -0], { t: [3, 0, -1], dense: false, parameters: { k: 0.3 } }),
      integrate(oscillator!, [1, 0], { t: [2, 2] }),
    ]) {
      const copy = again(trajectory);
      expect(copy.t).toEqual(trajectory.t);
      expect(copy.states).toEqual(trajectory.states);
      expect(copy.end).toEqual(trajectory.end);
      expect(copy.events).toEqual(trajectory.events);
      expect(copy.flowJacobian).toEqual(trajectory.flowJacobian);
      expect(again(copy).toJSON()).toEqual(trajectory.toJSON());
    }
  });
});

describe.each(ways)('%s and back, with derivatives of the flow', (_, again) => {
  test.each([
    ['Lorenz', lorenz!, [15, 15, 36]],
    ['a kink', system({ x: 'v', v: '-x - abs(x - 0.1)' }), [1, 0]],
  ] as const)('%s: every bit at any time', (_name, field, initial) => {
    const trajectory = integrate(field, initial, { t: [0, 3], variational: true });
    const copy = again(trajectory);
    const times = [0, 0.2, 1, 1.7, 2.5, 3];
    expect(copy.jacobianAt(times)).toEqual(trajectory.jacobianAt(times));
    expect(copy.at(times)).toEqual(trajectory.at(times));
    expect(again(copy).toJSON()).toEqual(trajectory.toJSON());
  });
});

describe('what is not a trajectory is refused', () => {
  const trajectory = integrate(oscillator!, [1, 0], { t: [0, 3], events: [{ when: 'x' }] });

  test('bytes: any that was changed, cut off or put on', () => {
    const bytes = trajectory.toBytes();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const broken = bytes.slice();
        broken[at]! ^= change;
        expect(() => Trajectory.fromBytes(broken)).toThrow(/^Trajectory.fromBytes: expected/);
        expect(() => Trajectory.fromBytes(bytes.subarray(0, at))).toThrow(/^Trajectory.fromBytes: expected/);
      }),
      { seed: 5, numRuns: 200 },
    );
    expect(() => Trajectory.fromBytes(new Uint8Array([...bytes, 0, 0, 0, 0, 0, 0, 0, 0]))).toThrow(/expected \d+ bytes, got/);
    expect(() => Trajectory.fromBytes('text' as unknown as Uint8Array)).toThrow(/expected a Uint8Array, got string/);
    // a view into a larger buffer is as good
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(Trajectory.fromBytes(larger.subarray(3)).end).toEqual(trajectory.end);
  });

  test('JSON: any member that is missing or of the wrong kind', () => {
    const json = trajectory.toJSON();
    const changed =
      (change: object): (() => unknown) =>
      () =>
        Trajectory.fromJSON({ ...json, ...change });
    for (const bad of [null, 7, [], 'x', {}]) expect(() => Trajectory.fromJSON(bad)).toThrow(/expected an object with format/);
    expect(changed({ version: 2 })).toThrow(/Trajectory.fromJSON: expected version 1 of the format, got 2/);
    expect(changed({ equations: { x: 'v +' } })).toThrow(/in the equation of x/);
    expect(changed({ order: 1 })).toThrow(/an integer ≥ 2 in order, got 1/);
    expect(changed({ status: 'fine' })).toThrow(/a status among complete/);
    expect(changed({ end: [3, 0, 1] })).toThrow(/4 numbers in end/);
    expect(changed({ end: [3, 0, 1, 'NaN'] })).toThrow(/numbers in end, got "NaN"/);
    expect(changed({ regimes: [] })).toThrow(/values of the parameters from step 0 on/);
    expect(changed({ steps: [...json.steps].reverse() })).toThrow(/steps whose times run one way/);
    expect(changed({ steps: [[0, 0, null, 1]] })).toThrow(/numbers in steps\[0\], got null/);
    expect(changed({ events: [{ event: 0, t: 1, state: [0], direction: 1, kind: 'crossing' }] })).toThrow(
      /2 numbers in events\[0\].state/,
    );
    expect(changed({ grid: [0, 'x'] })).toThrow(/numbers in grid/);
    for (const name of Object.keys(json)) {
      if (name === 'message') continue;
      const { [name as keyof typeof json]: _, ...rest } = json;
      expect(() => Trajectory.fromJSON(rest), name).toThrow(/^Trajectory.fromJSON: expected|expected equations by state/);
    }
  });
});

describe('join', () => {
  test('is the trajectory that one integration over both spans would show', () => {
    const first = integrate(lorenz!, [15, 15, 36], { t: [0, 1], variational: true, events: [{ when: 'x' }] });
    const second = integrate(lorenz!, first.end, { t: [1, 2], variational: true, events: [{ when: 'x' }] });
    const both = first.join(second);
    expect([both.t[0], both.t.at(-1), both.steps]).toEqual([0, 2, first.steps + second.steps]);
    for (const t of [0, 0.3, 0.99]) expect(both.at(t)).toEqual(first.at(t));
    for (const t of [1, 1.3, 2]) expect(both.at(t)).toEqual(second.at(t));
    const whole = integrate(lorenz!, [15, 15, 36], { t: [0, 2], variational: true, events: [{ when: 'x' }] });
    expect(both.events.map(({ t }) => t.toFixed(9))).toEqual(whole.events.map(({ t }) => t.toFixed(9)));
    for (const [i, row] of whole.flowJacobian!.entries()) {
      for (const [j, x] of row.entries()) expect(Math.abs(both.flowJacobian![i]![j]! / x - 1)).toBeLessThan(1e-10);
    }
    expect(Trajectory.fromBytes(both.toBytes()).states).toEqual(both.states);
  });

  test('keeps parameters apart, and grids together', () => {
    const decay = system({ x: '-k*x' }, { parameters: { k: 1 } });
    const first = integrate(decay, [1], { t: [0, 0.5, 1] });
    const second = integrate(decay, first.end, { t: [1, 1.5, 2], parameters: { k: 3 } });
    const both = first.join(second);
    expect(both.t).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(both.at(0.7)[0]).toBeCloseTo(Math.exp(-0.7), 15);
    expect(both.at(1.5)[0]).toBeCloseTo(Math.exp(-2.5), 15);
    expect(both.derivativeAt(1.5)[0]).toBeCloseTo(-3 * Math.exp(-2.5), 14);
    expect(second.join(integrate(decay, [1], { t: [2, 3] })).at(2)).toEqual([1]);
  });

  test('has all times asked for, and the end of an orbit that an event has stopped between two of them', () => {
    const first = integrate(oscillator!, [1, 0], { t: [0, 1, 2, 3], events: [{ when: 'x', stop: true }] });
    expect([first.status, first.t]).toEqual(['event', [0, 1]]);
    const second = integrate(oscillator!, first.end, { t: [first.reached, 2, 3] });
    const both = first.join(second);
    expect(both.t).toEqual([0, 1, first.reached, 2, 3]);
    expect(both.states).toEqual([...first.states, ...second.states]);
  });

  test('has the states asked for where steps were given up', () => {
    const t = Array.from({ length: 201 }, (_, i) => 2 * i);
    const first = integrate(oscillator!, [1, 0], { t, dense: false, order: 4, maxStep: 0.05 });
    const second = integrate(oscillator!, [0, 1], { t: [400, 401, 402], order: 4 });
    expect(() => first.at(1)).toThrow('what was before is not kept');
    const both = first.join(second);
    expect(both.t).toEqual([...t, 401, 402]);
    // where they meet, it is the state from which the second one starts
    expect(both.states).toEqual([...first.states.slice(0, -1), ...second.states]);
    expect(Trajectory.fromBytes(both.toBytes()).states).toEqual(both.states);
  });

  test('of what does not fit is an error', () => {
    const first = integrate(oscillator!, [1, 0], { t: [0, 1] });
    expect(() => first.join(integrate(oscillator!, [1, 0], { t: [2, 3] }))).toThrow(
      /join: expected a trajectory that starts at t = 1, got 2/,
    );
    expect(() => first.join(integrate(oscillator!, [1, 0], { t: [1, 0] }))).toThrow(/in the same direction of time/);
    expect(() => first.join(integrate(oscillator!, [1, 0], { t: [1, 2], order: 12 }))).toThrow(/of order 20, got 12/);
    expect(() => first.join(integrate({ x: 'v', v: '-2*x' }, [1, 0], { t: [1, 2] }))).toThrow(
      /join: expected a trajectory of x' = v/,
    );
    expect(first.join(integrate({ x: 'v', v: '-x' }, [1, 0], { t: [1, 2] })).t.at(-1)).toBe(2);
  });
});

describe('join of an orbit backward and one forward from the same initial time', () => {
  const swing = { x: 'v', v: '-sin(x) - v/9 + cos(t)/5' };
  const options = { variational: true, events: [{ when: 'v' }] } as const;
  const [past, future] = [-5, 5].map((end) => integrate(swing, [1, 0.3], { t: [0, end], ...options })) as [
    Trajectory,
    Trajectory,
  ];
  const orbit = past.join(future);
  const times = Array.from({ length: 41 }, (_, i) => (i - 20) / 4);

  test('is each of them to the last bit, in the order of time', () => {
    expect([orbit.t[0], orbit.t.at(-1), orbit.steps]).toEqual([-5, 5, past.steps + future.steps]);
    expect(orbit.t).toEqual([...orbit.t].sort((a, b) => a - b));
    expect(orbit.states).toEqual([...past.states.slice(1).reverse(), ...future.states]);
    expect(orbit.at(times)).toEqual(times.map((t) => (t < 0 ? past : future).at(t)));
    expect([...orbit.at(times, new Float64Array(2 * times.length))]).toEqual(orbit.at(times).flat());
    expect(orbit.at(-3.3)).toEqual(past.at(-3.3));
    expect(orbit.derivativeAt(-2, 3)).toEqual(past.derivativeAt(-2, 3));
    expect(orbit.events).toEqual([...[...past.events].reverse(), ...future.events]);
    expect([orbit.status, orbit.end, orbit.message, orbit.reached]).toEqual(['complete', future.end, future.message, 5]);
    expect(`${orbit}`).toMatch(/^complete: t = -5 … 5 in \d+ steps/);
    expect(() => orbit.at(-5.1)).toThrow('at: expected a time from -5 to 5, got -5.1; integrate further to see it');
  });

  test('is what one integration from its first state shows, with the derivative of the flow', () => {
    const whole = integrate(swing, past.end, { t: [-5, 5], ...options });
    expect(orbit.events.map(({ t, direction }) => [t.toFixed(9), direction])).toEqual(
      whole.events.map(({ t, direction }) => [t.toFixed(9), direction]),
    );
    for (const t of times) {
      for (const [i, x] of orbit.at(t).entries()) expect(Math.abs(x - whole.at(t)[i]!)).toBeLessThan(1e-13);
      const wanted = whole.jacobianAt(t).flat();
      for (const [i, x] of orbit.jacobianAt(t).flat().entries()) expect(Math.abs(x - wanted[i]!)).toBeLessThan(1e-12);
    }
    expect(orbit.flowJacobian).toEqual(orbit.jacobianAt(5));
    for (const [i, x] of orbit.jacobianAt(-5).flat().entries()) expect(x).toBeCloseTo(Number(i === 0 || i === 3), 14);
  });

  test('goes on, and back to front, and through JSON and bytes', () => {
    const longer = orbit.join(integrate(swing, future.end, { t: [5, 8], ...options }));
    const whole = integrate(swing, past.end, { t: [-5, 8], ...options });
    expect([longer.t[0], longer.reached, longer.at(-4)]).toEqual([-5, 8, past.at(-4)]);
    for (const t of [-4, 3, 7, 8]) {
      const wanted = whole.jacobianAt(t).flat();
      for (const [i, x] of longer.jacobianAt(t).flat().entries()) expect(Math.abs(x - wanted[i]!)).toBeLessThan(1e-12);
    }
    const turned = future.join(past);
    expect([turned.t[0], turned.reached, turned.at(-3.3), turned.at(3.3)]).toEqual([5, -5, past.at(-3.3), future.at(3.3)]);
    for (const one of [orbit, longer, turned]) {
      for (const [, again] of ways) {
        expect(seen(again(one))).toEqual(seen(one));
        expect(again(one).jacobianAt(times)).toEqual(one.jacobianAt(times));
      }
    }
    expect(() => Trajectory.fromJSON({ ...orbit.toJSON(), back: future.toJSON() })).toThrow(
      'expected an orbit of the same equations that ran the other way in back',
    );
  });

  test('has the times asked for of both, and without derivatives none', () => {
    const [back, on] = [-1, 1].map((sign) => integrate(swing, [1, 0.3], { t: [0, sign, 2 * sign], dense: sign > 0 }));
    const both = back!.join(on!);
    expect(both.t).toEqual([-2, -1, 0, 1, 2]);
    expect(both.states).toEqual([...back!.states.slice(1).reverse(), ...on!.states]);
    expect(() => both.jacobianAt(1)).toThrow('jacobianAt: expected a trajectory with derivatives of the flow');
    expect(back!.join(future).flowJacobian).toBeUndefined();
    expect(() => future.join(orbit)).toThrow('that ran one way from its initial time');
    expect(() => future.join({} as Trajectory)).toThrow('join: expected a Trajectory, got Object');
  });
});
