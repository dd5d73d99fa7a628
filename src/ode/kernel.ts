import { float64 } from '../algebra/float64.js';
import { compileSolution, type SteppingKernel } from '../formula/kernel/compile.js';
import { Solution } from '../formula/solution.js';
import type { System } from '../formula/system.js';

/** What computes the coefficients: compiled code where the engine allows it (`auto`, `wasm`), or the interpreter. All give the same bits. */
export type Kernel = 'auto' | 'wasm' | 'interpreter';

/** The compiled kernel of a system where there is one to be had, or the interpreter. The states' rows stand first in its memory. */
export function kernelOf(
  system: System,
  order: number,
  parameters: readonly number[],
  watched: readonly number[],
  kind: Kernel,
): SteppingKernel {
  const compiled = kind === 'interpreter' ? undefined : compileSolution(system, order, parameters, watched);
  if (compiled === undefined && kind === 'wasm') {
    throw new RangeError(
      "integrate: expected WebAssembly to be allowed here for kernel: 'wasm', got an engine or a policy without it; use 'auto'",
    );
  }
  return compiled ?? interpreter(system, order, parameters, watched);
}

function interpreter(system: System, order: number, parameters: readonly number[], watched: readonly number[]): SteppingKernel {
  const solution = new Solution(float64, system, order, parameters, watched);
  const { memory, states, timeAt } = solution;
  return {
    memory,
    states,
    order,
    timeAt,
    at: (i, k) => solution.at(i, k),
    watchedAt: (i) => solution.watchedAt(i),
    solve: () => solution.solve(),
    advance: (h) => {
      for (let i = 0; i < states; i++) memory[solution.at(i, 0)] = horner(memory, solution.at(i, 0), order, h);
    },
  };
}

/** Σ_k c_k h^k, with coefficient k at `at + k`. */
export function horner(c: Float64Array, at: number, order: number, h: number): number {
  let x = c[at + order]!;
  for (let k = order - 1; k >= 0; k--) x = x * h + c[at + k]!;
  return x;
}
