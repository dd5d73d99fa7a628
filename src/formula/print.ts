/**
 * Formulas as text that {@link parse} reads back as the same nodes.
 */

import { constantText } from './constant-text.js';
import type { Dag, Node } from './dag.js';
import { maxTextLength } from './lexer.js';
import { conditionOf, isTruth, opposite, type Relation } from './logic.js';

/** How tightly the outermost operation of a text binds. */
const level = { or: -2, and: -1, relation: 0, sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;

type Level = (typeof level)[keyof typeof level];

/** A text and how tightly it binds. */
export interface Piece {
  readonly text: string;
  readonly binds: number;
  /** Whether no variable is in it. */
  readonly isNumber?: boolean;
  /** Whether it begins with a sign. To look at the text itself would write out what is put together only at the end. */
  readonly isSigned?: boolean;
  /** How a truth reads where a condition is expected, and how its opposite does. */
  readonly condition?: Piece | undefined;
  readonly opposite?: Piece | undefined;
}

/** Signs of conditions. */
export interface ConditionSigns {
  readonly relation: (name: Relation) => string;
  readonly and: string;
  readonly or: string;
  readonly not: (condition: string) => string;
  readonly enclose: (text: string) => string;
}

const signs: ConditionSigns = {
  relation: (name) => name,
  and: ' and ',
  or: ' or ',
  not: (condition) => `not(${condition})`,
  enclose: (text) => `(${text})`,
};

/** A truth as the condition that it is, or as its opposite. */
export function conditionPieces(
  dag: Dag,
  id: number,
  pieceOf: (id: number) => Piece,
  written: ConditionSigns,
): Pick<Piece, 'condition' | 'opposite'> {
  if (!isTruth(dag, id)) return {};
  const condition = conditionOf(dag, id);
  switch (condition?.kind) {
    case 'relation': {
      const { name, left, right } = condition;
      const related = (sign: Relation): Piece => ({
        text: `${pieceOf(left).text} ${written.relation(sign)} ${right === undefined ? '0' : pieceOf(right).text}`,
        binds: level.relation,
      });
      return { condition: related(name), opposite: related(opposite[name]) };
    }
    case 'not':
      return { condition: pieceOf(condition.of).opposite, opposite: pieceOf(condition.of).condition };
    case 'and':
    case 'or': {
      const { kind } = condition;
      const [left, right] = [pieceOf(condition.left), pieceOf(condition.right)];
      const text =
        within(left.condition ?? left, level[kind], written) +
        written[kind] +
        within(right.condition ?? right, level[kind] + 1, written);
      return { condition: { text, binds: level[kind] }, opposite: { text: written.not(text), binds: level.atom } };
    }
    default:
      return { opposite: { text: written.not(pieceOf(id).text), binds: level.atom } };
  }
}

function within({ text, binds }: Piece, place: number, { enclose }: ConditionSigns): string {
  return binds >= place ? text : enclose(text);
}

/**
 * The text of a node, in infix notation.
 *
 * @param names of the variables, by index.
 * @throws RangeError where the text would be longer than one that is read: written out, shared parts are repeated, and the text may grow exponentially
 * with the graph.
 * @example
 * const { dag, root, variables } = parse('exp(-x²)/3');
 * toText(dag, root, variables); // 'exp(-x^2)/3'
 */
export function toText(dag: Dag, root: number, names: readonly string[]): string {
  // A variable may be called pi; then the constant is written π.
  const pi = names.includes('pi') ? 'π' : 'pi';
  const made = printed<Piece>(
    'toString',
    dag,
    root,
    (node, pieces) => piece(node, pieces, names, pi),
    (id, pieceOf) => conditionPieces(dag, id, pieceOf, signs),
  );
  return (made.condition ?? made).text;
}

/** Prints bottom-up, each node once. */
export function printed<P extends Piece>(
  where: string,
  dag: Dag,
  root: number,
  print: (node: Node, args: readonly P[]) => P,
  conditions: (id: number, pieceOf: (id: number) => P) => Pick<Piece, 'condition' | 'opposite'>,
): P {
  const pieces = new Map<number, P>();
  const pieceOf = (id: number): P => pieces.get(id)!;
  for (const id of dag.reach([root])) {
    const node = dag.nodes[id]!;
    const args = node.args.map((arg) => pieces.get(arg)!);
    const isNumber = node.op !== 'variable' && args.every((arg) => arg.isNumber);
    const made = { ...print(node, args), isNumber };
    pieces.set(id, made);
    const truth = conditions(id, pieceOf);
    pieces.set(id, { ...made, ...truth });
    const length = Math.max(made.text.length, truth.condition?.text.length ?? 0, truth.opposite?.text.length ?? 0);
    if (length > maxTextLength) {
      throw new RangeError(
        `${where}: expected a formula of at most ${maxTextLength} characters, got more; ` +
          'print its parts, or as code, where shared parts are written once',
      );
    }
  }
  return pieces.get(root)!;
}

function piece(node: Node, args: readonly Piece[], names: readonly string[], pi: string): Piece {
  const [a, b, c] = args as [Piece, Piece, Piece];
  switch (node.op) {
    case 'constant': {
      const text = constantText(node.value!);
      const isSigned = text.startsWith('-');
      return { text, binds: text.includes('/') ? level.product : isSigned ? level.sign : level.atom, isSigned };
    }
    case 'pi':
      return { text: pi, binds: level.atom };
    case 'variable':
      return { text: names[node.index!] ?? `x${node.index}`, binds: level.atom };
    case 'add': {
      const [left, right] = sumFirst(a, b);
      return {
        text: `${at(left, level.sum)} + ${after(right, level.product)}`,
        binds: level.sum,
        isSigned: isSignedAt(left, level.sum),
      };
    }
    case 'sub':
      return { text: `${at(a, level.sum)} - ${after(b, level.product)}`, binds: level.sum, isSigned: isSignedAt(a, level.sum) };
    case 'mul': {
      const [left, right] = numberFirst(a, b);
      const isSigned = isSignedAt(left, level.product);
      return { text: `${at(left, level.product)}*${after(right, level.power)}`, binds: level.product, isSigned };
    }
    case 'div':
      return {
        text: `${at(a, level.product)}/${after(b, level.power)}`,
        binds: level.product,
        isSigned: isSignedAt(a, level.product),
      };
    case 'neg':
      return { text: `-${at(a, level.power)}`, binds: level.sign, isSigned: true };
    case 'pow':
      return { text: `${at(a, level.atom)}^${at(b, level.sign)}`, binds: level.power };
    case 'sqr':
      return { text: `${at(a, level.atom)}^2`, binds: level.power };
    case 'given':
      return { text: `${node.given!.name}(${a.text})`, binds: level.atom };
    case 'select':
      return { text: `if(${(a.condition ?? a).text}, ${b.text}, ${c.text})`, binds: level.atom };
    default:
      return { text: `${node.op}(${args.map(({ text }) => text).join(', ')})`, binds: level.atom };
  }
}

/** The factors of a product, a number or a sign before others. */
export function numberFirst<P extends Piece>(a: P, b: P): [P, P] {
  const leads = ({ isNumber = false, isSigned = false }: Piece): boolean => isNumber || isSigned;
  return leads(b) && !leads(a) ? [b, a] : [a, b];
}

/** The operands of a sum, one that is itself a sum before others, where it needs no parentheses. */
export function sumFirst<P extends Piece>(a: P, b: P): [P, P] {
  return b.binds === level.sum && a.binds !== level.sum ? [b, a] : [a, b];
}

/** The text with parentheses where it binds less tightly than its place asks for. */
function at({ text, binds }: Piece, place: Level): string {
  return binds >= place ? text : `(${text})`;
}

/** Whether what {@link at} gives begins with a sign. */
function isSignedAt({ isSigned = false, binds }: Piece, place: number): boolean {
  return isSigned && binds >= place;
}

/** The same after an operator, where a sign takes parentheses too. */
function after(made: Piece, place: Level): string {
  return made.isSigned ? `(${made.text})` : at(made, place);
}
