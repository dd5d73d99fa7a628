/** Seeded arguments for the elementary functions, among them the seams of the fast phases and values near doubles. */

import { Random } from '../../rigor/random.js';
import { nextDown, nextUp, operands } from '../oracle.js';

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
  const source = new Random(seed);
  const bits = (): number => source.word();
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

/** A way to draw an argument. */
export type Kind = (draw: Draw) => number;

/** A number whose exponent and leading bits are few, so that the function that takes x here came from near a double. */
export const short = (draw: Draw): number => draw.integer(1, 1 << 20) * 2 ** draw.integer(-30, 10);

export const angles: Kind[] = [
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
export const exponents = (doubling: number): Kind[] => [
  (draw) => doubling * draw.uniform(-15, 15),
  (draw) => doubling * draw.uniform(-1076, 1025),
  (draw) => draw.sized(-60, -2),
  (draw) => draw.near((draw.integer(-130_000, 130_000) * doubling) / 256), // seams between grid points
  (draw) => draw.integer(-(2 ** 20), 2 ** 20) * 2 ** draw.integer(-70, -20), // 1 + x is a double
  (draw) => doubling * Math.log2(short(draw)),
  (draw) => draw.near(draw.integer(-330, 330)),
  (draw) => draw.near([2 ** -9, -(2 ** -9), 708, -708, 2 ** -53, 709.782712893384, -40, 2 ** -5, 307, 1021][draw.integer(0, 9)]!),
];

export const positives: Kind[] = [
  (draw) => draw.uniform(0, 4),
  (draw) => Math.abs(draw.sized(-1074, 1024)),
  (draw) => 1 + draw.sized(-52, -3),
  (draw) => 1 + draw.integer(-1000, 1000) * 2 ** -52,
  (draw) => draw.near((1 + draw.integer(0, 511) / 512) * 2 ** draw.integer(-3, 3)), // seams between intervals
  (draw) => Math.exp(draw.integer(-1000, 1000) / 64),
  (draw) => draw.near(2 ** draw.integer(-1074, 1023)),
  short,
];

export const hyperbolics: Kind[] = [
  (draw) => draw.uniform(-3, 3),
  (draw) => draw.sized(-28, 10),
  (draw) => draw.sized(-6, -3),
  (draw) => draw.near((draw.integer(-130_000, 130_000) * Math.LN2) / 256), // seams between grid points
  (draw) => Math.asinh(short(draw)),
  (draw) => draw.near([2 ** -5, -(2 ** -5), 708, -708, 20, 100, 1e-8, 710.4758600739439][draw.integer(0, 7)]!),
];

export const slopes: Kind[] = [
  (draw) => draw.uniform(-3, 3),
  (draw) => draw.sized(-30, 60),
  (draw) => draw.near((2 * draw.integer(0, 128) + 1) / 256), // seams between intervals
  (draw) => draw.near(256 / (2 * draw.integer(0, 128) + 1)),
  (draw) => Math.tan(draw.integer(-1500, 1500) / 1000),
  (draw) => draw.near([1, -1, 2 ** -27, 2 ** 300][draw.integer(0, 3)]!),
];

export const sines: Kind[] = [
  (draw) => draw.uniform(-1, 1),
  (draw) => draw.sized(-30, 0),
  (draw) => 1 - Math.abs(draw.sized(-54, -1)),
  (draw) => draw.near(Math.SQRT1_2),
  (draw) => Math.sin(draw.integer(-1570, 1570) / 1000),
  (draw) => Math.sin(Math.atan((2 * draw.integer(0, 128) + 1) / 256)),
  (draw) => draw.near([1, -1, 0, 2 ** -27][draw.integer(0, 3)]!),
];

export const turns: Kind[] = [
  (draw) => draw.uniform(-3, 3),
  (draw) => draw.sized(-30, 45),
  (draw) => draw.sized(-1022, -20),
  (draw) => draw.near((2 * draw.integer(-2000, 2000) + 1) / 1024), // seams between grid points
  (draw) => draw.near(draw.integer(-2000, 2000) / 4),
  (draw) => draw.integer(-2000, 2000) / 2 + draw.sized(-60, -9),
  (draw) => Math.asin(draw.integer(-1000, 1000) / 1000) / Math.PI,
];
