/** (Σ |c_k|^p)^{1/p}, or the largest |c_k| for p = Infinity. */
export function norm(sizes: readonly number[], p: number): number {
  if (!(p >= 1)) throw new RangeError(`norm: expected p ≥ 1 or Infinity, got ${p}`);
  const largest = Math.max(...sizes);
  if (p === Infinity || largest === 0 || !Number.isFinite(largest)) return largest;
  // Relative to the largest, so that powers neither overflow nor vanish.
  const sum = sizes.reduce((total, size) => total + Math.pow(size / largest, p), 0);
  return largest * Math.pow(sum, 1 / p);
}
