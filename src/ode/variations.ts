import type { SteppingKernel } from '../formula/kernel/compile.js';
import { identity } from '../linalg/matrix.js';

// A kernel of a variational system holds the matrix M = ∂x/∂x(t0) behind the n states, column by column (src/formula/expanded.ts).

/** M = 1: initial states vary on their own. */
export function startVariations(kernel: SteppingKernel, n: number): void {
  const one = new Float64Array(n * n);
  identity(one, n);
  writeVariations(kernel, one, n);
}

/** Writes M, n×n, flat and row-major, or its first columns. */
export function writeVariations(kernel: SteppingKernel, m: Float64Array, n: number, columns: number = n): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) kernel.memory[kernel.at(n + j * n + i, 0)] = m[i * n + j]!;
  }
}

/** Reads M, n×n, flat and row-major, or its first columns. */
export function readVariations(m: Float64Array, kernel: SteppingKernel, n: number, columns: number = n): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) m[i * n + j] = kernel.memory[kernel.at(n + j * n + i, 0)]!;
  }
}

/** M as rows. */
export function variations(kernel: SteppingKernel, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => kernel.memory[kernel.at(n + j * n + i, 0)]!));
}
