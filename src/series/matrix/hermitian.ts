import { sizeOf } from '../shape.js';
import { Truncated } from '../truncated.js';
import type { Rows } from './elements.js';

/** Throws where an element of the diagonal is not real. */
export function requireHermitian<T, S extends Truncated<T, S>>(where: string, a: Rows<S>): void {
  const { algebra, shape } = Truncated.partsOf<T, S>(a[0]![0]!);
  const { conjugate, width } = algebra;
  if (conjugate === undefined) return;
  const m = algebra.allocate(2);
  a.forEach((row, i) => {
    const { memory } = Truncated.partsOf<T, S>(row[i]!);
    for (let t = 0; t < sizeOf(shape); t++) {
      algebra.transfer(m, 0, memory, t * width, 1);
      conjugate(m, width, 0);
      algebra.sub(m, 0, 0, width);
      if (algebra.magnitude(m, 0) === 0) continue;
      throw new RangeError(
        `${where}: expected a Hermitian matrix, got an element in row and column ${i} with the coefficient ${algebra.read(memory, t * width)}, which is not real`,
      );
    }
  });
}
