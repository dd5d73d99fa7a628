import { describe, expect, test } from 'vitest';
import { ALPHA, BETA, isSplit, overOrder } from '../../src/algebra/over-order.js';

const split = [3, 5, 6, 7] as const;

/** Doubles in [1, 2), always the same. */
function doubles(count: number): number[] {
  let state = 12345n;
  return Array.from({ length: count }, () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return 1 + Number(state >> 12n) / 2 ** 52;
  });
}

/** q·k/v − 1 in units of 2⁻⁵³, exactly until it is read. */
function error(q: number, v: number, k: number): number {
  const [a, b] = [BigInt(q * 2 ** 56) * BigInt(k), BigInt(v * 2 ** 56)];
  return Number(((a - b) << 80n) / b) / 2 ** 27;
}

describe('v/k without a division', () => {
  test('αβ is 1 − 2⁻⁷², and β is divided exactly', () => {
    const [a, b] = [BigInt(ALPHA * 2 ** 20), BigInt(BETA * 2 ** 52)];
    expect(a * b).toBe(2n ** 72n - 1n);
    for (const k of split) expect(BigInt((BETA / k) * 2 ** 55) * BigInt(k)).toBe(8n * b);
  });

  test('small orders but powers of two take two products', () => {
    const orders = Array.from({ length: 40 }, (_, i) => i + 1);
    expect(orders.filter(isSplit)).toEqual(split);
    for (const k of orders.filter((order) => !isSplit(order))) {
      for (const v of doubles(20)) expect(overOrder(v, k)).toBe(k <= 8 ? v / k : v * (1 / k));
    }
  });

  test('quotients of integers are rounded as by a division', () => {
    const integers = [...Array(5000).keys(), ...doubles(5000).map((x) => Math.floor(x * 2 ** 32))];
    for (const k of split) expect(integers.find((n) => overOrder(n, k) !== n / k || overOrder(-n, k) !== -n / k)).toBeUndefined();
  });

  test('errors are of either sign, where a rounded reciprocal is wrong by the same part', () => {
    const numbers = doubles(20_000);
    const mean = (quotient: (v: number, k: number) => number, k: number): number =>
      numbers.reduce((sum, v) => sum + error(quotient(v, k), v, k), 0) / numbers.length;
    for (const k of split) {
      expect(Math.max(...numbers.map((v) => Math.abs(error(overOrder(v, k), v, k))))).toBeLessThan(2);
      // 0.6/√20000 is their standard deviation
      expect(Math.abs(mean(overOrder, k))).toBeLessThan(0.02);
      expect(Math.abs(mean((v) => v * (1 / k), k))).toBeGreaterThan(0.4);
    }
  });

  test('what is not finite, or zero, stays so', () => {
    for (const k of split) {
      for (const v of [0, -0, Infinity, -Infinity, Number.NaN]) expect(overOrder(v, k)).toBe(v / k);
      expect(overOrder(Number.MAX_VALUE, k) / (Number.MAX_VALUE / k)).toBeCloseTo(1, 14);
    }
  });
});
