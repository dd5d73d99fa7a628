import { describe, expect, test } from 'vitest';
import { Space } from '../../src/series/space.js';

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

describe.each([
  [1, 6],
  [2, 5],
  [3, 4],
  [6, 3],
  [2, 0],
])('a space of %i variables and order %i', (variables, order) => {
  const space = new Space(variables, order);
  const exponentsOf = (i: number): number[] => [...space.exponents.subarray(i * variables, (i + 1) * variables)];
  const degreeOf = (i: number): number => exponentsOf(i).reduce((sum, e) => sum + e, 0);

  test('has C(variables + order, order) monomials, in blocks of equal degree', () => {
    expect(space.size).toBe(binomial(variables + order, order));
    expect(space.first).toHaveLength(order + 2);
    for (let degree = 0; degree <= order; degree++) {
      expect(space.first[degree + 1]! - space.first[degree]!).toBe(binomial(variables - 1 + degree, degree));
      for (let i = space.first[degree]!; i < space.first[degree + 1]!; i++) expect(degreeOf(i)).toBe(degree);
    }
  });

  test('finds each monomial by its exponents, and none above the order', () => {
    for (let i = 0; i < space.size; i++) expect(space.indexOf(exponentsOf(i))).toBe(i);
    expect(space.indexOf([order + 1, ...new Array<number>(variables - 1).fill(0)])).toBeUndefined();
  });

  test('knows where the product of two monomials lies', () => {
    for (let i = 0; i < space.size; i++) {
      const targets = space.targets(i);
      expect(targets).toHaveLength(space.first[order - degreeOf(i) + 1]!);
      targets.forEach((target, j) => {
        const f = exponentsOf(j);
        expect(exponentsOf(target)).toEqual(exponentsOf(i).map((e, v) => e + f[v]!));
      });
    }
  });
});

describe('misuse of a space', () => {
  test('numbers that are no sizes are refused by name', () => {
    expect(() => new Space(0, 3)).toThrow(new RangeError('Space: expected a whole number of variables ≥ 1, got 0'));
    expect(() => new Space(2, -1)).toThrow(new RangeError('Space: expected an integer order ≥ 0, got -1'));
    expect(() => new Space(2, 1.5)).toThrow(new RangeError('Space: expected an integer order ≥ 0, got 1.5'));
  });
});
