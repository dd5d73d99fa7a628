/**
 * Substitution of formulas for the variables of a formula.
 */
import type { FunctionName } from '../series/functions.js';
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
    const { op, args, value, index } = source.nodes[id]!;
    if (op === 'constant') image.set(id, target.constant(value!));
    else if (op === 'pi') image.set(id, target.pi());
    else if (op === 'variable') image.set(id, replacement(index!));
    else image.set(id, target.apply(op satisfies FunctionName, ...args.map((arg) => image.get(arg)!)));
  }
  return roots.map((root) => image.get(root)!);
}
