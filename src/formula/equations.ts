import type { Dag } from './dag.js';
import { toText } from './print.js';
import type { Scope } from './reader/scope.js';

/**
 * Equations for named states, as what computes with them takes them: without what `System` can do beside, so that a thread that only integrates loads none of it. The graph's variables are the states (0 … n−1), then the time if some equation uses it (n),
 * then the parameters in order.
 */
export class Equations {
  readonly dag: Dag;
  /** Right-hand sides, one node per state. */
  readonly roots: readonly number[];
  readonly states: readonly string[];
  readonly parameters: readonly string[];
  /** Nodes without variables that give the parameters their values, by name; parameters without a default are absent. */
  readonly parameterDefaults: ReadonlyMap<string, number>;
  /** Name of the time, where an equation uses it. */
  readonly time: string | undefined;
  /** What functions and texts about these equations may use and do not declare: those of events and costs, too. */
  readonly scope: Scope | undefined;

  constructor(parts: {
    readonly dag: Dag;
    readonly roots: readonly number[];
    readonly states: readonly string[];
    readonly parameters?: readonly string[];
    readonly parameterDefaults?: ReadonlyMap<string, number>;
    readonly time?: string | undefined;
    readonly scope?: Scope | undefined;
  }) {
    this.dag = parts.dag;
    this.roots = Object.freeze([...parts.roots]);
    this.states = Object.freeze([...parts.states]);
    this.parameters = Object.freeze([...(parts.parameters ?? [])]);
    this.parameterDefaults = new Map(parts.parameterDefaults);
    this.time = parts.time;
    this.scope = parts.scope;
  }

  /** Names of the graph's variables by index: states, time, parameters. */
  get variables(): readonly string[] {
    return [...this.states, ...(this.time === undefined ? [] : [this.time]), ...this.parameters];
  }

  /** What formulas about these equations may name, those of events and costs: states, time, parameters. */
  get names(): readonly string[] {
    return [...this.states, this.clock, ...this.parameters];
  }

  /** Name of the time in such formulas: where no equation uses it `t`, and where that is a state or a parameter, one that is none. */
  get clock(): string {
    let name = this.time ?? 't';
    while (this.states.includes(name) || this.parameters.includes(name)) name += '_';
    return name;
  }

  /** The right-hand side of each state. */
  get texts(): readonly string[] {
    return this.roots.map((root) => toText(this.dag, root, this.variables));
  }

  /** The equations, one on each line: `x' = …`. */
  toString(): string {
    return this.texts.map((text, i) => `${this.states[i]}' = ${text}`).join('\n');
  }
}
