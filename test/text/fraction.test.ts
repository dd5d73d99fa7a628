import { describe, expect, test } from 'vitest';
import { fractionLatex, fractionText, simpleFraction } from '../../src/text/fraction.js';

describe('fractions as text', () => {
  test('one sign where Unicode has one, and a quotient otherwise', () => {
    expect([1, 5, 7].map((n) => fractionText(BigInt(n), 6n))).toEqual(['⅙', '⅚', '7/6']);
    expect(fractionText(4n, 1n)).toBe('4');
    expect(fractionText(1n, 5040n)).toBe('1/5040');
    expect(fractionLatex(5n, 24n)).toBe('\\frac{5}{24}');
    expect(fractionLatex(3n, 1n)).toBe('3');
  });

  test('a double that is nearest to a fraction of moderate size has it', () => {
    for (let q = 1; q <= 60; q++) {
      for (let p = 0; p <= 60; p++) {
        const [n, d] = simpleFraction(p / q)!;
        expect(n * BigInt(q)).toBe(BigInt(p) * d);
      }
    }
    expect(simpleFraction(1 / 39916800)).toEqual([1n, 39916800n]);
  });

  test('other doubles have none', () => {
    for (const x of [Math.PI, Math.E, Math.SQRT2, 0.1 + 0.2, 1 / 3 + 2 ** -54, 1e-300, 2 ** 52 + 0.5, Infinity, NaN]) {
      expect(simpleFraction(x)).toBeUndefined();
    }
  });
});
