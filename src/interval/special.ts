import { operands } from './arithmetic.js';
import { Elementary } from './elementary.js';
import { besselJKernel, sphericalJKernel } from './kernel/bessel.js';
import { digammaInto, gammaInto, lgammaInto, polygammaKernel } from './kernel/gamma.js';
import { keplerEInto } from './kernel/kepler.js';
import {
  asinSlope3Into,
  atanSlope3Into,
  coshSlope2Into,
  cosSlope2Into,
  expSlope1Into,
  expSlope2Into,
  logSlope1Into,
  logSlope2Into,
  sinhSlope3Into,
  sinSlope3Into,
} from './kernel/slope.js';
import { erfcInto, erfInto, lambertWInto, lambertWLowerInto } from './kernel/special.js';

// A constant of this module, too: see there.
const m = operands;

/** The slope functions of IEEE 1788, error and gamma functions and their like, as methods. */
export abstract class Special<S, Y> extends Elementary<S, Y> {
  /**
   * {(eˣ − 1)/x}. This and the nine after it are the slope functions of IEEE 1788-2015, table 10.6: what is left of a function when
   * its first Taylor terms at 0 are taken off, over the next term. All are continued to x = 0, where they are 1, as the table says;
   * formulas quoted from it with other factors or signs (half of sinSlope3 and sinhSlope3, logSlope1 turned over) would not be.
   * @example
   * interval(0).expSlope1().toString(); // '[1, 1]'
   */
  expSlope1(): S {
    return this.result(this.load(), expSlope1Into(m, 4, m, 0));
  }

  /** {2(eˣ − 1 − x)/x²}. */
  expSlope2(): S {
    return this.result(this.load(), expSlope2Into(m, 4, m, 0));
  }

  /** {−2(log(1 + x) − x)/x² : x > −1}. */
  logSlope1(): S {
    return this.result(this.load(), logSlope1Into(m, 4, m, 0));
  }

  /** {3(log(1 + x) − x + x²/2)/x³ : x > −1}. */
  logSlope2(): S {
    return this.result(this.load(), logSlope2Into(m, 4, m, 0));
  }

  /** {−2(cos x − 1)/x²}. */
  cosSlope2(): S {
    return this.result(this.load(), cosSlope2Into(m, 4, m, 0));
  }

  /** {−6(sin x − x)/x³}. */
  sinSlope3(): S {
    return this.result(this.load(), sinSlope3Into(m, 4, m, 0));
  }

  /** {6(arcsin x − x)/x³ : |x| ≤ 1}. */
  asinSlope3(): S {
    return this.result(this.load(), asinSlope3Into(m, 4, m, 0));
  }

  /** {−3(arctan x − x)/x³}. */
  atanSlope3(): S {
    return this.result(this.load(), atanSlope3Into(m, 4, m, 0));
  }

  /** {2(cosh x − 1)/x²}. */
  coshSlope2(): S {
    return this.result(this.load(), coshSlope2Into(m, 4, m, 0));
  }

  /** {6(sinh x − x)/x³}. */
  sinhSlope3(): S {
    return this.result(this.load(), sinhSlope3Into(m, 4, m, 0));
  }

  /** {erf x}, the integral of 2/√π·exp(−t²) from 0 to x. */
  erf(): S {
    return this.result(this.load(), erfInto(m, 4, m, 0));
  }

  /** {1 − erf x}. */
  erfc(): S {
    return this.result(this.load(), erfcInto(m, 4, m, 0));
  }

  /** {Γ(x) : x ≠ 0, −1, −2, …}; the lower end is within two units in the last place where it is a minimum between doubles. */
  gamma(): S {
    return this.result(this.load(), gammaInto(m, 4, m, 0));
  }

  /** {log |Γ(x)| : x ≠ 0, −1, −2, …}, for negative x too. */
  lgamma(): S {
    return this.result(this.load(), lgammaInto(m, 4, m, 0));
  }

  /** {ψ(x) : x ≠ 0, −1, −2, …}, the derivative of log |Γ|. */
  digamma(): S {
    return this.result(this.load(), digammaInto(m, 4, m, 0));
  }

  /** {ψ⁽ⁿ⁾(x) : x ≠ 0, −1, −2, …}, the n-th derivative of the digamma function, for an integer 0 ≤ n ≤ 1000. */
  polygamma(n: number): S {
    return this.result(this.load(), polygammaKernel(n)(m, 4, m, 0));
  }

  /**
   * {Jₙ(x)}, the Bessel function of the first kind, for an integer |n| ≤ 10000.
   *
   * Tightest up to 2^24, but for chance at an extremum; beyond, tightest where it is monotone, and otherwise bounded by the amplitude √(2/(πx)).
   */
  besselJ(n: number): S {
    return this.result(this.load(), besselJKernel(n)(m, 4, m, 0));
  }

  /** {jₙ(x)}, the spherical Bessel function, for an integer 0 ≤ n ≤ 10000, as tight as `besselJ`; j₀ is sin(x)/x. */
  sphericalJ(n: number): S {
    return this.result(this.load(), sphericalJKernel(n)(m, 4, m, 0));
  }

  /** {E : E − e·sin E = M} for the eccentricities e in this interval; it is defined for those in [0, 1]. */
  keplerE(M: Y): S {
    return this.result(this.loadWith(M), keplerEInto(m, 4, m, 0, m, 2));
  }

  /** {w ≥ −1 : w·eʷ = x}, or for branch −1 {w ≤ −1 : w·eʷ = x}: the real branches of the Lambert function, on x ≥ −1/e and on −1/e ≤ x < 0. */
  lambertW(branch: 0 | -1 = 0): S {
    if (branch !== 0 && branch !== -1) throw new RangeError(`lambertW: expected the branch 0 or −1, got ${String(branch)}`);
    return this.result(this.load(), (branch === 0 ? lambertWInto : lambertWLowerInto)(m, 4, m, 0));
  }
}
