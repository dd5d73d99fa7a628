import { Decimal } from 'decimal.js';
import { expect } from 'vitest';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { complexAlgebra } from '../../src/algebra/complex.js';
import { decimalAlgebra } from '../../src/algebra/decimal.js';
import { decimalIntervalAlgebra } from '../../src/algebra/decimal-interval.js';
import { doubleDoubleAlgebra } from '../../src/algebra/double-double.js';
import { float64 } from '../../src/algebra/float64.js';
import { fractionAlgebra } from '../../src/algebra/fraction.js';
import { intervalAlgebra } from '../../src/algebra/interval.js';
import { DecimalInterval } from '../../src/decimal/decimal-interval.js';
import { Interval } from '../../src/interval/interval.js';
import { type Complex, complex } from '../../src/number/complex.js';
import { type DoubleDouble, doubleDouble } from '../../src/number/double-double.js';
import { type Fraction as Exact, fraction as exactFraction } from '../../src/number/fraction.js';
import { jetAlgebra } from '../../src/series/jet.js';
import { Series } from '../../src/series/series.js';
import { SeriesN } from '../../src/series/series-n.js';
import { Space } from '../../src/series/space.js';
import { variables } from '../../src/series/variables.js';
import { exact } from '../oracle/algebra.js';
import { equals, type Fraction, fractionOf } from '../oracle/fraction.js';

/** An algebra under test: how to make its coefficients from short doubles, and what it means that two of them agree. */
export interface Subject<T> {
  readonly algebra: Algebra<T, Memory>;
  /** The coefficient `x`; in jets the further coefficients depend on `seed`, and are zero for seed 0. */
  value(x: number, seed: number): T;
  /** What is wrong with `a` and `b` as results of the two sides of a law, or ''. */
  flaw(a: T, b: T): string;
  /** Whether starts of functions are stand-ins where they are irrational, so that inverse functions undo each other only at 0 and 1. */
  readonly isFormal: boolean;
  /** Whether functions throw where their starts are irrational, so that a law holds at those constant terms only where all of its functions exist. */
  readonly isPartial?: boolean;
}

/**
 * Checks a law at each of the constant terms for which it is stated. In a partial subject at those where its functions have rational starts: one at least,
 * unless the law is one of `irrational`.
 */
export function atEachStart(
  subject: Subject<unknown>,
  law: { readonly name: string; readonly starts: readonly number[]; readonly formal?: readonly number[] },
  check: (start: number) => void,
): void {
  const starts = subject.isFormal ? (law.formal ?? law.starts) : law.starts;
  let checked = 0;
  for (const start of starts) {
    try {
      check(start);
      checked++;
    } catch (error) {
      if (!subject.isPartial || !(error instanceof RangeError) || !error.message.includes('is rational')) throw error;
    }
  }
  if (subject.isPartial) expect(checked > 0, `${law.name}: holds at no rational start`).toBe(!irrational.has(law.name));
}

/** Laws about exp at other places than 0, about logarithms of 2 and 10, about arccos 0, and about arcosh, which has a rational value only at 1, where it branches. */
const irrational = new Set([
  'exp(a + b) = exp a·exp b',
  'log2(exp2 a) = a',
  'log10(exp10 a) = a',
  'exp2(3a) = (exp2 a)³',
  'sin(acos a) = √(1 − a²)',
  'cos(acos a) = a',
  'cosh(acosh a) = a',
]);

const number: Subject<number> = {
  algebra: float64 as unknown as Algebra<number, Memory>,
  value: (x) => x,
  // Sums of up to ten terms of moderate size, some of which cancel.
  flaw: (a, b) => (Math.abs(a - b) <= 1e-12 * (1 + Math.abs(a)) ? '' : `${a} and ${b} differ`),
  isFormal: false,
};

const interval: Subject<Interval> = {
  algebra: intervalAlgebra() as unknown as Algebra<Interval, Memory>,
  value: (x) => new Interval(x, x),
  // Both sides enclose the same number, so they meet; and they are narrow, or meeting would say nothing.
  flaw: (a, b) => {
    if (!(a.lo <= b.hi && b.lo <= a.hi)) return `${a} and ${b} are disjoint`;
    const width = Math.max(a.hi - a.lo, b.hi - b.lo);
    return width <= 1e-10 * (1 + Math.abs(a.lo)) ? '' : `${a} or ${b} is wide`;
  },
  isFormal: false,
};

const decimal: Subject<Decimal> = {
  algebra: decimalAlgebra(Decimal) as unknown as Algebra<Decimal, Memory>,
  value: (x) => new Decimal(x),
  // 20 digits, and sums as above.
  flaw: (a, b) => (a.sub(b).abs().lte(a.abs().add(1).mul('1e-15')) ? '' : `${a} and ${b} differ`),
  isFormal: false,
};

const decimalInterval: Subject<DecimalInterval> = {
  algebra: decimalIntervalAlgebra(30) as unknown as Algebra<DecimalInterval, Memory>,
  value: (x) => new DecimalInterval(new Decimal(x), new Decimal(x), 30),
  flaw: (a, b) => {
    if (a.intersection(b).isEmpty()) return `${a} and ${b} are disjoint`;
    return a.hull(b).wid().lte(a.mag().add(1).mul('1e-23')) ? '' : `${a} or ${b} is wide`;
  },
  isFormal: false,
};

const rational: Subject<Fraction> = {
  algebra: exact as unknown as Algebra<Fraction, Memory>,
  value: fractionOf,
  flaw: (a, b) => (equals(a, b) ? '' : `${a.num}/${a.den} is not ${b.num}/${b.den}`),
  isFormal: true,
};

const doubleDoubleNumber: Subject<DoubleDouble> = {
  algebra: doubleDoubleAlgebra as unknown as Algebra<DoubleDouble, Memory>,
  value: (x) => doubleDouble(x),
  flaw: (a, b) => (a.sub(b).abs().toNumber() <= 1e-28 * (1 + Math.abs(a.head)) ? '' : `${a} and ${b} differ`),
  isFormal: false,
};

const complexNumber: Subject<Complex> = {
  algebra: complexAlgebra as unknown as Algebra<Complex, Memory>,
  value: (x, seed) => complex(x, seed === 0 ? 0 : ((seed * 3) % 5) / 64 - 0.03125),
  // These are not short doubles, on which much is exact; and reversions have coefficients up to 10⁶, which cancel.
  flaw: (a, b) => (a.sub(b).abs() <= 1e-9 * (1 + a.abs()) ? '' : `${a} and ${b} differ`),
  isFormal: false,
};

const fractions: Subject<Exact> = {
  algebra: fractionAlgebra as unknown as Algebra<Exact, Memory>,
  value: (x) => exactFraction(x),
  flaw: (a, b) => (a.equals(b) ? '' : `${a} is not ${b}`),
  isFormal: false,
  isPartial: true,
};

const space = new Space(2, 2);

/** Jets in two variables of order 2 over the algebra of another subject. */
function jetsOver<T>({ algebra, value, flaw, isFormal }: Subject<T>): Subject<readonly T[]> {
  return {
    algebra: jetAlgebra(algebra, space) as unknown as Algebra<readonly T[], Memory>,
    value: (x, seed) =>
      Array.from({ length: space.size }, (_, i) => value(i === 0 ? x : seed === 0 ? 0 : ((seed + 3 * i) % 5) / 4 - 0.5, seed)),
    flaw: (a, b) => a.map((c, i) => flaw(c, b[i]!)).find((text) => text !== '') ?? '',
    isFormal,
  };
}

/** Series in two variables of order 2 as coefficients. */
function seriesOver<T>({ value, flaw, isFormal, isPartial = false }: Subject<T>, zero: T): Subject<SeriesN<T>> {
  const [x, y] = variables([zero, zero], { order: 2 }) as [SeriesN<T>, SeriesN<T>];
  return {
    algebra: x.asCoefficient([]).algebra as unknown as Algebra<SeriesN<T>, Memory>,
    value: (start, seed) =>
      seed === 0
        ? x.constant(value(start, 0))
        : x
            .mul((seed % 3) / 16 - 0.0625)
            .add(y.mul(x).mul((seed % 4) / 16 - 0.1))
            .add(y.sqr().mul(0.125))
            .add(value(start, seed)),
    flaw: (a, b) => a.coefficients.map((c, i) => flaw(c, b.coefficients[i]!)).find((text) => text !== '') ?? '',
    isFormal,
    isPartial,
  };
}

/** Every algebra that laws are checked in. */
export const subjects: readonly Subject<unknown>[] = [
  number,
  interval,
  decimal,
  decimalInterval,
  rational,
  complexNumber,
  doubleDoubleNumber,
  fractions,
  seriesOver(fractions, exactFraction(0)),
  jetsOver(number),
  jetsOver(interval),
  jetsOver(rational),
] as unknown as readonly Subject<unknown>[];

export const ORDER = 6;
export const ORDER_OF_MANY = 3;

/** Series over one algebra, around one center so that they can be combined. */
export function sampler<T>(subject: Subject<T>): (start: number, seed: number, order?: number) => Series<T> {
  const { algebra } = subject;
  const center = subject.value(0, 0);
  return (start, seed, order = ORDER) =>
    Series.over(algebra, center, order, (m) => {
      for (let k = 0; k <= order; k++) {
        const c = k === 0 ? start : (((seed * 7 + k * 5) % 9) - 4) / (k === 1 ? 4 : 8) || 0.5;
        algebra.write(m, k * algebra.width, subject.value(c, k === 0 && start === 0 ? 0 : seed + k));
      }
    });
}

/** Series in three variables over one algebra, around one center. */
export function samplerOfMany<T>(subject: Subject<T>): (start: number, seed: number, order?: number) => SeriesN<T> {
  const { algebra } = subject;
  const frame = { names: ['x', 'y', 'z'], center: [0, 0, 0].map(() => subject.value(0, 0)) };
  return (start, seed, order = ORDER_OF_MANY) => {
    const within = Space.of(3, order);
    return SeriesN.over(algebra, frame, within, (m) => {
      for (let i = 0; i < within.size; i++) {
        const c = i === 0 ? start : (((seed * 7 + i * 5) % 9) - 4) / 8 || 0.5;
        algebra.write(m, i * algebra.width, subject.value(c, i === 0 && start === 0 ? 0 : seed + i));
      }
    });
  };
}
