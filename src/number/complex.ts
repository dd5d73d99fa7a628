import { showAsText } from '../text/inspect.js';
import { divide, multiply, powInteger, powReal, raise } from './complex-arithmetic.js';
import { coshOf, cosOf, sinhOf, sinOf, tanhOf, tanOf } from './complex-circular.js';
import { exp2Of, exp10Of, expm1Of, expOf, log1pOf, log2Of, log10Of, logOf } from './complex-exponential.js';
import { acoshOf, acosOf, asinhOf, asinOf, atanhOf, atanOf } from './complex-inverse.js';
import { type ComplexFunction, cbrtOf, logAbs, sqrtOf } from './complex-root.js';

/** A complex number, or a number for one that is real. */
export type ComplexLike = Complex | number;

const scratch = new Float64Array(2);
const result = (): Complex => new Complex(scratch[0]!, scratch[1]!);

function applied(f: ComplexFunction, { re, im }: Complex): Complex {
  f(re, im, scratch, 0);
  return result();
}

/**
 * A complex number of two doubles: immutable, approximate.
 *
 * Functions with branches take the principal one. Cuts are those of ISO C99, annex G (Kahan 1987); on a cut, the sign of a zero part says from which
 * side it is reached: √(−4 + 0i) = 2i and √(−4 − 0i) = −2i.
 *
 * @example
 * complex(3, 4).abs(); // 5
 * complex(-4).sqrt().toString(); // '2i'
 * complex(1, 2).mul(complex(0, 1)).toString(); // '-2 + i'
 */
export class Complex {
  readonly re: number;
  readonly im: number;

  constructor(re: number, im = 0) {
    this.re = re;
    this.im = im;
  }

  /** i. */
  static readonly i: Complex = new Complex(0, 1);

  /** z + w. */
  add(w: ComplexLike): Complex {
    return typeof w === 'number' ? new Complex(this.re + w, this.im) : new Complex(this.re + w.re, this.im + w.im);
  }

  /** z − w. */
  sub(w: ComplexLike): Complex {
    return typeof w === 'number' ? new Complex(this.re - w, this.im) : new Complex(this.re - w.re, this.im - w.im);
  }

  /** z·w. */
  mul(w: ComplexLike): Complex {
    if (typeof w === 'number') return new Complex(this.re * w, this.im * w);
    multiply(this.re, this.im, w.re, w.im, scratch, 0);
    return result();
  }

  /** z/w, without overflow on the way. */
  div(w: ComplexLike): Complex {
    if (typeof w === 'number') return new Complex(this.re / w, this.im / w);
    divide(this.re, this.im, w.re, w.im, scratch, 0);
    return result();
  }

  /** −z. */
  neg(): Complex {
    return new Complex(-this.re, -this.im);
  }

  /** 1/z. */
  recip(): Complex {
    divide(1, 0, this.re, this.im, scratch, 0);
    return result();
  }

  /** re − i·im. */
  conj(): Complex {
    return new Complex(this.re, -this.im);
  }

  /** |z|, without overflow on the way. */
  abs(): number {
    return Math.hypot(this.re, this.im);
  }

  /** The angle of z in (−π, π]; −π below the negative real axis, on it for an imaginary part −0. */
  arg(): number {
    return Math.atan2(this.im, this.re);
  }

  /** ln|z|, without cancellation where |z| is near 1. */
  logAbs(): number {
    return logAbs(this.re, this.im);
  }

  /** z^w, the principal value; of a whole number w by products. */
  pow(w: ComplexLike): Complex {
    const { re, im } = typeof w === 'number' ? { re: w, im: 0 } : w;
    if (im !== 0) raise(this.re, this.im, re, im, scratch, 0);
    else if (Number.isInteger(re) && Math.abs(re) <= Number.MAX_SAFE_INTEGER) powInteger(this.re, this.im, re, scratch, 0);
    else powReal(this.re, this.im, re, scratch, 0);
    return result();
  }

  /** z². */
  sqr(): Complex {
    return new Complex((this.re - this.im) * (this.re + this.im), 2 * this.re * this.im);
  }

  /** √z with real part ≥ 0, cut along the negative real axis. */
  sqrt(): Complex {
    return applied(sqrtOf, this);
  }

  /** The cube root with the smallest angle, cut along the negative real axis: that of −8 is 1 + i√3, not −2. */
  cbrt(): Complex {
    return applied(cbrtOf, this);
  }

  /** e^z. */
  exp(): Complex {
    return applied(expOf, this);
  }

  /** 2^z. */
  exp2(): Complex {
    return applied(exp2Of, this);
  }

  /** 10^z. */
  exp10(): Complex {
    return applied(exp10Of, this);
  }

  /** e^z − 1, without cancellation where z is small. */
  expm1(): Complex {
    return applied(expm1Of, this);
  }

  /** ln z = ln|z| + i arg z, cut along the negative real axis. */
  log(): Complex {
    return applied(logOf, this);
  }

  /** log₂ z, cut along the negative real axis. */
  log2(): Complex {
    return applied(log2Of, this);
  }

  /** log₁₀ z, cut along the negative real axis. */
  log10(): Complex {
    return applied(log10Of, this);
  }

  /** ln(1 + z), without cancellation where z is small; cut along the real axis below −1. */
  log1p(): Complex {
    return applied(log1pOf, this);
  }

  /** sin z. */
  sin(): Complex {
    return applied(sinOf, this);
  }

  /** cos z. */
  cos(): Complex {
    return applied(cosOf, this);
  }

  /** tan z. */
  tan(): Complex {
    return applied(tanOf, this);
  }

  /** arcsin z, cut along the real axis beyond ±1. */
  asin(): Complex {
    return applied(asinOf, this);
  }

  /** arccos z, cut along the real axis beyond ±1. */
  acos(): Complex {
    return applied(acosOf, this);
  }

  /** arctan z, cut along the imaginary axis beyond ±i. */
  atan(): Complex {
    return applied(atanOf, this);
  }

  /** sinh z. */
  sinh(): Complex {
    return applied(sinhOf, this);
  }

  /** cosh z. */
  cosh(): Complex {
    return applied(coshOf, this);
  }

  /** tanh z. */
  tanh(): Complex {
    return applied(tanhOf, this);
  }

  /** arsinh z, cut along the imaginary axis beyond ±i. */
  asinh(): Complex {
    return applied(asinhOf, this);
  }

  /** arcosh z with real part ≥ 0, cut along the real axis below 1. */
  acosh(): Complex {
    return applied(acoshOf, this);
  }

  /** artanh z, cut along the real axis beyond ±1. */
  atanh(): Complex {
    return applied(atanhOf, this);
  }

  /** Whether both parts are equal as numbers. */
  equals(w: ComplexLike): boolean {
    return typeof w === 'number' ? this.re === w && this.im === 0 : this.re === w.re && this.im === w.im;
  }

  /** `1 - 2i`; a part that is 0 is left out. */
  toString(): string {
    const { re, im } = this;
    if (im === 0) return String(re);
    const size = Math.abs(im) === 1 ? 'i' : `${Math.abs(im)}i`;
    if (re === 0) return im < 0 ? `-${size}` : size;
    return `${re} ${im < 0 ? '-' : '+'} ${size}`;
  }

  /** Its parts as they are. */
  toJSON(): { re: number; im: number } {
    return { re: this.re, im: this.im };
  }
}

showAsText(Complex.prototype);

/**
 * The complex number re + i·im.
 *
 * @throws TypeError when a part is not a number
 * @example
 * complex(1, -2).exp().mul(complex(1, 2).exp()).re.toFixed(12); // '7.389056098931'
 */
export function complex(re: number, im = 0): Complex {
  if (typeof re !== 'number' || typeof im !== 'number') {
    throw new TypeError(`complex: expected two numbers, got ${typeof re} and ${typeof im}`);
  }
  return new Complex(re, im);
}
