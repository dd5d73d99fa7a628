import { Dag } from './dag.js';
import { Equations } from './equations.js';
import { naming } from './error.js';
import { parse } from './parse.js';
import { substitute } from './substitute.js';

/** A system with further nodes of its graph that are to be followed along its solutions. */
export interface Watched {
  readonly system: Equations;
  readonly nodes: readonly number[];
}

/**
 * Adds formulas in a system's states, time and parameters to its graph, so that their Taylor coefficients come with those of the solution and share
 * what they have in common with it.
 *
 * @param named - who asks, and for which of the texts
 * @throws FormulaError for a text that cannot be read, naming it
 */
export function watch(system: Equations, texts: readonly string[], named: (i: number) => string): Watched {
  if (texts.length === 0) return { system, nodes: [] };
  const { states, parameters, names } = system;
  const read = texts.map((text, i) => naming(named(i), () => parse(text, { variables: names, scope: system.scope })));
  const timed =
    system.time !== undefined ||
    read.some(({ dag, root }) => dag.reach([root]).some((id) => dag.nodes[id]!.index === states.length));
  const dag = new Dag();
  const place = (i: number): number => dag.variable(i > states.length && !timed ? i - 1 : i);
  const own = system.time === undefined ? (i: number) => place(i < states.length ? i : i + 1) : place;
  const image = (roots: readonly number[]): number[] => substitute(system.dag, roots, dag, own);
  const roots = image(system.roots);
  const defaults = [...system.parameterDefaults].map(([name, node]) => [name, image([node])[0]!] as const);
  const nodes = read.map(({ dag: source, root }) => substitute(source, [root], dag, place)[0]!);
  return {
    system: new Equations({
      dag,
      roots,
      states,
      parameters,
      parameterDefaults: new Map(defaults),
      scope: system.scope,
      time: timed ? system.clock : undefined,
    }),
    nodes,
  };
}
