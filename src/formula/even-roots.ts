import { type Rational, rational } from '../rounding/rational.js';
import { Dag, type Node } from './dag.js';
import { Equations } from './equations.js';
import type { Watched } from './watch.js';

/**
 * Equations and formulas over real numbers with √(g²) as |g|, which it is: a polynomial made on one side of g = 0 has g or −g behind it, too. So have other roots of even
 * powers, (g⁴)^(1/4) = |g|, (g²)^(3/2) = |g|³, also among factors, and hypot(g, 0).
 */
export function evenRoots(watched: Watched): Watched {
  const { system, nodes } = watched;
  const { dag } = system;
  const all = [...system.roots, ...nodes];
  if (!dag.reach(all).some((id) => hasEvenRoot(dag, dag.nodes[id]!))) return watched;
  const target = new Dag();
  const image = new Map<number, number>();
  const of = (id: number): number => image.get(id)!;
  for (const id of dag.reach([...all, ...system.parameterDefaults.values()])) {
    const node = dag.nodes[id]!;
    image.set(id, rooted(target, node, node.args.map(of)) ?? target.alike(node, node.args.map(of)));
  }
  const { states, parameters, parameterDefaults, scope, time } = system;
  const defaults = new Map([...parameterDefaults].map(([name, id]) => [name, of(id)] as const));
  const roots = system.roots.map(of);
  return {
    system: new Equations({ dag: target, roots, states, parameters, parameterDefaults: defaults, scope, time }),
    nodes: nodes.map(of),
  };
}

function hasEvenRoot(dag: Dag, { op, args }: Node): boolean {
  const degree = degreeOf(dag, op, args);
  if (op === 'hypot') return args.some((arg) => isZero(dag, arg));
  return degree !== undefined && hasEvenFactor(dag, args[0]!);
}

/** The root of an even power, of arguments that are there already; undefined for other nodes. */
function rooted(dag: Dag, { op }: Node, args: readonly number[]): number | undefined {
  const [a = 0, b = 0] = args;
  if (op === 'hypot') return isZero(dag, b) ? dag.apply('abs', a) : isZero(dag, a) ? dag.apply('abs', b) : undefined;
  const exponent = degreeOf(dag, op, args);
  return exponent !== undefined && hasEvenFactor(dag, a) ? power(dag, a, exponent) : undefined;
}

/** The exponent of a root, or of a power that is no whole number. */
function degreeOf(dag: Dag, op: Node['op'], args: readonly number[]): Rational | undefined {
  if (op === 'sqrt') return rational(1n, 2n);
  const exponent = op === 'pow' ? dag.valueOf(args[1]!) : undefined;
  return exponent !== undefined && exponent.den !== 1n ? exponent : undefined;
}

function hasEvenFactor(dag: Dag, id: number): boolean {
  const { op, args } = dag.nodes[id]!;
  if (evenPower(dag, id) !== undefined) return true;
  return (op === 'mul' || op === 'div' || op === 'neg') && args.some((arg) => hasEvenFactor(dag, arg));
}

/** g and 2n of g^{2n}. */
function evenPower(dag: Dag, id: number): { readonly base: number; readonly exponent: bigint } | undefined {
  const { op, args } = dag.nodes[id]!;
  if (op === 'sqr') return { base: args[0]!, exponent: 2n };
  const value = op === 'pow' ? dag.valueOf(args[1]!) : undefined;
  return value?.den === 1n && value.num % 2n === 0n ? { base: args[0]!, exponent: value.num } : undefined;
}

/** The power of a product: those of its even factors one by one, and that of all others together, of which two may be negative at once. */
function power(dag: Dag, id: number, exponent: Rational): number {
  const { outside, inside } = parted(dag, id, exponent);
  return dag.apply('mul', outside, dag.apply('pow', inside, dag.constant(exponent)));
}

/** The powers of the even factors of a product, and what is left of it. */
function parted(dag: Dag, id: number, exponent: Rational): { readonly outside: number; readonly inside: number } {
  const one = dag.constant(rational(1n));
  const even = evenPower(dag, id);
  if (even !== undefined) {
    const total = dag.constant(rational(exponent.num * even.exponent, exponent.den));
    return { outside: dag.apply('pow', dag.apply('abs', even.base), total), inside: one };
  }
  if (!hasEvenFactor(dag, id)) return { outside: one, inside: id };
  const { op, args } = dag.nodes[id]!;
  const [a, b] = args.map((arg) => parted(dag, arg, exponent));
  if (op === 'neg') return { outside: a!.outside, inside: dag.apply('neg', a!.inside) };
  const join = (x: number, y: number): number => dag.apply(op as 'mul' | 'div', x, y);
  return { outside: join(a!.outside, b!.outside), inside: join(a!.inside, b!.inside) };
}

function isZero(dag: Dag, id: number): boolean {
  return dag.valueOf(id)?.num === 0n;
}
