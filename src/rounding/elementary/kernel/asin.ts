/**
 * asin and acos in double-double.
 *
 * With s the shorter and l the longer of |x| and √(1 − x²), and c = i/128 near s, C = √(1 − c²):
 *
 *     α = asin s = asin c + asin t,  t = s·C − l·c,  |t| ≤ 2^-7.4
 *     asin x = ±α or ±(π/2 − α),  acos x = π/2 − asin x
 *
 * Proof: docs/proofs/asin.md.
 */

import { shortProductError, twoProductError } from '../../transform.js';
import { arcsines } from '../asin.tables.js';
import { toInteger } from './grid.js';
import { rootPair } from './pair.js';

/** Relative error bound of the kernels of this file; docs/proofs/asin.md proves 2^-68.2. */
export const asinError = 3.3881317890172014e-21; // 2^-68

/** Least |x| of {@link asinKernel}; below, asin is settled without computing. */
export const asinLeast = 7.450580596923828e-9; // 2^-27

const piHalfHigh = 1.5707963267948966;
const piHalfLow = 6.123233995736766e-17;
const early = 0.0009765625; // 2^-10: rounds down a little beyond the half, so that s·C − l·c is exact for i = 1, too

// asin t − t ≈ t³(a3 + t²(a5 + t²·a7)), error ≤ 2^-77.1 on |t| ≤ 0x1.72p-8 (docs/proofs/asin.sollya)
const a3 = 0.16666666666666669;
const a5 = 0.07499999998417287;
const a7 = 0.04464427123325838;

// What α, its sign included, is added to, by twice whether the root was the lesser leg and whether x < 0: high word, low word, sign.
const ofSine = Float64Array.of(0, 0, 1, 0, 0, -1, piHalfHigh, piHalfLow, -1, -piHalfHigh, -piHalfLow, 1);
const ofCosine = Float64Array.of(piHalfHigh, piHalfLow, -1, piHalfHigh, piHalfLow, 1, 0, 0, 1, 2 * piHalfHigh, 2 * piHalfLow, -1);

const root = new Float64Array(2);

/** Writes h, l with |asin x − (h + l)| ≤ {@link asinError}·|h|, for {@link asinLeast} ≤ |x| < 1. */
export function asinKernel(x: number, out: Float64Array): void {
  place(2 * arc(x, out) + Number(x < 0), ofSine, out);
}

/** Writes h, l with |acos x − (h + l)| ≤ {@link asinError}·|h|, for |x| < 1. */
export function acosKernel(x: number, out: Float64Array): void {
  place(2 * arc(x, out) + Number(x < 0), ofCosine, out);
}

/** 0, ±π/2 or π and ±α for the α in `out`: from a table, as the signs are as good as random and branches would be mispredicted. */
function place(which: number, places: Float64Array, out: Float64Array): void {
  const k = (3 * which) | 0; // an integer to the engine, too
  const turn = places[k]!;
  const side = places[k + 2]!;
  const a = side * out[0]!;
  const h = turn + a;
  const e = a - (h - turn); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (places[k + 1]! + side * out[1]!);
}

/** Writes α = asin(min(|x|, √(1 − x²))) and says whether the root was the lesser: 0 or 1. */
function arc(x: number, out: Float64Array): number {
  const size = Math.abs(x);
  const p = x * x;
  const d = 1 - p;
  rootPair(d, 1 - d - p - twoProductError(x, x, p), root); // 1 − x² = d + (1 − d − p − error of p)
  const leg = root[0]!;
  const legLow = root[1]!;
  const steep = Number(size > leg);
  const flat = 1 - steep;
  const s = Math.min(size, leg);
  const l = Math.max(size, leg);
  const i = 128 * s - early + toInteger - toInteger;
  const c = i / 128;
  const j = (4 * i) | 0; // an integer to the engine, too
  const cosine = arcsines[j + 2]!;
  const a = s * cosine;
  const b = l * c;
  const n = a - b; // exact: Sterbenz, or c = 0
  const low =
    shortProductError(cosine, s, a) - shortProductError(c, l, b) + (s * arcsines[j + 3]! + legLow * (steep * cosine - flat * c));
  const t = n + low;
  const tl = low - (t - n);
  const z = t * t;
  const cubic = t * z * (a3 + z * (a5 + z * a7));
  const table = arcsines[j]!;
  const h = table + t;
  const e = t - (h - table); // exact: Fast2Sum
  out[0] = h;
  out[1] = e + (tl + 0.5 * (z * tl) + (cubic + arcsines[j + 1]!));
  return steep;
}
