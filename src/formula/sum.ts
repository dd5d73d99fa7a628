/**
 * Collecting the terms of a sum.
 */
import { negRational, type Rational, rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';
import type { Domain } from './domain.js';
import { collect } from './fold.js';
import { joinCoefficient, splitCoefficient } from './product.js';

const zero = rational(0n);

/** Base of the constant term. */
const unit = undefined;

/** Coefficients by what they multiply. */
type Terms = Map<number | typeof unit, Rational>;

/**
 * The sum `id` with like terms collected.
 *
 * @param opens whether a sum inside belongs to this one.
 * @param image the simplified node for every other part.
 */
export function collectTerms(
  dag: Dag,
  domain: Domain,
  id: number,
  opens: (id: number) => boolean,
  image: (id: number) => number,
): number {
  const terms: Terms = new Map();
  // Terms whose coefficients together would be too long to write out.
  const apart: [number | typeof unit, Rational][] = [];
  const pending: { part: number; negative: boolean }[] = [{ part: id, negative: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { part, negative } = next;
    const { op, args } = dag.nodes[part]!;
    if (opens(part)) {
      const parts = args.map((arg, i) => ({ part: arg, negative: negative !== (op === 'neg' || (op === 'sub' && i === 1)) }));
      // The graph sorts the operands of a sum; the sum inside, built before, comes first, so that terms keep their order.
      if (op === 'add' && opens(args[1]!) && !opens(args[0]!)) parts.reverse();
      pending.push(...parts.reverse());
    } else {
      const { coefficient, body } = splitCoefficient(dag, image(part));
      const signed = negative ? negRational(coefficient) : coefficient;
      const total = collect('add', terms.get(body) ?? zero, signed);
      if (total) terms.set(body, total);
      else apart.push([body, signed]);
    }
  }
  for (const pair of identities) collectPair(dag, domain, terms, pair);
  return joinTerms(dag, domain, [...terms, ...apart]);
}

/** Pairs of functions with f² + s·g² = c: sin² + cos² = 1, cosh² − sinh² = 1. */
const identities = [
  { f: 'cos', g: 'sin', sign: 1n },
  { f: 'cosh', g: 'sinh', sign: -1n },
] as const;

function collectPair(dag: Dag, domain: Domain, terms: Terms, { f, g, sign }: (typeof identities)[number]): void {
  for (const [base, coefficient] of [...terms]) {
    if (base === undefined || dag.nodes[base]!.op !== 'sqr') continue;
    const call = dag.nodes[dag.nodes[base]!.args[0]!]!;
    const [argument] = call.args;
    if (call.op !== f || argument === undefined || !domain.of(argument).total) continue;
    const partner = dag.apply('sqr', dag.apply(g, argument));
    const other = terms.get(partner);
    if (other?.num !== sign * coefficient.num || other.den !== coefficient.den) continue;
    const total = collect('add', terms.get(unit) ?? zero, coefficient);
    if (!total) continue;
    terms.delete(base);
    terms.delete(partner);
    terms.set(unit, total);
  }
}

/** The terms as a node that begins with a positive term, if there is one. */
function joinTerms(dag: Dag, domain: Domain, terms: readonly (readonly [number | typeof unit, Rational])[]): number {
  const kept = terms.filter(([base, { num }]) => num !== 0n || !(base === unit || domain.of(base).total));
  const lead = Math.max(
    0,
    kept.findIndex(([, { num }]) => num > 0n),
  );
  const ordered = [...kept.slice(lead, lead + 1), ...kept.slice(0, lead), ...kept.slice(lead + 1)];
  let sum: number | undefined;
  for (const [base, coefficient] of ordered) {
    const subtracted = sum !== undefined && coefficient.num < 0n;
    const term = joinCoefficient(dag, subtracted ? negRational(coefficient) : coefficient, base);
    sum = sum === undefined ? term : dag.apply(subtracted ? 'sub' : 'add', sum, term);
  }
  return sum ?? dag.constant(zero);
}
