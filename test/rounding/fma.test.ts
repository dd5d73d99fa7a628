import { describe, expect, test } from 'vitest';
import { fmaDown, fmaUp } from '../../src/rounding/fma.js';
import { ETA, flaw, integerOf, MAX, nextUp, ONE } from './oracle.js';

// The sweep over seeded triples is in directed.test.ts.
describe('directed fused multiply-add', () => {
  test('is tightest for all triples of range ends', () => {
    const ends = [0, ETA, 2 ** -1022, 2 ** -537, 1 - 2 ** -53, 1, 3, 2 ** 512, 2 ** 996, MAX];
    const all = [...ends, ...ends.map((x) => -x)];
    for (const a of all) {
      for (const b of all) {
        for (const c of all) {
          const wrong = flaw(fmaDown(a, b, c), fmaUp(a, b, c), integerOf(a) * integerOf(b) + integerOf(c) * ONE, ONE * ONE);
          if (wrong) throw new Error(`fma(${a}, ${b}, ${c}): ${wrong}`);
        }
      }
    }
  });

  test('is rounded once: a term far below the product decides, and cancellation loses nothing', () => {
    expect([fmaDown(1, 1, ETA), fmaUp(1, 1, ETA)]).toEqual([1, 1 + 2 ** -52]);
    expect([fmaDown(1, 1, -ETA), fmaUp(1, 1, -ETA)]).toEqual([1 - 2 ** -53, 1]);
    const x = 1 + 2 ** -30;
    expect([fmaDown(x, x, -(x * x)), fmaUp(x, x, -(x * x))]).toEqual([2 ** -60, 2 ** -60]);
    // (1 + u)(1 − u) = 1 − u² with u = 2^-52: error, term and product all of different sizes.
    expect([fmaDown(1 + 2 ** -52, 1 - 2 ** -52, ETA), fmaUp(1 + 2 ** -52, 1 - 2 ** -52, ETA)]).toEqual([1 - 2 ** -53, 1]);
  });

  test('steps from a power of two far below the product, where the neighbor formula underflows', () => {
    // a·b = h + l with h = 2^k·(1 + 2^-41) and l = 2^(k−84); c leaves the power of two 2^(k−30) of h.
    for (let k = -958; k <= -900; k++) {
      const a = 1 + 2 ** -42;
      const b = 2 ** k * a;
      const power = 2 ** (k - 30);
      const c = power - a * b;
      expect([fmaDown(a, b, c), fmaUp(a, b, c)], `k = ${k}`).toEqual([power, nextUp(power)]);
      expect([fmaDown(-a, b, -c), fmaUp(-a, b, -c)], `k = ${k}, negative`).toEqual([-nextUp(power), -power]);
    }
  });

  test('a product that overflows is not infinite on the way', () => {
    expect([fmaDown(MAX, 2, -MAX), fmaUp(MAX, 2, -MAX)]).toEqual([MAX, MAX]);
    expect([fmaDown(MAX, MAX, -Infinity), fmaUp(MAX, -MAX, Infinity)]).toEqual([-Infinity, Infinity]);
    expect([fmaDown(MAX, MAX, 1), fmaUp(MAX, MAX, 1)]).toEqual([MAX, Infinity]);
    expect([fmaDown(MAX, -MAX, 1), fmaUp(MAX, -MAX, 1)]).toEqual([-Infinity, -MAX]);
  });

  test('infinities and NaN follow IEEE 754', () => {
    for (const fma of [fmaDown, fmaUp]) {
      expect(fma(Infinity, 0, 1)).toBe(NaN);
      expect(fma(Infinity, 1, -Infinity)).toBe(NaN);
      expect(fma(NaN, 1, 1)).toBe(NaN);
      expect(fma(1, 1, NaN)).toBe(NaN);
      expect(fma(Infinity, -2, MAX)).toBe(-Infinity);
      expect(fma(MAX, MAX, -Infinity)).toBe(-Infinity);
      expect(fma(2, 3, Infinity)).toBe(Infinity);
    }
  });
});
