import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Shape } from './shape.js';
import type { Space } from './space.js';

/** out += w·x_i·Σ_{from ≤ l < to} y_l for series of a space at positions of one memory, x_i being the term of x whose monomial has number i. */
export function addMultiples<M extends Memory>(
  algebra: Algebra<unknown, M>,
  space: Space,
  m: M,
  out: number,
  x: number,
  y: number,
  i: number,
  from: number,
  to: number,
  w: number,
): void {
  const targets = space.targets(i);
  const runs = space.runs(i);
  // the first run that ends behind `from`
  let r = 0;
  for (let end = runs.length; r < end; ) {
    const middle = 2 * Math.floor((r + end) / 4);
    if (runs[middle + 1]! <= from) r = middle + 2;
    else end = middle;
  }
  for (; r < runs.length && runs[r]! < to; r += 2) {
    const start = Math.max(runs[r]!, from);
    const last = Math.min(runs[r + 1]!, to) - 1;
    algebra.scatter(m, out, x + i * algebra.width, y, targets, start, last, w);
  }
}

/** out = x·y in the given shape, at positions of one memory, up to a degree; out must be neither x nor y. Terms above the degree are left as they are. */
export function multiply<M extends Memory>(
  algebra: Algebra<unknown, M>,
  m: M,
  out: number,
  x: number,
  y: number,
  shape: Shape,
  degree: number,
): void {
  const { width } = algebra;
  if (typeof shape === 'number') {
    // c_k = Σ_{j=0..k} x_j y_{k−j}
    for (let k = 0; k <= degree; k++) {
      algebra.zero(m, out + k * width);
      algebra.convolve(m, out + k * width, x, y, width, k, 0, k, 0, 1);
    }
    return;
  }
  const { first } = shape;
  for (let i = 0; i < first[degree + 1]!; i++) algebra.zero(m, out + i * width);
  for (let d = 0; d <= degree; d++) {
    for (let i = first[d]!; i < first[d + 1]!; i++) addMultiples(algebra, shape, m, out, x, y, i, 0, first[degree - d + 1]!, 1);
  }
}
