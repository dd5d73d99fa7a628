import type { Memory } from './algebra.js';
import { scatterOf } from './scatter.js';

/**
 * Kernels of whole series, each in a memory of its own from its start: what a class of series runs without copying into a tape and out again. They
 * give the bits that the rules of the recurrence table give. All memories of a call are as long as the series, and none is read and written.
 */
export interface Whole<M extends Memory> {
  neg(out: M, a: M): void;
  add(out: M, a: M, b: M): void;
  sub(out: M, a: M, b: M): void;
  /** out = a + c for a double c. */
  shift(out: M, a: M, c: number): void;
  /** out = c·a for a double c. */
  scale(out: M, a: M, c: number): void;
  /** out = a/c for a nonzero double c. */
  divide(out: M, a: M, c: number): void;
  /** out_k = Σ_{j=0..k} x_j y_{k−j}: a product in one variable. */
  product(out: M, x: M, y: M): void;
  /** A product in many variables. */
  gather(out: M, x: M, y: M, pairs: Pairs): void;
  /**
   * out_0 = the value of a polynomial in many variables at finite distances: Horner's rule in the first one, whose coefficients are polynomials in the others, and so on. It gives
   * the bits of the same rule over any algebra, but for the sign of a zero.
   */
  horner(out: M, a: M, distances: M, nesting: Nesting): void;
}

/** The monomials of a space as Horner's rule comes to them. */
export interface Nesting {
  /** The highest exponent of the next variable, for each choice of those of the variables before it. */
  readonly highest: Uint32Array;
  /** The numbers of the monomials. */
  readonly numbers: Uint32Array;
}

/** Which monomials multiply to which: monomial t is i·j for each i = numbers[l], j = numbers[l + 1], l = starts[t], starts[t] + 2, … < starts[t + 1]. */
export interface Pairs {
  readonly numbers: Uint32Array;
  readonly starts: Uint32Array;
}

/** Horner's rule from one variable on, and how far it has come in the nesting. */
class Horner {
  readonly #a: Float64Array;
  readonly #h: Float64Array;
  readonly #nesting: Nesting;
  #node = 0;
  #leaf = 0;

  constructor(a: Float64Array, h: Float64Array, nesting: Nesting) {
    this.#a = a;
    this.#h = h;
    this.#nesting = nesting;
  }

  from(v: number): number {
    const { highest, numbers } = this.#nesting;
    const h = this.#h[v]!;
    const isLast = v === this.#h.length - 1;
    let sum = 0;
    for (let e = highest[this.#node++]!; e >= 0; e--)
      sum = sum * h + (isLast ? this.#a[numbers[this.#leaf++]!]! : this.from(v + 1));
    return sum;
  }
}

/** Kernels of whole series of doubles. */
export const wholeFloat64: Whole<Float64Array> = {
  neg: (out, a) => {
    for (let k = 0; k < out.length; k++) out[k] = -a[k]!;
  },
  add: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = a[k]! + b[k]!;
  },
  sub: (out, a, b) => {
    for (let k = 0; k < out.length; k++) out[k] = a[k]! - b[k]!;
  },
  shift: (out, a, c) => {
    for (let k = 0; k < out.length; k++) out[k] = a[k]!;
    out[0] = out[0]! + c;
  },
  scale: (out, a, c) => {
    for (let k = 0; k < out.length; k++) out[k] = a[k]! * c;
  },
  divide: (out, a, c) => {
    for (let k = 0; k < out.length; k++) out[k] = a[k]! / c;
  },
  product: (out, x, y) => {
    const n = out.length;
    const x0 = x[0]!;
    const y0 = y[0]!;
    out[0] = x0 * y0;
    // Four coefficients at a time, in four steps of j at a time, share their loads; what is left over of n comes first, where sums are short.
    // Each is summed as `convolve` does: j = 1 … k − 1, then 0, then k.
    const rest = (n - 1) % 4;
    for (let k = 1; k <= rest; k++) {
      let sum = 0;
      for (let j = 1; j < k; j++) sum += x[j]! * y[k - j]!;
      out[k] = sum + x0 * y[k]! + x[k]! * y0;
    }
    for (let k = rest + 1; k < n; k += 4) {
      let s = 0;
      let t = 0;
      let u = 0;
      let v = 0;
      // y_{k−j+1}, y_{k−j+2}, y_{k−j+3}
      let y1 = y[k]!;
      let y2 = y[k + 1]!;
      let y3 = y[k + 2]!;
      let j = 1;
      for (; j <= rest; j++) {
        const xa = x[j]!;
        const ya = y[k - j]!;
        s += xa * ya;
        t += xa * y1;
        u += xa * y2;
        v += xa * y3;
        y3 = y2;
        y2 = y1;
        y1 = ya;
      }
      for (; j < k; j += 4) {
        const i = k - j;
        const xa = x[j]!;
        const xb = x[j + 1]!;
        const xc = x[j + 2]!;
        const xd = x[j + 3]!;
        const ya = y[i]!;
        const yb = y[i - 1]!;
        const yc = y[i - 2]!;
        const yd = y[i - 3]!;
        s = s + xa * ya + xb * yb + xc * yc + xd * yd;
        t = t + xa * y1 + xb * ya + xc * yb + xd * yc;
        u = u + xa * y2 + xb * y1 + xc * ya + xd * yb;
        v = v + xa * y3 + xb * y2 + xc * y1 + xd * ya;
        y1 = yd;
        y2 = yc;
        y3 = yb;
      }
      const xa = x[k]!;
      const xb = x[k + 1]!;
      const xc = x[k + 2]!;
      const xd = x[k + 3]!;
      out[k] = s + x0 * y[k]! + xa * y0;
      out[k + 1] = t + xa * y1 + x0 * y[k + 1]! + xb * y0;
      out[k + 2] = u + xa * y2 + xb * y1 + x0 * y[k + 2]! + xc * y0;
      out[k + 3] = v + xa * y3 + xb * y2 + xc * y1 + x0 * y[k + 3]! + xd * y0;
    }
  },
  horner: (out, a, distances, nesting) => {
    out[0] = new Horner(a, distances, nesting).from(0);
  },
  gather: (out, x, y, pairs) => {
    const scatter = scatterOf(pairs);
    if (scatter !== undefined) {
      scatter(out, x, y);
      return;
    }
    const { numbers, starts } = pairs;
    out[0] = x[0]! * y[0]!;
    let l = starts[1]!;
    for (let t = 1; t < out.length; t++) {
      const end = starts[t + 1]!;
      let sum = 0;
      for (; l < end; l += 2) sum += x[numbers[l]!]! * y[numbers[l + 1]!]!;
      out[t] = sum;
    }
  },
};
