/** The slope functions of IEEE 1788-2015, table 10.6, over intervals. Proof: docs/proofs/slopes.md. */
import { cosSlope2Maximum, maximaUpTo, zerosUpTo } from '../../rounding/exact/cosine-slope.js';
import {
  exactAsinSlope3,
  exactAtanSlope3,
  exactCoshSlope2,
  exactCosSlope2,
  exactExpSlope1,
  exactExpSlope2,
  exactLogSlope1,
  exactLogSlope2,
  exactSinhSlope3,
  exactSinSlope3,
} from '../../rounding/exact/slope.js';
import type { Decoration } from '../decoration.js';
import { isBounded, lowerAt, type UnaryKernel, upperAt, writeContinuous, writeEmpty } from './bounds.js';
import { decreasingOpen, evenDecreasing, evenIncreasing, increasing } from './monotone.js';

export const expSlope1Into: UnaryKernel = increasing(exactExpSlope1, 0, Infinity);
export const expSlope2Into: UnaryKernel = increasing(exactExpSlope2, 0, Infinity);
export const logSlope1Into: UnaryKernel = decreasingOpen(exactLogSlope1, -1, 0);
export const logSlope2Into: UnaryKernel = decreasingOpen(exactLogSlope2, -1, 0);
export const sinSlope3Into: UnaryKernel = evenDecreasing(exactSinSlope3);
export const asinSlope3Into: UnaryKernel = evenIncreasing(exactAsinSlope3, 1);
export const atanSlope3Into: UnaryKernel = evenDecreasing(exactAtanSlope3);
export const coshSlope2Into: UnaryKernel = evenIncreasing(exactCoshSlope2);
export const sinhSlope3Into: UnaryKernel = evenIncreasing(exactSinhSlope3);

const peak = new Float64Array(2);

/**
 * {−2(cos t − 1)/t² : t ∈ a}, the square of sin(t/2)/(t/2): even, without minima but its zeros, and with maxima that fall as |t| grows.
 * So the least value is 0 or that at an end, and the greatest that at 0, at the first maximum or at an end.
 */
export const cosSlope2Into: UnaryKernel = (out, o, a, i): Decoration => {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi) return writeEmpty(out, o);
  const near = lo > 0 ? lo : hi < 0 ? -hi : 0;
  const far = Math.max(Math.abs(lo), Math.abs(hi));
  const zerosBefore = near > 0 ? zerosUpTo(near) : 0n;
  const hasZero = far === Infinity || zerosUpTo(far) > zerosBefore;
  const down = hasZero ? 0 : Math.min(lowerAt(exactCosSlope2, near), lowerAt(exactCosSlope2, far));
  let up = Math.max(upperAt(exactCosSlope2, near), upperAt(exactCosSlope2, far));
  const maxima = near > 0 ? maximaUpTo(near) : 0n;
  if (near > 0 && (far === Infinity || maximaUpTo(far) > maxima)) {
    cosSlope2Maximum(maxima + 1n, peak);
    up = Math.max(up, peak[1]!);
  }
  return writeContinuous(out, o, down, up, isBounded(lo, hi));
};
