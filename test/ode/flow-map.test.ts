import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { FlowMap } from '../../src/ode/flow.js';
import { type FlowEvent, flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import { henonHeiles, kepler, lorenz } from '../../src/problems.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';

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

/** The largest coefficient of a difference, relative to the largest of b where that exceeds 1. */
function distance(a: SeriesN<number>, b: SeriesN<number>): number {
  const size = Math.max(1, ...b.coefficients.map(Math.abs));
  return Math.max(...a.coefficients.map((c, i) => Math.abs(c - b.coefficients[i]!))) / size;
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

describe('events of a flow map', () => {
  test('of an oscillator: time and place of a quarter turn are those of closed form', () => {
    // x = A cos(w t) + B/w sin(w t) is zero at t = (π/2 + atan(B/(w A)))/w, with v = −√(B² + w² A²)
    const { status, map, events, t } = flowMap(system({ x: 'v', v: '-w^2*x' }, { parameters: { w: 1.25 } }), [2, 0.5], {
      t: [0, 20],
      order: 5,
      variables: ['x', 'v', 'w'],
      events: [{ when: 'x', stop: true }],
    });
    expect(status).toBe('event');
    const [a, b, w] = variables([2, 0.5, 1.25], { order: 5, names: ['x', 'v', 'w'] }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const time = b
      .div(w.mul(a))
      .atan()
      .add(Math.PI / 2)
      .div(w);
    expect(distance(events[0]!.time, time)).toBeLessThan(2e-15);
    expect(distance(map[1]!, b.sqr().add(w.sqr().mul(a.sqr())).sqrt().neg())).toBeLessThan(2e-15);
    expect(Math.max(...map[0]!.coefficients.map(Math.abs))).toBeLessThan(2e-15);
    expect(Math.abs(t - time.coefficient([0, 0, 0]))).toBeLessThan(1e-15);
  });

  test('of a bouncing ball: three bounces with restitution e, and the state after them, to degree 4', () => {
    // from height h at rest: first bounce at √(2h/g), each next one after 2 v/g, speeds e^k √(2 g h)
    const ball = system({ x: 'v', v: '-g' }, { parameters: { g: 9.8, e: 0.8 } });
    const names = ['x', 'g', 'e', 't0'];
    const { events, map } = flowMap(ball, [1, 0], {
      t: [0.5, 2.5],
      order: 4,
      variables: names,
      events: [{ when: 'x', direction: 'falling', jump: { v: '-e*v' } }],
    });
    expect(events.length).toBe(3);
    const [h, g, e, from] = variables([1, 9.8, 0.8, 0.5], { order: 4, names }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const speed = h.mul(g).mul(2).sqrt();
    const pause = (k: number): SeriesN<number> => e.pow(k).mul(speed).mul(2).div(g);
    const bounces = [from.add(speed.div(g))];
    for (const k of [1, 2]) bounces.push(bounces[k - 1]!.add(pause(k)));
    for (const [k, bounce] of bounces.entries()) expect(distance(events[k]!.time, bounce)).toBeLessThan(3e-14);
    // after the third: v = e³·speed − g·(t − bounce)
    const since = bounces[2]!.neg().add(2.5);
    const lift = e.pow(3).mul(speed);
    expect(distance(map[1]!, lift.sub(g.mul(since)))).toBeLessThan(1e-13);
    expect(distance(map[0]!, lift.mul(since).sub(g.mul(since.sqr()).div(2)))).toBeLessThan(1e-13);
  });

  test('on a section that moves with the time and a parameter, and a jump that depends on both', () => {
    // x = x0 + t meets a + t/2 at t = 2(a − x0); there x becomes x·t + a
    const { events, map } = flowMap(system({ x: '1' }, { parameters: ['a'] }), [0.25], {
      t: [0, 3],
      order: 3,
      variables: ['x', 'a'],
      parameters: { a: 1 },
      events: [{ when: 'x - a - t/2', jump: { x: 'x*t + a + 10' } }],
    });
    const [x, a] = variables([0.25, 1], { order: 3, names: ['x', 'a'] }) as [SeriesN<number>, SeriesN<number>];
    const time = a.sub(x).mul(2);
    expect(distance(events[0]!.time, time)).toBeLessThan(1e-15);
    const after = x.add(time).mul(time).add(a).add(10);
    expect(distance(map[0]!, after.add(time.neg().add(3)))).toBeLessThan(5e-15);
  });

  test('of two balls that hit the floor at the same time: each bounces as if it were alone', () => {
    const balls = system({ x: 'v', v: '-g', y: 'w', w: '-g' }, { parameters: { g: 9.8 } });
    const { status, map, events } = flowMap(balls, [1, 0, 1, 0], {
      t: [0, 0.8],
      order: 3,
      events: [
        { when: 'x', direction: 'falling', jump: { v: '-0.8*v' } },
        { when: 'y', direction: 'falling', jump: { w: '-0.5*w' } },
      ],
    });
    expect(status).toBe('complete');
    expect(events.map(({ event }) => event)).toEqual([0, 1]);
    for (const [i, restitution] of [0.8, 0.5].entries()) {
      const alone = flowMap(system({ x: 'v', v: '-g' }, { parameters: { g: 9.8 } }), [1, 0], {
        t: [0, 0.8],
        order: 3,
        events: [{ when: 'x', direction: 'falling', jump: { v: `-${restitution}*v` } }],
      });
      for (const s of [0, 1]) {
        const pair = map[2 * i + s]!;
        for (const exponents of [
          [0, 0],
          [1, 0],
          [0, 1],
          [2, 0],
          [1, 1],
          [1, 2],
          [0, 3],
        ]) {
          const within = i === 0 ? [...exponents, 0, 0] : [0, 0, ...exponents];
          expect(Math.abs(pair.coefficient(within) - alone.map[s]!.coefficient(exponents))).toBeLessThan(2e-12);
        }
        expect(pair.coefficient([1, 0, 0, 1])).toBe(0);
      }
    }
  });

  test('that do not commute, at the same time, make a corner: a status', () => {
    const into = flowMap({ x: 'u', y: 'v', u: '0', v: '0' }, [-1, -1, 1, 1], {
      t: [0, 2],
      order: 1,
      // walls of which each turns what the other has left
      events: [
        { when: 'x', direction: 'rising', jump: { u: '-u', v: '2*v' } },
        { when: 'y', direction: 'rising', jump: { v: '-v', u: 'u + v' } },
      ],
    });
    expect(into.status).toBe('corner');
    expect(into.t).toBe(1);
    expect(into.message).toContain('depends on which of them neighbors meet first');
    const stop = flowMap({ x: '1', y: '1' }, [-1, -1], {
      t: [0, 2],
      order: 1,
      events: [
        { when: 'x', stop: true },
        { when: 'y', jump: { y: '0*y - 9' } },
      ],
    });
    expect(stop.status).toBe('corner');
  });

  test('on whose section a jump lands are not met again at once: a ball in a round room', () => {
    // rounding leaves the function of the wall this side of zero or that
    const fall = { x: 'u', y: 'v', u: '0', v: '-1/10' };
    const events = [{ when: 'x^2 + y^2 - 1', jump: { u: 'u - 2*(x*u + y*v)*x', v: 'v - 2*(x*u + y*v)*y' } }];
    for (const i of [2, 21, 51, 55, 82]) {
      const speed = 0.3 + 0.6 * ((i * 0.618) % 1);
      const start = [0.1, 0.2, Math.cos(0.7 * i) * speed, Math.sin(0.7 * i) * speed];
      const bounces = flowMap(fall, start, { t: [0, 12], order: 1, events }).events;
      const plain = integrate(fall, start, { t: [0, 12], events }).events;
      expect(bounces.length).toBe(plain.length);
      for (const [k, { t }] of plain.entries())
        expect(Math.abs(bounces[k]!.time.coefficient([0, 0, 0, 0]) - t)).toBeLessThan(1e-9);
    }
  });

  test('met at no speed have no derivatives: a status', () => {
    const { status, message } = flowMap({ x: '1' }, [-1], { t: [0, 2], order: 2, events: [{ when: 'x^3' }] });
    expect(status).toBe('tangent');
    expect(message).toContain('its time has no derivatives');
  });

  test('backward in time', () => {
    const { events, status } = flowMap({ x: 'v', v: '-1' }, [1, 0], {
      t: [0, -9],
      order: 3,
      events: [{ when: 'x', stop: true }],
    });
    expect(status).toBe('event');
    const [x, v] = variables([1, 0], { order: 3, names: ['x', 'v'] }) as [SeriesN<number>, SeriesN<number>];
    expect(distance(events[0]!.time, v.sub(v.sqr().add(x.mul(2)).sqrt()))).toBeLessThan(2e-15);
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

/** The coefficients of degree 1, as a matrix. */
function jacobianOf(map: readonly SeriesN<number>[]): number[][] {
  return map.map((series) => map.map((_, j) => series.coefficient(map.map((_, k) => Number(k === j)))));
}

describe('a flow map through pieces', () => {
  const impact: readonly FlowEvent[] = [{ when: 'x', direction: 'falling', jump: { v: '-0.8*v' } }];

  // what integrate finds by saltation, and the second degree by differences of that
  test.each([
    ['a spring with a kink', { x: 'v', v: '-x - abs(x)/2' }, [1, 0.2], [0, 10]],
    ['dry friction', { x: 'v', v: '-x - 0.1*sign(v)' }, [1.05, 0.2], [0, 6]],
    ['dry friction backward', { x: 'v', v: '-x - 0.1*sign(v)' }, [1.05, 0.2], [6, 0]],
    ['friction that holds in the end', { x: 'v', v: '-x - 0.3*sign(v)' }, [1.05, 0.2], [0, 12]],
    ['a slide that ends', { x: '1', y: '-sign(y) + x/2' }, [0, 0.7], [0, 4]],
    ['stairs', { x: 'v', v: 'floor(3*x) - x' }, [0.1, 0.2], [0, 2]],
    ['a kink and an impact', { x: 'v', v: '-1 - abs(v)/10' }, [1, 0.2], [0, 3], impact],
    ['an angle that starts anew', { a: 'atan2(v, x)', x: 'v', v: '-x' }, [0, 1, 0.2], [0, 20]],
  ] as const)('%s has the derivatives of integrate', (_, field, initial, t, events: readonly FlowEvent[] = []) => {
    const options = { t, events, variational: true };
    const { status, map, end } = flowMap(field, initial, { t, order: 2, events });
    const orbit = integrate(field, initial, options);
    expect(status).toBe('complete');
    for (const [i, x] of orbit.end.entries()) expect(Math.abs(end[i]! - x)).toBeLessThan(1e-14);
    const exact = orbit.flowJacobian!.flat();
    for (const [k, slope] of jacobianOf(map).flat().entries()) expect(Math.abs(slope - exact[k]!)).toBeLessThan(1e-14);
    const h = 1e-5;
    for (const k of initial.keys()) {
      const [up, down] = [h, -h].map((by) => {
        const moved = initial.map((x, i) => (i === k ? x + by : x));
        return integrate(field, moved, options).flowJacobian!;
      });
      for (const [i, series] of map.entries()) {
        for (const j of initial.keys()) {
          const second = (up![i]![j]! - down![i]![j]!) / (2 * h);
          const exponents = initial.map((_, l) => Number(l === j) + Number(l === k));
          expect(Math.abs(series.derivativeAt(exponents) - second)).toBeLessThan(1e-8);
        }
      }
    }
  });

  test('of friction is the closed solution in state, friction and final time to degree 3', () => {
    // until it turns at t = atan(v0/(x0 + m)), the center of the oscillation is −m, from there on m
    const field = system({ x: 'v', v: '-x - m*sign(v)' }, { parameters: { m: 0.1 } });
    const names = ['x', 'v', 'm', 't1'];
    const { map } = flowMap(field, [1, 0.5], { t: [0, 2], order: 3, variables: names });
    const [x, v, m, t] = variables([1, 0.5, 0.1, 2], { order: 3, names }) as [
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
      SeriesN<number>,
    ];
    const swing = x.add(m).sqr().add(v.sqr()).sqrt();
    const turned = v.div(x.add(m)).atan();
    const amplitude = swing.sub(m.mul(2));
    const phase = t.sub(turned);
    expect(distance(map[0]!, amplitude.mul(phase.cos()).add(m))).toBeLessThan(1e-14);
    expect(distance(map[1]!, amplitude.mul(phase.sin()).neg())).toBeLessThan(1e-14);
  });

  test('on the way and from its archive is the same, by the piece at hand', () => {
    const field = { x: 'v', v: '-x - 0.3*sign(v)' };
    const flow = flowMap(field, [1.05, 0.2], { t: [0, 12], order: 2, variables: ['x', 'v', 't1'] });
    for (const time of [0.1, 1, 3.5, 11]) {
      const shorter = flowMap(field, [1.05, 0.2], { t: [0, time], order: 2, variables: ['x', 'v', 't1'] });
      const here = flow.at(time);
      for (const [i, series] of here.entries()) expect(distance(series, shorter.map[i]!)).toBeLessThan(1e-13);
      for (const again of [FlowMap.fromJSON(JSON.parse(JSON.stringify(flow))), FlowMap.fromBytes(flow.toBytes())])
        expect(again.at(time).map(({ coefficients }) => coefficients)).toEqual(here.map(({ coefficients }) => coefficients));
    }
  });

  test('that neighbors come to in one sequence or another has no derivatives: a status', () => {
    const corner = flowMap({ x: '1 + sign(y)/2', y: '1 + sign(x)/2' }, [-1, -1], { t: [0, 4], order: 1 });
    expect(corner.status).toBe('corner');
    expect(corner.t).toBeCloseTo(2, 14);
    // a surface that is passed at no speed
    const flat = flowMap({ x: '1', y: 'sign(x^3)' }, [-1, 0], { t: [0, 4], order: 1 });
    expect(flat.status).toBe('tangent');
    expect(flat.t).toBeCloseTo(1, 4);
    const trap = { x: '0.5 - 2*sign(x)*(2 + sign(y))', y: '0.3 - 2*sign(y)*(2 + sign(z))', z: '0.1 - 2*sign(z)*(2 + sign(x))' };
    expect(flowMap(trap, [0, 0, 0], { t: [0, 1], order: 1 }).status).toBe('stuck');
  });
});

describe('a flow map through events', () => {
  test('finds those that no polynomial shows, and angles where they start anew are none', () => {
    const field = { x: 'v', v: '-x' };
    for (const t of [
      [0, 20],
      [20, 0],
    ] as const) {
      const run = (when: string) => flowMap(field, [1, 0.2], { t, order: 2, events: [{ when, jump: { v: '0.9*v' } }] });
      const [steep, plain] = [run('tanh(1000*x)'), run('x')];
      expect(steep.events.length).toBe(plain.events.length);
      expect(steep.events.length).toBeGreaterThan(5);
      for (const [i, series] of steep.map.entries()) expect(distance(series, plain.map[i]!)).toBeLessThan(1e-13);
    }
    // in the last step, seen only from its end
    expect(flowMap(field, [1, 0], { t: [0, 1.6], order: 1, events: [{ when: 'tanh(1000*x)' }] }).events.length).toBe(1);
    // clockwise from the angle 0, which is 3 at t = 2π − 3
    const { events } = flowMap(field, [1, 0], { t: [0, 20], order: 1, events: [{ when: 'atan2(v, x) - 3' }] });
    expect(events.length).toBe(3);
    for (const [k, { time }] of events.entries())
      expect(Math.abs(time.coefficient([0, 0]) - (2 * k * Math.PI + 2 * Math.PI - 3))).toBeLessThan(1e-13);
  });

  test('that change parameters: a thermostat, in closed form', () => {
    // heats toward p = 25 until 22, cools toward 10 until 18
    const field = system({ T: 'p - T' }, { parameters: { p: 10 } });
    const events = [
      { when: 'T - 18', direction: 'falling', jump: { p: '25' } },
      { when: 'T - 22', direction: 'rising', jump: { p: '10' } },
    ] as const;
    const { map, events: found } = flowMap(field, [20], { t: [0, 3], order: 3, variables: ['T', 'p'], events });
    const [T, p] = variables([20, 10], { order: 3, names: ['T', 'p'] }) as [SeriesN<number>, SeriesN<number>];
    const heating = Math.log(7 / 3);
    const cooling = Math.log(12 / 8);
    const first = T.sub(p).div(p.neg().add(18)).log();
    // five switches: on, off, on, off, on
    const last = first.add(2 * (heating + cooling));
    expect(found.length).toBe(5);
    expect(distance(found[4]!.time, last)).toBeLessThan(1e-13);
    expect(distance(map[0]!, last.sub(3).exp().mul(-7).add(25))).toBeLessThan(1e-13);
    expect(map[1]!.coefficients.map(Number)).toEqual(map[1]!.coefficients.map((_, i) => (i === 0 ? 25 : 0)));
  });

  test('that change parameters by the state, which are states then', () => {
    const events = [{ when: 'x', direction: 'falling', jump: { v: '-e*v', e: '0.9*e + v/100' } }] as const;
    const options = { t: [0, 5], order: 3, variables: ['x', 'e', 'g', 'v', 't0', 't1'], events } as const;
    const parameter = flowMap(system({ x: 'v', v: '-g' }, { parameters: { g: 1, e: 0.8 } }), [1, 0.1], options);
    const state = flowMap(system({ x: 'v', v: '-g', e: '0' }, { parameters: { g: 1 } }), [1, 0.1, 0.8], options);
    expect(parameter.events.length).toBe(2);
    expect(parameter.map.map(({ coefficients }) => coefficients)).toEqual(state.map.map(({ coefficients }) => coefficients));
    expect(FlowMap.fromBytes(parameter.toBytes()).at(2).map(String)).toEqual(parameter.at(2).map(String));
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
    expect(run({}, [])).toThrow('flowMap: expected 1 finite initial values (x), got []');
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
