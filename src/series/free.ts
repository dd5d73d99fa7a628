import { type HeadName, type IndexedHead, type PairHead, unknownFunction } from '../algebra/algebra.js';
import { indexedFunctions, numberFunctions, pairFunctions } from '../algebra/float64.js';
import { algebraOf, applied, computed, isDecimal, type Value } from '../algebra/of.js';
import type { Exponent } from './exponent.js';
import { type IndexedName, type LadderName, rungOf, type SmoothName, startOf } from './functions.js';
import { indexedNumber } from './indexed.js';

// One function for every kind of value, so that a function written with them works on numbers, intervals and series alike: numbers go to Math,
// everything else to its own method. A kind that other values can be made constants of has a method `constant`.

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

function unary<N extends SmoothName | 'neg'>(name: N, ofNumber: (x: number) => number): Unary<N> {
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

function binary(name: 'add' | 'sub' | 'mul' | 'div', ofNumbers: (a: number, b: number) => number): Binary {
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

function indexed<N extends IndexedName>(name: N): Indexed<N> {
  const apply = (n: number, x: unknown): unknown => {
    if (typeof x === 'number') return indexedNumber(name, n, x);
    if (hasMethod(x, name)) return call(name, x, n);
    const { head, index, factor } = startOf(name, n);
    const value = rung(name, head, index, x);
    return factor === 1n ? value : mul(value as never, Number(factor));
  };
  return apply as Indexed<N>;
}

function paired(name: PairHead): Binary {
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
/** sin πx, exact at integers and halves. */
export const sinpi: Unary<'sinpi'> = unary('sinpi', numberFunctions.sinpi);
/** cos πx, exact at integers and halves. */
export const cospi: Unary<'cospi'> = unary('cospi', numberFunctions.cospi);
/** tan πx. */
export const tanpi: Unary<'tanpi'> = unary('tanpi', numberFunctions.tanpi);
/** sin(x)/x, and 1 at 0. */
export const sinc: Unary<'sinc'> = unary('sinc', (x) => indexedFunctions.sphericalJ(0, x));
/** e^{−x²}. */
export const gaussian: Unary<'gaussian'> = unary('gaussian', numberFunctions.gaussian);
/** The error function. */
export const erf: Unary<'erf'> = unary('erf', numberFunctions.erf);
/** 1 − erf x, without cancellation where x is large. */
export const erfc: Unary<'erfc'> = unary('erfc', numberFunctions.erfc);
/** 1/(1 + e^{−x}). */
export const sigmoid: Unary<'sigmoid'> = unary('sigmoid', numberFunctions.sigmoid);
/** Lambert's W ≥ −1: the solution of W e^W = x. */
export const lambertW: Unary<'lambertW'> = unary('lambertW', numberFunctions.lambertW);
/** W₋₁ ≤ −1, the other real solution of W e^W = x, for −1/e ≤ x < 0. */
export const lambertWm1: Unary<'lambertWm1'> = unary('lambertWm1', numberFunctions.lambertWm1);
/**
 * Γ(x).
 *
 * @example
 * gamma(5); // 24
 * gamma(variable(1, { order: 1 })).coefficient(1); // -0.5772156649015329
 */
export const gamma: Unary<'gamma'> = unary('gamma', (x) => indexedFunctions.gamma(0, x));
/** ln|Γ(x)|; of a complex number ln Γ(x), cut along the negative real axis. */
export const lgamma: Unary<'lgamma'> = unary('lgamma', (x) => indexedFunctions.lgammaCoefficient(0, x));
/** ψ(x) = Γ′(x)/Γ(x). */
export const digamma: Unary<'digamma'> = unary('digamma', (x) => indexedFunctions.lgammaCoefficient(1, x));
/** ψ^(n)(x), the n-th derivative of the digamma function. */
export const polygamma: Indexed<'polygamma'> = indexed('polygamma');
/**
 * Bessel's J_n(x) for a whole number n.
 *
 * @example
 * besselJ(0, variable(0, { order: 4 })).toString(); // '1 − 0.25 t² + 0.015625 t⁴ + 𝒪(t⁵)'
 */
export const besselJ: Indexed<'besselJ'> = indexed('besselJ');
/** The spherical Bessel function j_n(x) for a whole number n ≥ 0. */
export const sphericalJ: Indexed<'sphericalJ'> = indexed('sphericalJ');
/** The angle of the point (x, y) for y and x, in this order, as of Math.atan2. */
export const atan2: Binary = paired('atan2');
/** √(x² + y²), without overflow on the way. */
export const hypot: Binary = paired('hypot');
/**
 * The eccentric anomaly E with E − e sin E = M, for e and M, in this order; 0 ≤ e ≤ 1.
 *
 * @example
 * keplerE(0, 1.5); // 1.5
 * keplerE(0.5, variable(0, { order: 3 })).coefficients; // [0, 2, 0, -1.3333333333333333]
 */
export const keplerE: Binary = paired('keplerE');
/** 1/cos x. */
export const sec = <S>(x: S): S => div(1, cos(x as never) as never) as S;
/** 1/sin x. */
export const csc = <S>(x: S): S => div(1, sin(x as never) as never) as S;
/** cos x/sin x. */
export const cot = <S>(x: S): S => div(cos(x as never) as never, sin(x as never) as never) as S;
/** 1/cosh x. */
export const sech = <S>(x: S): S => div(1, cosh(x as never) as never) as S;
/** 1/sinh x. */
export const csch = <S>(x: S): S => div(1, sinh(x as never) as never) as S;
/** cosh x/sinh x. */
export const coth = <S>(x: S): S => div(cosh(x as never) as never, sinh(x as never) as never) as S;
