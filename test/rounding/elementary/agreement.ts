/** Each function with a fast phase, its exact path, and arguments where the fast phase has its seams. */

import { acosBounds } from '../../../src/rounding/elementary/acos.js';
import { acoshBounds } from '../../../src/rounding/elementary/acosh.js';
import { acotBounds } from '../../../src/rounding/elementary/acot.js';
import { acothBounds } from '../../../src/rounding/elementary/acoth.js';
import { asinBounds } from '../../../src/rounding/elementary/asin.js';
import { asinhBounds } from '../../../src/rounding/elementary/asinh.js';
import { atanBounds } from '../../../src/rounding/elementary/atan.js';
import { atan2Bounds } from '../../../src/rounding/elementary/atan2.js';
import { atanhBounds } from '../../../src/rounding/elementary/atanh.js';
import { coshBounds } from '../../../src/rounding/elementary/cosh.js';
import { cothBounds } from '../../../src/rounding/elementary/coth.js';
import { cschBounds } from '../../../src/rounding/elementary/csch.js';
import { expBounds } from '../../../src/rounding/elementary/exp.js';
import { exp2Bounds } from '../../../src/rounding/elementary/exp2.js';
import { exp10Bounds } from '../../../src/rounding/elementary/exp10.js';
import { expm1Bounds } from '../../../src/rounding/elementary/expm1.js';
import { logBounds } from '../../../src/rounding/elementary/log.js';
import { log1pBounds } from '../../../src/rounding/elementary/log1p.js';
import { log2Bounds } from '../../../src/rounding/elementary/log2.js';
import { log10Bounds } from '../../../src/rounding/elementary/log10.js';
import { sechBounds } from '../../../src/rounding/elementary/sech.js';
import { sinhBounds } from '../../../src/rounding/elementary/sinh.js';
import { cotBounds, cscBounds, secBounds, tanBounds } from '../../../src/rounding/elementary/tan.js';
import { tanhBounds } from '../../../src/rounding/elementary/tanh.js';
import { cosBounds, sinBounds } from '../../../src/rounding/elementary/trig.js';
import { exactAcos, exactAcot, exactAsin, exactAtan, exactAtan2 } from '../../../src/rounding/exact/arctangent.js';
import { exactAcosh, exactAcoth, exactAsinh, exactAtanh } from '../../../src/rounding/exact/area.js';
import { exactExp, exactExp2, exactExp10, exactExpm1 } from '../../../src/rounding/exact/exponential.js';
import { exactCosh, exactCoth, exactCsch, exactSech, exactSinh, exactTanh } from '../../../src/rounding/exact/hyperbolic.js';
import { exactLog, exactLog1p, exactLog2, exactLog10 } from '../../../src/rounding/exact/logarithm.js';
import { exactCos, exactCot, exactCsc, exactSec, exactSin, exactTan } from '../../../src/rounding/exact/trigonometric.js';
import { nextDown, nextUp, operands } from '../oracle.js';

type Bounds = (x: number, out: Float64Array) => void;

/** A seeded source of arguments. */
export interface Draw {
  /** Any finite double, with a liking for the ends of the range and short mantissas. */
  any(): number;
  uniform(lo: number, hi: number): number;
  /** Of either sign, 2^lo ≤ |x| ≤ 2^hi, uniform in the exponent. */
  sized(lo: number, hi: number): number;
  integer(lo: number, hi: number): number;
  /** x or one of the three doubles on each side of it. */
  near(x: number): number;
}

export function draws(seed: number): Draw {
  const { any } = operands(seed);
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const uniform = (lo: number, hi: number): number => lo + ((hi - lo) * (bits() * 2 ** 20 + (bits() >>> 12))) / 2 ** 52;
  const integer = (lo: number, hi: number): number => lo + (bits() % (hi - lo + 1));
  return {
    any,
    uniform,
    integer,
    sized: (lo, hi) => (bits() % 2 ? 1 : -1) * 2 ** uniform(lo, hi),
    near(x) {
      const step = bits() % 2 ? nextUp : nextDown;
      let y = x;
      for (let k = bits() % 4; k > 0; k--) y = step(y);
      return Number.isFinite(y) ? y : x;
    },
  };
}

/** A number whose exponent and leading bits are few, so that the function that takes x here came from near a double. */
const short = (draw: Draw): number => draw.integer(1, 1 << 20) * 2 ** draw.integer(-30, 10);

const angles: ((draw: Draw) => number)[] = [
  (draw) => draw.uniform(-8, 8),
  (draw) => draw.sized(-28, 17),
  (draw) => draw.uniform(-51000, 51000),
  (draw) => draw.near((draw.integer(-16_000_000, 16_000_000) * Math.PI) / 1024), // seams between grid points
  (draw) => draw.near((draw.integer(-32_000, 32_000) * Math.PI) / 2), // roots
  (draw) => (draw.integer(-32_000, 32_000) * Math.PI) / 2 + draw.sized(-50, -8),
  (draw) => draw.near(51000),
  (draw) => Math.asin(draw.integer(-1000, 1000) / 1000),
  (draw) => draw.sized(-1000, 1000),
];

/** Arguments of an exponential, where `doubling` is what doubles it. */
const exponents = (doubling: number): ((draw: Draw) => number)[] => [
  (draw) => doubling * draw.uniform(-15, 15),
  (draw) => doubling * draw.uniform(-1076, 1025),
  (draw) => draw.sized(-60, -2),
  (draw) => draw.near((draw.integer(-130_000, 130_000) * doubling) / 256), // seams between grid points
  (draw) => draw.integer(-(2 ** 20), 2 ** 20) * 2 ** draw.integer(-70, -20), // 1 + x is a double
  (draw) => doubling * Math.log2(short(draw)),
  (draw) => draw.near(draw.integer(-330, 330)),
  (draw) => draw.near([2 ** -9, -(2 ** -9), 708, -708, 2 ** -53, 709.782712893384, -40, 2 ** -5, 307, 1021][draw.integer(0, 9)]!),
];

const positives: ((draw: Draw) => number)[] = [
  (draw) => draw.uniform(0, 4),
  (draw) => Math.abs(draw.sized(-1074, 1024)),
  (draw) => 1 + draw.sized(-52, -3),
  (draw) => 1 + draw.integer(-1000, 1000) * 2 ** -52,
  (draw) => draw.near((1 + draw.integer(0, 511) / 512) * 2 ** draw.integer(-3, 3)), // seams between intervals
  (draw) => Math.exp(draw.integer(-1000, 1000) / 64),
  (draw) => draw.near(2 ** draw.integer(-1074, 1023)),
  short,
];

const hyperbolics: ((draw: Draw) => number)[] = [
  (draw) => draw.uniform(-3, 3),
  (draw) => draw.sized(-28, 10),
  (draw) => draw.sized(-6, -3),
  (draw) => draw.near((draw.integer(-130_000, 130_000) * Math.LN2) / 256), // seams between grid points
  (draw) => Math.asinh(short(draw)),
  (draw) => draw.near([2 ** -5, -(2 ** -5), 708, -708, 20, 100, 1e-8, 710.4758600739439][draw.integer(0, 7)]!),
];

const slopes: ((draw: Draw) => number)[] = [
  (draw) => draw.uniform(-3, 3),
  (draw) => draw.sized(-30, 60),
  (draw) => draw.near((2 * draw.integer(0, 128) + 1) / 256), // seams between intervals
  (draw) => draw.near(256 / (2 * draw.integer(0, 128) + 1)),
  (draw) => Math.tan(draw.integer(-1500, 1500) / 1000),
  (draw) => draw.near([1, -1, 2 ** -27, 2 ** 300][draw.integer(0, 3)]!),
];

const sines: ((draw: Draw) => number)[] = [
  (draw) => draw.uniform(-1, 1),
  (draw) => draw.sized(-30, 0),
  (draw) => 1 - Math.abs(draw.sized(-54, -1)),
  (draw) => draw.near(Math.SQRT1_2),
  (draw) => Math.sin(draw.integer(-1570, 1570) / 1000),
  (draw) => Math.sin(Math.atan((2 * draw.integer(0, 128) + 1) / 256)),
  (draw) => draw.near([1, -1, 0, 2 ** -27][draw.integer(0, 3)]!),
];

/** The angle of a point that x decides. */
const point = (x: number): [number, number] => {
  const y = Math.abs(x) > 1e30 ? 1 : (x * 1e5) % 7;
  return [y, x];
};

/** The functions by name, each argument kind in turn. */
export const subjects: Record<string, { bounds: Bounds; exact: Bounds; kinds: ((draw: Draw) => number)[] }> = {
  exp: { bounds: expBounds, exact: exactExp, kinds: exponents(Math.LN2) },
  exp2: { bounds: exp2Bounds, exact: exactExp2, kinds: exponents(1) },
  exp10: { bounds: exp10Bounds, exact: exactExp10, kinds: exponents(Math.LOG10E * Math.LN2) },
  expm1: { bounds: expm1Bounds, exact: exactExpm1, kinds: [...exponents(Math.LN2), (draw) => draw.uniform(-0.1, 0.1)] },
  log: { bounds: logBounds, exact: exactLog, kinds: positives },
  log2: { bounds: log2Bounds, exact: exactLog2, kinds: positives },
  log10: {
    bounds: log10Bounds,
    exact: exactLog10,
    kinds: [...positives, (draw) => draw.near(Number(`1e${draw.integer(-300, 300)}`))],
  },
  log1p: {
    bounds: log1pBounds,
    exact: exactLog1p,
    kinds: [
      (draw) => draw.uniform(-1, 3),
      (draw) => draw.sized(-60, 0),
      (draw) => Math.abs(draw.sized(-5, 1023)),
      (draw) => draw.integer(-(2 ** 20), 2 ** 20) * 2 ** draw.integer(-70, -20),
      (draw) => draw.near(draw.integer(1, 511) / 512),
      (draw) => draw.near([2 ** -9, -(2 ** -9), -1, 2 ** -54, -(2 ** -53)][draw.integer(0, 4)]!),
    ],
  },
  sinh: { bounds: sinhBounds, exact: exactSinh, kinds: hyperbolics },
  cosh: { bounds: coshBounds, exact: exactCosh, kinds: hyperbolics },
  tanh: { bounds: tanhBounds, exact: exactTanh, kinds: hyperbolics },
  coth: { bounds: cothBounds, exact: exactCoth, kinds: hyperbolics },
  sech: { bounds: sechBounds, exact: exactSech, kinds: hyperbolics },
  csch: { bounds: cschBounds, exact: exactCsch, kinds: hyperbolics },
  asinh: {
    bounds: asinhBounds,
    exact: exactAsinh,
    kinds: [
      (draw) => draw.uniform(-3, 3),
      (draw) => draw.sized(-28, 102),
      (draw) => draw.sized(-12, -8),
      (draw) => Math.sinh(Math.log(1 + draw.integer(1, 511) / 512)), // seams between intervals
      (draw) => Math.sinh(draw.integer(-1000, 1000) / 64),
      (draw) => draw.near([2 ** -10, -(2 ** -10), 1e-8, 2 ** 100][draw.integer(0, 3)]!),
    ],
  },
  acosh: {
    bounds: acoshBounds,
    exact: exactAcosh,
    kinds: [
      (draw) => draw.uniform(1, 4),
      (draw) => 1 + Math.abs(draw.sized(-52, 102)),
      (draw) => 1 + draw.integer(0, 1000) * 2 ** -52,
      (draw) => Math.cosh(Math.log(1 + draw.integer(1, 511) / 512)),
      (draw) => Math.cosh(draw.integer(0, 1000) / 64),
      (draw) => draw.near([1 + 2 ** -20, 1, 2 ** 100][draw.integer(0, 2)]!),
    ],
  },
  atanh: {
    bounds: atanhBounds,
    exact: exactAtanh,
    kinds: [...sines, (draw) => draw.near(2 ** -11), (draw) => Math.tanh(short(draw))],
  },
  acoth: {
    bounds: acothBounds,
    exact: exactAcoth,
    kinds: [
      (draw) => 1 + draw.uniform(0, 10),
      (draw) => draw.sized(0, 60),
      (draw) => -1 - Math.abs(draw.sized(-52, 2)),
      (draw) => draw.near([1, 2048, -2048, 1e15][draw.integer(0, 3)]!),
    ],
  },
  sin: { bounds: sinBounds, exact: exactSin, kinds: angles },
  cos: { bounds: cosBounds, exact: exactCos, kinds: angles },
  tan: { bounds: tanBounds, exact: exactTan, kinds: angles },
  cot: { bounds: cotBounds, exact: exactCot, kinds: angles },
  sec: { bounds: secBounds, exact: exactSec, kinds: angles },
  csc: { bounds: cscBounds, exact: exactCsc, kinds: angles },
  atan: { bounds: atanBounds, exact: exactAtan, kinds: slopes },
  acot: { bounds: acotBounds, exact: exactAcot, kinds: slopes },
  asin: { bounds: asinBounds, exact: exactAsin, kinds: sines },
  acos: { bounds: acosBounds, exact: exactAcos, kinds: sines },
  atan2: { bounds: (x, out) => atan2Bounds(...point(x), out), exact: (x, out) => exactAtan2(...point(x), out), kinds: slopes },
};

/** Compares bounds and exact path on `count` arguments and throws at the first difference. */
export function compare(name: string, seed: number, count: number): void {
  const { bounds, exact, kinds } = subjects[name]!;
  const draw = draws(seed);
  const fast = new Float64Array(2);
  const tight = new Float64Array(2);
  for (let i = 0; i < count; i++) {
    const kind = i % (kinds.length + 1);
    const x = kind === kinds.length ? draw.any() : kinds[kind]!(draw);
    bounds(x, fast);
    exact(x, tight);
    if (!Object.is(fast[0], tight[0]) || !Object.is(fast[1], tight[1])) {
      throw new Error(`${name}(${x}) is [${fast.join(', ')}], exactly [${tight.join(', ')}]; seed ${seed}`);
    }
  }
}
