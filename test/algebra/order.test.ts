import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { decimalAlgebra } from '../../src/algebra/decimal.js';
import { decimalIntervalAlgebra } from '../../src/algebra/decimal-interval.js';
import { doubleDoubleAlgebra } from '../../src/algebra/double-double.js';
import { float64 } from '../../src/algebra/float64.js';
import { fractionAlgebra } from '../../src/algebra/fraction.js';
import { intervalAlgebra } from '../../src/algebra/interval.js';
import type { PiecewiseName, StepName } from '../../src/algebra/order.js';
import { decimalInterval, type Interval, interval } from '../../src/index.js';
import { DoubleDouble } from '../../src/number/double-double.js';
import { Fraction } from '../../src/number/fraction.js';
import { jetAlgebra } from '../../src/series/jet.js';
import { Space } from '../../src/series/space.js';
import { exact } from '../oracle/algebra.js';
import { fractionOf, nearest } from '../oracle/fraction.js';

type Any = Algebra<unknown, Memory>;

/** Each algebra with a number as its value, and a value as a number. */
const algebras: readonly (readonly [Any, (x: number) => unknown, (value: unknown) => number])[] = [
  [float64 as unknown as Any, (x) => x, (value) => value as number],
  [intervalAlgebra() as unknown as Any, (x) => interval(x), (value) => singleton(value as Interval)],
  [doubleDoubleAlgebra as unknown as Any, (x) => new DoubleDouble(x, 0), (value) => (value as DoubleDouble).head],
  [fractionAlgebra as unknown as Any, (x) => new Fraction(fractionOf(x)), (value) => nearest(value as Fraction)],
  [decimalAlgebra(Decimal) as unknown as Any, (x) => new Decimal(x), (value) => (value as Decimal).toNumber()],
  [
    decimalIntervalAlgebra(20) as unknown as Any,
    (x) => decimalInterval(x, { precision: 20 }),
    (value) => singleton(value as { lo: Decimal; hi: Decimal }),
  ],
];

function singleton({ lo, hi }: { readonly lo: number | Decimal; readonly hi: number | Decimal }): number {
  expect(Number(lo) + 0).toBe(Number(hi) + 0);
  return Number(lo);
}

const points = [
  -3,
  -2.5,
  -1.75,
  -1.5,
  -1,
  -0.75,
  -0.5,
  -0.25,
  0,
  0.25,
  0.49999999999999994,
  0.5,
  0.75,
  1,
  1.5,
  2,
  2.5,
  1e15 + 0.5,
];
const names: readonly PiecewiseName[] = ['abs', 'sign', 'floor', 'ceil', 'round', 'trunc', 'step'];

describe.each(algebras)('order over $name', (algebra, made, numberOf) => {
  const order = algebra.order!;
  const value = (write: (m: Memory, out: number) => void): number => {
    const m = algebra.allocate(1);
    write(m, 0);
    return numberOf(algebra.read(m, 0)) + 0;
  };
  const holding = (...xs: unknown[]): Memory => {
    const m = algebra.allocate(xs.length + 1);
    xs.forEach((x, i) => {
      algebra.write(m, i * algebra.width, x);
    });
    return m;
  };

  test.each(names)('%s has the values of exact rationals', (name) => {
    for (const x of points) {
      const m = holding(made(x));
      const expected = [fractionOf(x)];
      exact.order!.heads[name](expected, 0, 0);
      order.heads[name](m, 0, 0);
      expect(value((to, out) => algebra.transfer(to, out, m, 0, 1))).toBe(nearest(expected[0]!) + 0);
      if (name === 'abs') continue;
      expect(order.isFlat(name as StepName, holding(made(x)), 0)).toBe(exact.order!.isFlat(name as StepName, [fractionOf(x)], 0));
    }
  });

  test('min, max, sign and select go by the order', () => {
    const w = algebra.width;
    const m = holding(made(2), made(-1), made(0));
    order.min(m, 3 * w, 0, w);
    expect(numberOf(algebra.read(m, 3 * w))).toBe(-1);
    order.max(m, 3 * w, 0, w);
    expect(numberOf(algebra.read(m, 3 * w))).toBe(2);
    expect([0, w, 2 * w].map((at) => order.sign(m, at))).toEqual([1, -1, 0]);
    order.select(m, 3 * w, 2 * w, 0, w);
    expect(numberOf(algebra.read(m, 3 * w))).toBe(-1);
    order.select(m, 3 * w, 0, 0, w);
    expect(numberOf(algebra.read(m, 3 * w))).toBe(2);
  });
});

describe('enclosures', () => {
  const algebra = intervalAlgebra();
  const wide = (name: PiecewiseName, lo: number, hi: number): [number, number] => {
    const m = Float64Array.of(lo, hi);
    algebra.order!.heads[name](m, 0, 0);
    return [m[0]! + 0, m[1]! + 0];
  };

  test('hold all values over a box', () => {
    expect(wide('abs', -1, 2)).toEqual([0, 2]);
    expect(wide('sign', -1, 0)).toEqual([-1, 0]);
    expect(wide('step', -1, 0)).toEqual([0, 1]);
    expect(wide('round', -0.5, 1.5)).toEqual([0, 2]);
    expect(wide('round', -0.75, 1.25)).toEqual([-1, 1]);
    expect(wide('floor', -0.5, 1.5)).toEqual([-1, 1]);
    expect(wide('step', Infinity, -Infinity)).toEqual([Infinity, -Infinity]);
  });

  test('are flat where no jump is in the box or at its ends', () => {
    const isFlat = (name: StepName, lo: number, hi: number): boolean => algebra.order!.isFlat(name, Float64Array.of(lo, hi), 0);
    expect([isFlat('floor', 0.25, 0.75), isFlat('floor', 0, 0.75), isFlat('floor', 0.5, 1)]).toEqual([true, false, false]);
    expect([isFlat('step', 1, 2), isFlat('step', 0, 2), isFlat('round', 0.5, 1)]).toEqual([true, false, false]);
    expect(isFlat('step', 1, Infinity)).toBe(false);
  });

  test('of decimals are the same', () => {
    const { order } = decimalIntervalAlgebra(10);
    const box = decimalInterval(-0.5, 1.5, { precision: 10 });
    const m = [box, box];
    order!.heads.round(m, 1, 0);
    expect(String(m[1])).toBe('[0, 2]');
    expect(Number.isNaN(order!.sign(m, 0))).toBe(true);
    expect(order!.isFlat('floor', [decimalInterval(0.25, 0.75, { precision: 10 })], 0)).toBe(true);
    expect(order!.isFlat('floor', [decimalInterval(0, 0.75, { precision: 10 })], 0)).toBe(false);
  });
});

describe('jets', () => {
  const jets = jetAlgebra(float64, new Space(1, 2));

  test('have the derivatives of their branch, and none at an edge', () => {
    const m = Float64Array.of(-2, 1, 3, 0, 0, 0);
    jets.order!.heads.abs(m, 3, 0);
    expect([...m.subarray(3)]).toEqual([2, -1, -3]);
    const edge = Float64Array.of(0, 1, 3, 0, 0, 0);
    jets.order!.heads.abs(edge, 3, 0);
    expect([...edge.subarray(3)]).toEqual([0, NaN, NaN]);
    expect(jets.order!.sign(edge, 0)).toBeNaN();
    const larger = Float64Array.of(1, 1, 0, 2, 5, 1, 0, 0, 0);
    jets.order!.max(larger, 6, 0, 3);
    expect([...larger.subarray(6)]).toEqual([2, 5, 1]);
  });
});
