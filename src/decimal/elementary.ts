import type { MonotoneName } from './functions.js';

/** Names of the elementary functions of one argument. */
export type ElementaryName = MonotoneName | 'sin' | 'cos' | 'tan';

/** The elementary functions as methods of a class `S` of intervals. */
export abstract class Elementary<S> {
  /** {f(x)} for the members x at which f is defined. */
  protected abstract applied(name: ElementaryName): S;

  /** {√x : x ≥ 0}. */
  sqrt(): S {
    return this.applied('sqrt');
  }

  /** {∛x}. */
  cbrt(): S {
    return this.applied('cbrt');
  }

  /** {eˣ}. */
  exp(): S {
    return this.applied('exp');
  }

  /** {2ˣ}. */
  exp2(): S {
    return this.applied('exp2');
  }

  /** {10ˣ}. */
  exp10(): S {
    return this.applied('exp10');
  }

  /** {eˣ − 1}. */
  expm1(): S {
    return this.applied('expm1');
  }

  /** {log x : x > 0}, the natural logarithm. */
  log(): S {
    return this.applied('log');
  }

  /** {log₂ x : x > 0}. */
  log2(): S {
    return this.applied('log2');
  }

  /** {log₁₀ x : x > 0}. */
  log10(): S {
    return this.applied('log10');
  }

  /** {log(1 + x) : x > −1}. */
  log1p(): S {
    return this.applied('log1p');
  }

  /** {sin x}; [−1, 1] where an angle has more than 10 000 digits before the point. */
  sin(): S {
    return this.applied('sin');
  }

  /** {cos x}; [−1, 1] where an angle has more than 10 000 digits before the point. */
  cos(): S {
    return this.applied('cos');
  }

  /** {tan x}: the real line for an x that holds a pole, or where an angle has more than 10 000 digits before the point. */
  tan(): S {
    return this.applied('tan');
  }

  /** {arcsin x : |x| ≤ 1}. */
  asin(): S {
    return this.applied('asin');
  }

  /** {arccos x : |x| ≤ 1}. */
  acos(): S {
    return this.applied('acos');
  }

  /** {arctan x}. */
  atan(): S {
    return this.applied('atan');
  }

  /** {sinh x}. */
  sinh(): S {
    return this.applied('sinh');
  }

  /** {cosh x}. */
  cosh(): S {
    return this.applied('cosh');
  }

  /** {tanh x}. */
  tanh(): S {
    return this.applied('tanh');
  }

  /** {arsinh x}. */
  asinh(): S {
    return this.applied('asinh');
  }

  /** {arcosh x : x ≥ 1}. */
  acosh(): S {
    return this.applied('acosh');
  }

  /** {artanh x : |x| < 1}. */
  atanh(): S {
    return this.applied('atanh');
  }
}
