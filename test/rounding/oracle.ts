/**
 * Exact arithmetic and seeded operands for the tests of directed rounding.
 *
 * Every finite double is an integer multiple of 2^-1074: with that integer, order and arithmetic are exact in BigInt. Nothing here
 * uses brook.
 */

import { Random } from '../rigor/random.js';

const float = new Float64Array(1);
const word = new BigUint64Array(float.buffer);

export const MAX: number = Number.MAX_VALUE;
export const ETA: number = Number.MIN_VALUE;

/** 2^1074. */
export const ONE: bigint = 1n << 1074n;

/** x·2^1074 of a finite double. */
export function integerOf(x: number): bigint {
  float[0] = x;
  const bits = word[0]!;
  const biased = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const m = biased === 0n ? fraction : (fraction | 0x10000000000000n) << (biased - 1n);
  return bits >> 63n ? -m : m;
}

/** The double with these 16 hexadecimal digits as its word. */
export function fromBits(digits: string): number {
  word[0] = BigInt(`0x${digits}`);
  return float[0]!;
}

/** The next double toward +∞, by its bits. */
export function nextUp(x: number): number {
  if (x === Infinity || Number.isNaN(x)) return x;
  if (x === 0) return ETA;
  float[0] = x;
  word[0]! += x > 0 ? 1n : -1n;
  return float[0]!;
}

/** The next double toward −∞, by its bits. */
export function nextDown(x: number): number {
  return -nextUp(-x);
}

function isBelow(x: number, num: bigint, den: bigint): boolean {
  return x === -Infinity || (x !== Infinity && integerOf(x) * den <= num * ONE);
}

function isAbove(x: number, num: bigint, den: bigint): boolean {
  return x === Infinity || (x !== -Infinity && integerOf(x) * den >= num * ONE);
}

/** What is wrong with [lo, hi] as the tightest enclosure of num/den, den > 0, or '' if nothing is. */
export function flaw(lo: number, hi: number, num: bigint, den: bigint): string {
  if (!isBelow(lo, num, den)) return `lower bound ${lo} is not below`;
  if (!isAbove(hi, num, den)) return `upper bound ${hi} is not above`;
  if (lo !== Infinity && isBelow(nextUp(lo), num, den)) return `lower bound ${lo} is not tight`;
  if (hi !== -Infinity && isAbove(nextDown(hi), num, den)) return `upper bound ${hi} is not tight`;
  return '';
}

/** What is wrong with [lo, hi] as the tightest enclosure of √x, or ''. */
export function rootFlaw(lo: number, hi: number, x: number): string {
  const target = integerOf(x) * ONE;
  const square = (y: number): bigint => integerOf(y) ** 2n;
  if (!(lo >= 0 && square(lo) <= target)) return `lower bound ${lo} is not below`;
  if (!(hi >= 0 && square(hi) >= target)) return `upper bound ${hi} is not above`;
  if (square(nextUp(lo)) <= target) return `lower bound ${lo} is not tight`;
  if (hi > 0 && square(nextDown(hi)) >= target) return `upper bound ${hi} is not tight`;
  return '';
}

/** A seeded source of doubles that fall where rounding is hard. */
export interface Operands {
  /** Any finite double: random bits, moderate sizes, integers, short mantissas, neighbors of powers of two and of range ends. */
  any(): number;
  /** A partner for the sum of x: often its negative, some units in the last place off. */
  cancelling(x: number): number;
  /** A partner y ≠ 0 for the product or quotient of x: often with x·y or x/y near the ends of the range or near a double. */
  matching(x: number): number;
  /** A number near the square of a double. */
  square(): number;
}

const ends = [
  0,
  ETA,
  2 ** -1022,
  2 ** -1021,
  2 ** -969,
  2 ** -968,
  2 ** -960,
  2 ** -537,
  0.5,
  1,
  2,
  2 ** 511,
  2 ** 512,
  2 ** 995,
  2 ** 996,
  2 ** 1000,
  2 ** 1021,
  MAX,
];

/** Operands from a 32-bit seed. */
export function operands(seed: number): Operands {
  const source = new Random(seed);
  const random = (): number => source.word();
  const below = (n: number): number => random() % n;
  const sign = (): number => (below(2) === 0 ? 1 : -1);

  /** sign · 1.fraction · 2^exponent, with a fraction of `bits` bits; subnormal and infinite exponents are brought into the range. */
  const build = (exponent: number, bits: number): number => {
    const fraction = ((BigInt(random()) << 32n) | BigInt(random())) & 0xfffffffffffffn;
    const biased = BigInt(Math.max(0, Math.min(2046, exponent + 1023)));
    word[0] = (biased << 52n) | ((fraction >> BigInt(52 - bits)) << BigInt(52 - bits));
    return sign() * float[0]!;
  };
  /** x moved by up to 3 units in the last place. */
  const jiggle = (x: number): number => {
    let y = x;
    const step = below(2) === 0 ? nextUp : nextDown;
    for (let k = below(4); k > 0; k--) y = step(y);
    return Number.isFinite(y) ? y : x;
  };
  const exponentOf = (x: number): number => {
    float[0] = x;
    return Number((word[0]! >> 52n) & 0x7ffn) - 1023;
  };
  const any = (): number => {
    switch (below(8)) {
      case 0:
        return sign() * jiggle(ends[below(ends.length)]!);
      case 1:
        return below(2001) - 1000;
      case 2:
        return build(below(2100) - 1050, 26);
      case 3:
        return jiggle(build(below(2046) - 1023, 0));
      case 4:
      case 5:
        return build(below(80) - 40, 52);
      default:
        return build(below(2047) - 1023, 52);
    }
  };
  const cancelling = (x: number): number => {
    switch (below(4)) {
      case 0:
        return -jiggle(x);
      case 1:
        return build(exponentOf(x) - 50 + below(8), 52);
      case 2:
        return jiggle(build(exponentOf(x) - 53 + below(3), 0));
      default:
        return any();
    }
  };
  const matching = (x: number): number => {
    const target = below(2) === 0 ? -1080 + below(130) : 1018 + below(8);
    let y: number;
    switch (below(5)) {
      case 0:
        y = build(target - exponentOf(x), 52);
        break;
      case 1:
        y = build(exponentOf(x) - target, 52);
        break;
      case 2:
        y = jiggle(build(0, 0) / x);
        break;
      case 3:
        y = jiggle(x / (below(1000) + 1));
        break;
      default:
        y = any();
    }
    return Number.isFinite(y) && y !== 0 ? y : 3;
  };
  const square = (): number => {
    const root = below(2) === 0 ? build(below(1030) - 520, 26) : build(below(1030) - 520, 52);
    const x = jiggle(root * root);
    return Number.isFinite(x) ? Math.abs(x) : 2;
  };
  return { any, cancelling, matching, square };
}
