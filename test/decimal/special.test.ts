import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import type { HeadName, IndexedHead, PairHead } from '../../src/algebra/algebra.js';
import { decimalAlgebra } from '../../src/algebra/decimal.js';
import { decimalIntervalAlgebra } from '../../src/algebra/decimal-interval.js';
import { DecimalInterval } from '../../src/decimal/decimal-interval.js';
import { decimals } from '../../src/decimal/rounding.js';
import golden from '../data/decimal-special.json' with { type: 'json' };

type Row = [name: string, n: number | null, argument: string | [string, string], below: string[], exact: boolean[]];
const rows = golden as unknown as Row[];
const precisions = [5, 20, 50, 200];
const key = ([name, n]: Row): string => (n === null ? name : `${name} ${n}`);
const names = [...new Set(rows.map(key))];

/** A function of one row, over decimal intervals. */
function enclosed([name, n]: Row, args: readonly DecimalInterval[], precision: number): DecimalInterval {
  const algebra = decimalIntervalAlgebra(precision);
  const m = [args[0]!, ...args];
  if (args.length === 2) algebra.pairs![name as PairHead]!(m, 0, 1, 2);
  else if (n !== null || name === 'gamma') algebra.indexed![name as IndexedHead]!(m, 0, 1, n ?? 0);
  else algebra.heads[name as HeadName]!(m, 0, 1);
  return m[0]!;
}

/** The same of decimals. */
function nearest([name, n]: Row, args: readonly string[], precision: number): Decimal {
  const Own = decimals(precision, Decimal.ROUND_HALF_EVEN);
  const algebra = decimalAlgebra(Own);
  const m: Decimal[] = [new Own(0), ...args.map((x) => new Own(x))];
  if (args.length === 2) algebra.pairs![name as PairHead]!(m, 0, 1, 2);
  else if (n !== null || name === 'gamma') algebra.indexed![name as IndexedHead]!(m, 0, 1, n ?? 0);
  else algebra.heads[name as HeadName]!(m, 0, 1);
  return m[0]!;
}

const exact = Decimal.clone({ precision: 260, defaults: true });

/** Functions whose enclosures at a point are tightest; the others are made of several operations. */
const isTightest = (name: string): boolean => name !== 'keplerE' && name !== 'gaussian';

describe('special functions at exact decimals: mpmath, 5, 20, 50 and 200 digits', () => {
  test.each(names)('%s', (name) => {
    const own = rows.filter((row) => key(row) === name);
    for (const row of own) {
      const [, , argument, below, isExact] = row;
      const args = typeof argument === 'string' ? [argument] : argument;
      precisions.forEach((precision, i) => {
        const where = `${name}(${args}) to ${precision} digits`;
        const lo = new exact(below[i]!);
        // after −10^k the unit is that of the smaller numbers
        const isPower = lo.isNegative() && lo.precision() === 1 && lo.abs().eq(`1e${lo.e}`);
        const unit = new exact(lo.isZero() ? 0 : `1e${lo.e - precision + (isPower ? 0 : 1)}`);
        const hi = isExact[i] ? lo : exact.add(lo, unit);
        const got = nearest(row, args, precision);
        const error = exact.max(exact.sub(got, hi), exact.sub(lo, got));
        expect(error.lte(0), `${where}: ${got}, not between ${lo} and ${hi}`).toBe(true);
        const enclosure = enclosed(
          row,
          args.map((x) => new DecimalInterval(new exact(x), new exact(x), precision)),
          precision,
        );
        expect(enclosure.lo.lte(lo) && enclosure.hi.gte(hi), `${where}: ${enclosure} does not contain [${lo}, ${hi}]`).toBe(true);
        if (!isTightest(name)) return;
        expect(exact.sub(enclosure.hi, enclosure.lo).lte(unit), `${where}: ${enclosure} is wide`).toBe(true);
      });
    }
    expect(own.length).toBeGreaterThan(7);
  });
});

describe('ranges over intervals of decimals hold the values at the points in them', () => {
  const kinds: readonly [string, number | null, readonly [string, string][]][] = [
    [
      'erf',
      null,
      [
        ['-1', '2'],
        ['0.1', '0.11'],
      ],
    ],
    [
      'erfc',
      null,
      [
        ['-1', '2'],
        ['3', '3.01'],
      ],
    ],
    [
      'sinpi',
      null,
      [
        ['0.1', '0.9'],
        ['1.4', '1.6'],
        ['0', '7'],
        ['-0.25', '0.5'],
        ['3.5', '3.75'],
      ],
    ],
    [
      'cospi',
      null,
      [
        ['-0.1', '0.1'],
        ['0.9', '1.1'],
        ['1', '1.5'],
        ['2', '2.25'],
      ],
    ],
    [
      'tanpi',
      null,
      [
        ['-0.4', '0.4'],
        ['0.6', '1.2'],
        ['0.4', '0.6'],
        ['0.5', '0.75'],
      ],
    ],
    [
      'lambertW',
      null,
      [
        ['-0.5', '1'],
        ['0.1', '0.2'],
        ['-0.36', '-0.35'],
      ],
    ],
    [
      'lambertWm1',
      null,
      [
        ['-0.5', '-0.1'],
        ['-0.2', '0.3'],
        ['-0.3', '-0.29'],
      ],
    ],
    [
      'gamma',
      null,
      [
        ['1', '2'],
        ['1.4', '1.5'],
        ['-0.7', '-0.3'],
        ['-1.9', '-1.1'],
        ['3', '4'],
        ['-2.5', '-2.49'],
      ],
    ],
    [
      'lgammaCoefficient',
      0,
      [
        ['1', '2'],
        ['1.4', '1.5'],
        ['-0.7', '-0.3'],
        ['-1.9', '-1.1'],
        ['3', '4'],
      ],
    ],
    [
      'lgammaCoefficient',
      1,
      [
        ['1', '2'],
        ['-0.7', '-0.3'],
        ['5', '6'],
      ],
    ],
    [
      'lgammaCoefficient',
      2,
      [
        ['1', '2'],
        ['-0.7', '-0.3'],
        ['-1.9', '-1.1'],
      ],
    ],
    [
      'lgammaCoefficient',
      3,
      [
        ['1', '2'],
        ['-0.7', '-0.3'],
      ],
    ],
    [
      'besselJ',
      0,
      [
        ['-1', '1'],
        ['3.7', '3.9'],
        ['0', '30'],
        ['100', '100.3'],
        ['2', '2.001'],
      ],
    ],
    [
      'besselJ',
      3,
      [
        ['-1', '2'],
        ['4', '4.5'],
        ['-5', '-4'],
      ],
    ],
    [
      'sphericalJ',
      0,
      [
        ['-1', '1'],
        ['4', '5'],
        ['0', '30'],
      ],
    ],
    [
      'sphericalJ',
      2,
      [
        ['-4', '1'],
        ['3.2', '3.5'],
      ],
    ],
  ];

  test.each(kinds)('%s %s', (name, n, boxes) => {
    const row: Row = [name, n, '0', [], []];
    for (const [lo, hi] of boxes) {
      const range = enclosed(row, [new DecimalInterval(new exact(lo), new exact(hi), 20)], 20);
      let [least, most] = [new exact(Infinity), new exact(-Infinity)];
      for (let i = 0; i <= 60; i++) {
        const t = exact.add(lo, exact.sub(hi, lo).times(i).div(60));
        const value = enclosed(row, [new DecimalInterval(t, t, 30)], 30);
        if (value.isEmpty()) continue;
        expect(range.lo.lte(value.lo) && range.hi.gte(value.hi), `${name}(${t}) ${value} in ${range} over [${lo}, ${hi}]`).toBe(
          true,
        );
        least = exact.min(least, value.lo);
        most = exact.max(most, value.hi);
      }
      if (range.isEntire() || !range.lo.isFinite()) continue;
      // not much wider than what the points show
      const width = exact.sub(most, least);
      expect(
        exact.sub(range.hi, range.lo).lte(width.times(1.6).add('1e-18').add(exact.sub(hi, lo).pow(2))),
        `${name} ${range} over [${lo}, ${hi}]`,
      ).toBe(true);
    }
  });

  // Greatest and least values by mpmath at 25 digits; the bounds have so few that a single rounding the other way shows.
  test.each<[string, number | null, string, string, number, string]>([
    ['lgammaCoefficient', 0, '1.4', '1.7', 1, '-0.1214862905358496080955145'],
    ['gamma', null, '1.4', '1.7', 1, '0.8856031944108887002788159'],
    ['besselJ', 0, '3.7', '4.3', 1, '-0.4027593957025529720960021'],
    ['besselJ', 0, '19.6', '19.7', 2, '0.18006337534431555421'],
    ['besselJ', 2, '0.389', '0.495', 1, '0.03000750608264077'], // at the end
  ])('%s %s over [%s, %s], to digits: %d, holds %s', (name, n, lo, hi, digits, value) => {
    const range = enclosed([name, n, '0', [], []], [new DecimalInterval(new exact(lo), new exact(hi), digits)], digits);
    expect(range.lo.lte(value) && range.hi.gte(value), `${range}`).toBe(true);
  });

  test('angles and Kepler’s equation over boxes', () => {
    const algebra = decimalIntervalAlgebra(25);
    const box = (lo: string, hi: string): DecimalInterval => new DecimalInterval(new exact(lo), new exact(hi), 25);
    const at = (t: Decimal): DecimalInterval => new DecimalInterval(t, t, 25);
    const apply = (name: PairHead, a: DecimalInterval, b: DecimalInterval): DecimalInterval => {
      const m = [a, a, b];
      algebra.pairs![name]!(m, 0, 1, 2);
      return m[0]!;
    };
    const boxes: readonly [PairHead, readonly [string, string], readonly [string, string]][] = [
      ['atan2', ['-1', '1'], ['1', '2']],
      ['atan2', ['0', '1'], ['-1', '1']],
      ['atan2', ['-2', '-1'], ['-1', '1']],
      ['atan2', ['-1', '1'], ['-2', '-1']],
      ['atan2', ['-1', '0.5'], ['0', '1']],
      ['keplerE', ['0.1', '0.2'], ['1', '1.1']],
      ['keplerE', ['0.5', '1'], ['-0.1', '0.1']],
    ];
    for (const [name, y, x] of boxes) {
      const range = apply(name, box(...y), box(...x));
      for (let i = 0; i <= 8; i++) {
        for (let j = 0; j <= 8; j++) {
          const [a, b] = [i, j].map((k, side) =>
            exact.add(
              (side === 0 ? y : x)[0],
              exact
                .sub((side === 0 ? y : x)[1], (side === 0 ? y : x)[0])
                .times(k)
                .div(8),
            ),
          );
          const value = apply(name, at(a!), at(b!));
          expect(
            value.isEmpty() || value.subset(range) || value.wid().gt(range.wid()),
            `${name}(${a}, ${b}) ${value} in ${range}`,
          ).toBe(true);
        }
      }
    }
    expect(apply('keplerE', box('0.5', '0.5'), box('1', '1')).wid().lt('1e-23')).toBe(true);
    expect(apply('atan2', box('0', '0'), box('0', '0')).isEmpty()).toBe(true);
  });
});
