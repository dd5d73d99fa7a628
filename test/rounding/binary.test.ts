import { describe, expect, test } from 'vitest';
import { assemble, exponent, powerOfTwo, scale, significand, significandExponent } from '../../src/rounding/binary.js';
import { ETA, integerOf, MAX, nextDown, operands } from './oracle.js';

describe('binary64 taken apart', () => {
  test('significand and its exponent give the number back', () => {
    const { any } = operands(21);
    for (let i = 0; i < 5000; i++) {
      const x = any();
      const m = significand(x);
      const e = significandExponent(x);
      expect(m << BigInt(e + 1074), `${x}, seed 21`).toBe(integerOf(x));
      expect(assemble(m < 0n ? -m : m, e)).toBe(Math.abs(x));
    }
  });

  test('exponent is ⌊log₂|x|⌋ at and just below every power of two', () => {
    for (let k = -1074; k <= 1023; k++) {
      expect(exponent(-(2 ** k))).toBe(k);
      if (k > -1074) expect(exponent(nextDown(2 ** k))).toBe(k - 1);
    }
    expect(exponent(MAX)).toBe(1023);
  });

  test('powerOfTwo and scale build every power', () => {
    for (let k = -1022; k <= 1023; k++) expect(powerOfTwo(k)).toBe(2 ** k);
    for (let k = -1074; k <= 1023; k++) {
      expect(scale(1, k)).toBe(2 ** k);
      expect(scale(2 ** k, -k)).toBe(1);
    }
    expect(scale(ETA, 2097)).toBe(2 ** 1023);
    expect(scale(2 ** 1023, -2097)).toBe(ETA);
  });
});
