/**
 * Comparisons and conditions as numbers: a true one is 1, a false one 0 (Iverson's bracket), so that a condition is a node like any other.
 *
 *     x ≥ y  is  step(x − y)      not p  is  1 − p      p and q  is  p ? q : 0      p or q  is  p ? 1 : q
 *
 * so that q need not have a value where p decides.
 */
import { type Rational, rational } from '../rounding/rational.js';
import type { Dag, Node } from './dag.js';
import { isInteger } from './fold.js';

/** Relations that formulas and functions may write. */
export type Relation = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** The truth of x R y as a node. */
export function relation(dag: Dag, name: Relation, x: number, y: number): number {
  const known = relationOfTruth(dag, name, x, dag.valueOf(y));
  if (known !== undefined) return known;
  const atLeast = (a: number, b: number): number => dag.apply('step', dag.apply('sub', a, b));
  switch (name) {
    case '>=':
      return atLeast(x, y);
    case '<=':
      return atLeast(y, x);
    case '<':
      return not(dag, atLeast(x, y));
    case '>':
      return not(dag, atLeast(y, x));
    case '==':
      return dag.apply('mul', atLeast(x, y), atLeast(y, x));
    case '!=':
      return not(dag, relation(dag, '==', x, y));
  }
}

/** What a truth says when it is compared with 0 or 1: itself, or its opposite. */
function relationOfTruth(dag: Dag, name: Relation, p: number, bound: Rational | undefined): number | undefined {
  if (!(isInteger(bound, 0n) || isInteger(bound, 1n)) || dag.valueOf(p) || !isTruth(dag, p)) return undefined;
  const isOne = isInteger(bound, 1n);
  if (name === (isOne ? '>=' : '>') || name === (isOne ? '==' : '!=')) return p;
  if (name === (isOne ? '<' : '<=') || name === (isOne ? '!=' : '==')) return not(dag, p);
  return undefined;
}

export function not(dag: Dag, p: number): number {
  const inner = negatedCondition(dag, p);
  return inner ?? dag.apply('sub', dag.constant(rational(1n)), p);
}

export function both(dag: Dag, p: number, q: number): number {
  return p === q ? p : conditional(dag, p, q, dag.constant(rational(0n)));
}

export function oneOf(dag: Dag, p: number, q: number): number {
  return p === q ? p : conditional(dag, p, dag.constant(rational(1n)), q);
}

/** `yes` where the condition holds and `no` elsewhere. A condition that is any number holds where it is not 0. */
export function conditional(dag: Dag, condition: number, yes: number, no: number): number {
  const truth = truthOf(dag, condition);
  const [inYes, inNo] = [decided(dag, truth, yes, true), decided(dag, truth, no, false)];
  if (inYes !== yes || inNo !== no) return conditional(dag, truth, inYes, inNo);
  const [one, zero] = [dag.valueOf(yes), dag.valueOf(no)];
  if (isInteger(one, 1n) && isInteger(zero, 0n)) return truth;
  if (isInteger(one, 0n) && isInteger(zero, 1n)) return not(dag, truth);
  if (isRaise(dag, truth, yes, no)) return yes;
  return dag.apply('select', truth, yes, no);
}

/** Whether both branches are one power, x > 0 ? x^y : exp(log(x)·y): so `toJavaScript` writes it, whose own power has values for some x < 0. */
function isRaise(dag: Dag, truth: number, yes: number, no: number): boolean {
  const [power, exponential] = [dag.nodes[yes]!, dag.nodes[no]!];
  if (power.op !== 'pow' || exponential.op !== 'exp') return false;
  const [x = 0, y = 0] = power.args;
  const product = dag.nodes[exponential.args[0]!]!;
  const log = product.args.find((id) => dag.nodes[id]!.op === 'log' && dag.nodes[id]!.args[0] === x);
  const isPower = product.op === 'mul' && log !== undefined && product.args.includes(y);
  return isPower && relation(dag, '>', x, dag.constant(rational(0n))) === truth;
}

/** What a node is where a truth holds or does not: of a conditional on the same truth, or on its opposite, the branch taken. */
function decided(dag: Dag, truth: number, id: number, holds: boolean): number {
  const { op, args } = dag.nodes[id]!;
  const [test = 0, yes = 0, no = 0] = args;
  if (op !== 'select') return id;
  if (test === truth) return holds ? yes : no;
  return negatedCondition(dag, test) === truth || negatedCondition(dag, truth) === test ? (holds ? no : yes) : id;
}

/** The truth of a number: itself where it is 1 or 0 by its form, otherwise whether it is not 0. */
export function truthOf(dag: Dag, id: number): number {
  return isTruth(dag, id) ? id : relation(dag, '!=', id, dag.constant(rational(0n)));
}

/** p of 1 − p, where p is a truth. */
function negatedCondition(dag: Dag, id: number): number | undefined {
  const { op, args } = dag.nodes[id]!;
  const [a, b] = args;
  return op === 'sub' && isInteger(dag.valueOf(a!), 1n) && isTruth(dag, b!) ? b : undefined;
}

/** Whether the nodes of a graph are truths, as far as somebody asked. */
const truths = new WeakMap<Dag, boolean[]>();

/** Whether a node can be 1 and 0 only, by its form: what the functions above make, and what is left of it simplified. */
export function isTruth(dag: Dag, id: number): boolean {
  let known = truths.get(dag);
  if (known === undefined) {
    known = [];
    truths.set(dag, known);
  }
  while (known.length <= id) known.push(hasTruthForm(dag, dag.nodes[known.length]!, known));
  return known[id]!;
}

function hasTruthForm(dag: Dag, { op, args, value }: Node, known: readonly boolean[]): boolean {
  const [a = 0, b = 0, c = 0] = args;
  switch (op) {
    case 'constant':
      return isInteger(value, 0n) || isInteger(value, 1n);
    case 'step':
      return true;
    case 'mul':
    case 'min':
    case 'max':
      return known[a]! && known[b]!;
    case 'sqr':
      return known[a]!;
    case 'pow':
      return known[a]! && (dag.valueOf(b)?.num ?? 0n) > 0n;
    case 'sub':
      return isInteger(dag.valueOf(a), 1n) && known[b]!;
    case 'select':
      return known[b]! && known[c]!;
    default:
      return false;
  }
}

/** What a truth says, for printing it: a relation of two nodes, the second 0 if missing, two conditions together, or what another does not say. */
export type Condition =
  | { readonly kind: 'relation'; readonly name: Relation; readonly left: number; readonly right: number | undefined }
  | { readonly kind: 'and' | 'or'; readonly left: number; readonly right: number }
  | { readonly kind: 'not'; readonly of: number };

/** The relation that holds where another does not. */
export const opposite: Readonly<Record<Relation, Relation>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** Reads the form of a truth; undefined for one that is only a number, or that would be read as another when it were written so. */
export function conditionOf(dag: Dag, id: number): Condition | undefined {
  const condition = formOf(dag, id);
  if (condition?.kind !== 'relation') return condition;
  const { name, left, right } = condition;
  const bound = right === undefined ? rational(0n) : dag.valueOf(right);
  return relationOfTruth(dag, name, left, bound) === undefined ? condition : undefined;
}

function formOf(dag: Dag, id: number): Condition | undefined {
  const { op, args } = dag.nodes[id]!;
  const [a = 0, b = 0, c = 0] = args;
  if (op === 'step') return compared(dag, a);
  const of = negatedCondition(dag, id);
  if (of !== undefined) return { kind: 'not', of };
  if (op === 'mul') return equality(dag, a, b);
  if (op !== 'select' || !isTruth(dag, a)) return undefined;
  if (isInteger(dag.valueOf(c), 0n) && isTruth(dag, b)) return { kind: 'and', left: a, right: b };
  return isInteger(dag.valueOf(b), 1n) && isTruth(dag, c) ? { kind: 'or', left: a, right: c } : undefined;
}

/** step(x − y) as x ≥ y, step(−x) as x ≤ 0, step(x) as x ≥ 0. */
function compared(dag: Dag, difference: number): Condition {
  const { op, args } = dag.nodes[difference]!;
  const [a = 0, b = 0] = args;
  if (op === 'neg') return { kind: 'relation', name: '<=', left: a, right: undefined };
  if (op !== 'sub') return { kind: 'relation', name: '>=', left: difference, right: undefined };
  // 1 ≥ x reads better as x ≤ 1
  return dag.valueOf(a)
    ? { kind: 'relation', name: '<=', left: b, right: a }
    : { kind: 'relation', name: '>=', left: a, right: b };
}

/** x ≥ y and y ≥ x, or d ≥ 0 and −d ≥ 0, as the graph writes them. */
function equality(dag: Dag, p: number, q: number): Condition | undefined {
  if (dag.nodes[p]!.op !== 'step' || dag.nodes[q]!.op !== 'step') return undefined;
  const [d = 0, e = 0] = [dag.nodes[p]!.args[0], dag.nodes[q]!.args[0]];
  const [first, second] = [dag.nodes[d]!, dag.nodes[e]!];
  const zeroIs = second.op === 'neg' && second.args[0] === d ? d : first.op === 'neg' && first.args[0] === e ? e : undefined;
  if (zeroIs !== undefined) return { kind: 'relation', name: '==', left: zeroIs, right: undefined };
  const isOpposite =
    first.op === 'sub' && second.op === 'sub' && first.args[0] === second.args[1] && first.args[1] === second.args[0];
  return isOpposite ? { ...(compared(dag, d) as { kind: 'relation'; left: number; right: number }), name: '==' } : undefined;
}
