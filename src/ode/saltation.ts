import { float64 } from '../algebra/float64.js';
import { differentiateAlong } from '../formula/differentiate.js';
import { lower } from '../formula/lower.js';
import type { Watched } from '../formula/watch.js';
import { rational } from '../rounding/rational.js';
import { Tape } from '../series/tape.js';
import type { ImpactSlopes } from './impact.js';
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

/** Neighbors do not come to a corner that changes faster than this with the state, as a multiple of how fast it does along the orbit: √u where it touches zero, if they come to u < 0. */
const STEEP = 2 ** 20;

/** f at the state in a kernel's memory, whose parameters and time are set. */
function fieldOf(kernel: OdeKernel, t: number): Float64Array {
  if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = t;
  kernel.solve();
  return Float64Array.from({ length: kernel.layout.states }, (_, i) => kernel.memory[kernel.at(i, 1)]!);
}

/** ∂g/∂x_i of a formula for every state, and ∂g/∂t behind where there is a time, at a point: states, time, parameters. */
type Gradient = (point: readonly number[]) => Float64Array;

const gradients = new WeakMap<Watched, Map<number, Gradient>>();

function gradientOf(watched: Watched, formula: number): Gradient {
  const known = gradients.get(watched) ?? new Map<number, Gradient>();
  gradients.set(watched, known);
  const gradient = known.get(formula) ?? makeGradient(watched, formula);
  known.set(formula, gradient);
  return gradient;
}

function makeGradient({ system, nodes }: Watched, formula: number): Gradient {
  const { dag, states, time, variables } = system;
  const one = dag.constant(rational(1n));
  const count = states.length + (time === undefined ? 0 : 1);
  const slopes = Array.from({ length: count }, (_, i) => differentiateAlong(dag, [nodes[formula]!], new Map([[i, one]]))[0]!);
  const lowered = lower(dag, slopes, variables.length, 0);
  const tape = new Tape(float64, lowered, 0);
  return (point) => {
    for (const [i, x] of point.entries()) tape.memory[tape.row(i)] = x;
    tape.run();
    return Float64Array.from(lowered.roots, (row) => tape.memory[tape.row(row)]!);
  };
}

/**
 * @param watched - the equations that hold before the surface, and among what is watched along them its function, number `formula`
 * @param parameters - as those equations take them
 */
export function crossingAt(
  kernel: OdeKernel,
  t: number,
  { watched, formula }: { readonly watched: Watched; readonly formula: number },
  parameters: readonly number[],
  isCorner: boolean,
): Crossing {
  const field = fieldOf(kernel, t);
  const n = field.length;
  const state = Array.from({ length: n }, (_, i) => kernel.memory[kernel.at(i, 0)]!);
  const values = gradientOf(watched, formula)([...state, ...(watched.system.time === undefined ? [] : [t]), ...parameters]);
  const gradient = values.subarray(0, n);
  return { field, gradient, rate: field.reduce((sum, f, i) => sum + f * gradient[i]!, values[n] ?? 0), isCorner };
}

/**
 * M ← J M + (f⁺ − J f⁻ − ∂j/∂t) ∇gᵀM/ġ for the derivative of the flow, where the state jumps to j(x, t), with J = ∂j/∂x, or keeps its value: neighbors meet the surface
 * earlier or later by ∇g·δx/ġ, until then go by other equations, and jump from where they are then (Aizerman and Gantmakher 1958; di Bernardo et al.,
 * Piecewise-smooth Dynamical Systems, 2008, section 2.5). At a corner the flow has a derivative only where the field is continuous, and neighbors come there, too; NaN says so elsewhere.
 */
export function saltate(kernel: OdeKernel, t: number, crossing: Crossing, impact?: ImpactSlopes): void {
  const { field, gradient, rate, isCorner } = crossing;
  const n = field.length;
  const after = fieldOf(kernel, t);
  if (isCorner) {
    const size = Math.max(...field.map(Math.abs), ...after.map(Math.abs));
    const isSteep = gradient.some((g) => Math.abs(g) * size > STEEP * Math.abs(rate));
    if (impact !== undefined || isSteep || field.some((f, i) => Math.abs(after[i]! - f) > DIFFERENT * size))
      forgetVariations(kernel);
    return;
  }
  const before = impact === undefined ? field : field.map((_, i) => byRow(impact.byState, i, field) + impact.byTime[i]!);
  for (let j = 0; j < n; j++) {
    const at = n + j * n;
    const column = field.map((_, i) => kernel.memory[kernel.at(at + i, 0)]!);
    const along = gradient.reduce((sum, g, i) => sum + g * column[i]!, 0);
    for (let i = 0; i < n; i++) {
      const difference = after[i]! - before[i]!;
      const moved = impact === undefined ? column[i]! : byRow(impact.byState, i, column);
      // where the field has a kink only, nothing changes, however fast the surface is crossed
      kernel.memory[kernel.at(at + i, 0)] = difference === 0 ? moved : moved + (difference * along) / rate;
    }
  }
}

/** Row i of a matrix times a vector. */
function byRow(matrix: Float64Array, i: number, vector: Float64Array): number {
  return vector.reduce((sum, x, k) => sum + matrix[i * vector.length + k]! * x, 0);
}

/** There is no derivative from here on. */
export function forgetVariations({ memory, layout, at }: OdeKernel): void {
  for (let row = layout.states; row < layout.rows; row++) memory[at(row, 0)] = Number.NaN;
}
