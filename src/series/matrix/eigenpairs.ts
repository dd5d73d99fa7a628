import type { Memory } from '../../algebra/algebra.js';
import type { Pairs } from '../../algebra/whole.js';
import { orderOf, sizeOf } from '../shape.js';
import { Truncated } from '../truncated.js';
import { simpleSpectrum, splitSpectrum } from './eigen.js';

/** 2^-36: eigenvalues computed to some 10^-15 of the largest coefficient are apart by much more where they are different numbers of moderate size. */
const TOLERANCE = 1.4551915228366852e-11;

/**
 * Eigenvalues and orthonormal eigenvectors, the columns of a matrix, of a symmetric matrix of series, of which the lower triangle is read.
 *
 * @throws TypeError unless coefficients are numbers; RangeError where they are not finite, or eigenvalues have no Taylor series
 */
export function eigenpairs<T, S extends Truncated<T, S>>(
  elements: readonly (readonly S[])[],
  pairs: Pairs,
  tolerance?: number,
): { values: S[]; vectors: S[][] } {
  const n = elements.length;
  const like = elements[0]![0]!;
  const { algebra, shape } = Truncated.partsOf<T, S>(like);
  if (algebra.name !== 'number') {
    throw new TypeError(`eigh: expected series of numbers, got series of kind ${algebra.name}; take their midpoints`);
  }
  const memories = elements.map((row) => row.map((s) => Truncated.partsOf<T, S>(s).memory as Float64Array));
  const a = Array.from({ length: sizeOf(shape) }, (_, t) =>
    Float64Array.from({ length: n * n }, (__, l) => {
      const [i, j] = [Math.floor(l / n), l % n];
      return memories[Math.max(i, j)]![Math.min(i, j)]![t]!;
    }),
  );
  const largest = a.reduce((most, block) => block.reduce((m, x) => Math.max(m, Math.abs(x)), most), 0);
  if (!Number.isFinite(largest)) throw new RangeError('eigh: expected finite coefficients, got one that is not');
  const spectrum = (typeof shape === 'number' ? splitSpectrum : simpleSpectrum)(a, n, pairs, tolerance ?? largest * TOLERANCE);
  if (spectrum === undefined) {
    throw new RangeError(
      'eigh: expected eigenvalues that are simple at the center, or multiple wherever the series are known, got some that are one at the center ' +
        'alone; in many variables these have no Taylor series, so expand along a line',
    );
  }
  const filled = (series: S, coefficient: (t: number) => number): S =>
    Truncated.like<T, S>(series, (out: Memory) => {
      for (let t = 0; t < out.length; t++) (out as Float64Array)[t] = coefficient(t);
    });
  const known = like.truncate(Math.min(orderOf(shape), spectrum.known));
  return {
    values: spectrum.values.map((value) => filled(like, (t) => value[t]!)),
    vectors: elements.map((row, i) => row.map((_, j) => filled(known, (t) => spectrum.vectors[t]![i * n + j]!))),
  };
}
