import { rationalNearest } from '../../rounding/rational.js';
import type { Side } from '../../series/grading.js';
import type { Application, Program } from '../../series/program.js';
import { remembered } from './collect.js';
import type { Machine, Term, Value } from './machine.js';
import { overOrder } from './over-order.js';
import { sumsIn } from './sums.js';
import { isArithmetic, type Superwords, superwords } from './superword.js';
import { type Next, type Square, type Sum, Writer } from './writer.js';

/**
 * Sums that a processor runs side by side by itself: the search for pairs would take a tenth of the time in which Lorenz is compiled, and its kernel is as fast without.
 */
const FEW_SUMS = 2;

/** Pairs of terms of a sum from which on two lanes are worth the vectors that they need. */
const FEW_PAIRS = 2;

/**
 * Writes a program as straight-line code, every order by itself: the operations of a `Tape` over float64, in the same order, without its memory traffic.
 *
 * Where the machine has pairs, it runs in superwords, but for constant terms that take a branch or call a function. A pair of rows is a row with a number behind those of
 * the program, and its coefficients are vectors.
 */
export class Straight extends Writer {
  readonly #rows: number;
  readonly #stride: number;
  readonly #program: Program;
  readonly #superwords: Superwords | undefined;
  /** Coefficient k of row r, once computed or loaded, at r·(order + 1) + k. */
  readonly #values: Map<number, Value> = new Map();
  /** What coefficients are the negatives of that nothing has asked for yet. */
  readonly #opposites: Map<number, Value> = new Map();
  /** Squares without their ends, and in which lane. */
  readonly #inside: Map<string, { readonly inside: Value; readonly lane: 0 | 1 | undefined }> = new Map();
  /** Where a value was taken from a vector. */
  readonly #origins: Map<Value, { readonly pair: Value; readonly lane: 0 | 1 }> = new Map();
  /** Coefficients of one row that stand side by side. */
  readonly #vectors: Map<string, Value> = new Map();
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
    const opposite = this.#opposites.get(row * this.#stride + k);
    if (opposite !== undefined) return machine.neg(opposite);
    if (row >= this.#rows) {
      const [r, s] = this.#superwords!.pairs[row - this.#rows]!;
      return r === s ? machine.splat(this.get(r, k)) : this.#packed(this.get(r, k), this.get(s, k));
    }
    const lanes = this.#superwords?.lanes.get(row);
    if (lanes === undefined || !this.#isComputed(lanes.row, k)) return machine.load({ position: row * this.#stride + k });
    const pair = this.get(lanes.row, k);
    const value = machine.lane(pair, lanes.lane);
    this.#origins.set(value, { pair, lane: lanes.lane });
    return value;
  }

  #isComputed(row: number, k: number): boolean {
    const position = row * this.#stride + k;
    return this.#values.has(position) || this.#opposites.has(position);
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
    const { applications } = this.#superwords ?? this.#program;
    for (const application of applications) {
      const isPair = application.results[0]! >= this.#rows;
      if (k > 0 || !isPair || application.rule.heads.every(isArithmetic)) this.writeOne(application, k);
      else for (const lane of [0, 1] as const) this.writeOne(this.#inLane(application, lane), k);
    }
  }

  /** What one lane of a pair of applications does. */
  #inLane({ args, results, ...rest }: Application, lane: 0 | 1): Application {
    const rowOf = (row: number): number => this.#superwords!.pairs[row - this.#rows]![lane];
    return { ...rest, args: args.map(rowOf), results: results.map(rowOf) };
  }

  /** The same for the results of one application. */
  writeOne(application: Application, k: number): void {
    this.#k = k;
    const expressions = k === 0 ? application.rule.heads : application.rule.next;
    expressions.forEach((expression, i) => {
      const row = application.results[i]!;
      if (k > 0 && expression.op === 'neg') this.#opposites.set(row * this.#stride + k, this.value(expression.of, application));
      else if (expression.op !== 'zero') this.set(row, k, this.value(expression, application));
    });
  }

  /** Coefficient k of a row over k + 1, which is that of its integral. */
  integral(row: number, k: number): Value {
    const position = row * this.#stride + k;
    const opposite = this.#values.has(position) ? undefined : this.#opposites.get(position);
    return overOrder(this.machine, opposite ?? this.get(row, k), k + 1, opposite === undefined ? 1 : -1);
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

  protected override sum({ from, to, weight }: Sum, x: number, y: number, inTurns: boolean): Value {
    const k = this.#k;
    const last = k - to;
    const isFleeting = weight.k !== 0;
    const term = (j: number): Term => ({ w: weight.j * j + weight.k * k + weight.one, x: this.get(x, j), y: this.get(y, k - j) });
    const inner = this.#inner(x, y, from + 1, last, inTurns, term, weight.j, isFleeting);
    // the newest coefficients enter last, which shortens the dependency chain
    const ends = last > from ? [term(from), term(last)] : last === from ? [term(from)] : [];
    return this.machine.sum(ends, isFleeting, inner);
  }

  /** Σ_{j=from..k−from} x_j x_{k−j} = (2 Σ_{from < j < k/2} x_j x_{k−j} + [k even] x_{k/2}²) + 2 x_from x_{k−from} */
  protected override square({ from }: Square, x: number, inTurns: boolean): Value {
    const { machine } = this;
    const k = this.#k;
    const inside = this.#insideOf(x, from, inTurns);
    return 2 * from < k
      ? machine.sum([{ w: 2, x: this.get(x, from), y: this.get(x, k - from) }], false, inside)
      : (inside ?? machine.sum([]));
  }

  /** A square but for its ends, which rows that differ by a constant share; undefined where there is nothing. */
  #insideOf(x: number, from: number, inTurns: boolean): Value | undefined {
    const { machine } = this;
    const k = this.#k;
    const keyOf = (row: number): string => `${this.#superwords?.sourceOf(row)} ${from} ${k} ${inTurns}`;
    // at order 0 it is x_0², which they do not share
    const known = k > 0 ? this.#superwords && this.#inside.get(keyOf(x)) : undefined;
    if (known !== undefined) return known.lane === undefined ? known.inside : machine.lane(known.inside, known.lane);
    const term = (j: number): Term => ({ w: 1, x: this.get(x, j), y: this.get(x, k - j) });
    const half = this.#inner(x, x, from + 1, Math.ceil(k / 2), inTurns, term);
    const middle = k % 2 === 0 && k >= 2 * from ? [term(k / 2)] : [];
    if (half === undefined && middle.length === 0) return undefined;
    const inside = machine.sum(middle, false, half && machine.binary('add', half, half));
    if (this.#superwords === undefined) return inside;
    if (x < this.#rows) this.#inside.set(keyOf(x), { inside, lane: undefined });
    else {
      for (const [lane, row] of this.#superwords.pairs[x - this.#rows]!.entries())
        this.#inside.set(keyOf(row), { inside, lane: lane as 0 | 1 });
    }
    return inside;
  }

  /** The terms j = first … end − 1 of a sum of products x_j y_{k−j}; undefined where there is none. */
  #inner(
    x: number,
    y: number,
    first: number,
    end: number,
    inTurns: boolean,
    term: (j: number) => Term,
    step: number = 0,
    isFleeting: boolean = false,
  ): Value | undefined {
    const { machine } = this;
    const k = this.#k;
    if (end <= first) return undefined;
    const sum = (from: number, by: number): Value => machine.sum(every(by, from, end).map(term), isFleeting);
    if (!inTurns) return sum(first, 1);
    const pairs = every(2, first, end - 1);
    const left = first + 2 * pairs.length;
    if (!machine.hasPairs || pairs.length < FEW_PAIRS || x >= this.#rows || y >= this.#rows) {
      return pairs.length === 0 ? sum(first, 1) : machine.binary('add', sum(first, 2), sum(first + 1, 2));
    }
    const both = machine.sum(
      pairs.map((j) => ({ w: term(j).w, step, x: this.#neighbors(x, j, j + 1), y: this.#neighbors(y, k - j, k - j - 1) })),
      isFleeting,
    );
    const even = machine.lane(both, 0);
    return machine.binary('add', left < end ? machine.sum([term(left)], isFleeting, even) : even, machine.lane(both, 1));
  }

  /** Coefficients i and j of a row in a vector. */
  #neighbors(row: number, i: number, j: number): Value {
    return remembered(this.#vectors, `${row} ${i} ${j}`, () => this.machine.pack(this.get(row, i), this.get(row, j)));
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

/** first, first + by, … below `end`. */
function every(by: number, first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / by)) }, (_, i) => first + by * i);
}

/** Rows of a program that have only a constant term: constants, and what rules carry along. */
function constantRows(program: Program): number[] {
  const carried = program.applications.flatMap(({ rule, results }) => results.filter((_, i) => rule.next[i]!.op === 'zero'));
  return [...program.constants.map(({ row }) => row), ...carried];
}
