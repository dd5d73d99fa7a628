import { describe, expect, test } from 'vitest';
import { leastNorm } from '../../src/linalg/least-norm.js';

describe('the shortest solution of least squares', () => {
  test('solves a regular system', () => {
    const x = new Float64Array(2);
    expect(leastNorm(x, Float64Array.of(2, 1, 1, 3), Float64Array.of(3, 5), 2, 2, 1e-12)).toBe(2);
    expect(Math.abs(x[0]! - 0.8) + Math.abs(x[1]! - 1.4)).toBeLessThan(1e-15);
  });

  test('of one equation with three unknowns is along its row', () => {
    const x = new Float64Array(3);
    expect(leastNorm(x, Float64Array.of(1, 2, 2), Float64Array.of(9), 1, 3, 1e-12)).toBe(1);
    for (const [i, exact] of [1, 2, 2].entries()) expect(Math.abs(x[i]! - exact)).toBeLessThan(1e-15);
  });

  test('of more equations than unknowns is that of the normal equations: a line through four points', () => {
    const x = new Float64Array(2);
    leastNorm(x, Float64Array.of(1, 0, 1, 1, 1, 2, 1, 3), Float64Array.of(1, 3, 4, 4), 4, 2, 1e-12);
    expect(Math.abs(x[0]! - 1.5) + Math.abs(x[1]! - 1)).toBeLessThan(1e-14);
  });

  test('leaves out directions below the tolerance, and finds small ones above it to their own size', () => {
    const diagonal = Float64Array.of(1, 0, 0, 0, 1e-12, 0, 0, 0, 1e-3);
    const x = new Float64Array(3);
    expect(leastNorm(x, diagonal.slice(), Float64Array.of(1, 1, 1), 3, 3, 1e-9)).toBe(2);
    for (const [i, exact] of [1, 0, 1000].entries()) expect(Math.abs(x[i]! - exact)).toBeLessThan(1e-12);
    // a graded matrix with a hidden rotation: columns (1, 1) and (1, 1 + 1e-10)
    expect(leastNorm(x.subarray(0, 2), Float64Array.of(1, 1, 1, 1 + 1e-10), Float64Array.of(2, 2 + 1e-10), 2, 2, 1e-12)).toBe(2);
    expect(Math.abs(x[0]! - 1) + Math.abs(x[1]! - 1)).toBeLessThan(1e-5);
  });

  test('is zero, of rank 0, for a zero matrix or one that is not finite', () => {
    const x = Float64Array.of(5, 5);
    expect(leastNorm(x, new Float64Array(4), Float64Array.of(1, 1), 2, 2, 1e-9)).toBe(0);
    expect(Array.from(x)).toEqual([0, 0]);
    expect(leastNorm(x, Float64Array.of(1, Infinity, 0, 1), Float64Array.of(1, 1), 2, 2, 1e-9)).toBe(0);
  });
});
