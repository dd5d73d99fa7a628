import { orderOf } from '../shape.js';
import { Truncated } from '../truncated.js';
import { spectrumOf, type Unknown } from './eigen.js';
import { type Rows, readRows, writeRows } from './elements.js';

/** 2^-36: eigenvalues computed to some 10^-15 of the largest coefficient are apart by much more where they are different numbers of moderate size. */
const TOLERANCE = 1.4551915228366852e-11;

const reasons: Readonly<Record<Unknown, string>> = {
  unbounded: 'expected finite coefficients, got one that is not',
  uncertain:
    'expected eigenvalues that can be told apart at the center, or a diagonal of points there, got enclosures of some that meet; narrow the coefficients',
  branched:
    'expected eigenvalues that are simple at the center, or multiple wherever the series are known, got some that are one at the center ' +
    'alone; in many variables these have no Taylor series, so expand along a line',
};

/**
 * Eigenvalues and orthonormal eigenvectors, the columns of a matrix, of a Hermitian matrix of series, of which the lower triangle is read.
 *
 * @throws TypeError where coefficients have no eigenvalues of their kind; RangeError where they are not finite, or eigenvalues have no Taylor series
 */
export function eigenpairs<T, S extends Truncated<T, S>>(elements: Rows<S>, tolerance?: number): { values: S[]; vectors: S[][] } {
  const n = elements.length;
  const like = elements[0]![0]!;
  const { algebra, shape } = Truncated.partsOf<T, S>(like);
  const { eigenpairs: own, isExact, mignitude, conjugate, isInvertible } = algebra;
  if (own === undefined && (isExact || mignitude || conjugate || isInvertible)) {
    throw new TypeError(
      `eigh: expected series of numbers, complex numbers, decimals or intervals, got series of kind ${algebra.name}; convert the coefficients to numbers`,
    );
  }
  if (tolerance !== undefined && mignitude !== undefined) {
    throw new TypeError(
      'eigh: expected no tolerance for intervals, of which two eigenvalues are one only if that is certain, got one',
    );
  }
  const lower = elements.map((row, i) => row.slice(0, i + 1));
  const sizes = lower.flatMap((row) => row.map((s) => s.norm(Infinity)));
  const result = spectrumOf(
    algebra,
    shape,
    n,
    (blocks, a) => writeRows<T, S>(blocks, a, lower),
    mignitude ? 0 : (tolerance ?? Math.max(...sizes) * TOLERANCE),
  );
  if (typeof result === 'string') throw new RangeError(`eigh: ${reasons[result]}`);
  const { blocks, values, vectors } = result;
  const known = like.truncate(Math.min(orderOf(shape), result.known));
  return {
    values: readRows<T, S>(blocks, values, like).map(([value]) => value!),
    vectors: readRows<T, S>(blocks, vectors, known),
  };
}
