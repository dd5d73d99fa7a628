import { describe, expect, test } from 'vitest';
import { derivative } from '../../../src/derivative/derivative.js';
import { gradient } from '../../../src/derivative/gradient.js';
import { formula } from '../../../src/formula/formula.js';
import { read } from '../../../src/formula/read.js';

const rosenbrock = (x: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
  return sum;
};

/** Forces between all pairs of bodies in space, each pair twice. */
const energy = (q: readonly number[]): number => {
  const n = q.length / 3;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const [dx, dy, dz] = [q[3 * i]! - q[3 * j]!, q[3 * i + 1]! - q[3 * j + 1]!, q[3 * i + 2]! - q[3 * j + 2]!];
      sum -= 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
};

const length = (n: number): { readonly lengthOf: () => number } => ({ lengthOf: () => n });

describe('functions of many variables', () => {
  test('the gradient of Rosenbrock’s function of 5000 variables is that by hand', () => {
    const n = 5000;
    const x = Array.from({ length: n }, (_, i) => Math.sin(i * i));
    const g = gradient(rosenbrock, x);
    x.forEach((a, i) => {
      const before = i > 0 ? 200 * (a - x[i - 1]! ** 2) : 0;
      const after = i + 1 < n ? -400 * a * (x[i + 1]! - a * a) - 2 * (1 - a) : 0;
      expect(Math.abs(g[i]! - before - after)).toBeLessThan(1e-11);
    });
  }, 30_000);

  test('a sum over all ordered pairs of a hundred bodies is read', () => {
    const { variables, dag, roots } = read(energy, length(300));
    expect(variables).toEqual(Array.from({ length: 300 }, (_, i) => `q${i}`));
    // The difference of i and j is not that of j and i; squares, their sums and roots are the same nodes for neither.
    expect(dag.reach(roots).length).toBeGreaterThan(9900);
  }, 30_000);

  test('reading takes work in proportion to the number of variables', () => {
    const sum = (x: readonly number[]): number => x.reduce((s, v) => s + v * v, 0);
    const milliseconds = (n: number): number => {
      const before = process.cpuUsage();
      read((x: readonly number[]) => x.reduce((s, v) => s + v * v, 0), length(n));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    milliseconds(2000);
    // Where every element was renamed by the callback, with one more character each, 8000 took some minutes.
    expect(milliseconds(8000)).toBeLessThan(4000);
    expect(
      gradient(
        sum,
        Array.from({ length: 5000 }, (_, i) => i),
      ),
    ).toEqual(Array.from({ length: 5000 }, (_, i) => 2 * i));
  }, 60_000);

  test('elements have their own names where a loop or a callback has one for all, and those of a pattern where it has one for each', () => {
    const names = (fn: (x: readonly number[]) => number): readonly string[] => read(fn, length(3)).variables;
    expect(names((x) => x.reduce((s, v) => s + v, 0))).toEqual(['x0', 'x1', 'x2']);
    expect(
      names((x) => {
        let s = 0;
        for (const v of x) s += v;
        return s;
      }),
    ).toEqual(['x0', 'x1', 'x2']);
    expect(names(([a, b, c]) => a! * b! + c!)).toEqual(['a', 'b', 'c']);
    const pairs = ([p, q]: readonly { readonly v: number }[]): number => p!.v * q!.v;
    expect(read(pairs).variables).toEqual(['v', 'v_']);
    const bodies = ([p, q, r, s]: readonly { readonly v: number }[]): number => p!.v * q!.v + r!.v * s!.v;
    expect(read(bodies).variables).toEqual(['v', 'v_', 'v_2', 'v_3']);
  });

  test('counters of loops are known after any number of folded constants, and leave no nodes', () => {
    const { dag } = read((x: number) => {
      let s = 0;
      for (let i = 1; i < 9000; i++) s += 1 / i;
      return s * x;
    });
    expect(dag.nodes.length).toBeGreaterThan(1);
    const sum = read((x: number) => {
      let s = x;
      for (let i = 0; i < 20_000; i++) if (i % 1000 === 0) s = s * x + 1;
      return s;
    });
    expect(sum.dag.nodes.length).toBeLessThan(50);
  });
});

describe('a function that was read before', () => {
  test('has the same reading, formula and derivatives for arguments of the same shape', () => {
    expect(read(rosenbrock, length(4))).toBe(read(rosenbrock, length(4)));
    const [four, five] = [read(rosenbrock, length(4)), read(rosenbrock, length(5))];
    expect([read(rosenbrock, length(4)), read(rosenbrock, length(5))]).toEqual([four, five]);
    expect(read(rosenbrock, length(4))).toBe(four);
    expect(five.variables.length).toBe(5);
    expect(read(rosenbrock, length(4)).variables.length).toBe(4);
    expect(read(rosenbrock, { variables: ['a', 'b'] }).variables).toEqual(['a', 'b']);
    expect(read(rosenbrock, { variables: ['c', 'd'] }).variables).toEqual(['c', 'd']);
    const names = ['a', 'b'];
    const linear = (x: number, y: number): number => x + 2 * y;
    expect(read(linear, { variables: names }).variables).toEqual(['a', 'b']);
    names[0] = 'c';
    expect(read(linear, { variables: names }).variables).toEqual(['c', 'b']);
    const cube = (x: number): number => x ** 3;
    expect(formula(cube)).toBe(formula(cube));
    expect([derivative(cube, 2), derivative(cube, 3)]).toEqual([12, 27]);
  });

  test('is read again with a scope, whose values may have changed', () => {
    let a = 2;
    const f = (x: number): number => a * x;
    expect(gradient(f, [1], { scope: { a } })).toEqual([2]);
    a = 3;
    expect(gradient(f, [1], { scope: { a } })).toEqual([3]);
    const scope = { a };
    expect(gradient(f, [1], { scope })).toEqual([3]);
    a = 4;
    expect(() => gradient(f, [1], { scope })).toThrow("the function's own values");
  });

  test('is called again where it was traced', () => {
    let factor = 2;
    const f = (x: { mul(other: number): unknown }): unknown => x.mul(factor);
    expect(gradient(f as never, [1])).toEqual([2]);
    factor = 5;
    expect(gradient(f as never, [1])).toEqual([5]);
  });
});
