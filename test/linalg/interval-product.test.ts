import { describe, expect, test } from 'vitest';
import {
  addIntervalPointProduct,
  addIntervalProduct,
  addPointIntervalProduct,
  addPointProduct,
  intervalPointProduct,
  intervalProduct,
  pointIntervalProduct,
  pointProduct,
} from '../../src/linalg/interval-product.js';
import { pred, succ } from '../../src/rounding/neighbor.js';
import { compare, type Fraction, fractionOf, plus, times, zero } from '../oracle/fraction.js';
import { exactProduct, fractions, isEnclosed, isInside } from './exact.js';
import { choose, random, randomDouble, randomIntervals, randomMatrix } from './samples.js';

const inf = Infinity;
const shapes = [
  [1, 1, 1],
  [2, 3, 2],
  [3, 3, 3],
  [4, 5, 1],
] as const;

// The exact hull of Σ_l [a_l]·[b_l] (+ [c]): the bounds of a sum of independent products are sums of bounds.
function exactHull(a: Float64Array, b: Float64Array, n: number, k: number, m: number, c?: Float64Array): [Fraction, Fraction][] {
  const hull: [Fraction, Fraction][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let lo = c === undefined ? zero : fractionOf(c[2 * (i * m + j)]!);
      let hi = c === undefined ? zero : fractionOf(c[2 * (i * m + j) + 1]!);
      for (let l = 0; l < k; l++) {
        const x = fractions(a.slice(2 * (i * k + l), 2 * (i * k + l) + 2));
        const y = fractions(b.slice(2 * (l * m + j), 2 * (l * m + j) + 2));
        const corners = x.flatMap((u) => y.map((v) => times(u, v))).sort(compare);
        lo = plus(lo, corners[0]!);
        hi = plus(hi, corners[3]!);
      }
      hull.push([lo, hi]);
    }
  }
  return hull;
}

const doubled = (a: Float64Array): Float64Array => Float64Array.from(Array.from(a).flatMap((x) => [x, x]));

function expectHull(out: Float64Array, hull: [Fraction, Fraction][], context: string): void {
  hull.forEach(([lo, hi], i) => {
    expect(isInside(lo, out, 2 * i) && isInside(hi, out, 2 * i), `${context}, entry ${i}`).toBe(true);
  });
}

// A bound pulled in by two neighbors misses the exact value: it is one of the two doubles next outside.
function expectTight(out: Float64Array, hull: [Fraction, Fraction][], context: string): void {
  hull.forEach(([lo, hi], i) => {
    expect(compare(fractionOf(succ(succ(out[2 * i]!))), lo) > 0, `${context}, lo of entry ${i}`).toBe(true);
    expect(compare(fractionOf(pred(pred(out[2 * i + 1]!))), hi) < 0, `${context}, hi of entry ${i}`).toBe(true);
  });
}

describe('interval-product', () => {
  test.each(shapes)('%i×%i×%i: every product encloses the exact hull, within two neighbors', (n, k, m) => {
    for (let seed = 1; seed <= 24; seed++) {
      const next = random(seed);
      const width = [0, 1e-15, 1e-3, 3][seed % 4]!;
      const a = randomIntervals(next, n * k, width);
      const b = randomIntervals(next, k * m, width);
      const c = randomIntervals(next, n * m, width);
      const p = randomMatrix(next, n * k);
      const q = randomMatrix(next, k * m);
      const out = new Float64Array(2 * n * m);
      const cases: [string, () => void, Float64Array, Float64Array, Float64Array?][] = [
        ['intervalProduct', () => intervalProduct(out, a, b, n, k, m), a, b],
        ['intervalPointProduct', () => intervalPointProduct(out, a, q, n, k, m), a, doubled(q)],
        ['pointIntervalProduct', () => pointIntervalProduct(out, p, b, n, k, m), doubled(p), b],
        ['pointProduct', () => pointProduct(out, p, q, n, k, m), doubled(p), doubled(q)],
        ['addIntervalProduct', () => addIntervalProduct(out, c, a, b, n, k, m), a, b, c],
        ['addIntervalPointProduct', () => addIntervalPointProduct(out, c, a, q, n, k, m), a, doubled(q), c],
        ['addPointIntervalProduct', () => addPointIntervalProduct(out, c, p, b, n, k, m), doubled(p), b, c],
        ['addPointProduct', () => addPointProduct(out, c, p, q, n, k, m), doubled(p), doubled(q), c],
      ];
      for (const [name, run, x, y, z] of cases) {
        run();
        const hull = exactHull(x, y, n, k, m, z);
        expectHull(out, hull, `${name}, seed ${seed}`);
        expectTight(out, hull, `${name}, seed ${seed}`);
      }
    }
  });

  test('points of the factors have their product inside', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const a = randomIntervals(next, 9, 1);
      const b = randomIntervals(next, 9, 1);
      const out = new Float64Array(18);
      intervalProduct(out, a, b, 3, 3, 3);
      for (const vertex of [true, false]) {
        const x = fractions(choose(next, a, 9, vertex));
        const y = fractions(choose(next, b, 9, vertex));
        expect(isEnclosed(exactProduct(x, y, 3, 3, 3), out), `seed ${seed}`).toBe(true);
      }
    }
  });

  test('heavy cancellation keeps full accuracy', () => {
    // 1·1 + 2^−60·1 − 1·1 = 2^−60, which a working-precision sum loses.
    const out = new Float64Array(2);
    pointProduct(out, Float64Array.of(1, 2 ** -60, -1), Float64Array.of(1, 1, 1), 1, 3, 1);
    expect(out[0]).toBeGreaterThan(2 ** -60 * (1 - 1e-14));
    expect(out[1]).toBeLessThan(2 ** -60 * (1 + 1e-14));
    expect(out[0]! <= 2 ** -60 && 2 ** -60 <= out[1]!).toBe(true);
  });

  test('an exact result stays a point', () => {
    const a = Float64Array.of(1, 2, 3, 4);
    const b = Float64Array.of(5, 6, 7, 8);
    const out = new Float64Array(8);
    pointProduct(out, a, b, 2, 2, 2);
    expect(Array.from(out)).toEqual([19, 19, 22, 22, 43, 43, 50, 50]);
    intervalProduct(out, doubled(a), doubled(b), 2, 2, 2);
    expect(Array.from(out)).toEqual([19, 19, 22, 22, 43, 43, 50, 50]);
  });

  test('the whole exponent range is enclosed: underflow, subnormals, overflow, splitting limits', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const next = random(seed);
      const spread = 1020;
      const extreme = (): number =>
        [5e-324, -5e-324, 2 ** -1022, 2 ** -540, 2 ** 996, 1.7976931348623157e308, -1.7976931348623157e308, 0][
          Math.floor(next() * 8)
        ]!;
      const pick = (): number => (next() < 0.3 ? extreme() : randomDouble(next, spread));
      const intervals = Float64Array.from(Array.from({ length: 6 }, () => [pick(), pick()].sort((x, y) => x - y)).flat());
      const a = intervals.slice(0, 6);
      const b = intervals.slice(6);
      const p = Float64Array.from({ length: 3 }, pick);
      const q = Float64Array.from({ length: 3 }, pick);
      const out = new Float64Array(2);
      intervalProduct(out, a, b, 1, 3, 1);
      expectHull(out, exactHull(a, b, 1, 3, 1), `intervals, seed ${seed}`);
      intervalPointProduct(out, a, q, 1, 3, 1);
      expectHull(out, exactHull(a, doubled(q), 1, 3, 1), `interval × point, seed ${seed}`);
      pointProduct(out, p, q, 1, 3, 1);
      expectHull(out, exactHull(doubled(p), doubled(q), 1, 3, 1), `points, seed ${seed}`);
      expect(out[0]! <= out[1]!).toBe(true);
    }
  });

  test('equal rounded products of two zero-straddling factors are told apart', () => {
    // al·bh and ah·bl round to the same double and differ exactly.
    const u = 2 ** -52;
    const a = Float64Array.of(-(1 + u), 1 + 2 * u);
    const b = Float64Array.of(-(1 + 2 * u), 1 + 3 * u);
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      const near = (): number => 1 + Math.floor(next() * 8) * u;
      a.set([-near(), near()]);
      b.set([-near(), near()]);
      const out = new Float64Array(2);
      intervalProduct(out, a, b, 1, 1, 1);
      expectHull(out, exactHull(a, b, 1, 1, 1), `seed ${seed}`);
      // Factors beyond the splitting limit take the slow path.
      const wide = Float64Array.from(a, (x) => x * 2 ** 1000);
      const small = Float64Array.from(b, (x) => x * 2 ** -500);
      intervalProduct(out, wide, small, 1, 1, 1);
      expectHull(out, exactHull(wide, small, 1, 1, 1), `scaled, seed ${seed}`);
    }
  });

  test('unbounded entries: 0·∞ is 0 and the other bound survives', () => {
    const out = new Float64Array(2);
    intervalProduct(out, Float64Array.of(0, 0), Float64Array.of(-inf, inf), 1, 1, 1);
    expect(out[0] === 0 && out[1] === 0).toBe(true);
    intervalProduct(out, Float64Array.of(0, 2), Float64Array.of(3, inf), 1, 1, 1);
    expect(Array.from(out)).toEqual([0, inf]);
    intervalProduct(out, Float64Array.of(-1, 2), Float64Array.of(3, inf), 1, 1, 1);
    expect(Array.from(out)).toEqual([-inf, inf]);
    intervalProduct(out, Float64Array.of(2, 3, 1, 1), Float64Array.of(1, inf, 5, 7), 1, 2, 1);
    expect(Array.from(out)).toEqual([7, inf]);
    intervalPointProduct(out, Float64Array.of(-inf, 4), Float64Array.of(-2), 1, 1, 1);
    expect(Array.from(out)).toEqual([-8, inf]);
  });

  test('products that underflow round outward, whatever their signs', () => {
    // 1.5·1.0625 = 1.59375, times 1, 2 or 4 in units of 2^-1074
    const unit = 2 ** -1074;
    const [a, b] = [1.5 * 2 ** -540, 1.0625 * 2 ** -534];
    const positive = [Float64Array.of(a, 2 * a), Float64Array.of(b, 2 * b)] as const;
    const negative = [Float64Array.of(-2 * a, -a), Float64Array.of(-2 * b, -b)] as const;
    const product = (x: Float64Array, y: Float64Array): number[] => {
      const out = new Float64Array(2);
      intervalProduct(out, x, y, 1, 1, 1);
      return [...out];
    };
    expect(product(positive[0], positive[1])).toEqual([unit, 7 * unit]);
    expect(product(negative[0], negative[1])).toEqual([unit, 7 * unit]);
    expect(product(negative[0], positive[1])).toEqual([-7 * unit, -unit]);
    expect(product(positive[0], negative[1])).toEqual([-7 * unit, -unit]);
  });

  test('an empty entry makes its results empty, even times zero', () => {
    const out = new Float64Array(4);
    const b = Float64Array.of(inf, -inf, 1, 2);
    intervalProduct(out, Float64Array.of(0, 0), b, 1, 1, 2);
    expect(Array.from(out)).toEqual([inf, -inf, 0, 0]);
    addIntervalProduct(out, b, Float64Array.of(1, 1), Float64Array.of(1, 1, 2, 2), 1, 1, 2);
    expect(Array.from(out)).toEqual([inf, -inf, 3, 4]);
    addPointProduct(out, b, Float64Array.of(1), Float64Array.of(1, 2), 1, 1, 2);
    expect(Array.from(out)).toEqual([inf, -inf, 3, 4]);
  });

  test('a NaN in a point matrix claims nothing', () => {
    const out = new Float64Array(2);
    pointProduct(out, Float64Array.of(Number.NaN), Float64Array.of(0), 1, 1, 1);
    expect(Array.from(out)).toEqual([-inf, inf]);
    intervalPointProduct(out, Float64Array.of(0, 0), Float64Array.of(Number.NaN), 1, 1, 1);
    expect(Array.from(out)).toEqual([-inf, inf]);
    pointIntervalProduct(out, Float64Array.of(Number.NaN, 1), Float64Array.of(-1, 1, 3, 3), 1, 2, 1);
    expect(Array.from(out)).toEqual([-inf, inf]);
  });

  test('C may be the result', () => {
    const c = Float64Array.of(0.5, 1);
    addIntervalProduct(c, c, Float64Array.of(1, 2), Float64Array.of(3, 4), 1, 1, 1);
    expect(Array.from(c)).toEqual([3.5, 9]);
    addPointProduct(c, c, Float64Array.of(2), Float64Array.of(3), 1, 1, 1);
    expect(Array.from(c)).toEqual([9.5, 15]);
  });
});
