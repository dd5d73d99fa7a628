import { expect, test } from 'vitest';
import { eigenvalues } from '../../src/linalg/eigenvalues.js';
import { invertLu } from '../../src/linalg/lu.js';
import { multiply } from '../../src/linalg/matrix.js';
import { random, randomMatrix } from './samples.js';

function spectrum(a: Float64Array, n: number): [number, number][] {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  expect(eigenvalues(re, im, a, new Float64Array(n * n), n)).toBe(true);
  return Array.from(re, (x, k): [number, number] => [x, im[k]!]).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
}

function expectSpectrum(a: Float64Array, n: number, expected: [number, number][], digits: number, context = ''): void {
  const found = spectrum(a, n);
  expected.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  // Conjugates and near ties may be ordered differently: match each to the nearest that is left.
  for (const [x, y] of expected) {
    found.sort((p, q) => Math.hypot(p[0] - x, p[1] - y) - Math.hypot(q[0] - x, q[1] - y));
    const [p, q] = found.shift()!;
    expect(Math.hypot(p - x, q - y), `${context} ${x} ${y}`).toBeLessThan(10 ** -digits);
  }
}

test('a matrix S·B·S⁻¹ has the eigenvalues of the block diagonal B', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = random(seed);
    const n = 6;
    const [a, b, c, d] = [next(), next() * 3, -next() * 2, 4 + next()];
    const block = new Float64Array(n * n);
    block.set([a!, b!], 0);
    block.set([-b!, a!], n);
    block[2 * n + 2] = c!;
    block.set([d!, 1], 3 * n + 3);
    block.set([-1, d!], 4 * n + 3);
    block[35] = -3.5;
    const s = Float64Array.from(randomMatrix(next, n * n, 0), (x, o) => (o % (n + 1) === 0 ? 5 : 0) + x);
    const inverse = new Float64Array(n * n);
    expect(invertLu(inverse, s, new Float64Array(n * n), new Int32Array(n), n)).toBe(true);
    const t = new Float64Array(n * n);
    const m = new Float64Array(n * n);
    multiply(t, s, block, n, n, n);
    multiply(m, t, inverse, n, n, n);
    const expected: [number, number][] = [
      [a!, b!],
      [a!, -b!],
      [c!, 0],
      [d!, 1],
      [d!, -1],
      [-3.5, 0],
    ];
    expectSpectrum(m, n, expected, 10, `seed ${seed}`);
  }
});

test('a cyclic permutation has the roots of unity', () => {
  for (const n of [2, 3, 4, 5, 8]) {
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) a[i * n + ((i + 1) % n)] = 1;
    const roots = Array.from({ length: n }, (_, k): [number, number] => [
      Math.cos((2 * Math.PI * k) / n),
      Math.sin((2 * Math.PI * k) / n),
    ]);
    expectSpectrum(a, n, roots, 12, `n ${n}`);
  }
});

test('triangular, zero and one-by-one matrices show their diagonal', () => {
  expectSpectrum(
    Float64Array.of(1, 5, 7, 0, 2, 9, 0, 0, 3),
    3,
    [
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    14,
  );
  expectSpectrum(
    new Float64Array(16),
    4,
    [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    14,
  );
  expectSpectrum(Float64Array.of(-4), 1, [[-4, 0]], 14);
});

test('a defective triple eigenvalue is found to the cube root of the precision', () => {
  expectSpectrum(
    Float64Array.of(2, 1, 0, 0, 2, 1, 0, 0, 2),
    3,
    [
      [2, 0],
      [2, 0],
      [2, 0],
    ],
    4,
  );
  // The companion matrix of (λ − 1)³.
  expectSpectrum(
    Float64Array.of(3, -3, 1, 1, 0, 0, 0, 1, 0),
    3,
    [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
    4,
  );
});

test('real pairs of very different size keep their small member', () => {
  const [small, large] = spectrum(Float64Array.of(1, 1, 0, 1e-12), 2);
  expect(small![0] / 1e-12).toBeCloseTo(1, 10);
  expect(large![0]).toBe(1);
});

test('NaN and infinities are reported', () => {
  const run = (x: number): boolean =>
    eigenvalues(new Float64Array(2), new Float64Array(2), Float64Array.of(1, x, 0, 1), new Float64Array(4), 2);
  expect(run(Number.NaN)).toBe(false);
  expect(run(Infinity)).toBe(false);
});

test('near the identity eigenvalues are those of the difference, however small it is', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const n = 3 + (seed % 4);
    const small = 10 ** -(2 + (seed % 11));
    const next = random(seed);
    const difference = Float64Array.from(randomMatrix(next, n * n, 0), (x) => x * small);
    const a = difference.map((x, k) => x + Number(k % (n + 1) === 0));
    const exact = a.map((x, k) => x - Number(k % (n + 1) === 0));
    const shifted = spectrum(exact, n).map(([x, y]): [number, number] => [1 + x, y]);
    // to a root of the precision, where two of them are nearly the same
    expectSpectrum(a, n, shifted, 9 + Math.min(4, -Math.log10(small) / 4), `seed ${seed}`);
  }
});
