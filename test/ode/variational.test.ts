import { describe, expect, test } from 'vitest';
import { integrate } from '../../src/ode/integrate.js';
import * as library from '../../src/problems.js';
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

  test('comes with the same steps, bit for bit', () => {
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

  test('of an orbit that jumps is refused', () => {
    const jump = (): number[] => [1];
    expect(() => integrate({ x: '-x' }, [1], { t: [0, 1], variational: true, events: [{ when: 'x - 0.5', jump }] })).toThrow(
      'expected no events with a jump together with variational',
    );
  });
});
