import { afterEach, describe, expect, test, vi } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { jetSum, loopedJetSum } from '../../src/algebra/jet-sums.js';
import { Space } from '../../src/series/space.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Whole numbers, always the same for a seed: sums of their products are exact. */
function integers(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state % 2001) - 1000;
  });
}

const cases = [
  // stride, k, from, last, p, q
  { k: 7, from: 0, last: 7, p: 0, q: 1 },
  { k: 7, from: 1, last: 6, p: 0, q: 2 },
  { k: 12, from: 1, last: 12, p: -5, q: 36 },
  { k: 0, from: 0, last: 0, p: 0, q: 1 },
  { k: 30, from: 0, last: 29, p: 1, q: 0 },
  { k: 5, from: 3, last: 2, p: 0, q: 1 },
] as const;

describe.each([new Space(1, 3), new Space(2, 1), new Space(3, 4), new Space(7, 2)])(
  'in $variables variables to order $order',
  (space) => {
    const { size } = space;
    const sum = jetSum(space.pairs)!;

    test.each(cases)(
      'a sum is that of its terms, each pair of monomials by itself: k = $k, from $from to $last',
      ({ k, from, last, p, q }) => {
        for (const stride of [size, size + 3]) {
          const x = size;
          const y = x + (k + 1) * stride;
          const given = integers(y + (k + 1) * stride, 7 + k);
          const expected = given.slice(0, size);
          for (let j = from; j <= last; j++) {
            for (let a = 0; a < size; a++) {
              for (let b = 0; b < size; b++) {
                const target = space.productOf(a, b);
                if (target !== undefined)
                  expected[target]! += (p * j + q) * given[x + j * stride + a]! * given[y + (k - j) * stride + b]!;
              }
            }
          }
          const m = given.slice();
          sum(m, 0, x, y, stride, k, from, last, p, q);
          expect(m.subarray(0, size)).toEqual(expected);
          expect(m.subarray(size)).toEqual(given.subarray(size));
        }
      },
    );

    test.each(cases)('WebAssembly and a loop give the same bits: k = $k, from $from to $last', ({ k, from, last, p, q }) => {
      const y = size * (k + 2);
      const given = integers(y + size * (k + 1), 3).map((value, i) => (i % 11 === 0 ? Infinity : Math.exp(value / 99) / 3));
      const [m, n] = [given.slice(), given.slice()];
      sum(m, 0, size, y, size, k, from, last, p, q);
      loopedJetSum(space.pairs)!(n, 0, size, y, size, k, from, last, p, q);
      expect(m).toEqual(n);
    });
  },
);

test('spaces whose partners are no prefix have none', () => {
  expect(jetSum(new Space(2, 5, { orders: [2, 4] }).pairs)).toBeUndefined();
  expect(float64.jetSum).toBe(jetSum);
});

test('without WebAssembly there is the loop', () => {
  vi.stubGlobal('WebAssembly', undefined);
  const { pairs } = new Space(2, 3);
  const m = Float64Array.from({ length: 30 }, (_, i) => i);
  const n = m.slice();
  jetSum(pairs)!(m, 0, 10, 20, 10, 0, 0, 0, 0, 1);
  loopedJetSum(pairs)!(n, 0, 10, 20, 10, 0, 0, 0, 0, 1);
  expect(m).toEqual(n);
});
