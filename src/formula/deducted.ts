/**
 * Products with a constant that are taken off: a − c·b, which is a + (−c)·b to the last bit.
 */
import type { Rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';

/**
 * The nodes c·b of a graph that nothing needs but one difference from which they are taken off. As multiples by −c that are added, they make sums and differences
 * applications of one rule, which vectors take side by side: x + 2v and y − 2u of a rotating frame.
 *
 * @param uses - how often each node is used
 */
export function deductedProducts(
  dag: Dag,
  reached: readonly number[],
  uses: ReadonlyMap<number, number>,
): ReadonlyMap<number, { readonly factor: Rational; readonly of: number }> {
  const found = new Map<number, { readonly factor: Rational; readonly of: number }>();
  for (const id of reached) {
    const { op, args } = dag.nodes[id]!;
    const product = op === 'sub' && uses.get(args[1]!) === 1 ? dag.nodes[args[1]!]! : undefined;
    if (product?.op !== 'mul') continue;
    const [a = 0, b = 0] = product.args;
    const [left, right] = [dag.valueOf(a), dag.valueOf(b)];
    if (left !== undefined) found.set(args[1]!, { factor: left, of: b });
    else if (right !== undefined) found.set(args[1]!, { factor: right, of: a });
  }
  return found;
}
