/**
 * `System`: several formulas that share a graph, the right-hand side of x′ = f(x, t) or a map.
 */
import type { Dag } from './dag.js';

/**
 * Equations for named states. The graph's variables are the states (0 … n−1), then the time if some equation uses it (n), then
 * the parameters in order.
 */
export class System {
  readonly dag: Dag;
  /** Right-hand sides, one node per state. */
  readonly roots: readonly number[];
  readonly states: readonly string[];
  readonly parameters: readonly string[];
  /** Nodes without variables that give the parameters their values, by name; parameters without a default are absent. */
  readonly parameterDefaults: ReadonlyMap<string, number>;
  /** Name of the time, where an equation uses it. */
  readonly time: string | undefined;

  constructor(parts: {
    readonly dag: Dag;
    readonly roots: readonly number[];
    readonly states: readonly string[];
    readonly parameters?: readonly string[];
    readonly parameterDefaults?: ReadonlyMap<string, number>;
    readonly time?: string | undefined;
  }) {
    this.dag = parts.dag;
    this.roots = Object.freeze([...parts.roots]);
    this.states = Object.freeze([...parts.states]);
    this.parameters = Object.freeze([...(parts.parameters ?? [])]);
    this.parameterDefaults = new Map(parts.parameterDefaults);
    this.time = parts.time;
  }
}
