import { describe, expect, test } from 'vitest';
import {
  addIntervals,
  addPoints,
  containsPoints,
  hullIntervals,
  intersectIntervals,
  intervalIdentity,
  isInterior,
  isSubset,
  liftPoints,
  magnitudes,
  midpoints,
  negIntervals,
  normUp,
  radii,
  scaleIntervals,
  splitIntervals,
  subIntervals,
  subPoints,
  transposeIntervals,
  widest,
} from '../../src/linalg/interval-matrix.js';
import { compare, type Fraction, fractionOf, minus, plus, times, zero } from '../oracle/fraction.js';
import { fractions, isEnclosed, isInside } from './exact.js';
import { choose, random, randomIntervals, randomMatrix } from './samples.js';

const inf = Infinity;
const max = Number.MAX_VALUE;

describe('entry by entry', () => {
  test('sums, differences and multiples enclose those of every choice of points', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const width = [0, 1e-15, 1e-3, 3][seed % 4]!;
      const a = randomIntervals(next, 6, width);
      const b = randomIntervals(next, 6, width);
      const s = randomMatrix(next, 1)[0]!;
      const out = new Float64Array(12);
      for (const vertex of [true, false]) {
        const x = choose(next, a, 6, vertex);
        const y = choose(next, b, 6, vertex);
        const fx = fractions(x);
        const fy = fractions(y);
        const cases: [string, () => void, (i: number) => Fraction][] = [
          ['add', () => addIntervals(out, a, b, 6), (i) => plus(fx[i]!, fy[i]!)],
          ['sub', () => subIntervals(out, a, b, 6), (i) => minus(fx[i]!, fy[i]!)],
          ['addPoints', () => addPoints(out, a, y, 6), (i) => plus(fx[i]!, fy[i]!)],
          ['subPoints', () => subPoints(out, a, y, 6), (i) => minus(fx[i]!, fy[i]!)],
          ['scale', () => scaleIntervals(out, a, s, 6), (i) => times(fractionOf(s), fx[i]!)],
          ['neg', () => negIntervals(out, a, 6), (i) => minus(zero, fx[i]!)],
        ];
        for (const [name, run, exact] of cases) {
          run();
          expect(
            isEnclosed(
              fx.map((_, i) => exact(i)),
              out,
            ),
            `${name}, seed ${seed}`,
          ).toBe(true);
        }
      }
    }
  });

  test('the result may be an operand', () => {
    const a = Float64Array.of(1, 2);
    addIntervals(a, a, a, 1);
    expect(Array.from(a)).toEqual([2, 4]);
    subIntervals(a, a, a, 1);
    expect(Array.from(a)).toEqual([-2, 2]);
    negIntervals(a, a, 1);
    scaleIntervals(a, a, -3, 1);
    expect(Array.from(a)).toEqual([-6, 6]);
  });

  test('empty entries stay empty and unbounded ones unbounded', () => {
    const a = Float64Array.of(inf, -inf, -inf, 1, -max, max);
    const b = Float64Array.of(1, 2, 3, 4, -max, max);
    const out = new Float64Array(6);
    for (const f of [addIntervals, subIntervals]) {
      f(out, a, b, 3);
      expect(Array.from(out.slice(0, 3))).toEqual([inf, -inf, -inf]);
      expect(Array.from(out.slice(4))).toEqual([-inf, inf]);
    }
    subIntervals(out, b, a, 3);
    expect(Array.from(out)).toEqual([inf, -inf, 2, inf, -inf, inf]);
    negIntervals(out, a, 3);
    expect(Array.from(out)).toEqual([inf, -inf, -1, inf, -max, max]);
    scaleIntervals(out, a, 0, 3);
    expect(Array.from(out)).toEqual([inf, -inf, 0, 0, 0, 0]);
    addPoints(out, b, Float64Array.of(Number.NaN, 1, 1), 3);
    expect(Array.from(out.slice(0, 4))).toEqual([-inf, inf, 4, 5]);
  });

  test('hull and intersection', () => {
    const a = Float64Array.of(1, 3, 1, 2, inf, -inf);
    const b = Float64Array.of(2, 4, 3, 4, 1, 2);
    const out = new Float64Array(6);
    hullIntervals(out, a, b, 3);
    expect(Array.from(out)).toEqual([1, 4, 1, 4, 1, 2]);
    expect(intersectIntervals(out, a, b, 3)).toBe(false);
    expect(Array.from(out)).toEqual([2, 3, inf, -inf, inf, -inf]);
    expect(intersectIntervals(out, a, b, 1)).toBe(true);
  });

  test('subset, interior and membership', () => {
    const a = Float64Array.of(1, 2);
    expect(isSubset(a, a, 1)).toBe(true);
    expect(isInterior(a, a, 1)).toBe(false);
    expect(isInterior(a, Float64Array.of(0.9, 2), 1)).toBe(false);
    expect(isInterior(a, Float64Array.of(0.9, 2.1), 1)).toBe(true);
    expect(isInterior(Float64Array.of(-inf, inf), Float64Array.of(-inf, inf), 1)).toBe(true);
    expect(isSubset(Float64Array.of(inf, -inf), a, 1)).toBe(true);
    expect(isSubset(Float64Array.of(1, 3), a, 1)).toBe(false);
    expect(isSubset(Float64Array.of(0, 1), a, 1)).toBe(false);
    expect(containsPoints(a, Float64Array.of(1.5), 1)).toBe(true);
    expect(containsPoints(a, Float64Array.of(2.5), 1)).toBe(false);
    expect(containsPoints(a, Float64Array.of(Number.NaN), 1)).toBe(false);
  });
});

describe('midpoint and radius', () => {
  test('A ⊆ mid ± rad exactly, and A = mid + rest', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const a = randomIntervals(next, 8, [1e-16, 1e-8, 1, 5][seed % 4]!, 300);
      const mid = new Float64Array(8);
      const rad = new Float64Array(8);
      const rest = new Float64Array(16);
      midpoints(mid, a, 8);
      radii(rad, a, 8);
      splitIntervals(mid, rest, a, 8);
      for (let i = 0; i < 8; i++) {
        const m = fractionOf(mid[i]!);
        const [lo, hi] = fractions(a.slice(2 * i, 2 * i + 2)) as [typeof m, typeof m];
        expect(compare(minus(m, fractionOf(rad[i]!)), lo) <= 0, `seed ${seed}`).toBe(true);
        expect(compare(plus(m, fractionOf(rad[i]!)), hi) >= 0, `seed ${seed}`).toBe(true);
        expect(compare(plus(m, fractionOf(rest[2 * i]!)), lo) <= 0, `seed ${seed}`).toBe(true);
        expect(compare(plus(m, fractionOf(rest[2 * i + 1]!)), hi) >= 0, `seed ${seed}`).toBe(true);
      }
    }
  });

  test('bounds of very different size: mid, rad and width still cover', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      const small = randomMatrix(next, 1, 60)[0]!;
      const large = randomMatrix(next, 1, 3)[0]!;
      const a = Float64Array.of(small, large).sort();
      const [mid, rad, rest] = [new Float64Array(1), new Float64Array(1), new Float64Array(2)];
      midpoints(mid, a, 1);
      radii(rad, a, 1);
      splitIntervals(mid, rest, a, 1);
      const [lo, hi, m, r] = fractions([...a, mid[0]!, rad[0]!]) as [Fraction, Fraction, Fraction, Fraction];
      expect(compare(minus(m, r), lo) <= 0 && compare(plus(m, r), hi) >= 0, `seed ${seed}`).toBe(true);
      expect(isInside(minus(lo, m), rest, 0) && isInside(minus(hi, m), rest, 0), `seed ${seed}`).toBe(true);
      expect(compare(fractionOf(widest(a, 1)), minus(hi, lo)) >= 0, `seed ${seed}`).toBe(true);
    }
  });

  test('ends of the range: overflow, half-lines, entire, empty', () => {
    const a = Float64Array.of(2 ** 1023, 1.5 * 2 ** 1023, -inf, 1, 1, inf, -inf, inf, inf, -inf);
    const mid = new Float64Array(5);
    midpoints(mid, a, 5);
    expect(Array.from(mid)).toEqual([1.25 * 2 ** 1023, -max, max, 0, Number.NaN]);
    radii(mid, a, 5);
    expect(Array.from(mid)).toEqual([2 ** 1021, inf, inf, inf, Number.NaN]);
    const rest = a.slice();
    splitIntervals(mid, rest, rest, 5);
    expect(Array.from(rest.slice(6))).toEqual([-inf, inf, inf, -inf]);
  });

  test('magnitudes, widest entry and norm are upper bounds', () => {
    const a = Float64Array.of(-3, 2, 1, 4, 0.1, 0.2, 0, 0);
    const mag = new Float64Array(4);
    magnitudes(mag, a, 4);
    expect(Array.from(mag)).toEqual([3, 4, 0.2, 0]);
    expect(widest(a, 4)).toBe(5);
    expect(normUp(a, 2, 2)).toBe(7);
    const next = random(5);
    const b = randomIntervals(next, 12, 1);
    const exact = [0, 1, 2].map((i) =>
      Array.from({ length: 4 }, (_, j) => 2 * (4 * i + j))
        .map((o) => [b[o]!, b[o + 1]!].map(Math.abs).map(fractionOf).sort(compare)[1]!)
        .reduce(plus),
    );
    for (const sum of exact) expect(compare(fractionOf(normUp(b, 3, 4)), sum) >= 0).toBe(true);
  });
});

test('identity, points and transpose', () => {
  const eye = new Float64Array(8).fill(9);
  intervalIdentity(eye, 2);
  expect(Array.from(eye)).toEqual([1, 1, 0, 0, 0, 0, 1, 1]);
  const lifted = new Float64Array(12);
  liftPoints(lifted, Float64Array.of(1, 2, 3, 4, 5, 6), 6);
  const t = new Float64Array(12);
  transposeIntervals(t, lifted, 2, 3);
  expect(Array.from(t)).toEqual([1, 1, 4, 4, 2, 2, 5, 5, 3, 3, 6, 6]);
});
