/**
 * Formulas as one directed acyclic graph in which equal subexpressions are one node.
 */
import type { GivenFunction } from '../algebra/algebra.js';
import { type Rational, rational } from '../rounding/rational.js';
import { arity, type FunctionName, type IndexedName, isIndexed, startOf } from '../series/functions.js';
import { foldConstants, foldingWork, isInteger, isRatio } from './fold.js';

/** What a node is: a leaf, a function of the table applied to its arguments, or one that a caller gives. */
export type Op = 'constant' | 'pi' | 'variable' | 'given' | FunctionName;

/**
 * One vertex of a {@link Dag}: `value` on constants, `index` on variables, arguments as ids on everything else. The function `given` by a caller has, beside its
 * argument u, the coefficients b(u), a(u) and c(u) of its equation as arguments.
 */
export interface Node {
  readonly op: Op;
  readonly args: readonly number[];
  readonly value?: Rational;
  readonly index?: number;
  readonly given?: GivenFunction;
}

const commutative: ReadonlySet<FunctionName> = new Set(['add', 'mul', 'min', 'max']);

const noArguments: readonly number[] = Object.freeze([]);

/**
 * Folding that one graph may do, in units of {@link foldingWork}; afterwards operations on constants stay operations, which
 * are as exact. A hostile text of long ones ends in time.
 */
const maxFoldingWork = 600_000;

/**
 * A growing graph of formulas. An id is an index into `nodes`, children come before their parents, and structurally equal
 * nodes have one id, so that comparing formulas is comparing numbers.
 *
 * Constants are exact. {@link Dag.apply} computes with constants exactly and drops operations that change neither value nor
 * domain (`x + 0`, `1·x`, `−(−x)`); it never drops an operand, so `0·x` and `x − x` stay as they are.
 *
 * @example
 * const dag = new Dag();
 * const x = dag.variable(0);
 * dag.apply('mul', x, x) === dag.apply('sqr', x); // true
 */
export class Dag {
  readonly #nodes: Node[] = [];
  readonly #ids: Map<string, number> = new Map();
  #foldingWork = 0;

  /** All nodes made so far, children before parents. */
  get nodes(): readonly Node[] {
    return this.#nodes;
  }

  /** Id of an exact rational constant. */
  constant(value: Rational): number {
    return this.#intern(`c${value.num.toString(16)}/${value.den.toString(16)}`, { op: 'constant', args: noArguments, value });
  }

  /** Id of the exact constant π. */
  pi(): number {
    return this.#intern('pi', { op: 'pi', args: noArguments });
  }

  /** Id of the variable number `index`. */
  variable(index: number): number {
    if (!Number.isSafeInteger(index) || index < 0) throw new RangeError(`variable: expected an index ≥ 0, got ${index}`);
    return this.#intern(`v${index}`, { op: 'variable', args: noArguments, index });
  }

  /** Id of `op` applied to the nodes `args`, folded where that changes neither value nor domain. */
  apply(op: FunctionName, ...args: number[]): number {
    if (!Object.hasOwn(arity, op)) throw new RangeError(`apply: expected a function of the table, got ${op}`);
    if (args.length !== arity[op]) throw new RangeError(`apply: expected ${arity[op]} arguments of ${op}, got ${args.length}`);
    for (const id of args) {
      if (this.#nodes[id] === undefined) throw new RangeError(`apply: expected the id of a node of this graph, got ${id}`);
    }
    if (isIndexed(op)) requireIndex(op, this.valueOf(args[0]!));
    return this.#constantResult(op, args) ?? this.#identity(op, args) ?? this.#insert(op, args);
  }

  /** Id of a function that a caller gives, of a node and the coefficients of its equation there. */
  applyGiven(given: GivenFunction, args: readonly number[]): number {
    return this.#intern(`given ${given.serial} ${args.join(' ')}`, { op: 'given', args: Object.freeze([...args]), given });
  }

  /** Id of the same operation as that of a node, which may be of another graph, of other arguments of this one. A variable or constant has none. */
  alike({ op, args: own, value, index, given }: Node, args: readonly number[] = own): number {
    if (op === 'constant') return this.constant(value!);
    if (op === 'pi') return this.pi();
    if (op === 'variable') return this.variable(index!);
    return op === 'given' ? this.applyGiven(given!, args) : this.apply(op, ...args);
  }

  /** The exact value of `op` on constants, or undefined where it is not rational or not short: what `apply` folds by, without a node. */
  fold(op: FunctionName, values: readonly Rational[]): Rational | undefined {
    const work = foldingWork(op, values);
    this.#foldingWork += work;
    return work > 0 && this.#foldingWork > maxFoldingWork ? undefined : foldConstants(op, values);
  }

  /** The exact value of a constant node, or undefined for any other node. */
  valueOf(id: number): Rational | undefined {
    return this.#nodes[id]?.value;
  }

  /** The nodes that the `roots` depend on, themselves included, in ascending order: children before parents. */
  reach(roots: readonly number[]): number[] {
    return this.#reached(roots, (node) => node.args);
  }

  /** Those that the values of the `roots` depend on: of given functions not the coefficients of their equations. */
  reachForValues(roots: readonly number[]): number[] {
    return this.#reached(roots, ({ op, args }) => (op === 'given' ? args.slice(0, 1) : args));
  }

  #reached(roots: readonly number[], argsOf: (node: Node) => readonly number[]): number[] {
    const isReached = new Uint8Array(this.#nodes.length);
    let top = -1;
    for (const root of roots) {
      isReached[root] = 1;
      top = Math.max(top, root);
    }
    const reached: number[] = [];
    // Parents come after their children, so that all parents of a node are looked at before it.
    for (let id = Math.min(top, this.#nodes.length - 1); id >= 0; id--) {
      if (isReached[id] === 0) continue;
      reached.push(id);
      for (const arg of argsOf(this.#nodes[id]!)) isReached[arg] = 1;
    }
    return reached.reverse();
  }

  #intern(key: string, node: Node): number {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#nodes.push(Object.freeze(node)) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }

  #insert(op: FunctionName, args: readonly number[]): number {
    const [a, b] = args as [number, number?];
    const ordered = b !== undefined && commutative.has(op) && b < a ? [b, a] : [...args];
    return this.#intern(`${op} ${ordered.join(' ')}`, { op, args: Object.freeze(ordered) });
  }

  #constantResult(op: FunctionName, args: readonly number[]): number | undefined {
    const values: Rational[] = [];
    for (const id of args) {
      const value = this.valueOf(id);
      if (value === undefined) return undefined;
      values.push(value);
    }
    const result = this.fold(op, values);
    return result === undefined ? undefined : this.constant(result);
  }

  /** Whether a node is e. */
  #isEuler(id: number): boolean {
    const { op, args } = this.#nodes[id]!;
    return op === 'exp' && isInteger(this.valueOf(args[0]!), 1n);
  }

  #identity(op: FunctionName, args: readonly number[]): number | undefined {
    const [a, b = a] = args as [number, number?];
    const left = this.valueOf(a);
    const right = this.valueOf(b);
    switch (op) {
      case 'add':
        return isInteger(right, 0n) ? a : isInteger(left, 0n) ? b : undefined;
      case 'sub':
        return isInteger(right, 0n) ? a : isInteger(left, 0n) ? this.apply('neg', b) : undefined;
      case 'mul':
        if (isInteger(right, 1n)) return a;
        if (isInteger(left, 1n)) return b;
        if (isInteger(right, -1n)) return this.apply('neg', a);
        if (isInteger(left, -1n)) return this.apply('neg', b);
        return a === b ? this.apply('sqr', a) : undefined;
      case 'div':
        return isInteger(right, 1n) ? a : isInteger(right, -1n) ? this.apply('neg', a) : undefined;
      case 'neg':
        return this.#nodes[a]?.op === 'neg' ? this.#nodes[a].args[0] : undefined;
      case 'pow':
        if (isInteger(right, 1n)) return a;
        if (this.#isEuler(a)) return this.apply('exp', b);
        if (isInteger(right, 2n)) return this.apply('sqr', a);
        return isRatio(right, 1n, 2n) ? this.apply('sqrt', a) : undefined;
      case 'sqr':
        // as e^2, which is how it is printed
        return this.#isEuler(a) ? this.apply('exp', this.constant(rational(2n))) : undefined;
      case 'min':
      case 'max':
        return a === b ? a : undefined;
      case 'select':
        return left && (left.num === 0n ? args[2] : b);
      default:
        return undefined;
    }
  }
}

/** Throws unless a function that takes a whole number before its argument has one. */
function requireIndex(op: IndexedName, value: Rational | undefined): void {
  startOf(op, value?.den === 1n ? Number(value.num) : Number.NaN);
}
