import type { HeadName } from '../../src/algebra/algebra.js';
import {
  binomial,
  exactRoot,
  type Fraction,
  factorial,
  fraction,
  minus,
  minusOf,
  one,
  over,
  plus,
  times,
  toThe,
  zero,
} from './fraction.js';
import { heads } from './heads.js';
import { PI } from './pi.js';
import { type Polynomial, Truncated } from './polynomial.js';

/** B_0 … B_n, from Σ_{k=0..m} C(m+1, k) B_k = 0. */
export function bernoulli(n: number): Fraction[] {
  const b = [one];
  for (let m = 1; m <= n; m++) {
    let sum = zero;
    for (let k = 0; k < m; k++) sum = plus(sum, times(binomial(fraction(m + 1), k), b[k]!));
    b.push(over(minusOf(sum), fraction(m + 1)));
  }
  return b;
}

const coefficients = (order: number, f: (k: number) => Fraction): Fraction[] => Array.from({ length: order + 1 }, (_, k) => f(k));

/** t^k coefficient of tan t: (−1)^{n−1} 4^n (4^n − 1) B_{2n}/(2n)! for k = 2n − 1; `sign` −1 gives tan, +1 tanh. */
function tangent(order: number, sign: 1 | -1): Fraction[] {
  const b = bernoulli(order + 1);
  return coefficients(order, (k) => {
    if (k % 2 === 0) return zero;
    const n = (k + 1) / 2;
    const power = 4n ** BigInt(n);
    const c = times(fraction(power * (power - 1n), factorial(2 * n)), b[2 * n]!);
    return sign === -1 && n % 2 === 0 ? minusOf(c) : c;
  });
}

/** Coefficients in h of a polynomial in one variable. */
const listOf = (space: Truncated, a: Polynomial): Fraction[] => coefficients(space.order, (k) => space.coefficient(a, [k]));

/** (T + t)/(1 ± T t), the addition formula of tan (`sign` −1) and tanh (+1). */
function addition(start: Fraction, order: number, sign: 1 | -1): Fraction[] {
  const space = new Truncated(1, order);
  const t = space.from(tangent(order, sign).map((c, k) => [[k], c] as const));
  const above = space.add(space.constant(start), t);
  const below = space.add(space.constant(one), space.scale(t, times(start, fraction(sign))));
  return listOf(space, space.div(above, below));
}

/** The function with value `start` at h = 0 whose derivative is (q_0 + q_1 h + q_2 h²)^r: binomial series, then termwise integration. */
function antiderivative(start: Fraction, q: readonly [Fraction, Fraction, Fraction], r: Fraction, order: number): Fraction[] {
  const space = new Truncated(1, order);
  const h = space.from([
    [[1], over(q[1], q[0])],
    [[2], over(q[2], q[0])],
  ]);
  const series = space.compose(
    coefficients(order, (k) => binomial(r, k)),
    h,
  );
  const head = toThe(exactRoot(q[0], Number(r.den)), Number(r.num));
  return coefficients(order, (k) => (k === 0 ? start : over(times(head, space.coefficient(series, [k - 1])), fraction(k))));
}

/** Coefficients of (x + h)^r: x^r C(r, k) x^{−k}. */
export function powerExpansion(x: Fraction, r: Fraction, order: number): Fraction[] {
  const head = toThe(exactRoot(x, Number(r.den)), Number(r.num));
  return coefficients(order, (k) => times(head, over(binomial(r, k), toThe(x, k))));
}

/** Coefficients of f(sh) from those of f(h). */
const scaled = (c: readonly Fraction[], s: Fraction): Fraction[] => c.map((value, k) => times(value, toThe(s, k)));

/** e^{−(x + h)²} = e^{−x²}·exp(−2xh − h²). */
function bell(x: Fraction, order: number): Fraction[] {
  const space = new Truncated(1, order);
  const h = space.from([
    [[1], times(fraction(-2), x)],
    [[2], fraction(-1)],
  ]);
  const series = space.compose(
    coefficients(order, (k) => fraction(1, factorial(k))),
    h,
  );
  return listOf(space, space.scale(series, heads.gaussian(x)));
}

/** Termwise integral of 2/√π·e^{−(x + h)²}. */
function underBell(start: Fraction, x: Fraction, order: number): Fraction[] {
  const slope = bell(x, order);
  const factor = over(fraction(2), exactRoot(PI, 2));
  return coefficients(order, (k) => (k === 0 ? start : over(times(factor, slope[k - 1]!), fraction(k))));
}

/** W^(n) = e^{−nW} p_n(W)/(1 + W)^{2n−1} with p_1 = 1, p_{n+1}(w) = −(nw + 3n − 1) p_n(w) + (1 + w) p_n′(w) (Corless and others 1996, 3.5). */
function branchOfLambert(w: Fraction, order: number): Fraction[] {
  const found = [w];
  let p: Fraction[] = [one];
  for (let n = 1; n <= order; n++) {
    const value = p.reduceRight((sum, c) => plus(times(sum, w), c), zero);
    const below = times(toThe(heads.exp(w), n), toThe(plus(one, w), 2 * n - 1));
    found.push(over(value, times(below, fraction(factorial(n)))));
    const at = (k: number): Fraction => p[k] ?? zero;
    p = coefficients(p.length, (k) =>
      plus(
        minus(times(fraction(k + 1), at(k + 1)), times(fraction(3 * n - 1), at(k))),
        minus(times(fraction(k), at(k)), times(fraction(n), at(k - 1))),
      ),
    );
  }
  return found;
}

/** Coefficients in h of f(x + h) in closed form, with the starts of `heads`. */
export function expansion(name: HeadName, x: Fraction, order: number): Fraction[] {
  const start = heads[name](x);
  const exponential = (first: Fraction, rate: Fraction): Fraction[] =>
    coefficients(order, (k) => over(times(first, toThe(rate, k)), fraction(factorial(k))));
  /** ln(x + h)·scale: scale·(−1)^{k−1}/(k x^k) */
  const logarithm = (at: Fraction, scale: Fraction): Fraction[] =>
    coefficients(order, (k) => (k === 0 ? start : times(scale, over(fraction(k % 2 === 1 ? 1 : -1, k), toThe(at, k)))));
  /** Derivatives that repeat with period 4. */
  const cycle = (...derivatives: readonly [Fraction, Fraction, Fraction, Fraction]): Fraction[] =>
    coefficients(order, (k) => over(derivatives[k % 4]!, fraction(factorial(k))));
  const square = times(x, x);
  const two = fraction(2);
  const [sin, cos, sinh, cosh] = [heads.sin(x), heads.cos(x), heads.sinh(x), heads.cosh(x)];
  const minusHalf = fraction(-1, 2);
  const below1: [Fraction, Fraction, Fraction] = [minus(one, square), minusOf(times(two, x)), fraction(-1)];
  const above1: [Fraction, Fraction, Fraction] = [plus(one, square), times(two, x), one];
  const beyond1: [Fraction, Fraction, Fraction] = [minus(square, one), times(two, x), one];
  switch (name) {
    case 'sqr':
      return coefficients(order, (k) => [square, times(two, x), one][k] ?? zero);
    case 'sqrt':
      return powerExpansion(x, fraction(1, 2), order);
    case 'cbrt':
      return powerExpansion(x, fraction(1, 3), order);
    case 'exp':
      return exponential(start, one);
    case 'exp2':
      return exponential(start, heads.log(two));
    case 'exp10':
      return exponential(start, heads.log(fraction(10)));
    case 'expm1':
      return coefficients(order, (k) => (k === 0 ? start : over(heads.exp(x), fraction(factorial(k)))));
    case 'log':
      return logarithm(x, one);
    case 'log2':
      return logarithm(x, over(one, heads.log(two)));
    case 'log10':
      return logarithm(x, over(one, heads.log(fraction(10))));
    case 'log1p':
      return logarithm(plus(one, x), one);
    case 'sin':
      return cycle(sin, cos, minusOf(sin), minusOf(cos));
    case 'cos':
      return cycle(cos, minusOf(sin), minusOf(cos), sin);
    case 'sinh':
      return cycle(sinh, cosh, sinh, cosh);
    case 'cosh':
      return cycle(cosh, sinh, cosh, sinh);
    case 'tan':
      return addition(start, order, -1);
    case 'tanh':
      return addition(start, order, 1);
    case 'asin':
      return antiderivative(start, below1, minusHalf, order);
    case 'acos':
      return antiderivative(start, below1, minusHalf, order).map((c, k) => (k === 0 ? c : minusOf(c)));
    case 'atan':
      return antiderivative(start, above1, fraction(-1), order);
    case 'asinh':
      return antiderivative(start, above1, minusHalf, order);
    case 'acosh':
      return antiderivative(start, beyond1, minusHalf, order);
    case 'atanh':
      return antiderivative(start, below1, fraction(-1), order);
    case 'sinpi':
      return scaled(cycle(start, heads.cospi(x), minusOf(start), minusOf(heads.cospi(x))), PI);
    case 'cospi':
      return scaled(cycle(start, minusOf(heads.sinpi(x)), minusOf(start), heads.sinpi(x)), PI);
    case 'tanpi':
      return scaled(addition(start, order, -1), PI);
    case 'gaussian':
      return bell(x, order);
    case 'erf':
      return underBell(start, x, order);
    case 'erfc':
      return underBell(start, x, order).map((c, k) => (k === 0 ? c : minusOf(c)));
    case 'sigmoid':
      return listOf(
        new Truncated(1, order),
        new Truncated(1, order).reciprocal(
          new Truncated(1, order).from([
            [[0], one],
            ...coefficients(order, (k) => fraction(k % 2 === 0 ? 1 : -1, factorial(k))).map((c, k) => [[k], c] as const),
          ]),
        ),
      );
    case 'lambertWm1':
      return branchOfLambert(start, order);
    case 'lambertW':
      if (x.num !== 0n) return branchOfLambert(start, order);
      // Lagrange's inversion: (−k)^{k−1}/k!
      return coefficients(order, (k) => (k === 0 ? zero : over(toThe(fraction(-k), k - 1), fraction(factorial(k)))));
  }
}

/** Rational centers at which each function starts rationally, or with stand-ins: 0 or 1 where there, and others. */
export const centers: Readonly<Record<HeadName, readonly Fraction[]>> = {
  sqr: [zero, fraction(-3, 2)],
  sqrt: [one, fraction(9, 4), fraction(1, 25)],
  cbrt: [one, fraction(8, 27), fraction(-27, 8)],
  exp: [zero, fraction(2, 3)],
  exp2: [zero, fraction(-1, 2)],
  exp10: [zero, fraction(3, 4)],
  expm1: [zero, fraction(1, 5)],
  log: [one, fraction(5, 2)],
  log2: [one, fraction(7, 3)],
  log10: [one, fraction(4, 5)],
  log1p: [zero, fraction(-1, 3)],
  sin: [zero, fraction(5, 7)],
  cos: [zero, fraction(-2, 3)],
  tan: [zero, fraction(3, 4)],
  asin: [zero, fraction(3, 5), fraction(-5, 13)],
  acos: [zero, fraction(-3, 5)],
  atan: [zero, fraction(7, 2)],
  sinh: [zero, fraction(1, 4)],
  cosh: [zero, fraction(-7, 5)],
  tanh: [zero, fraction(6, 5)],
  asinh: [zero, fraction(3, 4), fraction(-5, 12)],
  acosh: [fraction(5, 4), fraction(5, 3)],
  atanh: [zero, fraction(-2, 5)],
  sinpi: [zero, fraction(3, 7)],
  cospi: [zero, fraction(-1, 3)],
  tanpi: [zero, fraction(2, 9)],
  gaussian: [zero, fraction(-3, 2)],
  erf: [zero, fraction(1, 2)],
  erfc: [zero, fraction(2, 3)],
  sigmoid: [zero],
  lambertW: [zero, fraction(3, 2)],
  lambertWm1: [fraction(-1, 5)],
};
