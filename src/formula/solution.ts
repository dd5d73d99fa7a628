import type { Algebra, Memory } from '../algebra/algebra.js';
import { rational } from '../rounding/rational.js';
import { type Side, univariate } from '../series/grading.js';
import { Tape } from '../series/tape.js';
import type { Equations } from './equations.js';
import { fieldOf } from './field.js';
import { lower } from './lower.js';

/** What computes the Taylor coefficients of a solution: the interpreter below, or compiled code. */
export interface SolutionKernel<M extends Memory = Float64Array> {
  readonly memory: M;
  readonly states: number;
  readonly order: number;
  /** Position of coefficient k of state i. Write the initial state at k = 0. */
  at(i: number, k: number): number;
  /** Where the initial time goes, for a field that depends on time. */
  readonly timeAt: number | undefined;
  /** Position of the i-th parameter, whose value may be changed between solutions. */
  parameterAt(i: number): number;
  /** Fills the coefficients 1 … order of every state from its initial value, and 0 … order − 1 of what is watched. */
  solve(): void;
  /** Position of the constant term of the i-th watched node; the higher coefficients follow. */
  watchedAt(i: number): number;
}

/**
 * The Taylor coefficients in time of the solution of x′ = f(x, t) through a given point: x_{k+1} = f_k/(k + 1).
 *
 * Coefficients may be numbers, intervals, or jets of either (which gives derivatives of the flow): the same recurrences run over any algebra.
 */
export class Solution<T, M extends Memory> implements SolutionKernel<M> {
  readonly algebra: Algebra<T, M>;
  readonly order: number;
  readonly memory: M;
  readonly states: number;
  readonly #tape: Tape<T, M>;
  readonly #roots: readonly number[];
  readonly #fields: readonly number[];
  readonly #timed: boolean;

  /**
   * @param parameters - a value for each parameter of the system, in its order
   * @param watched - further nodes of the system's graph to be computed along
   * @param side - on which side of the initial time the solution is wanted, where a field has kinks
   */
  constructor(
    algebra: Algebra<T, M>,
    system: Equations,
    order: number,
    parameters: readonly T[],
    watched: readonly number[] = [],
    side: Side = 0,
  ) {
    const states = system.states.length;
    const { program: lowered, parameters: rows } = fieldOf(system, order, watched);
    this.algebra = algebra;
    this.order = order;
    this.states = states;
    this.#tape = new Tape(algebra, lowered, order, univariate(algebra as Algebra<unknown, M>, order, side));
    this.#roots = lowered.roots;
    this.#fields = lowered.roots.map((row) => this.#tape.row(row));
    this.#timed = system.time !== undefined;
    this.memory = this.#tape.memory;
    rows.forEach((row, i) => {
      algebra.write(this.memory, this.#tape.row(row), parameters[i]!);
    });
    if (this.#timed && order > 0) algebra.rational(this.memory, this.at(states, 1), rational(1n, 1n));
  }

  at(i: number, k: number): number {
    return this.#tape.row(i) + k * this.algebra.width;
  }

  parameterAt(i: number): number {
    return this.#tape.row(this.states + (this.#timed ? 1 : 0) + i);
  }

  watchedAt(i: number): number {
    return this.#fields[this.states + i]!;
  }

  get timeAt(): number | undefined {
    return this.#timed ? this.#tape.row(this.states) : undefined;
  }

  solve(): void {
    const { algebra, memory, order, states } = this;
    const { width } = algebra;
    for (let k = 0; k < order; k++) {
      if (k === 0) this.#tape.start();
      else this.#tape.advance(k);
      for (let i = 0; i < states; i++) {
        algebra.overOrder(memory, this.at(i, k + 1), this.#fields[i]! + k * width, k + 1);
      }
      if (!this.#tape.hasLost) continue;
      // a state has no more derivatives than its field
      for (let i = 0; i < states; i++) if (this.#tape.isLost(this.#roots[i]!)) this.#tape.lose(i);
    }
  }
}

/**
 * The values of a system's parameters in an algebra: those given, and the system's own defaults, exact until now, for the rest.
 *
 * @throws RangeError for a parameter that the system does not have, or one that has neither a value nor a default
 */
export function parameterValues<T, M extends Memory>(
  where: string,
  algebra: Algebra<T, M>,
  system: Equations,
  given: ReadonlyMap<string, T>,
): T[] {
  for (const name of given.keys()) {
    if (system.parameters.includes(name)) continue;
    throw new RangeError(`${where}: expected parameters among ${system.parameters.join(', ') || '(none)'}, got ${name}`);
  }
  return system.parameters.map((name) => {
    const value = given.get(name);
    if (value !== undefined) return value;
    const node = system.parameterDefaults.get(name);
    if (node === undefined)
      throw new RangeError(`${where}: expected a value of the parameter ${name}, got none; pass it in options.parameters`);
    return constantOf(algebra, system, node);
  });
}

/** Defaults that are known, by algebra, system and node: to work one out takes longer than a short orbit. */
const constants = new WeakMap<object, WeakMap<Equations, Map<number, unknown>>>();

function constantOf<T, M extends Memory>(algebra: Algebra<T, M>, system: Equations, node: number): T {
  const ofSystems = constants.get(algebra) ?? new WeakMap<Equations, Map<number, unknown>>();
  constants.set(algebra, ofSystems);
  const ofNodes = ofSystems.get(system) ?? new Map<number, unknown>();
  ofSystems.set(system, ofNodes);
  const known = ofNodes.get(node);
  if (known !== undefined) return known as T;
  const lowered = lower(system.dag, [node], 0, 0);
  const tape = new Tape(algebra, lowered, 0);
  tape.run();
  const value = algebra.read(tape.memory, tape.row(lowered.roots[0]!));
  ofNodes.set(node, value);
  return value;
}
