/**
 * Collecting the factors of a product.
 */
import { divRational, mulRational, negRational, type Rational, rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';
import type { Domain } from './domain.js';
import { collect, foldConstants, isInteger, isOrdinary } from './fold.js';

const one = rational(1n);
const minusOne = rational(-1n);

/** Integers below are exact as doubles. */
const exact = 2n ** 53n;

/** A node as coefficient·body; without a body it is the constant `coefficient`. */
export interface Split {
  readonly coefficient: Rational;
  readonly body: number | undefined;
}

/** The constant factor of a simplified node, with numerator and denominator looked into. */
export function splitCoefficient(dag: Dag, id: number): Split {
  const { op, args, value } = dag.nodes[id]!;
  if (value !== undefined) return { coefficient: value, body: undefined };
  const [a = 0, b = 0] = args;
  if (op === 'neg') {
    const inner = splitCoefficient(dag, a);
    return { coefficient: negRational(inner.coefficient), body: inner.body };
  }
  if (op === 'mul') {
    const factor = dag.valueOf(a) ?? dag.valueOf(b);
    if (factor) return { coefficient: factor, body: dag.valueOf(a) ? b : a };
  }
  if (op === 'div') {
    const above = splitCoefficient(dag, a);
    const below = splitCoefficient(dag, b);
    if (below.coefficient.num !== 0n) {
      const coefficient = divRational(above.coefficient, below.coefficient);
      const numerator = above.body ?? dag.constant(one);
      return { coefficient, body: below.body === undefined ? above.body : dag.apply('div', numerator, below.body) };
    }
  }
  return { coefficient: one, body: id };
}

/** coefficient·body as a node: 2x, −x, x/3, 2x/(3y), where `body` may be a quotient but has no constant factor. */
export function joinCoefficient(dag: Dag, coefficient: Rational, body: number | undefined): number {
  if (body === undefined) return dag.constant(coefficient);
  const { op, args } = dag.nodes[body]!;
  const { num, den } = coefficient;
  if (op === 'div') {
    const [above = 0, below = 0] = args;
    // A sign before a sum would be distributed next time.
    if (num === -1n && isSum(dag, above)) return dag.apply('neg', joinCoefficient(dag, negRational(coefficient), body));
    const times = (factor: Rational, id: number): number =>
      isInteger(dag.valueOf(id), 1n) ? dag.constant(factor) : dag.apply('mul', dag.constant(factor), id);
    // A factor that is a double with many digits would be a quotient of numbers that are far from 1.
    if (!isExact(num) || !isExact(den)) return dag.apply('div', times(coefficient, above), below);
    return dag.apply('div', times(rational(num), above), times(rational(den), below));
  }
  if (den !== 1n && (num === 1n || num === -1n)) {
    return dag.apply('div', num < 0n ? dag.apply('neg', body) : body, dag.constant(rational(den)));
  }
  return dag.apply('mul', dag.constant(coefficient), body);
}

function isSum(dag: Dag, id: number): boolean {
  const { op } = dag.nodes[id]!;
  return op === 'add' || op === 'sub';
}

/** Whether an integer is a double as it stands, and moderate. */
function isExact(n: bigint): boolean {
  return n < exact && -n < exact;
}

/** Exponents of the bases in a numerator or a denominator, all positive. */
type Powers = Map<number, bigint>;

/**
 * The product `id` with powers of one base collected, those above and below the line separately unless the base is never zero.
 *
 * @param opens whether a product inside belongs to this one.
 * @param image the simplified node for every other part.
 */
export function collectFactors(
  dag: Dag,
  domain: Domain,
  id: number,
  opens: (id: number) => boolean,
  image: (id: number) => number,
): number {
  const above: Powers = new Map();
  const below: Powers = new Map();
  let coefficient = one;
  const raise = (base: number, exponent: bigint): void => {
    const powers = exponent < 0n ? below : above;
    const magnitude = exponent < 0n ? -exponent : exponent;
    powers.set(base, (powers.get(base) ?? 0n) + magnitude);
  };
  const pending: { part: number; exponent: bigint }[] = [{ part: id, exponent: 1n }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { part, exponent } = next;
    const { op, args } = dag.nodes[part]!;
    const [a = 0, b = 0] = args;
    if (part === id || (opens(part) && !leavesDoubles(dag, part, exponent))) {
      const inner = op === 'sqr' ? 2n : op === 'pow' ? dag.valueOf(b)!.num : 1n;
      const parts = [{ part: a, exponent: exponent * inner }];
      if (op === 'mul' || op === 'div') parts.push({ part: b, exponent: op === 'div' ? -exponent : exponent });
      // As in sums, the product inside comes first, so that factors keep their order.
      if (op === 'mul' && opens(b) && !opens(a)) parts.reverse();
      pending.push(...parts.reverse());
      continue;
    }
    const split = splitCoefficient(dag, image(part));
    const factor = foldConstants('pow', [split.coefficient, rational(exponent)]);
    const isKept = factor !== undefined && (isOrdinary(factor) || !isOrdinary(split.coefficient));
    const total = isKept ? collect('mul', coefficient, factor) : undefined;
    if (total === undefined) {
      // Zero below the line, too long to write out, or no double.
      raise(image(part), exponent);
      continue;
    }
    coefficient = total;
    if (split.body !== undefined) raiseBody(dag, split.body, exponent, raise);
  }
  for (const [base, exponent] of above) {
    if (below.has(base) && domain.of(base).nonzero && domain.of(base).total) cancel(above, below, base, exponent);
  }
  return joinFactors(dag, domain, coefficient, above, below);
}

/** Whether a product has a constant factor that is a double, and whose power is none: (1e300 x)³ has values that 1e300³ x³ has not. */
function leavesDoubles(dag: Dag, id: number, exponent: bigint): boolean {
  const { op, args } = dag.nodes[id]!;
  const factor = op === 'mul' || op === 'div' ? (dag.valueOf(args[0]!) ?? dag.valueOf(args[1]!)) : undefined;
  const power = factor && isOrdinary(factor) ? foldConstants('pow', [factor, rational(exponent)]) : undefined;
  return power !== undefined && !isOrdinary(power);
}

/** Counts a factor that may itself be a quotient or a power. */
function raiseBody(dag: Dag, body: number, exponent: bigint, raise: (base: number, exponent: bigint) => void): void {
  const { op, args } = dag.nodes[body]!;
  const [a = 0, b = 0] = args;
  if (op === 'div' && exponent > 0n) {
    if (!isInteger(dag.valueOf(a), 1n)) raiseBody(dag, a, exponent, raise);
    raiseBody(dag, b, -exponent, raise);
  } else if (op === 'sqr') raise(a, 2n * exponent);
  else if (op === 'pow' && dag.valueOf(b)?.den === 1n && dag.valueOf(b)!.num > 0n) raise(a, dag.valueOf(b)!.num * exponent);
  else raise(body, exponent);
}

function cancel(above: Powers, below: Powers, base: number, exponent: bigint): void {
  const difference = exponent - below.get(base)!;
  above.delete(base);
  below.delete(base);
  if (difference > 0n) above.set(base, difference);
  if (difference < 0n) below.set(base, -difference);
}

function joinFactors(dag: Dag, domain: Domain, coefficient: Rational, above: Powers, below: Powers): number {
  if (coefficient.num === 0n) {
    const droppable =
      [...above.keys()].every((base) => domain.of(base).total) &&
      [...below.keys()].every((base) => domain.of(base).total && domain.of(base).nonzero);
    if (droppable) return dag.constant(coefficient);
  }
  const numerator = multiplied(dag, above);
  const denominator = multiplied(dag, below);
  if (denominator === undefined) return joinCoefficient(dag, coefficient, numerator);
  return joinCoefficient(dag, coefficient, dag.apply('div', numerator ?? dag.constant(one), denominator));
}

function multiplied(dag: Dag, powers: Powers): number | undefined {
  let product: number | undefined;
  for (const [base, exponent] of powers) {
    const factor = power(dag, base, exponent);
    product = product === undefined ? factor : dag.apply('mul', product, factor);
  }
  return product;
}

/** base^exponent, by squares where the exponent is huge: a chain of n squares comes to 2^n. */
function power(dag: Dag, base: number, exponent: bigint): number {
  let rest = exponent;
  let factor: number | undefined;
  const times = (left: number | undefined, right: number): number => (left === undefined ? right : dag.apply('mul', left, right));
  let square = base;
  for (; rest > exact; rest /= 2n) {
    if (rest % 2n === 1n) factor = times(factor, square);
    square = dag.apply('sqr', square);
  }
  const leading = dag.apply('pow', square, dag.constant(rational(rest)));
  return times(factor, leading);
}

/** Whether the node has a negative constant factor, as in −x or −2x. */
export function isNegated(dag: Dag, id: number): boolean {
  return splitCoefficient(dag, id).coefficient.num < 0n;
}

/** −x, with a double sign removed. */
export function negated(dag: Dag, id: number): number {
  const { coefficient, body } = splitCoefficient(dag, id);
  return joinCoefficient(dag, mulRational(coefficient, minusOne), body);
}
