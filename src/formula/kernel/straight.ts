import { rationalNearest } from '../../rounding/rational.js';
import type { Side } from '../../series/grading.js';
import type { Application, Program } from '../../series/program.js';
import type { Machine, Term, Value } from './machine.js';
import { overOrder } from './over-order.js';
import { sumsIn } from './sums.js';
import { type Superwords, superwords } from './superword.js';
import { type Next, type Square, type Sum, Writer } from './writer.js';

/**
 * Sums that a processor runs side by side by itself: the search for pairs would take a tenth of the time in which Lorenz is compiled, and its kernel is as fast without.
 */
const FEW_SUMS = 2;

/**
 * Writes a program as straight-line code, every order by itself: the operations of a `Tape` over float64, in the same order, without its memory traffic.
 *
 * Where the machine has pairs, orders from 1 on run in superwords. A pair of rows is a row with a number behind those of the program, and its coefficients are vectors.
 */
export class Straight extends Writer {
  readonly #rows: number;
  readonly #stride: number;
  readonly #program: Program;
  readonly #superwords: Superwords | undefined;
  /** Coefficient k of row r, once computed or loaded, at r·(order + 1) + k. */
  readonly #values: Map<number, Value> = new Map();
  /** Inner parts of squares, and in which lane. */
  readonly #halves: Map<string, { readonly half: Value; readonly lane: 0 | 1 | undefined }> = new Map();
  /** Where a value was taken from a vector. */
  readonly #origins: Map<Value, { readonly pair: Value; readonly lane: 0 | 1 }> = new Map();
  #k = 0;
  readonly #known: Map<string, Value> = new Map();

  /**
   * Coefficients that are not set are loaded from memory where they are first used, at r·(order + 1) + k.
   *
   * @param fields - the rows of the derivatives of the states, for superwords
   */
  constructor(machine: Machine, program: Program, order: number, side: Side = 0, fields?: readonly number[]) {
    super(machine, side);
    this.#program = program;
    this.#rows = program.rows;
    this.#stride = order + 1;
    const hasPairs = machine.hasPairs && fields !== undefined && sumsIn(program) > FEW_SUMS;
    this.#superwords = hasPairs ? superwords(program, fields) : undefined;
    for (const { row, value } of program.constants)
      this.set(row, 0, machine.constant(value === 'pi' ? Math.PI : rationalNearest(value)));
    for (const row of constantRows(program)) this.setConstant(row, order);
  }

  /** Coefficient k of a row. */
  get(row: number, k: number): Value {
    const position = row * this.#stride + k;
    let value = this.#values.get(position);
    if (value === undefined) {
      value = this.#made(row, k);
      this.#values.set(position, value);
    }
    return value;
  }

  /** A coefficient that was not computed by itself. */
  #made(row: number, k: number): Value {
    const { machine } = this;
    if (row >= this.#rows) {
      const [r, s] = this.#superwords!.pairs[row - this.#rows]!;
      return r === s ? machine.splat(this.get(r, k)) : this.#packed(this.get(r, k), this.get(s, k));
    }
    const lanes = this.#superwords?.lanes.get(row);
    const pair = lanes && this.#values.get(lanes.row * this.#stride + k);
    if (lanes === undefined || pair === undefined) return machine.load({ position: row * this.#stride + k });
    const value = machine.lane(pair, lanes.lane);
    this.#origins.set(value, { pair, lane: lanes.lane });
    return value;
  }

  /** The vector of two values: the one that they come from, if there is one. */
  #packed(a: Value, b: Value): Value {
    const [one, other] = [this.#origins.get(a), this.#origins.get(b)];
    const isTakenApart = one !== undefined && one.pair === other?.pair && one.lane === 0 && other.lane === 1;
    return isTakenApart ? one.pair : this.machine.pack(a, b);
  }

  set(row: number, k: number, value: Value): void {
    this.#values.set(row * this.#stride + k, value);
  }

  /** Declares that a row has only a constant term. */
  setConstant(row: number, order: number): void {
    const zero = this.machine.constant(0);
    for (let k = 1; k <= order; k++) this.set(row, k, zero);
  }

  /** Writes the constant terms (k = 0) or the k-th coefficients of all results. */
  write(k: number): void {
    const { applications } = k === 0 ? this.#program : (this.#superwords ?? this.#program);
    for (const application of applications) this.writeOne(application, k);
  }

  /** The same for the results of one application. */
  writeOne(application: Application, k: number): void {
    this.#k = k;
    const expressions = k === 0 ? application.rule.heads : application.rule.next;
    expressions.forEach((expression, i) => {
      if (expression.op !== 'zero') this.set(application.results[i]!, k, this.value(expression, application));
    });
  }

  /** Each state, or pair of states that are moved on together, with the row of its derivative. */
  moves(fields: readonly number[]): readonly (readonly [number, number])[] {
    return this.#superwords?.moves ?? [...fields.entries()];
  }

  protected override at(row: number): Value {
    return this.get(row, this.#k);
  }

  protected override head(row: number): Value {
    return this.get(row, 0);
  }

  protected override perK(value: Value): Value {
    return overOrder(this.machine, value, this.#k);
  }

  protected override sum({ from, to, weight }: Sum, x: number, y: number): Value {
    const k = this.#k;
    const terms: Term[] = [];
    const add = (j: number): void => {
      terms.push({ w: weight.j * j + weight.k * k + weight.one, x: this.get(x, j), y: this.get(y, k - j) });
    };
    // the newest coefficients enter last, which shortens the dependency chain
    const last = k - to;
    for (let j = from + 1; j < last; j++) add(j);
    if (last >= from) add(from);
    if (last > from) add(last);
    return this.machine.sum(terms, weight.k !== 0);
  }

  /** Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from < j < k/2} x_j x_{k−j} + [k even] x_{k/2}² + 2 x_from x_{k−from} */
  protected override square({ from }: Square, x: number): Value {
    const { machine } = this;
    const k = this.#k;
    const terms: Term[] = [];
    for (let j = from + 1; 2 * j < k; j++) terms.push({ w: 1, x: this.get(x, j), y: this.get(x, k - j) });
    const half = terms.length === 0 ? undefined : machine.binary('mul', machine.constant(2), this.#half(x, from, terms));
    const ends: Term[] = [];
    if (k % 2 === 0 && k >= 2 * from) ends.push({ w: 1, x: this.get(x, k / 2), y: this.get(x, k / 2) });
    if (2 * from < k) ends.push({ w: 2, x: this.get(x, from), y: this.get(x, k - from) });
    return machine.sum(ends, false, half);
  }

  /** Σ_{from < j < k/2} x_j x_{k−j}, which rows that differ by a constant share. */
  #half(x: number, from: number, terms: readonly Term[]): Value {
    if (this.#superwords === undefined) return this.machine.sum(terms);
    const { pairs, sourceOf } = this.#superwords;
    const keyOf = (row: number): string => `${sourceOf(row)} ${from} ${this.#k}`;
    const key = keyOf(x);
    const known = this.#halves.get(key);
    if (known !== undefined) return known.lane === undefined ? known.half : this.machine.lane(known.half, known.lane);
    const half = this.machine.sum(terms);
    if (x < this.#rows) this.#halves.set(key, { half, lane: undefined });
    else for (const [lane, row] of pairs[x - this.#rows]!.entries()) this.#halves.set(keyOf(row), { half, lane: lane as 0 | 1 });
    return half;
  }

  protected override known(key: string, row: number, head: (x: Value) => Value, next: Next): Value {
    const k = this.#k;
    let value = this.#known.get(`${key} ${k}`);
    if (value === undefined) {
      const before = k === 1 ? head(this.head(row)) : this.#known.get(`${key} ${k - 1}`)!;
      value = next(before, this.at(row), k % 2 === 0);
      this.#known.set(`${key} ${k}`, value);
    }
    return value;
  }
}

/** Rows of a program that have only a constant term: constants, and what rules carry along. */
function constantRows(program: Program): number[] {
  const carried = program.applications.flatMap(({ rule, results }) => results.filter((_, i) => rule.next[i]!.op === 'zero'));
  return [...program.constants.map(({ row }) => row), ...carried];
}
