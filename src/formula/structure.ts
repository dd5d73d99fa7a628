/**
 * What a graph consists of: how many operations, and which variables each result depends on.
 */
import type { Dag } from './dag.js';

/** How often each function is applied to compute the roots, shared parts once, and with a given function the coefficients of its equation. */
export function operationCounts(dag: Dag, roots: readonly number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of dag.reach(roots)) {
    const { op, given } = dag.nodes[id]!;
    const name = given?.name ?? op;
    if (op !== 'constant' && op !== 'pi' && op !== 'variable') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/**
 * For each root the indices, in order, of the variables that it depends on: the nonzero places of a Jacobian's row.
 *
 * The pattern is that of the graph: x − x depends on x.
 */
export function sparsity(dag: Dag, roots: readonly number[]): number[][] {
  return roots.map((root) => {
    const indices = dag.reach([root]).flatMap((id) => dag.nodes[id]!.index ?? []);
    return indices.sort((a, b) => a - b);
  });
}
