import { type Algebra, isWithoutValue, type Memory } from '../algebra/algebra.js';
import { float64 } from '../algebra/float64.js';
import { compileSlopes, type SlopeKernel } from '../formula/kernel/slopes.js';
import { type Lowered, lower } from '../formula/lower.js';
import type { Expression } from '../series/rule.js';
import { Tape } from '../series/tape.js';
import { requireCount, type Target } from './target.js';

/** After so many points over doubles the partial derivatives are compiled, which takes as long as some hundred points of the interpreter; the bits are the same. */
const USES_BEFORE_COMPILING = 100;

/**
 * Functions linearized at a point: the partial derivative of each operation's results with respect to its operands, on the edges of the graph.
 * Sums of products along the paths from variables to results are the derivatives, taken from either end.
 *
 * A recurrence of order 1 is linear in the operands' first coefficients. So the table already says what these partial derivatives are: the first
 * coefficient of the result where one operand's is 1 and the others' are 0.
 */
export class Linearization<T> {
  readonly target: Target;
  readonly #algebra: Algebra<T, Memory>;
  readonly #lowered: Lowered;
  readonly #variables: readonly string[];
  readonly #tape: Tape<T, Memory>;
  /** Edge e leads from row from[e] to row to[e]; its partial derivative lies at e in #partials. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #partials: Memory;
  /** Operations whose partial derivatives depend on the point. */
  readonly #varying: readonly Operand[];
  /** Those whose partial derivatives are the same at each point, until they are known. */
  #fixed: readonly Operand[];
  readonly #one: Memory;
  /** Of edges in an enclosing algebra: whether there is no partial derivative at the point, and whether the operation is not needed there or has no value. */
  readonly #lost: Uint8Array;
  readonly #absent: Uint8Array;
  #hasLost = false;
  #uses = 0;
  /** Whether it is at work, which a function that a caller gives may ask for in between. */
  isRunning = false;
  /** What takes the place of the tape for doubles, once it is worth its making. */
  #kernel: SlopeKernel | undefined;

  constructor(algebra: Algebra<T, Memory>, target: Target) {
    const { dag, roots, variables } = target;
    this.target = target;
    this.#algebra = algebra;
    this.#variables = variables;
    this.#lowered = lower(dag, roots, variables.length, 1);
    this.#tape = new Tape(algebra, this.#lowered, 1);
    const active = new Set(variables.keys());
    const edges: { from: number; to: number }[] = [];
    const operands: Operand[] = [];
    this.#lowered.applications.forEach(({ rule, args, results, when }, application) => {
      // a companion that is constant has no slope
      const sloping = results.filter((_, i) => rule.next[i]!.op !== 'zero');
      const varies = when !== undefined || rule.next.some((next) => !isFixed(next, (argument) => !active.has(args[argument]!)));
      for (const from of new Set(args.filter((row) => active.has(row)))) {
        const chooser = rule.next.flatMap((next) => (next.op === 'choose' ? args[next.by.index]! : []))[0];
        const by = chooser !== undefined && chooser !== from && active.has(chooser) ? chooser : undefined;
        operands.push({ application, args, from, by, first: edges.length, to: sloping, varies });
        for (const to of sloping) {
          edges.push({ from, to });
          active.add(to);
        }
      }
    });
    this.#from = Int32Array.from(edges, (edge) => edge.from);
    this.#to = Int32Array.from(edges, (edge) => edge.to);
    this.#partials = algebra.allocate(edges.length);
    this.#lost = new Uint8Array(edges.length);
    this.#absent = new Uint8Array(edges.length);
    this.#varying = operands.filter(({ varies }) => varies);
    this.#one = algebra.allocate(1);
    algebra.rational(this.#one, 0, { num: 1n, den: 1n });
    this.#fixed = operands.filter(({ varies }) => !varies);
  }

  /** Evaluates at a point and takes every partial derivative there. */
  at(where: string, point: readonly T[]): this {
    if (++this.#uses === USES_BEFORE_COMPILING) this.#compile();
    this.#evaluate(where, point);
    if (this.#kernel !== undefined) return this;
    this.#hasLost = false;
    this.isRunning = true;
    for (const operand of this.#fixed) this.#differentiate(operand);
    this.#fixed = [];
    for (const operand of this.#varying) this.#differentiate(operand);
    this.isRunning = false;
    return this;
  }

  /** The values of the functions at a point, without partial derivatives. */
  valuesAt(where: string, point: readonly T[]): T[] {
    this.#evaluate(where, point);
    return this.values();
  }

  #evaluate(where: string, point: readonly T[]): void {
    requireCount(where, this.#variables, point.length);
    this.isRunning = true;
    if (this.#kernel !== undefined) {
      const { memory, inputAt, run } = this.#kernel;
      for (let v = 0; v < point.length; v++) memory[inputAt(v)] = point[v] as number;
      run();
    } else {
      const tape = this.#tape;
      point.forEach((x, v) => {
        this.#algebra.write(tape.memory, tape.row(v), x);
      });
      tape.start();
    }
    this.isRunning = false;
  }

  /** Lets compiled code take the partial derivatives over doubles that vary; those that do not are known by now. */
  #compile(): void {
    if ((this.#algebra as unknown) !== float64) return;
    const partials = this.#partials as Float64Array;
    const kernel = compileSlopes(this.#lowered, this.#variables.length, this.#varying, partials.length);
    if (kernel === undefined) return;
    const { memory, slopesAt } = kernel;
    const own = memory.subarray(slopesAt, slopesAt + partials.length);
    own.set(partials);
    this.#partials = own;
    this.#kernel = kernel;
  }

  /** The partial derivatives of one operation with respect to one operand. */
  #differentiate({ application, args, from, by, first, to }: Operand): void {
    const algebra = this.#algebra;
    const tape = this.#tape;
    // What only a branch needs that is not taken has no slope, where its own might be NaN.
    const isNeeded = tape.isNeeded(application);
    this.#absent.fill(isNeeded ? 0 : 1, first, first + to.length);
    this.#lost.fill(0, first, first + to.length);
    if (!isNeeded) {
      for (let i = 0; i < to.length; i++) algebra.zero(this.#partials, (first + i) * algebra.width);
      return;
    }
    tape.forget();
    for (let i = 0; i < args.length; i++) algebra.zero(tape.memory, this.#slope(args[i]!));
    algebra.transfer(tape.memory, this.#slope(from), this.#one, 0, 1);
    // What a minimum chooses by is no constant, also where it is 0: there is a kink.
    if (by !== undefined) algebra.transfer(tape.memory, this.#slope(by), this.#one, 0, 1);
    tape.advanceOne(application, 1);
    for (let i = 0; i < to.length; i++) {
      const at = (first + i) * algebra.width;
      algebra.transfer(this.#partials, at, tape.memory, this.#slope(to[i]!), 1);
      // An operation that has no value anywhere in a box is needed at none of the points where the function has one.
      if (algebra.loosen !== undefined && isWithoutValue(algebra, this.#partials, at)) {
        algebra.zero(this.#partials, at);
        this.#absent[first + i] = 1;
      }
      if (!tape.isLost(to[i]!)) continue;
      this.#lost[first + i] = 1;
      this.#hasLost = true;
    }
  }

  /** How many functions there are. */
  get count(): number {
    return this.#lowered.roots.length;
  }

  /** The values of the functions. */
  values(): T[] {
    return this.#lowered.roots.map((_, i) => {
      const { memory, at } = this.#root(i);
      return this.#algebra.read(memory, at);
    });
  }

  /** Σ_i weights_i·∇f_i, from the results back to the variables. */
  backward(weights: readonly T[]): T[] {
    const algebra = this.#algebra;
    const w = algebra.width;
    const memory = this.#allocate();
    const product = this.#lowered.rows * w;
    this.#lowered.roots.forEach((row, i) => {
      algebra.write(memory, product, weights[i]!);
      if (this.#isWithoutValue(i) && this.#isNonzero(weights[i]!)) this.#value(i, memory, product);
      algebra.add(memory, row * w, row * w, product);
    });
    this.#sweep(memory, this.#to, this.#from, true);
    this.#loosen(
      memory,
      this.#lowered.roots.filter((_, i) => this.#isNonzero(weights[i]!)),
      this.#to,
      this.#from,
      true,
    );
    return this.#variables.map((_, v) => algebra.read(memory, v * w));
  }

  /** The derivatives of all functions along a direction, from the variables on. */
  forward(direction: readonly T[]): T[] {
    const algebra = this.#algebra;
    const w = algebra.width;
    const memory = this.#allocate();
    direction.forEach((x, v) => {
      algebra.write(memory, v * w, x);
    });
    this.#sweep(memory, this.#from, this.#to, false);
    const moving = [...direction.keys()].filter((v) => this.#isNonzero(direction[v]!));
    this.#loosen(memory, moving, this.#from, this.#to, false);
    return this.#lowered.roots.map((row, i) => {
      if (this.#isWithoutValue(i)) this.#value(i, memory, row * w);
      return algebra.read(memory, row * w);
    });
  }

  /** Whether a function has no value at the point: then it has no derivatives either, although 1/x, for one, has values where log x has none. */
  #isWithoutValue(i: number): boolean {
    const { memory, at } = this.#root(i);
    return isWithoutValue(this.#algebra, memory, at);
  }

  /** Copies the value of a function. */
  #value(i: number, to: Memory, out: number): void {
    const { memory, at } = this.#root(i);
    this.#algebra.transfer(to, out, memory, at, 1);
  }

  #root(i: number): { readonly memory: Memory; readonly at: number } {
    if (this.#kernel !== undefined) return { memory: this.#kernel.memory, at: this.#kernel.rootAt(i) };
    return { memory: this.#tape.memory, at: this.#tape.row(this.#lowered.roots[i]!) };
  }

  /** One coefficient for each row, and two spare ones, all zero. */
  #allocate(): Memory {
    return this.#algebra.allocate(this.#lowered.rows + 2);
  }

  /** Along each edge, in the order of evaluation or back: row `into` += partial derivative · row `of`. */
  #sweep(memory: Memory, of: Int32Array, into: Int32Array, back: boolean): void {
    const algebra = this.#algebra;
    if (algebra.sweep !== undefined) {
      algebra.sweep(memory, this.#partials, of, into, back);
      return;
    }
    const w = algebra.width;
    const [partial, product] = [this.#lowered.rows * w, (this.#lowered.rows + 1) * w];
    for (let i = 0; i < of.length; i++) {
      const e = back ? of.length - 1 - i : i;
      const [x, y] = [of[e]! * w, into[e]! * w];
      if (algebra.magnitude(memory, x) === 0) continue;
      algebra.transfer(memory, partial, this.#partials, e * w, 1);
      algebra.mul(memory, product, partial, x);
      algebra.add(memory, y, y, product);
    }
  }

  /**
   * Makes the whole line of every row that a path from `seeds` leads to along which some operation has no partial derivative: the chain rule says nothing
   * there, also where another factor is zero (see `Tape.isLost`).
   */
  #loosen(memory: Memory, seeds: readonly number[], of: Int32Array, into: Int32Array, back: boolean): void {
    if (!this.#hasLost) return;
    const reached = new Uint8Array(this.#lowered.rows);
    const lost = new Uint8Array(this.#lowered.rows);
    for (const row of seeds) reached[row] = 1;
    for (let i = 0; i < of.length; i++) {
      const e = back ? of.length - 1 - i : i;
      const [x, y] = [of[e]!, into[e]!];
      if (reached[x] === 0 || this.#absent[e] === 1) continue;
      reached[y] = 1;
      if (this.#lost[e] === 1 || lost[x] === 1) lost[y] = 1;
    }
    lost.forEach((is, row) => {
      if (is === 1) this.#algebra.lose!(memory, row * this.#algebra.width);
    });
  }

  #isNonzero(value: T): boolean {
    const m = this.#algebra.allocate(1);
    this.#algebra.write(m, 0, value);
    return this.#algebra.magnitude(m, 0) !== 0;
  }

  /** Whether some operation has no partial derivative at the point: possible in an enclosing algebra alone. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** Position of a row's coefficient of order 1. */
  #slope(row: number): number {
    return this.#tape.row(row) + this.#algebra.width;
  }
}

/** One operand of an operation: the edges from it have numbers from `first` on and lead to the rows `to`. */
interface Operand {
  readonly application: number;
  readonly args: readonly number[];
  readonly from: number;
  /** The row whose sign chooses, where that is another one and not constant. */
  readonly by: number | undefined;
  readonly first: number;
  readonly to: readonly number[];
  readonly varies: boolean;
}

/** Whether the k-th coefficients are combined linearly, with coefficients that no point changes: those of arguments that are constant. */
function isFixed(next: Expression, isConstant: (argument: number) => boolean): boolean {
  switch (next.op) {
    case 'zero':
    case 'at':
      return true;
    case 'neg':
    case 'scale':
      return isFixed(next.of, isConstant);
    case 'add':
    case 'sub':
      return isFixed(next.left, isConstant) && isFixed(next.right, isConstant);
    case 'mul':
    case 'div': {
      const { left, right } = next;
      return (
        isFixed(left, isConstant) && right.op === 'head' && right.series.kind === 'argument' && isConstant(right.series.index)
      );
    }
    default:
      return false;
  }
}
