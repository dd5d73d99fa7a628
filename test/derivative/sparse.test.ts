import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colorColumns, colorSymmetric } from '../../src/derivative/coloring.js';
import { jacobian, jvp } from '../../src/derivative/gradient.js';
import { hessian, hvp } from '../../src/derivative/hessian.js';
import type { SparseMatrix } from '../../src/derivative/sparse.js';
import { formula } from '../../src/formula/formula.js';
import { Interval } from '../../src/interval/interval.js';

const distinct = (max: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 0, max }), { maxLength: 4 }).map((row) => row.sort((a, b) => a - b));

/** A symmetric pattern: for each variable those it meets. */
const symmetric = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 25 })
  .map((pairs) => {
    const meets = Array.from({ length: 10 }, () => new Set<number>());
    for (const [i, j] of pairs) {
      meets[i]!.add(j);
      meets[j]!.add(i);
    }
    return meets.map((set) => [...set].sort((a, b) => a - b));
  });

describe('colors', () => {
  test('no row has two columns of one color', () => {
    fc.assert(
      fc.property(fc.array(distinct(11), { maxLength: 12 }), (rows) => {
        const { colors, count } = colorColumns(rows, 12);
        for (const row of rows) expect(new Set(row.map((j) => colors[j])).size).toBe(row.length);
        expect(Math.max(...colors) + 1).toBe(count);
      }),
    );
  });

  test('variables that meet differ, and no path of four has two colors alone', () => {
    fc.assert(
      fc.property(symmetric, (meets) => {
        const { colors } = colorSymmetric(meets);
        const others = (v: number): number[] => meets[v]!.filter((w) => w !== v);
        for (const v of meets.keys()) {
          for (const w of others(v)) {
            expect(colors[v]).not.toBe(colors[w]);
            for (const x of others(w)) {
              for (const y of others(x)) {
                if (new Set([v, w, x, y]).size === 4) expect(new Set([v, w, x, y].map((i) => colors[i])).size).toBeGreaterThan(2);
              }
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

const full = ({ shape, rows, columns, values }: SparseMatrix<number>): number[][] => {
  const all = Array.from({ length: shape[0] }, () => Array<number>(shape[1]).fill(0));
  values.forEach((value, e) => {
    all[rows[e]!]![columns[e]!] = value;
  });
  return all;
};
const unit = (n: number, j: number): number[] => Array.from({ length: n }, (_, i) => (i === j ? 1 : 0));

describe('Jacobians by colors', () => {
  /** Broyden's tridiagonal function: Moré, Garbow and Hillstrom 1981, problem 30. */
  const broyden = (n: number): string[] =>
    Array.from({ length: n }, (_, i) => {
      const [left, right] = [i > 0 ? ` - x${i - 1}` : '', i + 1 < n ? ` - 2*x${i + 1}` : ''];
      return `(3 - 2*x${i})*x${i}${left}${right} + 1`;
    });
  const inOrder = (n: number): ReturnType<typeof formula>[] => {
    const variables = Array.from({ length: n }, (_, i) => `x${i}`);
    return broyden(n).map((text) => formula(text, { variables }));
  };

  test('a tridiagonal one takes three sweeps, whatever its size', () => {
    const n = 500;
    const x = Array.from({ length: n }, (_, i) => Math.sin(i));
    const matrix = jacobian(inOrder(n), x, { sparse: true });
    expect(matrix.sweeps).toBe(3);
    expect(matrix.shape).toEqual([n, n]);
    matrix.values.forEach((value, e) => {
      const [i, j] = [matrix.rows[e]!, matrix.columns[e]!];
      expect(value).toBeCloseTo(i === j ? 3 - 4 * x[i]! : j < i ? -1 : -2, 14);
    });
    expect(matrix.values.length).toBe(3 * n - 2);
  });

  test('rows that every variable enters and columns that enter every row', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = names.map((name) => formula(`${name}^2`, { variables: names }));
    const row = formula('a*b*c*d*e', { variables: names });
    // one full row: its entries need a sweep each forward, two in reverse
    expect(jacobian([...all, row], [1, 2, 3, 4, 5], { sparse: true }).sweeps).toBe(2);
    const column = names.map((name) => formula(`${name} + a*${name}^2`, { variables: names }));
    expect(jacobian(column, [1, 2, 3, 4, 5], { sparse: true }).sweeps).toBe(2);
  });

  test('equals its columns by jvp, for any pattern', () => {
    fc.assert(
      fc.property(fc.array(distinct(5), { minLength: 1, maxLength: 7 }), (rows) => {
        const variables = ['a', 'b', 'c', 'd', 'e', 'f'];
        const F = rows.map((row, i) =>
          formula(['1', ...row.map((j) => `sin(${i + 2}*${variables[j]})`)].join(' * '), { variables }),
        );
        const x = variables.map((_, j) => 0.3 + 0.1 * j);
        const columns = x.map((_, j) => jvp(F, x, unit(6, j)));
        const got = jacobian(F, x);
        got.forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBeCloseTo(columns[j]![i]!, 14);
          });
        });
        expect(full(jacobian(F, x, { sparse: true }))).toEqual(got);
      }),
      { numRuns: 40 },
    );
  });

  test('enclosures', () => {
    const F = ['x*y', 'y*z', 'sin(z)'];
    const box = [new Interval(1, 1.1), new Interval(2, 2.1), new Interval(0, 0.1)];
    const matrix = jacobian(F, box);
    jacobian(F, [1.05, 2.05, 0.05]).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(matrix[i]![j]!.contains(value)).toBe(true);
      });
    });
    expect(matrix[0]![2]!.equals(new Interval(0, 0))).toBe(true);
  });
});

describe('Hessians by colors', () => {
  test('of a chain take few sums, whatever the size', () => {
    const n = 400;
    const rosenbrock = formula(
      (x: number[]) => {
        let sum = 0;
        for (let i = 0; i + 1 < 400; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
        return sum;
      },
      { variables: Array.from({ length: n }, (_, i) => `x${i}`) },
    );
    const x = Array.from({ length: n }, (_, i) => Math.cos(i));
    const matrix = hessian(rosenbrock, x, { sparse: true });
    expect(matrix.sweeps).toBe(3);
    expect(matrix.values.length).toBe(3 * n - 2);
    matrix.values.forEach((value, e) => {
      const [i, j] = [matrix.rows[e]!, matrix.columns[e]!];
      const inner = (i < n - 1 ? 1200 * x[i]! ** 2 - 400 * x[i + 1]! + 2 : 0) + (i > 0 ? 200 : 0);
      expect(value).toBeCloseTo(i === j ? inner : -400 * x[Math.min(i, j)]!, 9);
    });
  });

  test('an arrow takes two sums', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const f = formula(names.map((name) => `a*${name}^2`).join(' + '), { variables: names });
    expect(hessian(f, [1, 2, 3, 4, 5, 6], { sparse: true }).sweeps).toBe(2);
  });

  test('more than sixteen directions come in several passes', () => {
    const names = Array.from({ length: 20 }, (_, i) => `x${i}`);
    const f = formula(`(${names.join(' + ')})^3`, { variables: names });
    const x = names.map((_, i) => i / 100);
    const sum = x.reduce((s, v) => s + v, 0);
    for (const row of hessian(f, x)) for (const value of row) expect(value).toBeCloseTo(6 * sum, 12);
  });

  test('equals its columns by hvp, for any pattern', () => {
    fc.assert(
      fc.property(symmetric, (meets) => {
        const names = meets.map((_, i) => `x${i}`);
        const terms = meets.flatMap((others, i) =>
          others.map((j) => (i === j ? `exp(x${i})` : i < j ? `x${i}*sin(x${j})/(2 + x${i})` : '0')),
        );
        const f = formula(['x0', ...terms].join(' + '), { variables: names });
        const x = names.map((_, i) => 0.1 * i - 0.3);
        const columns = x.map((_, j) => hvp(f, x, unit(10, j)));
        hessian(f, x).forEach((row, i) => {
          row.forEach((value, j) => {
            expect(value).toBeCloseTo(columns[j]![i]!, 13);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  test('every operation that is not linear makes its variables meet', () => {
    const entries = (text: string): string => {
      const { rows, columns } = hessian(formula(text, { variables: ['x', 'y'] }), [0.5, 0.7], { sparse: true });
      return rows.map((i, e) => `${i}${columns[e]}`).join(' ');
    };
    expect(entries('2*x - y/3 + 1')).toBe('');
    expect(entries('x*y')).toBe('01 10');
    expect(entries('x/y')).toBe('01 10 11');
    expect(entries('sin(x + y)')).toBe('00 01 10 11');
    expect(entries('x^y')).toBe('00 01 10 11');
    expect(entries('x^2 + sqrt(y)')).toBe('00 11');
    expect(entries('1/x + y')).toBe('00');
  });
});
