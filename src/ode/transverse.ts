/**
 * The derivatives of the flow along pieces of a closed orbit, between the spaces at right angles to it: what is left of each when the direction of the field, which it
 * carries on, is taken out. Their product around the orbit has the same eigenvalues but for the 1 of the field, also where that one is part of a Jordan block.
 *
 * With the reflection H_k that turns the field at node k to the first axis, H_{k+1}·M_k·H_k without its first row and column.
 *
 * @param matrices - n×n, in units of `sizes`, in which the results are, too
 * @param fields - at the end of each piece
 */
export function transverse(
  matrices: readonly Float64Array[],
  fields: readonly (readonly number[])[],
  sizes: readonly number[],
): Float64Array[] {
  const n = sizes.length;
  const reflections = fields.map((field) => reflection(field.map((f, i) => f / sizes[i]!)));
  return matrices.map((m, k) => {
    const work = m.slice();
    const before = reflections[(k + matrices.length - 1) % matrices.length]!;
    for (let i = 0; i < n; i++) reflect(work, before, i * n, 1);
    for (let j = 0; j < n; j++) reflect(work, reflections[k]!, j, n);
    return Float64Array.from({ length: (n - 1) ** 2 }, (_, at) => work[(1 + Math.floor(at / (n - 1))) * n + 1 + (at % (n - 1))]!);
  });
}

/** v of length √2 with (1 − v·vᵀ)·f along the first axis; zero for f = 0. */
function reflection(f: readonly number[]): number[] {
  const length = Math.hypot(...f);
  if (length === 0) return f.map(() => 0);
  // of the two the one that does not cancel
  const v = f.map((x, i) => (i === 0 ? x + Math.sign(x || 1) * length : x));
  const factor = Math.SQRT2 / Math.hypot(...v);
  return v.map((x) => x * factor);
}

/** (1 − v·vᵀ)·a for the vector a that starts at `from`, with `stride` between its components. */
function reflect(a: Float64Array, v: readonly number[], from: number, stride: number): void {
  const dot = v.reduce((sum, x, i) => sum + x * a[from + i * stride]!, 0);
  v.forEach((x, i) => {
    a[from + i * stride]! -= dot * x;
  });
}
