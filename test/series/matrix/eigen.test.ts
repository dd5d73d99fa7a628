import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOfDouble } from '../../../src/decimal/read.js';
import { type Interval, interval } from '../../../src/interval/interval.js';
import { complex } from '../../../src/number/complex.js';
import { fraction } from '../../../src/number/fraction.js';
import { seriesMatrix } from '../../../src/series/matrix/make.js';
import type { SeriesMatrix } from '../../../src/series/matrix/matrix.js';
import type { Series } from '../../../src/series/series.js';
import type { SeriesN } from '../../../src/series/series-n.js';
import { variable } from '../../../src/series/variable.js';
import { variables } from '../../../src/series/variables.js';
import { random } from '../../linalg/samples.js';

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

const golden = JSON.parse(readFileSync(new URL('../../data/eigen-series.json', import.meta.url), 'utf8')) as {
  order: number;
  real: Golden[];
  complex: Golden[];
};
interface Golden {
  n: number;
  matrices: [number, number][][][];
  values: string[][];
  vectors: [string, string][][][];
}

/** A_0 + A_1 t + A_2 t², its entries made by `entry`. */
function polynomialMatrix<T>(
  at: Series<T>,
  { n, matrices }: Golden,
  entry: (re: number, im: number) => T | number,
): SeriesMatrix<T, Series<T>> {
  return seriesMatrix(
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (__, j) =>
        matrices.map((a, k) => at.pow(k).mul(entry(...a[i]![j]!))).reduce((sum, s) => sum.add(s)),
      ),
    ),
  );
}

describe('against mpmath', () => {
  const { order } = golden;
  const Precise = Decimal.clone({ precision: 34 });

  test('numbers and decimals', () => {
    for (const matrix of golden.real) {
      const plain = polynomialMatrix(variable(0, { order }), matrix, (re) => re).eigh();
      const precise = polynomialMatrix(variable(new Precise(0), { order }), matrix, (re) => re).eigh();
      for (let k = 0; k < matrix.n; k++) {
        for (let m = 0; m <= order; m++) {
          const size = Math.max(...matrix.values[k]!.map((x) => Math.abs(Number(x))));
          expect(Math.abs(plain.values[k]!.coefficient(m) - Number(matrix.values[k]![m]))).toBeLessThan(1e-13 * size);
          expect(precise.values[k]!.coefficient(m).sub(matrix.values[k]![m]!).abs().toNumber()).toBeLessThan(1e-27 * size);
        }
        // one sign for a whole vector
        const sign = Math.sign(Number(matrix.vectors[0]![k]![0]![0]) * plain.vectors.at(0, k).coefficient(0));
        const preciseSign = Math.sign(Number(matrix.vectors[0]![k]![0]![0]) * precise.vectors.at(0, k).coefficient(0).toNumber());
        for (let i = 0; i < matrix.n; i++) {
          for (let m = 0; m <= order; m++) {
            const [wanted] = matrix.vectors[i]![k]![m]!;
            expect(Math.abs(sign * plain.vectors.at(i, k).coefficient(m) - Number(wanted))).toBeLessThan(1e-12);
            expect(precise.vectors.at(i, k).coefficient(m).mul(preciseSign).sub(wanted).abs().toNumber()).toBeLessThan(1e-26);
          }
        }
      }
    }
  });

  test('complex Hermitian matrices', () => {
    for (const matrix of golden.complex) {
      const { values, vectors } = polynomialMatrix(variable(complex(0, 0), { order }), matrix, complex).eigh();
      for (let k = 0; k < matrix.n; k++) {
        const inner = vectors
          .toArray()
          .map((row, i) => {
            const [re, im] = matrix.vectors[i]![k]![0]!.map(Number) as [number, number];
            return row[k]!.coefficient(0).mul(complex(re, -im));
          })
          .reduce((sum, z) => sum.add(z));
        expect(inner.abs()).toBeCloseTo(1, 13);
        for (let m = 0; m <= order; m++) {
          expect(values[k]!.coefficient(m).sub(Number(matrix.values[k]![m])).abs()).toBeLessThan(1e-12);
          for (let i = 0; i < matrix.n; i++) {
            const [re, im] = matrix.vectors[i]![k]![m]!.map(Number) as [number, number];
            expect(
              vectors
                .at(i, k)
                .coefficient(m)
                .sub(inner.mul(complex(re, im)))
                .abs(),
            ).toBeLessThan(1e-12);
          }
        }
      }
    }
  });

  test('intervals contain the coefficients of 30 digits, and are narrow', () => {
    for (const matrix of golden.real) {
      const { values, vectors } = polynomialMatrix(variable(interval(0), { order }), matrix, (re) => re).eigh();
      const contains = (box: Interval, x: Decimal): boolean =>
        x.add(1e-28).gte(decimalOfDouble(box.lo)) && x.sub(1e-28).lte(decimalOfDouble(box.hi));
      for (let k = 0; k < matrix.n; k++) {
        const sign = Math.sign(Number(matrix.vectors[0]![k]![0]![0]) * vectors.at(0, k).coefficient(0).mid());
        for (let m = 0; m <= order; m++) {
          const value = values[k]!.coefficient(m);
          expect(contains(value, new Precise(matrix.values[k]![m]!)), `${value} ${matrix.values[k]![m]}`).toBe(true);
          expect(value.wid()).toBeLessThan(1e-11);
          for (let i = 0; i < matrix.n; i++) {
            const entry = vectors.at(i, k).coefficient(m);
            expect(contains(entry, new Precise(matrix.vectors[i]![k]![m]![0]).mul(sign))).toBe(true);
            expect(entry.wid()).toBeLessThan(1e-11);
          }
        }
      }
    }
  });
});

describe('over intervals', () => {
  const Precise = Decimal.clone({ precision: 40 });

  test('the spectra of matrices inside are inside', () => {
    let narrow = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const n = 1 + (seed % 4);
      const width = [0, 1e-15, 1e-9, 1e-3][Math.floor(seed / 4) % 4]!;
      const order = 3;
      // bounds of a_ij,k, of which the lower triangle is read
      const bounds = Array.from({ length: n }, (_, i) =>
        Array.from({ length: i + 1 }, (__, j) =>
          Array.from({ length: order + 1 }, (___, k) => {
            const x = 2 * next() - 1 + (i === j && k === 0 ? 3 * i : 0);
            return [x - width * next(), x + width * next()] as const;
          }),
        ),
      );
      const matrixOf = <T>(at: Series<T>, element: (lo: number, hi: number) => T): SeriesMatrix<T, Series<T>> =>
        seriesMatrix(
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (__, j) => {
              const coefficients = bounds[Math.max(i, j)]![Math.min(i, j)]!;
              return coefficients.map(([lo, hi], k) => at.pow(k).mul(element(lo, hi))).reduce((sum, s) => sum.add(s));
            }),
          ),
        );
      const { values, vectors } = matrixOf(variable(interval(0), { order }), (lo, hi) => interval(lo, hi)).eigh();
      for (const choice of ['vertex', 'vertex', 'point']) {
        // symmetric: one choice for both triangles
        const chosen = new Map<string, Decimal>();
        const inside = matrixOf(variable(new Precise(0), { order }), (lo, hi) => {
          const key = `${lo} ${hi}`;
          if (!chosen.has(key)) chosen.set(key, decimalOfDouble(choice === 'vertex' ? (next() < 0.5 ? lo : hi) : (lo + hi) / 2));
          return chosen.get(key)!;
        }).eigh();
        for (let k = 0; k < n; k++) {
          const sign = Math.sign(
            vectors
              .toArray()
              .map((row, i) => row[k]!.coefficient(0).mid() * inside.vectors.at(i, k).coefficient(0).toNumber())
              .reduce((sum, x) => sum + x),
          );
          for (let m = 0; m <= order; m++) {
            const contains = (box: Interval, x: Decimal): boolean =>
              x.add(1e-33).gte(decimalOfDouble(box.lo)) && x.sub(1e-33).lte(decimalOfDouble(box.hi));
            expect(contains(values[k]!.coefficient(m), inside.values[k]!.coefficient(m)), `seed ${seed}`).toBe(true);
            if (values[k]!.coefficient(m).wid() <= 1e-13) narrow++;
            for (let i = 0; i < n; i++) {
              const entry = inside.vectors.at(i, k).coefficient(m).mul(sign);
              expect(contains(vectors.at(i, k).coefficient(m), entry), `seed ${seed}`).toBe(true);
            }
          }
        }
      }
    }
    expect(narrow).toBeGreaterThan(100);
  });

  test('a diagonal of points may have multiple eigenvalues, which split', () => {
    const s = variable(interval(0), { order: 4 });
    const { values, vectors } = seriesMatrix([
      [1, s],
      [s, s.sqr().add(1)],
    ]).eigh();
    // 1 + t²/2 ± t·√(1 + t²/4)
    const root = s.sqr().div(4).add(1).sqrt().mul(s);
    [root.neg(), root].forEach((r, k) => {
      const wanted = s.sqr().div(2).add(1).add(r);
      for (let m = 0; m <= 4; m++) {
        const [a, b] = [values[k]!.coefficient(m), wanted.coefficient(m)];
        expect(a.intersection(b).isEmpty()).toBe(false);
        expect(a.wid()).toBeLessThan(1e-13);
      }
    });
    expect(vectors.order).toBe(3);
  });

  test('in many variables', () => {
    const [x, y] = variables([interval(0), interval(0)], { order: 3 }) as [SeriesN<Interval>, SeriesN<Interval>];
    const { values } = seriesMatrix([
      [x.add(1), y],
      [y, x.add(1).neg()],
    ]).eigh();
    const root = x.add(1).sqr().add(y.sqr()).sqrt();
    root.coefficients.forEach((c, i) => {
      expect(values[1]!.coefficients[i]!.intersection(c).isEmpty()).toBe(false);
      expect(values[1]!.coefficients[i]!.wid()).toBeLessThan(1e-14);
    });
  });

  test('eigenvalues that cannot be told apart are refused', () => {
    const s = variable(interval(0), { order: 2 });
    const message =
      'eigh: expected eigenvalues that can be told apart at the center, or a diagonal of points there, got enclosures of some that meet';
    const a = seriesMatrix([
      [interval(1, 2), s],
      [s, interval(1.5, 3)],
    ] as never) as unknown as SeriesMatrix<Interval, Series<Interval>>;
    expect(() => a.eigh()).toThrow(message);
    // eigenvalues 1, 1, 4 off the diagonal: no rounding proves that they are one
    const rotated = [
      [2, 1, 1],
      [1, 2, 1],
      [1, 1, 2],
    ].map((row) => row.map((value) => s.mul(0).add(value)));
    expect(() => seriesMatrix(rotated).eigh()).toThrow(message);
    expect(() => seriesMatrix([[s.add(interval(0, Infinity))]]).eigh()).toThrow('eigh: expected finite coefficients');
  });
});

test('misuse', () => {
  expect(() => seriesMatrix([[variable(fraction(1n), { order: 1 })]]).eigh()).toThrow(
    new TypeError(
      'eigh: expected series of numbers, complex numbers, decimals or intervals, got series of kind Fraction; convert the coefficients to numbers',
    ),
  );
  expect(() => seriesMatrix([[variable(interval(1), { order: 1 })]]).eigh({ tolerance: 1e-3 })).toThrow(
    'eigh: expected no tolerance for intervals',
  );
  expect(() => seriesMatrix([[variable(complex(1, 1), { order: 1 })]]).eigh()).toThrow(
    'eigh: expected a Hermitian matrix, got an element in row and column 0 with the coefficient 1 + i, which is not real',
  );
  expect(() => seriesMatrix([[t.add(1e308).mul(10)]]).eigh()).toThrow('eigh: expected finite coefficients, got one that is not');
});
