/**
 * exp2 and exp10, log2 and log10 in double-double: reductions to the exponential and logarithm kernels.
 *
 *     2^x  = 2^(k/128)·e^(d·ln2),    d = x − k/128
 *     10^x = 2^(k/128)·e^(t·ln10),   t = x − k·log10(2)/128
 *     log₂ x = log x·(1/ln2),  log₁₀ x = log x·(1/ln10)
 *
 * Proof: docs/proofs/base.md.
 */

import { expReduced } from './exp.js';
import { toGrid, toInteger } from './grid.js';
import { logKernel } from './log.js';
import { productPair } from './pair.js';

/** Relative error bound of {@link exp2Kernel} and {@link exp10Kernel}; docs/proofs/base.md proves 2^-68.1. */
export const baseError = 3.3881317890172014e-21; // 2^-68

const toCoarseGrid = 25165824; // 1.5·2^24: adding it rounds to a multiple of 2^-28
const ln2High = 0.6931471675634384; // ln 2 to 26 bits
const ln2Low = 1.2996506893889889e-8;
const ln10High = 2.3025850653648376; // ln 10 to 26 bits
const ln10Low = 2.7629208037533617e-8;
const inverseTenStep = 425.20679614558236; // 128/log10(2)
const tenStepHigh = 0.0023517968410260437; // log10(2)/128 to 35 bits, so that k·tenStepHigh is exact for |k| < 2^18
const tenStepLow = 9.880939360664394e-14; // the rest, to 2^-97
const inverseLn2High = 1.4426950408889634;
const inverseLn2Low = 2.0355273740931033e-17;
const inverseLn10High = 0.4342944819032518;
const inverseLn10Low = 1.098319650216765e-17;

/** Writes h, l and returns m with |2^x − 2^m·(h + l)| ≤ {@link baseError}·2^m·h, for |x| ≤ 1075. */
export function exp2Kernel(x: number, out: Float64Array): number {
  const k = 128 * x + toInteger - toInteger;
  const d = x - k * 0.0078125; // exact, k/128 being so
  const dh = d + toCoarseGrid - toCoarseGrid;
  const p = dh * ln2High; // exact
  const rest = dh * ln2Low + (d - dh) * (ln2High + ln2Low);
  const rh = p + toGrid - toGrid;
  return expReduced(k, rh, p - rh + rest, out);
}

/** Writes h, l and returns m with |10^x − 2^m·(h + l)| ≤ {@link baseError}·2^m·h, for |x| ≤ 323. */
export function exp10Kernel(x: number, out: Float64Array): number {
  const k = x * inverseTenStep + toInteger - toInteger;
  const t = x - k * tenStepHigh; // exact
  const th = t + toCoarseGrid - toCoarseGrid;
  const tl = t - th - k * tenStepLow;
  const p = th * ln10High; // exact
  const rest = th * ln10Low + tl * (ln10High + ln10Low);
  const rh = p + toGrid - toGrid;
  return expReduced(k, rh, p - rh + rest, out);
}

/** Writes h, l and returns a bound of |log₂ x − (h + l)|, for normal positive `x` other than 1. */
export function log2Kernel(x: number, out: Float64Array): number {
  const error = logKernel(x, out);
  productPair(out[0]!, out[1]!, inverseLn2High, inverseLn2Low, out);
  return 1.4427 * error + Math.abs(out[0]!) * 1.9721522630525295e-31; // 2^-102
}

/** Writes h, l and returns a bound of |log₁₀ x − (h + l)|, for normal positive `x` other than 1. */
export function log10Kernel(x: number, out: Float64Array): number {
  const error = logKernel(x, out);
  productPair(out[0]!, out[1]!, inverseLn10High, inverseLn10Low, out);
  return 0.4343 * error + Math.abs(out[0]!) * 1.9721522630525295e-31; // 2^-102
}
