import type { Nesting, Pairs } from '../algebra/whole.js';
import { showAsText } from '../text/inspect.js';
import { type Bounds, boundsOf, monomialsWithin, requireRoom, type SpaceOptions } from './extent.js';

/**
 * A truncated algebra of polynomials: how many variables, which monomials x^α are kept, and how they are numbered.
 *
 * Kept are those of degree Σ w_v α_v ≤ order whose exponents α_v are at most `orders`: with every monomial its divisors, so that what is left out is
 * an ideal and sums and products need no more than what is kept. Σ w_v x_v ∂_v maps the ideal into itself and multiplies the part of degree k by k.
 *
 * Monomials stand in order of degree, within a degree with the first variable's exponent falling. Without `orders`, the partners j of a monomial i,
 * deg i + deg j ≤ order, are then a prefix of the numbering; with them, they are some runs of it.
 *
 * Immutable, and frozen; {@link Space.of} gives the same one for the same monomials.
 *
 * @example
 * Space.of(2, 3).size; // 10
 * Space.of(2, 3, { orders: [1, Infinity] }).size; // 7
 * Space.of(2, 3, { weights: [1, 2] }).size; // 6
 */
export class Space {
  readonly variables: number;
  /** The highest degree. */
  readonly order: number;
  readonly weights: readonly number[];
  /** The highest exponent of each variable; Infinity where the degree already bounds it as much. */
  readonly orders: readonly number[];
  /** Number of monomials, C(variables + order, order) where weights are 1 and the degree alone is bounded. */
  readonly size: number;
  /** Monomials of degree d are numbers first[d] … first[d + 1] − 1. */
  readonly first: readonly number[];
  /** Whether the partners of every monomial are a prefix of the numbering, one run. */
  readonly hasPrefixes: boolean;
  /** Exponents of monomial i at [i·variables, (i + 1)·variables). */
  readonly #exponents: Uint16Array;
  /** Tables are made when they are first asked for: of a monomial that is in no factor, none. */
  readonly #targets: (Uint32Array | undefined)[];
  readonly #runs: (Uint32Array | undefined)[];
  /** steps[i·variables + v] is the number of x_v times monomial i. */
  readonly #steps: Uint32Array;
  readonly #index: ReadonlyMap<string, number>;
  #pairs: Pairs | undefined;
  #nesting: Nesting | undefined;

  /** @param order - may be Infinity where each of `orders` is finite */
  constructor(variables: number, order: number, options: SpaceOptions = {}) {
    const bounds = boundsOf(variables, order, options);
    requireRoom(bounds);
    const { exponents, first } = monomialsWithin(bounds);
    this.variables = variables;
    this.order = bounds.order;
    this.weights = Object.freeze(bounds.weights);
    this.orders = Object.freeze(bounds.orders);
    this.size = exponents.length;
    this.first = Object.freeze(first);
    this.#exponents = Uint16Array.from(exponents.flat());
    this.hasPrefixes = this.orders.every((most) => most === Infinity);
    this.#index = new Map(exponents.map((exponent, i) => [exponent.join(), i]));
    this.#targets = new Array<Uint32Array | undefined>(this.size);
    this.#runs = new Array<Uint32Array | undefined>(this.size);
    this.#steps = Uint32Array.from(
      exponents.flatMap((exponent) => exponent.map((_, v) => this.#index.get(stepped(exponent, v, 1).join()) ?? NO_MONOMIAL)),
    );
    Object.freeze(this);
  }

  /** The space of this shape; equal shapes share one. */
  static of(variables: number, order: number, options: SpaceOptions = {}): Space {
    const key = keyOf(boundsOf(variables, order, options));
    let space = spaces.get(key);
    if (space === undefined) {
      space = new Space(variables, order, options);
      if (spaces.size >= MOST_SPACES) spaces.delete(spaces.keys().next().value!);
      spaces.set(key, space);
    }
    return space;
  }

  /**
   * What it keeps.
   *
   * @example
   * Space.of(2, 3, { weights: [1, 2], orders: [2, Infinity] }).toString(); // 'Space: 5 monomials in 2 variables of weights (1, 2) up to degree 3 and exponents (2, ∞)'
   */
  toString(): string {
    const { variables, order, size, weights, orders, hasPrefixes } = this;
    const list = (numbers: readonly number[]): string => `(${numbers.map((n) => (n === Infinity ? '∞' : n)).join(', ')})`;
    const ofWeights = weights.every((w) => w === 1) ? '' : ` of weights ${list(weights)}`;
    const bounded = hasPrefixes ? '' : ` and exponents ${list(orders)}`;
    const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
    return `Space: ${plural(size, 'monomial')} in ${plural(variables, 'variable')}${ofWeights} up to degree ${order}${bounded}`;
  }

  /** Whether both have the same monomials in the same numbering. */
  equals(other: Space): boolean {
    return this === other || keyOf(this) === keyOf(other);
  }

  /** The exponents of monomial i. */
  exponentsOf(i: number): number[] {
    return [...this.#exponents.subarray(i * this.variables, (i + 1) * this.variables)];
  }

  /** The exponent of variable v in monomial i. */
  exponentOf(i: number, v: number): number {
    return this.#exponents[i * this.variables + v]!;
  }

  /** The number of the monomial with these exponents, or undefined where it is left out. */
  indexOf(exponents: readonly number[]): number | undefined {
    return this.#index.get(exponents.join());
  }

  /** @internal The tables that kernels read, not to be written. targets(i)[j] is the number of monomial i times monomial j, for every j in {@link Space.runs} of i. */
  targets(i: number): Uint32Array {
    return this.#targets[i] ?? this.#targetsOf(i);
  }

  /** @internal The partners of monomial i, those whose product with it is kept: from runs(i)[0] to before runs(i)[1], from runs(i)[2] to before runs(i)[3], … */
  runs(i: number): Uint32Array {
    this.#runs[i] ??= runsOf(this.targets(i));
    return this.#runs[i];
  }

  /** The number of monomial i times monomial j, or undefined where it is left out. */
  productOf(i: number, j: number): number | undefined {
    const target = this.targets(i)[j];
    return target === NO_MONOMIAL ? undefined : target;
  }

  /** With x^i = x_v·x^h, i·j is x_v times h·j, and left out where that is. */
  #targetsOf(i: number): Uint32Array {
    const { variables, weights } = this;
    const exponents = this.exponentsOf(i);
    const v = exponents.findIndex((e) => e > 0);
    const degree = exponents.reduce((sum, e, w) => sum + e * weights[w]!, 0);
    const partners = this.first[this.order - degree + 1]!;
    const targets = new Uint32Array(partners);
    if (v < 0) for (let j = 0; j < partners; j++) targets[j] = j;
    else {
      const before = this.targets(this.indexOf(stepped(exponents, v, -1))!);
      for (let j = 0; j < partners; j++) {
        const target = before[j]!;
        targets[j] = target === NO_MONOMIAL ? NO_MONOMIAL : this.#steps[target * variables + v]!;
      }
    }
    this.#targets[i] = targets;
    return targets;
  }

  /** The monomials of this space up to a lower degree, and exponents. */
  within(order: number, orders: readonly number[] = this.orders): Space {
    const least = this.orders.map((most, v) => Math.min(most, orders[v]!));
    return Space.of(this.variables, Math.min(this.order, order), { weights: this.weights, orders: least });
  }

  /**
   * Where f is known as far as this space goes, x^α f is known as far as the result, α_v whole numbers of any sign; undefined where nothing of it is.
   */
  shifted(alpha: readonly number[]): Space | undefined {
    const order = this.order + alpha.reduce((sum, e, v) => sum + e * this.weights[v]!, 0);
    const orders = this.orders.map((most, v) => most + alpha[v]!);
    if (order < 0 || orders.some((most) => most < 0)) return undefined;
    return Space.of(this.variables, order, { weights: this.weights, orders });
  }

  /** What is known of derivatives with respect to variables in any number up to `count`; undefined where nothing is. */
  below(count: number): Space | undefined {
    if (count === 0) return this;
    const order = this.order - count * Math.max(...this.weights);
    const orders = this.orders.map((most) => most - count);
    return order < 0 || orders.some((most) => most < 0) ? undefined : this.within(order, orders);
  }

  /** The space of some of the variables, by number, in the given sequence. */
  among(variables: readonly number[]): Space {
    const [weights, orders] = [this.weights, this.orders].map((list) => variables.map((v) => list[v]!));
    return Space.of(variables.length, this.order, { weights, orders });
  }

  /** @internal For each monomial all pairs of factors, those with the first factor of lower number first. */
  get pairs(): Pairs {
    this.#pairs ??= pairsOf(Array.from({ length: this.size }, (_, i) => this.targets(i)));
    return this.#pairs;
  }

  /** @internal All monomials as Horner's rule comes to them: those with higher exponents of the first variable first, and so on. */
  get nesting(): Nesting {
    this.#nesting ??= nestingOf(this);
    return this.#nesting;
  }
}

showAsText(Space.prototype);

function nestingOf(space: Space): Nesting {
  const highest: number[] = [];
  const numbers: number[] = [];
  const follow = (given: readonly number[]): void => {
    const v = given.length;
    const rest = new Array<number>(space.variables - v - 1).fill(0);
    let e = 0;
    while (space.indexOf([...given, e + 1, ...rest]) !== undefined) e++;
    highest.push(e);
    for (; e >= 0; e--) {
      if (rest.length > 0) follow([...given, e]);
      else numbers.push(space.indexOf([...given, e])!);
    }
  };
  follow([]);
  return { highest: Uint32Array.from(highest), numbers: Uint32Array.from(numbers) };
}

/** Stands in the tables for a product that is left out. */
const NO_MONOMIAL = 4294967295;

/** The exponents of a monomial times x_v^by. */
function stepped(exponents: readonly number[], v: number, by: number): number[] {
  return exponents.map((e, w) => (w === v ? e + by : e));
}

/** Spaces kept for sharing; their tables of products may be large. */
const MOST_SPACES = 64;
const spaces = new Map<string, Space>();

function keyOf({ order, weights, orders }: Bounds): string {
  return `${order} ${weights} ${orders}`;
}

/** The runs of places in which a product is kept. */
function runsOf(targets: Uint32Array): Uint32Array {
  const runs: number[] = [];
  targets.forEach((target, j) => {
    const isKept = target !== NO_MONOMIAL;
    if (isKept !== (runs.length % 2 === 1)) runs.push(j);
  });
  if (runs.length % 2 === 1) runs.push(targets.length);
  return Uint32Array.from(runs);
}

function pairsOf(targets: readonly Uint32Array[]): Pairs {
  const starts = new Uint32Array(targets.length + 1);
  for (const products of targets) for (const t of products) if (t !== NO_MONOMIAL) starts[t + 1]! += 2;
  for (let t = 0; t < targets.length; t++) starts[t + 1]! += starts[t]!;
  const numbers = new Uint32Array(starts[targets.length]!);
  const next = starts.slice();
  targets.forEach((products, i) => {
    products.forEach((t, j) => {
      if (t === NO_MONOMIAL) return;
      numbers[next[t]!] = i;
      numbers[next[t]! + 1] = j;
      next[t]! += 2;
    });
  });
  return { numbers, starts };
}
