import { existsSync, readFileSync } from 'node:fs';
import { Interval as Foreign } from 'interval-arithmetic';
import { describe, expect, test } from 'vitest';
import type { HeadName } from '../../src/algebra/algebra.js';
import { numberFunctions } from '../../src/algebra/float64.js';
import { derivative, derivatives, intervalArithmetic, taylor, variable } from '../../src/interop/interval-arithmetic.js';
import { rational } from '../../src/rounding/rational.js';
import golden from '../data/derivatives.json' with { type: 'json' };

const point = (x: number): Foreign => new Foreign(x, x);
const width = ({ lo, hi }: Foreign): number => hi - lo;
/** What an operation writes at 0, given values from 1 on. */
const result = (operate: (m: Foreign[]) => void, ...values: (number | Foreign)[]): Foreign => {
  const m = [point(0), ...values.map((x) => (typeof x === 'number' ? point(x) : x))];
  operate(m);
  return intervalArithmetic.read(m, 0);
};
const holds = (x: Foreign, value: number): boolean => x.lo <= value && value <= x.hi;

describe('series and derivatives of the intervals of interval-arithmetic', () => {
  test('are such intervals, and here they hold the golden values', () => {
    const { formula: text, x, values } = golden[0]!;
    derivatives(text, point(x), 10).forEach((d, k) => {
      expect(d).toBeInstanceOf(Foreign);
      expect(holds(d, Number(values[k])), `derivative ${k}`).toBe(true);
      expect(width(d) / Math.abs(d.lo)).toBeLessThan(1e-10);
    });
    expect(derivative((t) => t ** 3, new Foreign(1, 2)).lo).toBeCloseTo(3, 12);
    expect(derivative('x^3', new Foreign(1, 2), 1).hi).toBeCloseTo(12, 12);
  });

  test('compute on as series do', () => {
    const t = variable(point(0), { order: 4 });
    const f = t.exp().mul(t.cos()).add(1);
    [2, 1, 0, -1 / 3, -1 / 6].forEach((c, k) => {
      expect(holds(f.coefficient(k), c) && width(f.coefficient(k)) < 1e-13, `coefficient ${k}`).toBe(true);
    });
    expect(holds(f.evaluate(point(0.25)), 2 + 0.25 - 0.25 ** 3 / 3 - 0.25 ** 4 / 6)).toBe(true);
    expect(taylor('2 + x', point(1), 0).coefficients.length).toBe(1);
  });

  test('misuse is named', () => {
    expect(() => taylor('x*y', point(1), 2)).toThrow('taylor: expected a function of one variable, got one of x, y');
    expect(() => derivatives('x', point(1), -1)).toThrow('taylor: expected an integer order ≥ 0, got -1');
  });
});

describe('the algebra', () => {
  const names = Object.keys(intervalArithmetic.heads) as HeadName[];
  test.each(names)('%s is that function, at points and from bound to bound', (name) => {
    const at = (x: number | Foreign): Foreign => result((m) => intervalArithmetic.heads[name]!(m, 0, 1), x);
    const points =
      name === 'acosh'
        ? [1.25, 3]
        : /^(asin|acos|atanh)$/.test(name)
          ? [-0.75, 0.25]
          : /^(log|sqrt)/.test(name)
            ? [0.25, 2]
            : [-0.75, 0.5];
    for (const x of points) {
      const value = numberFunctions[name](x);
      expect(Math.abs(at(x).lo - value) + Math.abs(at(x).hi - value), `${x}`).toBeLessThan(1e-14 * (1 + Math.abs(value)) * 8);
    }
    const wide = at(new Foreign(points[0]!, points[1]!));
    const ends = points.map((x) => numberFunctions[name](x));
    if (!/^(sqr|cos|cosh)$/.test(name)) {
      expect(Math.abs(wide.lo - Math.min(...ends)) + Math.abs(wide.hi - Math.max(...ends))).toBeLessThan(1e-13);
    }
    expect(at(new Foreign(1, -1))).toMatchObject({ lo: Infinity, hi: -Infinity });
  });

  test('sums, products, quotients, powers and constants hold what they should', () => {
    const a = intervalArithmetic;
    for (const [value, operate, ...operands] of [
      [5, (m) => a.add(m, 0, 1, 2), 2, 3],
      [-1, (m) => a.sub(m, 0, 1, 2), 2, 3],
      [6, (m) => a.mul(m, 0, 1, 2), 2, 3],
      [2 / 3, (m) => a.div(m, 0, 1, 2), 2, 3],
      [-2, (m) => a.neg(m, 0, 1), 2],
      [5, (m) => a.scale(m, 0, 1, 2.5), 2],
      [0.8, (m) => a.divide(m, 0, 1, 2.5), 2],
      [0.5, (m) => a.overOrder(m, 0, 1, 4), 2],
      [2, (m) => a.copy(m, 0, 1), 2],
      [0, (m) => a.zero(m, 0)],
      [8, (m) => a.powInteger(m, 0, 1, 3), 2],
      [1, (m) => a.powInteger(m, 0, 1, 0), 0],
      [4, (m) => a.pow(m, 0, 1, rational(2n, 3n)), 8],
      [Math.SQRT2, (m) => a.raise(m, 0, 1, 2), 2, 0.5],
      [0, (m) => a.raise(m, 0, 1, 2), 0, 2],
      [0.1, (m) => a.rational(m, 0, rational(1n, 10n))],
      [Math.PI, (m) => a.pi(m, 0)],
      // Σ (2j + 1)·x_j·y_{1−j}
      [1 * 2 * 7 + 3 * 3 * 5, (m) => a.convolve(m, 0, 1, 3, 1, 1, 0, 1, 2, 1), 2, 3, 5, 7],
      [2 * 2 * 5 + 3 * 3, (m) => a.convolveSelf(m, 0, 1, 1, 2, 0), 2, 3, 5],
      [2 * 2 * 3, (m) => a.convolveSelf(m, 0, 1, 1, 1, 0), 2, 3],
      [0, (m) => a.convolveSelf(m, 0, 1, 1, 1, 1), 2, 3],
      [-2 * 2 * 5, (m) => a.scatter(m, 0, 1, 2, Uint32Array.of(9, 0), 1, 1, -2), 2, 3, 5],
    ] as [number, (m: Foreign[]) => void, ...number[]][]) {
      const x = result(operate, ...operands);
      expect(holds(x, value) && width(x) < 1e-13, `${value} in [${x.lo}, ${x.hi}]`).toBe(true);
    }
  });

  test('magnitudes, and a coefficient without a value beside one that has', () => {
    const m = [new Foreign(-3, 2), new Foreign(1, -1), point(0)];
    expect(m.map((_, i) => intervalArithmetic.magnitude(m, i))).toEqual([3, Infinity, 0]);
    intervalArithmetic.loosen!(m, 1, 1);
    expect(m[1]!.lo).toBe(Infinity);
    intervalArithmetic.loosen!(m, 1, 0);
    expect(m[1]).toMatchObject({ lo: -Infinity, hi: Infinity });
    const to = intervalArithmetic.allocate(2);
    intervalArithmetic.transfer(to, 1, m, 0, 1);
    intervalArithmetic.write(to, 0, point(4));
    expect(to.map(({ hi }) => hi)).toEqual([4, 2]);
  });

  test('is not rigorous, as its documentation says: an odd power of an interval with both signs', () => {
    const cube = result((m) => intervalArithmetic.powInteger(m, 0, 1, 3), new Foreign(-1.1, 1));
    expect(cube.lo > -1.3310000000000004).toBe(true);
    expect(result((m) => intervalArithmetic.heads.exp(m, 0, 1), 710).lo).toBe(Infinity);
  });
});

test('the package has an entry for it, and the package below is an optional peer', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const entry = manifest.exports['./interval-arithmetic'];
  expect(entry).toEqual({ types: './dist/interop/interval-arithmetic.d.ts', default: './dist/interop/interval-arithmetic.js' });
  const source = entry.default.replace('./dist/', '../../src/').replace(/js$/, 'ts');
  expect(existsSync(new URL(source, import.meta.url))).toBe(true);
  expect(manifest.peerDependenciesMeta['interval-arithmetic']).toEqual({ optional: true });
  expect(manifest.dependencies).not.toHaveProperty('interval-arithmetic');
});
