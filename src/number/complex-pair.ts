import { divide } from './complex-arithmetic.js';
import { logAbs, sqrtOf } from './complex-root.js';

// Functions of two complex numbers, a + ib and c + id, that continue those of two real ones.

const m = new Float64Array(8);

/**
 * √(z² + w²), the principal root, from √(w + iz)·√(w − iz), whose product is it or its negative: no square overflows, and nothing cancels where z² and w² nearly do.
 */
export function hypotOf(a: number, b: number, c: number, d: number, out: Float64Array, at: number): void {
  if (b === 0 && d === 0) {
    out[at] = Math.hypot(a, c);
    out[at + 1] = 0;
    return;
  }
  sqrtOf(c - b, d + a, m, 0);
  sqrtOf(c + b, d - a, m, 2);
  const re = m[0]! * m[2]! - m[1]! * m[3]!;
  const im = m[0]! * m[3]! + m[1]! * m[2]!;
  const sign = re < 0 || (re === 0 && im < 0) ? -1 : 1;
  out[at] = sign * re;
  out[at + 1] = sign * im;
}

/** The angle of (w, z), −i ln((w + iz)/√(w² + z²)): that of Math.atan2(z, w) for real z and w, and an arctangent of z/w always. */
export function angleOf(a: number, b: number, c: number, d: number, out: Float64Array, at: number): void {
  if (b === 0 && d === 0) {
    out[at] = Math.atan2(a, c);
    out[at + 1] = 0;
    return;
  }
  hypotOf(a, b, c, d, m, 4);
  divide(c - b, d + a, m[4]!, m[5]!, m, 6);
  // ln|u|² = ln|w + iz|/|w − iz|
  out[at] = Math.atan2(m[7]!, m[6]!);
  out[at + 1] = (logAbs(c + b, d - a) - logAbs(c - b, d + a)) / 2;
}
