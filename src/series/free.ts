import type { HeadName } from '../algebra/algebra.js';
import { numberFunctions } from '../algebra/float64.js';
import { algebraOf, applied, type Decimal, isDecimal } from '../algebra/of.js';
import type { DoubleDouble } from '../number/double-double.js';
import type { Fraction } from '../number/fraction.js';
import type { Exponent } from './exponent.js';

// One function for every kind of value, so that a function written with them works on numbers, intervals and series alike: numbers go to Math,
// everything else to its own method. A kind that other values can be made constants of has a method `constant`.

/** A function of one value: of a number, or of anything that has a method of that name. */
export interface Unary<N extends HeadName | 'neg'> {
  (x: number): number;
  (x: Decimal): Decimal;
  (x: Fraction): Fraction;
  (x: DoubleDouble): DoubleDouble;
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

function unary<N extends HeadName | 'neg'>(name: N, ofNumber: (x: number) => number): Unary<N> {
  const apply = (x: unknown): unknown => {
    if (typeof x === 'number') return ofNumber(x);
    if (name === 'neg') return call(name, x);
    // The methods of decimal.js have other meanings, as log has, or are missing; fractions have none of functions.
    return isDecimal(x) || !hasMethod(x, name) ? applied(name, x) : call(name, x);
  };
  return apply as Unary<N>;
}

function binary(name: 'add' | 'sub' | 'mul' | 'div', ofNumbers: (a: number, b: number) => number): Binary {
  const apply = (a: unknown, b: unknown): unknown =>
    typeof a === 'number' && typeof b === 'number' ? ofNumbers(a, b) : call(name, ...alike(name, a, b));
  return apply as Binary;
}

/** x.name(…args) */
function call(name: string, x: unknown, ...args: readonly unknown[]): unknown {
  const own = hasMethod(x, name) ? x : algebraOf(name, [x]).values[0];
  return (own as Record<string, Method>)[name]!(...args);
}

/** Two values of which the first can take the second: a plain one beside a series becomes a constant series. */
function alike(name: string, a: unknown, b: unknown): readonly [unknown, unknown] {
  if (hasMethod(a, 'constant')) return [a, b];
  if (hasMethod(b, 'constant')) return [b.constant(a), b];
  const [x, y] = algebraOf(name, [a, b]).values;
  return [x, y];
}

function hasMethod<N extends string>(x: unknown, name: N): x is { readonly [K in N]: Method } {
  return typeof x === 'object' && x !== null && name in x && typeof (x as Record<string, unknown>)[name] === 'function';
}

/** x + y. */
export const add: Binary = binary('add', (a, b) => a + b);
/** x − y. */
export const sub: Binary = binary('sub', (a, b) => a - b);
/** x·y. */
export const mul: Binary = binary('mul', (a, b) => a * b);
/** x/y. */
export const div: Binary = binary('div', (a, b) => a / b);
/** −x. */
export const neg: Unary<'neg'> = unary('neg', (x) => -x);

/**
 * x^y. For a series x, the exponent may be text such as `'1/3'`, taken as that exact number.
 *
 * @example
 * pow(2, 10); // 1024
 */
export function pow(x: number, y: number): number;
export function pow<S extends { pow(y: never): unknown }>(x: S, y: S | Exponent): S;
export function pow<S extends { pow(y: never): unknown }>(x: number, y: S): S;
export function pow(x: unknown, y: unknown): unknown {
  return typeof x === 'number' && typeof y === 'number' ? Math.pow(x, y) : call('pow', ...alike('pow', x, y));
}

/** x². */
export const sqr: Unary<'sqr'> = unary('sqr', numberFunctions.sqr);
/** √x. */
export const sqrt: Unary<'sqrt'> = unary('sqrt', numberFunctions.sqrt);
/** ∛x. */
export const cbrt: Unary<'cbrt'> = unary('cbrt', numberFunctions.cbrt);
/** e^x. */
export const exp: Unary<'exp'> = unary('exp', numberFunctions.exp);
/** 2^x. */
export const exp2: Unary<'exp2'> = unary('exp2', numberFunctions.exp2);
/** 10^x. */
export const exp10: Unary<'exp10'> = unary('exp10', numberFunctions.exp10);
/** e^x − 1, without cancellation where x is small. */
export const expm1: Unary<'expm1'> = unary('expm1', numberFunctions.expm1);
/** ln x. */
export const log: Unary<'log'> = unary('log', numberFunctions.log);
/** log₂ x. */
export const log2: Unary<'log2'> = unary('log2', numberFunctions.log2);
/** log₁₀ x. */
export const log10: Unary<'log10'> = unary('log10', numberFunctions.log10);
/** ln(1 + x), without cancellation where x is small. */
export const log1p: Unary<'log1p'> = unary('log1p', numberFunctions.log1p);
/** sin x. */
export const sin: Unary<'sin'> = unary('sin', numberFunctions.sin);
/** cos x. */
export const cos: Unary<'cos'> = unary('cos', numberFunctions.cos);
/** tan x. */
export const tan: Unary<'tan'> = unary('tan', numberFunctions.tan);
/** arcsin x. */
export const asin: Unary<'asin'> = unary('asin', numberFunctions.asin);
/** arccos x. */
export const acos: Unary<'acos'> = unary('acos', numberFunctions.acos);
/** arctan x. */
export const atan: Unary<'atan'> = unary('atan', numberFunctions.atan);
/** sinh x. */
export const sinh: Unary<'sinh'> = unary('sinh', numberFunctions.sinh);
/** cosh x. */
export const cosh: Unary<'cosh'> = unary('cosh', numberFunctions.cosh);
/** tanh x. */
export const tanh: Unary<'tanh'> = unary('tanh', numberFunctions.tanh);
/** arsinh x. */
export const asinh: Unary<'asinh'> = unary('asinh', numberFunctions.asinh);
/** arcosh x. */
export const acosh: Unary<'acosh'> = unary('acosh', numberFunctions.acosh);
/** artanh x. */
export const atanh: Unary<'atanh'> = unary('atanh', numberFunctions.atanh);
