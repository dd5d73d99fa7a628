import { describe, expect, test } from 'vitest';
import { encloseByDiscs } from '../../src/linalg/gershgorin.js';
import { type Fraction, fractionOf, plus } from '../oracle/fraction.js';
import { expectSpectrum } from './inertia.js';
import { random } from './samples.js';

/** Bounds of the eigenvalues of Λ + H for a symmetric H that is a point, compared with exact inertia. */
function check(values: number[], h: number[], context: string): Float64Array {
  const n = values.length;
  const out = new Float64Array(2 * n);
  encloseByDiscs(out, Float64Array.from(values), Float64Array.from(h.flatMap((x) => [x, x])), n);
  const exact = h.map(
    (x, o): Fraction => (o % (n + 1) === 0 ? plus(fractionOf(x), fractionOf(values[o / (n + 1)]!)) : fractionOf(x)),
  );
  expectSpectrum(out, exact, n, context);
  return out;
}

describe('discs whose bounds are the eigenvalues themselves', () => {
  test('a double center: 3/2 ± b for b a part of a unit in the last place', () => {
    for (let k = 1; k < 64; k++) {
      const b = k * 2 ** -57;
      const [lo, hi] = check([1.5, 1.5], [0, b, b, 0], `b = ${k}·2⁻⁵⁷`);
      expect(hi! - lo!).toBeLessThanOrEqual(2 ** -50);
    }
  });

  test('discs around 0 whose radius is a rounded sum: circulant matrices have it as an eigenvalue', () => {
    const next = random(6);
    for (let trial = 0; trial < 100; trial++) {
      const [p, q] = [next() / 3, next() / 7];
      check([0, 0, 0, 0], [0, p, q, p, p, 0, p, q, q, p, 0, p, p, q, p, 0], `p = ${p}, q = ${q}`);
    }
  });

  test('a diagonal that moves the center by a part of a unit, up or down', () => {
    for (let k = -64; k < 64; k++) {
      const [lo, hi] = check([1.5, 3], [k * 2 ** -57, 0, 0, -k * 2 ** -57], `${k}·2⁻⁵⁷ on the diagonal`);
      expect(hi! - lo!).toBeLessThanOrEqual(2 ** -51);
    }
  });

  test('an isolated disc of about a unit: 3/2 and 5/2 move apart by b²', () => {
    const next = random(5);
    for (let trial = 0; trial < 400; trial++) {
      const b = (0.5 + next()) * 2 ** -26.5;
      check([1.5, 2.5], [0, b, b, 0], `b = ${b}`);
      check([2.5, 1.5, -1.5], [0, b, b, b, 0, b, b, b, 0], `three, b = ${b}`);
    }
  });
});
