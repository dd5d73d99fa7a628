import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interval } from '../../../src/interval/interval.js';
import { seriesMatrix } from '../../../src/series/matrix/make.js';
import type { SeriesMatrix } from '../../../src/series/matrix/matrix.js';
import type { Series } from '../../../src/series/series.js';
import type { SeriesN } from '../../../src/series/series-n.js';
import { variable } from '../../../src/series/variable.js';
import { variables } from '../../../src/series/variables.js';

type Matrix = SeriesMatrix<number, Series<number>>;
const ORDER = 8;
const t = variable(0, { order: ORDER });
const largest = (m: Matrix): number =>
  Math.max(
    ...m
      .toArray()
      .flat()
      .map((s) => s.norm(Infinity)),
  );

const diagonal = (values: readonly Series<number>[]): Matrix =>
  seriesMatrix(values.map((value, i) => values.map((_, j) => (i === j ? value : value.mul(0)))));

/** A rotation in the plane i, j by an angle that is a series. */
function rotation(n: number, i: number, j: number, angle: Series<number>): Matrix {
  const rows = Array.from({ length: n }, (_, r) => Array.from({ length: n }, (__, c) => t.constant(r === c ? 1 : 0)));
  [rows[i]![i], rows[j]![j], rows[i]![j], rows[j]![i]] = [angle.cos(), angle.cos(), angle.sin().neg(), angle.sin()];
  return seriesMatrix(rows);
}

/** A·Q = Q·Λ, QᵀQ = 1 as far as both are known. */
function check(a: Matrix, { values, vectors }: { values: Series<number>[]; vectors: Matrix }, tolerance: number): void {
  const left = a.mul(vectors).sub(vectors.mul(diagonal(values)));
  expect(left.order).toBe(vectors.order);
  expect(largest(left)).toBeLessThan(tolerance);
  const gram = vectors.transpose().mul(vectors);
  expect(largest(gram.sub(diagonal(values.map((s) => s.constant(1)))))).toBeLessThan(tolerance);
}

describe('eigenvalues of symmetric matrices of series', () => {
  test('simple ones: eigenvalues of (1, t; t, −1) are ±√(1 + t²)', () => {
    const a = seriesMatrix([
      [1, t],
      [t, -1],
    ]);
    const spectrum = a.eigh();
    expect(spectrum.values[1]!.isApprox(t.sqr().add(1).sqrt(), 1e-14)).toBe(true);
    expect(spectrum.values[0]!.isApprox(t.sqr().add(1).sqrt().neg(), 1e-14)).toBe(true);
    expect(spectrum.vectors.order).toBe(ORDER);
    check(a, spectrum, 1e-14);
  });

  test('multiple ones split at the order where they differ, and eigenvectors are known to as many orders less', () => {
    const angles = [t.add(0.3), t.sqr().sub(0.7), t.exp(), t.sin().add(1), t.mul(2).add(0.2), t.cos()];
    const planes = [
      [0, 1],
      [2, 3],
      [0, 2],
      [1, 4],
      [3, 4],
      [0, 4],
    ] as const;
    const q = planes.map(([i, j], k) => rotation(5, i, j, angles[k]!)).reduce((product, r) => product.mul(r));
    // 2 and 2 + t² split at order 2, 2 − 3t at order 1 from these, 5 ± t³ at order 3
    const wanted = [t.mul(-3).add(2), t.mul(0).add(2), t.sqr().add(2), t.pow(3).neg().add(5), t.pow(3).add(5)];
    const a = q.mul(diagonal(wanted)).mul(q.transpose());
    const spectrum = a.eigh();
    spectrum.values.forEach((value, i) => {
      expect(value.order).toBe(ORDER);
      expect(value.sub(wanted[i]!).norm(Infinity)).toBeLessThan(1e-9);
    });
    expect(spectrum.vectors.order).toBe(ORDER - 3);
    check(a, spectrum, 1e-9);
    // columns are those of q but for signs
    spectrum.vectors
      .transpose()
      .toArray()
      .forEach((column, j) => {
        const cosine = column.map((s, i) => s.mul(q.at(i, j))).reduce((sum, s) => sum.add(s));
        expect(Math.abs(cosine.coefficient(0))).toBeCloseTo(1, 9);
        expect(cosine.sub(cosine.coefficient(0)).norm(Infinity)).toBeLessThan(1e-8);
      });
  });

  test('one that stays multiple has any basis, known to the full order', () => {
    const q = rotation(3, 0, 2, t.exp()).mul(rotation(3, 0, 1, t.sub(1)));
    const double = t.sin().add(2);
    const a = q.mul(diagonal([t, double, double])).mul(q.transpose());
    const spectrum = a.eigh();
    expect(spectrum.vectors.order).toBe(ORDER);
    check(a, spectrum, 1e-12);
    const identity = diagonal([t, t, t].map((s) => s.constant(4)));
    expect(
      identity
        .eigh()
        .vectors.sub(diagonal([t, t, t].map((s) => s.constant(1))))
        .toArray()
        .flat()
        .every((s) => s.norm() === 0),
    ).toBe(true);
  });

  test('residuals of random matrices are small', () => {
    const entry = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 10, maxLength: 10 }), (entries) => {
        const s = entries.map((c) => c.reduce((sum, x, k) => sum.add(t.truncate(4).pow(k).mul(x)), t.truncate(4).mul(0)));
        const at = (i: number, j: number): Series<number> =>
          s[(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)]!.add(i === j ? 4 * i : 0);
        const a = seriesMatrix([0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => at(i, j))));
        const spectrum = a.eigh();
        const gap = Math.min(...spectrum.values.slice(1).map((v, i) => v.coefficient(0) - spectrum.values[i]!.coefficient(0)));
        fc.pre(gap > 0.2);
        check(a, spectrum, 1e-13 * (1 + 3 / gap) ** 8);
        const trace = spectrum.values.reduce((sum, v) => sum.add(v));
        expect(trace.sub(a.trace()).norm(Infinity)).toBeLessThan(1e-12 * (1 + 3 / gap) ** 8);
      }),
      { numRuns: 40 },
    );
  });
});

describe('in many variables', () => {
  const [x, y] = variables([0, 0], { order: 4 }) as [SeriesN<number>, SeriesN<number>];

  test('simple eigenvalues: (1 + x, y; y, −1 − x) has ±√((1 + x)² + y²)', () => {
    const a = seriesMatrix([
      [x.add(1), y],
      [y, x.add(1).neg()],
    ]);
    const { values, vectors } = a.eigh();
    const root = x.add(1).sqr().add(y.sqr()).sqrt();
    expect(values[1]!.isApprox(root, 1e-14)).toBe(true);
    expect(values[0]!.isApprox(root.neg(), 1e-14)).toBe(true);
    const residual = a
      .mul(vectors)
      .toArray()
      .flatMap((row, i) => row.map((s, j) => s.sub(vectors.at(i, j).mul(values[j]!)).norm(Infinity)));
    expect(Math.max(...residual)).toBeLessThan(1e-14);
  });

  test('ones that meet at the center alone have no Taylor series', () => {
    const cone = seriesMatrix([
      [x, y],
      [y, x.neg()],
    ]);
    expect(() => cone.eigh()).toThrow(
      'eigh: expected eigenvalues that are simple at the center, or multiple wherever the series are known, got some that are one at the center alone',
    );
    const constant = seriesMatrix([
      [x, 0],
      [0, x],
    ]);
    expect(constant.eigh().values.map(String)).toEqual(['x + 𝒪(‖x‖⁵)', 'x + 𝒪(‖x‖⁵)']);
  });
});

test('misuse', () => {
  expect(() => seriesMatrix([[variable(interval(1), { order: 1 })]]).eigh()).toThrow(
    new TypeError('eigh: expected series of numbers, got series of kind Interval; take their midpoints'),
  );
  expect(() => seriesMatrix([[t.add(1e308).mul(10)]]).eigh()).toThrow('eigh: expected finite coefficients, got one that is not');
});
