import { describe, expect, test } from 'vitest';
import { multiply } from '../../src/linalg/matrix.js';
import { productEigenvalues } from '../../src/linalg/product-eigenvalues.js';

/** Integer matrices of determinant 1 with their inverses, so that products with them are exact for small numbers. */
const frames = [
  { s: [1, 2, 0, 0, 1, 3, 0, 0, 1], inverse: [1, -2, 6, 0, 1, -3, 0, 0, 1] },
  { s: [1, 0, 0, -1, 1, 0, 2, 1, 1], inverse: [1, 0, 0, 1, 1, 0, -3, -1, 1] },
  { s: [2, 1, 0, 1, 1, 0, 0, 0, 1], inverse: [1, -1, 0, -1, 2, 0, 0, 0, 1] },
].map(({ s, inverse }) => ({ s: Float64Array.from(s), inverse: Float64Array.from(inverse) }));

/** Factors S_{k+1}·D_k·S_k⁻¹, whose product is similar to that of the D_k. */
function disguised(blocks: readonly (readonly number[])[]): Float64Array[] {
  return blocks.map((block, k) => {
    const [half, whole] = [new Float64Array(9), new Float64Array(9)];
    multiply(half, Float64Array.from(block), frames[k % 3]!.inverse, 3, 3, 3);
    multiply(whole, frames[(k + 1) % 3]!.s, half, 3, 3, 3);
    return whole;
  });
}

function sorted(factors: readonly Float64Array[], n = 3): { re: number; im: number }[] {
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  expect(productEigenvalues(re, im, factors, n)).toBe(true);
  return Array.from(re, (x, i) => ({ re: x, im: im[i]! })).sort(
    (a, b) => Math.hypot(b.re, b.im) - Math.hypot(a.re, a.im) || b.im - a.im,
  );
}

const diagonal = (a: number, b: number, c: number): number[] => [a, 0, 0, 0, b, 0, 0, 0, c];
const repeated = (block: readonly number[], times: number): (readonly number[])[] => Array.from({ length: times }, () => block);

describe('eigenvalues of a product', () => {
  test('of sixty factors are the powers, from 10⁵⁴ to 10⁻¹⁸, with their signs', () => {
    const found = sorted(disguised(repeated(diagonal(8, 1, 0.5), 60)));
    for (const [i, exact] of [8 ** 60, 1, 0.5 ** 60].entries()) expect(Math.abs(found[i]!.re / exact - 1)).toBeLessThan(1e-12);
    const odd = sorted(disguised([...repeated(diagonal(8, 1, 0.5), 59), ...repeated(diagonal(-8, 1, -0.5), 1)]));
    for (const [i, exact] of [-(8 ** 60), 1, -(0.5 ** 60)].entries())
      expect(Math.abs(odd[i]!.re / exact - 1)).toBeLessThan(1e-12);
  });

  test('grow beyond the doubles alone, and vanish alone', () => {
    const found = sorted(disguised(repeated(diagonal(1024, 1, 1 / 1024), 120)));
    expect([found[0]!.re, found[2]!.re]).toEqual([Infinity, 0]);
    // each factor loses three figures of a one beside 1024
    expect(Math.abs(found[1]!.re - 1)).toBeLessThan(1e-9);
  });

  test('come in pairs beside large and small ones', () => {
    // a turn of 3 + 4i and its conjugate: 5³⁰·e^{±30iφ}
    const found = sorted(disguised(repeated([20, 0, 0, 0, 3, -4, 0, 4, 3], 30)));
    const angle = 30 * Math.atan2(4, 3);
    expect(Math.abs(found[0]!.re / 20 ** 30 - 1)).toBeLessThan(1e-12);
    expect(Math.abs(found[1]!.re / 5 ** 30 - Math.cos(angle))).toBeLessThan(1e-12);
    expect(Math.abs(Math.abs(found[1]!.im / 5 ** 30) - Math.abs(Math.sin(angle)))).toBeLessThan(1e-12);
    expect(found[2]!.im).toBe(-found[1]!.im);
  });

  test('of a Jordan block split by the root of rounding, as anywhere', () => {
    const found = sorted(disguised(repeated([1, 1, 0, 0, 1, 0, 0, 0, 0.25], 9)));
    for (const i of [0, 1]) expect(Math.hypot(found[i]!.re - 1, found[i]!.im)).toBeLessThan(1e-6);
    expect(Math.abs(found[2]!.re * 4 ** 9 - 1)).toBeLessThan(1e-12);
  });

  test('of singular factors are zero, and what is not finite has none', () => {
    const found = sorted(disguised([diagonal(2, 1, 0), diagonal(2, 1, 1)]));
    expect(Math.abs(found[2]!.re)).toBeLessThan(1e-13);
    expect(productEigenvalues(new Float64Array(1), new Float64Array(1), [Float64Array.of(Number.NaN)], 1)).toBe(false);
  });
});
