/**
 * `System`: several formulas that share a graph, the right-hand side of x′ = f(x, t) or a map.
 */

import { rationalOf } from '../rounding/rational.js';
import { showAsText } from '../text/inspect.js';
import { isList } from '../text/list.js';
import { demandNames, type NamesOf } from '../text/options.js';
import type { ArrayKernel, CompileOptions } from './callable.js';
import { type CCodeOptions, type CodeOptions, cCodeNames, codeNames, isOverIntervals, toC, toJavaScript } from './code.js';
import { compileNames, compileRoots, compileTaylor, type SystemTask } from './compiled.js';
import { Dag } from './dag.js';
import { Equations } from './equations.js';
import { naming } from './error.js';
import { Formula, type FormulaOperand, formula } from './formula.js';
import { taylorToIntervalC, valuesToIntervalC } from './kernel/interval-c.js';
import { taylorToC } from './kernel/taylor-code.js';
import { checkVariableNames } from './names.js';
import { parseWith } from './parse.js';
import { type PlainFunction, type Reading, read } from './read.js';
import type { Scope } from './reader/scope.js';
import { simplify } from './simplify.js';
import { operationCounts, sparsity } from './structure.js';
import { substitute } from './substitute.js';

/**
 * Equations for named states. The graph's variables are the states (0 … n−1), then the time if some equation uses it (n), then
 * the parameters in order.
 *
 * @example
 * const oscillator = system({ x: 'v', v: '-k*x' }, { parameters: { k: 4 } });
 * [oscillator.states, oscillator.parameters]; // [['x', 'v'], ['k']]
 * oscillator.toString();
 * // x' = v
 * // v' = -k*x
 */
export class System extends Equations {
  /** The right-hand side of each state as a formula in {@link System.variables}. */
  get formulas(): readonly Formula[] {
    return this.roots.map((root) => new Formula(this.dag, root, this.variables));
  }

  /** For each equation the indices of the states it depends on: the nonzero places of the Jacobian. */
  sparsity(): number[][] {
    return sparsity(this.dag, this.roots).map((row) => row.filter((i) => i < this.states.length));
  }

  /** How often each function is applied to compute all right-hand sides, shared parts counted once. */
  operations(): ReadonlyMap<string, number> {
    return operationCounts(this.dag, this.roots);
  }

  /** The same system with its right-hand sides simplified together. */
  simplify(): System {
    return new System({ ...this, roots: simplify(this.dag, this.roots) });
  }

  /**
   * A kernel of this system: a function of flat arrays that runs at the speed of compiled code. A point is the values of {@link System.variables}: states, time
   * if it occurs, parameters.
   *
   * - `value`: the right-hand sides at a point
   * - `jacobian`: their derivatives with respect to all variables, row by row
   * - `taylor`: Taylor coefficients 0 … order in time of the solution through a point, state by state
   * - `jet`: of each right-hand side all partial derivatives ∂^α f/α! up to the order at a point, by degree
   *
   * Over intervals, everything comes as pairs lo, hi, and gives enclosures: those of `taylor` contain the coefficients of every solution through the box.
   *
   * @throws RangeError for a backend that is not to be had here, and bad orders
   * @example
   * const oscillator = system({ x: 'v', v: '-x' });
   * oscillator.compile({ what: 'jacobian' })([1, 0]); // [ 0, 1, -1, 0 ]
   * oscillator.compile({ what: 'taylor', order: 2 })([1, 0]); // [ 1, 0, -0.5, 0, -1, 0 ]
   */
  compile(given: CompileOptions & { readonly what?: SystemTask } = {}): ArrayKernel {
    demandNames('compile', given, compileNames);
    const { what = 'value', ...options } = given;
    if (!['value', 'jacobian', 'taylor', 'jet'].includes(what)) {
      throw new RangeError(`compile: expected what to be value, jacobian, taylor or jet, got ${what}`);
    }
    if (what === 'taylor') return compileTaylor(this, options);
    return compileRoots(this.dag, this.roots, this.variables.length, what, options);
  }

  /** A JavaScript function of states, time and parameters that returns the array of right-hand sides. */
  toJavaScript(options: CodeOptions = {}): string {
    demandNames('toJavaScript', options, codeNames);
    return toJavaScript(this.dag, this.roots, this.variables, { ...options, array: true });
  }

  /**
   * A C99 function of states, time and parameters that writes the right-hand sides to its last argument.
   *
   * With `taylor`, an order ≥ 1, instead the functions `f_solve`, which fills the Taylor coefficients of the solution through given states, and
   * `f_advance`, which moves these along it: the same operations as in brook's own kernels. The code says how its memory is laid out.
   *
   * With `arithmetic: 'interval'` both enclose: values over a box, and coefficients of every solution through one. Bounds are rounded by the processor, outward.
   *
   * @throws RangeError if `taylor` is not an integer ≥ 1; TypeError for a function that C does not have, or cannot bound
   * @example
   * /void f_solve[(]double [*]restrict m[)]/.test(system({ x: '-x' }).toC({ taylor: 20 })); // true
   * /int f_solve[(]double [*]m[)]/.test(system({ x: '-x' }).toC({ taylor: 20, arithmetic: 'interval' })); // true
   */
  toC(options: CCodeOptions & { readonly taylor?: number } = {}): string {
    demandNames('toC', options, { ...cCodeNames, taylor: true });
    const { taylor, name = 'f' } = options;
    const isInterval = isOverIntervals(options);
    if (taylor !== undefined) {
      if (!(Number.isInteger(taylor) && taylor >= 1)) {
        throw new RangeError(`toC: expected taylor to be an integer order ≥ 1, got ${taylor}`);
      }
      return isInterval ? taylorToIntervalC(this, taylor, name) : taylorToC(this, taylor, name);
    }
    if (isInterval) return valuesToIntervalC(this.dag, this.roots, this.variables, name);
    return toC(this.dag, this.roots, this.variables, { ...options, array: true });
  }
}

showAsText(System.prototype);

/** How {@link system} reads its equations. */
export interface SystemOptions {
  /** Parameters with their values, a number being exactly that double and a text a formula such as '8/3'; or names alone. */
  readonly parameters?: Readonly<Record<string, number | string>> | readonly string[];
  /** Name of the time, `t` unless that is a state. */
  readonly time?: string;
  /** Names of the states of a plain function, in the order of its results; an array parameter has their number as its length. */
  readonly states?: readonly string[];
  /**
   * Functions and constants that a plain function uses and does not declare, by name; texts take functions made by `defineFunction`. Events and costs along solutions
   * of the system may use them too.
   */
  readonly scope?: Scope;
}

const systemNames: NamesOf<SystemOptions> = { parameters: true, time: true, states: true, scope: true };

/** Right-hand sides by state: texts, formulas or plain functions in the states, the time and the parameters by name, or numbers. */
export type RightSides = Readonly<Record<string, FormulaOperand | PlainFunction>>;

/** Equations before it is known whether they use the time: variables are states, time, parameters. */
export interface Draft {
  readonly dag: Dag;
  readonly roots: readonly number[];
  readonly states: readonly string[];
  readonly time: string;
  /** Of which reading of a plain function. */
  readonly reading?: Reading;
}

/**
 * Reads a system of equations, from texts, formulas or plain functions by state, or from one plain function that returns an array.
 *
 * An equation may be one of higher order: that of `x''` has the states x and x', in this order, and texts may speak of x'.
 *
 * @throws FormulaError where an equation cannot be read; the message names it.
 * @example
 * system({ x: '-y', y: 'x + sin(t)' }).time; // 't'
 * system({ "x''": "-x - 0.1*x'" }).states.length; // 2
 * system((x, y) => [y, -Math.sin(x)]).states; // [ 'x', 'y' ]
 * const H = formula('p^2/2 - cos(q)'); // Hamilton's equations
 * system({ q: H.derivative('p'), p: H.derivative('q').neg() }).simplify().formulas.map(String); // [ 'p', '-sin(q)' ]
 */
export function system(equations: RightSides | PlainFunction, options: SystemOptions = {}): System {
  demandNames('system', options, systemNames);
  const { parameters: given = [] } = options;
  const defaults: Readonly<Record<string, number | string>> = isList(given) ? {} : given;
  const parameters: readonly string[] = isList(given) ? given : Object.keys(given);
  checkVariableNames('system: parameters', parameters);
  if (options.time !== undefined) checkVariableNames('system: time', [options.time]);
  const draft =
    typeof equations === 'function'
      ? fromFunction(equations, parameters, options)
      : fromTexts(equations, parameters, options.time ?? 't', options.scope);
  checkVariableNames('system: states and parameters', [...draft.states, ...parameters]);
  // of the same reading with nothing besides, the same system, with what was compiled for it
  const reading = Object.keys(options).length === 0 ? draft.reading : undefined;
  const known = reading && systems.get(reading);
  if (known !== undefined) return known;
  const made = finished(draft, parameters, defaults, options.scope);
  if (reading !== undefined) systems.set(reading, made);
  return made;
}

/** Systems of readings, which of one function are the same again. */
const systems = new WeakMap<Reading, System>();

/**
 * The system with these texts as right-hand sides of these states, of which x' is one beside x: equations of higher order as they come apart, in which archives have them.
 *
 * @throws as `system` does
 */
export function systemByState(texts: Readonly<Record<string, string>>, parameters: readonly string[], time = 't'): System {
  checkVariableNames('system: parameters', parameters);
  const draft = fromTexts(texts, parameters, time, undefined, (key) => ({ key, name: key, order: 1 }));
  checkVariableNames('system: states and parameters', [...draft.states, ...parameters]);
  return finished(draft, parameters, {});
}

function fromTexts(
  equations: RightSides,
  parameters: readonly string[],
  time: string,
  scope: Scope | undefined,
  sideOf: typeof leftSide = leftSide,
): Draft {
  if (typeof equations !== 'object' || equations === null || Array.isArray(equations)) {
    throw new TypeError("system: expected equations by state such as { x: 'y', y: '-x' } or a plain function, got neither");
  }
  const left = Object.keys(equations).map((key) => sideOf(key));
  const states = left.flatMap(({ name, order }) => Array.from({ length: order }, (_, k) => name + primes(k)));
  if (states.length === 0) throw new RangeError('system: expected at least one equation, got none');
  checkVariableNames('system: states', states);
  const dag = new Dag();
  const names =
    states.includes(time) || parameters.includes(time) ? [...states, ...parameters] : [...states, time, ...parameters];
  const index = new Map(names.map((name) => [name, slot(name, states, parameters)]));
  const lookup = (name: string): number | undefined => {
    const i = index.get(name);
    return i === undefined ? undefined : dag.variable(i);
  };
  const roots = left.flatMap(({ key, name, order }) => {
    // x′ = x′, …, and the equation for the highest derivative
    const lower = Array.from({ length: order - 1 }, (_, k) => lookup(name + primes(k + 1))!);
    return [...lower, nodeOf(key, equations[key], { dag, lookup, names, scope })];
  });
  return { dag, roots, states, time };
}

/** Where right-hand sides go, and the names that are known there. */
interface Place {
  readonly dag: Dag;
  readonly lookup: (name: string) => number | undefined;
  readonly names: readonly string[];
  readonly scope: Scope | undefined;
}

/** The node of the right-hand side of one equation. */
function nodeOf(key: string, given: unknown, { dag, lookup, names, scope }: Place): number {
  const where = `system: in the equation of ${key}`;
  const side = typeof given === 'function' ? naming(where, () => formula(given as PlainFunction, scope && { scope })) : given;
  if (typeof side === 'string') return naming(where, () => parseWith(side, dag, { lookup, known: names, scope }));
  if (typeof side === 'number' && Number.isFinite(side)) return dag.constant(rationalOf(side));
  if (!(side instanceof Formula)) {
    const got = typeof side === 'number' ? side : typeof side;
    throw new TypeError(`system: expected the equation of ${key} as a text, a formula or a number, got ${got}`);
  }
  return substitute(side.dag, [side.root], dag, (i) => {
    const variable = lookup(side.variables[i]!);
    if (variable !== undefined) return variable;
    throw new RangeError(`${where}: expected a formula in ${names.join(', ')}, got ${side.variables[i]}`);
  })[0]!;
}

/** What an equation is for: `x''` is the second derivative of x, `x` and `x'` the first. */
function leftSide(key: string): { readonly key: string; readonly name: string; readonly order: number } {
  const name = key.replace(/'+$/u, '');
  return { key, name, order: Math.max(1, key.length - name.length) };
}

function primes(count: number): string {
  return "'".repeat(count);
}

/** Index of a name among states, time and parameters. */
export function slot(name: string, states: readonly string[], parameters: readonly string[]): number {
  const state = states.indexOf(name);
  if (state >= 0) return state;
  const parameter = parameters.indexOf(name);
  return states.length + (parameter < 0 ? 0 : 1 + parameter);
}

function fromFunction(fn: PlainFunction, parameters: readonly string[], options: SystemOptions): Draft {
  const { states: given, time: givenTime, scope = {} } = options;
  const time = givenTime ?? 't';
  const isState = (name: string): boolean => name !== time && !parameters.includes(name);
  const reading = read(fn, { scope, ...(given ? { lengthOf: (name) => (isState(name) ? given.length : undefined) } : {}) });
  const count = reading.roots.length;
  if (reading.result === 'number') {
    throw new TypeError('system: expected a function that returns an array of right-hand sides, got one number; write [ … ]');
  }
  const free = reading.variables.filter((name) => !parameters.includes(name));
  // The parameter t is a state where the count says so: minifiers call the first parameter t.
  const timed = givenTime === undefined ? free.length === count + 1 && free.includes(time) : free.includes(time);
  const arguments_ = timed ? free.filter((name) => name !== time) : free;
  const states = statesOf(reading, arguments_, given);
  const order = new Map(arguments_.map((name, i) => [name, typeof reading.result === 'string' ? i : states.indexOf(name)]));
  const place = (name: string): number => order.get(name) ?? slot(name, states, parameters);
  const dag = new Dag();
  const roots = substitute(reading.dag, reading.roots, dag, (i) => dag.variable(place(reading.variables[i]!)));
  return { dag, roots, states, time, reading };
}

/** Names of the states: as given, as the keys of the object that the function returns, or as its arguments. */
function statesOf({ result, roots }: Reading, names: readonly string[], given: readonly string[] | undefined): readonly string[] {
  if (typeof result !== 'string') {
    const unknown = names.find((name) => !result.includes(name));
    if (unknown !== undefined) {
      throw new RangeError(
        `system: expected a right-hand side for every state, got none for ${unknown}; declare it in parameters`,
      );
    }
    return result;
  }
  if (names.length !== roots.length) {
    throw new RangeError(
      `system: expected as many right-hand sides as states, got ${roots.length} for ${names.join(', ') || 'no states'}; ` +
        'declare parameters in { parameters } and the time in { time }',
    );
  }
  if (given && given.length !== names.length) {
    throw new RangeError(`system: expected ${names.length} names of states, got ${given.length}`);
  }
  return given ?? names;
}

/** The system of a draft, without the time where no equation uses it, and without nodes that no equation needs. */
export function finished(
  { dag: source, roots: drafts, states, time }: Draft,
  parameters: readonly string[],
  defaults: Readonly<Record<string, number | string>>,
  scope?: Scope,
): System {
  const n = states.length;
  const used = source.reach(drafts).flatMap((id) => source.nodes[id]!.index ?? []);
  const timed = used.includes(n);
  const place = (i: number): number => (i > n && !timed ? i - 1 : i);
  const dag = new Dag();
  // In this order the graph prints a*x and x*y, whatever was read first.
  const isState = (i: number): boolean => i < n;
  used.sort((a, b) => Number(isState(a)) - Number(isState(b)) || a - b);
  for (const i of used) dag.variable(place(i));
  const roots = substitute(source, drafts, dag, (i) => dag.variable(place(i)));
  const parameterDefaults = new Map(Object.entries(defaults).map(([name, value]) => [name, defaultOf(dag, name, value)]));
  return new System({ dag, roots, states, parameters, parameterDefaults, time: timed ? time : undefined, scope });
}

function defaultOf(dag: Dag, name: string, value: number | string): number {
  if (typeof value === 'string')
    return naming(`system: in the parameter ${name}`, () => parseWith(value, dag, { lookup: () => undefined }));
  if (Number.isFinite(value)) return dag.constant(rationalOf(value));
  throw new RangeError(`system: expected the parameter ${name} to be finite, got ${String(value)}`);
}
