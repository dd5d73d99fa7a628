import type { Algebra, Memory } from '../algebra/algebra.js';
import { lower } from '../formula/lower.js';
import { rational } from '../rounding/rational.js';
import { scalesFor } from '../series/factorial.js';
import { Tape } from '../series/tape.js';
import type { Target } from './target.js';

/**
 * ∂^α f at a point from Taylor series along lines: with p(u) the coefficient of t^d, d = |α|, of f(x + t·u), a form of degree d in u,
 *
 *   ∂^α f = Σ_{0 ≤ k ≤ α} (−1)^{|α − k|} C(α, k) p(k − α/2)
 *
 * because the central difference of order α of a form of degree |α| is its coefficient of u^α times α!, and nothing else. Directions come in pairs
 * ±u with equal terms, so that half of them do. Along a line t = scale·τ, as for `derivative`.
 *
 * @see Griewank, Utke and Walther, Evaluating higher derivative tensors by forward propagation of univariate Taylor series, Mathematics of Computation 69
 * (2000), for such sums; the central difference is a choice of ours that needs fewer directions for one derivative
 */
export function partialByDirections<T>(
  algebra: Algebra<T, Memory>,
  { dag, roots, variables }: Target,
  point: readonly T[],
  alpha: readonly number[],
): T {
  const d = alpha.reduce((sum, e) => sum + e, 0);
  const passive = [...alpha.keys()].filter((v) => alpha[v] === 0);
  const lowered = lower(dag, roots, variables.length, d, passive);
  const tape = new Tape(algebra, lowered, d);
  const { memory } = tape;
  const w = algebra.width;
  point.forEach((value, v) => {
    algebra.write(memory, tape.row(v), value);
  });
  const m = algebra.allocate(2);
  const directions = halfOf(alpha);
  for (const scale of scalesFor(algebra, d)) {
    algebra.zero(m, 0);
    for (const k of directions) {
      let coefficient = 2;
      k.forEach((e, v) => {
        if (alpha[v]! > 0) algebra.rational(memory, tape.row(v) + w, rational(BigInt((2 * e - alpha[v]!) * scale), 2n));
        coefficient *= binomial(alpha[v]!, e) * ((alpha[v]! - e) % 2 === 0 ? 1 : -1);
      });
      tape.run();
      algebra.transfer(m, w, memory, tape.row(lowered.roots[0]!) + d * w, 1);
      algebra.scale(m, w, w, coefficient);
      algebra.add(m, 0, 0, w);
    }
    for (let j = 0; j < d; j++) algebra.scale(m, 0, 0, 1 / scale);
    if (algebra.magnitude(m, 0) < Infinity) break;
  }
  return algebra.read(m, 0);
}

/** How many directions it takes. */
export function directionsOf(alpha: readonly number[]): number {
  return Math.floor(alpha.reduce((product, e) => product * (e + 1), 1) / 2);
}

/**
 * By how much the sum amplifies rounding where all derivatives of order d are of one size. Then |p(u)| ≤ ‖u‖₁^d/d! of it, and the errors of different lines,
 * which are independent, add up to
 *
 *   √(Σ_{0 ≤ k ≤ α} (C(α, k) ‖k − α/2‖₁^d/d!)²),
 *
 * 26 for one derivative in each of eight variables, 290 in twelve, and 390 for (20, 1). Infinite where it is no double.
 */
export function amplificationOf(alpha: readonly number[]): number {
  // the squares of the weights of directions, by ‖2k − α‖₁
  let weights = new Map([[0, 1]]);
  for (const e of alpha) {
    const next = new Map<number, number>();
    for (const [norm, weight] of weights) {
      for (let k = 0; k <= e; k++) {
        const longer = norm + Math.abs(2 * k - e);
        next.set(longer, (next.get(longer) ?? 0) + weight * binomial(e, k) ** 2);
      }
    }
    weights = next;
  }
  const d = alpha.reduce((sum, e) => sum + e, 0);
  let sum = 0;
  for (const [norm, weight] of weights) {
    let term = weight;
    for (let j = 1; j <= d; j++) term *= (norm / (2 * j)) ** 2;
    sum += term;
  }
  return Number.isNaN(sum) ? Infinity : Math.sqrt(sum);
}

/** Of each pair k, α − k the first; the direction zero, where k = α − k, has no part in the sum. */
function halfOf(alpha: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const e of alpha) all = all.flatMap((k) => Array.from({ length: e + 1 }, (_, i) => [...k, i]));
  return all.slice(0, directionsOf(alpha));
}

export function binomial(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
