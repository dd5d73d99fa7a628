import { rational } from '../rounding/rational.js';
import { Dag } from './dag.js';
import { substitute } from './substitute.js';
import { System } from './system.js';

/**
 * The same system with some parameters turned into states that do not change, behind its own states: p′ = 0.
 *
 * A set of solutions then remembers which parameter each belongs to, where an interval parameter would be a new choice in every step.
 */
export function promote(system: System, names: readonly string[]): System {
  const dag = new Dag();
  const states = [...system.states, ...names];
  const parameters = system.parameters.filter((name) => !names.includes(name));
  const timed = system.time === undefined ? 0 : 1;
  const before = [...system.states, ...(system.time === undefined ? [] : [system.time]), ...system.parameters];
  const place = (name: string): number => {
    const state = states.indexOf(name);
    if (state >= 0) return state;
    return name === system.time ? states.length : states.length + timed + parameters.indexOf(name);
  };
  const image = (roots: readonly number[]): number[] =>
    substitute(system.dag, roots, dag, (i) => dag.variable(place(before[i]!)));
  const still = dag.constant(rational(0n, 1n));
  return new System({
    dag,
    roots: [...image(system.roots), ...names.map(() => still)],
    states,
    parameters,
    parameterDefaults: new Map(
      parameters.flatMap((name) => {
        const node = system.parameterDefaults.get(name);
        return node === undefined ? [] : [[name, image([node])[0]!] as const];
      }),
    ),
    time: system.time,
    scope: system.scope,
  });
}
