import type { Style } from './print.js';
import type { Space } from './space.js';

/** What a space leaves out: powers of the variables that have a bound of their own, and of the norm unless those leave nothing more to it. */
export function restOf({ order, orders, weights }: Space, names: readonly string[], style: Style): string[] {
  const bounded = orders.flatMap((most, v) => (most === Infinity ? [] : [style.power(names[v]!, most + 1)]));
  if (orders.reduce((sum, most, v) => sum + most * weights[v]!, 0) <= order) return bounded;
  const scaled = names.map((name, v) => (weights[v] === 1 ? name : style.root(name, weights[v]!)));
  const inside = weights.every((w) => w === 1) ? 'x' : `(${scaled.join(', ')})`;
  return [...bounded, style.power(style.norm(inside), order + 1)];
}
