/**
 * The slope functions of IEEE 1788-2015, table 10.6: what is left of a function when its first Taylor terms at 0 are taken off, over the
 * next term. All are 1 at 0, where the quotient has a removable singularity.
 *
 * The value at an x ≠ 0 in the domain is transcendental, as g(x) is (Lindemann), so no double. Proof of all that is said here:
 * docs/proofs/slopes.md.
 */
import { arcsinBall, arctanBall } from './arctangent.js';
import { add, type Ball, ballOf, div, mul, topExponent } from './ball.js';
import { halfPi } from './constants.js';
import { expBall } from './exponential.js';
import { coshBall, sinhBall } from './hyperbolic.js';
import { log1pBall } from './logarithm.js';
import { settle, settleBeside, write, writeBeyond, writeHuge, writeUndefined, writeWithin } from './settle.js';
import { cosine, sine } from './trigonometric.js';

/** Writes the bounds of f(x). */
type Bounds = (x: number, out: Float64Array) => void;

/** f(x) = (a·g(x) + Σ b_j·x^j)/x^m. */
interface Slope {
  /** g(x) for a double x, with a relative error near 2^-precision. */
  readonly g: (x: number, precision: number) => Ball;
  readonly a: number;
  readonly b: readonly number[];
  readonly m: number;
  /** Whether f(x) > 1 for small x > 0. Such an f grows to +∞, if its domain does not end before; the others fall to 0. */
  readonly rises: boolean;
  /** Whether f is even: then it is computed at |x|. */
  readonly even: boolean;
  /** The domain: from −1 without −1 for the logarithm, up to 1 with 1 for the arc sine. */
  readonly from: number;
  readonly to: number;
}

const guard = 28;
const exactly = 5000; // more bits than Σ b_j·x^j and x^m have
const tiny = 5e-17; // below 2^-54: |f(x) − 1| < |x|
const tinyIfEven = 7e-9; // below 2^-27: |f(x) − 1| < x²
const over = 740; // e^x/x and 3e^x/x³ are above 2^1024
const far = -128;

/** Σ b_j·x^j, exactly. */
function polynomial(b: readonly number[], x: Ball): Ball {
  return b.reduceRight((sum, c) => add(mul(sum, x, exactly), ballOf(c), exactly), ballOf(0));
}

/** x^m, exactly. */
function power(x: Ball, m: number): Ball {
  return m === 1 ? x : mul(x, power(x, m - 1), exactly);
}

function slope({ g, a, b, m, rises, even, from, to }: Slope): Bounds {
  return (signed, out) => {
    const x = even ? Math.abs(signed) : signed;
    if (x === 0) write(1, 1, out);
    else if (!(x >= from && x <= to)) writeUndefined(out);
    else if (Math.abs(x) < (even ? tinyIfEven : tiny)) {
      if (rises === x > 0) writeBeyond(1, out);
      else writeWithin(1, out);
    } else if (x > over && rises) writeHuge(out);
    else if (x === Infinity || x === -Infinity) write(0, 0, out);
    else if (x === -1 && from === -1) writeHuge(out);
    else {
      const v = ballOf(x);
      const rest = polynomial(b, v);
      const divisor = power(v, m);
      if (x < far) {
        // Only exponentials come here: e^x decides no more than the side.
        settleBeside((precision) => div(rest, divisor, precision + guard), rest.mid > 0n ? 1 : -1, out);
        return;
      }
      const factor = ballOf(a);
      const lost = m * Math.max(0, -topExponent(v)); // bits that cancel in the numerator, at the most, or a few more
      settle((precision) => {
        const p = precision + guard;
        return div(add(mul(factor, g(x, p + lost), p + lost), rest, p + lost), divisor, p);
      }, out);
    }
  };
}

const exponential = (x: number, precision: number): Ball => expBall(ballOf(x), precision);
const logarithm = (x: number, precision: number): Ball => log1pBall(ballOf(x), precision);
const arcsine = (x: number, precision: number): Ball => (x === 1 ? halfPi(precision) : arcsinBall(ballOf(x), precision));
const arctangent = (x: number, precision: number): Ball => arctanBall(ballOf(x), precision);
const hyperbolicCosine = (x: number, precision: number): Ball => coshBall(ballOf(x), x <= 1, precision);
const hyperbolicSine = (x: number, precision: number): Ball => sinhBall(ballOf(x), x <= 1, precision);

const line = { even: false, from: -Infinity, to: Infinity };
const aboveMinusOne = { even: false, from: -1, to: Infinity };
const symmetric = { even: true, from: 0, to: Infinity };

/** (e^x − 1)/x. */
export const exactExpSlope1: Bounds = slope({ g: exponential, a: 1, b: [-1], m: 1, rises: true, ...line });

/** 2(e^x − 1 − x)/x². */
export const exactExpSlope2: Bounds = slope({ g: exponential, a: 2, b: [-2, -2], m: 2, rises: true, ...line });

/** −2(ln(1 + x) − x)/x² for x > −1. */
export const exactLogSlope1: Bounds = slope({ g: logarithm, a: -2, b: [0, 2], m: 2, rises: false, ...aboveMinusOne });

/** 3(ln(1 + x) − x + x²/2)/x³ for x > −1. */
export const exactLogSlope2: Bounds = slope({ g: logarithm, a: 3, b: [0, -3, 1.5], m: 3, rises: false, ...aboveMinusOne });

/** −2(cos x − 1)/x². */
export const exactCosSlope2: Bounds = slope({ g: cosine, a: -2, b: [2], m: 2, rises: false, ...symmetric });

/** −6(sin x − x)/x³. */
export const exactSinSlope3: Bounds = slope({ g: sine, a: -6, b: [0, 6], m: 3, rises: false, ...symmetric });

/** 6(arcsin x − x)/x³ for |x| ≤ 1. */
export const exactAsinSlope3: Bounds = slope({ g: arcsine, a: 6, b: [0, -6], m: 3, rises: true, ...symmetric, to: 1 });

/** −3(arctan x − x)/x³. */
export const exactAtanSlope3: Bounds = slope({ g: arctangent, a: -3, b: [0, 3], m: 3, rises: false, ...symmetric });

/** 2(cosh x − 1)/x². */
export const exactCoshSlope2: Bounds = slope({ g: hyperbolicCosine, a: 2, b: [-2], m: 2, rises: true, ...symmetric });

/** 6(sinh x − x)/x³. */
export const exactSinhSlope3: Bounds = slope({ g: hyperbolicSine, a: 6, b: [0, -6], m: 3, rises: true, ...symmetric });
