/**
 * The same field in fewer sums of products: what a recurrence of order k costs is its sums, and a quotient is slower to come by than a product.
 */
import { addRational, mulRational, type Rational, rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';
import { factored } from './factored.js';

const one = rational(1n);

/** base^exponent */
interface Power {
  readonly base: number;
  readonly exponent: Rational;
}

/**
 * Nodes of the same graph that have the values and the domains of `roots` and cost less as series: powers of roots are powers of what stands under the
 * root, and a quotient by one, as x/(x² + y²)^(3/2), is a product with one. Constant factors and signs stand outside products and quotients, and of two opposite differences one
 * is the other's negative, so that the forces of two bodies on each other, m₁(x₂ − x₁)/r³ and m₂(x₁ − x₂)/r³, share what they have in common. Products with a
 * common factor become one.
 *
 * @param constant - variables that will be given constants: the parameters of a system
 */
export function economized(dag: Dag, roots: readonly number[], constant: readonly number[] = []): readonly number[] {
  const reached = dag.reach(roots);
  const isConstant = (id: number): boolean => {
    const { op, index } = dag.nodes[id]!;
    return op === 'constant' || op === 'pi' || (op === 'variable' && constant.includes(index!));
  };
  if (isSpare(dag, reached, isConstant)) return roots;
  const images = new Map<number, number>();
  const differences = new Set<string>();
  for (const id of reached) images.set(id, imageOf(dag, id, images, differences));
  return factored(
    dag,
    roots.map((id) => images.get(id)!),
    isConstant,
  );
}

/**
 * Whether nothing can be saved, as in most polynomials of degree 2: no quotient, root or negative, no product in a product, no two products in a sum, and no two opposite
 * differences. In a new process, to look closer takes a tenth of a small kernel's time.
 */
function isSpare(dag: Dag, reached: readonly number[], isConstant: (id: number) => boolean): boolean {
  /** How many products a sum has that goes over the node. */
  const products = new Map<number, number>();
  const differences = new Set<string>();
  return reached.every((id) => {
    const { op, args } = dag.nodes[id]!;
    const [a = 0, b = 0] = args;
    if (op === 'mul') {
      if (args.some((arg) => dag.nodes[arg]!.op === 'mul')) return false;
      products.set(id, args.some(isConstant) ? 0 : 1);
    } else if (op === 'add' || op === 'sub') {
      const count = (products.get(a) ?? 0) + (products.get(b) ?? 0);
      if (count > 1 || (op === 'sub' && differences.has(`${b} ${a}`))) return false;
      products.set(id, count);
      if (op === 'sub') differences.add(`${a} ${b}`);
    }
    return op !== 'div' && op !== 'pow' && op !== 'sqrt' && op !== 'neg';
  });
}

function imageOf(dag: Dag, id: number, images: ReadonlyMap<number, number>, differences: Set<string>): number {
  const node = dag.nodes[id]!;
  const { op } = node;
  const args = node.args.map((arg) => images.get(arg)!);
  const [a = 0, b = 0] = args;
  if (op === 'mul') return product(dag, a, b);
  if (op === 'div') return quotient(dag, a, b);
  if (op === 'add' || op === 'sub') return sumOf(dag, op, a, b, differences);
  const negated = op === 'sqr' ? ofNeg(dag, a) : undefined;
  if (negated !== undefined) return dag.apply('sqr', negated);
  if (op === 'pow') {
    const power = powerOf(dag, a);
    const exponent = dag.valueOf(b);
    // √s to an odd power is a power of s
    if (exponent !== undefined && isBroken(power)) return raised(dag, power, exponent) ?? dag.apply('pow', a, b);
  }
  return dag.alike(node, args);
}

/** What a node is the negative of. */
function ofNeg(dag: Dag, id: number): number | undefined {
  const { op, args } = dag.nodes[id]!;
  return op === 'neg' ? args[0] : undefined;
}

/** a ± b. A difference of which the opposite was met is its negative, and a sum with a negative is a difference. */
function sumOf(dag: Dag, op: 'add' | 'sub', a: number, b: number, differences: Set<string>): number {
  const [x, y] = [ofNeg(dag, a), ofNeg(dag, b)];
  if (y !== undefined) return sumOf(dag, op === 'add' ? 'sub' : 'add', a, y, differences);
  if (op === 'add') return x === undefined ? dag.apply('add', a, b) : sumOf(dag, 'sub', b, x, differences);
  if (differences.has(`${b} ${a}`)) return dag.apply('neg', dag.apply('sub', b, a));
  differences.add(`${a} ${b}`);
  return dag.apply('sub', a, b);
}

/** A node as a constant times what is left; undefined for one without a constant factor. */
function scaled(dag: Dag, id: number): { readonly factor: number; readonly rest: number } | undefined {
  const { op, args } = dag.nodes[id]!;
  const [a = 0, b = 0] = args;
  if (op === 'neg') return { factor: dag.constant(rational(-1n)), rest: a };
  if (op !== 'mul') return undefined;
  if (dag.valueOf(a) !== undefined) return { factor: a, rest: b };
  return dag.valueOf(b) === undefined ? undefined : { factor: b, rest: a };
}

/** A constant times a node, with one constant in all. */
function multiple(dag: Dag, factor: number, id: number): number {
  const inner = scaled(dag, id);
  return inner === undefined
    ? dag.apply('mul', factor, id)
    : dag.apply('mul', dag.apply('mul', factor, inner.factor), inner.rest);
}

/** a·b, constant factors outside. Powers of one base become one, where that is no whole power: then it exists for positive bases only, as they do. */
function product(dag: Dag, a: number, b: number): number {
  if (dag.valueOf(a) !== undefined) return multiple(dag, a, b);
  if (dag.valueOf(b) !== undefined) return multiple(dag, b, a);
  const [p, q] = [scaled(dag, a), scaled(dag, b)];
  if (p !== undefined) return multiple(dag, p.factor, product(dag, p.rest, b));
  if (q !== undefined) return multiple(dag, q.factor, product(dag, a, q.rest));
  const [x, y] = [powerOf(dag, a), powerOf(dag, b)];
  const power = x.base === y.base ? raised(dag, { base: x.base, exponent: one }, addRational(x.exponent, y.exponent)) : undefined;
  return power ?? dag.apply('mul', a, b);
}

/** a/b, a constant factor of a outside, and a/(c·s^r) = (a/c)·s^(−r). */
function quotient(dag: Dag, a: number, b: number): number {
  if (dag.valueOf(a) !== undefined || dag.valueOf(b) !== undefined) return inverted(dag, a, b) ?? dag.apply('div', a, b);
  const p = scaled(dag, a);
  if (p !== undefined) return multiple(dag, p.factor, quotient(dag, p.rest, b));
  return inverted(dag, a, b) ?? dag.apply('div', a, b);
}

function inverted(dag: Dag, a: number, b: number): number | undefined {
  const { op, args } = dag.nodes[b]!;
  const constant = op === 'mul' ? args.find((arg) => dag.valueOf(arg) !== undefined) : undefined;
  const power = powerOf(dag, constant === undefined ? b : args.find((arg) => arg !== constant)!);
  const inverse = raised(dag, power, rational(-1n));
  return inverse && product(dag, constant === undefined ? a : dag.apply('div', a, constant), inverse);
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
