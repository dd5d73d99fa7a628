/**
 * Estimates a radius of convergence from the sizes |c_k|: near a singularity of algebraic type |c_k| ≈ A·k^α·R^−k, and A, α, R are fitted to the
 * logarithms by least squares over the last two thirds of the order.
 *
 * Coefficients far below the fit are left out and the fit repeated: they are zeros of a cosine that a pair of complex singularities puts on top.
 */
export function radiusEstimate(sizes: readonly number[]): number {
  const order = sizes.length - 1;
  let points: Point[] = [];
  for (let k = Math.max(1, Math.ceil(order / 3)); k <= order; k++) {
    if (sizes[k]! > 0 && sizes[k]! < Infinity) points.push({ k, y: Math.log(sizes[k]!) });
  }
  // nothing left at the end: a polynomial, as far as one can see
  if (!points.some(({ k }) => k > order - Math.max(2, order / 4))) return Infinity;
  if (points.length < 4) return rootEstimate(points.at(-1)!);
  for (let round = 0; round < 3; round++) {
    const [a, alpha, rate] = leastSquares(points);
    const close = points.filter(({ k, y }) => y > a + alpha * Math.log(k) + rate * k - 1);
    if (close.length === points.length || close.length < 4) break;
    points = close;
  }
  return Math.exp(-leastSquares(points)[2]);
}

interface Point {
  readonly k: number;
  readonly y: number;
}

/** |c_k|^{−1/k} */
function rootEstimate({ k, y }: Point): number {
  return Math.exp(-y / k);
}

/** The a, α, b that minimize Σ (a + α·ln k + b·k − y_k)²: normal equations about the means. */
function leastSquares(points: readonly Point[]): [number, number, number] {
  const n = points.length;
  const mean = (f: (p: Point) => number): number => points.reduce((sum, p) => sum + f(p), 0) / n;
  const logs = mean(({ k }) => Math.log(k));
  const ks = mean(({ k }) => k);
  const ys = mean(({ y }) => y);
  const l = (p: Point): number => Math.log(p.k) - logs;
  const s = (p: Point): number => p.k - ks;
  const y = (p: Point): number => p.y - ys;
  const [ll, ls, ss] = [mean((p) => l(p) * l(p)), mean((p) => l(p) * s(p)), mean((p) => s(p) * s(p))];
  const [ly, sy] = [mean((p) => l(p) * y(p)), mean((p) => s(p) * y(p))];
  const determinant = ll * ss - ls * ls;
  const alpha = (ly * ss - sy * ls) / determinant;
  const b = (sy * ll - ly * ls) / determinant;
  return [ys - alpha * logs - b * ks, alpha, b];
}
