import { addDown, addUp, divUp, mulUp, subDown } from '../rounding/directed.js';

/**
 * Encloses the eigenvalues, ascending, of every matrix Λ + H that has n real ones, with Λ diagonal and H in an interval matrix, by Gershgorin's discs.
 *
 * An isolated disc holds one eigenvalue, and is shrunk by a diagonal similarity to a second-order radius.
 *
 * @param out - n pairs
 * @param values - the diagonal of Λ
 * @param h - n×n bounded interval matrix
 * @guarantee encloses
 */
export function encloseByDiscs(out: Float64Array, values: Float64Array, h: Float64Array, n: number): void {
  // off[i, j] ≥ |h_ij| off the diagonal; center_i ∋ λ_i + h_ii.
  const off = new Float64Array(n * n);
  const center = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const o = 2 * (i * n + j);
      if (i !== j) off[i * n + j] = Math.max(-h[o]!, h[o + 1]!);
    }
    center[2 * i] = addDown(values[i]!, h[2 * (i * n + i)]!);
    center[2 * i + 1] = addUp(values[i]!, h[2 * (i * n + i) + 1]!);
  }
  const discs = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const r = rowSumUp(off, i, n);
    discs[2 * i] = subDown(center[2 * i]!, r);
    discs[2 * i + 1] = addUp(center[2 * i + 1]!, r);
  }
  writeComponents(out, discs, n);
  for (let i = 0; i < n; i++) isolate(out, center, off, i, n);
}

// A connected component of k discs holds k eigenvalues; all are given its hull. The components keep their order.
function writeComponents(out: Float64Array, discs: Float64Array, n: number): void {
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => discs[2 * i]! - discs[2 * j]!);
  for (let start = 0, end = 0; start < n; start = end) {
    const lo = discs[2 * order[start]!]!;
    let hi = discs[2 * order[start]! + 1]!;
    end = start + 1;
    while (end < n && discs[2 * order[end]!]! <= hi) {
      hi = Math.max(hi, discs[2 * order[end]! + 1]!);
      end++;
    }
    for (let k = start; k < end; k++) {
      out[2 * k] = lo;
      out[2 * k + 1] = hi;
    }
  }
}

// The similarity T⁻¹·H·T with t_i = 1/d, t_j = 1 gives disc i the radius d·r_i, and each disc j ≠ i at most the radius
// r_j + |h_ji|·(1/d − 1). If these stay off disc i, it holds one eigenvalue, whose number is that of the discs to its left.
function isolate(out: Float64Array, center: Float64Array, off: Float64Array, i: number, n: number): void {
  // d about 2·|h_ji|/gap_j leaves half of each gap to the discs j.
  let d = 9.094947017729282e-13; // 2^−40
  for (let j = 0; j < n; j++) {
    if (j === i) continue;
    const gap = Math.max(center[2 * j]! - center[2 * i + 1]!, center[2 * i]! - center[2 * j + 1]!);
    if (!(gap > 0)) return;
    d = Math.max(d, (2 * off[j * n + i]!) / gap);
  }
  if (!(d < 1)) return;
  const radius = mulUp(d, rowSumUp(off, i, n));
  const lo = subDown(center[2 * i]!, radius);
  const hi = addUp(center[2 * i + 1]!, radius);
  let rank = 0;
  for (let j = 0; j < n; j++) {
    if (j === i) continue;
    const r = addUp(rowSumUp(off, j, n), divUp(off[j * n + i]!, d));
    if (addUp(center[2 * j + 1]!, r) < lo) rank++;
    else if (!(subDown(center[2 * j]!, r) > hi)) return;
  }
  out[2 * rank] = Math.max(out[2 * rank]!, lo);
  out[2 * rank + 1] = Math.min(out[2 * rank + 1]!, hi);
}

function rowSumUp(off: Float64Array, i: number, n: number): number {
  let r = 0;
  for (let j = 0; j < n; j++) r = addUp(r, off[i * n + j]!);
  return r;
}
