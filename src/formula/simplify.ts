/**
 * Algebraic simplification that changes neither the value of a formula nor where it exists.
 *
 * Sums collect like terms, products collect powers, and functions take exact values and drop their inverses, but only where the
 * operand that disappears exists everywhere: x − x is 0, log(x) − log(x) stays, and x²/x stays because it does not exist at 0.
 * A part that is used several times stays one node: it is not expanded into each use.
 */
import type { Dag, Node } from './dag.js';
import { Domain } from './domain.js';
import { collectFactors } from './product.js';
import { rewrite } from './rewrite.js';
import { collectTerms } from './sum.js';

/** Nodes of the same graph that are the `roots`, simplified together. */
export function simplify(dag: Dag, roots: readonly number[]): number[] {
  const reached = dag.reach(roots);
  const merged = mergedNodes(dag, roots, reached);
  const domain = new Domain(dag);
  const images = new Map<number, number>();
  const made = (id: number): number => {
    const family = familyOf(dag, dag.nodes[id]!);
    const opens = (part: number): boolean => part === id || merged.has(part);
    if (family === 'sum') return collectTerms(dag, domain, id, opens, image);
    return family === 'product' ? collectFactors(dag, domain, id, opens, image) : rewrite(dag, domain, id, image);
  };
  // A part that the node above it was to take in, and has not, is asked for here.
  const image = (id: number): number => {
    const known = images.get(id) ?? made(id);
    images.set(id, known);
    return known;
  };
  for (const id of reached) if (!merged.has(id)) image(id);
  return roots.map(image);
}

/** Whether a node is collected as a sum, as a product of integer powers, or not at all. */
function familyOf(dag: Dag, { op, args }: Node): 'sum' | 'product' | undefined {
  if (op === 'add' || op === 'sub' || op === 'neg') return 'sum';
  if (op === 'mul' || op === 'div' || op === 'sqr') return 'product';
  const exponent = op === 'pow' ? dag.valueOf(args[1]!) : undefined;
  return exponent?.den === 1n && exponent.num !== 0n ? 'product' : undefined;
}

/**
 * The sums inside sums and products inside products that are used once, and so become part of the node above them.
 *
 * A quotient in a denominator stays by itself: 1/(1/x) is x only where x ≠ 0.
 */
function mergedNodes(dag: Dag, roots: readonly number[], reached: readonly number[]): Set<number> {
  const uses = new Map<number, number>();
  const parents = new Map<number, number>();
  const use = (id: number): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  roots.forEach(use);
  for (const id of reached) {
    for (const arg of dag.nodes[id]!.args) {
      use(arg);
      parents.set(arg, id);
    }
  }
  const merged = new Set<number>();
  const below = new Set<number>();
  for (const id of [...reached].reverse()) {
    const parent = parents.get(id);
    if (parent === undefined || uses.get(id) !== 1) continue;
    const node = dag.nodes[id]!;
    const family = familyOf(dag, node);
    if (family === undefined || family !== familyOf(dag, dag.nodes[parent]!)) continue;
    const inDenominator = (merged.has(parent) && below.has(parent)) !== inverts(dag, dag.nodes[parent]!, id);
    if (inDenominator && (node.op === 'div' || inverts(dag, node, node.args[0]!))) continue;
    merged.add(id);
    if (inDenominator) below.add(id);
  }
  return merged;
}

/** Whether the argument `arg` of a node is divided by. */
function inverts(dag: Dag, { op, args }: Node, arg: number): boolean {
  if (op === 'div') return args[1] === arg;
  return op === 'pow' && args[0] === arg && (dag.valueOf(args[1]!)?.num ?? 0n) < 0n;
}
