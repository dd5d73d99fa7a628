import { describe, expect, test } from 'vitest';
import type { SystemSource } from '../../src/formula/source.js';
import { system } from '../../src/formula/system.js';
import type { EventSpec } from '../../src/ode/events.js';
import { flowMap } from '../../src/ode/flow-map.js';
import { integrate } from '../../src/ode/integrate.js';
import type { IntegrateOptions } from '../../src/ode/options.js';
import { Trajectory } from '../../src/ode/trajectory.js';
import * as library from '../../src/problems.js';
import impact from '../data/impact.json' with { type: 'json' };
import { orbits, systems } from '../problems/orbits.js';

type Matrix = readonly (readonly number[])[];

function difference(a: Matrix, b: Matrix): number {
  return Math.max(...a.flatMap((row, i) => row.map((x, j) => Math.abs(x - b[i]![j]!))));
}

function determinant(a: Matrix): number {
  if (a.length === 1) return a[0]![0]!;
  return a[0]!.reduce(
    (sum, x, j) => sum + (j % 2 === 0 ? x : -x) * determinant(a.slice(1).map((row) => row.filter((_, k) => k !== j))),
    0,
  );
}

describe('the Jacobian of the flow at any time', () => {
  test('is that of an integration that ends there, forward and back, whatever is kept', () => {
    for (const { equations, initial } of [library.lorenz, library.kepler, library.duffing]) {
      for (const t1 of [3, -1]) {
        const orbit = integrate(equations, initial, { t: [0, t1], variational: true });
        const times = [0, 0.13, 0.5, 0.77, 1].map((part) => part * t1);
        for (const [i, m] of orbit.jacobianAt(times).entries()) {
          const { flowJacobian } = integrate(equations, initial, { t: [0, times[i]!], variational: true, dense: false });
          const size = Math.max(...m.flat().map(Math.abs));
          expect(difference(m, flowJacobian!)).toBeLessThan(2e-13 * size);
          expect(orbit.jacobianAt(times[i]!)).toEqual(m);
        }
      }
    }
  });

  test('is that of closed solutions, on a grid too', () => {
    const grid = [0, 1, 2, 7];
    const orbit = integrate({ x: 'v', v: '-x' }, [3, 1], { t: grid, variational: true });
    for (const t of [0, 0.1, 1, 3.3, 6.9, 7]) {
      const exact = [
        [Math.cos(t), Math.sin(t)],
        [-Math.sin(t), Math.cos(t)],
      ];
      expect(difference(orbit.jacobianAt(t), exact)).toBeLessThan(1e-14);
    }
    expect(orbit.jacobianAt(7)).toEqual(orbit.flowJacobian);
  });

  test('jumps where the equations do: before and behind a surface', () => {
    // x′ = 1 for x < 0 and 2 beyond: ∂x/∂x0 is 1 before and 2 behind
    const orbit = integrate({ x: 'x < 0 ? 1 : 2' }, [-1], { t: [0, 2], variational: true });
    expect(orbit.jacobianAt(0.5)).toEqual([[1]]);
    expect(orbit.jacobianAt(1.5)[0]![0]).toBeCloseTo(2, 14);
    // a kink of the field at |x|: compared with differences
    const kinked = { x: 'v', v: '-x - abs(x)/2' };
    const bent = integrate(kinked, [1, 0.2], { t: [0, 9], variational: true });
    for (const t of [1, 2.5, 4.7, 8]) {
      const [more, less] = [1, -1].map((sign) => integrate(kinked, [1 + sign * 1e-6, 0.2], { t: [0, t] }).end);
      for (const i of [0, 1]) expect(Math.abs(bent.jacobianAt(t)[i]![0]! - (more![i]! - less![i]!) / 2e-6)).toBeLessThan(1e-8);
    }
  });

  test('goes on through what is joined', () => {
    const field = { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' };
    const first = integrate(field, [1, 2, 20], { t: [0, 1], variational: true });
    const second = integrate(field, first.end, { t: [1, 2], variational: true });
    const whole = integrate(field, [1, 2, 20], { t: [0, 2], variational: true });
    const both = first.join(second);
    for (const t of [0.4, 1.5, 2]) {
      const m = whole.jacobianAt(t);
      expect(difference(both.jacobianAt(t), m)).toBeLessThan(1e-11 * Math.max(...m.flat().map(Math.abs)));
    }
    const plain = integrate(field, first.end, { t: [1, 2] });
    expect(first.join(plain).at(1.5)).toEqual(plain.at(1.5));
    expect(() => first.join(plain).jacobianAt(0.5)).toThrow('jacobianAt: expected a trajectory with derivatives of the flow');
  });

  test('is not there unless asked for, nor where nothing is kept', () => {
    for (const options of [{}, { variational: true, dense: false }]) {
      const orbit = integrate({ x: '-x' }, [1], { t: [0, 1], ...options });
      expect(() => orbit.jacobianAt(0.5)).toThrow(
        'jacobianAt: expected a trajectory with derivatives of the flow, got one without; integrate with variational: true, and with dense',
      );
    }
    const orbit = integrate({ x: '-x' }, [1], { t: [0, 1], variational: true });
    expect(() => orbit.jacobianAt(2)).toThrow('jacobianAt: expected a time from 0 to 1, got 2; integrate further to see it');
  });
});

describe('the Jacobian of the flow', () => {
  test('of a rotation is the rotation, forward and back', () => {
    for (const t of [7, -7]) {
      const { flowJacobian } = integrate({ x: 'v', v: '-x' }, [3, 1], { t: [0, t], variational: true });
      const exact = [
        [Math.cos(t), Math.sin(t)],
        [-Math.sin(t), Math.cos(t)],
      ];
      expect(difference(flowJacobian!, exact)).toBeLessThan(1e-14);
    }
  });

  test('of a linear system is its matrix exponential, a Jordan block included', () => {
    // exp(tJ) = e^{−t}·[[1, t, t²/2], [0, 1, t], [0, 0, 1]]
    const { flowJacobian } = integrate({ x: '-x + y', y: '-y + z', z: '-z' }, [1, 2, 3], { t: [0, 2], variational: true });
    const e = Math.exp(-2);
    const exact = [
      [e, 2 * e, 2 * e],
      [0, e, 2 * e],
      [0, 0, e],
    ];
    expect(difference(flowJacobian!, exact)).toBeLessThan(1e-15);
  });

  test('is that of closed solutions of nonlinear systems', () => {
    // x = x0/(1 − x0 t), ∂x/∂x0 = 1/(1 − x0 t)²; y′ = x y: y = y0/(1 − x0 t), ∂y/∂x0 = y0 t/(1 − x0 t)²
    const { flowJacobian } = integrate({ x: 'x^2', y: 'x*y' }, [0.5, 3], { t: [0, 1], variational: true });
    const exact = [
      [4, 0],
      [12, 2],
    ];
    expect(difference(flowJacobian!, exact)).toBeLessThan(2e-14);
    // x′ = x cos t: x = x0 e^{sin t}, with the time in the field and a parameter
    const timed = integrate({ x: 'x*cos(t)' }, [2], { t: [0, 3], variational: true });
    expect(Math.abs(timed.flowJacobian![0]![0]! - Math.exp(Math.sin(3)))).toBeLessThan(1e-15);
  });

  test('of a Hamiltonian flow is symplectic: MᵀJM = J', () => {
    for (const { equations, initial } of [library.henonHeiles, library.kepler]) {
      const m = integrate(equations, initial, { t: [0, 10], variational: true }).flowJacobian!;
      // ω(column a, column b) with positions first, momenta behind
      const omega = (a: number, b: number): number =>
        [0, 1].reduce((sum, i) => sum + m[i]![a]! * m[i + 2]![b]! - m[i + 2]![a]! * m[i]![b]!, 0);
      const size = Math.max(...m.flat().map(Math.abs));
      for (let a = 0; a < 4; a++) {
        for (let b = 0; b < 4; b++) {
          const j = b === a + 2 ? 1 : a === b + 2 ? -1 : 0;
          expect(Math.abs(omega(a, b) - j)).toBeLessThan(1e-14 * size * size);
        }
      }
    }
  });

  test("has the determinant that Liouville's formula gives: e^∫div", () => {
    const { lorenz, duffing } = library;
    const m = integrate(lorenz.equations, lorenz.initial, { t: [0, 1], variational: true }).flowJacobian!;
    // cancellation costs what the entries exceed the determinant by
    expect(Math.abs(determinant(m) / Math.exp(-41 / 3) - 1)).toBeLessThan(1e-7);
    const d = integrate(duffing.equations, duffing.initial, { t: [0, 5], variational: true }).flowJacobian!;
    expect(Math.abs(determinant(d) / Math.exp(-1.5) - 1)).toBeLessThan(1e-13);
  });

  test('agrees with difference quotients of orbits', () => {
    const { pleiades, roessler, vanDerPol } = library;
    for (const [{ equations, initial }, end] of [
      [pleiades, 0.1],
      [roessler, 5],
      [vanDerPol, 4],
    ] as const) {
      const run = (x: readonly number[]): readonly number[] => integrate(equations, x, { t: [0, end] }).end;
      const m = integrate(equations, initial, { t: [0, end], variational: true }).flowJacobian!;
      const h = 1e-5;
      const columns = initial.slice(0, 3).map((_, j) => {
        const [up, down] = [h, -h].map((by) => run(initial.map((x, i) => (i === j ? x + by : x))));
        return up!.map((x, i) => (x - down![i]!) / (2 * h));
      });
      for (const [j, column] of columns.entries()) {
        for (const [i, slope] of column.entries()) expect(Math.abs(m[i]![j]! - slope)).toBeLessThan(1e-8 * (1 + Math.abs(slope)));
      }
    }
  });

  test('comes with the same steps, bit for bit, at any tolerance', () => {
    const { lorenz, kepler, henonHeiles, pendulum, duffing, lotkaVolterra, vanDerPol } = library;
    for (const { equations, initial } of [lorenz, kepler, henonHeiles, pendulum, duffing, lotkaVolterra, vanDerPol]) {
      for (const tolerance of [2 ** -52, 1e-6, 1e-3]) {
        for (const stepControl of ['balanced', 'damped'] as const) {
          const options = { t: [0, 15], tolerance, stepControl } as const;
          const plain = integrate(equations, initial, options);
          const varied = integrate(equations, initial, { ...options, variational: true });
          expect([varied.steps, varied.end]).toEqual([plain.steps, plain.end]);
        }
      }
    }
    for (const { problem, initial, t } of orbits) {
      const field = systems[problem.replace('Box', '')];
      if (field === undefined) continue;
      for (const kernel of ['auto', 'interpreter'] as const) {
        const plain = integrate(field, initial, { t, kernel });
        const varied = integrate(field, initial, { t, kernel, variational: true });
        expect(varied.t).toEqual(plain.t);
        expect(varied.end).toEqual(plain.end);
        expect(varied.states).toEqual(plain.states);
        expect(plain.flowJacobian).toBeUndefined();
      }
    }
  });

  test.each<[string, SystemSource, readonly number[], number, (t: number) => Matrix]>([
    [
      'an upright pendulum, (cosh sinh; sinh cosh)',
      { q: 'p', p: '-sin(q)' },
      [Math.PI, 0],
      10,
      (t) => [
        [Math.cosh(t), Math.sinh(t)],
        [Math.sinh(t), Math.cosh(t)],
      ],
    ],
    [
      'a point that x′ = x² stays near, with y′ = (x − 1)y at rest, whose derivative is e^{−t}/(1 − x0 t)',
      { x: 'x^2', y: 'y*(x - 1)' },
      [1e-9, 0],
      20,
      (t) => [
        [(1 - 1e-9 * t) ** -2, 0],
        [0, Math.exp(-t) / (1 - 1e-9 * t)],
      ],
    ],
    [
      'a saddle, ∂x/∂y0 = ⅔ y0 (e^t − e^{−2t})',
      { x: 'x + y^2', y: '-y' },
      [0, 1e-9],
      10,
      (t) => [
        [Math.exp(t), (2e-9 / 3) * (Math.exp(t) - Math.exp(-2 * t))],
        [0, Math.exp(-t)],
      ],
    ],
    [
      'a rest point itself',
      { x: 'x - y^2', y: '-y + x*y' },
      [0, 0],
      10,
      (t) => [
        [Math.exp(t), 0],
        [0, Math.exp(-t)],
      ],
    ],
  ])('is as good beside rest as elsewhere, in every step control and by every kernel: %s', (_, field, initial, t, exactAt) => {
    const exact = exactAt(t);
    const size = Math.max(...exact.flat());
    for (const stepControl of ['balanced', 'radius', 'terms', 'damped'] as const) {
      for (const tolerance of [2 ** -52, 1e-6]) {
        const [first, ...others] = (['wasm', 'javascript', 'interpreter'] as const).map((kernel) =>
          integrate(field, initial, { t: [0, t], stepControl, tolerance, kernel, variational: true }),
        );
        expect(difference(first!.flowJacobian!, exact)).toBeLessThan(Math.max(2e-15, tolerance / 10) * size);
        for (const { steps, end, flowJacobian } of others) {
          expect([steps, end, flowJacobian]).toEqual([first!.steps, first!.end, first!.flowJacobian]);
        }
      }
    }
  });

  test('of a stiff relaxation carries the field along, M f(x(0)) = f(x(t))', () => {
    const { end, flowJacobian } = integrate({ x: 'y', y: '1000*(1 - x^2)*y - x' }, [2, 0], { t: [0, 100], variational: true });
    const [[a, b], [c, d]] = flowJacobian as [[number, number], [number, number]];
    const [x, y] = end as [number, number];
    // f(x(0)) = (0, −2)
    expect((-2 * b) / y - 1).toBeCloseTo(0, 9);
    expect((-2 * d) / (1000 * (1 - x * x) * y - x) - 1).toBeCloseTo(0, 5);
    expect(Math.abs(a)).toBeLessThan(2);
    expect(Math.abs(c)).toBeLessThan(2);
  });

  test('beside rest hides no force that comes late', () => {
    // nothing of x shows before t = 1 or so, and ∂y/∂y0 = e^{−t}
    for (const kernel of ['wasm', 'interpreter'] as const) {
      const { end } = integrate({ x: 't^40', y: '-y' }, [0, 0], { t: [0, 1.5], variational: true, kernel });
      expect(end[0]! / (1.5 ** 41 / 41)).toBeCloseTo(1, 13);
    }
    const { end } = flowMap({ x: 't^40', y: '-y' }, [0, 0], { t: [0, 1.5], order: 1 });
    expect(end[0]! / (1.5 ** 41 / 41)).toBeCloseTo(1, 13);
  });

  test('that overflows has no say', () => {
    const field = { x: '0', y: 'y*(1000 + x) - 1000*y' };
    const { end, status } = integrate(field, [0, 1], { t: [0, 1], variational: true });
    expect([status, end]).toEqual(['complete', [0, 1]]);
    const lost = integrate({ x: 'sin(t)', y: '1000*y' }, [0, 0], { t: [0, 1], variational: true });
    expect(lost.status).toBe('complete');
    expect(lost.flowJacobian!.flat().every(Number.isFinite)).toBe(false);
    expect(Math.abs(lost.end[0]! - (1 - Math.cos(1)))).toBeLessThan(1e-15);
  });

  test('is taken at the time of an event that stops the orbit', () => {
    const stopped = integrate({ x: 'v', v: '-x' }, [1, 0], { t: [0, 9], variational: true, events: [{ when: 'x', stop: true }] });
    expect(stopped.status).toBe('event');
    const quarter = [
      [0, 1],
      [-1, 0],
    ];
    expect(difference(stopped.flowJacobian!, quarter)).toBeLessThan(1e-15);
  });

  test('before the first step is the identity', () => {
    expect(integrate({ x: 'x', y: 'y' }, [1, 2], { t: [3, 3], variational: true }).flowJacobian).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('the Jacobian of the flow behind jumps', () => {
  const driven = { x: 'v', v: '-x - v/10 + cos(t)' };
  const wall = {
    when: 'x - 1/2 - sin(2*t)/10',
    direction: 'rising',
    jump: { x: 'x - v^2/10', v: '-4*v/5 + 3*cos(2*t)*x/10' },
  } as const;

  /** By central differences. */
  function differences(field: SystemSource, start: readonly number[], options: IntegrateOptions): Matrix {
    const columns = start.map((_, j) => {
      const [more, less] = [1e-6, -1e-6].map(
        (d) =>
          integrate(
            field,
            start.map((x, i) => (i === j ? x + d : x)),
            options,
          ).end,
      );
      return more!.map((x, i) => (x - less![i]!) / 2e-6);
    });
    return start.map((_, i) => columns.map((column) => column[i]!));
  }

  test('that depend on the state and the time agrees with differences of closed solutions with 60 digits', () => {
    const options = { t: [0, 40], events: [wall], variational: true };
    const orbit = integrate(driven, [1, 0], options);
    expect(orbit.events.length).toBe(impact.times.length);
    for (const [i, { t }] of orbit.events.entries()) expect(Math.abs(t / Number(impact.times[i]) - 1)).toBeLessThan(1e-15);
    const exact = impact.jacobian.map((row) => row.map(Number));
    expect(difference(orbit.flowJacobian!, exact)).toBeLessThan(1e-14);
    // on the way, stored, and put together of two
    expect(orbit.jacobianAt(40)).toEqual(orbit.flowJacobian);
    const t = 20;
    const half = integrate(driven, [1, 0], { ...options, t: [0, t] });
    expect(difference(orbit.jacobianAt(t), half.flowJacobian!)).toBeLessThan(1e-14);
    const restored = Trajectory.fromBytes(orbit.toBytes());
    expect(restored.jacobianAt(17)).toEqual(orbit.jacobianAt(17));
    const joined = half.join(integrate(driven, half.end, { ...options, t: [t, 40] }));
    expect(difference(joined.flowJacobian!, exact)).toBeLessThan(1e-14);
    expect(difference(joined.jacobianAt(30), orbit.jacobianAt(30))).toBeLessThan(1e-14);
  });

  test('of a ball is known in closed form, forward and back, with and without memory of the steps', () => {
    // from height x at rest it hits the floor at t = √(2x), with speed −t; then v = 0.9·t − (T − t)
    for (const sign of [1, -1]) {
      const direction = sign > 0 ? 'falling' : 'rising';
      for (const dense of [true, false]) {
        const { flowJacobian } = integrate({ x: 'v', v: '-1' }, [0.5, 0], {
          t: [0, sign * 1.5],
          dense,
          variational: true,
          events: [{ when: 'x', direction, jump: { v: '-0.9*v' } }],
        });
        // x(T) = 0.9·t·(T − t) − (T − t)²/2 at t = 1, where dt/dx = 1
        expect(flowJacobian![0]![0]).toBeCloseTo(0.9 * 0.5 - 0.9 + 0.5, 14);
        expect(sign * flowJacobian![1]![0]!).toBeCloseTo(1.9, 14);
      }
    }
  });

  test.each<[string, SystemSource, readonly number[], number, readonly EventSpec[]]>([
    [
      'in equations with kinks',
      { x: 'v', v: '-x - abs(v)*v/5 - max(x, 0)/2' },
      [1, 0.1],
      9,
      [{ when: 'x + 0.5', direction: 'falling', jump: { v: '-0.8*v' } }],
    ],
    [
      'that change the equations for good',
      system({ x: 'v', v: '-k*x' }, { parameters: { k: 1 } }),
      [1, 0.1],
      9,
      [{ when: 'x', direction: 'falling', jump: { v: '0.9*v', k: '1.3*k' } }],
    ],
    [
      'over to the other side of a switch',
      { x: 'v', v: '-x - sign(x)' },
      [1, 0.1],
      5,
      [{ when: 'x - 0.3', direction: 'falling', jump: { x: '-x' } }],
    ],
    [
      'of two balls that hit the floor together',
      { x: 'v', v: '-1', y: 'w', w: '-1' },
      [1, 0, 1, 0],
      3,
      [
        { when: 'x', direction: 'falling', jump: { v: '-0.9*v' } },
        { when: 'y', direction: 'falling', jump: { w: '-0.5*w' } },
      ],
    ],
  ])('agrees with differences: jumps %s', (_, field, start, end, events) => {
    const options = { t: [0, end], events };
    const { flowJacobian } = integrate(field, start, { ...options, variational: true });
    expect(difference(flowJacobian!, differences(field, start, options))).toBeLessThan(2e-8);
  });

  test('is none where neighbors come out of a corner in different ways, or miss a wall that the orbit touches', () => {
    const corner = [
      { when: 'x', direction: 'falling', jump: { v: '-0.9*v', w: 'w + 0.1' } },
      { when: 'y', direction: 'falling', jump: { w: '-0.5*w' } },
    ] as const;
    const away = [
      { when: 'x', jump: { x: 'x - 5', y: 'y - 5' } },
      { when: 'y', jump: { y: 'y - 1' } },
    ];
    const field = { x: 'v', v: '0', y: 'w', w: '0' };
    for (const events of [corner, away]) {
      const { flowJacobian, status } = integrate(field, [1, -1, 1, -1], { t: [0, 3], events, variational: true });
      expect(status).toBe('complete');
      expect(flowJacobian!.flat().every(Number.isNaN)).toBe(true);
    }
    const touch = integrate({ x: 'v', v: '-x' }, [0, 1], {
      t: [0, 3],
      events: [{ when: 'x - 1', jump: { v: 'v - 0.5' } }],
      variational: true,
    });
    expect(touch.events.map(({ kind }) => kind)).toEqual(['grazing']);
    expect(touch.flowJacobian!.flat().every(Number.isNaN)).toBe(true);
  });

  test('asks for formulas, and for parameters that have one value for all neighbors', () => {
    const options = { t: [0, 1], variational: true };
    const field = system({ x: '-k*x' }, { parameters: { k: 1 } });
    const byFunction = [{ when: 'x - 0.5', jump: (): number[] => [1] }];
    expect(() => integrate(field, [1], { ...options, events: byFunction })).toThrow(
      "integrate: events[0].jump: expected formulas such as { v: '-0.9*v' } together with variational, whose derivatives are known, got a function",
    );
    for (const [k, name] of [
      ['x + 2', 'x'],
      ['k*t', 't'],
    ] as const) {
      expect(() => integrate(field, [1], { ...options, events: [{ when: 'x - 0.5', jump: { k } }] })).toThrow(
        `integrate: events[0].jump: expected a value of k that does not depend on ${name} together with variational, got ${k}; make k a state with derivative 0`,
      );
    }
  });
});
