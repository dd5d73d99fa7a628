import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalOfDouble } from '../../src/decimal/read.js';
import { derivatives, exp, doubleDouble as exported, sin, variable } from '../../src/index.js';
import { DoubleDouble, doubleDouble } from '../../src/number/double-double.js';
import { divRational, mulRational, type Rational, rationalOf, subRational } from '../../src/rounding/rational.js';

function exact({ head, tail }: DoubleDouble): Rational {
  return subRational(rationalOf(head), rationalOf(-tail));
}

/** |a − b|/|b| as a double. */
function error(a: Rational, b: Rational): number {
  const { num, den } = divRational(subRational(a, b), b);
  const digits = 40n;
  return Math.abs(Number((num * 10n ** digits) / den)) * 1e-40;
}

const normal = fc.double({ min: 1e-60, max: 1e60, noNaN: true });
const pairs = fc.tuple(normal, fc.double({ min: -1, max: 1, noNaN: true }), fc.boolean()).map(([head, part, isNegative]) => {
  const tail = head * part * 2 ** -53;
  const x = new DoubleDouble(head).add(tail);
  return isNegative ? x.neg() : x;
});

describe('double-double numbers', () => {
  test('add, multiply and divide to 32 digits of the exact rationals', () => {
    fc.assert(
      fc.property(pairs, pairs, (a, b) => {
        const [p, q] = [exact(a), exact(b)];
        expect(error(exact(a.mul(b)), mulRational(p, q))).toBeLessThan(8 * 2 ** -106);
        expect(error(exact(a.div(b)), divRational(p, q))).toBeLessThan(16 * 2 ** -106);
        const sum = subRational(p, subRational(rationalOf(0), q));
        if (sum.num !== 0n) expect(error(exact(a.add(b)), sum)).toBeLessThan(4 * 2 ** -106);
        expect(exact(a.sub(a)).num).toBe(0n);
      }),
      { numRuns: 300 },
    );
  });

  test('are read from texts, and written with 31 digits that read back to 1e-30', () => {
    for (const text of [
      '0.1',
      '-123456789.987654321',
      '1e-40',
      '6.02214076e23',
      '1/3',
      '0',
      '99999999999999999999999999999999',
    ]) {
      const x = doubleDouble(text);
      const again = doubleDouble(x.toString());
      if (text !== '0') expect(error(exact(again), exact(x))).toBeLessThan(1e-30);
    }
    expect(doubleDouble('0.1').toString()).toBe('0.1');
    expect(doubleDouble('1e-40').toString()).toBe('1e-40');
    expect(doubleDouble(-1500n).toString()).toBe('-1500');
    expect(doubleDouble('0.00012345').toString()).toBe('0.00012345');
    expect(doubleDouble(Infinity).toString()).toBe('Infinity');
    expect(JSON.stringify({ x: doubleDouble('0.5') })).toBe('{"x":"0.5"}');
    expect(() => doubleDouble('one')).toThrow(SyntaxError);
  });

  test('are values of every function: derivatives to 30 digits of those over decimals', () => {
    const Precise = Decimal.clone({ precision: 60, defaults: true });
    for (const f of [
      'exp(x)*sin(x)',
      'x^(1/3) + x^7',
      'atan(x)/(1 + x^2)',
      'tanh(x)*log(x)',
      'sqrt(x)^x',
      'cosh(x) - asin(x/2)',
    ]) {
      const twofold = derivatives(f, doubleDouble('0.7'), 8);
      const decimal = derivatives(f, new Precise('0.7'), 8);
      twofold.forEach((x, k) => {
        const wanted = decimal[k]!;
        const found = new Precise(decimalOfDouble(x.head)).plus(decimalOfDouble(x.tail));
        expect(found.minus(wanted).abs().toNumber(), `${f}, derivative ${k}`).toBeLessThan(1e-29 * (1 + wanted.abs().toNumber()));
      });
    }
  });

  test('go with numbers and fractions, series and free functions', () => {
    expect(exported).toBe(doubleDouble);
    const x = variable(doubleDouble('0.25'), { order: 3 });
    expect(exp(x).coefficient(0).toString()).toBe('1.284025416687741484073420568062');
    expect(String(sin(doubleDouble(1)))).toBe('0.8414709848078965066525023216303');
  });
});
