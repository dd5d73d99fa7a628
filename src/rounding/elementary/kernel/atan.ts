/**
 * atan, asin, acos and the angle of a point, in double-double.
 *
 * For 0 ≤ y ≤ x, with c = i/128 near y/x from a table:
 *
 *     atan(y/x) = atan c + atan t,  t = (y − c·x)/(x + c·y),  |t| ≤ 2^-8
 *     asin x = atan(x/√(1 − x²)),  acos x = π/2 − asin x
 *
 * Proof: docs/proofs/atan.md.
 */

import { sqrtDown } from '../../directed.js';
import { twoProductError, twoSumError } from '../../transform.js';
import { arctangents } from '../atan.tables.js';
import { quotientPair } from './pair.js';

/** Relative error bound of the kernels of this file; docs/proofs/atan.md proves 2^-67.6. */
export const atanError = 6.776263578034403e-21; // 2^-67

/** Least |x| of {@link atanKernel}, {@link asinKernel}, {@link acosKernel}; below, the functions are settled without computing. */
export const atanLeast = 7.450580596923828e-9; // 2^-27

/** Largest |x| of {@link atanKernel}. */
export const atanLimit = 2.037035976334486e90; // 2^300

const piHalfHigh = 1.5707963267948966;
const piHalfLow = 6.123233995736766e-17;
const toInteger = 6755399441055744; // 1.5·2^52: adding it rounds to an integer

// atan t − t ≈ t³(a3 + t²(a5 + t²·a7)), error ≤ 2^-82.1 on |t| ≤ 0x1.01p-8 (docs/proofs/atan.sollya)
const a3 = -0.33333333333333326;
const a5 = 0.1999999999703676;
const a7 = -0.1428538335367137;

const root = new Float64Array(2);

/** Writes h, l with |atan x − (h + l)| ≤ {@link atanError}·|h|, for {@link atanLeast} ≤ |x| ≤ {@link atanLimit}. */
export function atanKernel(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  if (size <= 1) {
    angle(size, 0, 1, 0, out);
  } else {
    angle(1, 0, size, 0, out);
    turn(piHalfHigh, piHalfLow, -1, out);
  }
  giveSign(x, out);
}

/** Writes h, l with |asin x − (h + l)| ≤ {@link atanError}·|h|, for {@link atanLeast} ≤ |x| < 1. */
export function asinKernel(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  otherLeg(size);
  if (size <= root[0]!) {
    angle(size, 0, root[0]!, root[1]!, out);
  } else {
    angle(root[0]!, root[1]!, size, 0, out);
    turn(piHalfHigh, piHalfLow, -1, out);
  }
  giveSign(x, out);
}

/** Writes h, l with |acos x − (h + l)| ≤ {@link atanError}·|h|, for |x| < 1. */
export function acosKernel(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  otherLeg(size);
  if (size <= root[0]!) {
    angle(size, 0, root[0]!, root[1]!, out);
    turn(piHalfHigh, piHalfLow, x < 0 ? 1 : -1, out);
  } else {
    angle(root[0]!, root[1]!, size, 0, out);
    if (x < 0) turn(2 * piHalfHigh, 2 * piHalfLow, -1, out);
  }
}

/** Is (x, y) a point for {@link atan2Kernel}: |x| and |y| between 2^-140 and 2^140, and y/x not so small that x > 0 settles the angle? */
export function withinReach(y: number, x: number): boolean {
  const height = Math.abs(y);
  const width = Math.abs(x);
  return height >= 7e-43 && height <= 1e42 && width >= 7e-43 && width <= 1e42 && height >= width * atanLeast;
}

/** Writes h, l with |atan2(y, x) − (h + l)| ≤ {@link atanError}·|h|, the angle of the point (x, y), for points {@link withinReach}. */
export function atan2Kernel(y: number, x: number, out: Float64Array): void {
  const height = Math.abs(y);
  const width = Math.abs(x);
  if (height <= width) {
    angle(height, 0, width, 0, out);
    if (x < 0) turn(2 * piHalfHigh, 2 * piHalfLow, -1, out);
  } else {
    angle(width, 0, height, 0, out);
    turn(piHalfHigh, piHalfLow, x < 0 ? 1 : -1, out);
  }
  giveSign(y, out);
}

/** atan((yh + yl)/(xh + xl)) for 0 ≤ y ≤ x. */
function angle(yh: number, yl: number, xh: number, xl: number, out: Float64Array): void {
  const i = (128 * yh) / xh + toInteger - toInteger;
  const c = i / 128;
  // n = y − c·x
  const cx = c * xh;
  const n1 = yh - cx; // exact: Sterbenz, or c = 0
  const n2 = yl - c * xl - twoProductError(c, xh, cx);
  const n = n1 + n2;
  // d = x + c·y
  const cy = c * yh;
  const d = xh + cy;
  const dLow = cy - (d - xh) + (twoProductError(c, yh, cy) + (xl + c * yl));
  quotientPair(n, twoSumError(n1, n2, n), d, dLow, out);
  const t = out[0]!;
  const tl = out[1]!;
  const z = t * t;
  const cubic = t * z * (a3 + z * (a5 + z * a7));
  const table = arctangents[2 * i]!;
  const h = table + t;
  const e = t - (h - table); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (tl - z * tl + (cubic + arctangents[2 * i + 1]!));
}

/** Turns the angle a in `out` into high + low ± a. */
function turn(high: number, low: number, sign: 1 | -1, out: Float64Array): void {
  const a = sign * out[0]!;
  const h = high + a;
  const e = a - (h - high); // exact: Fast2Sum
  out[1] = e + (low + sign * out[1]!);
  out[0] = h;
}

/** Gives the bounds of |f| the sign of x. */
function giveSign(x: number, out: Float64Array): void {
  if (x < 0) {
    out[0] = -out[0]!;
    out[1] = -out[1]!;
  }
}

/** √(1 − x²) into `root`, relative error 2^-100, for 0 ≤ x < 1. */
function otherLeg(x: number): void {
  const p = x * x;
  const d = 1 - p;
  const low = 1 - d - p - twoProductError(x, x, p); // 1 − x² = d + low
  const w = d + low;
  const w2 = low - (w - d);
  const s = sqrtDown(w);
  const q = s * s;
  root[0] = s;
  root[1] = (w - q - twoProductError(s, s, q) + w2) / (2 * s);
}
