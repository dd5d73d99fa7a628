import { expect, test } from 'vitest';
import { identity, multiply, transpose } from '../../src/linalg/matrix.js';

test('identity: ones on the diagonal, whatever stood there', () => {
  const out = new Float64Array(9).fill(7);
  identity(out, 3);
  expect(Array.from(out)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
});

test('multiply: rows times columns, rectangular', () => {
  const out = new Float64Array(4);
  multiply(out, Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(7, 8, 9, 10, 11, 12), 2, 3, 2);
  expect(Array.from(out)).toEqual([58, 64, 139, 154]);
});

test('transpose: (AB)ᵀ = BᵀAᵀ', () => {
  const a = Float64Array.of(1, 2, 3, 4, 5, 6);
  const b = Float64Array.of(7, 8, 9, 10, 11, 12);
  const [ab, left, at, bt, right] = [4, 4, 6, 6, 4].map((size) => new Float64Array(size));
  multiply(ab!, a, b, 2, 3, 2);
  transpose(left!, ab!, 2, 2);
  transpose(at!, a, 2, 3);
  transpose(bt!, b, 3, 2);
  multiply(right!, bt!, at!, 2, 3, 2);
  expect(left).toEqual(right);
});
