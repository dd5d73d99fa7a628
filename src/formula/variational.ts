import { Dag } from './dag.js';
import { differentiateAlong } from './differentiate.js';
import { substitute } from './substitute.js';
import { System } from './system.js';
import type { Watched } from './watch.js';

/**
 * A system together with its first variational equations: M′ = Df(x, t)·M, of which M(t0) = 1 gives the derivative of the flow.
 *
 * The columns of M stand one after the other behind the states, entry (i, j) at n + j·n + i. Each column is the field's derivative along it, formed in the
 * field's own graph, so that all columns share what they need of the field.
 */
export function variational({ system, nodes }: Watched): Watched {
  const { states, parameters } = system;
  const n = states.length;
  const dag = new Dag();
  const place = (i: number): number => (i < n ? i : i + n * n);
  const image = (roots: readonly number[]): number[] => substitute(system.dag, roots, dag, (i) => dag.variable(place(i)));
  const roots = image(system.roots);
  const watched = image(nodes);
  const columns = states.map((_, j) => {
    const column = new Map(states.map((_, i) => [i, dag.variable(n + j * n + i)]));
    return differentiateAlong(dag, roots, column);
  });
  return {
    system: new System({
      dag,
      roots: [...roots, ...columns.flat()],
      states: [...states, ...states.flatMap((by) => states.map((of) => `∂${of}/∂${by}`))],
      parameters,
      parameterDefaults: new Map([...system.parameterDefaults].map(([name, node]) => [name, image([node])[0]!])),
      time: system.time,
    }),
    nodes: watched,
  };
}
