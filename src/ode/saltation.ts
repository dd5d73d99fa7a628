import { float64 } from '../algebra/float64.js';
import { lower } from '../formula/lower.js';
import type { Watched } from '../formula/watch.js';
import { Tape } from '../series/tape.js';
import type { OdeKernel } from './kernel.js';

/** How an orbit meets a surface at which its equations change. */
export interface Crossing {
  /** f before it. */
  readonly field: Float64Array;
  /** ∇g. */
  readonly gradient: Float64Array;
  /** ġ = ∇g·f + ∂g/∂t. */
  readonly rate: number;
  /** Whether it meets another surface at the same time, which neighbors come to before this one or behind it. */
  readonly isCorner: boolean;
}

/** Fields differ at a corner where they differ by more than this part of their size. */
const DIFFERENT = 2 ** -40;

/** f at the state in a kernel's memory, whose parameters and time are set. */
function fieldOf(kernel: OdeKernel, t: number): Float64Array {
  if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = t;
  kernel.solve();
  return Float64Array.from({ length: kernel.layout.states }, (_, i) => kernel.memory[kernel.at(i, 1)]!);
}

/**
 * @param slopes - ∂g/∂x_i for every state, and ∂g/∂t behind where there is a time
 * @param parameters - as the equations before the surface take them
 */
export function crossingAt(
  kernel: OdeKernel,
  t: number,
  slopes: Watched,
  parameters: readonly number[],
  isCorner: boolean,
): Crossing {
  const { system, nodes } = slopes;
  const field = fieldOf(kernel, t);
  const n = field.length;
  const lowered = lower(system.dag, nodes, system.variables.length, 0);
  const tape = new Tape(float64, lowered, 0);
  const state = Array.from({ length: n }, (_, i) => kernel.memory[kernel.at(i, 0)]!);
  const point = [...state, ...(system.time === undefined ? [] : [t]), ...parameters];
  for (const [i, x] of point.entries()) tape.memory[tape.row(i)] = x;
  tape.run();
  const values = Float64Array.from(lowered.roots, (row) => tape.memory[tape.row(row)]!);
  const gradient = values.subarray(0, n);
  return { field, gradient, rate: field.reduce((sum, f, i) => sum + f * gradient[i]!, values[n] ?? 0), isCorner };
}

/**
 * M ← (1 + (f⁺ − f⁻) ∇gᵀ/ġ) M for the derivative of the flow: neighbors meet the surface earlier or later by ∇g·δx/ġ, and until then go by other equations (Aizerman
 * and Gantmakher 1958; di Bernardo et al., Piecewise-smooth Dynamical Systems, 2008, section 2.5). At a corner the flow has a derivative only where the field is
 * continuous, and NaN says so elsewhere.
 */
export function saltate(kernel: OdeKernel, t: number, { field, gradient, rate, isCorner }: Crossing): void {
  const n = field.length;
  const after = fieldOf(kernel, t);
  if (isCorner) {
    const size = Math.max(...field.map(Math.abs), ...after.map(Math.abs));
    if (!field.some((f, i) => Math.abs(after[i]! - f) > DIFFERENT * size)) return;
    for (let row = n; row < kernel.layout.rows; row++) kernel.memory[kernel.at(row, 0)] = Number.NaN;
    return;
  }
  for (let j = 0; j < n; j++) {
    const column = (i: number): number => kernel.at(n + j * n + i, 0);
    let along = 0;
    for (let i = 0; i < n; i++) along += gradient[i]! * kernel.memory[column(i)]!;
    for (let i = 0; i < n; i++) {
      // where the field has a kink only, nothing changes, however fast the surface is crossed
      const difference = after[i]! - field[i]!;
      if (difference !== 0) kernel.memory[column(i)] = kernel.memory[column(i)]! + (difference * along) / rate;
    }
  }
}
