import { describe, expect, test } from 'vitest';
import { twoProductError, twoSumError } from '../../src/rounding/transform.js';
import { integerOf, MAX, ONE, operands } from './oracle.js';

describe('error-free transforms', () => {
  test('twoSumError: a + b = s + e exactly for every finite s', () => {
    const { any, cancelling } = operands(11);
    for (let i = 0; i < 20_000; i++) {
      const a = any();
      const b = cancelling(a);
      const s = a + b;
      if (!Number.isFinite(s)) continue;
      const e = twoSumError(a, b, s);
      if (integerOf(a) + integerOf(b) !== integerOf(s) + integerOf(e)) throw new Error(`twoSumError(${a}, ${b}); seed 11`);
    }
  });

  test('twoSumError: no spurious overflow near MAX', () => {
    const half = MAX / 2;
    expect(twoSumError(MAX, -half, MAX - half)).toBe(0);
    expect(twoSumError(2 ** 969, -MAX, 2 ** 969 - MAX)).toBe(2 ** 969);
  });

  test('twoProductError: a·b = p + e exactly in the range of its contract', () => {
    const { any, matching } = operands(12);
    let inRange = 0;
    for (let i = 0; i < 30_000; i++) {
      const a = any();
      const b = matching(a);
      const p = a * b;
      const size = Math.abs(p);
      if (!(Math.abs(a) <= 2 ** 995 && Math.abs(b) <= 2 ** 995 && size >= 2 ** -969 && size <= 2 ** 1021)) continue;
      inRange++;
      const e = twoProductError(a, b, p);
      if (integerOf(a) * integerOf(b) !== (integerOf(p) + integerOf(e)) * ONE)
        throw new Error(`twoProductError(${a}, ${b}); seed 12`);
    }
    expect(inRange).toBeGreaterThan(5000);
  });

  test('twoProductError: an operand too large to split gives NaN, or the exact error', () => {
    const { any } = operands(13);
    let refused = 0;
    for (let i = 0; i < 2000; i++) {
      const a = 2 ** 995 * (1 + (i % 28) + Math.abs(any() % 1));
      const b = 2 ** -40 * (1 + Math.abs(any() % 1));
      const p = a * b;
      for (const e of [twoProductError(a, b, p), twoProductError(b, a, p)]) {
        if (Number.isNaN(e)) refused++;
        else expect(integerOf(a) * integerOf(b), `${a} · ${b}`).toBe((integerOf(p) + integerOf(e)) * ONE);
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });
});
