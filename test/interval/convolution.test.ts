import { describe, expect, test } from 'vitest';
import { addInto, mulInto } from '../../src/interval/kernel/arithmetic.js';
import { convolveCentered, LEAST_TERMS, MOST_TERMS } from '../../src/interval/kernel/centered.js';
import { convolveInto } from '../../src/interval/kernel/convolution.js';
import { Random } from '../rigor/random.js';

type Bounds = readonly [number, number];

/** One call of the kernel: `self` squares the series x, otherwise x and y are multiplied with the weights p·j + q. */
interface Case {
  readonly x: readonly Bounds[];
  readonly y: readonly Bounds[];
  readonly self: boolean;
  readonly from: number;
  readonly last: number;
  readonly p: number;
  readonly q: number;
  readonly start: Bounds;
}

const view = new DataView(new ArrayBuffer(8));

/** x·2^1074, an integer for every finite double. */
function scaled(x: number): bigint {
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const exponent = (word >> 52n) & 0x7ffn;
  const fraction = word & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return word >> 63n ? -size : size;
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
const size = (x: bigint): bigint => (x < 0n ? -x : x);

/** The exact sum over every choice of points, the sum of the absolute values of its terms, or 'empty'. */
function exactly({ x, y, self, from, last, p, q, start }: Case): { lo: Exact; hi: Exact; all: bigint } | 'empty' {
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

function convolved({ x, y, self, from, last, p, q, start }: Case): Bounds {
  const m = Float64Array.from([start, ...x, ...y].flat());
  const k = x.length - 1;
  convolveInto(m, 0, 2, self ? 2 : 2 + 2 * x.length, 2, k, from, last, p, q, self);
  return [m[0]!, m[1]!];
}

const isAtMost = (x: number, bound: bigint): boolean => x === -Infinity || (x < Infinity && scaled(x) << 1074n <= bound);

/** What is wrong with a result, if anything. */
function fault([lo, hi]: Bounds, truth: ReturnType<typeof exactly>): string | undefined {
  if (truth === 'empty') return lo === Infinity && hi === -Infinity ? undefined : 'not empty';
  if (!(lo <= hi && lo < Infinity && hi > -Infinity)) return 'no interval';
  if (truth.lo === undefined ? lo !== -Infinity : !isAtMost(lo, truth.lo)) return 'the lower bound is too high';
  if (truth.hi === undefined ? hi !== Infinity : !isAtMost(-hi, -truth.hi)) return 'the upper bound is too low';
  return undefined;
}

/** 2^e without rounding, from −1074 to 1023. */
function powerOfTwo(e: number): number {
  let power = 1;
  for (let i = 0; i < e; i++) power *= 2;
  for (let i = 0; i > e; i--) power /= 2;
  return power;
}

const finite = (x: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));

/** Doubles near the thresholds of the error-free transforms: 2^−969 for products, 2^995 for factors, 2^1021; and where all is plain. */
const centers = [0, 0, 0, -484, -485, -520, -537, -1022, 497, 508, 511, 990];

/** Ways to choose significands: any, few bits (so that products are exact and tie), next to a power of two, any double at all. */
const styles = ['any', 'short', 'above', 'below', 'bits'] as const;

class Cases {
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

const describeCase = (seed: number, c: Case, bounds: Bounds): string =>
  `seed ${seed}: ${JSON.stringify({ ...c, bounds }, (_, value) => (Math.abs(value) === Infinity ? String(value) : value))}`;

describe('sums of interval products against exact integers', () => {
  test('every bound encloses: factors of any size, unbounded and empty ones, ties, cancellation, weights, squares', () => {
    const cases = new Cases(20260101);
    for (let i = 0; i < 20_000; i++) {
      const seed = cases.random.state;
      const c = cases.next(9, false);
      const bounds = convolved(c);
      const wrong = fault(bounds, exactly(c));
      if (wrong !== undefined) expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
    }
  });

  test('away from overflow and underflow each bound of a short sum is the exact one rounded about once, whatever cancels', () => {
    const cases = new Cases(7);
    let bounds = 0;
    let tightest = 0;
    for (let i = 0; i < 8_000; i++) {
      const seed = cases.random.state;
      const c = cases.next(LEAST_TERMS - 1, true);
      const found = convolved(c);
      const truth = exactly(c);
      const wrong = fault(found, truth);
      if (wrong !== undefined || truth === 'empty') expect.fail(`${wrong}, ${describeCase(seed, c, found)}`);
      // The slack: (n + 8)·2^−52 of the errors, which are at most 3·2^−53 of the terms, and twice that at most.
      const slack = (truth.all * 3n * 17n) >> 104n;
      for (const [bound, exact] of [
        [found[0], truth.lo!],
        [-found[1], -truth.hi!],
      ] as const) {
        const distance = exact - (scaled(bound) << 1074n);
        view.setFloat64(0, bound);
        const exponent = (view.getBigUint64(0) >> 52n) & 0x7ffn;
        const ulp = 1n << (1074n + (exponent > 0n ? exponent - 1n : 0n));
        if (distance > ulp + slack) expect.fail(`a bound is ${distance / ulp} ulps away, ${describeCase(seed, c, found)}`);
        bounds++;
        if (distance < ulp) tightest++;
      }
    }
    // Measured: 0.89; the rest are sums that a double could hold, which the slack pushes to its neighbor.
    expect(tightest).toBeGreaterThan(0.85 * bounds);
  });

  test('long sums enclose too, and what cancels leaves errors of second order', () => {
    const cases = new Cases(99);
    for (let i = 0; i < 60; i++) {
      const seed = cases.random.state;
      const c = cases.next(400, i % 2 === 0);
      const bounds = convolved(c);
      const wrong = fault(bounds, exactly(c));
      if (wrong !== undefined) expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
    }
    // Σ_{j<n} 1·(±1 ± 2^−52·j) in pairs that cancel: what is left, n·2^−53, is exact to twice the working precision.
    const n = 4000;
    const x: Bounds[] = Array.from({ length: n }, () => [1, 1]);
    const y = Array.from({ length: n }, (_, j): Bounds => {
      const a = j % 2 === 0 ? 1 + j * 2.220446049250313e-16 : -1;
      return [a, a];
    });
    const c: Case = { x, y, self: false, from: 0, last: n - 1, p: 0, q: 1, start: [0, 0] };
    const bounds = convolved(c);
    expect(fault(bounds, exactly(c))).toBeUndefined();
    expect(bounds[1] - bounds[0]).toBeLessThan(1e-24);
  });
});

describe('the terms of a sum', () => {
  test('the two errors of a weighted product may cancel, their own rounding errors do not', () => {
    // Odd a and b of 53 bits, and by Euclid a weight w < 2^53 with w·a·b = D·2^106 + r, |r| < 2^53: with −D·2^106 for a start the sum is r.
    const random = new Random(3);
    const odd = (): bigint => (1n << 52n) | (BigInt(random.below(2 ** 26)) << 26n) | BigInt(random.below(2 ** 26)) | 1n;
    let found = 0;
    for (let i = 0; i < 300; i++) {
      const [a, b] = [odd(), odd()];
      let [r0, r1, w0, w1] = [1n << 106n, a * b, 0n, 1n];
      while (size(w1) < 1n << 53n) {
        const n = w1 * a * b;
        const rest = BigInt.asIntN(106, n);
        const start = Number(rest - n);
        if (size(rest) < 1n << 53n && BigInt(start) === rest - n) {
          const c: Case = {
            x: [[Number(a), Number(a)]],
            y: [[Number(b), Number(b)]],
            self: false,
            from: 0,
            last: 0,
            p: 0,
            q: Number(w1),
            start: [start, start],
          };
          const bounds = convolved(c);
          expect(fault(bounds, exactly(c)), `${a} ${b} ${w1}`).toBeUndefined();
          found++;
        }
        const quotient = r0 / r1;
        [r0, r1, w0, w1] = [r1, r0 - quotient * r1, w1, w0 - quotient * w1];
      }
    }
    expect(found).toBeGreaterThan(100);
  });

  const sum = (c: Partial<Case>): Bounds =>
    convolved({ x: [[0, 0]], y: [[0, 0]], self: false, from: 0, last: 0, p: 0, q: 1, start: [0, 0], ...c });

  test('no term leaves the start as it is', () => {
    expect(sum({ from: 1, last: 0, start: [-3, 5] })).toEqual([-3, 5]);
  });

  test('equal rounded products of factors that straddle zero are told apart', () => {
    // al·bh = −(1 + 2^−51)² and ah·bl = −(1 + 2^−52)(1 + 3·2^−52) round to one double; the first is the least by 2^−104.
    const u = 2.220446049250313e-16;
    const x: Bounds = [-(1 + 2 * u), 1 + u];
    const y: Bounds = [-(1 + 3 * u), 1 + 2 * u];
    const c: Case = { x: [x], y: [y], self: false, from: 0, last: 0, p: 0, q: 1, start: [1 + 4 * u, 1 + 4 * u] };
    const bounds = convolved(c);
    expect(fault(bounds, exactly(c))).toBeUndefined();
    expect(bounds[0] / (-4 * u * u) - 1).toBeLessThan(1e-10);
  });

  test('the middle of a square is never negative', () => {
    expect(sum({ x: [[-2, 3]], y: [], self: true })).toEqual([0, 9]);
  });
});

/** The sum by midpoints and radii alone; undefined where it is not done so. */
function centered({ x, y, self, from, last, p, q, start }: Case): Bounds | undefined {
  const m = Float64Array.from([start, ...x, ...y].flat());
  const done = convolveCentered(m, 0, 2, self ? 2 : 2 + 2 * x.length, 2, x.length - 1, from, last, p, q, self);
  return done ? [m[0]!, m[1]!] : undefined;
}

const u = 2 ** -53;

/** A series of intervals around random midpoints with radii of a given part of them. */
function around(random: Random, length: number, part: () => number): Bounds[] {
  return Array.from({ length }, (): Bounds => {
    const middle = (2 * random.next() - 1) * powerOfTwo(random.below(9) - 4);
    const radius = Math.abs(middle) * part();
    const [lo, hi] = [middle - radius, middle + radius];
    // an odd number of units wide, so that the midpoint is no double
    return [lo, hi + (radius > 0 && random.chance(0.5) ? 2 ** -52 * Math.abs(middle) : 0)];
  });
}

const ulpOf = (x: number): bigint => {
  view.setFloat64(0, x);
  const exponent = (view.getBigUint64(0) >> 52n) & 0x7ffn;
  return 1n << (1074n + (exponent > 0n ? exponent - 1n : 0n));
};

describe('sums by midpoints and radii', () => {
  test('enclose: any width, around zero or not, weights, squares, cancellation, factors of any size', () => {
    const random = new Random(20261128);
    let done = 0;
    for (let i = 0; i < 6000; i++) {
      const seed = random.state;
      const n = LEAST_TERMS + 1 + random.below(20);
      const exponent = random.pick([0, 0, 0, -2, -20, -48, -51]);
      const part = (): number => powerOfTwo(exponent) * 2 * random.next() * (random.chance(0.1) ? 0 : 1);
      const scale = powerOfTwo(random.pick([0, 0, 0, 0, -440, -449, 440, 449, -500, 500]));
      const scaled = (bounds: Bounds[]): Bounds[] => bounds.map(([lo, hi]) => [finite(lo * scale), finite(hi * scale)]);
      const self = random.chance(0.3);
      const x = scaled(around(random, n, part));
      const y = self ? [] : scaled(around(random, n, part));
      const from = random.below(2);
      const last = self ? Math.floor((n - 1) / 2) : n - 1 - random.below(2);
      const [p, q] = self || random.chance(0.5) ? [0, 1] : [random.below(9) - 4, random.below(41) - 20];
      const zero: Case = { x, y, self, from, last, p, q, start: [0, 0] };
      const without = centered(zero);
      const opposite = without !== undefined && random.chance(0.5) ? Math.abs(without[0]) : 0;
      const c: Case = { ...zero, start: [-opposite, random.chance(0.5) ? -opposite : 0] };
      const bounds = centered(c);
      if (bounds === undefined) continue;
      done++;
      const wrong = fault(bounds, exactly(c));
      if (wrong !== undefined) expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
    }
    expect(done).toBeGreaterThan(3500);
  });

  test('are the exact hull but for a part of the radius and one rounding', () => {
    const random = new Random(5);
    let tightest = 0;
    let bounds = 0;
    for (let i = 0; i < 3000; i++) {
      const seed = random.state;
      const n = LEAST_TERMS + random.below(20);
      const exponent = random.pick([1, 0, -1, -10, -30, -48]);
      const part = (): number => powerOfTwo(exponent) * random.next();
      const [x, y] = [around(random, n, part), around(random, n, part)];
      const c: Case = { x, y, self: false, from: 0, last: n - 1, p: 0, q: 1, start: [0, 0] };
      const found = centered(c)!;
      const truth = exactly(c);
      if (truth === 'empty') throw new Error('expected a bounded sum');
      // 2^−8 of the radius, or of wide factors 2^−10, and n·2^−75 of the sizes
      const lost = exponent >= -1 ? 2 ** 43 : 2 ** 45;
      const slack = ((truth.hi! - truth.lo!) * BigInt(lost)) / 2n ** 54n + (truth.all * BigInt(n + 16)) / 2n ** 75n;
      for (const [bound, exact] of [
        [found[0], truth.lo!],
        [-found[1], -truth.hi!],
      ] as const) {
        const distance = exact - (scaled(bound) << 1074n);
        if (distance > ulpOf(bound) + slack) expect.fail(`a bound is too far out, ${describeCase(seed, c, found)}`);
        if (exponent > -48) continue;
        bounds++;
        if (distance < ulpOf(bound)) tightest++;
      }
    }
    expect(tightest / bounds).toBeGreaterThan(0.9);
  });

  test('on thin data nothing is wider than with every operation rounded, and most is narrower', () => {
    const random = new Random(11);
    const width = ([lo, hi]: Bounds): number => hi - lo;
    let [ours, theirs] = [0, 0];
    for (let i = 0; i < 1000; i++) {
      const n = LEAST_TERMS + random.below(20);
      const part = (): number => u * (1 + random.below(3));
      const [x, y] = [around(random, n, part), around(random, n, part)];
      const c: Case = { x, y, self: false, from: 0, last: n - 1, p: 0, q: 1, start: [0, 0] };
      const found = centered(c)!;
      const m = Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0);
      for (let j = 0; j < n; j++) {
        m.set([...x[j]!, ...y[n - 1 - j]!], 2);
        mulInto(m, 6, m, 2, m, 4);
        addInto(m, 0, m, 0, m, 6);
      }
      expect(width(found)).toBeLessThanOrEqual(width([m[0]!, m[1]!]));
      ours += width(found);
      theirs += width([m[0]!, m[1]!]);
    }
    expect(ours).toBeLessThan(0.8 * theirs);
  });

  test('a box holds what its points give', () => {
    const random = new Random(17);
    for (let i = 0; i < 2000; i++) {
      const n = LEAST_TERMS + random.below(20);
      const exponent = random.pick([0, -4, -30, -46, -50]);
      const part = (): number => powerOfTwo(exponent) * random.next();
      const [x, y] = [around(random, n, part), around(random, n, part)];
      const whole = convolved({ x, y, self: false, from: 0, last: n - 1, p: 0, q: 1, start: [0, 0] });
      const inside = ([lo, hi]: Bounds): Bounds => {
        const a = random.pick([lo, hi, lo + (hi - lo) * random.next()]);
        return random.chance(0.5) ? [a, a] : [Math.min(a, lo + (hi - lo) / 2), Math.max(a, lo + (hi - lo) / 2)];
      };
      const held = convolved({
        x: x.map(inside),
        y: y.map(inside),
        self: false,
        from: 0,
        last: n - 1,
        p: 0,
        q: 1,
        start: [0, 0],
      });
      expect(held[0]).toBeGreaterThanOrEqual(whole[0]);
      expect(held[1]).toBeLessThanOrEqual(whole[1]);
    }
  });

  test('intervals around zero have radii alone: they are done and enclose, down to where a radius is too small', () => {
    const random = new Random(29);
    const symmetric = (length: number, size: number): Bounds[] =>
      Array.from({ length }, () => {
        const radius = size * (1 + random.next());
        return [-radius, radius];
      });
    for (let i = 0; i < 1500; i++) {
      const seed = random.state;
      const n = LEAST_TERMS + 1 + random.below(16);
      const exponent = random.pick([0, 0, 10, -300, -440, -447, -448, 400, 440]);
      const self = random.chance(0.3);
      const x = symmetric(n, powerOfTwo(exponent));
      // of one factor in two some midpoints are not zero, but too small to bear on the sum
      const y = self
        ? []
        : around(random, n, () => 1 + random.next()).map(
            ([lo, hi]): Bounds => [lo * powerOfTwo(exponent), hi * powerOfTwo(exponent)],
          );
      const last = self ? Math.floor((n - 1) / 2) : n - 1;
      const [p, q] = self || random.chance(0.5) ? [0, 1] : [random.below(9) - 4, 50 + random.below(41)];
      const c: Case = {
        x,
        y: random.chance(0.5) || self ? y : symmetric(n, powerOfTwo(exponent)),
        self,
        from: 0,
        last,
        p,
        q,
        start: [0, 0],
      };
      const bounds = centered(c);
      if (bounds === undefined) expect.fail(`not done, ${describeCase(seed, c, [0, 0])}`);
      const truth = exactly(c);
      const wrong = fault(bounds, truth);
      if (wrong !== undefined || truth === 'empty') expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
      const slack = ((truth.hi! - truth.lo!) * BigInt(n + 32)) / 2n ** 52n;
      expect(truth.lo! - (scaled(bounds[0]) << 1074n) <= ulpOf(bounds[0]) + slack, describeCase(seed, c, bounds)).toBe(true);
    }
    const tiny: Case = {
      x: symmetric(8, 1e-140),
      y: symmetric(8, 1e-140),
      self: false,
      from: 0,
      last: 7,
      p: 0,
      q: 1,
      start: [0, 0],
    };
    expect(centered(tiny)).toBeUndefined();
    expect(fault(convolved(tiny), exactly(tiny))).toBeUndefined();
  });

  test('are not for points, few terms, large weights, unbounded or empty factors, underflow and overflow', () => {
    const thin: Bounds[] = Array.from({ length: 8 }, () => [1, 1 + 2 * u]);
    const points: Bounds[] = Array.from({ length: 8 }, () => [3, 3]);
    const c: Case = { x: thin, y: thin, self: false, from: 0, last: 7, p: 0, q: 1, start: [0, 0] };
    const but = (i: number, bounds: Bounds): Bounds[] => thin.map((one, j) => (i === j ? bounds : one));
    expect(centered(c)).toBeDefined();
    expect(centered({ ...c, x: points, y: points })).toBeUndefined();
    expect(convolved({ ...c, x: points, y: points })).toEqual([72, 72]);
    expect(centered({ ...c, last: LEAST_TERMS - 2 })).toBeUndefined();
    expect(centered({ ...c, q: MOST_TERMS + 1 })).toBeUndefined();
    expect(centered({ ...c, p: 2 ** 18 })).toBeUndefined();
    for (const bounds of [
      [-Infinity, Infinity],
      [0, Infinity],
      [-Infinity, 1],
      [Infinity, -Infinity],
      [1e300, 1.7e308],
    ] as const) {
      for (const i of [0, 4, 7]) expect(centered({ ...c, x: but(i, bounds) }), `${bounds}`).toBeUndefined();
      expect(centered({ ...c, start: bounds })).toBeUndefined();
    }
    expect(centered({ ...c, x: thin.map((): Bounds => [1e-290, 2e-290]) })).toBeUndefined();
  });

  test('a factor whose halves overflow is found out in thin sums, even where it counts for nothing', () => {
    const put = (at: readonly Bounds[], i: number, bounds: Bounds): Bounds[] => at.map((one, j) => (j === i ? bounds : one));
    for (const width of [2 ** -52, 0.5]) {
      const x: Bounds[] = Array.from({ length: 8 }, (_, j) => [1 + j / 8, (1 + j / 8) * (1 + width)]);
      const y: Bounds[] = Array.from({ length: 8 }, (_, j) => [-1 + j / 3, -1 + j / 3 + width]);
      for (const i of [0, 3, 7]) {
        const c: Case = {
          x: put(x, i, [1e301, 1e301]),
          y: put(y, 7 - i, [0, 0]),
          self: false,
          from: 0,
          last: 7,
          p: 0,
          q: 1,
          start: [0, 0],
        };
        expect(centered({ ...c, x })).toBeDefined();
        expect(centered(c) === undefined).toBe(width < 0.5);
        const turned: Case = { ...c, x: put(x, i, [0, 0]), y: put(y, 7 - i, [1e301, 1e301]) };
        expect(centered(turned) === undefined).toBe(width < 0.5);
        for (const one of [c, turned]) expect(fault(convolved(one), exactly(one))).toBeUndefined();
      }
    }
  });

  test('a square around zero that counts is not negative', () => {
    const thin = (x: number): Bounds => [x, x * (1 + 2 ** -40)];
    const x: Bounds[] = [thin(1e-6), thin(2e-6), [-1, 1], thin(1e-6), thin(-3e-6)];
    const bounds = centered({ x, y: [], self: true, from: 0, last: 2, p: 0, q: 1, start: [0, 0] })!;
    expect(bounds[0]).toBeGreaterThan(-1e-10);
    expect(bounds[1]).toBeLessThan(1 + 1e-3);
  });

  test('whichever way is taken, they enclose: at all widths between thin and wide, with what cancels', () => {
    const random = new Random(31);
    for (let i = 0; i < 6000; i++) {
      const seed = random.state;
      const n = LEAST_TERMS + random.below(24);
      const [first, second] = [-random.below(53), -random.below(53)];
      const x = around(random, n, () => powerOfTwo(first) * random.next());
      const self = random.chance(0.25);
      const y = self ? [] : around(random, n, () => powerOfTwo(second) * random.next());
      const last = self ? Math.floor((n - 1) / 2) : n - 1;
      const [p, q] = self || random.chance(0.5) ? [0, 1] : [random.below(9) - 4, random.below(41) - 20];
      const zero: Case = { x, y, self, from: 0, last, p, q, start: [0, 0] };
      const rest = random.chance(0.5) ? -(centered(zero)?.[0] ?? 0) : 0;
      const c: Case = { ...zero, start: [rest, rest + (random.chance(0.5) ? Math.abs(rest) * 2 ** -40 : 0)] };
      const bounds = centered(c);
      if (bounds === undefined) continue;
      const wrong = fault(bounds, exactly(c));
      if (wrong !== undefined) expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
    }
  });

  test('an interval of the least doubles is not taken for zero beside a large factor', () => {
    const tiny = powerOfTwo(-1074);
    const large = powerOfTwo(470);
    for (const odd of [
      [0, tiny],
      [tiny, 2 * tiny],
      [-tiny, 0],
      [tiny, tiny],
    ] as const) {
      const x: Bounds[] = Array.from({ length: 8 }, () => [powerOfTwo(-440), powerOfTwo(-440) * (1 + 2 * u)]);
      const y: Bounds[] = [...Array.from({ length: 7 }, (): Bounds => [powerOfTwo(-440), powerOfTwo(-440)]), [large, large]];
      // what cancels the other terms lets the one that is in question be seen
      const rest: Case = { x: [[0, 0], ...x.slice(1)], y, self: false, from: 0, last: 7, p: 0, q: 1, start: [0, 0] };
      const start = -centered(rest)![1];
      const c: Case = { ...rest, x: [odd, ...x.slice(1)], start: [start, start] };
      const found = centered(c)!;
      expect(fault(found, exactly(c))).toBeUndefined();
    }
  });
});
