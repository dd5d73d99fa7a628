import { rationalNearest } from '../../rounding/rational.js';
import type { Side } from '../../series/grading.js';
import type { Application, Program } from '../../series/program.js';
import type { Machine, Term, Value } from './machine.js';
import { type Next, type Square, type Sum, Writer } from './writer.js';

/**
 * Writes a program as straight-line code, every order by itself: the operations of a `Tape` over float64, in the same order, without its memory traffic.
 */
export class Straight extends Writer {
  readonly #stride: number;
  readonly #program: Program;
  /** Coefficient k of row r, once computed or loaded, at r·(order + 1) + k. */
  readonly #values: Map<number, Value> = new Map();
  #k = 0;
  readonly #known: Map<string, Value> = new Map();

  /** Coefficients that are not set are loaded from memory where they are first used, at r·(order + 1) + k. */
  constructor(machine: Machine, program: Program, order: number, side: Side = 0) {
    super(machine, side);
    this.#program = program;
    this.#stride = order + 1;
    for (const { row, value } of program.constants)
      this.set(row, 0, machine.constant(value === 'pi' ? Math.PI : rationalNearest(value)));
    for (const row of constantRows(program)) this.setConstant(row, order);
  }

  /** Coefficient k of a row. */
  get(row: number, k: number): Value {
    const position = row * this.#stride + k;
    let value = this.#values.get(position);
    if (value === undefined) {
      value = this.machine.load({ position });
      this.#values.set(position, value);
    }
    return value;
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
    for (const application of this.#program.applications) this.writeOne(application, k);
  }

  /** The same for the results of one application. */
  writeOne(application: Application, k: number): void {
    this.#k = k;
    const expressions = k === 0 ? application.rule.heads : application.rule.next;
    expressions.forEach((expression, i) => {
      if (expression.op !== 'zero') this.set(application.results[i]!, k, this.value(expression, application));
    });
  }

  protected override at(row: number): Value {
    return this.get(row, this.#k);
  }

  protected override head(row: number): Value {
    return this.get(row, 0);
  }

  protected override perK(value: Value): Value {
    return this.machine.binary('div', value, this.machine.constant(this.#k));
  }

  protected override sum({ from, to, weight }: Sum, x: number, y: number): Value {
    const k = this.#k;
    const term = (j: number): Term => ({ w: weight.j * j + weight.k * k + weight.one, x: this.get(x, j), y: this.get(y, k - j) });
    return this.machine.sum(endsLast(from, k - to).map(term));
  }

  /** Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}² */
  protected override square({ from }: Square, x: number): Value {
    const { machine } = this;
    const k = this.#k;
    if (k < 2 * from) return machine.constant(0);
    const pairs: number[] = [];
    for (let j = from + 1; 2 * j < k; j++) pairs.push(j);
    if (2 * from < k) pairs.push(from);
    const half = machine.sum(pairs.map((j): Term => ({ w: 1, x: this.get(x, j), y: this.get(x, k - j) })));
    const twice = machine.binary('mul', machine.constant(2), half);
    if (k % 2 === 1) return twice;
    const middle = this.get(x, k / 2);
    return machine.binary('add', twice, machine.binary('mul', middle, middle));
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

/** from + 1 … last − 1, from, last: the newest coefficients enter last, which shortens the dependency chain. */
function endsLast(from: number, last: number): number[] {
  const js: number[] = [];
  for (let j = from + 1; j < last; j++) js.push(j);
  if (last >= from) js.push(from);
  if (last > from) js.push(last);
  return js;
}
