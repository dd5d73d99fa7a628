import type { Equations } from '../formula/equations.js';
import { evaluate } from './evaluate.js';
import { type OdeKernel, setParameters } from './kernel.js';
import type { Pool } from './pool.js';
import { lastOf } from './search.js';

/** Doubles of a block of records, about: blocks are filled one after the other, and none is copied but the first, which grows from a few records. */
const BLOCK = 16384;
const FIRST = 8;

/** Steps of an orbit that is made in one go and kept in a plain array: a typed one takes longer to allocate and to give back than such an orbit to compute. */
const SHORT = 64;

/** Records that the engine copies faster than a loop does, in a new process by much. */
const MANY = 16;

/** Steps that are kept in any case: the last one may have to be shortened, and the one before it be looked back into. */
const LOOKED_BACK = 2;

/** What holds from a step on. */
export interface Regime {
  readonly from: number;
  readonly parameters: readonly number[];
  /** The equations: those of the whole system, or of a piece of it, which may have more parameters. */
  readonly system: Equations;
  readonly pool: Pool;
  /** The same with what varies, where that is recorded. */
  readonly varied?: Pool | undefined;
  /** How far steps go where they are damped: see `Plan`. */
  readonly margin?: number | undefined;
}

/**
 * The steps of an orbit, by their starts: time and state, with the derivatives behind where those are recorded.
 *
 * Their polynomials are not stored but computed again where they are wanted, to the same bits: that takes a fraction of the time to read so much memory for
 * the first time, and a twelfth of the memory for a polynomial of order 20.
 */
export class Steps {
  readonly kind = 'number';
  readonly system: Equations;
  readonly states: number;
  /** The states, and what varies about them where that is recorded. */
  readonly rows: number;
  readonly order: number;
  /** Parameters and equations change at events and at kinks only. */
  readonly regimes: Regime[];
  count = 0;
  /** The first step that is kept. */
  first = 0;
  /** Where the last step ends: hi + lo. */
  readonly end: { hi: number; lo: number };
  /** Those that were given up are undefined, and at first the first one, which mostly is the only one. */
  readonly #blocks: (Float64Array | number[] | undefined)[] = [undefined];
  readonly #inBlock: number;
  readonly #record: number;
  readonly #most: number;

  /** @param most - the steps that are kept, about: at least so many, where there are */
  constructor(parts: {
    readonly system: Equations;
    readonly states: number;
    readonly rows?: number;
    readonly order: number;
    readonly start: { readonly hi: number; readonly lo: number };
    /** The first one holds from step 0 on. */
    readonly regimes: Regime[];
    readonly most: number;
  }) {
    this.system = parts.system;
    this.states = parts.states;
    this.rows = parts.rows ?? parts.states;
    this.order = parts.order;
    this.end = { hi: parts.start.hi, lo: parts.start.lo };
    this.regimes = parts.regimes;
    this.#most = parts.most;
    this.#record = 2 + this.rows;
    this.#inBlock = Math.max(FIRST, Math.floor(BLOCK / this.#record));
  }

  /** Doubles of one record. */
  get record(): number {
    return this.#record;
  }

  /** Takes over `count` records. */
  append(from: Float64Array, at: number, count: number): void {
    if (this.count === 0 && count > 0 && count <= Math.min(SHORT, this.#inBlock)) {
      const block = new Array<number>(count * this.#record);
      for (let i = 0; i < block.length; i++) block[i] = from[at + i]!;
      this.#blocks[0] = block;
      this.count = count;
      return;
    }
    let source = at;
    for (let left = count; left > 0; ) {
      const within = this.count % this.#inBlock;
      const taken = Math.min(left, this.#inBlock - within);
      const block = this.#room((this.count - within) / this.#inBlock, within + taken);
      const end = source + taken * this.#record;
      if (block instanceof Float64Array && taken >= MANY) block.set(from.subarray(source, end), within * this.#record);
      else for (let i = source, to = within * this.#record; i < end; ) block[to++] = from[i++]!;
      source = end;
      left -= taken;
      this.count += taken;
    }
  }

  /** A block with room for so many records. */
  #room(b: number, records: number): Float64Array | number[] {
    const block = this.#blocks[b];
    if (block !== undefined && block.length >= records * this.#record) return block;
    const size = b > 0 ? this.#inBlock : Math.min(this.#inBlock, Math.max(FIRST, 2 * records));
    const larger = new Float64Array(size * this.#record);
    if (block !== undefined) larger.set(block);
    this.#blocks[b] = larger;
    return larger;
  }

  /** Gives up blocks of steps that need not be kept. */
  forget(): void {
    while (this.first + this.#inBlock <= this.count - Math.max(LOOKED_BACK, this.#most)) {
      this.#blocks[this.first / this.#inBlock] = undefined;
      this.first += this.#inBlock;
    }
  }

  /** What holds from the next step on. */
  change(regime: Omit<Regime, 'from'>): void {
    if (this.regimes.at(-1)!.from === this.count) this.regimes.pop();
    this.regimes.push({ ...regime, from: this.count });
  }

  /** b − a. */
  between(a: number, b: number): number {
    return b - a;
  }

  /** The high part of the time at which step s starts, or for s = count the last one ends. */
  time(s: number): number {
    return s === this.count ? this.end.hi : this.#double(s, 0);
  }

  /** The low part. */
  remainder(s: number): number {
    return s === this.count ? this.end.lo : this.#double(s, 1);
  }

  /** The state at the start of step s. */
  start(s: number): number[] {
    const state = new Array<number>(this.states);
    for (let i = 0; i < state.length; i++) state[i] = this.#double(s, 2 + i);
    return state;
  }

  /** A copy of the record of step s. */
  recordOf(s: number): Float64Array {
    const record = new Float64Array(this.#record);
    for (let i = 0; i < record.length; i++) record[i] = this.#double(s, i);
    return record;
  }

  /**
   * These steps and, from where they end, those of another orbit of the same system and order; derivatives only where both have recorded them.
   *
   * @param jacobian - the derivative of the flow at the end of these, flat and row-major, on which those of the other go on
   */
  joined(other: Steps, jacobian?: Float64Array): Steps {
    const { states } = this;
    const areVaried = this.rows > states && other.rows > states && jacobian !== undefined;
    const rows = areVaried ? this.rows : states;
    const all = new Steps({ ...this, rows, start: this.end, regimes: [...this.regimes], most: Infinity });
    all.count = this.first;
    all.first = this.first;
    for (const steps of [this, other]) {
      if (steps === other) all.regimes.push(...other.regimes.map((regime) => ({ ...regime, from: regime.from + this.count })));
      for (let s = steps.first; s < steps.count; s++) {
        const record = steps.recordOf(s).subarray(0, all.record);
        if (areVaried && steps === other) continueColumns(record.subarray(2 + states), jacobian, states);
        all.append(record, 0, 1);
      }
    }
    all.end.hi = other.end.hi;
    all.end.lo = other.end.lo;
    return all;
  }

  /** Whether time runs forward. */
  get forward(): boolean {
    return this.end.hi >= this.time(this.first);
  }

  /** The states at times in the span of the steps, one after the other, n for each; or all rows, where derivatives are recorded. */
  at(t: ArrayLike<number>, out: Float64Array, what: 'states' | 'rows' = 'states'): void {
    const { order } = this;
    const rows = this[what];
    const poolFor = (regime: Regime): Pool => (what === 'rows' && regime.varied) || regime.pool;
    const steps = Math.min(t.length, this.count);
    let pool = poolFor(this.regimeOf(this.first));
    let kernel = pool.take(steps);
    const stride = order + 1;
    let loaded = 0;
    let s = -1;
    let [from, to, hi, lo] = [Number.NaN, Number.NaN, 0, 0];
    for (let j = 0; j < t.length; j++) {
      const time = t[j]!;
      if (!(time >= from && time < to)) {
        s = this.find(time, s + 1);
        const regime = this.regimeOf(s);
        if (poolFor(regime) !== pool) {
          pool.giveBack(kernel, loaded);
          pool = poolFor(regime);
          kernel = pool.take(steps);
          loaded = 0;
        }
        this.#load(kernel, s, rows, regime.parameters);
        loaded++;
        hi = this.time(s);
        lo = this.remainder(s);
        const next = this.time(s + 1);
        // half-open spans of time on the side of the next step, so that its start is the next one's
        [from, to] = hi < next ? [hi, next] : [Number.NaN, Number.NaN];
      }
      const h = time - hi - lo;
      for (let i = 0; i < rows; i++) {
        out[j * rows + i] = evaluate(kernel.memory, i * stride, order, h);
      }
    }
    pool.giveBack(kernel, loaded);
  }

  /** The states at times in the span of the steps. */
  statesAt(times: ArrayLike<number>): number[][] {
    const flat = new Float64Array(times.length * this.states);
    this.at(times, flat);
    return rowsOf(flat, this.states);
  }

  /** Has the coefficients of step s in a kernel's memory. */
  #load(kernel: OdeKernel, s: number, rows: number, parameters: readonly number[]): void {
    if (kernel.holds?.owner === this && kernel.holds.step === s) return;
    setParameters(kernel, parameters);
    for (let i = 0; i < rows; i++) kernel.memory[kernel.at(i, 0)] = this.#double(s, 2 + i);
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = this.time(s);
    const { margin } = this.regimeOf(s);
    if (margin === undefined) kernel.solve();
    else {
      const { control } = kernel.places;
      kernel.board[control.margin] = margin;
      kernel.board[control.direction] = this.forward ? 1 : -1;
      kernel.wanted();
      kernel.damp();
    }
    kernel.holds = { owner: this, step: s };
  }

  /** What holds in step s. */
  regimeOf(s: number): Regime {
    const { regimes } = this;
    // most orbits have one
    return regimes[regimes.length === 1 ? 0 : lastOf(0, regimes.length - 1, (r) => regimes[r]!.from <= s)]!;
  }

  /** The last step that starts at or before t as time runs; first a guess is tried. */
  find(t: number, guess: number): number {
    const { forward } = this;
    const starts = (s: number): boolean => (forward ? this.time(s) <= t : this.time(s) >= t);
    if (guess >= this.first && guess < this.count && starts(guess) && (guess === this.count - 1 || !starts(guess + 1)))
      return guess;
    return lastOf(this.first, this.count - 1, starts);
  }

  #double(s: number, i: number): number {
    const within = s % this.#inBlock;
    return this.#blocks[(s - within) / this.#inBlock]![within * this.#record + i]!;
  }
}

/** Rows of n numbers: by loops, since a row takes as long to make by what arrays have for it as two steps of an orbit. */
export function rowsOf(flat: Float64Array, n: number): number[][] {
  const rows = new Array<number[]>(flat.length / n);
  for (let j = 0; j < rows.length; j++) {
    const row = new Array<number>(n);
    for (let i = 0; i < n; i++) row[i] = flat[j * n + i]!;
    rows[j] = row;
  }
  return rows;
}

/** M ← M·J for a matrix M column by column and J row by row. */
function continueColumns(m: Float64Array, j: Float64Array, n: number): void {
  const from = m.slice();
  for (let c = 0; c < n; c++) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += from[k * n + i]! * j[k * n + c]!;
      m[c * n + i] = sum;
    }
  }
}
