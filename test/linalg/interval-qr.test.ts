import { expect, test } from 'vitest';
import { transposeIntervals } from '../../src/linalg/interval-matrix.js';
import { intervalProduct } from '../../src/linalg/interval-product.js';
import { encloseQr, writeNorm } from '../../src/linalg/interval-qr.js';
import { compare, type Fraction, fractionOf, minus, over, plus, times, zero } from '../oracle/fraction.js';
import { exactProduct, fractions, isEnclosed } from './exact.js';
import { choose, lift, random, randomIntervals, randomMatrix, scaledHilbert } from './samples.js';

// Gram and Schmidt without roots: orthogonal w_j and their squared lengths, exactly. q_ij = w_ij/√s_j.
function exactGramSchmidt(a: readonly Fraction[], n: number): { w: Fraction[][]; s: Fraction[] } {
  const w: Fraction[][] = [];
  const s: Fraction[] = [];
  for (let j = 0; j < n; j++) {
    const column = Array.from({ length: n }, (_, i) => a[i * n + j]!);
    let v = column;
    for (let k = 0; k < j; k++) {
      const factor = over(exactProduct(w[k]!, column, 1, n, 1)[0]!, s[k]!);
      v = v.map((x, i) => minus(x, times(factor, w[k]![i]!)));
    }
    w.push(v);
    s.push(v.map((x) => times(x, x)).reduce(plus));
  }
  return { w, s };
}

// Whether x/√s lies in [lo, hi]: x² against bound²·s with signs.
function isRootInside(x: Fraction, s: Fraction, lo: number, hi: number): boolean {
  const signed = (y: Fraction): Fraction => (y.num < 0n ? minus(zero, times(y, y)) : times(y, y));
  const square = signed(x);
  return compare(times(signed(fractionOf(lo)), s), square) <= 0 && compare(square, times(signed(fractionOf(hi)), s)) <= 0;
}

test('norms enclose the length exactly, where the bounds of the squares add up to those of the sum', () => {
  const next = random(5);
  const out = new Float64Array(2);
  for (let i = 0; i < 3000; i++) {
    const v = Float64Array.from({ length: 1 + (i % 6) }, () => (next() - 0.5) * 2 ** ((i % 40) - 20));
    writeNorm(out, lift(v), v.length);
    const square = fractions(v)
      .map((x) => times(x, x))
      .reduce(plus);
    const [lo, hi] = fractions(out) as [Fraction, Fraction];
    expect(compare(times(lo, lo), square) <= 0 && compare(square, times(hi, hi)) <= 0, `case ${i}`).toBe(true);
  }
  // Signs: of [−2, 1] the least is 0 and the greatest 2.
  writeNorm(out, Float64Array.of(-2, 1, 3, 4), 2);
  expect(out[0]).toBe(3);
  expect(out[1]).toBeGreaterThanOrEqual(Math.sqrt(20));
});

test('the exact orthogonal factor of points and vertices is inside', () => {
  let done = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const next = random(seed);
    const n = 1 + (seed % 4);
    const a = randomIntervals(next, n * n, [0, 1e-13, 1e-4, 0.02][seed % 4]!, 2);
    const q = new Float64Array(2 * n * n);
    const r = new Float64Array(2 * n * n);
    if (!encloseQr(q, r, a, n)) continue;
    done++;
    for (const vertex of [true, false]) {
      const { w, s } = exactGramSchmidt(fractions(choose(next, a, n * n, vertex)), n);
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < n; i++) {
          const o = 2 * (i * n + j);
          expect(isRootInside(w[j]![i]!, s[j]!, q[o]!, q[o + 1]!), `seed ${seed}`).toBe(true);
        }
        // r_jj = √s_j, that is s_j/√s_j.
        const o = 2 * (j * n + j);
        expect(isRootInside(s[j]!, s[j]!, r[o]!, r[o + 1]!), `seed ${seed}`).toBe(true);
      }
    }
  }
  expect(done).toBeGreaterThan(35);
});

test('points in the plane, to the last bit', () => {
  const next = random(21);
  for (let i = 0; i < 600; i++) {
    const a = randomMatrix(next, 4, i % 30);
    const q = new Float64Array(8);
    const r = new Float64Array(8);
    if (!encloseQr(q, r, lift(a), 2)) continue;
    const { w, s } = exactGramSchmidt(fractions(a), 2);
    for (const o of [0, 1, 2, 3]) {
      expect(isRootInside(w[o % 2]![o >> 1]!, s[o % 2]!, q[2 * o]!, q[2 * o + 1]!), `sample ${i}, entry ${o}`).toBe(true);
    }
  }
});

test('Q·R holds A, QᵀQ holds I, and point matrices stay within some ulps, the Hilbert matrix of order eight within 10⁻⁶', () => {
  for (const [a, n, width] of [
    [randomMatrix(random(3), 25, 1), 5, 1e-13],
    [scaledHilbert(8), 8, 1e-6],
  ] as const) {
    const q = new Float64Array(2 * n * n);
    const r = new Float64Array(2 * n * n);
    expect(encloseQr(q, r, lift(a), n)).toBe(true);
    const p = new Float64Array(2 * n * n);
    const t = new Float64Array(2 * n * n);
    intervalProduct(p, q, r, n, n, n);
    expect(isEnclosed(fractions(a), p)).toBe(true);
    transposeIntervals(t, q, n, n);
    intervalProduct(p, t, q, n, n, n);
    expect(isEnclosed(fractions(Array.from(a, (_, o) => (o % (n + 1) === 0 ? 1 : 0))), p)).toBe(true);
    for (let o = 0; o < 2 * n * n; o += 2) expect(q[o + 1]! - q[o]!).toBeLessThan(width);
  }
});

test('singular and unbounded matrices are refused', () => {
  const q = new Float64Array(8);
  const r = new Float64Array(8);
  expect(encloseQr(q, r, lift(Float64Array.of(1, 2, 2, 4)), 2)).toBe(false);
  expect(encloseQr(q, r, new Float64Array(8), 2)).toBe(false);
  expect(encloseQr(q, r, Float64Array.of(0.5, 1.5, 0.5, 1.5, 0.5, 1.5, 0.5, 1.5), 2)).toBe(false);
  expect(encloseQr(q, r, Float64Array.of(1, Infinity, 0, 0, 0, 0, 1, 1), 2)).toBe(false);
  expect(encloseQr(q, r, Float64Array.of(Infinity, -Infinity, 0, 0, 0, 0, 1, 1), 2)).toBe(false);
});

test('no element of Q is bounded by more than 1, however graded A is', () => {
  const a = Float64Array.of(
    -7.311258314787997e-251,
    8.1169039095365e-251,
    -2.9358887639529485e-251,
    7.723834522871224e-231,
    -3.2618355719660576e-231,
    -3.810226914384508e-231,
    9.8867964837173e-211,
    -6.224565504223372e-211,
    -9.351548552211164e-211,
  );
  const q = new Float64Array(18);
  expect(encloseQr(q, new Float64Array(18), lift(a), 3)).toBe(true);
  expect(q.every((bound) => Math.abs(bound) <= 1)).toBe(true);
});
