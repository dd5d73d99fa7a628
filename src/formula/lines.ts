import { float64 } from '../algebra/float64.js';
import { Tape } from '../series/tape.js';
import { lower } from './lower.js';
import type { Pieces } from './pieces.js';
import type { Sides } from './surfaces.js';

/** So many derivatives tell on which side of zero a function is beside it. */
const ORDER = 4;

/** Tapes that are kept. */
const MOST = 64;

/** Functions of surfaces along straight lines. */
export class Lines {
  readonly #pieces: Pieces;
  readonly #known: Map<string, { readonly tape: Tape<number, Float64Array>; readonly rows: readonly number[] }> = new Map();

  constructor(pieces: Pieces) {
    this.#pieces = pieces;
  }

  /**
   * Taylor coefficients of the functions of all surfaces along x + s d, by the formulas that hold at some sides.
   *
   * @param x - states, time where there is one, parameters
   * @param d - may be shorter: the others are 0
   */
  at(sides: Sides, x: readonly number[], d: readonly number[]): Float64Array[] {
    const { tape, rows } = this.#tapeAt(sides, x.length);
    const { memory } = tape;
    for (const [i, value] of [...x, ...this.#pieces.addedAt(sides)].entries()) {
      memory[tape.row(i)] = value;
      memory[tape.row(i) + 1] = d[i] ?? 0;
    }
    tape.run();
    return rows.map((row) => memory.slice(tape.row(row), tape.row(row) + ORDER + 1));
  }

  #tapeAt(sides: Sides, count: number): { readonly tape: Tape<number, Float64Array>; readonly rows: readonly number[] } {
    const key = this.#pieces.key(sides);
    let known = this.#known.get(key);
    if (known === undefined) {
      const { dag, nodes } = this.#pieces.functionsAt(sides);
      const lowered = lower(dag, nodes, count + this.#pieces.added.length, ORDER);
      known = { tape: new Tape(float64, lowered, ORDER), rows: lowered.roots };
      if (this.#known.size >= MOST) this.#known.clear();
      this.#known.set(key, known);
    }
    return known;
  }
}
