import {
  acos,
  add,
  asin,
  atan,
  cos,
  cosh,
  div,
  exp,
  Interval,
  isEmpty,
  log,
  log2,
  log10,
  mul,
  negative,
  nthRoot,
  pow,
  sin,
  sinh,
  sqrt,
  sub,
  tan,
  tanh,
} from 'interval-arithmetic';
import type { Algebra, Memory } from '../algebra/algebra.js';
import { lower } from '../formula/lower.js';
import { type FormulaSource, formulaOf } from '../formula/source.js';
import { rationalBounds } from '../rounding/rational.js';
import { Series } from '../series/series.js';
import { Tape } from '../series/tape.js';

const none = new Interval(0, 0);
const one = new Interval(1, 1);
const two = new Interval(2, 2);
const half = new Interval(0.5, 0.5);
const empty = new Interval(Infinity, -Infinity);
const entire = new Interval(-Infinity, Infinity);
const logOfTwo = log(two);
const logOfTen = log(new Interval(10, 10));

const sqr = (x: Interval): Interval => pow(x, 2);

/** An increasing function by its values at single points: an expression in x would widen an interval each time that x stands in it. */
const increasing =
  (f: (x: Interval) => Interval) =>
  (x: Interval): Interval =>
    isEmpty(x) ? empty : new Interval(f(new Interval(x.lo, x.lo)).lo, f(new Interval(x.hi, x.hi)).hi);

/** The part of x in [from, to]. */
const within = (x: Interval, from: number, to: number): Interval => new Interval(Math.max(x.lo, from), Math.min(x.hi, to));

const logOfSum = (x: Interval, root: Interval): Interval => log(add(x, root));
const arsinh = (x: Interval): Interval => logOfSum(x, sqrt(add(sqr(x), one)));
const arcosh = increasing((x) => logOfSum(x, sqrt(sub(sqr(x), one))));
const artanh = increasing((x) => mul(half, log(div(add(one, x), sub(one, x)))));

const power = (a: Interval, b: Interval): Interval =>
  a.lo === 0 && a.hi === 0 ? none : exp(mul(b, log(within(a, 0, Infinity))));

const head =
  (f: (x: Interval) => Interval) =>
  (m: Interval[], out: number, a: number): void => {
    m[out] = f(m[a]!);
  };

function rational(num: bigint, den: bigint): Interval {
  const bounds = new Float64Array(2);
  rationalBounds({ num, den }, bounds);
  return new Interval(bounds[0], bounds[1]);
}

/**
 * Coefficients that are the intervals of the npm package interval-arithmetic, computed with by that package: its users get series and derivatives
 * of their own values.
 *
 * **Not rigorous.** The package (1.1.3, the last) rounds by one unit what `Math` gives, which `Math` does not always deserve. Of 354 000 values
 * measured, these excluded the true one:
 *
 * - overflow gives [∞, ∞]: products and sums beyond 1.8e308, exp of 710 and more, cosh of 800, 1/2.881e-320;
 * - odd powers of an interval with both signs: 17 % of them, by up to 66 units at the 33rd power; powers from the 2³¹st on altogether;
 * - cos and tan of negative numbers, 22 % of them, by up to 54 095 units, and some values of sin;
 * - sinh, cosh and tanh of 2–8 % of numbers, by less than a unit;
 * - roots from the third on, nearly all wide ones.
 *
 * What the package lacks is composed of what it has (expm1 as exp − 1), and loses digits where that cancels. A theorem comes from brook's own
 * `Interval`: everything in brook takes the package's intervals too, as anything with `lo` and `hi`, and returns its own.
 *
 * @guarantee none
 */
export const intervalArithmetic: Algebra<Interval, Interval[]> = {
  name: 'interval-arithmetic',
  width: 1,
  allocate: (count) => new Array<Interval>(count).fill(none),
  read: (m, at) => m[at]!,
  write: (m, at, value) => {
    m[at] = value;
  },
  mignitude: (m, at) => (isEmpty(m[at]!) ? 0 : Math.max(0, m[at]!.lo, -m[at]!.hi)),
  magnitude: (m, at) => (isEmpty(m[at]!) ? Infinity : Math.max(Math.abs(m[at]!.lo), Math.abs(m[at]!.hi))),
  transfer: (to, out, from, a, count) => {
    for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
  },
  rational: (m, out, { num, den }) => {
    m[out] = rational(num, den);
  },
  pi: (m, out) => {
    m[out] = new Interval(3.141592653589793, 3.1415926535897936);
  },
  zero: (m, out) => {
    m[out] = none;
  },
  copy: (m, out, a) => {
    m[out] = m[a]!;
  },
  neg: (m, out, a) => {
    m[out] = negative(m[a]!);
  },
  add: (m, out, a, b) => {
    m[out] = add(m[a]!, m[b]!);
  },
  sub: (m, out, a, b) => {
    m[out] = sub(m[a]!, m[b]!);
  },
  mul: (m, out, a, b) => {
    m[out] = mul(m[a]!, m[b]!);
  },
  div: (m, out, a, b) => {
    m[out] = div(m[a]!, m[b]!);
  },
  scale: (m, out, a, c) => {
    m[out] = mul(m[a]!, new Interval(c, c));
  },
  divide: (m, out, a, c) => {
    m[out] = div(m[a]!, new Interval(c, c));
  },
  overOrder: (m, out, a, k) => {
    m[out] = div(m[a]!, new Interval(k, k));
  },
  powInteger: (m, out, a, n) => {
    m[out] = n === 0 ? one : pow(m[a]!, n);
  },
  pow: (m, out, a, { num, den }) => {
    m[out] = power(m[a]!, rational(num, den));
  },
  raise: (m, out, a, b) => {
    m[out] = power(m[a]!, m[b]!);
  },
  loosen: (m, at, constant) => {
    if (!isEmpty(m[at]!) || isEmpty(m[constant]!)) return false;
    m[at] = entire;
    return true;
  },
  lose: (m, at) => {
    m[at] = entire;
  },
  convolve: (m, out, x, y, stride, k, from, last, p, q) => {
    for (let j = from; j <= last; j++) {
      const weight = p * j + q;
      const product = mul(m[x + j * stride]!, m[y + (k - j) * stride]!);
      m[out] = add(m[out]!, weight === 1 ? product : mul(new Interval(weight, weight), product));
    }
  },
  convolveSelf: (m, out, x, stride, k, from) => {
    // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}²
    if (k < 2 * from) return;
    for (let j = from; 2 * j < k; j++) m[out] = add(m[out]!, mul(two, mul(m[x + j * stride]!, m[x + (k - j) * stride]!)));
    if (k % 2 === 0) m[out] = add(m[out]!, sqr(m[x + (k / 2) * stride]!));
  },
  scatter: (m, out, x, y, targets, from, last, w) => {
    const weighted = mul(new Interval(w, w), m[x]!);
    for (let l = from; l <= last; l++) {
      const t = out + targets[l]!;
      m[t] = add(m[t]!, mul(weighted, m[y + l]!));
    }
  },
  heads: {
    sqr: head(sqr),
    sqrt: head(sqrt),
    cbrt: head((x) => nthRoot(x, 3)),
    exp: head(exp),
    exp2: head((x) => exp(mul(x, logOfTwo))),
    exp10: head((x) => exp(mul(x, logOfTen))),
    expm1: head((x) => sub(exp(x), one)),
    log: head(log),
    log2: head(log2),
    log10: head(log10),
    log1p: head((x) => log(add(x, one))),
    sin: head(sin),
    cos: head(cos),
    tan: head(tan),
    asin: head(asin),
    acos: head(acos),
    atan: head(atan),
    sinh: head(sinh),
    cosh: head(cosh),
    tanh: head(tanh),
    asinh: head(increasing((x) => (x.lo < 0 ? negative(arsinh(negative(x))) : arsinh(x)))),
    acosh: head((x) => arcosh(within(x, 1, Infinity))),
    atanh: head((x) => artanh(within(x, -1, 1))),
  },
};

/** The variable itself as a series around `center`: center + t. See {@link intervalArithmetic} for what its coefficients are worth. */
export function variable(center: Interval, options: { readonly order: number }): Series<Interval> {
  return taylor('t', center, options.order);
}

/**
 * The Taylor series of f at `center` up to `order`.
 *
 * @throws RangeError when f has more than one variable or the order is not an integer ≥ 0
 */
export function taylor(f: FormulaSource, center: Interval, order: number): Series<Interval> {
  if (!Number.isInteger(order) || order < 0) throw new RangeError(`taylor: expected an integer order ≥ 0, got ${order}`);
  const { dag, root, variables } = formulaOf(f);
  if (variables.length > 1)
    throw new RangeError(`taylor: expected a function of one variable, got one of ${variables.join(', ')}`);
  const lowered = lower(dag, [root], 1, order);
  const tape = new Tape(intervalArithmetic, lowered, order);
  tape.memory[tape.row(0)] = center;
  if (order > 0) tape.memory[tape.row(0) + 1] = one;
  tape.run();
  const row = tape.row(lowered.roots[0]!);
  return Series.over(intervalArithmetic as unknown as Algebra<Interval, Memory>, center, order, (out) =>
    intervalArithmetic.transfer(out as Interval[], 0, tape.memory, row, order + 1),
  );
}

/** f and its derivatives over x: [f(x), f′(x), …, f^(order)(x)]. See {@link intervalArithmetic} for what they are worth. */
export function derivatives(f: FormulaSource, x: Interval, order: number): Interval[] {
  const series = taylor(f, x, order);
  return Array.from({ length: order + 1 }, (_, k) => series.derivativeAt(k));
}

/** The k-th derivative of f over x. See {@link intervalArithmetic} for what it is worth. */
export function derivative(f: FormulaSource, x: Interval, k = 1): Interval {
  return taylor(f, x, k).derivativeAt(k);
}
