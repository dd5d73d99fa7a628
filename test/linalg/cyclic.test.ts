import { describe, expect, test } from 'vitest';
import { CyclicSystem } from '../../src/linalg/cyclic.js';
import { factorLu, solveLu } from '../../src/linalg/lu.js';

let seed = 7;
const random = (): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 1073741824 - 1;
};
const many = (size: number): Float64Array => Float64Array.from({ length: size }, random);

/** x_0 … x_{m−1} for a given τ, by way of the n equations that are left. */
function solve(system: CyclicSystem, sides: readonly Float64Array[], tau: number, n: number): Float64Array {
  const { closing, inner } = system.reduce(sides);
  const matrix = new Float64Array(n * n);
  const side = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) matrix[i * n + j] = system.closing[i * (n + 1) + j]!;
    side[i] = closing[i]! - system.closing[i * (n + 1) + n]! * tau;
  }
  const [rows, first] = [new Int32Array(n), new Float64Array(n + 1)];
  expect(factorLu(matrix, rows, n)).toBe(true);
  solveLu(first.subarray(0, n), matrix, rows, side, n, 1);
  first[n] = tau;
  return system.expand(first, inner);
}

describe('equations around a cycle', () => {
  test.each([1, 2, 5])('of %i blocks are solved: each is satisfied', (m) => {
    const n = 3;
    const blocks = Array.from({ length: m }, () => many(n * n));
    const columns = Array.from({ length: m }, () => many(n));
    const sides = Array.from({ length: m }, () => many(n));
    const x = solve(new CyclicSystem(blocks, columns, n), sides, 0.7, n);
    expect(x[m * n]).toBe(0.7);
    for (let k = 0; k < m; k++) {
      for (let i = 0; i < n; i++) {
        let sum = columns[k]![i]! * 0.7 - x[((k + 1) % m) * n + i]!;
        for (let j = 0; j < n; j++) sum += blocks[k]![i * n + j]! * x[k * n + j]!;
        expect(Math.abs(sum - sides[k]![i]!)).toBeLessThan(1e-13);
      }
    }
  });

  test('grow and shrink by 10⁶⁰ around the cycle and lose nothing', () => {
    // of x_{k+1} = 100·x_k − 1 and y_{k+1} = y_k/100 + 1 all are the rest points 1/99 and 100/99
    const m = 30;
    const blocks = Array.from({ length: m }, () => Float64Array.of(100, 0, 0, 0.01));
    const columns = Array.from({ length: m }, () => new Float64Array(2));
    const sides = Array.from({ length: m }, () => Float64Array.of(1, -1));
    const system = new CyclicSystem(blocks, columns, 2);
    const x = solve(system, sides, 0, 2);
    for (let k = 0; k < m; k++) {
      expect(Math.abs(x[2 * k]! - 1 / 99)).toBeLessThan(1e-15);
      expect(Math.abs(x[2 * k + 1]! - 100 / 99)).toBeLessThan(1e-14);
    }
    // neither is a direction in which the cycle closes by itself
    for (const entry of [system.closing[0]!, system.closing[4]!]) expect(Math.abs(entry)).toBeGreaterThan(0.9);
  });

  test('without sides follow a direction around: where nothing stretches, unchanged', () => {
    const identity = Float64Array.of(1, 0, 0, 1);
    const system = new CyclicSystem(
      [identity, identity, identity],
      [0, 0, 0].map(() => new Float64Array(2)),
      2,
    );
    const x = system.expand(Float64Array.of(3, -4, 0));
    for (const [i, exact] of [3, -4, 3, -4, 3, -4, 0].entries()) expect(Math.abs(x[i]! - exact)).toBeLessThan(1e-14);
    expect(Math.max(...system.closing.map(Math.abs))).toBeLessThan(1e-15);
  });
});
