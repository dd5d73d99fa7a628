/**
 * The same field in fewer sums of products: what a recurrence of order k costs is its sums, and a quotient is slower to come by than a product.
 */
import { addRational, mulRational, type Rational, rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';

const one = rational(1n);

/** base^exponent */
interface Power {
  readonly base: number;
  readonly exponent: Rational;
}

/**
 * Nodes of the same graph that have the values and the domains of `roots` and cost less as series: powers of roots are powers of what stands under the
 * root, and a quotient by one, as x/(x² + y²)^(3/2), is a product with one.
 */
export function economized(dag: Dag, roots: readonly number[]): number[] {
  const images = new Map<number, number>();
  for (const id of dag.reach(roots)) images.set(id, imageOf(dag, id, images));
  return roots.map((id) => images.get(id)!);
}

function imageOf(dag: Dag, id: number, images: ReadonlyMap<number, number>): number {
  const node = dag.nodes[id]!;
  const { op } = node;
  const args = node.args.map((arg) => images.get(arg)!);
  const [a = 0, b = 0] = args;
  if (op === 'mul') return product(dag, a, b) ?? dag.apply('mul', a, b);
  if (op === 'div') return quotient(dag, a, b) ?? dag.apply('div', a, b);
  if (op === 'pow') {
    const power = powerOf(dag, a);
    const exponent = dag.valueOf(b);
    // √s to an odd power is a power of s
    if (exponent !== undefined && isBroken(power)) return raised(dag, power, exponent) ?? dag.apply('pow', a, b);
  }
  return dag.alike(node, args);
}

/** Powers of one base become one, where that is no whole power: then it exists for positive bases only, as they do. */
function product(dag: Dag, a: number, b: number): number | undefined {
  const [x, y] = [powerOf(dag, a), powerOf(dag, b)];
  if (x.base !== y.base) return undefined;
  return raised(dag, { base: x.base, exponent: one }, addRational(x.exponent, y.exponent));
}

/** a/(c·s^r) = (a/c)·s^(−r) */
function quotient(dag: Dag, a: number, b: number): number | undefined {
  const { op, args } = dag.nodes[b]!;
  const constant = op === 'mul' ? args.find((arg) => dag.valueOf(arg) !== undefined) : undefined;
  const power = powerOf(dag, constant === undefined ? b : args.find((arg) => arg !== constant)!);
  const inverse = raised(dag, power, rational(-1n));
  return inverse && dag.apply('mul', constant === undefined ? a : dag.apply('div', a, constant), inverse);
}

/** The power of a power, where it is no whole one. */
function raised(dag: Dag, { base, exponent }: Power, by: Rational): number | undefined {
  const power = { base, exponent: mulRational(exponent, by) };
  return isBroken(power) && dag.valueOf(base) === undefined ? dag.apply('pow', base, dag.constant(power.exponent)) : undefined;
}

function isBroken({ exponent }: Power): boolean {
  return exponent.den !== 1n;
}

/** A node as a power with a constant exponent: of what stands under a root, or of itself. */
function powerOf(dag: Dag, id: number): Power {
  const { op, args } = dag.nodes[id]!;
  const [a = 0, b = 0] = args;
  if (op === 'sqrt') return { base: a, exponent: rational(1n, 2n) };
  if (op === 'sqr') {
    const { base, exponent } = powerOf(dag, a);
    if (exponent.den !== 1n) return { base, exponent: mulRational(exponent, rational(2n)) };
  }
  const exponent = op === 'pow' ? dag.valueOf(b) : undefined;
  return exponent === undefined || exponent.den === 1n ? { base: id, exponent: one } : { base: a, exponent };
}
