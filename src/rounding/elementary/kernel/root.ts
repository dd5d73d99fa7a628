/**
 * cbrt and hypot in double-double. Proof: docs/proofs/root.md.
 *
 *     cbrt: x = 8^q·m, 1 ≤ m < 8, y ≈ m^(1/3) to 2^-40, D = (m − y³)/(3y²):  m^(1/3) = y + D − D²/y + …
 *     hypot: √(x² + y²), the squares and their sum exactly in double-doubles
 */

import { exponent } from '../../binary.js';
import { twoProductError } from '../../transform.js';
import { rootPair } from './pair.js';
import { powersOfTwo } from './powers.js';

/** Relative error bound of {@link cbrtKernel}; docs/proofs/root.md proves 2^-91.9. */
export const cbrtError = 4.0389678347315804e-28; // 2^-91

/** Relative error bound of {@link hypotKernel}; docs/proofs/root.md proves 2^-100.8. */
export const hypotError = 1.5777218104420236e-30; // 2^-99

// f^(1/3) ≈ g0 + g1·f + g2·f² + g3·f³ to 2^-13.7 on [1, 2] (docs/proofs/root.sollya)
const g0 = 0.552823418214205;
const g1 = 0.5871142925220616;
const g2 = -0.1629696725146786;
const g3 = 0.02310496425682111;
/** 2^(i/3) */
const thirds: Float64Array = Float64Array.of(1, 1.2599210498948732, 1.5874010519681994);

/** Writes h, l with |x^(1/3) − (h + l)| ≤ {@link cbrtError}·|h|, for normal x. */
export function cbrtKernel(x: number, out: Float64Array): void {
  const size = Math.abs(x);
  const e = exponent(size);
  const q = Math.floor(e / 3);
  const i = e - 3 * q;
  const m = size * powersOfTwo[1024 - 3 * q]!;
  const f = size * powersOfTwo[1024 - e]!;
  const guess = (g0 + f * (g1 + f * (g2 + f * g3))) * thirds[i]!;
  // Halley's step: three times as many bits
  const cube = guess * guess * guess;
  const y = (guess * (cube + 2 * m)) / (2 * cube + m);

  const s = y * y;
  const c = s * y;
  const rest = m - c - twoProductError(s, y, c) - twoProductError(y, y, s) * y; // m − y³
  const d = rest / (3 * s);
  const scale = powersOfTwo[1024 + q]! * (1 - 2 * Number(x < 0));
  out[0] = y * scale;
  out[1] = (d - (d * d) / y) * scale;
}

/** Writes h, l with |√(x² + y²) − (h + l)| ≤ {@link hypotError}·h, for |x| and |y| between 2^-400 and 2^400. */
export function hypotKernel(x: number, y: number, out: Float64Array): void {
  const xx = x * x;
  const yy = y * y;
  const long = Math.max(xx, yy);
  const short = Math.min(xx, yy);
  const s = long + short;
  rootPair(s, short - (s - long) + (twoProductError(x, x, xx) + twoProductError(y, y, yy)), out);
}
