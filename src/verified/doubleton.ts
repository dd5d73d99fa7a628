import {
  addIntervals,
  addPoints,
  intersectIntervals,
  liftPoints,
  magnitudes,
  midpoints,
  splitIntervals,
  subPoints,
  widest,
} from '../linalg/interval-matrix.js';
import {
  addIntervalProduct,
  addPointIntervalProduct,
  intervalPointProduct,
  intervalProduct,
} from '../linalg/interval-product.js';
import { identity } from '../linalg/matrix.js';
import { orthogonalInverse } from '../linalg/orthogonal.js';
import { columnOrder, orthonormalize } from '../linalg/qr.js';

/** When r has grown to this many times the width of r₀, it is moved there: CAPD's default. */
const REORGANIZE = 20;

/**
 * A set { x + C·u + B·v : u ∈ r₀, v ∈ r } of n-vectors, with x, C, B points and B nearly orthogonal (Lohner 1987).
 *
 * C·r₀ carries the initial box along the flow without wrapping it; B·r collects what each step adds, in coordinates that turn with the flow.
 * All moves enclose: the new set contains the image of every point of the old one.
 */
export class Doubleton {
  readonly n: number;
  readonly x: Float64Array;
  readonly C: Float64Array;
  readonly r0: Float64Array;
  readonly B: Float64Array;
  readonly r: Float64Array;

  /** The box itself: x its midpoint, r₀ what is around it. */
  constructor(box: Float64Array) {
    const n = box.length / 2;
    this.n = n;
    this.x = new Float64Array(n);
    this.r0 = new Float64Array(2 * n);
    this.r = new Float64Array(2 * n);
    this.C = new Float64Array(n * n);
    this.B = new Float64Array(n * n);
    splitIntervals(this.x, this.r0, box, n);
    identity(this.C, n);
    identity(this.B, n);
  }

  clone(): Doubleton {
    const copy = new Doubleton(new Float64Array(2 * this.n));
    for (const part of ['x', 'C', 'r0', 'B', 'r'] as const) copy[part].set(this[part]);
    return copy;
  }

  /** out = y + J·(X − x) for interval y and J: (J·C)·r₀ + (J·B)·r keeps the directions that J·hull(X) would wrap. */
  image(out: Float64Array, y: Float64Array, J: Float64Array): void {
    const { n } = this;
    const product = new Float64Array(2 * n * n);
    intervalPointProduct(product, J, this.C, n, n, n);
    addIntervalProduct(out, y, product, this.r0, n, n, 1);
    intervalPointProduct(product, J, this.B, n, n, n);
    addIntervalProduct(out, out, product, this.r, n, n, 1);
  }

  /** out = a box around the set. */
  hull(out: Float64Array): void {
    const { n } = this;
    liftPoints(out, this.x, n);
    addPointIntervalProduct(out, out, this.C, this.r0, n, n, 1);
    addPointIntervalProduct(out, out, this.B, this.r, n, n, 1);
  }

  /**
   * Moves the set to one that contains x + g + J·(X − x), the mean-value form of a step; g and J are intervals.
   *
   * The increment g = Φ(x) − x comes instead of Φ(x) itself, so that its rounding is small beside that of x.
   *
   * @returns whether the new set is bounded and its frame could be proved regular; otherwise it means nothing
   */
  move(g: Float64Array, J: Float64Array): boolean {
    const { n, x, C, r0, B, r } = this;
    const JC = new Float64Array(2 * n * n);
    const JB = new Float64Array(2 * n * n);
    intervalPointProduct(JC, J, C, n, n, n);
    intervalPointProduct(JB, J, B, n, n, n);

    // x′ = mid(x + g), δ = (x − x′) + g
    const y = new Float64Array(2 * n);
    const moved = new Float64Array(n);
    const delta = new Float64Array(2 * n);
    addPoints(y, g, x, n);
    midpoints(moved, y, n);
    liftPoints(delta, x, n);
    subPoints(delta, delta, moved, n);
    addIntervals(delta, delta, g, n);

    // J·C = C′ + ΔC with C′ = mid(J·C), and δ takes ΔC·r₀
    const rest = new Float64Array(2 * n * n);
    splitIntervals(C, rest, JC, n * n);
    addIntervalProduct(delta, delta, rest, r0, n, n, 1);

    // B′ = Q from mid(J·B), its columns taken in decreasing order of what they carry
    const A = new Float64Array(n * n);
    const weights = new Float64Array(n);
    const order = new Int32Array(n);
    const work = new Float64Array(n * n + n);
    midpoints(A, JB, n * n);
    magnitudes(weights, r, n);
    columnOrder(order, A, weights, n);
    const inverse = new Float64Array(2 * n * n);
    if (!orthonormalize(B, A, order, work, n) || !orthogonalInverse(inverse, B, work, n)) return false;

    // r′ = (Q⁻¹·(J·B))·r + Q⁻¹·δ
    const turned = new Float64Array(2 * n * n);
    const next = new Float64Array(2 * n);
    intervalProduct(turned, inverse, JB, n, n, n);
    intervalProduct(next, inverse, delta, n, n, 1);
    addIntervalProduct(r, next, turned, Float64Array.from(r), n, n, 1);
    x.set(moved);
    if (widest(r, n) > REORGANIZE * widest(r0, n)) this.#reorganize(inverse);
    return [x, C, r0, B, r].every((part) => part.every(Number.isFinite));
  }

  /** r₀ ← r + (B⁻¹·C)·r₀, C ← B, B ← I, r ← 0: the same set or a larger one, in a frame that fits it now. */
  #reorganize(inverse: Float64Array): void {
    const { n, C, r0, B, r } = this;
    const turned = new Float64Array(2 * n * n);
    intervalPointProduct(turned, inverse, C, n, n, n);
    addIntervalProduct(r0, r, turned, Float64Array.from(r0), n, n, 1);
    C.set(B);
    identity(B, n);
    r.fill(0);
  }
}

/** out ∩= box, where both contain the same set. */
export function sharpen(out: Float64Array, box: Float64Array): void {
  intersectIntervals(out, out, box, out.length / 2);
}
