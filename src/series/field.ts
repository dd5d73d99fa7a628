import type { SeriesN } from './series-n.js';

/**
 * The Jacobian matrix of series in the same variables, a row ∂f_i/∂x_j for each series f_i.
 *
 * @example
 * const [x, y] = variables([0, 0], { order: 2 });
 * jacobianMatrix([x.mul(y), x.sqr()]).map(String); // ['y + 𝒪(‖x‖²),x + 𝒪(‖x‖²)', '2 x + 𝒪(‖x‖²),𝒪(‖x‖²)']
 */
export function jacobianMatrix<T>(map: readonly SeriesN<T>[]): SeriesN<T>[][] {
  return map.map((f) => f.gradient());
}

/**
 * The divergence Σ_i ∂f_i/∂x_i of a vector field with a component for each variable.
 *
 * @throws RangeError unless there is one for each
 * @example
 * const [x, y] = variables([0, 0], { order: 2 });
 * divergence([x.mul(y), y.sqr()]).toString(); // '3 y + 𝒪(‖x‖²)'
 */
export function divergence<T>(field: readonly SeriesN<T>[]): SeriesN<T> {
  requireComponents('divergence', field, field[0]?.names.length ?? 1);
  return field.map((f, i) => f.derivative(i)).reduce((sum, part) => sum.add(part));
}

/**
 * The curl of a vector field in three variables.
 *
 * @throws RangeError unless there are three components in three variables
 * @example
 * const [x, y, z] = variables([0, 0, 0], { order: 1 });
 * curl([y.neg(), x, z]).map(String); // ['𝒪(‖x‖)', '𝒪(‖x‖)', '2 + 𝒪(‖x‖)']
 */
export function curl<T>(field: readonly SeriesN<T>[]): SeriesN<T>[] {
  requireComponents('curl', field, 3);
  // ∂f_k/∂x_j − ∂f_j/∂x_k for the cyclic permutations (i, j, k) of (0, 1, 2)
  return [0, 1, 2].map((i) => {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    return field[k]!.derivative(j).sub(field[j]!.derivative(k));
  });
}

function requireComponents<T>(where: string, field: readonly SeriesN<T>[], count: number): void {
  if (field.length === count && field.every(({ names }) => names.length === count)) return;
  throw new RangeError(
    `${where}: expected ${count} components in ${count} variables, got ${field.length} in (${field[0]?.names.join(', ') ?? ''})`,
  );
}
