import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatDown, formatUp, parseRational, textBounds } from '../../src/rounding/decimal.js';
import { ETA, flaw, fromBits, integerOf, MAX, ONE, operands } from './oracle.js';

/** Made by test/data/rounding-decimal.py. */
const golden: { read: [string, string, string][]; write: [string, number, string, string][] } = JSON.parse(
  readFileSync(new URL('../data/rounding-decimal.json', import.meta.url), 'utf8'),
);

const out = new Float64Array(2);

function boundsOf(text: string): [number, number] {
  textBounds(text, out);
  return [out[0]!, out[1]!];
}

/** The value of a plain or scientific decimal as num/den, read by splitting the text. */
function fractionOf(text: string): [bigint, bigint] {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  const exponent = Number(power) - part.length;
  const m = BigInt(whole.replace('-', '') + part) * (text.startsWith('-') ? -1n : 1n);
  return exponent < 0 ? [m, 10n ** BigInt(-exponent)] : [m * 10n ** BigInt(exponent), 1n];
}

/** Milliseconds that the call takes. */
function duration(call: () => void): number {
  const start = performance.now();
  call();
  return performance.now() - start;
}

describe('parseRational: the exact value of a text', () => {
  test('decimal, hexadecimal and fraction', () => {
    const cases: [string, bigint, bigint][] = [
      ['0.1', 1n, 10n],
      ['-0.25', -1n, 4n],
      ['+12', 12n, 1n],
      ['.5', 1n, 2n],
      ['5.', 5n, 1n],
      ['1e3', 1000n, 1n],
      ['12.50E-2', 1n, 8n],
      ['0012.500', 25n, 2n],
      ['0', 0n, 1n],
      ['-0.000e5', 0n, 1n],
      ['0e999999999999', 0n, 1n],
      ['0x10', 16n, 1n],
      ['0x1.8p-3', 3n, 16n],
      ['-0XA.8P+2', -42n, 1n],
      ['0x.08p4', 1n, 2n],
      ['0x100p0', 256n, 1n],
      ['1/3', 1n, 3n],
      ['-8/6', -4n, 3n],
      ['2.5/0.75', 10n, 3n],
      ['0/7', 0n, 1n],
      ['123456789012345678901234567890', 123456789012345678901234567890n, 1n],
    ];
    for (const [text, num, den] of cases) expect(parseRational(text), text).toEqual({ num, den });
    expect(parseRational('1e-300')).toEqual({ num: 1n, den: 10n ** 300n });
  });

  test('anything else is a syntax error that says what is expected', () => {
    const wrong = [
      '',
      '.',
      '-',
      'e5',
      '1e',
      '1e+',
      '0x',
      '0x.',
      '0xg',
      '1x',
      '--1',
      ' 1',
      '1 ',
      '1 /3',
      '1/',
      '/3',
      '1/-3',
      '1/2/3',
      '1e2/3',
      '0x1/2',
    ];
    for (const text of [...wrong, '1_000', '1,5', 'NaN', 'Infinity', 'inf', '١', '1.2.3', '0x1p', '0x1p1.5', '1e1.5', '1\n']) {
      expect(() => parseRational(text), text).toThrow(SyntaxError);
      expect(() => textBounds(text, out), text).toThrow(SyntaxError);
    }
    expect(() => parseRational('two')).toThrow(
      'parseRational: expected a number such as -1.5e-3, 0x1.8p-3 or 2/3, got "two"; write it without blanks or separators',
    );
  });

  test('a zero denominator is a range error', () => {
    expect(() => parseRational('1/0')).toThrow(
      new RangeError('parseRational: expected a nonzero denominator, got "1/0"; write another fraction'),
    );
    expect(() => textBounds('0/0.00', out)).toThrow(RangeError);
  });

  test('texts that stand for billions of digits are refused at once', () => {
    const million = '1'.repeat(1_000_000);
    for (const text of [
      '1e999999999',
      '1e-999999999',
      '0x1p999999999',
      '1e99999999999999999999',
      million,
      `0.${million}`,
      `1/${million}`,
    ]) {
      expect(duration(() => expect(() => parseRational(text)).toThrow(RangeError))).toBeLessThan(500);
    }
    expect(() => parseRational(million)).toThrow(/got "1{37}\.\.\."; round the number first$/);
    expect(duration(() => expect(() => parseRational(`${million}x`)).toThrow(SyntaxError))).toBeLessThan(500);
  });

  test('the caps leave room for what is within them', () => {
    expect(parseRational('1e16384').num).toBe(10n ** 16384n);
    expect(parseRational(`${'9'.repeat(4096)}`).num).toBe(10n ** 4096n - 1n);
    expect(() => parseRational(`${'9'.repeat(4097)}`)).toThrow(RangeError);
    expect(() => parseRational('1e16385')).toThrow(RangeError);
  });
});

describe('textBounds: the tightest enclosure of a text', () => {
  test(`agrees with ${golden.read.length} texts bounded by Python's exact fractions`, () => {
    for (const [text, lo, hi] of golden.read) expect(boundsOf(text), text).toEqual([fromBits(lo), fromBits(hi)]);
  });

  test('of random decimals is tight by exact arithmetic', () => {
    const { any } = operands(41);
    for (let i = 0; i < 3000; i++) {
      const x = any();
      for (const text of [String(x), x.toExponential(i % 20), x.toPrecision(1 + (i % 30))]) {
        const [num, den] = fractionOf(text);
        const wrong = flaw(...boundsOf(text), num, den);
        if (wrong) throw new Error(`${text}: ${wrong}; seed 41`);
      }
    }
  });

  test('of the shortest text of a double is at most one unit wide and contains the double', () => {
    const { any } = operands(42);
    for (let i = 0; i < 2000; i++) {
      const x = any();
      const [lo, hi] = boundsOf(String(x));
      expect(lo <= x && x <= hi, `${x}, seed 42`).toBe(true);
    }
  });

  test('hexadecimal texts are exact where a double holds them, and bounded otherwise', () => {
    expect(boundsOf('0x1.fffffffffffffp1023')).toEqual([MAX, MAX]);
    expect(boundsOf('0x1p-1074')).toEqual([ETA, ETA]);
    expect(boundsOf('0x0.8p-1074')).toEqual([0, ETA]);
    expect(boundsOf('-0x1.00000000000008p0')).toEqual([-1 - 2 ** -52, -1]);
    expect(boundsOf('0x1p1024')).toEqual([MAX, Infinity]);
    expect(boundsOf('0x0.1p1028')).toEqual([MAX, Infinity]);
    expect(boundsOf('0x0.1p1027')).toEqual([2 ** 1023, 2 ** 1023]);
    expect(boundsOf('0x1000000p-1098')).toEqual([ETA, ETA]);
    expect(boundsOf('0xffp-1084')).toEqual([0, ETA]);
    expect(boundsOf('0x1p-1080')).toEqual([0, ETA]);
  });

  test('fractions are rounded once', () => {
    expect(boundsOf('1/3')).toEqual([1 / 3, 1 / 3 + 2 ** -54]);
    expect(boundsOf('-1/3')).toEqual([-1 / 3 - 2 ** -54, -1 / 3]);
    expect(boundsOf('0.5/0.25')).toEqual([2, 2]);
  });

  test('saturates in no time beyond both ends, whatever the text', () => {
    const zeros = '0'.repeat(1_000_000);
    const cases: [string, number, number][] = [
      ['1e999999999', MAX, Infinity],
      ['-1e999999999', -Infinity, -MAX],
      ['1e-999999999', 0, ETA],
      ['-1e-999999999', -ETA, -0],
      [`1e${'9'.repeat(400)}`, MAX, Infinity],
      [`1e-${'9'.repeat(400)}`, 0, ETA],
      ['0x1p999999999', MAX, Infinity],
      ['0x1p-999999999', 0, ETA],
      ['0e999999999', 0, 0],
      ['1'.repeat(1_000_000), MAX, Infinity],
      [`0.${zeros}1`, 0, ETA],
      [`1${zeros}e-1000000`, 1, 1],
      [`0.${zeros}1e1000001`, 1, 1],
      [zeros, 0, 0],
    ];
    for (const [text, lo, hi] of cases) {
      expect(
        duration(() => expect(boundsOf(text), text.slice(0, 40)).toEqual([lo, hi])),
        text.slice(0, 40),
      ).toBeLessThan(500);
    }
    expect(() => textBounds(`1/${'3'.repeat(5000)}`, out)).toThrow(RangeError);
  });

  test('a digit far behind the 800th still decides on which side of a double the number lies', () => {
    const zeros = '0'.repeat(5000);
    expect(boundsOf(`1.${zeros}1`)).toEqual([1, 1 + 2 ** -52]);
    expect(boundsOf(`-1.${zeros}1`)).toEqual([-1 - 2 ** -52, -1]);
    expect(boundsOf(`0.${'9'.repeat(5000)}`)).toEqual([1 - 2 ** -53, 1]);
    expect(boundsOf(`0x1.${zeros}1`)).toEqual([1, 1 + 2 ** -52]);
    // The double with the most digits: 767 of them, then one more far behind.
    const longest = 2 ** -1022 - ETA;
    const digits = (integerOf(longest) * 5n ** 1074n).toString();
    const text = `0.${digits.padStart(1074, '0')}`;
    expect(digits.length).toBe(767);
    expect(boundsOf(text)).toEqual([longest, longest]);
    expect(boundsOf(`${text}${zeros}1`)).toEqual([longest, 2 ** -1022]);
  });
});

describe('formatDown, formatUp: decimals rounded outward', () => {
  test(`agree with ${golden.write.length} pairs by Python's decimal module`, () => {
    for (const [word, digits, floor, ceiling] of golden.write) {
      const x = fromBits(word);
      for (const [text, expected] of [
        [formatDown(x, digits), floor],
        [formatUp(x, digits), ceiling],
      ] as const) {
        const [a, b] = fractionOf(text);
        const [c, d] = fractionOf(expected);
        expect(a * d === b * c, `${x} to ${digits} digits: ${text} for ${expected}`).toBe(true);
      }
    }
  });

  test('random doubles lie between their decimals, which differ by one unit of the last digit or not at all', () => {
    const { any } = operands(43);
    for (let i = 0; i < 3000; i++) {
      const x = any();
      const digits = 1 + (i % 20);
      const [a, b] = fractionOf(formatDown(x, digits));
      const [c, d] = fractionOf(formatUp(x, digits));
      const exact = integerOf(x);
      if (!(a * ONE <= exact * b && exact * d <= c * ONE)) throw new Error(`${x} to ${digits} digits; seed 43`);
      // Equal, or apart by at most 10^(1−digits) relative to the greater.
      const [gap, size] = [c * b - a * d, a < 0n ? -a * d : c * b];
      if (gap * 10n ** BigInt(digits - 1) > size) throw new Error(`${x} to ${digits} digits is not tight; seed 43`);
    }
  });

  test('the layout is that of String(number), without trailing zeros', () => {
    for (const x of [1, 10, 100, 0.5, 2 ** -10, -3, 123456, 1e20, 1e21, 1.5e21, 1e22, -(2 ** -15), 2 ** -20]) {
      expect(formatDown(x, 17)).toBe(String(x));
      expect(formatUp(x, 17)).toBe(String(x));
    }
    expect(formatDown(1e-6, 60)).toBe('9.99999999999999954748111825886258685613938723690807819366455e-7');
    expect(formatUp(1e-6, 60)).toBe('9.99999999999999954748111825886258685613938723690807819366456e-7');
    expect(formatUp(1e-6, 16)).toBe('0.000001');
    expect([formatDown(123456, 2), formatUp(123456, 2)]).toEqual(['120000', '130000']);
    expect([formatDown(999.5, 3), formatUp(999.5, 3)]).toEqual(['999', '1000']);
    expect([formatDown(-999.5, 3), formatUp(-999.5, 3)]).toEqual(['-1000', '-999']);
    expect([formatDown(ETA, 2), formatUp(ETA, 2)]).toEqual(['4.9e-324', '5e-324']);
    expect([formatDown(MAX, 3), formatUp(MAX, 3)]).toEqual(['1.79e+308', '1.8e+308']);
  });

  test('zero, infinities and NaN', () => {
    for (const format of [formatDown, formatUp]) {
      expect([0, -0, Infinity, -Infinity, NaN].map((x) => format(x, 5))).toEqual(['0', '0', 'Infinity', '-Infinity', 'NaN']);
    }
  });

  test('a number of digits that makes no sense is refused', () => {
    for (const digits of [0, -1, 1.5, 801, NaN, Infinity]) {
      expect(() => formatDown(1, digits)).toThrow(
        new RangeError(`formatDown: expected digits from 1 to 800, got ${digits}; 17 are enough for most purposes`),
      );
      expect(() => formatUp(1, digits)).toThrow(RangeError);
    }
  });
});
