import type { SteppingKernel } from '../formula/kernel/compile.js';

// A kernel of a variational system holds the matrix M = ∂x/∂x(t0) behind the n states, column by column (src/formula/expanded.ts).

/** M = 1: initial states vary on their own. */
export function startVariations(kernel: SteppingKernel, n: number): void {
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) kernel.memory[kernel.at(n + j * n + i, 0)] = i === j ? 1 : 0;
  }
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
  const rows = new Array<number[]>(n);
  for (let i = 0; i < n; i++) {
    const row = new Array<number>(n);
    for (let j = 0; j < n; j++) row[j] = kernel.memory[kernel.at(n + j * n + i, 0)]!;
    rows[i] = row;
  }
  return rows;
}
