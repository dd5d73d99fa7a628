/** Each function with a fast phase, its exact path, and arguments where the fast phase has its seams. */

import { expBounds } from '../../../src/rounding/elementary/exp.js';
import { logBounds } from '../../../src/rounding/elementary/log.js';
import { cosBounds, sinBounds } from '../../../src/rounding/elementary/trig.js';
import { exactExp } from '../../../src/rounding/exact/exponential.js';
import { exactLog } from '../../../src/rounding/exact/logarithm.js';
import { exactCos, exactSin } from '../../../src/rounding/exact/trigonometric.js';
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

/** The functions by name, each argument kind in turn. */
export const subjects: Record<string, { bounds: Bounds; exact: Bounds; kinds: ((draw: Draw) => number)[] }> = {
  exp: {
    bounds: expBounds,
    exact: exactExp,
    kinds: [
      (draw) => draw.uniform(-10, 10),
      (draw) => draw.uniform(-746, 710),
      (draw) => draw.sized(-60, -2),
      (draw) => draw.near((draw.integer(-130_000, 130_000) * Math.LN2) / 256), // seams between grid points
      (draw) => draw.integer(-(2 ** 20), 2 ** 20) * 2 ** draw.integer(-70, -20), // 1 + x is a double
      (draw) => Math.log(short(draw)),
      (draw) => draw.near([2 ** -9, -(2 ** -9), 708, -708, 2 ** -53, 709.782712893384][draw.integer(0, 5)]!),
    ],
  },
  log: {
    bounds: logBounds,
    exact: exactLog,
    kinds: [
      (draw) => draw.uniform(0, 4),
      (draw) => Math.abs(draw.sized(-1074, 1024)),
      (draw) => 1 + draw.sized(-52, -3),
      (draw) => 1 + draw.integer(-1000, 1000) * 2 ** -52,
      (draw) => draw.near((1 + draw.integer(0, 511) / 512) * 2 ** draw.integer(-3, 3)), // seams between intervals
      (draw) => Math.exp(draw.integer(-1000, 1000) / 64),
      (draw) => draw.near(2 ** draw.integer(-1074, 1023)),
      short,
    ],
  },
  sin: { bounds: sinBounds, exact: exactSin, kinds: angles },
  cos: { bounds: cosBounds, exact: exactCos, kinds: angles },
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
