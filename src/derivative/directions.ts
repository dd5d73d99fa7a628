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
): Sum<T> {
  const d = alpha.reduce((sum, e) => sum + e, 0);
  const passive = [...alpha.keys()].filter((v) => alpha[v] === 0);
  const lowered = lower(dag, roots, variables.length, d, passive);
  const tape = new Tape(algebra, lowered, d);
  const { memory } = tape;
  const w = algebra.width;
  point.forEach((value, v) => {
    algebra.write(memory, tape.row(v), value);
  });
  // constant terms know nothing of directions
  tape.start();
  const m = algebra.allocate(2);
  const directions = halfOf(alpha);
  let size = 0;
  for (const scale of scalesFor(algebra, d)) {
    algebra.zero(m, 0);
    size = 0;
    for (const k of directions) {
      let coefficient = 2;
      k.forEach((e, v) => {
        if (alpha[v]! > 0) algebra.rational(memory, tape.row(v) + w, rational(BigInt((2 * e - alpha[v]!) * scale), 2n));
        coefficient *= binomial(alpha[v]!, e) * ((alpha[v]! - e) % 2 === 0 ? 1 : -1);
      });
      for (let j = 1; j <= d; j++) tape.advance(j);
      algebra.transfer(m, w, memory, tape.row(lowered.roots[0]!) + d * w, 1);
      algebra.scale(m, w, w, coefficient);
      algebra.add(m, 0, 0, w);
      size += algebra.magnitude(m, w);
    }
    for (let j = 0; j < d; j++) {
      algebra.scale(m, 0, 0, 1 / scale);
      size /= scale;
    }
    if (size < Infinity) break;
  }
  return { value: algebra.read(m, 0), size };
}

/** A sum, and that of the sizes of its terms: errors of these are multiples of it, however much they cancel. */
interface Sum<T> {
  readonly value: T;
  readonly size: number;
}

/** How many directions it takes. */
export function directionsOf(alpha: readonly number[]): number {
  return Math.floor(alpha.reduce((product, e) => product * (e + 1), 1) / 2);
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
