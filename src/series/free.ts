/** Arithmetic and elementary functions of every kind of value. */
import { numberFunctions } from '../algebra/float64.js';
import { alike, type Binary, binary, call, paired, type Unary, unary } from './dispatch.js';
import type { Exponent } from './exponent.js';

/**
 * x + y.
 *
 * @example
 * add(variable(1, { order: 2 }), 2).toString(); // '3 + t + 𝒪(t³)'
 * add(interval(1, 2), interval(3)).toString(); // '[4, 5]'
 */
export const add: Binary = binary('add', (a, b) => a + b);

/**
 * x − y.
 *
 * @example
 * sub(1, variable(0, { order: 2 })).toString(); // '1 − t + 𝒪(t³)'
 */
export const sub: Binary = binary('sub', (a, b) => a - b);

/**
 * x·y.
 *
 * @example
 * mul(interval(1, 2), interval(-1, 3)).toString(); // '[-2, 6]'
 */
export const mul: Binary = binary('mul', (a, b) => a * b);

/**
 * x/y.
 *
 * @example
 * div(1, variable(fraction(2), { order: 2 })).toString(); // '½ − ¼ t + ⅛ t² + 𝒪(t³)'
 */
export const div: Binary = binary('div', (a, b) => a / b);

/**
 * −x.
 *
 * @example
 * neg(interval(1, 2)).toString(); // '[-2, -1]'
 */
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

/**
 * x².
 *
 * @example
 * sqr(interval(-1, 2)).toString(); // '[0, 4]'
 */
export const sqr: Unary<'sqr'> = unary('sqr', numberFunctions.sqr);

/**
 * √x.
 *
 * @example
 * sqrt(variable(fraction(1), { order: 3 })).toString(); // '1 + ½ t − ⅛ t² + 1/16 t³ + 𝒪(t⁴)'
 */
export const sqrt: Unary<'sqrt'> = unary('sqrt', numberFunctions.sqrt);

/**
 * ∛x.
 *
 * @example
 * cbrt(variable(fraction(1), { order: 3 })).toString(); // '1 + ⅓ t − ⅑ t² + 5/81 t³ + 𝒪(t⁴)'
 */
export const cbrt: Unary<'cbrt'> = unary('cbrt', numberFunctions.cbrt);

/**
 * e^x.
 *
 * @example
 * exp(variable(fraction(0), { order: 5 })).toString(); // '1 + t + ½ t² + ⅙ t³ + 1/24 t⁴ + 1/120 t⁵ + 𝒪(t⁶)'
 */
export const exp: Unary<'exp'> = unary('exp', numberFunctions.exp);

/**
 * 2^x.
 *
 * @example
 * exp2(fraction(3)).toString(); // '8'
 * exp2(10); // 1024
 */
export const exp2: Unary<'exp2'> = unary('exp2', numberFunctions.exp2);

/**
 * 10^x.
 *
 * @example
 * exp10(3); // 1000
 */
export const exp10: Unary<'exp10'> = unary('exp10', numberFunctions.exp10);

/**
 * e^x − 1, without cancellation where x is small.
 *
 * @example
 * expm1(variable(fraction(0), { order: 5 })).toString(); // 't + ½ t² + ⅙ t³ + 1/24 t⁴ + 1/120 t⁵ + 𝒪(t⁶)'
 */
export const expm1: Unary<'expm1'> = unary('expm1', numberFunctions.expm1);

/**
 * ln x.
 *
 * @example
 * log(variable(fraction(1), { order: 3 })).toString(); // 't − ½ t² + ⅓ t³ + 𝒪(t⁴)'
 */
export const log: Unary<'log'> = unary('log', numberFunctions.log);

/**
 * log₂ x.
 *
 * @example
 * log2(8); // 3
 */
export const log2: Unary<'log2'> = unary('log2', numberFunctions.log2);

/**
 * log₁₀ x.
 *
 * @example
 * log10(interval(100)).toString(); // '[2, 2]'
 */
export const log10: Unary<'log10'> = unary('log10', numberFunctions.log10);

/**
 * ln(1 + x), without cancellation where x is small.
 *
 * @example
 * log1p(variable(fraction(0), { order: 5 })).toString(); // 't − ½ t² + ⅓ t³ − ¼ t⁴ + ⅕ t⁵ + 𝒪(t⁶)'
 */
export const log1p: Unary<'log1p'> = unary('log1p', numberFunctions.log1p);

/**
 * sin x.
 *
 * @example
 * sin(variable(fraction(0), { order: 5 })).toString(); // 't − ⅙ t³ + 1/120 t⁵ + 𝒪(t⁶)'
 */
export const sin: Unary<'sin'> = unary('sin', numberFunctions.sin);

/**
 * cos x.
 *
 * @example
 * cos(variable(fraction(0), { order: 5 })).toString(); // '1 − ½ t² + 1/24 t⁴ + 𝒪(t⁶)'
 */
export const cos: Unary<'cos'> = unary('cos', numberFunctions.cos);

/**
 * tan x.
 *
 * @example
 * tan(variable(fraction(0), { order: 5 })).toString(); // 't + ⅓ t³ + 2/15 t⁵ + 𝒪(t⁶)'
 */
export const tan: Unary<'tan'> = unary('tan', numberFunctions.tan);

/**
 * arcsin x.
 *
 * @example
 * asin(variable(fraction(0), { order: 5 })).toString(); // 't + ⅙ t³ + 3/40 t⁵ + 𝒪(t⁶)'
 */
export const asin: Unary<'asin'> = unary('asin', numberFunctions.asin);

/**
 * arccos x.
 *
 * @example
 * acos(1); // 0
 */
export const acos: Unary<'acos'> = unary('acos', numberFunctions.acos);

/**
 * arctan x.
 *
 * @example
 * atan(variable(fraction(0), { order: 5 })).toString(); // 't − ⅓ t³ + ⅕ t⁵ + 𝒪(t⁶)'
 */
export const atan: Unary<'atan'> = unary('atan', numberFunctions.atan);

/**
 * sinh x.
 *
 * @example
 * sinh(variable(fraction(0), { order: 5 })).toString(); // 't + ⅙ t³ + 1/120 t⁵ + 𝒪(t⁶)'
 */
export const sinh: Unary<'sinh'> = unary('sinh', numberFunctions.sinh);

/**
 * cosh x.
 *
 * @example
 * cosh(variable(fraction(0), { order: 5 })).toString(); // '1 + ½ t² + 1/24 t⁴ + 𝒪(t⁶)'
 */
export const cosh: Unary<'cosh'> = unary('cosh', numberFunctions.cosh);

/**
 * tanh x.
 *
 * @example
 * tanh(variable(fraction(0), { order: 5 })).toString(); // 't − ⅓ t³ + 2/15 t⁵ + 𝒪(t⁶)'
 */
export const tanh: Unary<'tanh'> = unary('tanh', numberFunctions.tanh);

/**
 * arsinh x.
 *
 * @example
 * asinh(variable(fraction(0), { order: 5 })).toString(); // 't − ⅙ t³ + 3/40 t⁵ + 𝒪(t⁶)'
 */
export const asinh: Unary<'asinh'> = unary('asinh', numberFunctions.asinh);

/**
 * arcosh x.
 *
 * @example
 * acosh(1); // 0
 */
export const acosh: Unary<'acosh'> = unary('acosh', numberFunctions.acosh);

/**
 * artanh x.
 *
 * @example
 * atanh(variable(fraction(0), { order: 5 })).toString(); // 't + ⅓ t³ + ⅕ t⁵ + 𝒪(t⁶)'
 */
export const atanh: Unary<'atanh'> = unary('atanh', numberFunctions.atanh);

/**
 * sin πx, exact at integers and halves.
 *
 * @example
 * sinpi(1.5); // -1
 */
export const sinpi: Unary<'sinpi'> = unary('sinpi', numberFunctions.sinpi);

/**
 * cos πx, exact at integers and halves.
 *
 * @example
 * cospi(0.5); // 0
 */
export const cospi: Unary<'cospi'> = unary('cospi', numberFunctions.cospi);

/**
 * tan πx.
 *
 * @example
 * tanpi(interval('1/4')).contains(1); // true
 */
export const tanpi: Unary<'tanpi'> = unary('tanpi', numberFunctions.tanpi);

/**
 * The angle of the point (x, y) for y and x, in this order, as of Math.atan2.
 *
 * @example
 * atan2(1, -1) === (3 * Math.PI) / 4; // true
 * atan2(variable(fraction(0), { order: 3 }), 1).toString(); // 't − ⅓ t³ + 𝒪(t⁴)'
 */
export const atan2: Binary = paired('atan2');

/**
 * √(x² + y²), without overflow on the way.
 *
 * @example
 * hypot(3, 4); // 5
 */
export const hypot: Binary = paired('hypot');

/**
 * 1/cos x.
 *
 * @example
 * sec(variable(fraction(0), { order: 4 })).toString(); // '1 + ½ t² + 5/24 t⁴ + 𝒪(t⁵)'
 */
export const sec = <S>(x: S): S => div(1, cos(x as never) as never) as S;

/**
 * 1/sin x.
 *
 * @example
 * csc(1) === 1 / Math.sin(1); // true
 */
export const csc = <S>(x: S): S => div(1, sin(x as never) as never) as S;

/**
 * cos x/sin x.
 *
 * @example
 * cot(interval(1)).contains(1 / Math.tan(1)); // true
 */
export const cot = <S>(x: S): S => div(cos(x as never) as never, sin(x as never) as never) as S;

/**
 * 1/cosh x.
 *
 * @example
 * sech(variable(fraction(0), { order: 4 })).toString(); // '1 − ½ t² + 5/24 t⁴ + 𝒪(t⁵)'
 */
export const sech = <S>(x: S): S => div(1, cosh(x as never) as never) as S;

/**
 * 1/sinh x.
 *
 * @example
 * csch(1) === 1 / Math.sinh(1); // true
 */
export const csch = <S>(x: S): S => div(1, sinh(x as never) as never) as S;

/**
 * cosh x/sinh x.
 *
 * @example
 * coth(1).toFixed(12); // '1.313035285499'
 */
export const coth = <S>(x: S): S => div(cosh(x as never) as never, sinh(x as never) as never) as S;
