/**
 * Products of series that differ by constants only, as in the forces of two bodies at rest: (x + 1)·p + (x − 2)·q.
 */
import type { Dag } from './dag.js';

/** a·p + b·q, where a and b differ by a constant: their coefficients of order ≥ 1 are the same. */
export interface Shifted {
  readonly a: number;
  readonly b: number;
  readonly p: number;
  readonly q: number;
}

/**
 * The nodes of a graph that are sums of two such products, and those that are y·(p + q) for the same p and q: with a = b = y these go by the same rule, beside the others. Products that
 * nothing but such a sum needs are `absorbed`.
 *
 * @param uses - how often each node is used
 */
export function shiftedProducts(
  dag: Dag,
  reached: readonly number[],
  uses: ReadonlyMap<number, number>,
  isConstant: (id: number) => boolean,
): { readonly sums: ReadonlyMap<number, Shifted>; readonly absorbed: ReadonlySet<number> } {
  const sums = new Map<number, Shifted>();
  const absorbed = new Set<number>();
  const factors = new Map<number, readonly [number, number]>();
  for (const id of reached) {
    const shifted = shiftedSum(dag, id, uses, isConstant);
    if (shifted === undefined) continue;
    sums.set(id, shifted);
    for (const arg of dag.nodes[id]!.args) absorbed.add(arg);
    factors.set(dag.apply('add', shifted.p, shifted.q), [shifted.p, shifted.q]);
  }
  for (const id of reached) {
    const { op, args } = dag.nodes[id]!;
    if (op !== 'mul' || absorbed.has(id)) continue;
    const common = args.find((arg) => factors.has(arg));
    const y = args.find((arg) => arg !== common);
    if (common === undefined || y === undefined || isConstant(y)) continue;
    const [p, q] = factors.get(common)!;
    sums.set(id, { a: y, b: y, p, q });
  }
  return { sums, absorbed };
}

function shiftedSum(
  dag: Dag,
  id: number,
  uses: ReadonlyMap<number, number>,
  isConstant: (id: number) => boolean,
): Shifted | undefined {
  const { op, args } = dag.nodes[id]!;
  const products = args.map((arg) => dag.nodes[arg]!);
  if (op !== 'add' || !products.every((node, i) => node.op === 'mul' && uses.get(args[i]!) === 1)) return undefined;
  const [first, second] = products.map((node) => node.args) as [readonly number[], readonly number[]];
  if ([...first, ...second].some(isConstant)) return undefined;
  for (const [a, p] of [first, [...first].reverse()]) {
    for (const [b, q] of [second, [...second].reverse()]) {
      if (sourceOf(dag, a!, isConstant) === sourceOf(dag, b!, isConstant)) return { a: a!, b: b!, p: p!, q: q! };
    }
  }
  return undefined;
}

/** The node that another one is but for constants added to it. */
export function sourceOf(dag: Dag, id: number, isConstant: (id: number) => boolean): number {
  let source = id;
  for (;;) {
    const { op, args } = dag.nodes[source]!;
    const [a = 0, b = 0] = args;
    if ((op === 'add' || op === 'sub') && isConstant(b)) source = a;
    else if (op === 'add' && isConstant(a)) source = b;
    else return source;
  }
}
