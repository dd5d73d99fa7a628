/**
 * Sums of products with factors in common.
 */
import type { Dag } from './dag.js';
import { sourceOf } from './shifted.js';

/** Terms up to which factors are looked for, so that long sums end in time. */
const MOST_TERMS = 500;

/** A term of a sum. */
interface Term {
  readonly isNegative: boolean;
  readonly node: number;
  /** What a product consists of that nothing else uses. */
  readonly product: Product | undefined;
}

/** What is known of all nodes. */
interface Around {
  readonly uses: ReadonlyMap<number, number>;
  /** Nodes that come before, as they are written anew. */
  readonly images: ReadonlyMap<number, number>;
  readonly isConstant: (id: number) => boolean;
}

/** c·f·g */
interface Product {
  readonly constant: number | undefined;
  readonly factors: readonly [number, number];
}

/**
 * Nodes of the same graph that are the `roots`, with sums of products written with fewer: y·p + y·q as y·(p + q). Products whose factors differ by a
 * constant, as (x + 1)·p + (x − 2)·q, come to stand beside each other, since a recurrence shares what they have in common (`shifted.ts`).
 */
export function factored(dag: Dag, roots: readonly number[], isConstant: (id: number) => boolean): number[] {
  const reached = dag.reach(roots);
  const uses = usesOf(dag, roots, reached);
  const isInner = (id: number): boolean => isSum(dag, id) && uses.get(id) === 1;
  const inner = new Set(reached.filter((id) => isSum(dag, id)).flatMap((id) => dag.nodes[id]!.args.filter(isInner)));
  const images = new Map<number, number>();
  for (const id of reached) {
    const node = dag.nodes[id]!;
    const collected = isSum(dag, id) && !inner.has(id) ? collectedSum(dag, id, inner, { uses, images, isConstant }) : undefined;
    const plain = (): number =>
      dag.alike(
        node,
        node.args.map((arg) => images.get(arg)!),
      );
    images.set(id, collected ?? plain());
  }
  return roots.map((id) => images.get(id)!);
}

/** How often each node is used, by others and as a root. */
export function usesOf(dag: Dag, roots: readonly number[], reached: readonly number[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  const use = (id: number): void => void uses.set(id, (uses.get(id) ?? 0) + 1);
  roots.forEach(use);
  for (const id of reached) dag.nodes[id]!.args.forEach(use);
  return uses;
}

function isSum(dag: Dag, id: number): boolean {
  const { op } = dag.nodes[id]!;
  return op === 'add' || op === 'sub' || op === 'neg';
}

/** The sum with common factors taken out; undefined where there are none. */
function collectedSum(dag: Dag, id: number, inner: ReadonlySet<number>, around: Around): number | undefined {
  let terms = termsOf(dag, id, inner).map(
    ({ node, isNegative }): Term => ({ isNegative, node: around.images.get(node)!, product: productOf(dag, node, around) }),
  );
  const before = terms;
  if (terms.length > MOST_TERMS) return undefined;
  for (let f = commonFactor(terms); f !== undefined; f = commonFactor(terms)) terms = joined(dag, terms, f);
  terms = besideEachOther(dag, terms, around.isConstant);
  return terms === before ? undefined : sumOf(dag, terms);
}

/** The parts of a sum, and of the sums that belong to it, with their signs. */
function termsOf(dag: Dag, id: number, inner: ReadonlySet<number>): { readonly node: number; readonly isNegative: boolean }[] {
  const terms: { node: number; isNegative: boolean }[] = [];
  const pending = [{ node: id, isNegative: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, isNegative } = next;
    if (node !== id && !inner.has(node)) {
      terms.push(next);
      continue;
    }
    const { op, args } = dag.nodes[node]!;
    const parts = args.map((arg, i) => ({ node: arg, isNegative: isNegative !== (op === 'neg' || (op === 'sub' && i === 1)) }));
    pending.push(...parts.reverse());
  }
  return terms;
}

/** A node as c·f·g, if it is a product that is used once. */
function productOf(dag: Dag, id: number, around: Around): Product | undefined {
  const { uses, images, isConstant } = around;
  const { op, args } = dag.nodes[id]!;
  if (op !== 'mul' || uses.get(id) !== 1) return undefined;
  const constant = args.find(isConstant);
  if (constant !== undefined) {
    const rest = productOf(dag, args.find((arg) => arg !== constant)!, around);
    if (rest === undefined) return undefined;
    return { ...rest, constant: rest.constant === undefined ? constant : dag.apply('mul', constant, rest.constant) };
  }
  const [a = 0, b = 0] = args;
  for (const [scaled, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { op: within, args: parts } = dag.nodes[scaled]!;
    const c = within === 'mul' && uses.get(scaled) === 1 ? parts.find(isConstant) : undefined;
    if (c === undefined) continue;
    const body = parts.find((part) => part !== c)!;
    return { constant: c, factors: [images.get(body)!, images.get(other)!] };
  }
  return { constant: undefined, factors: [images.get(a)!, images.get(b)!] };
}

/** The factor that most products have, if there are two. */
function commonFactor(terms: readonly Term[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { product } of terms) for (const f of new Set(product?.factors)) counts.set(f, (counts.get(f) ?? 0) + 1);
  const [best] = [...counts].sort(([, m], [, n]) => n - m);
  return best !== undefined && best[1] > 1 ? best[0] : undefined;
}

/** The terms with f·(Σ ±c·g) in place of all products that have the factor f. */
function joined(dag: Dag, terms: readonly Term[], f: number): Term[] {
  const members = terms.filter(({ product }) => product?.factors.includes(f));
  const { isNegative } = members[0]!;
  const others = members.map((term) => ({
    ...term,
    isNegative: term.isNegative !== isNegative,
    node: otherFactor(dag, term.product!, f),
  }));
  const node = dag.apply('mul', f, sumOf(dag, others));
  return terms.flatMap((term) => {
    if (term === members[0]) return [{ isNegative, node, product: undefined }];
    return members.includes(term) ? [] : [term];
  });
}

/** c·g of c·f·g */
function otherFactor(dag: Dag, { constant, factors }: Product, f: number): number {
  const g = factors[0] === f ? factors[1] : factors[0];
  return constant === undefined ? g : dag.apply('mul', constant, g);
}

/** The terms with products whose factors differ by a constant in pairs; the same terms where there are none. */
function besideEachOther(dag: Dag, terms: Term[], isConstant: (id: number) => boolean): Term[] {
  /** Terms that wait for a partner, by their sign and what a factor is but for a constant. */
  const waiting = new Map<string, { readonly term: Term; readonly factor: number }>();
  const partners = new Map<Term, Term | undefined>();
  for (const term of terms) {
    for (const factor of term.product?.factors ?? []) {
      const key = `${term.isNegative} ${sourceOf(dag, factor, isConstant)}`;
      const one = waiting.get(key);
      if (one === undefined || one.term === term || partners.has(one.term)) {
        waiting.set(key, { term, factor });
        continue;
      }
      const [left, right] = ([one, { term, factor }] as const).map(({ term: { product }, factor: f }) =>
        dag.apply('mul', f, otherFactor(dag, product!, f)),
      );
      partners.set(one.term, { isNegative: term.isNegative, node: dag.apply('add', left!, right!), product: undefined });
      partners.set(term, undefined);
      break;
    }
  }
  return partners.size === 0 ? terms : terms.flatMap((term) => (partners.has(term) ? (partners.get(term) ?? []) : [term]));
}

/** Σ ±node, beginning with what is added. */
function sumOf(dag: Dag, terms: readonly Pick<Term, 'isNegative' | 'node'>[]): number {
  const lead = terms.find(({ isNegative }) => !isNegative) ?? terms[0]!;
  let sum = lead.isNegative ? dag.apply('neg', lead.node) : lead.node;
  for (const term of terms) if (term !== lead) sum = dag.apply(term.isNegative ? 'sub' : 'add', sum, term.node);
  return sum;
}
