/** Roots and real powers at exact decimals. */
import { ballOfInteger, bitLength, div, mul, topExponent } from '../rounding/exact/ball.js';
import { integerRoot } from '../rounding/exact/root.js';
import { rational } from '../rounding/rational.js';
import type { Bounds } from './bounds.js';
import { type Exact, one, topOf } from './exact.js';
import { exponential } from './exponential.js';
import { log } from './logarithm.js';
import type { PointFunction } from './point.js';
import { roundingTo } from './rounding.js';
import { asBall, beside, beyond, exactly, type Scaled } from './scaled.js';

/**
 * The tightest decimals around x^(1/n), for x > 0.
 *
 * With x = D·10^E, as many zeros are appended to D as make E a multiple of n and the root R = ⌊D^(1/n)⌋ longer than the precision. If Rⁿ is D, R is the
 * root; otherwise the root lies between R and R + 1.
 */
export function rootBounds(x: Exact, n: number, precision: number): Bounds {
  const rounding = roundingTo(precision);
  const length = topOf(x) - x.exponent + 1;
  let zeros = Math.max(0, n * (precision + 1) - length);
  while ((x.exponent - zeros) % n !== 0) zeros++;
  const radicand = x.digits * 10n ** BigInt(zeros);
  const root = integerRoot(radicand, n);
  const exponent = (x.exponent - zeros) / n;
  const isExact = root ** BigInt(n) === radicand;
  return { lo: rounding.integerDown(root, exponent), hi: rounding.integerUp(isExact ? root : root + 1n, exponent) };
}

/** The exponent num/den, den > 0. */
export interface Exponent {
  readonly num: Exact;
  readonly den: bigint;
}

/** Bits for the integer part of y·log x. */
const extra = 96;

/** x^y = e^(y·log x) for x > 0. */
export function powerAt(y: Exponent): PointFunction {
  return (x, bits) => {
    if (y.num.digits === 0n || (x.digits === 1n && x.exponent === 0)) return exactly(one);
    const exact = exactPower(x, y, 4 * bits);
    return exact === undefined ? transcendentalPower(x, y, bits) : exactly(exact);
  };
}

function transcendentalPower(x: Exact, { num, den }: Exponent, bits: number): Scaled | undefined {
  const working = bits + extra;
  const logarithm = log(x, working);
  if (logarithm === undefined) return undefined;
  const product = mul(logarithm.ball, ballOfInteger(num.digits), working);
  const z: Scaled = { ball: div(product, ballOfInteger(den), working), shift: num.exponent };
  const side = z.ball.mid < 0n ? -1 : 1;
  // 10^(size − 0.4) < |z| < 10^(size + 0.1)
  const size = 0.30103 * topExponent(z.ball) + z.shift;
  if (size > 17) return beyond(side);
  // |e^z − 1| < 2|z|
  if (size + 1 <= -bits / 3) return beside(one, side, bits);
  return exponential(asBall(z, working), bits);
}

/**
 * x^(a/b) if it is a decimal of not too many digits, for x = D·10^E, D not a multiple of 10.
 *
 * It is rational only if x is the b-th power of a rational, which is then a decimal R·10^e: so D = R^b and E = b·e. Its a-th power has the digits
 * R^a, which do not end with a zero; for a < 0 it is a decimal only if R is a power of 2 or 5, as 1/2 is 5/10.
 */
function exactPower(x: Exact, { num, den }: Exponent, mostBits: number): Exact | undefined {
  if (Math.abs(num.exponent) > mostExponent) return undefined;
  const power = 10n ** BigInt(Math.abs(num.exponent));
  const r = num.exponent < 0 ? rational(num.digits, den * power) : rational(num.digits * power, den);
  const [a, b] = [Number(r.num), Number(r.den)];
  if (b > Number.MAX_SAFE_INTEGER || Math.abs(a) > Number.MAX_SAFE_INTEGER || x.exponent % b !== 0) return undefined;
  let root = x.digits;
  if (root !== 1n && b > 1) {
    if (b > bitLength(root)) return undefined;
    root = integerRoot(root, b);
    if (root ** BigInt(b) !== x.digits) return undefined;
  }
  const exponent = (x.exponent / b) * a;
  if (Math.abs(exponent) > Number.MAX_SAFE_INTEGER) return undefined;
  const n = Math.abs(a);
  if (root === 1n) return { digits: 1n, exponent };
  if (n * bitLength(root) > mostBits) return undefined;
  if (a > 0) return { digits: root ** BigInt(n), exponent };
  for (const [prime, other] of primes) {
    const i = exponentIn(root, prime);
    if (i !== undefined) return { digits: other ** BigInt(i * n), exponent: exponent - i * n };
  }
  return undefined;
}

/** Exponents of exponents beyond which they are not tried for exact powers. */
const mostExponent = 400;

const primes = [
  [2n, 5n],
  [5n, 2n],
] as const;

/** The i with n = prime^i, for n > 1. */
function exponentIn(n: bigint, prime: bigint): number | undefined {
  let rest = n;
  let i = 0;
  for (; rest % prime === 0n; i++) rest /= prime;
  return rest === 1n ? i : undefined;
}
