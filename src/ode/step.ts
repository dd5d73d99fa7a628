import { type Arithmetic, numbers } from './arithmetic.js';

/**
 * Order and step size from the tolerance and the coefficients (Jorba and Zou, A software package for the numerical integration of ODEs by means
 * of high-order Taylor methods, Experimental Mathematics 14, 2005). Sections are those of the preprint of January 2004, whose contents were at hand; the numbers
 * of its equations were not.
 */

/** p = max(2, ⌈1 − ln(tolerance)/2⌉): the order at which a step of radius/e² leaves an error of about the tolerance (section 3.2). */
export function orderFor(tolerance: number): number {
  return Math.max(2, Math.ceil(exactOrder(tolerance)));
}

function exactOrder(tolerance: number): number {
  return 1 - Math.log(tolerance) / 2;
}

/** How far a step stays within the radius of convergence ρ, as −log₂(h/ρ), and the order of its polynomial. */
export interface Plan {
  readonly order: number;
  readonly margin: number;
}

/** The plan of Jorba and Zou for an order: h = ρ·e^{−2 − 0.7/(p−1)} (section 3.2). */
export function planOf(order: number): Plan {
  return { order, margin: marginOf(order) };
}

function marginOf(order: number): number {
  return (2 + 0.7 / (order - 1)) * Math.LOG2E;
}

/** Beyond it, code gets long and slow to compile, and little is gained. */
const LARGEST_BALANCED = 20;

/** By so many orders. */
const RAISED = 6;

/**
 * The plan that takes less work to the accuracy that Jorba and Zou's has at a tolerance: the order q is higher than their p, and the steps longer, so that
 * the first term left out is as large a part of the state, (h/ρ)^{q+1} = (h_p/ρ)^{p+1}, with p before it is rounded up. From 20 on their plan stands.
 *
 * Theirs is best where a step of order p costs p². In compiled code of small and middle systems it costs c_0 + c_1 p + c_2 p², with a larger share of the first two:
 * measured on Kepler's problem, the restricted three-body problem and the outer Solar System, order p + 6 takes from 0.6 to 0.9 of the time of order p for
 * tolerances from 1e-3 to 1e-13, and the best order is nowhere better by more than a tenth.
 */
export function balancedPlan(tolerance: number): Plan {
  const rounded = orderFor(tolerance);
  if (rounded >= LARGEST_BALANCED) return planOf(rounded);
  return raisedPlan(Math.max(2, exactOrder(tolerance)), Math.min(rounded + RAISED, LARGEST_BALANCED));
}

/** The plan of an order q with the accuracy of Jorba and Zou's for p. */
function raisedPlan(p: number, q: number): Plan {
  return { order: q, margin: (marginOf(p) * (p + 1)) / (q + 1) };
}

/** By so many orders, and one more to make it even; up to where code for small systems is still straight. */
const RAISED_DAMPED = 10;
const LARGEST_DAMPED = 28;

/**
 * The plan of damped steps (see `damp`) for a tolerance, of the order given or of an even one that suits it. What is left out of a series in s falls more slowly than it would in t, where
 * e⁻² is gained with each term: the accuracy aimed at is that of one order more.
 */
export function dampedPlan(tolerance: number, order?: number): Plan {
  const raised = Math.min(2 * Math.ceil((orderFor(tolerance) + RAISED_DAMPED) / 2), LARGEST_DAMPED);
  return raisedPlan(Math.max(2, exactOrder(tolerance)) + 1, order ?? raised);
}

/**
 * h = min(ρ_{p−1}, ρ_p)·e^{−2 − 0.7/(p−1)} with ρ_k = (max(1, ‖x_0‖)/‖x_k‖)^{1/k} in the maximum norm: the radius of convergence as the last
 * two coefficients show it, two of them since a solution that is odd or even makes one vanish (section 3.2).
 *
 * Only the tolerance's order enters; no step is ever rejected. Infinite when both coefficients vanish, NaN when some coefficient is not finite.
 *
 * @param margin - −log₂ of another factor in place of e^{−2 − 0.7/(p−1)}
 * @param x - coefficient k of component i at i·(order + 1) + k
 */
export function stepSize(x: Float64Array, components: number, order: number, margin: number = marginOf(order)): number {
  const stride = order + 1;
  let start = 1;
  let last = 0;
  let previous = 0;
  for (let i = 0; i < components; i++) {
    start = Math.max(start, Math.abs(x[i * stride]!));
    last = Math.max(last, Math.abs(x[i * stride + order]!)); // a NaN stays
    previous = Math.max(previous, Math.abs(x[i * stride + order - 1]!));
  }
  if (!(Math.max(start, last, previous) < Infinity)) return Number.NaN;
  if (last === 0 && previous === 0) return Infinity;
  return stepFromNorms(numbers, start, last, previous, order, margin);
}

/**
 * The step from the norms max(1, ‖x_0‖), ‖x_p‖ and ‖x_{p−1}‖, of which the latter two are not both 0.
 *
 * Logarithms to base 2 go along a broken line, which is a part of 0.06/(p − 1) of the step at most, and of the steps of an orbit together less than a thousandth. What
 * stands behind the last coefficient is waited for in every step; so all of that is short, and what can be had before is not there.
 */
export function stepFromNorms<V>(on: Arithmetic<V>, start: V, last: V, previous: V, order: number, margin: V): V {
  const wanted = stepExponent(
    on,
    start,
    [
      { norm: last, k: order },
      { norm: previous, k: order - 1 },
    ],
    margin,
  );
  return exponential(on, order > 2 ? wanted : within(on, wanted));
}

/** log₂ of the least (‖x_0‖/‖x_k‖)^{1/k}, and the margin less. */
function stepExponent<V>(on: Arithmetic<V>, start: V, terms: readonly { readonly norm: V; readonly k: number }[], margin: V): V {
  const from = on.high(start);
  const exponents = terms.map(({ norm, k }) => {
    const share = on.constant(2 ** -20 / k);
    return on.sub(on.sub(on.mul(from, share), margin), on.mul(on.high(norm), share));
  });
  return exponents.reduce((least, exponent) => on.min(least, exponent));
}

/** How many times as large as the last two terms ‖x_k‖h^k of a step each of the two before them may be. */
export const SUSPICIOUS: number = 2 ** 16;

/**
 * Whether what the last coefficients of a step's polynomial say of the radius is doubtful. The last term may be larger than each of the two before it, ‖x_p‖h^p > ‖x_{p−1}‖h^{p−1}
 * and ‖x_{p−2}‖h^{p−2}: beside a zero of many orders, as of t⁴⁰, the last coefficients are small, and larger ones follow. Of an even or odd function, which has no other term but
 * each second one, the larger one of the last two is compared with both before them: so it is with e^{−4/(0.1 + t²)}, where it is flat. Or the two terms before the last two are
 * larger than these by far: functions of t² with four singularities have every other pair of coefficients zero but for roundings, 1/(1 + e^{−2t²}) for one. In thousands of steps
 * of orbits that have no such point none of that happens, since terms fall by e² or less from one to the next.
 *
 * @param norm - gives ‖x_k‖
 */
export function isDoubtful(h: number, order: number, norm: (k: number) => number): boolean {
  const [last, previous, before] = [norm(order) * h, norm(order - 1), norm(order - 2)];
  const end = Math.max(last, previous) * h;
  const isRising = end > before && last > previous;
  if (order === 2) return isRising || before > SUSPICIOUS * end;
  const first = norm(order - 3);
  return isRising || (end > before && end * h > first) || before > SUSPICIOUS * end || first > SUSPICIOUS * end * h;
}

/**
 * Whether the last two terms of a component are more than four times as large as the two before them, beside others that hide it from the norms: the step of these is doubtful for it. So it
 * is with tanh u and e^{−u²} where they are flat: their coefficients are small, and grow. (Where they are below a last digit from the start, nothing shows them.)
 *
 * @param size - gives |x_k| of a component
 */
export function isAnyRising(h: number, order: number, components: number, size: (i: number, k: number) => number): boolean {
  if (order < LEAST_SHOWN) return false;
  const square = h * h * CLEARLY_LESS;
  for (let i = 0; i < components; i++) {
    if (size(i, order) * square > size(i, order - 2) && size(i, order - 1) * square > size(i, order - 3)) return true;
  }
  return false;
}

/**
 * Terms less than this part are clearly less. Beside a zero of a wave's coefficients they are less by chance: with 1, in each fifth step of the outer Solar System at tolerance 1e-3; with
 * 1/4, in none of its steps, and in one of thousands of other problems.
 */
export const CLEARLY_LESS: number = 1 / 4;

/** The smallest order at which four coefficients behind the state show that. */
export const LEAST_SHOWN = 4;

/** ‖x_k‖ */
export function normOf(x: Float64Array, components: number, order: number, k: number): number {
  let largest = 0;
  for (let i = 0; i < components; i++) largest = Math.max(largest, Math.abs(x[i * (order + 1) + k]!));
  return largest;
}

/**
 * The largest h ≤ `proposed` for which no term of the Taylor polynomial exceeds the state, ‖x_j‖ h^j ≤ max(1, ‖x_0‖): the second step control
 * of section 3.2, which keeps large terms from cancelling.
 */
export function withoutCancellation(proposed: number, x: Float64Array, components: number, order: number): number {
  const norm = (k: number): number => normOf(x, components, order, k);
  const start = Math.max(1, norm(0));
  let h = proposed;
  if (h === Infinity) return h;
  for (let j = 1; j <= order; j++) {
    const size = norm(j);
    // ‖x_j‖ h^j > S ⟺ h > (S/‖x_j‖)^{1/j}
    if (size > 0) h = Math.min(h, root(start, size, j));
  }
  return h;
}

/** (a/b)^{1/k} for a, b > 0, the same in every engine: by Newton's method, where a/b is a normal number. */
function root(a: number, b: number, k: number): number {
  let r = exponential(numbers, within(numbers, ((numbers.high(a) - numbers.high(b)) * 2 ** -20) / k));
  const quotient = a / b;
  if (!(quotient > 1e-300 && quotient < 1e300)) return r;
  for (let pass = 0; pass < 2; pass++) {
    let power = 1;
    for (let j = 0; j < k; j++) power *= r;
    r += (r * (quotient / power - 1)) / k;
  }
  return r;
}

/**
 * How many times as long as the step that the derivatives of the flow want by their own size one may be that comes with an orbit; where it would be longer, it is the one that they want:
 * 1.3 p^{1/p}, 1.51 at order 20.
 *
 * Where both have the same singularities those of the derivatives are of an order more, their coefficients of order p are p times as large, and the step that they want is shorter by
 * p^{1/p}. That is so in brook's problems, and they want one that is shorter by a tenth more only in a few places, mostly at close encounters: the orbit goes as it would by itself. Of the
 * derivatives 1.3^p times as much is left out at most. Beside a rest point they want steps that are shorter by any factor.
 */
export function easeOf(order: number): number {
  return 1.3 * root(order, 1, order);
}

/** Adding and subtracting it leaves the nearest whole number, which stands in the last bits of the sum: 1.5·2^52. */
export const TO_WHOLE = 6755399441055744;

/** 2^y = 2^k·2^f with k the whole number next to y, |f| ≤ 1/2, by a minimax polynomial: to 8·10⁻⁵. k is from −1022 to 1023. */
function exponential<V>(on: Arithmetic<V>, y: V): V {
  const whole = on.constant(TO_WHOLE);
  const sum = on.add(y, whole);
  const f = on.sub(y, on.sub(sum, whole));
  return on.mul(on.power(sum), polynomial(on, f, on.mul(f, f), POWER));
}

const POWER = [0.999928073539224691, 0.693260985430427468, 0.242611122224119443, 0.055171669198968964];

/** What logarithms may be too large for: those of order 1. */
function within<V>(on: Arithmetic<V>, y: V): V {
  return on.max(on.constant(-1022), on.min(on.constant(1023), y));
}

/** Σ c_i x^i by Estrin's scheme, given x²: neighbors are joined in pairs, so that the chain of dependent operations is short. */
function polynomial<V>(on: Arithmetic<V>, x: V, square: V, coefficients: readonly number[]): V {
  const powers = [x, square];
  let terms = coefficients.map((c) => on.constant(c));
  for (let level = 0; terms.length > 1; level++) {
    if (level === powers.length) powers.push(on.mul(powers[level - 1]!, powers[level - 1]!));
    const power = powers[level]!;
    terms = terms.flatMap((c, i) => (i % 2 === 1 ? [] : i + 1 < terms.length ? [on.add(c, on.mul(terms[i + 1]!, power))] : [c]));
  }
  return terms[0]!;
}
