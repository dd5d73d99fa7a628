import { addInto, mulInto } from '../interval/kernel/arithmetic.js';
import { pownInto } from '../interval/kernel/power.js';

// Polynomials with interval coefficients, kept as pairs lo, hi: coefficient k of one component at `at + k·step`.

const power = new Float64Array(2);

/** out = Σ_{k=from..order} c_k h^{k−from} by Horner's rule, for the interval h at h[0], h[1]. */
export function horner(
  out: Float64Array,
  o: number,
  c: Float64Array,
  at: number,
  step: number,
  from: number,
  order: number,
  h: Float64Array,
): void {
  out[o] = c[at + order * step]!;
  out[o + 1] = c[at + order * step + 1]!;
  for (let k = order - 1; k >= from; k--) {
    mulInto(out, o, out, o, h, 0);
    addInto(out, o, out, o, c, at + k * step);
  }
}

/** out += h^n·c, the remainder of a Taylor expansion of order n − 1 with c the n-th coefficient over all of the step. */
export function addRemainder(out: Float64Array, o: number, c: Float64Array, at: number, h: Float64Array, n: number): void {
  pownInto(power, 0, h, 0, n);
  mulInto(power, 0, power, 0, c, at);
  addInto(out, o, out, o, power, 0);
}
