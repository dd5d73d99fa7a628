import { Arithmetic, operands } from './arithmetic.js';
import { atan2Into, atan2piInto } from './kernel/angle.js';
import {
  exp2Into,
  exp2m1Into,
  exp10Into,
  exp10m1Into,
  expInto,
  expm1Into,
  log1pInto,
  log2Into,
  log2p1Into,
  log10Into,
  log10p1Into,
  logInto,
} from './kernel/exponential.js';
import { acospiInto, asinpiInto, atanpiInto, cospiInto, sinpiInto, tanpiInto } from './kernel/halfturn.js';
import {
  acoshInto,
  acothInto,
  asinhInto,
  atanhInto,
  coshInto,
  cothInto,
  cschInto,
  sechInto,
  sinhInto,
  tanhInto,
} from './kernel/hyperbolic.js';
import {
  acosInto,
  acotInto,
  asinInto,
  atanInto,
  cosInto,
  cotInto,
  cscInto,
  secInto,
  sinInto,
  tanInto,
} from './kernel/trigonometric.js';

// A constant of this module, too: see there.
const m = operands;

/** The elementary functions as methods. */
export abstract class Elementary<S, Y> extends Arithmetic<S, Y> {
  /** {eˣ}. */
  exp(): S {
    return this.result(this.load(), expInto(m, 4, m, 0));
  }

  /** {2ˣ}. */
  exp2(): S {
    return this.result(this.load(), exp2Into(m, 4, m, 0));
  }

  /** {10ˣ}. */
  exp10(): S {
    return this.result(this.load(), exp10Into(m, 4, m, 0));
  }

  /** {eˣ − 1}. */
  expm1(): S {
    return this.result(this.load(), expm1Into(m, 4, m, 0));
  }

  /** {2ˣ − 1}. */
  exp2m1(): S {
    return this.result(this.load(), exp2m1Into(m, 4, m, 0));
  }

  /** {10ˣ − 1}. */
  exp10m1(): S {
    return this.result(this.load(), exp10m1Into(m, 4, m, 0));
  }

  /** {log x : x > 0}, the natural logarithm. */
  log(): S {
    return this.result(this.load(), logInto(m, 4, m, 0));
  }

  /** {log₂ x : x > 0}. */
  log2(): S {
    return this.result(this.load(), log2Into(m, 4, m, 0));
  }

  /** {log₁₀ x : x > 0}. */
  log10(): S {
    return this.result(this.load(), log10Into(m, 4, m, 0));
  }

  /** {log(1 + x) : x > −1}. */
  log1p(): S {
    return this.result(this.load(), log1pInto(m, 4, m, 0));
  }

  /** {log₂(1 + x) : x > −1}. */
  log2p1(): S {
    return this.result(this.load(), log2p1Into(m, 4, m, 0));
  }

  /** {log₁₀(1 + x) : x > −1}. */
  log10p1(): S {
    return this.result(this.load(), log10p1Into(m, 4, m, 0));
  }

  /** {sin x}. */
  sin(): S {
    return this.result(this.load(), sinInto(m, 4, m, 0));
  }

  /** {cos x}. */
  cos(): S {
    return this.result(this.load(), cosInto(m, 4, m, 0));
  }

  /** {tan x}: the real line for an x that holds a pole. */
  tan(): S {
    return this.result(this.load(), tanInto(m, 4, m, 0));
  }

  /** {cot x : x ≠ kπ}. */
  cot(): S {
    return this.result(this.load(), cotInto(m, 4, m, 0));
  }

  /** {1/cos x : cos x ≠ 0}. */
  sec(): S {
    return this.result(this.load(), secInto(m, 4, m, 0));
  }

  /** {1/sin x : sin x ≠ 0}. */
  csc(): S {
    return this.result(this.load(), cscInto(m, 4, m, 0));
  }

  /** {sin πx}. */
  sinpi(): S {
    return this.result(this.load(), sinpiInto(m, 4, m, 0));
  }

  /** {cos πx}. */
  cospi(): S {
    return this.result(this.load(), cospiInto(m, 4, m, 0));
  }

  /** {tan πx : x ≠ k + 1/2}. */
  tanpi(): S {
    return this.result(this.load(), tanpiInto(m, 4, m, 0));
  }

  /** {arcsin x : |x| ≤ 1}. */
  asin(): S {
    return this.result(this.load(), asinInto(m, 4, m, 0));
  }

  /** {arccos x : |x| ≤ 1}. */
  acos(): S {
    return this.result(this.load(), acosInto(m, 4, m, 0));
  }

  /** {arctan x}. */
  atan(): S {
    return this.result(this.load(), atanInto(m, 4, m, 0));
  }

  /** {arccot x}, in (0, π). */
  acot(): S {
    return this.result(this.load(), acotInto(m, 4, m, 0));
  }

  /** The angles in (−π, π] of the points (x, y) with y in this interval: {atan2(y, x) : (x, y) ≠ (0, 0)}. */
  atan2(x: Y): S {
    return this.result(this.loadWith(x), atan2Into(m, 4, m, 0, m, 2));
  }

  /** {arcsin(x)/π : |x| ≤ 1}. */
  asinpi(): S {
    return this.result(this.load(), asinpiInto(m, 4, m, 0));
  }

  /** {arccos(x)/π : |x| ≤ 1}. */
  acospi(): S {
    return this.result(this.load(), acospiInto(m, 4, m, 0));
  }

  /** {arctan(x)/π}. */
  atanpi(): S {
    return this.result(this.load(), atanpiInto(m, 4, m, 0));
  }

  /** The angles in half turns, in (−1, 1], of the points (x, y) with y in this interval: {atan2(y, x)/π : (x, y) ≠ (0, 0)}. */
  atan2pi(x: Y): S {
    return this.result(this.loadWith(x), atan2piInto(m, 4, m, 0, m, 2));
  }

  /** {sinh x}. */
  sinh(): S {
    return this.result(this.load(), sinhInto(m, 4, m, 0));
  }

  /** {cosh x}. */
  cosh(): S {
    return this.result(this.load(), coshInto(m, 4, m, 0));
  }

  /** {tanh x}. */
  tanh(): S {
    return this.result(this.load(), tanhInto(m, 4, m, 0));
  }

  /** {1/tanh x : x ≠ 0}. */
  coth(): S {
    return this.result(this.load(), cothInto(m, 4, m, 0));
  }

  /** {1/cosh x}. */
  sech(): S {
    return this.result(this.load(), sechInto(m, 4, m, 0));
  }

  /** {1/sinh x : x ≠ 0}. */
  csch(): S {
    return this.result(this.load(), cschInto(m, 4, m, 0));
  }

  /** {arsinh x}. */
  asinh(): S {
    return this.result(this.load(), asinhInto(m, 4, m, 0));
  }

  /** {arcosh x : x ≥ 1}. */
  acosh(): S {
    return this.result(this.load(), acoshInto(m, 4, m, 0));
  }

  /** {artanh x : |x| < 1}. */
  atanh(): S {
    return this.result(this.load(), atanhInto(m, 4, m, 0));
  }

  /** {artanh(1/x) : |x| > 1}. */
  acoth(): S {
    return this.result(this.load(), acothInto(m, 4, m, 0));
  }
}
