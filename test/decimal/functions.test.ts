import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { DecimalInterval } from '../../src/decimal/decimal-interval.js';
import type { ElementaryName } from '../../src/decimal/elementary.js';
import golden from '../data/decimal-functions.json' with { type: 'json' };

type Row = [name: ElementaryName, argument: string, below: string[], exact: boolean[]];
const rows = golden as unknown as Row[];
const names = [...new Set(rows.map(([name]) => name))];
const precisions = [5, 20, 50, 200];

/** The decimal of `precision` digits after x. */
function next(x: Decimal, precision: number): Decimal {
  const exact = Decimal.clone({ precision: precision + 2, defaults: true });
  // After −10^k the unit is that of the smaller numbers.
  const isPower = x.isNegative() && x.precision() === 1 && x.abs().eq(`1e${x.e}`);
  return exact.add(x, `1e${x.e - precision + (isPower ? 0 : 1)}`);
}

describe('values at exact decimals are rounded down and up to neighbors, or are decimals: mpmath, 5, 20, 50 and 200 digits', () => {
  test.each(names)('%s', (name) => {
    const flaws = rows
      .filter((row) => row[0] === name)
      .flatMap(([, argument, below, exact]) =>
        precisions.flatMap((precision, i) => {
          const x = new Decimal(argument);
          const value = new DecimalInterval(x, x, precision)[name]();
          const lo = new Decimal(below[i]!);
          const hi = exact[i] ? lo : next(lo, precision);
          return value.lo.eq(lo) && value.hi.eq(hi) ? [] : [`${name}(${argument}) to ${precision}: ${value}, not [${lo}, ${hi}]`];
        }),
      );
    expect(flaws).toEqual([]);
  });

  test('the rows are enough to say so', () => {
    expect(rows.length).toBeGreaterThan(700);
    expect(names.length).toBe(22);
  });
});
