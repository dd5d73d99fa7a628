import { addInto, mulInto } from '../interval/kernel/arithmetic.js';
import { convolveInto } from '../interval/kernel/convolution.js';
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

/** A time is thin when no more than a part of 2^−45 of it is not known. */
const THIN = 2.842170943040401e-14;

/**
 * Polynomials of one order at one time h. At a thin one each is one sum of products c_k·h^k, rounded about once; at others Horner's rule keeps the bounds
 * of sums from spreading.
 */
export class Evaluation {
  readonly #order: number;
  readonly #h: Float64Array;
  /** h^{order−i} at 2·i; then coefficients, and a result. */
  readonly #memory: Float64Array | undefined;

  constructor(order: number, h: Float64Array) {
    this.#order = order;
    this.#h = h;
    const [lo, hi] = [h[0]!, h[1]!];
    if (!((lo > 0 || hi < 0) && hi - lo <= THIN * Math.abs(lo))) return;
    const m = new Float64Array(4 * order + 6);
    this.#memory = m;
    m.fill(1, 2 * order, 2 * order + 2);
    // h^k = h^⌈k/2⌉·h^⌊k/2⌋, which errs by as many roundings as k has digits
    for (let k = 1; k <= order; k++) {
      const at = 2 * (order - k);
      if (k === 1) m.set(h.subarray(0, 2), at);
      else mulInto(m, at, m, 2 * (order - ((k + 1) >> 1)), m, 2 * (order - (k >> 1)));
    }
  }

  /** out = Σ_{k=from..order} c_k h^{k−from} */
  sum(out: Float64Array, o: number, c: Float64Array, at: number, step: number, from: number): void {
    const order = this.#order;
    const m = this.#memory;
    if (m === undefined) {
      horner(out, o, c, at, step, from, order, this.#h);
      return;
    }
    const first = 2 * order + 2;
    const last = 4 * order + 4;
    for (let k = from; k <= order; k++) {
      m[first + 2 * (k - from)] = c[at + k * step]!;
      m[first + 2 * (k - from) + 1] = c[at + k * step + 1]!;
    }
    m[last] = 0;
    m[last + 1] = 0;
    const degree = order - from;
    convolveInto(m, last, first, 2 * from, 2, degree, 0, degree, 0, 1, false);
    out[o] = m[last]!;
    out[o + 1] = m[last + 1]!;
  }
}

/** out += h^n·c, the remainder of a Taylor expansion of order n − 1 with c the n-th coefficient over all of the step. */
export function addRemainder(out: Float64Array, o: number, c: Float64Array, at: number, h: Float64Array, n: number): void {
  pownInto(power, 0, h, 0, n);
  mulInto(power, 0, power, 0, c, at);
  addInto(out, o, out, o, power, 0);
}
