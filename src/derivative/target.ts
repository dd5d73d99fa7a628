import { Dag } from '../formula/dag.js';
import { Formula, formula } from '../formula/formula.js';
import { type PlainFunction, read } from '../formula/read.js';
import type { Scope } from '../formula/reader/scope.js';
import { substitute } from '../formula/substitute.js';
import { type RightSides, System, system } from '../formula/system.js';
import type { NamesOf } from '../text/options.js';

/** A function of several variables with one value: a formula as text, as a plain function of numbers or of one array, or as a `Formula`. */
export type ScalarSource = string | Formula | PlainFunction;

/** A function with several values: formulas in a list or by name, a plain function that returns an array, or a `System` of states alone. */
export type VectorSource = readonly ScalarSource[] | RightSides | System | PlainFunction;

/** How a function is read. */
export interface SourceOptions {
  /** Functions and data that a plain function, or a text, uses and does not declare, by name. */
  readonly scope?: Scope;
}

/** What {@link SourceOptions} has. */
export const sourceNames: NamesOf<SourceOptions> = { scope: true };

/** Functions of the same variables in one graph. */
export interface Target {
  readonly dag: Dag;
  readonly roots: readonly number[];
  readonly variables: readonly string[];
}

/** Reads a function of `count` variables with one value. */
export function scalarTarget(where: string, f: ScalarSource, count: number, scope: Scope = {}): Target {
  const target = oneOf(where, f, count, scope);
  requireCount(where, target.variables, count);
  return target;
}

/** Reads a function of `count` variables with any number of values; `lengthOf` says how many of them an array parameter has. */
export function vectorTarget(
  where: string,
  f: VectorSource,
  count?: number,
  lengthOf: (parameter: string) => number | undefined = () => count,
  scope: Scope = {},
): Target {
  const target = manyOf(where, f, count, lengthOf, scope);
  if (count !== undefined) requireCount(where, target.variables, count);
  return target;
}

/** The same functions of `count` variables in another order, which may have more that do not occur. */
export function inOrder(where: string, { dag, roots, variables }: Target, names: readonly string[], count: number): Target {
  if (names.length !== count || new Set(names).size !== count || !variables.every((name) => names.includes(name))) {
    throw new RangeError(
      `${where}: expected ${count} different names of variables, among them ${variables.join(', ')}, got ${names.join(', ')}`,
    );
  }
  const ordered = new Dag();
  for (const v of names.keys()) ordered.variable(v);
  return {
    dag: ordered,
    roots: substitute(dag, roots, ordered, (i) => ordered.variable(names.indexOf(variables[i]!))),
    variables: names,
  };
}

function oneOf(where: string, f: ScalarSource, count: number | undefined, scope: Scope): Target {
  if (typeof f === 'function') {
    const reading = read(f, { lengthOf: () => count, scope });
    if (reading.result === 'number') return reading;
    throw new TypeError(`${where}: expected a function that returns one number, got one that returns ${reading.roots.length}`);
  }
  const { dag, root, variables } = f instanceof Formula ? f : formula(f, { scope });
  return { dag, roots: [root], variables };
}

function manyOf(
  where: string,
  f: VectorSource,
  count: number | undefined,
  lengthOf: (parameter: string) => number | undefined,
  scope: Scope,
): Target {
  if (typeof f === 'function') return read(f, { lengthOf, scope });
  if (!Array.isArray(f)) return ofSystem(where, f instanceof System ? f : system(f as RightSides));
  const parts = (f as readonly ScalarSource[]).map((part) => oneOf(where, part, count, scope));
  const variables = [...new Set(parts.flatMap((part) => part.variables))];
  const dag = new Dag();
  const roots = parts.flatMap((part) =>
    substitute(part.dag, part.roots, dag, (i) => dag.variable(variables.indexOf(part.variables[i]!))),
  );
  return { dag, roots, variables };
}

function ofSystem(where: string, { dag, roots, variables, states }: System): Target {
  if (variables.length === states.length) return { dag, roots, variables };
  const others = variables.slice(states.length).join(', ');
  throw new RangeError(
    `${where}: expected equations in their states alone, got also ${others}; write their values into the equations`,
  );
}

/** Throws unless there are as many values as variables. */
export function requireCount(where: string, variables: readonly string[], count: number): void {
  if (variables.length === count) return;
  throw new RangeError(
    `${where}: expected ${variables.length} values, one for each of ${variables.join(', ') || 'no variables'}, got ${count}`,
  );
}
