/**
 * Huge angles: x·512/π modulo 1024, by long multiplication with the digits of 512/π that matter
 * (M. Payne, R. Hanek, "Radian reduction for trigonometric functions", SIGNUM 18, 1983).
 *
 *     |x| = X·2^E,  X = X1 + X0 in halves,  512/π = Σ cᵢ·2^(8 − 25(i + 1)) with digits of 25 bits
 *     x·512/π = Σ (X1·cᵢ + X0·cᵢ)·2^(E + 8 − 25(i + 1))
 *
 * Digits whose terms are multiples of 1024 are left out at one end, those below 2^-88 at the other: seven remain.
 *
 * Proof: docs/proofs/reduction.md.
 */

import { exponent } from '../../binary.js';
import { digits } from '../reduction.tables.js';
import { toInteger } from './grid.js';
import { powersOfTwo } from './powers.js';

const split = 9.066943647109719e23; // 1.5·2^79: adding it rounds to a multiple of 2^27
const to1024 = 6917529027641082000; // 1.5·2^62: adding it rounds to a multiple of 1024

/**
 * Returns an integer k and writes f + fLow with |x|·512/π = k + f + fLow modulo 1024 up to 2^-86, |f| ≤ 1/2 + 2^-35, for finite
 * |x| ≥ 2^15.
 */
export function reduceHuge(x: number, out: Float64Array): number {
  const size = Math.abs(x);
  const e = exponent(size) - 52; // E
  const whole = size * powersOfTwo[1024 - e]!; // X
  const upper = whole + split - split;
  const lower = whole - upper;
  // A digit's terms are multiples of 1024 as long as E + 8 − 25(i + 1) ≥ 10.
  const first = Math.max(0, Math.floor((e - 2) / 25));
  let sum = 0;
  let rest = 0;
  for (let i = first; i < first + 7; i++) {
    const digit = digits[i]! * powersOfTwo[1024 + e + 8 - 25 * (i + 1)]!;
    // Products of 26 and 25 bits, exact; their remainders modulo 1024 also.
    const a = upper * digit;
    const b = lower * digit;
    const a1 = a - (a + to1024 - to1024);
    const b1 = b - (b + to1024 - to1024);
    const s = sum + a1;
    const v = s - sum;
    rest += sum - (s - v) + (a1 - v);
    sum = s + b1;
    const w = sum - s;
    rest += s - (sum - w) + (b1 - w);
  }
  const k = sum + toInteger - toInteger;
  const d = sum - k;
  const f = d + rest;
  out[0] = f;
  out[1] = rest - (f - d);
  return k;
}
