import type { Algebra, Memory } from '../algebra/algebra.js';
import { intervalAlgebra } from '../algebra/interval.js';
import { COM, DAC } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import {
  addIntervals,
  hullIntervals,
  intersectIntervals,
  intervalIdentity,
  isInterior,
  liftPoints,
  negIntervals,
  subIntervals,
  subPoints,
} from '../linalg/interval-matrix.js';
import { intervalProduct, pointIntervalProduct } from '../linalg/interval-product.js';
import { invertLu } from '../linalg/lu.js';
import { encloseSolution } from '../linalg/solve.js';
import type { LinearSolver } from './lift.js';
import { Linearization } from './linearization.js';
import { jacobianColumns } from './root.js';
import type { Target } from './target.js';

/** A proved root: the box, and how to solve with any matrix that F_y may be on it. */
export interface EnclosedRoot {
  readonly box: readonly Interval[];
  readonly solve: LinearSolver;
}

/** Boxes tried, each a little larger than the image of the one before; where none works, F_y varies too much over the box of x. */
const MOST_TRIALS = 20;

/** A proved box is shrunk by its own image; each time squares its excess. */
const REFINEMENTS = 3;

/**
 * A box Y that holds, for each ξ in the box X, exactly one root of F(ξ, ·): with R ≈ F_y⁻¹,
 *
 *   K = ŷ − R·F(X, ŷ) + (1 − R·F_y(X, Z))·(Y − ŷ) ⊂ int Y,  Z = hull(Y, ŷ)
 *
 * proves it, where F is continuously differentiable on X × Z (Krawczyk 1969; Rump 1983, with parameters). Z holds the segments from ŷ to the points of
 * Y, along which the mean value theorem takes F_y: over Y alone, of which ŷ need not be a point, nothing would be proved. It also proves F_y regular
 * on X × Y, so the root is a smooth function of ξ. Every root that Y may have lies in K.
 *
 * @param start - ŷ, near the root for the middle of X: only a proposal
 * @returns undefined where nothing is proved
 * @guarantee encloses
 */
export function encloseRoot(target: Target, x: readonly Interval[], start: Float64Array): EnclosedRoot | undefined {
  const m = start.length;
  const own = intervalAlgebra();
  // Whoever finds an algebra here hands it only its own memory.
  const algebra = own as unknown as Algebra<Interval, Memory>;
  const linear = new Linearization(algebra, target);
  /** Whether F is continuously differentiable on X × Y, of which values and slopes are then at hand. */
  const linearize = (y: readonly Interval[]): boolean => {
    own.decoration = COM;
    linear.at('implicit', [...x, ...y]);
    return own.decoration >= DAC;
  };
  const slopes = (): Float64Array => {
    const flat = new Float64Array(2 * m * m);
    jacobianColumns(algebra, linear, x.length, m).forEach((column, j) => {
      column.forEach((entry, i) => {
        algebra.write(flat, 2 * (i * m + j), entry);
      });
    });
    return flat;
  };
  if (!linearize(Array.from(start, (value) => new Interval(value, value)))) return undefined;
  const inverse = new Float64Array(m * m);
  const middle = new Float64Array(m * m);
  const jacobian = slopes();
  for (let i = 0; i < m * m; i++) middle[i] = 0.5 * jacobian[2 * i]! + 0.5 * jacobian[2 * i + 1]!;
  if (!invertLu(inverse, middle, new Float64Array(m * m), new Int32Array(m), m)) return undefined;
  // ŷ − R·F(X, ŷ)
  const center = flatten(linear.values());
  pointIntervalProduct(center, inverse, center.slice(), m, m, 1);
  negIntervals(center, center, m);
  const point = new Float64Array(2 * m);
  liftPoints(point, start, m);
  addIntervals(center, center, point, m);
  /** K(Y) */
  const image = (y: Float64Array): Float64Array | undefined => {
    const reach = new Float64Array(2 * m);
    hullIntervals(reach, y, point, m);
    if (!linearize(unflatten(reach))) return undefined;
    const defect = new Float64Array(2 * m * m);
    pointIntervalProduct(defect, inverse, slopes(), m, m, m);
    const identity = new Float64Array(2 * m * m);
    intervalIdentity(identity, m);
    subIntervals(defect, identity, defect, m * m);
    const distance = new Float64Array(2 * m);
    subPoints(distance, y, start, m);
    const out = new Float64Array(2 * m);
    intervalProduct(out, defect, distance, m, m, 1);
    addIntervals(out, out, center, m);
    return out.every((bound) => Math.abs(bound) < Infinity) ? out : undefined;
  };
  let box = larger(center, center);
  for (let n = 0; n < MOST_TRIALS; n++) {
    const inner = image(box);
    if (inner === undefined) return undefined;
    if (!isInterior(inner, box, m)) {
      box = larger(box, inner);
      continue;
    }
    box = inner;
    for (let r = 0; r < REFINEMENTS; r++) {
      const next = image(box);
      if (next !== undefined) intersectIntervals(box, box, next, m);
    }
    if (!linearize(unflatten(box))) return undefined;
    return { box: unflatten(box), solve: solverOf(slopes(), m) };
  }
  return undefined;
}

/** Solves with every matrix in J; where a right-hand side is unbounded, so is the answer. */
function solverOf(jacobian: Float64Array, m: number): LinearSolver {
  return (right, columns) => {
    const out = new Float64Array(2 * m * columns);
    if (encloseSolution(out, jacobian, right as Float64Array, m, columns)) return out;
    for (let i = 0; i < out.length; i += 2) {
      out[i] = -Infinity;
      out[i + 1] = Infinity;
    }
    return out;
  };
}

/** A box around both, wider by a tenth and a little. */
function larger(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 2) {
    const lo = Math.min(a[i]!, b[i]!);
    const hi = Math.max(a[i + 1]!, b[i + 1]!);
    const more = 0.1 * (hi - lo) + 1e-15 * Math.max(Math.abs(lo), Math.abs(hi)) + 1e-300;
    out[i] = lo - more;
    out[i + 1] = hi + more;
  }
  return out;
}

function flatten(box: readonly Interval[]): Float64Array {
  return Float64Array.from(box.flatMap(({ lo, hi }) => [lo, hi]));
}

function unflatten(flat: Float64Array): Interval[] {
  return Array.from({ length: flat.length / 2 }, (_, i) => new Interval(flat[2 * i]!, flat[2 * i + 1]!));
}
