import { Decimal } from 'decimal.js';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { decimalAlgebra } from '../../src/algebra/decimal.js';
import { decimalIntervalAlgebra } from '../../src/algebra/decimal-interval.js';
import { float64 } from '../../src/algebra/float64.js';
import { intervalAlgebra } from '../../src/algebra/interval.js';
import { DecimalInterval } from '../../src/decimal/decimal-interval.js';
import { Interval } from '../../src/interval/interval.js';
import { jetAlgebra } from '../../src/series/jet.js';
import { Series } from '../../src/series/series.js';
import { SeriesN } from '../../src/series/series-n.js';
import { Space } from '../../src/series/space.js';
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
}

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

/** Every algebra that laws are checked in. */
export const subjects: readonly Subject<unknown>[] = [
  number,
  interval,
  decimal,
  decimalInterval,
  rational,
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
