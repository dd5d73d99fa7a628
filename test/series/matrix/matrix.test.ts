import { describe, expect, test } from 'vitest';
import type { Algebra, Memory } from '../../../src/algebra/algebra.js';
import { type Interval, interval } from '../../../src/interval/interval.js';
import { type Complex, complex } from '../../../src/number/complex.js';
import { fraction as ratio } from '../../../src/number/fraction.js';
import { keplerE } from '../../../src/series/free-special.js';
import { dot, seriesMatrix } from '../../../src/series/matrix/make.js';
import { SeriesMatrix } from '../../../src/series/matrix/matrix.js';
import { Series } from '../../../src/series/series.js';
import { SeriesN } from '../../../src/series/series-n.js';
import { Space } from '../../../src/series/space.js';
import type { Truncated } from '../../../src/series/truncated.js';
import { series, variable } from '../../../src/series/variable.js';
import { variables } from '../../../src/series/variables.js';
import { random } from '../../linalg/samples.js';
import { exact } from '../../oracle/algebra.js';
import { type Fraction, fraction, fractionOf, minus, zero } from '../../oracle/fraction.js';

const rational = exact as unknown as Algebra<Fraction, Memory>;

/** Small rational numbers, different for each seed. */
const sample = (seed: number): Fraction => fraction(((seed * 37 + 11) % 17) - 8, 1 + (seed % 3));

/** A matrix whose elements `make` gives, with what is added to the constant terms of its diagonal. */
type Make<S> = (seed: number, constant: Fraction) => S;
const matrixOf = <S extends Truncated<Fraction, S>>(make: Make<S>, rows: number, columns: number, seed: number, diagonal = 0) =>
  new SeriesMatrix<Fraction, S>(
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (__, j) => make(seed + 7 * i + 13 * j, fraction(i === j ? diagonal : 0))),
    ),
  );

const inOne: Make<Series<Fraction>> = (seed, constant) =>
  Series.over(rational, zero, 5, (m) => {
    for (let k = 0; k <= 5; k++) rational.write(m, k, sample(seed + 5 * k));
    rational.write(
      m,
      0,
      fraction(sample(seed).num * constant.den + constant.num * sample(seed).den, sample(seed).den * constant.den),
    );
  });

const inMany =
  (space: Space): Make<SeriesN<Fraction>> =>
  (seed, constant) =>
    SeriesN.over(rational, { names: ['x', 'y'], center: [zero, zero] }, space, (m) => {
      for (let i = 0; i < space.size; i++) rational.write(m, i, sample(seed + 5 * i));
      rational.write(
        m,
        0,
        fraction(sample(seed).num * constant.den + constant.num * sample(seed).den, sample(seed).den * constant.den),
      );
    });

/** The sum over permutations. */
function leibniz<S extends Truncated<Fraction, S>>(rows: readonly (readonly S[])[]): S {
  const [first, ...rest] = rows;
  if (rest.length === 0) return first![0]!;
  return first!
    .map((a, j) => {
      const minor = leibniz<S>(rest.map((row) => row.filter((_, k) => k !== j)));
      return j % 2 === 0 ? a.mul(minor) : a.mul(minor).neg();
    })
    .reduce((sum, term) => sum.add(term));
}

const isZero = (s: { readonly coefficients: readonly Fraction[] }): boolean => s.coefficients.every((c) => c.num === 0n);

describe.each([
  ['in one variable', inOne],
  ['in two variables', inMany(Space.of(2, 3))],
  ['in two variables with weights and bounds', inMany(Space.of(2, 6, { weights: [1, 2], orders: [3, 2] }))],
])('matrices of exact series %s', (_, made) => {
  const make = made as Make<Series<Fraction>>;
  const of = (rows: number, columns: number, seed: number, diagonal = 0) => matrixOf(make, rows, columns, seed, diagonal);
  const same = (a: SeriesMatrix<Fraction, Series<Fraction>>, b: SeriesMatrix<Fraction, Series<Fraction>>): void => {
    expect([a.rows, a.columns, a.order]).toEqual([b.rows, b.columns, b.order]);
    expect(a.sub(b).toArray().flat().every(isZero)).toBe(true);
  };
  const identity = (n: number) => {
    const like = of(1, 1, 1).at(0, 0);
    return new SeriesMatrix<Fraction, Series<Fraction>>(
      Array.from({ length: n }, (__, i) => Array.from({ length: n }, (___, j) => like.constant(i === j ? 1 : 0))),
    );
  };
  const a = of(3, 3, 2, 5);

  test('products are sums of products of series', () => {
    const [b, c] = [of(2, 3, 4), of(3, 4, 9)];
    const product = b.mul(c);
    product.toArray().forEach((row, i) => {
      row.forEach((s, j) => {
        expect(isZero(s.sub(dot(b.toArray()[i]!, c.transpose().toArray()[j]!)))).toBe(true);
      });
    });
    same(product.transpose(), c.transpose().mul(b.transpose()));
    expect(isZero(a.trace().sub(a.transpose().trace()))).toBe(true);
    const x = c.transpose().toArray()[0]!;
    b.mul(x).forEach((s, i) => {
      expect(isZero(s.sub(product.at(i, 0)))).toBe(true);
    });
  });

  test('solutions solve, inverses invert', () => {
    const b = of(3, 2, 1);
    same(a.mul(a.solve(b)), b);
    same(a.mul(a.inv()), identity(3));
    same(a.inv().mul(a), identity(3));
    const x = a.solve(b.transpose().toArray()[1]!);
    expect(isZero(x[2]!.sub(a.solve(b).at(2, 1)))).toBe(true);
  });

  test('the determinant is the sum over permutations, also of singular constant terms', () => {
    for (const matrix of [a, of(4, 4, 3), of(1, 1, 5), of(2, 2, 8)]) {
      expect(isZero(matrix.det().sub(leibniz<Series<Fraction>>(matrix.toArray())))).toBe(true);
    }
    const rows = of(4, 4, 6).toArray();
    const singular = new SeriesMatrix<Fraction, Series<Fraction>>(
      rows.map((row) => row.map((s, j) => (j === 2 ? s.sub(s.constant(sampleOf(s))) : s))),
    );
    expect(isZero(singular.det().sub(leibniz<Series<Fraction>>(singular.toArray())))).toBe(true);
    expect(isZero(singular.det())).toBe(false);
  });

  test('L·U = P·A with triangles', () => {
    for (const matrix of [a, of(4, 4, 3)]) {
      const { lower, upper, permutation } = matrix.lu();
      same(lower.mul(upper), new SeriesMatrix<Fraction, Series<Fraction>>(permutation.map((i) => matrix.toArray()[i]!)));
      lower.toArray().forEach((row, i) => {
        row.forEach((s, j) => {
          if (j > i) expect(isZero(s)).toBe(true);
          if (j < i) expect(isZero(upper.at(i, j))).toBe(true);
          if (j === i) expect(isZero(s.sub(1))).toBe(true);
        });
      });
    }
  });

  test('L·Lᵀ = A where the constant terms are a square of rationals', () => {
    const root = new SeriesMatrix<Fraction, Series<Fraction>>(
      of(3, 3, 2, 20)
        .toArray()
        .map((row, i) => row.map((s, j) => (j > i ? s.mul(0) : s))),
    );
    const square = root.mul(root.transpose());
    same(square.cholesky(), root);
  });

  test('Q·R = A, where the constant terms of Q are rational', () => {
    // (1, 2, 2; 2, 1, −2)/3 has orthonormal rows
    const like = of(1, 1, 1).at(0, 0);
    const q0 = [
      [1, 2],
      [2, 1],
      [2, -2],
    ];
    const start = new SeriesMatrix<Fraction, Series<Fraction>>(q0.map((row) => row.map((n) => like.constant(n).div(3))));
    const upper = new SeriesMatrix<Fraction, Series<Fraction>>(
      [
        [3, 1],
        [0, 2],
      ].map((row) => row.map((n) => like.constant(n))),
    );
    const rest = of(3, 2, 4)
      .toArray()
      .map((row) => row.map((s) => s.sub(s.constant(sampleOf(s)))));
    const matrix = start.mul(upper).add(new SeriesMatrix<Fraction, Series<Fraction>>(rest));
    const { q, r } = matrix.qr();
    same(q.mul(r), matrix);
    same(q.transpose().mul(q), identity(2));
    expect(isZero(r.at(1, 0))).toBe(true);
    expect([r.at(0, 0), r.at(1, 1)].map(sampleOf)).toEqual([fraction(3), fraction(2)]);
  });
});

/** The constant term. */
function sampleOf(s: Series<Fraction>): Fraction {
  return s.coefficients[0]!;
}

describe('matrices of series of numbers', () => {
  const t = variable(0.5, { order: 8 });
  const a = seriesMatrix([
    [t.exp(), t, 0.25],
    [t.sin(), 2, t.sqr()],
    [1, t.log(), t.add(3)],
  ]);

  test('a large system keeps its digits', () => {
    const n = 20;
    const rows = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (__, j) =>
        t
          .mul((i * j) % 7)
          .sin()
          .div(n)
          .add(i === j ? 3 : 0),
      ),
    );
    const b = rows.map((row) => row[3]!.exp());
    const residual = seriesMatrix(rows)
      .mul(seriesMatrix(rows).solve(b))
      .map((s, i) => s.sub(b[i]!));
    for (const s of residual) expect(s.norm(Infinity)).toBeLessThan(1e-13);
  });

  test('the derivative of log det A is tr(A⁻¹ A′)', () => {
    const derivative = seriesMatrix(a.toArray().map((row) => row.map((s) => s.derivative())));
    const cut = seriesMatrix(a.toArray().map((row) => row.map((s) => s.truncate(7))));
    expect(a.logdet().derivative().isApprox(cut.inv().mul(derivative).trace(), 1e-12)).toBe(true);
    expect(a.logdet().isApprox(a.det().log(), 1e-13)).toBe(true);
    // two rows exchanged make it negative
    const [first, second, third] = a.toArray();
    expect(() => seriesMatrix([second!, first!, third!]).logdet()).toThrow(
      'logdet: expected a determinant that is positive at the center 0.5, got one that is negative there',
    );
    const huge = seriesMatrix([
      [t.mul(1e200), 0],
      [0, t.mul(1e200)],
    ]);
    expect(huge.logdet().coefficient(0)).toBeCloseTo(2 * Math.log(5e199), 10);
  });

  test('QR and Cholesky reproduce the matrix', () => {
    const { q, r } = a.qr();
    for (const s of q.mul(r).sub(a).toArray().flat()) expect(s.norm(Infinity)).toBeLessThan(1e-11);
    const gram = a.transpose().mul(a);
    // R is the Cholesky factor of AᵀA
    const l = gram.cholesky();
    for (const [i, row] of l.transpose().sub(r).toArray().entries()) {
      for (const s of row) expect(s.norm(Infinity) / (1 + r.at(i, i).norm(Infinity))).toBeLessThan(1e-9);
    }
  });

  test('the determinant of Vandermonde’s matrix in three variables', () => {
    const xs = variables([1, 2, 3], { order: 4 }) as [SeriesN<number>, SeriesN<number>, SeriesN<number>];
    const [x, y, z] = xs;
    const det = seriesMatrix(xs.map((s) => [1, s, s.sqr()])).det();
    expect(det.isApprox(y.sub(x).mul(z.sub(x)).mul(z.sub(y)), 1e-14)).toBe(true);
    // around a point where all are equal it starts with degree 3
    const equal = variables([1, 1, 1], { order: 4 });
    const start = seriesMatrix(equal.map((s) => [1, s, s.sqr()])).det();
    expect([0, 1, 2].map((d) => start.homogeneous(d).norm())).toEqual([0, 0, 0]);
    expect(start.coefficient([0, 1, 2])).toBeCloseTo(1, 13);
  });
});

describe('matrices of series of intervals', () => {
  test('solutions, inverses and determinants enclose what exact rationals give', () => {
    const exactly = matrixOf(inOne, 3, 3, 2, 5);
    const b = matrixOf(inOne, 3, 1, 3).transpose().toArray()[0]!;
    const enclosed = (s: Series<Fraction>): Series<Interval> =>
      s.coefficients
        .map((c) => interval(`[${c.num}/${c.den}]`))
        .reduce(
          (sum, c, k) => sum.add(variable(interval(0), { order: 5 }).pow(k).mul(c)),
          variable(interval(0), { order: 5 }).mul(0),
        );
    const intervals = seriesMatrix(exactly.toArray().map((row) => row.map(enclosed)));
    const check = (got: Series<Interval>, wanted: Series<Fraction>): void => {
      got.coefficients.forEach((c, k) => {
        const truth = wanted.coefficient(k);
        expect(minus(truth, fractionOf(c.lo)).num >= 0n && minus(fractionOf(c.hi), truth).num >= 0n).toBe(true);
        expect(c.wid()).toBeLessThan(1e-7 * (1 + c.mag()));
      });
    };
    intervals.solve(b.map(enclosed)).forEach((s, i) => {
      check(s, exactly.solve(b)[i]!);
    });
    intervals
      .inv()
      .toArray()
      .flat()
      .forEach((s, l) => {
        check(s, exactly.inv().toArray().flat()[l]!);
      });
    check(intervals.det(), exactly.det());
  });

  test('what has no derivative has none in a product with zeros', () => {
    // E − sin E = M: E has no slope at M = 0, but that of E³ = 6 M + … is 6
    const M = variable(interval(0), { order: 3 });
    const E = keplerE(M.mul(0).add(1), M);
    const a = seriesMatrix([
      [E, M],
      [M, E],
    ]);
    const determinant = seriesMatrix([
      [E, E, 0],
      [0, E, M],
      [M, 0, E],
    ]).det();
    const unit = seriesMatrix([
      [1, E],
      [E, 1],
    ]);
    // E·(1 − E²)⁻¹ = E + E³ + …, and so on
    const solution = unit.solve([E.sqr(), E.sqr().mul(E)]);
    const slopes = [a.mul(a).mul(a).at(0, 0), determinant, solution[1]!, unit.lu().upper.at(1, 1), unit.qr().r.at(1, 1)];
    for (const s of [...slopes, unit.cholesky().at(1, 1)])
      expect(
        s.coefficients.slice(1).every((c) => c.isEntire()),
        `${s}`,
      ).toBe(true);
    // the constant terms have their values all the same
    expect(a.mul(a).at(0, 0).coefficient(0).equals(0) && determinant.coefficient(0).equals(0)).toBe(true);
  });

  test('no pivot is taken that may be zero', () => {
    const point = (lo: number, hi = lo): Series<Interval> => series([interval(lo, hi)]);
    // det = a·0 − 1, and the inverse is (0, 1; 1, −a)
    const a = seriesMatrix([
      [point(0, 1), point(1)],
      [point(1), point(0)],
    ]);
    expect(`${a.inv()}`).toBe('[𝒪(t), 1 + 𝒪(t)]\n[1 + 𝒪(t), [-1, 0] + 𝒪(t)]');
    expect(a.det().coefficient(0).equals(-1)).toBe(true);
    const wide = seriesMatrix([
      [point(-1, 1), point(1)],
      [point(-1, 1), point(2)],
    ]);
    const det = wide.det().coefficient(0);
    expect(interval(-3, 3).subset(det) && det.mag() < 20, `${det}`).toBe(true);
    expect(() => wide.inv()).toThrow(/solve: expected a matrix of regular constant terms/);
  });

  test('small is not singular where nothing is rounded, or what is rounded is known', () => {
    const small = 2 ** -80;
    const inverse = seriesMatrix([
      [series([interval(1)]), series([interval(0)])],
      [series([interval(0)]), series([interval(small)])],
    ]).inv();
    expect(
      inverse
        .at(1, 1)
        .coefficient(0)
        .contains(2 ** 80),
    ).toBe(true);
    const exactly = seriesMatrix([
      [series([ratio(1n)]), series([ratio(0n)])],
      [series([ratio(0n)]), series([ratio(1n, 2n ** 80n)])],
    ]).inv();
    expect(`${exactly.at(1, 1).coefficient(0)}`).toBe(`${2n ** 80n}`);
  });
});

describe('misuse', () => {
  const t = variable(0, { order: 3 });
  test('shapes that do not fit', () => {
    expect(() => seriesMatrix([[t], [t, t]])).toThrow(
      new RangeError('SeriesMatrix: expected rows of one length ≥ 1, got rows of 1, 2'),
    );
    expect(() => seriesMatrix([[1]] as never)).toThrow('seriesMatrix: expected a series among the elements, got none');
    expect(() => seriesMatrix([[t, t]]).det()).toThrow(new RangeError('det: expected a square matrix, got 1 rows and 2 columns'));
    expect(() => seriesMatrix([[t, t]]).mul(seriesMatrix([[t, t]]))).toThrow('mul: expected a matrix with 2 rows, got 1');
    expect(() => seriesMatrix([[t]]).solve([t, t])).toThrow('solve: expected a right side with 1 rows, got 2');
    expect(() => seriesMatrix([[t]]).add(seriesMatrix([[t, t]]))).toThrow('add: expected a matrix of 1 × 1 elements, got 1 × 2');
    expect(() => seriesMatrix([[t]]).at(0, 1)).toThrow('at: expected a row from 0 to 0 and a column from 0 to 0, got 0 and 1');
    expect(() => dot([t], [])).toThrow('dot: expected two lists of one length ≥ 1, got 1 and 0 series');
  });

  test('series around different points, and known to different orders', () => {
    expect(() => seriesMatrix([[t, variable(1, { order: 3 })]])).toThrow('seriesMatrix: expected series around one center');
    expect(seriesMatrix([[t, t.truncate(1)]]).order).toBe(1);
    expect(seriesMatrix([[t.add(1)]]).solve([t.truncate(2)])[0]!.order).toBe(2);
  });

  test('what is singular, indefinite or dependent', () => {
    const singular = seriesMatrix([
      [t, 1],
      [t, 1],
    ]);
    expect(() => singular.solve([t, t])).toThrow(
      'solve: expected a matrix of regular constant terms, got a singular one; the solution has a pole at the center 0',
    );
    expect(() => singular.lu()).toThrow('lu: expected a matrix of regular constant terms, got a singular one');
    expect(() => singular.logdet()).toThrow(
      'logdet: expected a determinant that is positive at the center 0, got one that is zero there',
    );
    expect(() => singular.qr()).toThrow('qr: expected independent columns of constant terms, got dependent ones');
    expect(() => seriesMatrix([[t, 1]]).qr()).toThrow('got 2 columns of 1 rows');
    expect(() => seriesMatrix([[t]]).cholesky()).toThrow(
      'cholesky: expected a positive definite matrix of constant terms, got one that is not so in row 0',
    );
  });
});

describe('complex matrices', () => {
  const order = 4;
  const z = variable(complex(0, 0), { order });
  const next = random(7);
  const entry = (): Series<Complex> =>
    [0, 1, 2, 3].map((k) => z.pow(k).mul(complex(2 * next() - 1, 2 * next() - 1))).reduce((sum, s) => sum.add(s));
  const matrix = (rows: number, columns: number): SeriesMatrix<Complex, Series<Complex>> =>
    seriesMatrix(Array.from({ length: rows }, () => Array.from({ length: columns }, entry)));
  const conjugate = (s: Series<Complex>): Series<Complex> => series(s.coefficients.map((c) => complex(c.re, -c.im)));
  const adjoint = (m: SeriesMatrix<Complex, Series<Complex>>): SeriesMatrix<Complex, Series<Complex>> =>
    seriesMatrix(
      m
        .transpose()
        .toArray()
        .map((row) => row.map(conjugate)),
    );
  const size = (m: SeriesMatrix<Complex, Series<Complex>>): number =>
    Math.max(
      ...m
        .toArray()
        .flat()
        .map((s) => s.norm(Infinity)),
    );
  const one = (n: number): SeriesMatrix<Complex, Series<Complex>> =>
    seriesMatrix(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => z.constant(i === j ? 1 : 0))));

  test('Q·R with QᴴQ = 1 and a real diagonal of R', () => {
    for (const [rows, columns] of [
      [1, 1],
      [2, 2],
      [4, 3],
      [3, 3],
    ] as const) {
      const a = matrix(rows, columns);
      const { q, r } = a.qr();
      expect(size(q.mul(r).sub(a))).toBeLessThan(1e-11);
      expect(size(adjoint(q).mul(q).sub(one(columns)))).toBeLessThan(1e-11);
      for (let i = 0; i < columns; i++) {
        expect(r.at(i, i).coefficient(0).re).toBeGreaterThan(0);
        for (const c of r.at(i, i).coefficients) expect(Math.abs(c.im)).toBeLessThan(1e-11);
        for (let j = 0; j < i; j++) expect(r.at(i, j).norm()).toBe(0);
      }
    }
  });

  test('A = L·Lᴴ with a real diagonal of L', () => {
    for (const n of [1, 2, 4]) {
      const b = matrix(n, n);
      const a = b.mul(adjoint(b)).add(one(n));
      // products of conjugates are real up to rounding
      const hermitian = seriesMatrix(
        a.toArray().map((row, i) => row.map((s, j) => (i === j ? series(s.coefficients.map((c) => complex(c.re, 0))) : s))),
      );
      const l = hermitian.cholesky();
      expect(size(l.mul(adjoint(l)).sub(hermitian))).toBeLessThan(1e-11);
      for (let i = 0; i < n; i++) {
        expect(l.at(i, i).coefficients.every((c) => Math.abs(c.im) < 1e-12)).toBe(true);
        for (let j = i + 1; j < n; j++) expect(l.at(i, j).norm()).toBe(0);
      }
    }
  });

  test('misuse', () => {
    expect(() => seriesMatrix([[z.add(complex(0, 1))]]).cholesky()).toThrow('cholesky: expected a Hermitian matrix');
    expect(() => seriesMatrix([[z.sub(1)]]).cholesky()).toThrow(
      'cholesky: expected a positive definite matrix of constant terms',
    );
  });
});
