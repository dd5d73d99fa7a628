/** Special functions of every kind of value. */
import { indexedFunctions, numberFunctions } from '../algebra/float64.js';
import { type Binary, type Indexed, indexed, paired, type Unary, unary } from './dispatch.js';

/**
 * sin(x)/x, and 1 at 0.
 *
 * @example
 * sinc(variable(fraction(0), { order: 5 })).toString(); // '1 − ⅙ t² + 1/120 t⁴ + 𝒪(t⁶)'
 */
export const sinc: Unary<'sinc'> = unary('sinc', (x) => indexedFunctions.sphericalJ(0, x));

/**
 * e^{−x²}.
 *
 * @example
 * gaussian(variable(fraction(0), { order: 5 })).toString(); // '1 − t² + ½ t⁴ + 𝒪(t⁶)'
 */
export const gaussian: Unary<'gaussian'> = unary('gaussian', numberFunctions.gaussian);

/**
 * The error function.
 *
 * @example
 * erf(1).toFixed(12); // '0.842700792950'
 */
export const erf: Unary<'erf'> = unary('erf', numberFunctions.erf);

/**
 * 1 − erf x, without cancellation where x is large.
 *
 * @example
 * erfc(10).toPrecision(12); // '2.08848758376e-45'
 */
export const erfc: Unary<'erfc'> = unary('erfc', numberFunctions.erfc);

/**
 * 1/(1 + e^{−x}).
 *
 * @example
 * sigmoid(variable(fraction(0), { order: 5 })).toString(); // '½ + ¼ t − 1/48 t³ + 1/480 t⁵ + 𝒪(t⁶)'
 */
export const sigmoid: Unary<'sigmoid'> = unary('sigmoid', numberFunctions.sigmoid);

/**
 * Lambert's W ≥ −1: the solution of W e^W = x.
 *
 * @example
 * lambertW(variable(fraction(0), { order: 5 })).toString(); // 't − t² + 3/2 t³ − 8/3 t⁴ + 125/24 t⁵ + 𝒪(t⁶)'
 */
export const lambertW: Unary<'lambertW'> = unary('lambertW', numberFunctions.lambertW);

/**
 * W₋₁ ≤ −1, the other real solution of W e^W = x, for −1/e ≤ x < 0.
 *
 * @example
 * lambertWm1(-0.1).toFixed(12); // '-3.577152063957'
 */
export const lambertWm1: Unary<'lambertWm1'> = unary('lambertWm1', numberFunctions.lambertWm1);

/**
 * Γ(x).
 *
 * @example
 * gamma(5); // 24
 * gamma(variable(1, { order: 1 })).coefficient(1); // -0.5772156649015329
 */
export const gamma: Unary<'gamma'> = unary('gamma', (x) => indexedFunctions.gamma(0, x));

/**
 * ln|Γ(x)|; of a complex number ln Γ(x), cut along the negative real axis.
 *
 * @example
 * lgamma(101).toFixed(10); // '363.7393755556'
 */
export const lgamma: Unary<'lgamma'> = unary('lgamma', (x) => indexedFunctions.lgammaCoefficient(0, x));

/**
 * ψ(x) = Γ′(x)/Γ(x).
 *
 * @example
 * digamma(1).toFixed(12); // '-0.577215664902'
 */
export const digamma: Unary<'digamma'> = unary('digamma', (x) => indexedFunctions.lgammaCoefficient(1, x));

/**
 * ψ^(n)(x), the n-th derivative of the digamma function.
 *
 * @example
 * polygamma(1, 1).toFixed(12); // '1.644934066848'
 */
export const polygamma: Indexed<'polygamma'> = indexed('polygamma');

/**
 * Bessel's J_n(x) for a whole number n.
 *
 * @example
 * besselJ(0, variable(0, { order: 4 })).toString(); // '1 − 0.25 t² + 0.015625 t⁴ + 𝒪(t⁵)'
 */
export const besselJ: Indexed<'besselJ'> = indexed('besselJ');

/**
 * The spherical Bessel function j_n(x) for a whole number n ≥ 0.
 *
 * @example
 * sphericalJ(1, variable(fraction(0), { order: 5 })).toString(); // '⅓ t − 1/30 t³ + 1/840 t⁵ + 𝒪(t⁶)'
 */
export const sphericalJ: Indexed<'sphericalJ'> = indexed('sphericalJ');

/**
 * The eccentric anomaly E with E − e sin E = M, for e and M, in this order; 0 ≤ e ≤ 1.
 *
 * @example
 * keplerE(0, 1.5); // 1.5
 * keplerE(0.5, variable(0, { order: 3 })).coefficients; // [0, 2, 0, -1.3333333333333333]
 */
export const keplerE: Binary = paired('keplerE');
