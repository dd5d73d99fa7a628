/**
 * Substitution of formulas for the variables of a formula.
 */
import type { Dag } from './dag.js';

/**
 * Rebuilds the nodes under `roots` in the graph `target`, with the node `replacement(i)` of `target` in place of variable `i`.
 *
 * With variables for variables this copies what the roots need and nothing else.
 *
 * @returns the nodes of `target` that stand for `roots`.
 */
export function substitute(source: Dag, roots: readonly number[], target: Dag, replacement: (index: number) => number): number[] {
  const image = new Map<number, number>();
  for (const id of source.reach(roots)) {
    const node = source.nodes[id]!;
    const made =
      node.op === 'variable'
        ? replacement(node.index!)
        : target.alike(
            node,
            node.args.map((arg) => image.get(arg)!),
          );
    image.set(id, made);
  }
  return roots.map((root) => image.get(root)!);
}
