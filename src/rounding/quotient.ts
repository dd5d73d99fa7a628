/** The quotient of two integers of any size as doubles: the one place where an exact number is rounded. */

import { assemble, exponent } from './binary.js';
import { succ } from './neighbor.js';

/**
 * A positive number cut down to a double, and what was cut off, in units of the last place: nothing, less than half,
 * half, or more.
 */
interface Truncated {
  readonly down: number;
  readonly odd: boolean;
  readonly rest: 'nothing' | 'less' | 'half' | 'more';
}

/**
 * Encloses num/den, tightest, for den > 0: out[0] ≤ num/den ≤ out[1].
 * @guarantee encloses
 */
export function quotientBounds(num: bigint, den: bigint, out: Float64Array): void {
  if (num === 0n) {
    out[0] = 0;
    out[1] = 0;
    return;
  }
  const { down, rest } = truncate(num < 0n ? -num : num, den);
  const up = rest === 'nothing' ? down : succ(down);
  out[0] = num < 0n ? -up : down;
  out[1] = num < 0n ? -down : up;
}

/**
 * num/den for den > 0, rounded to nearest, ties to even, as IEEE 754 does it; beyond ±MAX by half a unit or more it is infinite.
 * @guarantee exact rounding
 */
export function quotientNearest(num: bigint, den: bigint): number {
  if (num === 0n) return 0;
  const { down, odd, rest } = truncate(num < 0n ? -num : num, den);
  const nearest = rest === 'more' || (rest === 'half' && odd) ? succ(down) : down;
  return num < 0n ? -nearest : nearest;
}

/** num/den for num, den > 0. */
function truncate(num: bigint, den: bigint): Truncated {
  // 2^(b−1) < num/den < 2^(b+1); in units of 2^t the quotient has 55 or 56 bits, or fewer where t stops at two bits under the subnormals.
  const b = bitLength(num) - bitLength(den);
  const t = Math.max(b - 55, -1076);
  const n = t < 0 ? num << BigInt(-t) : num;
  const d = t < 0 ? den : den << BigInt(t);
  const quotient = n / d;
  const extra = quotient >> 55n === 0n ? 2 : 3;
  const kept = quotient >> BigInt(extra);
  if (t + extra > 971) return { down: Number.MAX_VALUE, odd: true, rest: 'more' };
  // Twice the bits dropped, made odd by a remainder, against twice half a unit.
  const dropped = 2n * (quotient - (kept << BigInt(extra))) + (n % d === 0n ? 0n : 1n);
  const half = 1n << BigInt(extra);
  const rest = dropped === 0n ? 'nothing' : dropped < half ? 'less' : dropped === half ? 'half' : 'more';
  return { down: assemble(kept, t + extra), odd: (kept & 1n) === 1n, rest };
}

/** The number of binary digits of n > 0. */
function bitLength(n: bigint): number {
  const hexadecimal = n.toString(16);
  return 4 * hexadecimal.length - 3 + exponent(Number.parseInt(hexadecimal[0]!, 16));
}
