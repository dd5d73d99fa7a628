/** The tables of the fast phases, each entry against fixed-point arithmetic that shares nothing with the script that made them. */

import { describe, expect, test } from 'vitest';
import { arcsines } from '../../../src/rounding/elementary/asin.tables.js';
import { arctangents } from '../../../src/rounding/elementary/atan.tables.js';
import { powers } from '../../../src/rounding/elementary/exp.tables.js';
import { powersOfTwo } from '../../../src/rounding/elementary/kernel/powers.js';
import { ln2High, ln2Low, reciprocals } from '../../../src/rounding/elementary/log.tables.js';
import { digits } from '../../../src/rounding/elementary/reduction.tables.js';
import { sines } from '../../../src/rounding/elementary/trig.tables.js';
import { integerOf, ONE } from '../oracle.js';
import { atanOf, BITS, fixed, logOf, PI, piTo, SLACK, sinOf, UNIT } from './fixed.js';

/** Is x a multiple of 2^-bits? */
const onGrid = (x: number, bits: bigint): boolean => integerOf(x) % (1n << (1074n - bits)) === 0n;

const size = (n: bigint): bigint => (n < 0n ? -n : n);

/** |a − b| ≤ 2^-bits, for numbers in units of 2^-BITS. */
const near = (a: bigint, b: bigint, bits: bigint): boolean => size(a - b) <= (1n << (BITS - bits)) - SLACK;

describe('tables of the elementary functions', () => {
  test('powers: 2^(j/128) to 2^-79 relative, high parts multiples of 2^-25', () => {
    expect(powers.length).toBe(256);
    const scale = 1n << 120n;
    for (let j = 0; j < 128; j++) {
      const high = powers[2 * j]!;
      const low = powers[2 * j + 1]!;
      expect(onGrid(high, 25n)).toBe(true);
      expect(high >= 1 && high <= 2 && Math.abs(low) <= 2 ** -26).toBe(true);
      // h(1 ± 2^-79) against 2^(j/128): both to the 128th power, in units of 2^-(120·128).
      const h = ((integerOf(high) + integerOf(low)) * scale) / ONE;
      const rest = (h >> 79n) - 1n;
      const power = 1n << BigInt(120 * 128 + j);
      expect((h - rest) ** 128n < power && power < (h + rest) ** 128n, `j = ${j}`).toBe(true);
    }
  });

  test('reciprocals: c·m is within 0x1.39p-9 of 1 for every m of its interval', () => {
    expect(reciprocals.length).toBe(3 * 257);
    const bound = 0x139 / 2 ** 17;
    for (let i = 0; i <= 256; i++) {
      const c = reciprocals[3 * i]!;
      expect(onGrid(c, 10n) && c >= 0.7 && c <= 1.42).toBe(true);
      const half = i < 106 ? 1 : 0.5;
      // Exact in doubles: 10 bits times 10 bits. The last interval ends at 2, and the first begins at 1.
      const first = half * Math.max(1, 1 + (2 * i - 1) / 512) * c - 1;
      const last = half * Math.min(2, 1 + (2 * i + 1) / 512) * c - 1;
      expect(Math.max(Math.abs(first), Math.abs(last)), `i = ${i}`).toBeLessThanOrEqual(bound);
    }
    expect([reciprocals[0], reciprocals[3 * 256]]).toEqual([1, 1]);
  });

  test('reciprocals: high + low is −log c to 2^-95, high parts multiples of 2^-42, and only c = 1 has logarithm 0', () => {
    for (let i = 0; i <= 256; i++) {
      const [c, high, low] = reciprocals.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
      expect(onGrid(high, 42n) && Math.abs(low) <= 2 ** -43).toBe(true);
      expect(near(fixed(high) + fixed(low), -logOf(BigInt(c * 1024), 1024n), 95n), `i = ${i}`).toBe(true);
      expect(high === 0).toBe(c === 1);
    }
  });

  test('ln 2: high a multiple of 2^-42, both to 2^-98', () => {
    expect(onGrid(ln2High, 42n)).toBe(true);
    expect(near(fixed(ln2High) + fixed(ln2Low), logOf(2n, 1n), 98n)).toBe(true);
  });

  test('sines: sin(jπ/512) to 2^-79, high parts multiples of 2^-25', () => {
    expect(sines.length).toBe(2 * 257);
    for (let j = 0; j <= 256; j++) {
      const high = sines[2 * j]!;
      const low = sines[2 * j + 1]!;
      expect(onGrid(high, 25n) && Math.abs(low) <= 2 ** -26).toBe(true);
      expect(near(fixed(high) + fixed(low), sinOf((PI * BigInt(j)) / 512n), 80n), `j = ${j}`).toBe(true);
    }
    expect([sines[0], sines[1], sines[512], sines[513]]).toEqual([0, 0, 1, 0]);
  });

  test('digits: 512/π to 25·48 − 8 bits, cut off', () => {
    expect(digits.length).toBe(48);
    const bits = 1400n;
    const pi = piTo(bits);
    const value = digits.reduce((sum, digit) => {
      expect(Number.isInteger(digit) && digit >= 0 && digit < 2 ** 25).toBe(true);
      return (sum << 25n) + BigInt(digit);
    }, 0n);
    // value ≤ 512/π·2^1192 < value + 1, with π in units of 2^-1400 good to 2^-1390.
    const target = 512n << (1192n + bits);
    expect(value * (pi + 1024n) < target && target < (value + 1n) * (pi - 1024n)).toBe(true);
  });

  test('arctangents: atan(i/128) to 2^-107', () => {
    expect(arctangents.length).toBe(2 * 129);
    for (let i = 0; i <= 128; i++) {
      const high = arctangents[2 * i]!;
      const low = arctangents[2 * i + 1]!;
      expect(high + low).toBe(high);
      expect(near(fixed(high) + fixed(low), atanOf(BigInt(i), 128n), 107n), `i = ${i}`).toBe(true);
    }
    expect(arctangents[0]).toBe(0);
  });

  test('arcsines: asin(i/128) to 2^-106, √(1 − (i/128)²) to 2^-81 with a high part that is a multiple of 2^-27', () => {
    expect(arcsines.length).toBe(4 * 92);
    for (let i = 0; i <= 91; i++) {
      const [high, low, cosine, rest] = arcsines.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
      expect(high + low).toBe(high);
      // asin c moves by at most √2 times as much as c.
      expect(near(sinOf(fixed(high) + fixed(low)), fixed(i / 128), 107n), `i = ${i}`).toBe(true);
      expect(onGrid(cosine, 27n) && Math.abs(rest) <= 2 ** -28 && cosine <= 1).toBe(true);
      const length = fixed(cosine) + fixed(rest);
      expect(near((length * length + fixed(i / 128) ** 2n) >> BITS, UNIT, 81n), `i = ${i}`).toBe(true);
    }
    expect(arcsines.subarray(0, 4)).toEqual(Float64Array.of(0, 0, 1, 0));
  });

  test('powers of two: exact from 2^-1024 to 2^1023', () => {
    for (let k = -1024; k <= 1023; k++) expect(powersOfTwo[1024 + k]).toBe(2 ** k);
  });
});

describe('no double comes closer to a root of sine or cosine than the proof assumes', () => {
  test('|x − nπ/2| ≥ 2^-67.6·n for every double x up to 51000', () => {
    let nearest = UNIT;
    for (let n = 1n; n <= 32470n; n++) {
      const root = (n * PI) / 2n;
      // The doubles on both sides of the root, in units of their last place.
      const ulp = BITS - 53n + BigInt((root >> BITS).toString(2).length);
      const below = (root >> ulp) << ulp;
      const distance = root - below < below + (1n << ulp) - root ? root - below : below + (1n << ulp) - root;
      if (distance / n < nearest) nearest = distance / n;
    }
    expect(nearest - SLACK).toBeGreaterThan(1n << (BITS - 68n));
    expect(Math.log2(Number(nearest) / Number(UNIT))).toBeGreaterThan(-67.6);
    expect((32470n * PI) / 2n / UNIT).toBe(51003n);
  });
});
