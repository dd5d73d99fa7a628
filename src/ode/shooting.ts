import { CyclicSystem } from '../linalg/cyclic.js';
import { orthogonalColumns } from '../linalg/least-norm.js';
import { inUnits } from './nodes.js';

/** A condition on the first state: its value there, and its gradient. */
export interface Condition {
  readonly value: number;
  readonly gradient: readonly number[];
}

/** Pieces of an orbit, one from each node, in units of the sizes of the states. */
export interface Arcs {
  readonly sizes: readonly number[];
  /** What is missing from the end of each piece to the next node. */
  readonly gaps: readonly Float64Array[];
  readonly conditions: readonly Condition[];
}

/** Directions that stretch by less than this part of the most are those along a family, but for rounding. */
export const FAMILY = 1e-9;

/**
 * Corrections of nodes and period that close the gaps between the pieces of an orbit, to first order: M_k·δ_k + g_k·τ − δ_{k+1} = gap_k, with τ the relative change of the
 * period. They are as short as they can be, in the mean over the nodes: a shift along the orbit, and one along a family, stay out.
 *
 * @see Deuflhard, Computation of periodic solutions of nonlinear ODEs, BIT 24 (1984) 456–466; Newton Methods for Nonlinear Problems (2004), section 7.3
 */
export class Correction {
  readonly matrices: readonly Float64Array[];
  readonly #cycle: CyclicSystem;
  readonly #sizes: readonly number[];
  readonly #free: readonly number[];
  readonly #normals: readonly number[];
  /** The equations for what is free of the first node and the period, and their columns when rotated. */
  readonly #rows: Float64Array;
  readonly #columns: Float64Array;
  readonly #v: Float64Array;
  readonly #stretches: Float64Array;
  /** Directions in which the whole orbit may move, of length 1 and at right angles to each other, for the part of stretches that is left out. */
  #along: { readonly least: number; readonly directions: readonly Float64Array[] } | undefined;

  /**
   * @param jacobians - of the flow along each piece
   * @param fields - at the end of each piece
   * @param times - how long each piece takes
   * @param free - what may change of the first node and, by the number behind, the period
   */
  constructor(
    jacobians: readonly (readonly (readonly number[])[])[],
    fields: readonly (readonly number[])[],
    times: readonly number[],
    pieces: Arcs,
    free: readonly number[],
  ) {
    const { sizes, conditions } = pieces;
    const n = sizes.length;
    this.#sizes = sizes;
    this.#free = free;
    this.matrices = jacobians.map((m) => inUnits(m, sizes));
    const columns = fields.map((field, k) => Float64Array.from(field, (f, i) => (f * times[k]!) / sizes[i]!));
    this.#cycle = new CyclicSystem(this.matrices, columns, n);
    const gradients = conditions.map(({ gradient }) => gradient.map((g, j) => g * sizes[j]!));
    this.#normals = gradients.map((gradient) => Math.hypot(...gradient) || 1);
    const { closing } = this.#cycle;
    this.#rows = Float64Array.from([
      ...sizes.flatMap((_, i) => free.map((j) => closing[i * (n + 1) + j]!)),
      ...gradients.flatMap((gradient, c) => free.map((j) => (j < n ? gradient[j]! / this.#normals[c]! : 0))),
    ]);
    this.#columns = this.#rows.slice();
    this.#v = new Float64Array(free.length * free.length);
    this.#stretches = orthogonalColumns(this.#columns, this.#v, n + conditions.length, free.length);
  }

  /**
   * The shortest correction, in units of sizes, node by node and the relative change of the period behind them, and how much of the equations it leaves, as a part of the
   * right-hand side.
   *
   * @param least - directions that stretch by less than this part of the most are left out
   */
  of(pieces: Arcs, least: number): { readonly delta: Float64Array; readonly left: number } {
    const { closing, inner } = this.#cycle.reduce(pieces.gaps);
    const side = Float64Array.of(...closing, ...pieces.conditions.map(({ value }, c) => -value / this.#normals[c]!));
    const [n, count] = [this.#sizes.length, this.#free.length];
    const first = new Float64Array(n + 1);
    for (const k of this.#counted(least, true)) {
      const along = side.reduce((sum, b, i) => sum + this.#columns[i * count + k]! * b, 0) / this.#stretches[k]! ** 2;
      this.#free.forEach((j, l) => {
        first[j] = first[j]! + this.#v[l * count + k]! * along;
      });
    }
    const rest = side.map((b, i) => this.#free.reduce((sum, j, l) => sum - this.#rows[i * count + l]! * first[j]!, b));
    const delta = this.#cycle.expand(first, inner);
    if (this.#along?.least !== least) this.#along = { least, directions: this.#directions(least) };
    for (const direction of this.#along.directions) this.#project(delta, direction);
    return { delta, left: Math.hypot(...rest) / (Math.hypot(...side) || 1) };
  }

  /** ‖δ‖, with the mean over the nodes. */
  length(delta: Float64Array): number {
    return Math.sqrt(this.#dot(delta, delta));
  }

  /** The columns that stretch by more than a part of the most, or the others. */
  #counted(least: number, isMore: boolean): number[] {
    const bound = least * Math.max(...this.#stretches);
    return [...this.#stretches.keys()].filter((k) => this.#stretches[k]! > bound === isMore);
  }

  #directions(least: number): Float64Array[] {
    const [n, count] = [this.#sizes.length, this.#free.length];
    const found: Float64Array[] = [];
    for (const k of this.#counted(least, false)) {
      const first = new Float64Array(n + 1);
      this.#free.forEach((j, l) => {
        first[j] = this.#v[l * count + k]!;
      });
      const direction = this.#cycle.expand(first);
      // twice, for what rounding leaves
      for (const _ of [1, 2]) for (const other of found) this.#project(direction, other);
      const size = this.length(direction);
      if (size > 0) found.push(direction.map((x) => x / size));
    }
    return found;
  }

  #project(delta: Float64Array, direction: Float64Array): void {
    const along = this.#dot(delta, direction);
    for (let i = 0; i < delta.length; i++) delta[i] = delta[i]! - along * direction[i]!;
  }

  #dot(a: Float64Array, b: Float64Array): number {
    const last = a.length - 1;
    let sum = 0;
    for (let i = 0; i < last; i++) sum += a[i]! * b[i]!;
    return sum / this.matrices.length + a[last]! * b[last]!;
  }
}
