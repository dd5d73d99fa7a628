/**
 * One function for every kind of value, so that a function written with them works on numbers, intervals and series alike: numbers go to Math, everything else
 * to its own method. A kind that other values can be made constants of has a method `constant`.
 */
import { type HeadName, type IndexedHead, type PairHead, unknownFunction } from '../algebra/algebra.js';
import { pairFunctions } from '../algebra/float64.js';
import { algebraOf, applied, computed, isDecimal, type Value } from '../algebra/of.js';
import { type IndexedName, type LadderName, rungOf, type SmoothName, startOf } from './functions.js';
import { indexedNumber } from './indexed.js';

/** A function of one value: of a number, or of anything that has a method of that name. */
export interface Unary<N extends SmoothName | 'neg'> {
  (x: number): number;
  <V extends Value>(x: V): V;
  <S>(x: { readonly [K in N]: () => S }): S;
}

/** What {@link add} and its like combine with numbers and with each other. */
export interface Combinable<S> {
  add(other: S | number): S;
  sub(other: S | number): S;
  mul(other: S | number): S;
  div(other: S | number): S;
}

/** A function of two values. A number beside another kind of value, or a coefficient beside a series, is taken as a constant. */
export interface Binary {
  (a: number, b: number): number;
  <S extends Combinable<S>>(a: S, b: S | number): S;
  <S extends Combinable<S>>(a: number, b: S): S;
}

type Method = (...args: unknown[]) => unknown;

export function unary<N extends SmoothName | 'neg'>(name: N, ofNumber: (x: number) => number): Unary<N> {
  const apply = (x: unknown): unknown => {
    if (typeof x === 'number') return ofNumber(x);
    if (name === 'neg') return call(name, x);
    // The methods of decimal.js have other meanings, as log has, or are missing; fractions have none of functions.
    if (!isDecimal(x) && hasMethod(x, name)) return call(name, x);
    const start = rungOf[name as LadderName];
    return start === undefined ? applied(name as HeadName, x) : rung(name, ...start, x);
  };
  return apply as Unary<N>;
}

export function binary(name: 'add' | 'sub' | 'mul' | 'div', ofNumbers: (a: number, b: number) => number): Binary {
  const apply = (a: unknown, b: unknown): unknown =>
    typeof a === 'number' && typeof b === 'number' ? ofNumbers(a, b) : call(name, ...alike(name, a, b));
  return apply as Binary;
}

/** The n-th function of a ladder, of a value that has no method for it. */
function rung(name: string, head: IndexedHead, n: number, x: unknown): unknown {
  return computed(name, [x], (algebra, m, out, [a = 0]) => {
    const kernel = algebra.indexed?.[head] ?? unknownFunction(name, algebra);
    kernel(m, out, a, n);
  });
}

/** A function of a whole number n and a value. */
export interface Indexed<N extends IndexedName> {
  (n: number, x: number): number;
  <V extends Value>(n: number, x: V): V;
  <S>(n: number, x: S & { readonly [K in N]: (n: number) => S }): S;
}

export function indexed<N extends IndexedName>(name: N): Indexed<N> {
  const apply = (n: number, x: unknown): unknown => {
    if (typeof x === 'number') return indexedNumber(name, n, x);
    if (hasMethod(x, name)) return call(name, x, n);
    const { head, index, factor } = startOf(name, n);
    const value = rung(name, head, index, x);
    return factor === 1n ? value : call('mul', ...alike('mul', value, Number(factor)));
  };
  return apply as Indexed<N>;
}

export function paired(name: PairHead): Binary {
  const apply = (a: unknown, b: unknown): unknown => {
    if (typeof a === 'number' && typeof b === 'number') return pairFunctions[name](a, b);
    if (hasMethod(a, 'constant') || hasMethod(b, 'constant')) return call(name, ...alike(name, a, b));
    return computed(name, [a, b], (algebra, m, out, [x = 0, y = 0]) => {
      const kernel = algebra.pairs?.[name] ?? unknownFunction(name, algebra);
      kernel(m, out, x, y);
    });
  };
  return apply as Binary;
}

/** x.name(…args) */
export function call(name: string, x: unknown, ...args: readonly unknown[]): unknown {
  const own = hasMethod(x, name) ? x : algebraOf(name, [x]).values[0];
  return (own as Record<string, Method>)[name]!(...args);
}

/** Two values of which the first can take the second: a plain one beside a series becomes a constant series. */
export function alike(name: string, a: unknown, b: unknown): readonly [unknown, unknown] {
  if (hasMethod(a, 'constant')) return [a, b];
  if (hasMethod(b, 'constant')) return [b.constant(a), b];
  const [x, y] = algebraOf(name, [a, b]).values;
  return [x, y];
}

function hasMethod<N extends string>(x: unknown, name: N): x is { readonly [K in N]: Method } {
  return typeof x === 'object' && x !== null && name in x && typeof (x as Record<string, unknown>)[name] === 'function';
}
