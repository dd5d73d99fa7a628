import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { parse } from '../formula/parse.js';
import { jetAlgebra } from '../series/jet.js';
import { Space } from '../series/space.js';
import type { Jet } from './deviation.js';
import type { EventSpec } from './events.js';
import { resetOf } from './reset.js';

/** The derivatives of what an event puts in place of the state: by state i, row after row, and by the time. */
export interface ImpactSlopes {
  readonly byState: Float64Array;
  readonly byTime: Float64Array;
}

/** Where an event changes the state, how that depends on the state, the time being t. */
export type Impact = (state: readonly number[], t: number, parameters: readonly number[]) => ImpactSlopes;

/**
 * The derivatives of the jumps of events, from jets of degree 1 in the states and the time; undefined for an event without one.
 *
 * @throws TypeError for a jump that is a function, RangeError for one that gives a parameter a value of its own for each neighbor
 */
export function impactsOf(where: string, system: Equations, events: readonly Pick<EventSpec, 'jump'>[]): (Impact | undefined)[] {
  return events.map(({ jump }, i) => {
    if (jump === undefined) return undefined;
    const name = `${where}: events[${i}].jump`;
    if (typeof jump === 'function') {
      throw new TypeError(
        `${name}: expected formulas such as { v: '-0.9*v' } together with variational, whose derivatives are known, got a function`,
      );
    }
    checkParameters(name, system, jump);
    const n = system.states.length;
    const { size } = Space.of(n + 1, 1);
    const onlyStates = Object.fromEntries(Object.entries(jump).filter(([target]) => system.states.includes(target)));
    const reset = resetOf(jetAlgebra(float64, Space.of(n + 1, 1)), system, system.states, onlyStates, name);
    /** A value, and the deviation of variable number k on top. */
    const jet = (value: number, k = -1): Jet => Array.from({ length: size }, (_, j) => (j === 0 ? value : Number(j === 1 + k)));
    return (state, t, parameters) => {
      const values = parameters.slice(0, system.parameters.length).map((value) => jet(value));
      const after = reset(
        state.map((value, k) => jet(value, k)),
        jet(t, n),
        values,
      );
      return {
        byState: Float64Array.from(after.flatMap((row) => row.slice(1, 1 + n))),
        byTime: Float64Array.from(after, (row) => row[1 + n]!),
      };
    };
  });
}

/** The derivative of the flow is one with the parameters fixed: neighbors must not come to values of their own. */
function checkParameters(
  name: string,
  { states, parameters, names: variables, scope }: Equations,
  jump: Readonly<Record<string, string>>,
): void {
  for (const parameter of parameters) {
    const text = jump[parameter];
    if (text === undefined) continue;
    const { dag, root } = parse(text, { variables, scope });
    const variable = dag.reach([root]).find((id) => dag.nodes[id]!.op === 'variable' && dag.nodes[id]!.index! <= states.length);
    if (variable === undefined) continue;
    throw new RangeError(
      `${name}: expected a value of ${parameter} that does not depend on ${variables[dag.nodes[variable]!.index!]} together with variational, got ${text}; make ${parameter} a state with derivative 0`,
    );
  }
}
