import type { Application, Program } from '../../series/program.js';
import type { Expression } from '../../series/rule.js';
import { isPart } from '../../series/rule.js';
import type { Space } from '../../series/space.js';
import type { Machine, Term, Value } from './machine.js';
import { overOrder } from './over-order.js';
import { type Next, rowOf, type Square, type Sum, Writer } from './writer.js';

/** Terms of products up to which all code is one function without memory traffic. */
const LARGEST_WHOLE = 1600;

/**
 * Writes a program on series in many variables, degree by degree: coefficient i of row r lies at r·size + i. The operations are those of a `Tape` over float64 graded by
 * degree, in the same order.
 */
export class Graded extends Writer {
  readonly #program: Program;
  readonly #space: Space;
  readonly #values: Map<number, Value> = new Map();
  readonly #known: Map<string, Value> = new Map();
  #k = 0;

  /** Rows that are not set are loaded from memory. */
  constructor(machine: Machine, program: Program, space: Space) {
    super(machine);
    this.#program = program;
    this.#space = space;
  }

  /** Coefficient i of a row. */
  get(row: number, i: number): Value {
    const position = row * this.#space.size + i;
    let value = this.#values.get(position);
    if (value === undefined) {
      value = this.machine.load({ position });
      this.#values.set(position, value);
    }
    return value;
  }

  /** Writes everything, with the coefficients of `roots` stored. Constants lie in memory. */
  write(roots: readonly number[]): void {
    const { applications } = this.#program;
    const { order, size } = this.#space;
    const isWhole = termsOf(this.#program, this.#space) <= LARGEST_WHOLE;
    for (let k = 0; k <= order; k++) {
      for (const application of applications) {
        if (isWhole) this.#apply(application, k, false);
        else {
          this.machine.section(() => {
            this.#values.clear();
            this.#known.clear();
            this.#apply(application, k, true);
          });
        }
      }
    }
    if (!isWhole) return;
    for (const root of new Set(roots)) {
      for (let i = 0; i < size; i++) this.machine.store({ position: root * size + i }, this.get(root, i));
    }
  }

  #apply(application: Application, k: number, isStored: boolean): void {
    const { first, size } = this.#space;
    this.#k = k;
    const put = (row: number, i: number, value: Value): void => {
      this.#values.set(row * size + i, value);
      if (isStored) this.machine.store({ position: row * size + i }, value);
    };
    const { rule, results } = application;
    this.#k = k;
    if (k === 0) {
      rule.heads.forEach((expression, i) => {
        put(results[i]!, 0, this.value(expression, application));
      });
      return;
    }
    rule.next.forEach((expression, i) => {
      const block = expression.op === 'zero' ? undefined : this.#block(expression, application, k);
      for (let at = first[k]!; at < first[k + 1]!; at++) {
        if (block !== undefined) put(results[i]!, at, block[at - first[k]!]!);
        else if (!isStored) put(results[i]!, at, this.machine.constant(0));
      }
    });
  }

  /** The coefficients of degree k of an expression. */
  #block(expression: Expression, application: Application, k: number): Value[] {
    const { machine } = this;
    const { first } = this.#space;
    const inner = (part: Expression): Value[] => this.#block(part, application, k);
    switch (expression.op) {
      case 'at': {
        const row = rowOf(application, expression.series);
        return Array.from({ length: first[k + 1]! - first[k]! }, (_, i) => this.get(row, first[k]! + i));
      }
      case 'neg':
        return inner(expression.of).map((value) => machine.neg(value));
      case 'scale':
        return inner(expression.of).map((value) => machine.binary('mul', value, machine.constant(expression.by)));
      case 'perK':
        return inner(expression.of).map((value) => overOrder(machine, value, k));
      case 'add':
      case 'sub':
      case 'mul':
      case 'div': {
        const left = inner(expression.left);
        const right = isPart(expression.right) ? inner(expression.right) : undefined;
        const constant = right === undefined ? this.value(expression.right, application) : 0;
        return left.map((value, i) => machine.binary(expression.op, value, right?.[i] ?? constant));
      }
      case 'sum':
        return this.#sums(expression, rowOf(application, expression.x), rowOf(application, expression.y), k);
      case 'square':
        return this.#squares(expression, rowOf(application, expression.x), k);
      case 'select': {
        const test = this.value(expression.test, application);
        const no = inner(expression.no);
        return inner(expression.yes).map((value, i) => machine.select(test, value, no[i]!));
      }
      case 'choose': {
        const isPositive = this.isPositive(rowOf(application, expression.by));
        const negative = inner(expression.negative);
        return inner(expression.positive).map((value, i) => machine.select(isPositive, value, negative[i]!));
      }
      case 'flat': {
        const value = this.flat(expression.head, rowOf(application, expression.of));
        return Array.from({ length: first[k + 1]! - first[k]! }, () => value);
      }
      default:
        throw new TypeError(`Graded: expected an expression with parts of every degree, got ${expression.op}`);
    }
  }

  /** Σ_{j=from..k−to} w(j)·(part j of x)·(part k − j of y) */
  #sums({ from, to, weight }: Sum, x: number, y: number, k: number): Value[] {
    const terms = this.#terms(k);
    for (let j = from; j <= k - to; j++) this.#multiply(terms, x, y, j, k, weight.j * j + weight.k * k + weight.one);
    return this.#sum(terms);
  }

  /** Σ_{j=from..k−from} of products of parts of x, each mixed product once with the weight 2. */
  #squares({ from }: Square, x: number, k: number): Value[] {
    const { first } = this.#space;
    const terms = this.#terms(k);
    for (let j = from; 2 * j < k && j <= k - from; j++) this.#multiply(terms, x, x, j, k, 2);
    if (k % 2 === 0 && k / 2 >= from) {
      const half = k / 2;
      for (let i = first[half]!; i < first[half + 1]!; i++) {
        const square = this.#space.productOf(i, i);
        const value = this.get(x, i);
        if (square !== undefined) terms[square - first[k]!]!.push({ w: 1, x: value, y: value });
        this.#multiplyOne(terms, x, x, i, first[half]!, i, k, 2);
      }
    }
    return this.#sum(terms);
  }

  /** Those that are spread over a whole part start with 0. */
  #sum(terms: readonly (readonly Term[])[]): Value[] {
    const zero = this.machine.constant(0);
    return terms.map((list) => this.machine.sum(list, false, zero));
  }

  #terms(k: number): Term[][] {
    const { first } = this.#space;
    return Array.from({ length: first[k + 1]! - first[k]! }, () => []);
  }

  #multiply(terms: Term[][], x: number, y: number, j: number, k: number, w: number): void {
    const { first } = this.#space;
    for (let i = first[j]!; i < first[j + 1]!; i++) this.#multiplyOne(terms, x, y, i, first[k - j]!, first[k - j + 1]!, k, w);
  }

  /** The products of coefficient i of x with coefficients from … to − 1 of y. */
  #multiplyOne(terms: Term[][], x: number, y: number, i: number, from: number, to: number, k: number, w: number): void {
    const targets = this.#space.targets(i);
    for (let l = from; l < to; l++) {
      terms[targets[l]! - this.#space.first[k]!]!.push({ w, x: this.get(x, i), y: this.get(y, l) });
    }
  }

  /** On every line through the center, half of it on each side, as if all degrees were odd. */
  protected override known(key: string, row: number, head: (x: Value) => Value, next: Next): Value {
    const { first } = this.#space;
    let value = head(this.get(row, 0));
    for (let k = 1; k <= this.#k; k++) {
      const known = this.#known.get(`${key} ${k}`);
      if (known === undefined) for (let i = first[k]!; i < first[k + 1]!; i++) value = next(value, this.get(row, i), false);
      else value = known;
      this.#known.set(`${key} ${k}`, value);
    }
    return value;
  }

  protected override at(row: number): Value {
    return this.get(row, 0);
  }

  protected override head(row: number): Value {
    return this.get(row, 0);
  }

  protected override perK(value: Value): Value {
    return overOrder(this.machine, value, this.#k);
  }

  // Constant terms, which are all that `value` is asked for, contain none of these.

  protected override sum(): never {
    throw new TypeError('Graded: expected a constant term, got a sum');
  }

  protected override square(): never {
    throw new TypeError('Graded: expected a constant term, got a square');
  }
}

/** How many terms the products of a program have over all degrees. */
export function termsOf({ applications }: Program, { first, order }: Space): number {
  const size = (k: number): number => first[k + 1]! - first[k]!;
  let product = 0;
  for (let k = 0; k <= order; k++) for (let j = 0; j <= k; j++) product += size(j) * size(k - j);
  const isSum = (expression: object): number =>
    ('op' in expression && (expression.op === 'sum' || expression.op === 'square') ? 1 : 0) +
    Object.values(expression).reduce((n: number, part) => n + (typeof part === 'object' && part !== null ? isSum(part) : 0), 0);
  return product * applications.reduce((n, { rule }) => n + rule.next.reduce((m, expression) => m + isSum(expression), 0), 0);
}
