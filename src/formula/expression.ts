/**
 * One expression in named variables, and what is made of several: variables of one name are one.
 */
import { Dag } from './dag.js';
import { conditional } from './logic.js';
import { substitute } from './substitute.js';

/** The node `root` of `dag`, whose variable `i` is named `variables[i]`. */
export interface Expression {
  readonly dag: Dag;
  readonly root: number;
  readonly variables: readonly string[];
}

/** A function of two, in the variables of both. */
export function combined(op: Parameters<Dag['apply']>[0], a: Expression, b: Expression): Expression {
  const { dag, variables } = a;
  if (b.dag === dag && haveSameVariables(a, b)) return { dag, root: dag.apply(op, a.root, b.root), variables };
  const names = namesOf([a, b]);
  // A constant, or a formula in some of the same variables, is taken into the first one's graph.
  const target = names.length === variables.length ? dag : new Dag();
  const left = target === dag ? a.root : placed(a, target, names);
  return { dag: target, root: target.apply(op, left, placed(b, target, names)), variables: names };
}

/** The second where the first is a condition that holds, and the third elsewhere, in the variables of all. */
export function selected(condition: Expression, yes: Expression, no: Expression): Expression {
  const parts = [condition, yes, no];
  const variables = namesOf(parts);
  const dag = new Dag();
  const [test = 0, a = 0, b = 0] = parts.map((part) => placed(part, dag, variables));
  return { dag, root: conditional(dag, test, a, b), variables };
}

/** An expression with others in place of its variables; undefined for one that stays. */
export function replaced({ dag: source, root, variables }: Expression, images: readonly (Expression | undefined)[]): Expression {
  const parts = images.map((image, i) => image ?? alone(variables[i]!));
  const names = namesOf(parts);
  const dag = new Dag();
  const nodes = parts.map((part) => placed(part, dag, names));
  return { dag, root: substitute(source, [root], dag, (i) => nodes[i]!)[0]!, variables: names };
}

/** The number of a variable of an expression by its name; `where` begins the message of the error where there is none. */
export function variableOf(where: string, { variables }: Expression, name: string | undefined): number {
  const i = name === undefined ? -1 : variables.indexOf(name);
  if (i >= 0) return i;
  const known = variables.join(', ') || 'none';
  throw new RangeError(`${where}: expected a variable of the formula, got ${name ?? 'none'}; the variables are ${known}`);
}

/** A variable as an expression. */
function alone(name: string): Expression {
  const dag = new Dag();
  return { dag, root: dag.variable(0), variables: [name] };
}

/** The names of all their variables, in order of first appearance. */
function namesOf(parts: readonly Expression[]): string[] {
  return [...new Set(parts.flatMap(({ variables }) => variables))];
}

/** The node of an expression in a graph whose variables have these names. */
function placed({ dag, root, variables }: Expression, target: Dag, names: readonly string[]): number {
  const place = new Map(names.map((name, i) => [name, i]));
  return substitute(dag, [root], target, (i) => target.variable(place.get(variables[i]!)!))[0]!;
}

/** Whether two have their variables in the same places. */
function haveSameVariables(a: Expression, b: Expression): boolean {
  return a.variables.length === b.variables.length && a.variables.every((name, i) => b.variables[i] === name);
}
