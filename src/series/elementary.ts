import type { SmoothName } from './functions.js';

/** The functions of the recurrence table as methods, for series in one variable and in many; `S` is the series' own class. */
export abstract class Elementary<S> {
  /** A function of the table, of this series. */
  protected abstract applied(name: SmoothName): S;

  /** a²: each product of two different coefficients is computed once. */
  sqr(): S {
    return this.applied('sqr');
  }

  /** √a. */
  sqrt(): S {
    return this.applied('sqrt');
  }

  /** ∛a, also of a negative a. */
  cbrt(): S {
    return this.applied('cbrt');
  }

  /** e^a. */
  exp(): S {
    return this.applied('exp');
  }

  /** 2^a. */
  exp2(): S {
    return this.applied('exp2');
  }

  /** 10^a. */
  exp10(): S {
    return this.applied('exp10');
  }

  /** e^a − 1, without cancellation where a is small. */
  expm1(): S {
    return this.applied('expm1');
  }

  /** ln a. */
  log(): S {
    return this.applied('log');
  }

  /** log₂ a. */
  log2(): S {
    return this.applied('log2');
  }

  /** log₁₀ a. */
  log10(): S {
    return this.applied('log10');
  }

  /** ln(1 + a), without cancellation where a is small. */
  log1p(): S {
    return this.applied('log1p');
  }

  /** sin a. */
  sin(): S {
    return this.applied('sin');
  }

  /** cos a. */
  cos(): S {
    return this.applied('cos');
  }

  /** tan a. */
  tan(): S {
    return this.applied('tan');
  }

  /** arcsin a. */
  asin(): S {
    return this.applied('asin');
  }

  /** arccos a. */
  acos(): S {
    return this.applied('acos');
  }

  /** arctan a. */
  atan(): S {
    return this.applied('atan');
  }

  /** sinh a. */
  sinh(): S {
    return this.applied('sinh');
  }

  /** cosh a. */
  cosh(): S {
    return this.applied('cosh');
  }

  /** tanh a. */
  tanh(): S {
    return this.applied('tanh');
  }

  /** arsinh a. */
  asinh(): S {
    return this.applied('asinh');
  }

  /** arcosh a. */
  acosh(): S {
    return this.applied('acosh');
  }

  /** artanh a. */
  atanh(): S {
    return this.applied('atanh');
  }

  /** sin πa. */
  sinpi(): S {
    return this.applied('sinpi');
  }

  /** cos πa. */
  cospi(): S {
    return this.applied('cospi');
  }

  /** tan πa. */
  tanpi(): S {
    return this.applied('tanpi');
  }

  /** sin(a)/a, and 1 where a vanishes. */
  sinc(): S {
    return this.applied('sinc');
  }

  /** e^{−a²}. */
  gaussian(): S {
    return this.applied('gaussian');
  }

  /** The error function, 2/√π·∫ e^{−t²} dt from 0 to a. */
  erf(): S {
    return this.applied('erf');
  }

  /** 1 − erf a, without cancellation where a is large. */
  erfc(): S {
    return this.applied('erfc');
  }

  /** 1/(1 + e^{−a}). */
  sigmoid(): S {
    return this.applied('sigmoid');
  }

  /** Lambert's W ≥ −1: the solution of W e^W = a. */
  lambertW(): S {
    return this.applied('lambertW');
  }

  /** W₋₁ ≤ −1, the other real solution of W e^W = a, for −1/e ≤ a < 0. */
  lambertWm1(): S {
    return this.applied('lambertWm1');
  }

  /** Γ(a). */
  gamma(): S {
    return this.applied('gamma');
  }

  /** ln|Γ(a)|; of complex numbers ln Γ(a), cut along the negative real axis. */
  lgamma(): S {
    return this.applied('lgamma');
  }

  /** ψ(a) = Γ′(a)/Γ(a). */
  digamma(): S {
    return this.applied('digamma');
  }
}
