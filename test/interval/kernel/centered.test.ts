import { describe, expect, test } from 'vitest';
import { addInto, mulInto } from '../../../src/interval/kernel/arithmetic.js';
import { convolveCentered, LEAST_TERMS, MOST_TERMS } from '../../../src/interval/kernel/centered.js';
import { scaled } from '../../oracle/double.js';
import { Random } from '../../rigor/random.js';
import { type Bounds, type Case, convolved, describeCase, exactly, fault, finite, powerOfTwo, ulpOf } from './sums.js';

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
