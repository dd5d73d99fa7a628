import { Fraction } from '../number/fraction.js';
import { exactRoot } from '../number/root.js';
import {
  addRational,
  divRational,
  mulRational,
  negRational,
  type Rational,
  rational,
  rationalNearest,
  rationalOf,
  subRational,
} from '../rounding/rational.js';
import type { Algebra, HeadName } from './algebra.js';
import { type Order, type PiecewiseName, type StepName, selectBySign } from './order.js';

type Memory = Rational[];

const zero = rational(0n);
const one = rational(1n);

/** Throws: the value is not rational, so that no fraction is it. */
function irrational(name: string, x: Rational, where: string): never {
  const text = new Fraction(x).toString();
  throw new RangeError(
    `${name}: expected a fraction at which ${name} is rational${where}, got ${text}; use a number, a decimal or an interval`,
  );
}

/** A function that is rational at one place only, where its value is `value` (Lindemann, Weierstrass, Gelfond, Schneider). */
const onlyAt =
  (place: Rational, value: Rational) =>
  (name: string, x: Rational): Rational =>
    x.num === place.num && x.den === place.den ? value : irrational(name, x, `, which is ${new Fraction(place)} alone`);

/** b^x for an integer b: rational at integers, and at other fractions only for a perfect power b, which 2 and 10 are not. */
const powerOf =
  (base: bigint) =>
  (name: string, { num, den }: Rational): Rational => {
    if (den !== 1n) return irrational(name, { num, den }, ', an integer');
    return num >= 0n ? rational(base ** num) : rational(1n, base ** -num);
  };

/** log_b x for b = 2 or 10: rational at the powers of b alone. */
const logarithm =
  (base: bigint) =>
  (name: string, x: Rational): Rational => {
    let [num, den] = [x.num, x.den];
    let exponent = 0n;
    for (; num > 0n && num % base === 0n; num /= base) exponent++;
    for (; num > 0n && den % base === 0n; den /= base) exponent--;
    return num === 1n && den === 1n ? rational(exponent) : irrational(name, x, `, a power of ${base}`);
  };

const rootOf =
  (degree: bigint) =>
  (name: string, x: Rational): Rational =>
    exactRoot(x, degree) ?? irrational(name, x, `, an exact ${degree === 2n ? 'square' : 'cube'}`);

/** sin πx for x = k/6, where alone it is rational (Niven); the value at k/6 by k. */
const sixths =
  (values: readonly (Rational | undefined)[]) =>
  (name: string, x: Rational): Rational => {
    const k = ((((x.num * 6n) / x.den) % 12n) + 12n) % 12n;
    return (
      ((x.num * 6n) % x.den === 0n ? values[Number(k)] : undefined) ??
      irrational(name, x, ', a multiple of 1/2, or of 1/6 for some')
    );
  };
const half = rational(1n, 2n);
const sines = [
  zero,
  half,
  undefined,
  one,
  undefined,
  half,
  zero,
  negRational(half),
  undefined,
  rational(-1n),
  undefined,
  negRational(half),
];

/** tan πx, rational at multiples of 1/4 alone (Niven), its poles left out. */
const quarters = (name: string, x: Rational): Rational => {
  const k = ((((x.num * 4n) / x.den) % 4n) + 4n) % 4n;
  if ((x.num * 4n) % x.den !== 0n || k === 2n) return irrational(name, x, ', a multiple of 1/4 that is no half of an odd number');
  return rational(k === 3n ? -1n : k);
};

const functions: Readonly<Record<Exclude<HeadName, 'lambertWm1'>, (name: string, x: Rational) => Rational>> = {
  sqr: (_, x) => mulRational(x, x),
  sqrt: rootOf(2n),
  cbrt: rootOf(3n),
  exp: onlyAt(zero, one),
  exp2: powerOf(2n),
  exp10: powerOf(10n),
  expm1: onlyAt(zero, zero),
  log: onlyAt(one, zero),
  log2: logarithm(2n),
  log10: logarithm(10n),
  log1p: onlyAt(zero, zero),
  sin: onlyAt(zero, zero),
  cos: onlyAt(zero, one),
  tan: onlyAt(zero, zero),
  asin: onlyAt(zero, zero),
  acos: onlyAt(one, zero),
  atan: onlyAt(zero, zero),
  sinh: onlyAt(zero, zero),
  cosh: onlyAt(zero, one),
  tanh: onlyAt(zero, zero),
  asinh: onlyAt(zero, zero),
  acosh: onlyAt(one, zero),
  atanh: onlyAt(zero, zero),
  sinpi: sixths(sines),
  cospi: sixths(sines.map((_, k) => sines[(k + 3) % 12])),
  tanpi: quarters,
  gaussian: onlyAt(zero, one),
  erf: onlyAt(zero, zero),
  erfc: onlyAt(zero, one),
  sigmoid: onlyAt(zero, half),
  lambertW: onlyAt(zero, zero),
};

/** Bessel functions are rational at 0 alone (Siegel), where all vanish but the first. */
const atOrigin = (n: number, x: Rational, name: string): Rational => onlyAt(zero, n === 0 ? one : zero)(name, x);

/** Γ, at whole numbers > 0: nothing is known of other rational values. */
const factorial = ({ num, den }: Rational): Rational => {
  if (den !== 1n || num <= 0n) return irrational('gamma', { num, den }, ', a whole number > 0');
  let product = 1n;
  for (let k = 2n; k < num; k++) product *= k;
  return rational(product);
};

/** ln Γ, 0 at 1 and 2; ψ and its derivatives have no rational values that are known. */
const logFactorial = (n: number, x: Rational): Rational => {
  const name = n === 0 ? 'lgamma' : n === 1 ? 'digamma' : 'polygamma';
  if (n === 0 && x.den === 1n && (x.num === 1n || x.num === 2n)) return zero;
  return irrational(name, x, n === 0 ? ', 1 or 2' : ', and none is known');
};

type Kernel = (m: Memory, out: number, a: number) => void;

/** x^exponent for a rational exponent of which it is a perfect power. */
function power(x: Rational, { num, den }: Rational): Rational {
  const root = exactRoot(x, den) ?? irrational('pow', x, `, a perfect power of ${den}`);
  const e = num < 0n ? -num : num;
  const raised = { num: root.num ** e, den: root.den ** e };
  return num < 0n ? divRational(one, raised) : raised;
}

/** Σ of products without bringing each to lowest terms: numerator and denominator of the sum so far. */
function plusProduct(sum: Rational, x: Rational, y: Rational, w: number): Rational {
  if (x.num === 0n || y.num === 0n || w === 0) return sum;
  const num = BigInt(w) * x.num * y.num;
  const den = x.den * y.den;
  return sum.den === den ? { num: sum.num + num, den } : { num: sum.num * den + num * sum.den, den: sum.den * den };
}

const copy = (m: Memory, out: number, a: number): void => {
  m[out] = m[a]!;
};

const sign = (m: Memory, at: number): number => {
  const { num } = m[at]!;
  return num > 0n ? 1 : num < 0n ? -1 : 0;
};

/** The greatest integer ≤ x. */
const floor = ({ num, den }: Rational): bigint => (num >= 0n ? num / den : -((den - 1n - num) / den));

const piecewise: Readonly<Record<PiecewiseName, (x: Rational) => Rational>> = {
  abs: (x) => (x.num < 0n ? negRational(x) : x),
  sign: ({ num }) => rational(num > 0n ? 1n : num < 0n ? -1n : 0n),
  floor: (x) => rational(floor(x)),
  ceil: (x) => rational(-floor(negRational(x))),
  round: (x) => rational(floor(addRational(x, rational(1n, 2n)))),
  trunc: ({ num, den }) => rational(num / den),
  step: ({ num }) => (num < 0n ? zero : one),
};

const jumpsAt: Readonly<Record<StepName, (x: Rational) => boolean>> = {
  sign: ({ num }) => num === 0n,
  floor: ({ den }) => den === 1n,
  ceil: ({ den }) => den === 1n,
  round: ({ den }) => den === 2n,
  trunc: ({ num, den }) => den === 1n && num !== 0n,
  step: ({ num }) => num === 0n,
};

/** No fraction stands for the derivatives of two branches. */
function edge(): never {
  throw new RangeError(
    'derivative: expected a fraction at which one branch of the function is certain, got one where two meet; use an interval, or another point',
  );
}

const order: Order<Memory> = {
  sign,
  heads: Object.fromEntries(
    Object.entries(piecewise).map(([name, f]) => [
      name,
      (m: Memory, out: number, a: number): void => {
        m[out] = f(m[a]!);
      },
    ]),
  ) as Order<Memory>['heads'],
  min: (m, out, a, b) => copy(m, out, subRational(m[a]!, m[b]!).num < 0n ? a : b),
  max: (m, out, a, b) => copy(m, out, subRational(m[a]!, m[b]!).num < 0n ? b : a),
  isFlat: (name, m, at) => !jumpsAt[name](m[at]!),
  select: selectBySign({ sign, either: edge, copy }),
  either: edge,
  unknown: edge,
};

/** Exact rational coefficients. A function whose value is not rational throws, and so does a division by zero. */
export const fractionAlgebra: Algebra<Fraction, Memory> = {
  name: 'Fraction',
  isExact: true,
  width: 1,
  allocate: (count) => new Array<Rational>(count).fill(zero),
  read: (m, at) => new Fraction(m[at]!),
  write: (m, at, value) => {
    m[at] = value;
  },
  // 0 for zero only, and finite always: a fraction does not overflow.
  magnitude: (m, at) =>
    m[at]!.num === 0n ? 0 : Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, Math.abs(rationalNearest(m[at]!)))),
  transfer: (to, out, from, a, count) => {
    for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
  },
  rational: (m, out, value) => {
    m[out] = value;
  },
  pi: () => {
    throw new RangeError('pi: expected coefficients that can hold π, got fractions; use numbers, decimals or intervals');
  },
  zero: (m, out) => {
    m[out] = zero;
  },
  copy,
  neg: (m, out, a) => {
    m[out] = negRational(m[a]!);
  },
  add: (m, out, a, b) => {
    m[out] = addRational(m[a]!, m[b]!);
  },
  sub: (m, out, a, b) => {
    m[out] = subRational(m[a]!, m[b]!);
  },
  mul: (m, out, a, b) => {
    m[out] = mulRational(m[a]!, m[b]!);
  },
  div: (m, out, a, b) => {
    if (m[b]!.num === 0n) throw new RangeError('div: expected a nonzero divisor, got the fraction 0; expand at another point');
    m[out] = divRational(m[a]!, m[b]!);
  },
  scale: (m, out, a, c) => {
    m[out] = mulRational(m[a]!, rationalOf(c));
  },
  divide: (m, out, a, c) => {
    m[out] = divRational(m[a]!, rationalOf(c));
  },
  overOrder: (m, out, a, k) => {
    m[out] = divRational(m[a]!, rational(BigInt(k)));
  },
  powInteger: (m, out, a, n) => {
    m[out] = power(m[a]!, rational(BigInt(n)));
  },
  pow: (m, out, a, exponent) => {
    m[out] = power(m[a]!, exponent);
  },
  raise: (m, out, a, b) => {
    m[out] = power(m[a]!, m[b]!);
  },
  convolve: (m, out, x, y, stride, k, from, last, p, q) => {
    let sum = m[out]!;
    for (let j = from; j <= last; j++) sum = plusProduct(sum, m[x + j * stride]!, m[y + (k - j) * stride]!, p * j + q);
    m[out] = rational(sum.num, sum.den);
  },
  convolveSelf: (m, out, x, stride, k, from) => {
    // Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}²
    if (k < 2 * from) return;
    let sum = m[out]!;
    for (let j = from; 2 * j < k; j++) sum = plusProduct(sum, m[x + j * stride]!, m[x + (k - j) * stride]!, 2);
    const middle = k % 2 === 0 ? m[x + (k / 2) * stride]! : zero;
    sum = plusProduct(sum, middle, middle, 1);
    m[out] = rational(sum.num, sum.den);
  },
  scatter: (m, out, x, y, targets, from, last, w) => {
    for (let l = from; l <= last; l++) {
      const t = out + targets[l]!;
      const sum = plusProduct(m[t]!, m[x]!, m[y + l]!, w);
      m[t] = rational(sum.num, sum.den);
    }
  },
  indexed: {
    besselJ: (m, out, a, n) => {
      m[out] = atOrigin(n, m[a]!, 'besselJ');
    },
    sphericalJ: (m, out, a, n) => {
      m[out] = atOrigin(n, m[a]!, 'sphericalJ');
    },
    lgammaCoefficient: (m, out, a, n) => {
      m[out] = logFactorial(n, m[a]!);
    },
    gamma: (m, out, a) => {
      m[out] = factorial(m[a]!);
    },
  },
  pairs: {
    hypot: (m, out, a, b) => {
      m[out] = rootOf(2n)('hypot', addRational(mulRational(m[a]!, m[a]!), mulRational(m[b]!, m[b]!)));
    },
    keplerE: (m, out, _, b) => {
      m[out] = onlyAt(zero, zero)('keplerE', m[b]!);
    },
    atan2: (m, out, a, b) => {
      m[out] = m[b]!.num > 0n ? onlyAt(zero, zero)('atan2', m[a]!) : irrational('atan2', m[b]!, ', a positive x beside y = 0');
    },
  },
  heads: Object.fromEntries(
    Object.entries(functions).map(([name, f]): [string, Kernel] => [
      name,
      (m, out, a) => {
        m[out] = f(name, m[a]!);
      },
    ]),
  ) as Record<keyof typeof functions, Kernel>,
  order,
};
