import type { Pairs } from '../algebra/whole.js';

/**
 * A truncated algebra of polynomials: how many variables, up to which total degree, and how monomials are numbered.
 *
 * Monomials stand in graded order, within a degree with the first variable's exponent falling, so that for a fixed monomial i the partners j with
 * deg i + deg j ≤ order are a prefix of the numbering. Products need only the target of each such pair.
 */
export class Space {
  readonly variables: number;
  readonly order: number;
  /** Number of monomials, C(variables + order, order). */
  readonly size: number;
  /** Exponents of monomial i at [i·variables, (i + 1)·variables). */
  readonly exponents: Uint16Array;
  /** Monomials of degree d are numbers first[d] … first[d + 1] − 1. */
  readonly first: readonly number[];
  readonly #targets: readonly Uint32Array[];
  readonly #index: ReadonlyMap<string, number>;
  #pairs: Pairs | undefined;

  constructor(variables: number, order: number) {
    if (!Number.isInteger(variables) || variables < 1) {
      throw new RangeError(`Space: expected a whole number of variables ≥ 1, got ${variables}`);
    }
    if (!Number.isInteger(order) || order < 0) throw new RangeError(`Space: expected an integer order ≥ 0, got ${order}`);
    const { exponents, first } = monomials(variables, order);
    this.variables = variables;
    this.order = order;
    this.size = exponents.length;
    this.first = first;
    this.exponents = Uint16Array.from(exponents.flat());
    this.#index = new Map(exponents.map((exponent, i) => [exponent.join(), i]));
    this.#targets = exponents.map((exponent) => {
      const degree = exponent.reduce((sum, e) => sum + e, 0);
      const partners = exponents.slice(0, first[order - degree + 1]!);
      return Uint32Array.from(partners, (partner) => this.#index.get(partner.map((e, v) => e + exponent[v]!).join())!);
    });
  }

  /** The space of this shape; equal shapes share one. */
  static of(variables: number, order: number): Space {
    const key = `${variables} ${order}`;
    let space = spaces.get(key);
    if (space === undefined) {
      space = new Space(variables, order);
      if (spaces.size >= MOST_SPACES) spaces.delete(spaces.keys().next().value!);
      spaces.set(key, space);
    }
    return space;
  }

  /** The exponents of monomial i. */
  exponentsOf(i: number): number[] {
    return [...this.exponents.subarray(i * this.variables, (i + 1) * this.variables)];
  }

  /** The number of the monomial with these exponents, or undefined above the order. */
  indexOf(exponents: readonly number[]): number | undefined {
    return this.#index.get(exponents.join());
  }

  /** targets(i)[j] is the number of monomial i times monomial j, for every j with deg i + deg j ≤ order. */
  targets(i: number): Uint32Array {
    return this.#targets[i]!;
  }

  /** For each monomial all pairs of factors, those with the first factor of lower number first. */
  get pairs(): Pairs {
    this.#pairs ??= pairsOf(this.#targets);
    return this.#pairs;
  }
}

function pairsOf(targets: readonly Uint32Array[]): Pairs {
  const starts = new Uint32Array(targets.length + 1);
  for (const products of targets) for (const t of products) starts[t + 1]! += 2;
  for (let t = 0; t < targets.length; t++) starts[t + 1]! += starts[t]!;
  const numbers = new Uint32Array(starts[targets.length]!);
  const next = starts.slice();
  targets.forEach((products, i) => {
    products.forEach((t, j) => {
      numbers[next[t]!] = i;
      numbers[next[t]! + 1] = j;
      next[t]! += 2;
    });
  });
  return { numbers, starts };
}

/** Spaces kept for sharing; their tables of products may be large. */
const MOST_SPACES = 64;
const spaces = new Map<string, Space>();

function monomials(variables: number, order: number): { exponents: number[][]; first: number[] } {
  const exponents: number[][] = [];
  const first = [0];
  const fill = (prefix: number[], left: number): void => {
    if (prefix.length === variables - 1) exponents.push([...prefix, left]);
    else for (let e = left; e >= 0; e--) fill([...prefix, e], left - e);
  };
  for (let degree = 0; degree <= order; degree++) {
    fill([], degree);
    first.push(exponents.length);
  }
  return { exponents, first };
}
