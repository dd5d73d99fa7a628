import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecimalInterval } from '../../src/decimal/decimal-interval.js';
import { ProductSum } from '../../src/decimal/product-sum.js';
import { exactly, type Ratio, ratioOf, roundedDown, roundedUp } from './rounded.js';

const plus = (a: Ratio, b: Ratio): Ratio => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
const times = (a: Ratio, b: Ratio): Ratio => ({ num: a.num * b.num, den: a.den * b.den });

test('a sum of products of points is enclosed between the decimals beside it: integers are the oracle', () => {
  const decimal = fc
    .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: -6, max: 6 }))
    .map(([sign, digits, e]) => exactly(`${sign}${digits}e${e - 12}`));
  const factors = fc.array(fc.tuple(decimal, decimal, fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(factors, fc.constantFrom(12, 20), (terms, precision) => {
      const point = (x: (typeof terms)[0][0]): DecimalInterval => new DecimalInterval(x, x, precision);
      const sum = new ProductSum(point(exactly('0')), precision);
      let exact: Ratio = { num: 0n, den: 1n };
      for (const [x, y, weight] of terms) {
        sum.add(point(x), point(y), weight);
        exact = plus(exact, times({ num: BigInt(weight), den: 1n }, times(ratioOf(x), ratioOf(y))));
      }
      const square = terms[0]![0];
      sum.addSquare(point(square));
      exact = plus(exact, times(ratioOf(square), ratioOf(square)));
      const { lo, hi } = sum.value();
      const [down, up] = [roundedDown(exact, precision), roundedUp(exact, precision)];
      expect(lo.lte(down) && hi.gte(up)).toBe(true);
    }),
    { numRuns: 400 },
  );
});
