/**
 * Sums of interval products by exact integers, and cases of all kinds for the kernels that compute them.
 */
import { convolveInto } from '../../../src/interval/kernel/convolution.js';
import { binary, scaled } from '../../oracle/double.js';
import { Random } from '../../rigor/random.js';

export type Bounds = readonly [number, number];

/** One call of the kernel: `self` squares the series x, otherwise x and y are multiplied with the weights p·j + q. */
export interface Case {
  readonly x: readonly Bounds[];
  readonly y: readonly Bounds[];
  readonly self: boolean;
  readonly from: number;
  readonly last: number;
  readonly p: number;
  readonly q: number;
  readonly start: Bounds;
}

/** A bound of the exact result in units of 2^-2148; undefined where it is infinite. */
type Exact = bigint | undefined;

/** Exact bounds of the product of two nonempty intervals: a bound that is infinite is a limit, so times 0 it is 0. */
function product(a: Bounds, b: Bounds): [Exact, Exact] {
  let [lo, hi]: [Exact, Exact] = [undefined, undefined];
  let [below, above] = [false, false];
  for (const s of a) {
    for (const t of b) {
      const infinite = (Math.abs(s) === Infinity || Math.abs(t) === Infinity) && s !== 0 && t !== 0;
      if (infinite) {
        if (s > 0 === t > 0) above = true;
        else below = true;
        continue;
      }
      const p = s === 0 || t === 0 ? 0n : scaled(s) * scaled(t);
      if (lo === undefined || p < lo) lo = p;
      if (hi === undefined || p > hi) hi = p;
    }
  }
  return [below ? undefined : lo, above ? undefined : hi];
}

function square([lo, hi]: Bounds): [Exact, Exact] {
  const least = lo > 0 ? lo : hi < 0 ? -hi : 0;
  const greatest = Math.max(Math.abs(lo), Math.abs(hi));
  return [scaled(least) ** 2n, greatest === Infinity ? undefined : scaled(greatest) ** 2n];
}

const isEmpty = ([lo, hi]: Bounds): boolean => lo > hi;
export const size = (x: bigint): bigint => (x < 0n ? -x : x);

/** The exact sum over every choice of points, the sum of the absolute values of its terms, or 'empty'. */
export function exactly({ x, y, self, from, last, p, q, start }: Case): { lo: Exact; hi: Exact; all: bigint } | 'empty' {
  const k = x.length - 1;
  if (isEmpty(start)) return 'empty';
  let lo: Exact = start[0] === -Infinity ? undefined : scaled(start[0]) << 1074n;
  let hi: Exact = start[1] === Infinity ? undefined : scaled(start[1]) << 1074n;
  let all = size(lo ?? 0n) + size(hi ?? 0n);
  for (let j = from; j <= last; j++) {
    const [a, b] = [x[j]!, (self ? x : y)[k - j]!];
    if (isEmpty(a) || isEmpty(b)) return 'empty';
    const middle = self && 2 * j === k;
    const w = BigInt(self ? (middle ? 1 : 2) : p * j + q);
    if (w === 0n) continue;
    const [least, greatest] = middle ? square(a) : product(a, b);
    const [below, above] = w < 0n ? [greatest, least] : [least, greatest];
    lo = lo === undefined || below === undefined ? undefined : lo + w * below;
    hi = hi === undefined || above === undefined ? undefined : hi + w * above;
    all += size(w) * (size(least ?? 0n) + size(greatest ?? 0n));
  }
  return { lo, hi, all };
}

export function convolved({ x, y, self, from, last, p, q, start }: Case): Bounds {
  const m = Float64Array.from([start, ...x, ...y].flat());
  const k = x.length - 1;
  convolveInto(m, 0, 2, self ? 2 : 2 + 2 * x.length, 2, k, from, last, p, q, self);
  return [m[0]!, m[1]!];
}

const isAtMost = (x: number, bound: bigint): boolean => x === -Infinity || (x < Infinity && scaled(x) << 1074n <= bound);

/** What is wrong with a result, if anything. */
export function fault([lo, hi]: Bounds, truth: ReturnType<typeof exactly>): string | undefined {
  if (truth === 'empty') return lo === Infinity && hi === -Infinity ? undefined : 'not empty';
  if (!(lo <= hi && lo < Infinity && hi > -Infinity)) return 'no interval';
  if (truth.lo === undefined ? lo !== -Infinity : !isAtMost(lo, truth.lo)) return 'the lower bound is too high';
  if (truth.hi === undefined ? hi !== Infinity : !isAtMost(-hi, -truth.hi)) return 'the upper bound is too low';
  return undefined;
}

/** 2^e without rounding, from −1074 to 1023. */
export function powerOfTwo(e: number): number {
  let power = 1;
  for (let i = 0; i < e; i++) power *= 2;
  for (let i = 0; i > e; i--) power /= 2;
  return power;
}

export const finite = (x: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));

/** Doubles near the thresholds of the error-free transforms: 2^−969 for products, 2^995 for factors, 2^1021; and where all is plain. */
const centers = [0, 0, 0, -484, -485, -520, -537, -1022, 497, 508, 511, 990];

/** Ways to choose significands: any, few bits (so that products are exact and tie), next to a power of two, any double at all. */
const styles = ['any', 'short', 'above', 'below', 'bits'] as const;

export class Cases {
  readonly random: Random;
  #style: (typeof styles)[number] = 'any';
  #center = 0;
  #spread = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  #double(): number {
    const { random } = this;
    const ulps = random.below(4) * 2.220446049250313e-16;
    const significand = { any: 1 + random.next(), short: random.below(16), above: 1 + ulps, below: 2 - ulps, bits: 1 }[
      this.#style
    ];
    if (this.#style === 'bits') return random.double();
    const exponent = this.#center + random.below(2 * this.#spread + 1) - this.#spread;
    return finite((random.chance(0.5) ? 1 : -1) * significand * powerOfTwo(exponent));
  }

  #interval(bounded: boolean): Bounds {
    const { random } = this;
    const a = this.#double();
    const b = this.#double();
    const kind = random.below(bounded ? 18 : 20);
    if (kind < 6) return [a, a];
    if (kind < 7) return [0, 0];
    if (kind < 9) return [-Math.abs(a), Math.abs(a)];
    if (kind < 10) return random.chance(0.5) ? [0, Math.abs(a)] : [-Math.abs(a), 0];
    if (kind < 18) return [Math.min(a, b), Math.max(a, b)];
    if (random.chance(0.1)) return [Infinity, -Infinity];
    return random.pick<Bounds>([
      [a, Infinity],
      [-Infinity, a],
      [-Infinity, Infinity],
    ]);
  }

  /** A sum of up to `most` products; `plain` keeps everything bounded and far from overflow and underflow. */
  next(most: number, plain: boolean): Case {
    const { random } = this;
    this.#style = random.pick(plain ? styles.slice(0, 4) : styles);
    this.#center = plain ? random.below(5) - 2 : random.pick(centers) + random.below(5) - 2;
    this.#spread = random.pick([0, 1, 5, 30]);
    const self = random.chance(1 / 3);
    const k = random.below(most);
    const series = (): Bounds[] => Array.from({ length: k + 1 }, () => this.#interval(plain));
    const [x, y] = [series(), self ? [] : series()];
    const from = random.below(2);
    const last = self ? Math.floor(k / 2) : k - random.below(2);
    const weighted = !self && random.chance(0.5);
    const p = weighted ? random.pick([1, 4, -3, 1000, 2 ** 40, 2 ** 45 - 1]) : 0;
    const q = weighted ? random.pick([0, 1, -3 * k, -(2 ** 44), 2 ** 40 + 1]) : 1;
    const zero: Case = { x, y, self, from, last, p, q, start: [0, 0] };
    return { ...zero, start: random.chance(0.3) ? this.#interval(plain) : random.chance(0.5) ? this.#cancelling(zero) : [0, 0] };
  }

  /** What leaves almost nothing of the rest of the sum. */
  #cancelling(rest: Case): Bounds {
    const [lo, hi] = convolved(rest);
    const a = finite(-this.random.pick([lo, hi]));
    const b = finite(a * (1 + 2.220446049250313e-16 * this.random.below(3)));
    return Number.isNaN(a) ? [0, 0] : [Math.min(a, b), Math.max(a, b)];
  }
}

export const describeCase = (seed: number, c: Case, bounds: Bounds): string =>
  `seed ${seed}: ${JSON.stringify({ ...c, bounds }, (_, value) => (Math.abs(value) === Infinity ? String(value) : value))}`;

/** The distance from a double to the next of its size, in units of 2^-2148. */
export function ulpOf(x: number): bigint {
  return 1n << BigInt(2148 + binary(x).e);
}
