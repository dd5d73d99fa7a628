import { describe, expect, test } from 'vitest';
import { formatDown, formatUp, parseRational, textBounds } from '../../src/rounding/decimal.js';
import { formatBounds, formatExact, shortestLower, shortestUpper } from '../../src/rounding/roundtrip.js';
import { ETA, integerOf, MAX, nextUp, ONE, operands } from './oracle.js';

const out = new Float64Array(2);

function lowerOf(text: string): number {
  if (text === 'Infinity' || text === '-Infinity') return Number(text);
  textBounds(text, out);
  return out[0]!;
}

function upperOf(text: string): number {
  return -lowerOf(text.startsWith('-') ? text.slice(1) : `-${text}`);
}

describe('shortest texts that read back to the same bound', () => {
  test('shortestLower and shortestUpper return to the double', () => {
    const { any } = operands(51);
    for (let i = 0; i < 3000; i++) {
      const x = any();
      if (lowerOf(shortestLower(x)) !== x) throw new Error(`${x}: ${shortestLower(x)}; seed 51`);
      if (upperOf(shortestUpper(x)) !== x) throw new Error(`${x}: ${shortestUpper(x)}; seed 51`);
    }
  });

  test('no text with one digit fewer returns to the double', () => {
    const { any } = operands(52);
    for (let i = 0; i < 1000; i++) {
      const x = any();
      const digits = shortestLower(x)
        .replace(/e.*|[-.]/g, '')
        .replace(/^0+|0+$/g, '').length;
      if (digits > 1) expect(lowerOf(formatUp(x, digits - 1)), `${x}, seed 52`).not.toBe(x);
      const others = shortestUpper(x)
        .replace(/e.*|[-.]/g, '')
        .replace(/^0+|0+$/g, '').length;
      if (others > 1) expect(upperOf(formatDown(x, others - 1)), `${x}, seed 52`).not.toBe(x);
    }
  });

  test('known values', () => {
    expect([shortestLower(0.1), shortestUpper(0.1)]).toEqual(['0.10000000000000001', '0.1']);
    expect([shortestLower(0.5), shortestUpper(0.5)]).toEqual(['0.5', '0.5']);
    expect([shortestLower(-0.1), shortestUpper(-0.1)]).toEqual(['-0.1', '-0.10000000000000001']);
    expect([shortestLower(0), shortestUpper(0)]).toEqual(['0', '0']);
    expect([shortestLower(ETA), shortestUpper(ETA)]).toEqual(['5e-324', '4e-324']);
    expect([shortestLower(-Infinity), shortestUpper(Infinity)]).toEqual(['-Infinity', 'Infinity']);
  });
});

describe('formatExact: hexadecimal', () => {
  test('is exact', () => {
    const { any } = operands(53);
    for (let i = 0; i < 2000; i++) {
      const x = any();
      const { num, den } = parseRational(formatExact(x));
      expect(num * ONE, `${x}, seed 53`).toBe(integerOf(x) * den);
    }
  });

  test('known values', () => {
    expect([1, -2, 0.1, MAX, ETA, 2 ** -1022 - ETA, 0, -Infinity, NaN].map(formatExact)).toEqual([
      '0x1p+0',
      '-0x1p+1',
      '0x1.999999999999ap-4',
      '0x1.fffffffffffffp+1023',
      '0x1p-1074',
      '0x1.ffffffffffffep-1023',
      '0',
      '-Infinity',
      'NaN',
    ]);
  });
});

describe('formatBounds: intervals as text', () => {
  const split = (text: string): [string, string] => text.slice(1, -1).split(', ') as [string, string];

  test('without digits it reads back to the same two doubles, with lower text ≤ upper text', () => {
    const { any, cancelling } = operands(54);
    for (let i = 0; i < 2000; i++) {
      const x = any();
      const y = i % 3 === 0 ? x : i % 3 === 1 ? nextUp(x) : -cancelling(x);
      const [lo, hi] = x <= y ? [x, y] : [y, x];
      const text = formatBounds(lo, hi);
      const [lower, upper] = split(text);
      if (lowerOf(lower) !== lo || upperOf(upper) !== hi) throw new Error(`[${lo}, ${hi}]: ${text}; seed 54`);
      if (hi === Infinity) continue;
      const [a, b] = [parseRational(lower), parseRational(upper)];
      if (a.num * b.den > b.num * a.den) throw new Error(`[${lo}, ${hi}]: ${text} crosses; seed 54`);
    }
  });

  test('with digits it contains the interval, as real numbers and as read', () => {
    const { any, cancelling } = operands(55);
    for (let i = 0; i < 2000; i++) {
      const x = any();
      const y = cancelling(x);
      const [lo, hi] = x <= y ? [x, y] : [y, x];
      const [lower, upper] = split(formatBounds(lo, hi, 1 + (i % 17)));
      expect(lowerOf(lower) <= lo && upperOf(upper) >= hi, `[${lo}, ${hi}], seed 55`).toBe(true);
    }
  });

  test('known values', () => {
    expect(formatBounds(1 / 3, 2 / 3, 3)).toBe('[0.333, 0.667]');
    expect(formatBounds(-1, 2)).toBe('[-1, 2]');
    expect(formatBounds(-Infinity, Infinity)).toBe('[-Infinity, Infinity]');
    expect(formatBounds(3, Infinity, 2)).toBe('[3, Infinity]');
    expect(formatBounds(0.09999999999999999, 0.1)).toBe('[0.1, 0.1]');
    expect(formatBounds(0.1, 0.1)).toBe('[0x1.999999999999ap-4, 0x1.999999999999ap-4]');
    expect(formatBounds(0.1, 0.1, 3)).toBe('[0.1, 0.101]');
  });

  test('bounds in the wrong order are refused', () => {
    expect(() => formatBounds(2, 1)).toThrow(
      new RangeError('formatBounds: expected lo ≤ hi, got lo = 2, hi = 1; write the empty interval as [empty]'),
    );
    expect(() => formatBounds(NaN, 1)).toThrow(RangeError);
    expect(() => formatBounds(0, 1, 0)).toThrow(RangeError);
  });
});
