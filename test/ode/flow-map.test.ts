import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { FlowMap } from '../../src/ode/flow.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { henonHeiles, kepler, lorenz } from '../../src/problems.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';
import { distance } from './distance.js';

interface Coefficient {
  readonly exponents: readonly number[];
  readonly values: readonly string[];
}

const golden: Readonly<Record<'lorenz' | 'lorenzSection' | 'pendulum' | 'pendulumTurn', readonly Coefficient[]>> = JSON.parse(
  readFileSync(new URL('../data/flow-maps.json', import.meta.url), 'utf8'),
);

/** The largest error of coefficients, relative to the largest coefficient of the same degree and value. */
function worst(found: readonly SeriesN<number>[], exact: readonly Coefficient[]): number {
  const degree = ({ exponents }: Coefficient): number => exponents.reduce((a, b) => a + b);
  let error = 0;
  for (const entry of exact) {
    for (const [i, series] of found.entries()) {
      const size = Math.max(...exact.filter((e) => degree(e) === degree(entry)).map((e) => Math.abs(Number(e.values[i]))));
      // differences leave 1e-45 of what is zero on the section
      const scale = size < 1e-30 ? 1 : size;
      error = Math.max(error, Math.abs(series.coefficient(entry.exponents) - Number(entry.values[i])) / scale);
    }
  }
  return error;
}

describe('the flow as a Taylor map', () => {
  test('of a linear system is its matrix exponential and nothing beyond degree 1', () => {
    const { map, status } = flowMap({ x: '-x + y', y: '-y + z', z: '-z' }, [1, 2, 3], { t: [0, 2], order: 3 });
    expect(status).toBe('complete');
    const e = Math.exp(-2);
    const exact = [
      [e, 2 * e, 2 * e],
      [0, e, 2 * e],
      [0, 0, e],
    ];
    for (const [i, row] of exact.entries()) {
      for (const [j, entry] of row.entries()) {
        expect(Math.abs(map[i]!.coefficient([0, 1, 2].map((v) => Number(v === j))) - entry)).toBeLessThan(1e-15);
      }
      for (const degree of [2, 3]) expect(Math.max(...map[i]!.homogeneous(degree).coefficients.map(Math.abs))).toBe(0);
    }
  });

  test('of x′ = x² is x/(1 − x t) in the state and both times, to degree 6, forward and back', () => {
    for (const t1 of [1, -3]) {
      const { map } = flowMap({ x: 'x^2' }, [0.5], { t: [0, t1], order: 6, variables: ['x', 't0', 't1'] });
      const [x, from, to] = variables([0.5, 0, t1], { order: 6 }) as [SeriesN<number>, SeriesN<number>, SeriesN<number>];
      const exact = x.div(x.mul(to.sub(from)).neg().add(1));
      expect(distance(map[0]!, exact)).toBeLessThan(2e-14);
    }
  });

  test('of an oscillator is its closed solution in state, frequency and times to degree 5', () => {
    const { map } = flowMap(system({ x: 'v', v: '-w^2*x' }, { parameters: { w: 1.5 } }), [1, 0.5], {
      t: [0.25, 3],
      order: 5,
      variables: ['x', 'v', 'w', 't0', 't1'],
    });
    const [x, v, w, from, to] = variables([1, 0.5, 1.5, 0.25, 3], { order: 5, names: ['x', 'v', 'w', 't0', 't1'] }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const angle = w.mul(to.sub(from));
    expect(distance(map[0]!, x.mul(angle.cos()).add(v.mul(angle.sin()).div(w)))).toBeLessThan(1e-14);
    expect(distance(map[1]!, v.mul(angle.cos()).sub(x.mul(w).mul(angle.sin())))).toBeLessThan(1e-14);
  });

  test('of a field with the time in it has the initial time in it to every degree: x0 exp(sin t1 − sin t0)', () => {
    const { map } = flowMap({ x: 'x*cos(t)' }, [2], { t: [1, 4], order: 7, variables: ['x', 't0', 't1'] });
    const [x, from, to] = variables([2, 1, 4], { order: 7 }) as [SeriesN<number>, SeriesN<number>, SeriesN<number>];
    expect(distance(map[0]!, x.mul(to.sin().sub(from.sin()).exp()))).toBeLessThan(5e-15);
  });

  test('continues: the maps of two spans compose to that of the whole', () => {
    const options = { order: 4, variables: ['x', 'y', 'z', 'r'], parameters: { r: 28 } };
    const field = system({ x: '10*(y - x)', y: 'x*(r - z) - y', z: 'x*y - 8/3*z' }, { parameters: ['r'] });
    const first = flowMap(field, [1, 2, 20], { t: [0, 0.5], ...options });
    const second = flowMap(field, first.end, { t: [0.5, 1], ...options });
    const whole = flowMap(field, [1, 2, 20], { t: [0, 1], ...options });
    const r = variables([1, 2, 20, 28], { order: 4, names: options.variables })[3]!;
    for (const [i, series] of whole.map.entries()) {
      expect(distance(second.map[i]!.compose([...first.map, r]), series)).toBeLessThan(1e-12);
    }
  });

  test('forth and back is the identity', () => {
    const forth = flowMap(henonHeiles.equations, henonHeiles.initial, { t: [0, 10], order: 3 });
    const back = flowMap(henonHeiles.equations, forth.end, { t: [10, 0], order: 3 });
    const identity = variables(henonHeiles.initial, { order: 3, names: Object.keys(henonHeiles.equations) });
    for (const [i, series] of identity.entries()) expect(distance(back.map[i]!.compose(forth.map), series)).toBeLessThan(1e-10);
  });

  test('of a Hamiltonian system is symplectic to every degree: {map_i, map_j} = J_ij', () => {
    for (const { equations, initial } of [henonHeiles, kepler]) {
      const { map } = flowMap(equations, initial, { t: [0, 3], order: 4 });
      const names = Object.keys(equations);
      // positions first, momenta behind
      const bracket = (f: SeriesN<number>, g: SeriesN<number>): SeriesN<number> =>
        [0, 1]
          .map((q) =>
            f
              .derivative(names[q]!)
              .mul(g.derivative(names[q + 2]!))
              .sub(f.derivative(names[q + 2]!).mul(g.derivative(names[q]!))),
          )
          .reduce((a, b) => a.add(b));
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) {
          const expected = map[i]!.derivative(0).constant(j === i + 2 ? 1 : i === j + 2 ? -1 : 0);
          const size = Math.max(...map[i]!.coefficients.map(Math.abs)) * Math.max(...map[j]!.coefficients.map(Math.abs));
          expect(distance(bracket(map[i]!, map[j]!), expected) / size).toBeLessThan(1e-14);
        }
      }
    }
  });

  test('keeps energy to every degree', () => {
    const { map } = flowMap(kepler.equations, kepler.initial, { t: [0, 5], order: 5 });
    const energy = ([x, y, u, v]: readonly SeriesN<number>[]): SeriesN<number> =>
      u!.sqr().add(v!.sqr()).div(2).sub(x!.sqr().add(y!.sqr()).pow('-1/2'));
    const start = variables(kepler.initial, { order: 5, names: ['x', 'y', 'u', 'v'] });
    const size = Math.max(...map.flatMap(({ coefficients }) => coefficients.map(Math.abs)));
    expect(distance(energy(map), energy(start)) / size).toBeLessThan(1e-12);
  });

  test('has the constant terms of integrate and the first degree of its Jacobian', () => {
    const { map, end } = flowMap(lorenz.equations, lorenz.initial, { t: [0, 2], order: 1 });
    const plain = integrate(lorenz.equations, lorenz.initial, { t: [0, 2], variational: true });
    for (const [i, x] of plain.end.entries()) {
      expect(Math.abs(end[i]! - x)).toBeLessThan(1e-11);
      for (const [j, entry] of plain.flowJacobian![i]!.entries()) {
        expect(Math.abs(map[i]!.coefficient([0, 1, 2].map((v) => Number(v === j))) - entry)).toBeLessThan(1e-9);
      }
    }
  });

  test('with control by the orbit takes the steps of integrate', () => {
    const plain = integrate(lorenz.equations, lorenz.initial, { t: [0, 2] });
    const { steps, end } = flowMap(lorenz.equations, lorenz.initial, { t: [0, 2], order: 2, control: 'orbit' });
    expect(steps).toBe(plain.steps);
    for (const [i, x] of plain.end.entries()) expect(Math.abs(end[i]! - x)).toBeLessThan(1e-11);
  });
});

describe('a flow map at times on the way', () => {
  test('is that of the closed solution in state, parameter and both times', () => {
    const names = ['x', 'v', 'w', 't0', 't1'];
    const flow = flowMap(system({ x: 'v', v: '-w^2*x' }, { parameters: { w: 1.5 } }), [1, 0.5], {
      t: [0.25, 7],
      order: 3,
      variables: names,
    });
    for (const time of [0.25, 0.5, 1.75, 4, 6.999, 7]) {
      const [x, v, w, from, to] = variables([1, 0.5, 1.5, 0.25, time], { order: 3, names }) as SeriesN<number>[];
      const angle = w!.mul(to!.sub(from!));
      const [place, speed] = flow.at(time);
      expect(distance(place!, x!.mul(angle.cos()).add(v!.mul(angle.sin()).div(w!)))).toBeLessThan(3e-14);
      expect(distance(speed!, v!.mul(angle.cos()).sub(x!.mul(w!).mul(angle.sin())))).toBeLessThan(3e-14);
    }
    expect(flow.at([1, 2]).map((map) => map[0]!.toString())).toEqual([1, 2].map((t) => flow.at(t)[0]!.toString()));
  });

  test('is the map of an integration that ends there, for chaos and backward', () => {
    for (const t1 of [2, -0.4]) {
      const whole = flowMap(lorenz.equations, [1, 2, 20], { t: [0, t1], order: 3 });
      for (const part of [0.1, 0.37, 0.8]) {
        const { map } = flowMap(lorenz.equations, [1, 2, 20], { t: [0, part * t1], order: 3 });
        for (const [i, series] of map.entries()) expect(distance(whole.at(part * t1)[i]!, series)).toBeLessThan(1e-12);
      }
    }
  });

  test('goes through impacts', () => {
    const ball = system({ x: 'v', v: '-g' }, { parameters: { g: 9.8, e: 0.8 } });
    const events = [{ when: 'x', direction: 'falling', jump: { v: '-e*v' } }] as const;
    const options = { order: 3, variables: ['x', 'e'], events };
    const whole = flowMap(ball, [1, 0], { t: [0, 2.5], ...options });
    for (const t of [0.2, 0.45, 0.46, 1, 1.9]) {
      const { map } = flowMap(ball, [1, 0], { t: [0, t], ...options });
      for (const [i, series] of map.entries()) expect(distance(whole.at(t)[i]!, series)).toBeLessThan(1e-12);
    }
    // behind the impact at its time
    const [bounce] = whole.events;
    expect(whole.at(bounce!.time.coefficient([0, 0]))[1]!.coefficient([0, 0])).toBeGreaterThan(0);
  });

  test('on a section that stopped it is the map there, and by time that of the flow', () => {
    const flow = flowMap({ x: 'v', v: '-x' }, [1, 0], { t: [0, 9], order: 1, events: [{ when: 'x', stop: true }] });
    expect(Math.abs(flow.map[0]!.coefficient([0, 1]))).toBeLessThan(1e-15);
    expect(Math.abs(flow.at(flow.t)[0]!.coefficient([0, 1]) - 1)).toBeLessThan(1e-14);
  });

  const ways: readonly (readonly [string, (flow: FlowMap) => FlowMap])[] = [
    ['JSON', (flow) => FlowMap.fromJSON(JSON.parse(JSON.stringify(flow)))],
    ['bytes', (flow) => FlowMap.fromBytes(flow.toBytes())],
  ];
  test.each(ways)('comes back from %s with every bit', (_, again) => {
    const ball = system({ x: 'v', v: '-g + 0*sin(t)' }, { parameters: { g: 9.8 } });
    for (const flow of [
      flowMap(ball, [1, 0], {
        t: [0, 2],
        order: 2,
        variables: ['g', 'x', 't1'],
        events: [{ when: 'x', direction: 'falling', jump: { v: '-0.8*v' } }],
      }),
      flowMap(lorenz.equations, [1, 2, 20], { t: [1, 0.5], order: 2, tolerance: 1e-9 }),
    ]) {
      const copy = again(flow);
      const [from, to] = flow.t > 1 ? [0, 2] : [1, 0.5];
      const times = [0, 0.3, 0.77, 1].map((part) => from + part * (to - from));
      expect(copy.at(times).map((map) => map.map((series) => series.coefficients))).toEqual(
        flow.at(times).map((map) => map.map((series) => series.coefficients)),
      );
      expect(copy.toJSON()).toEqual(flow.toJSON());
      expect(copy.toString()).toBe(flow.toString());
      expect([copy.status, copy.message, copy.t, copy.steps, copy.end]).toEqual([
        flow.status,
        flow.message,
        flow.t,
        flow.steps,
        flow.end,
      ]);
    }
  });

  test('refuses times beyond, without steps, and what is no map', () => {
    const flow = flowMap(lorenz.equations, [1, 2, 20], { t: [0, 1], order: 1 });
    expect(() => flow.at(1.5)).toThrow('at: expected a time from 0 to 1, got 1.5');
    expect(() => flow.at([0.5, Number.NaN])).toThrow('at: expected a time from 0 to 1, got NaN');
    const short = flowMap(lorenz.equations, [1, 2, 20], { t: [0, 400], order: 1, dense: false });
    expect(() => short.at(0.5)).toThrow('at: expected a flow map with its steps, got one without; leave dense as it is');
    const json = flow.toJSON();
    expect(() => FlowMap.fromJSON(7)).toThrow("FlowMap.fromJSON: expected an object with format 'brook flow map', got undefined");
    expect(() => FlowMap.fromJSON({ ...json, variables: ['x', 'q'] })).toThrow(/different variables among/);
    expect(() => FlowMap.fromJSON({ ...json, map: json.map.slice(1) })).toThrow(/3 series in map/);
    expect(() => FlowMap.fromJSON({ ...json, degree: 2 })).toThrow(/^FlowMap.fromJSON: expected/);
    expect(() => FlowMap.fromJSON({ ...json, steps: [[0, 0]] })).toThrow(/14 numbers in steps/);
    expect(() => FlowMap.fromBytes(integrate(lorenz.equations, [1, 2, 20], { t: [0, 1] }).toBytes())).toThrow(
      /bytes that begin with BROOKMAP/,
    );
  });
});

describe('kernels of flow maps', () => {
  test('have the same bits, as many steps as there are', () => {
    for (const t of [0.5, 4, 40]) {
      const [truth, ...others] = (['interpreter', 'auto', 'javascript', 'wasm'] as const).map((kernel) =>
        flowMap(lorenz.equations, [1, 2, 20], { t: [0, t], order: 2, variables: ['x', 'z'], kernel }),
      );
      for (const flow of others) {
        expect(flow.steps).toBe(truth!.steps);
        expect(flow.map.map(({ coefficients }) => coefficients)).toEqual(truth!.map.map(({ coefficients }) => coefficients));
        expect(flow.at(t / 3)[1]!.coefficients).toEqual(truth!.at(t / 3)[1]!.coefficients);
      }
    }
  });

  test('beyond a size are jets, which differ by roundings', () => {
    const order = 8;
    const { map } = flowMap(kepler.equations, kepler.initial, { t: [0, 1], order });
    const { map: lower } = flowMap(kepler.equations, kepler.initial, { t: [0, 1], order: 4 });
    for (const [i, series] of lower.entries()) expect(distance(map[i]!.truncate(4), series)).toBeLessThan(1e-13);
    expect(() => flowMap(kepler.equations, kepler.initial, { t: [0, 1], order, kernel: 'wasm' })).toThrow(
      "flowMap: expected derivatives of fewer variables or of a lower order for kernel: 'wasm'; use 'auto'",
    );
  });

  test('that are named make equations where jets are quicker to begin with: the two differ by roundings', () => {
    const [jets, again, ...named] = ([undefined, 'auto', 'wasm', 'javascript', 'interpreter'] as const).map(
      (kernel) => flowMap(kepler.equations, kepler.initial, { t: [0, 1], order: 3, ...(kernel && { kernel }) }).map,
    );
    const bits = (map: typeof jets): unknown => map!.map(({ coefficients }) => coefficients);
    expect(bits(again)).toEqual(bits(jets));
    for (const map of named) expect(bits(map)).toEqual(bits(named[0]));
    expect(bits(named[0])).not.toEqual(bits(jets));
    for (const [i, series] of jets!.entries()) expect(distance(series, named[0]![i]!)).toBeLessThan(1e-13);
  });

  test('that overflow leave the last state that was finite', () => {
    const { status, map } = flowMap(system({ x: 'x*1e300*exp(x)' }), [1e-3], { t: [0, 1], order: 2 });
    expect(['notFinite', 'singular']).toContain(status);
    expect(map.every(({ coefficients }) => coefficients.every(Number.isFinite))).toBe(true);
  });
});

describe('against differences of orbits in 90 digits', () => {
  const chaos = system({ x: '10*(y - x)', y: 'x*(r - z) - y', z: 'x*y - 8/3*z' }, { parameters: { r: 28 } });
  const swing = system({ x: 'v', v: '-g*sin(x)' }, { parameters: { g: '9.8' } });

  test('the flow of Lorenz to degree 2 in state and parameter', () => {
    const { map } = flowMap(chaos, [1, 2, 20], { t: [0, 1.5], order: 2, variables: ['x', 'y', 'z', 'r'] });
    expect(worst(map, golden.lorenz)).toBeLessThan(1e-13);
  });

  test('the pendulum to degree 3 in state and parameter', () => {
    const { map } = flowMap(swing, [1.3, 0.25], { t: [0, 4], order: 3, variables: ['x', 'v', 'g'] });
    expect(worst(map, golden.pendulum)).toBeLessThan(1e-13);
  });

  test('a section of Lorenz, state and time', () => {
    const { map, events } = flowMap(chaos, [1, 2, 20], {
      t: [0, 9],
      order: 2,
      variables: ['x', 'y', 'z', 'r'],
      events: [{ when: 'z - 27', direction: 'falling', stop: true }],
    });
    expect(worst([map[0]!, map[1]!, map[2]!, events[0]!.time], golden.lorenzSection)).toBeLessThan(1e-13);
  });

  test('the turning point of the pendulum, state and time', () => {
    const { map, events } = flowMap(swing, [1.3, 0.25], {
      t: [0, 9],
      order: 3,
      variables: ['x', 'v', 'g'],
      events: [{ when: 'v', direction: 'rising', stop: true }],
    });
    expect(worst([map[0]!, map[1]!, events[0]!.time], golden.pendulumTurn)).toBeLessThan(1e-13);
  });
});

describe('flowMap', () => {
  test('says what ended it', () => {
    expect(['singular', 'notFinite']).toContain(flowMap({ x: 'x^2' }, [1], { t: [0, 3], order: 2 }).status);
    expect(flowMap({ x: '-x' }, [1], { t: [0, 99], order: 2, maxSteps: 2 }).status).toBe('maxSteps');
    expect(flowMap({ x: '-x' }, [1], { t: [0, 9], order: 2, signal: AbortSignal.abort() }).status).toBe('aborted');
    const still = flowMap({ x: '-x' }, [3], { t: [1, 1], order: 2 });
    expect(still.status).toBe('complete');
    expect(still.map[0]!.coefficients).toEqual([3, 1, 0]);
  });

  test('refuses what it cannot do', () => {
    const run =
      (options: object, initial = [1]) =>
      (): unknown =>
        flowMap(system({ x: '-a*x' }, { parameters: { a: 1 } }), initial, { t: [0, 1], order: 2, ...options });
    expect(run({}, [])).toThrow('flowMap: expected 1 initial values (x), got 0');
    expect(run({ order: 0 })).toThrow('flowMap: expected an integer order ≥ 1, got 0');
    expect(run({ variables: ['q'] })).toThrow('flowMap: expected variables among x, a, t0, t1, got q');
    expect(run({ variables: [] })).toThrow('flowMap: expected different variables, at least one, got []');
    expect(run({ t: [0] })).toThrow('flowMap: expected finite times [t0, t1]');
    expect(run({ tolerance: 0 })).toThrow('flowMap: expected a tolerance');
    expect(run({ maxSteps: 0 })).toThrow('flowMap: expected maxSteps');
    expect(run({ parameters: { b: 1 } })).toThrow('flowMap: expected parameters among a, got b');
    expect(run({ events: [{ when: 'x', jump: { y: '1' } }] })).toThrow(
      'flowMap: events[0].jump: expected formulas of x, got one of y',
    );
    expect(() => flowMap({ x: '-x' }, [1], undefined as never)).toThrow('flowMap: expected options with times');
  });
});
