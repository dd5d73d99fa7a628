import { rationalNearest } from '../../rounding/rational.js';
import type { Side } from '../../series/grading.js';
import type { Application, Program } from '../../series/program.js';
import { chunks, remembered } from './collect.js';
import { Fused, isOld, weightIn } from './fused.js';
import type { Factor, Index, Machine, Place, Value } from './machine.js';
import { overNextOrder, overOrderIn } from './over-order.js';
import { type Pairing, pair } from './pairing.js';
import { isPlain, keyOf, type Pending, sumsOf } from './sums.js';
import { type Next, type Square, type Sum, Writer } from './writer.js';

/** Applications in one section: engines compile longer functions slowly, and a call costs no more than a few of the operations. */
const SECTION = 120;

/** Sums that must have a partner for vectors to be worth the copies of rows. */
const LEAST_SHARE = 0.5;

/**
 * Writes a program as one loop over the orders, for programs whose straight-line code would be too long: all rows in memory.
 *
 * The inner part of every sum needs only coefficients of lower orders, so that all of them are added up first, several in one loop and, where the machine has
 * pairs, two in one vector; the ends, which hold the newest coefficients, follow where each is used. The order of additions is that of the float64 algebra.
 */
export class Looped extends Writer {
  readonly #program: Program;
  readonly #stride: number;
  readonly #sections: readonly (readonly Application[])[];
  readonly #pairing: Pairing | undefined;
  /** Position of each row's constant term, where rows do not lie one after the other. */
  readonly #positions: readonly number[] | undefined;
  /** Coefficients up to the end of the last row. */
  readonly #end: number;
  /** Rows whose coefficients are asked for again, by sums, in another section, or from outside; others need no memory. */
  readonly #kept: ReadonlySet<number>;
  /** What is known of rows lies behind, in the order in which it came up. */
  readonly #known: string[] = [];
  /** The same of the order at hand, as far as the section at hand has it. */
  readonly #knownNow: Map<string, Value> = new Map();
  /** The order at hand, as a number. */
  #k: Value = 0;
  /** What the section at hand has computed or loaded: constant terms, coefficients of order k, and sums, by row or key. */
  readonly #heads: Map<number, Value> = new Map();
  readonly #newest: Map<number, Value> = new Map();
  /** What takes v to v/k, once the section at hand has it. */
  #overOrder: ((v: Value) => Value) | undefined;
  #pending: ReadonlyMap<string, Pending> = new Map();
  readonly #finished: Map<string, Value> = new Map();

  /**
   * @param wanted - rows that are asked for at the end of an order, or from outside
   * @param base - position from which rows are laid out where sums run in pairs; otherwise row r lies at r·(order + 1)
   */
  constructor(machine: Machine, program: Program, wanted: readonly number[], order: number, base: number, side: Side = 0) {
    super(machine, side);
    this.#program = program;
    this.#stride = order + 1;
    this.#sections = chunks(program.applications, SECTION);
    this.#kept = keptRows(this.#sections, wanted);
    const pairing = machine.hasPairs ? pair(this.#sections) : undefined;
    if (pairing === undefined || pairing.share < LEAST_SHARE) {
      this.#end = program.rows * this.#stride;
    } else {
      this.#pairing = pairing;
      const slots = slotsOf(program.rows, pairing);
      this.#positions = slots.map((slot) => base + 2 * this.#stride * Math.floor(slot / 2) + (slot % 2));
      this.#end = base + 2 * this.#stride * Math.ceil(program.rows / 2);
    }
  }

  /** Coefficients in all, once everything is written. */
  get size(): number {
    return this.#end + this.#known.length;
  }

  /** Whether rows lie in pairs, apart from where they are given and wanted. */
  get isPaired(): boolean {
    return this.#positions !== undefined;
  }

  /** Writes the constant terms, then `each` for parts of 0 … count − 1. */
  start(count: number, each: (from: number, to: number) => void): void {
    const { machine } = this;
    for (const { row, value } of this.#program.constants) {
      machine.store(this.#place(row, 0), machine.constant(value === 'pi' ? Math.PI : rationalNearest(value)));
    }
    this.#write(
      (applications) => {
        for (const application of applications) {
          application.rule.heads.forEach((expression, i) => {
            const row = application.results[i]!;
            const value = this.value(expression, application);
            this.#heads.set(row, value);
            machine.store(this.#place(row, 0), value);
          });
        }
      },
      count,
      each,
    );
  }

  /** Writes the loop over k = 1 … last, with `each` for parts of 0 … count − 1 at the end of every order. */
  run(last: number, count: number, each: (from: number, to: number) => void): void {
    const { machine } = this;
    machine.orders(last, (k) => {
      this.#k = k;
      this.#write(
        (applications) => {
          this.#pending = new Fused(machine, this.#pairing, (...at) => this.#place(...at), this.#k).write(applications);
          for (const application of applications) {
            application.rule.next.forEach((expression, i) => {
              if (expression.op === 'zero') return;
              const row = application.results[i]!;
              const value = this.value(expression, application);
              if (this.#kept.has(row)) machine.store(this.#place(row, 0, 'k'), value);
              this.#newest.set(row, value);
            });
          }
        },
        count,
        each,
      );
    });
  }

  /** Stores coefficient k + 1 of a row. */
  storeNext(row: number, value: Value): void {
    this.machine.store(this.#place(row, 1, 'k'), value);
  }

  /** Stores coefficient k of a row, outside the loop. */
  put(row: number, k: number, value: Value): void {
    this.machine.store(this.#place(row, k), value);
  }

  /** The coefficient of order k of a row. */
  override at(row: number): Value {
    return remembered(this.#newest, row, () => this.machine.load(this.#place(row, 0, 'k')));
  }

  /** The constant term of a row. */
  override head(row: number): Value {
    return remembered(this.#heads, row, () => this.machine.load(this.#place(row, 0)));
  }

  protected override perK(value: Value): Value {
    this.#overOrder ??= overOrderIn(this.machine, this.#k);
    return this.#overOrder(value);
  }

  /** Writes something with what takes v to v/(k + 1), and with coefficients of order k: twice, so that nothing else may build on either. */
  overNext(write: (over: (value: Value) => Value, at: (row: number) => Value) => void): void {
    const at = (row: number): Value => this.#newest.get(row) ?? this.machine.load(this.#place(row, 0, 'k'));
    overNextOrder(this.machine, this.#k, (over) => write(over, at));
  }

  protected override sum(expression: Sum, x: number, y: number, inTurns: boolean): Value {
    const { from, to } = expression;
    const { machine } = this;
    return remembered(this.#finished, keyOf(expression, x, y, inTurns), (key) => {
      const { accumulator } = this.#pending.get(key)!;
      if (isOld(expression)) return accumulator;
      const weight = (j: number | 'last'): Value | undefined =>
        isPlain(expression) ? undefined : weightIn(machine, expression, j, this.#k);
      // j = from, and j = k − to: the fixed factor has a fixed place, the other follows k
      const w = weight(from);
      const isAlways = from + to <= 1;
      const partner = from === 0 ? this.#newestOf(y, isAlways) : this.#place(y, -from, 'k');
      machine.whenAtLeast(from + to, () => machine.addProduct(accumulator, this.#place(x, from), partner, w));
      const last = weight('last');
      const newest = to === 0 ? this.#newestOf(x, isAlways) : this.#place(x, -to, 'k');
      machine.whenAtLeast(from + to + 1, () => machine.addProduct(accumulator, newest, this.#place(y, to), last));
      return accumulator;
    });
  }

  /** Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from < j < k/2} x_j x_{k−j} + [k even] x_{k/2}² + 2 x_from x_{k−from} */
  protected override square(expression: Square, x: number, inTurns: boolean): Value {
    const { machine } = this;
    return remembered(this.#finished, keyOf(expression, x, x, inTurns), (key) => {
      const { accumulator } = this.#pending.get(key)!;
      if (!isOld(expression)) machine.addProduct(accumulator, this.#place(x, 0), this.at(x), machine.constant(2));
      return accumulator;
    });
  }

  /** Coefficient k of a row as a factor; where it may be needed only for some k, it is loaded there unless it is at hand. */
  #newestOf(row: number, isAlways: boolean): Factor {
    return isAlways ? this.at(row) : (this.#newest.get(row) ?? this.#place(row, 0, 'k'));
  }

  /** What is known starts anew at order 1; a second section finds it with the order at hand, and that again changes nothing. */
  protected override known(key: string, row: number, head: (x: Value) => Value, next: Next): Value {
    const { machine } = this;
    return remembered(this.#knownNow, key, () => {
      if (!this.#known.includes(key)) this.#known.push(key);
      const place = { position: this.#end + this.#known.indexOf(key) };
      const first = head(this.head(row));
      const before = machine.variable(machine.load(place));
      machine.whenBelow(2, () => machine.assign(before, first));
      const x = this.at(row);
      const value = machine.variable(next(before, x, false));
      machine.whenEven(2, () => machine.assign(value, next(before, x, true)));
      machine.store(place, value);
      return value;
    });
  }

  #place(row: number, k: number, index?: Index): Place {
    const position = this.#positions === undefined ? row * this.#stride + k : this.#positions[row]! + 2 * k;
    return { position, spacing: this.#positions === undefined ? 1 : 2, ...(index !== undefined && { index }) };
  }

  /** Writes all applications and then `each` for 0 … count − 1, in sections where there are many. */
  #write(write: (applications: readonly Application[]) => void, count: number, each: (from: number, to: number) => void): void {
    const parts = this.#sections.map((applications) => () => write(applications));
    for (let from = 0; from < count; from += SECTION) {
      parts.push(() => each(from, Math.min(count, from + SECTION)));
    }
    const isShort = this.#program.applications.length + count <= SECTION;
    if (isShort) this.#forget();
    for (const part of parts) {
      if (isShort) part();
      else {
        this.machine.section((k) => {
          this.#forget();
          this.#k = k;
          part();
        });
      }
    }
  }

  #forget(): void {
    for (const map of [this.#heads, this.#newest, this.#finished, this.#knownNow]) map.clear();
    this.#overOrder = undefined;
  }
}

/** Factors of sums, what one section takes from another, and what is wanted besides. */
function keptRows(sections: readonly (readonly Application[])[], wanted: readonly number[]): Set<number> {
  const kept = new Set(wanted);
  for (const applications of sections) {
    const own = new Set(applications.flatMap(({ results }) => results));
    for (const application of applications) {
      for (const { x, y } of sumsOf(application)) kept.add(x).add(y);
      for (const row of application.args) if (!own.has(row)) kept.add(row);
    }
  }
  return kept;
}

/** A slot for each row: twins get those of one pair, the others what is left. */
function slotsOf(rows: number, { twins }: Pairing): number[] {
  const slots = Array.from({ length: rows }, () => -1);
  let free = 0;
  for (let row = 0; row < rows; row++) {
    const twin = twins.get(row);
    if (twin?.lane !== 0) continue;
    slots[row] = free++;
    slots[twin.other] = free++;
  }
  for (let row = 0; row < rows; row++) if (slots[row] === -1) slots[row] = free++;
  return slots;
}
