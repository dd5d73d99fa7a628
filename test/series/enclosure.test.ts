import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Algebra, HeadName, Memory } from '../../src/algebra/algebra.js';
import { intervalAlgebra } from '../../src/algebra/interval.js';
import { Interval } from '../../src/interval/interval.js';
import { rational } from '../../src/rounding/rational.js';
import { powRule } from '../../src/series/families.js';
import { ruleOfHead } from '../../src/series/functions.js';
import { graded } from '../../src/series/graded.js';
import { programOf } from '../../src/series/program.js';
import { rules } from '../../src/series/recurrence.js';
import type { Rule } from '../../src/series/rule.js';
import { Space } from '../../src/series/space.js';
import { Tape } from '../../src/series/tape.js';
import { exact } from '../oracle/algebra.js';
import { type Fraction, fraction, fractionOf, fractionOfDecimal, minus, plus, times } from '../oracle/fraction.js';
import { computed, type Golden, golden } from './golden.js';

const algebra = intervalAlgebra();
const point = (x: number): Interval => new Interval(x, x);

const atMost = (a: Fraction, b: Fraction): boolean => minus(b, a).num >= 0n;
const holds = (x: Interval, value: Fraction): boolean =>
  (x.lo === -Infinity || atMost(fractionOf(x.lo), value)) && (x.hi === Infinity || atMost(value, fractionOf(x.hi)));

/** Whether x meets value·(1 ± 1e-33): the golden decimals are themselves rounded to 34 digits. */
function meets(x: Interval, decimal: string): boolean {
  const value = fractionOfDecimal(decimal);
  const slack = times(value.num < 0n ? { num: -value.num, den: value.den } : value, fraction(1, 10n ** 33n));
  return atMost(fractionOf(x.lo), plus(value, slack)) && atMost(minus(value, slack), fractionOf(x.hi));
}

/** Coefficient k, or its neighbors where coefficients oscillate: what a width is measured by. */
function size(row: Golden, k: number): number {
  const c = row.coefficients.map((text) => Math.abs(Number(text)));
  const radius = row.argument === 'plain' ? (row.radius ?? 1) : 1;
  return Math.max(c[k]!, (c[k - 1] ?? 0) / radius, (c[k + 1] ?? 0) * radius);
}

/** Functions whose coefficients all come from terms of one sign: no dependency, so that widths grow with the number of operations only. */
const steady = new Set(
  'sqr sqrt cbrt exp exp2 exp10 expm1 log log2 log10 log1p sin cos tan asin acos sinh cosh acosh'.split(' '),
);

describe('intervals: coefficients up to order 40 enclose 34 digits of mpmath', () => {
  test.each(golden)('$function at $center, $argument', (row) => {
    const c = computed(algebra, row, point);
    expect(c.filter((x, k) => !meets(x, row.coefficients[k]!))).toEqual([]);
    // Measured: at most 27 units in the last place for each order where terms do not cancel, 5 for most functions. Where they do, each order widens
    // all that came before: for 1/(1 + a²) at a large a the factor is 1 + √2, the reciprocal of the root of 1 − 2u − u², against a true ratio of 1.
    const isSteady = row.argument === 'plain' && (steady.has(row.function) || row.function.startsWith('pow'));
    c.forEach((x, k) => {
      const growth = isSteady ? 1 : (1 + Math.SQRT2) ** k;
      expect(x.hi - x.lo, `width of coefficient ${k}`).toBeLessThanOrEqual(30 * (k + 1) * growth * 2 ** -52 * size(row, k));
    });
  });

  test('coefficients up to order 10 keep at least 9 digits in every case', () => {
    for (const row of golden) {
      for (const [k, x] of computed(algebra, row, point).slice(0, 11).entries()) {
        expect(x.hi - x.lo, `${row.function} at ${row.center}, coefficient ${k}`).toBeLessThanOrEqual(1e-9 * size(row, k));
      }
    }
  });
});

describe('intervals: coefficients over a box hold those at each of its points', () => {
  test.each(golden.filter(({ argument, center }) => argument === 'plain' && center !== 0))('$function around $center', (row) => {
    const reach = Math.min(row.radius ?? 1, Math.abs(row.center)) / 64;
    const box = new Interval(row.center - reach, row.center + reach);
    const over = computed(algebra, row, point, box);
    expect(over.filter((x, k) => !meets(x, row.coefficients[k]!))).toEqual([]);
    for (const part of [0, 0.125, 0.3, 0.77, 1]) {
      const at = computed(algebra, row, point, point(box.lo + part * (box.hi - box.lo)));
      expect(at.filter((x, k) => x.lo < over[k]!.lo || x.hi > over[k]!.hi)).toEqual([]);
    }
  });
});

/** Rules whose starts are rational at these doubles, so that exact arithmetic gives the truth for any later coefficients. */
const rationalStarts: readonly (readonly [Rule, readonly number[]])[] = [
  ...(['exp', 'expm1', 'log1p', 'sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh'] as HeadName[]).map(
    (name) => [ruleOfHead[name][0], [0]] as const,
  ),
  [rules.log, [1]],
  [rules.sqrt, [2.25]],
  [rules.cbrt, [-0.125]],
  [rules.sqr, [-1.7]],
  [rules.mul, [0.3, -7]],
  [rules.div, [1.9, 0.1]],
  [rules.constantDiv, [1.9, -0.6]],
  [powRule(rational(3n, 2n)), [0.25]],
  [powRule(rational(-3n, 1n)), [0.7]],
];

describe('intervals: coefficients enclose exact arithmetic on random doubles', () => {
  const compare = (
    rule: Rule,
    starts: readonly number[],
    given: readonly (readonly number[])[],
    space: Space | undefined,
  ): void => {
    const order = space?.order ?? given[0]!.length;
    const size = space?.size ?? order + 1;
    const run = <T, M extends Memory>(over: Algebra<T, M>, value: (x: number) => T): T[] => {
      const tape = new Tape(over, programOf(rule), order, space && graded(over as Algebra<unknown, M>, space));
      starts.forEach((start, row) => {
        [start, ...given[row]!].slice(0, size).forEach((c, k) => {
          over.write(tape.memory, tape.row(row) + k * over.width, value(c));
        });
      });
      tape.run();
      return Array.from({ length: size }, (_, k) => over.read(tape.memory, tape.row(rule.arguments) + k * over.width));
    };
    const truth = run(exact, fractionOf);
    expect(run(algebra, point).filter((x, k) => !holds(x, truth[k]!))).toEqual([]);
  };
  /** Full significands of moderate size. */
  const coefficients = (count: number): fc.Arbitrary<number[]> =>
    fc.array(
      fc.maxSafeInteger().map((n) => n / 2 ** 51),
      { minLength: count, maxLength: count },
    );

  test.each(rationalStarts)('$name in one variable %#', (rule, starts) => {
    fc.assert(
      fc.property(coefficients(6), coefficients(6), (a, b) => compare(rule, starts, [a, b], undefined)),
      { numRuns: 12, seed: 7 },
    );
  });

  test.each(rationalStarts)('$name in three variables %#', (rule, starts) => {
    fc.assert(
      fc.property(coefficients(19), coefficients(19), (a, b) => compare(rule, starts, [a, b], new Space(3, 3))),
      { numRuns: 4, seed: 8 },
    );
  });
});
