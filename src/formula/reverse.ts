import { rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';
import { partials } from './differentiate.js';

/**
 * Nodes of the derivatives of one root with respect to many variables, in the same graph: Σ over the paths to each variable, taken from the root back.
 *
 * The graph grows by a few nodes for each that the root depends on, however many variables there are (Baur and Strassen 1983).
 *
 * @example
 * const { dag, root, variables } = parse('x*y*z');
 * gradientNodes(dag, root, [0, 2]).map((id) => toText(dag, id, variables)); // ['y*z', 'x*y']
 */
export function gradientNodes(dag: Dag, root: number, indices: readonly number[]): number[] {
  const zero = dag.constant(rational(0n));
  const adjoints = new Map([[root, dag.constant(rational(1n))]]);
  const found = new Map<number, number>();
  for (const f of dag.reach([root]).reverse()) {
    const adjoint = adjoints.get(f);
    if (adjoint === undefined) continue;
    const { args, index } = dag.nodes[f]!;
    if (index !== undefined) found.set(index, adjoint);
    if (args.length === 0) continue;
    for (const [i, partial] of partials(dag, f).entries()) {
      const part = dag.apply('mul', adjoint, partial);
      const other = adjoints.get(args[i]!);
      adjoints.set(args[i]!, other === undefined ? part : dag.apply('add', other, part));
    }
  }
  return indices.map((index) => found.get(index) ?? zero);
}
