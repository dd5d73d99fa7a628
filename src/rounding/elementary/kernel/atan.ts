/**
 * atan and the angle of a point, in double-double.
 *
 * For 0 ≤ y ≤ x, with c = i/128 near y/x from a table:
 *
 *     atan(y/x) = atan c + atan t,  t = (y − c·x)/(x + c·y),  |t| ≤ 2^-8
 *
 * Proof: docs/proofs/atan.md.
 */

import { shortProductError } from '../../transform.js';
import { arctangents } from '../atan.tables.js';
import { toInteger } from './grid.js';
import { quotientPair } from './pair.js';

/** Relative error bound of the kernels of this file; docs/proofs/atan.md proves 2^-67.6. */
export const atanError = 6.776263578034403e-21; // 2^-67

/** Least |x| of {@link atanKernel}; below, the function is settled without computing. */
export const atanLeast = 7.450580596923828e-9; // 2^-27

/** Largest |x| of {@link atanKernel}. */
export const atanLimit = 2.037035976334486e90; // 2^300

const piHalfHigh = 1.5707963267948966;
const piHalfLow = 6.123233995736766e-17;

// atan t − t ≈ t³(a3 + t²(a5 + t²·a7)), error ≤ 2^-82.1 on |t| ≤ 0x1.01p-8 (docs/proofs/atan.sollya)
const a3 = -0.33333333333333326;
const a5 = 0.1999999999703676;
const a7 = -0.1428538335367137;

/** Writes h, l with |atan x − (h + l)| ≤ {@link atanError}·|h|, for {@link atanLeast} ≤ |x| ≤ {@link atanLimit}. */
export function atanKernel(x: number, out: Float64Array): void {
  direction(x, 1, out);
}

/** Is (x, y) a point for {@link atan2Kernel}: both of moderate size, and y/x not so small that the angle needs no computing? */
export function withinReach(y: number, x: number): boolean {
  const height = Math.abs(y);
  const width = Math.abs(x);
  return height > 1e-42 && height < 1e42 && width > 1e-42 && width < 1e42 && height >= width * atanLeast;
}

/** Writes h, l with |atan2(y, x) − (h + l)| ≤ {@link atanError}·|h|, the angle of the point (x, y), for points {@link withinReach}. */
export function atan2Kernel(y: number, x: number, out: Float64Array): void {
  direction(y, x, out);
}

/**
 * The angle of the point (x, y): ±(quarters·π/2 ± atan(short/long)).
 *
 * Which of the two is longer, and the signs, are as good as random: factors 0, 1 and −1 are faster than mispredicted branches.
 */
function direction(y: number, x: number, out: Float64Array): void {
  const up = 1 - 2 * Number(y < 0);
  const right = 1 - 2 * Number(x < 0);
  const height = Math.abs(y);
  const width = Math.abs(x);
  const steep = Number(height > width);
  const flat = 1 - steep;
  slope(Math.min(height, width), Math.max(height, width), out);
  const quarters = steep + flat * (1 - right);
  const side = right * (flat - steep);
  const turn = quarters * piHalfHigh;
  const a = side * out[0]!;
  const h = turn + a;
  const e = a - (h - turn); // exact: Fast2Sum
  out[1] = up * (e + (quarters * piHalfLow + side * out[1]!));
  out[0] = up * h;
}

/** atan(y/x) for 0 ≤ y ≤ x. */
function slope(y: number, x: number, out: Float64Array): void {
  const i = (128 * y) / x + toInteger - toInteger;
  const c = i / 128;
  // n = y − c·x
  const cx = c * x;
  const n1 = y - cx; // exact: Sterbenz, or c = 0
  const n2 = -shortProductError(c, x, cx);
  const n = n1 + n2;
  // d = x + c·y
  const cy = c * y;
  const d = x + cy;
  const dLow = cy - (d - x) + shortProductError(c, y, cy);
  quotientPair(n, n2 - (n - n1), d, dLow, out);
  const t = out[0]!;
  const tl = out[1]!;
  const z = t * t;
  const cubic = t * z * (a3 + z * (a5 + z * a7));
  const j = (2 * i) | 0; // an integer to the engine, too
  const table = arctangents[j]!;
  const h = table + t;
  const e = t - (h - table); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (tl - z * tl + (cubic + arctangents[j + 1]!));
}
