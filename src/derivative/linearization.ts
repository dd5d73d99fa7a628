import type { Algebra, Memory } from '../algebra/algebra.js';
import { type Lowered, lower } from '../formula/lower.js';
import { Tape } from '../series/tape.js';
import { requireCount, type Target } from './target.js';

/**
 * Functions linearized at a point: the partial derivative of each operation's results with respect to its operands, on the edges of the graph.
 * Sums of products along the paths from variables to results are the derivatives, taken from either end.
 *
 * A recurrence of order 1 is linear in the operands' first coefficients. So the table already says what these partial derivatives are: the first
 * coefficient of the result where one operand's is 1 and the others' are 0.
 */
export class Linearization<T> {
  readonly #algebra: Algebra<T, Memory>;
  readonly #lowered: Lowered;
  readonly #variables: readonly string[];
  readonly #tape: Tape<T, Memory>;
  /** Edge e leads from row from[e] to row to[e]; its partial derivative lies at e in #partials. */
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #applications: number[] = [];
  readonly #partials: Memory;
  readonly #one: Memory;

  constructor(algebra: Algebra<T, Memory>, { dag, roots, variables }: Target) {
    this.#algebra = algebra;
    this.#variables = variables;
    this.#lowered = lower(dag, roots, variables.length, 1);
    this.#tape = new Tape(algebra, this.#lowered, 1);
    const active = new Set(variables.keys());
    this.#lowered.applications.forEach(({ rule, args, results }, a) => {
      // a companion that is constant has no slope
      const sloping = results.filter((_, i) => rule.next[i]!.op !== 'zero');
      for (const from of new Set(args.filter((row) => active.has(row)))) {
        for (const to of sloping) {
          this.#from.push(from);
          this.#to.push(to);
          this.#applications.push(a);
          active.add(to);
        }
      }
    });
    this.#partials = algebra.allocate(this.#from.length);
    this.#one = algebra.allocate(1);
    algebra.rational(this.#one, 0, { num: 1n, den: 1n });
  }

  /** Evaluates at a point and takes every partial derivative there. */
  at(where: string, point: readonly T[]): this {
    requireCount(where, this.#variables, point.length);
    const algebra = this.#algebra;
    const tape = this.#tape;
    point.forEach((x, v) => {
      algebra.write(tape.memory, tape.row(v), x);
    });
    tape.start();
    this.#from.forEach((from, e) => {
      const a = this.#applications[e]!;
      if (a !== this.#applications[e - 1] || from !== this.#from[e - 1]) {
        for (const row of this.#lowered.applications[a]!.args) algebra.zero(tape.memory, this.#slope(row));
        algebra.transfer(tape.memory, this.#slope(from), this.#one, 0, 1);
        tape.advanceOne(a, 1);
      }
      algebra.transfer(this.#partials, e * algebra.width, tape.memory, this.#slope(this.#to[e]!), 1);
    });
    return this;
  }

  /** How many functions there are. */
  get count(): number {
    return this.#lowered.roots.length;
  }

  /** The values of the functions. */
  values(): T[] {
    return this.#lowered.roots.map((row) => this.#algebra.read(this.#tape.memory, this.#tape.row(row)));
  }

  /** Σ_i weights_i·∇f_i, from the results back to the variables. */
  backward(weights: readonly T[]): T[] {
    const algebra = this.#algebra;
    const w = algebra.width;
    const { memory, product, follow } = this.#walk();
    this.#lowered.roots.forEach((row, i) => {
      algebra.write(memory, product, weights[i]!);
      algebra.add(memory, row * w, row * w, product);
    });
    for (let e = this.#from.length - 1; e >= 0; e--) follow(e, this.#to[e]!, this.#from[e]!);
    return this.#variables.map((_, v) => algebra.read(memory, v * w));
  }

  /** The derivatives of all functions along a direction, from the variables on. */
  forward(direction: readonly T[]): T[] {
    const algebra = this.#algebra;
    const w = algebra.width;
    const { memory, follow } = this.#walk();
    direction.forEach((x, v) => {
      algebra.write(memory, v * w, x);
    });
    for (let e = 0; e < this.#from.length; e++) follow(e, this.#from[e]!, this.#to[e]!);
    return this.#lowered.roots.map((row) => algebra.read(memory, row * w));
  }

  /** A memory with one coefficient for each row, zero at first, and a spare one; `follow` adds to row `into` edge e's partial times row `of`. */
  #walk(): { memory: Memory; product: number; follow: (e: number, of: number, into: number) => void } {
    const algebra = this.#algebra;
    const w = algebra.width;
    const { rows } = this.#lowered;
    const memory = algebra.allocate(rows + 2);
    const [partial, product] = [rows * w, (rows + 1) * w];
    const follow = (e: number, of: number, into: number): void => {
      if (algebra.magnitude(memory, of * w) === 0) return;
      algebra.transfer(memory, partial, this.#partials, e * w, 1);
      algebra.mul(memory, product, partial, of * w);
      algebra.add(memory, into * w, into * w, product);
    };
    return { memory, product, follow };
  }

  /** Position of a row's coefficient of order 1. */
  #slope(row: number): number {
    return this.#tape.row(row) + this.#algebra.width;
  }
}
