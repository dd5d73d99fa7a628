import { liftPoints } from '../../src/linalg/interval-matrix.js';
import { Random } from '../rigor/random.js';

// Seeded random numbers and interval matrices; a failing test prints its seed.

/** Doubles uniform in [0, 1). */
export function random(seed: number): () => number {
  const source = new Random(seed);
  return () => source.next();
}

/** Each point as an interval. */
export function lift(a: Float64Array): Float64Array {
  const out = new Float64Array(2 * a.length);
  liftPoints(out, a, a.length);
  return out;
}

/** A double with 53 random bits, either sign, exponent uniform in [−spread, spread]. */
export function randomDouble(next: () => number, spread: number): number {
  const significand = 1 + next() + next() * 2 ** -32;
  const sign = next() < 0.5 ? -1 : 1;
  return sign * significand * 2 ** Math.floor((2 * next() - 1) * spread);
}

export function randomMatrix(next: () => number, count: number, spread = 3): Float64Array {
  return Float64Array.from({ length: count }, () => randomDouble(next, spread));
}

/** Interval entries: points, thin, wide and zero-straddling ones, with a relative width up to `width`. */
export function randomIntervals(next: () => number, count: number, width: number, spread = 3): Float64Array {
  const out = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const x = randomDouble(next, spread);
    const r = next() < 0.2 ? 0 : Math.abs(x) * width * next();
    const shift = next() < 0.2 * width ? x : 0;
    out[2 * i] = x - shift - r;
    out[2 * i + 1] = x - shift + r;
  }
  return out;
}

/** A random point of each interval; one of its two bounds where `vertex` is true. */
export function choose(next: () => number, a: Float64Array, count: number, vertex: boolean): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const lo = a[2 * i]!;
    const hi = a[2 * i + 1]!;
    if (vertex) return next() < 0.5 ? lo : hi;
    return Math.min(hi, Math.max(lo, lo + next() * (hi - lo)));
  });
}

/** The Hilbert matrix scaled to integers: L/(i + j + 1) with L = lcm(1…2n − 1). */
export function scaledHilbert(n: number): Float64Array {
  let lcm = 1;
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  for (let i = 2; i < 2 * n; i++) lcm = (lcm / gcd(lcm, i)) * i;
  return Float64Array.from({ length: n * n }, (_, o) => lcm / (Math.floor(o / n) + (o % n) + 1));
}
