import { Dag } from '../formula/dag.js';
import { Equations } from '../formula/equations.js';
import { naming } from '../formula/error.js';
import { parse } from '../formula/parse.js';
import { gradientNodes } from '../formula/reverse.js';
import { substitute } from '../formula/substitute.js';
import { System } from '../formula/system.js';

/** The node of a formula in a system's states, time and parameters, in a graph with these at `place` of their index (time at `states.length`). */
function nodeOf(system: Equations, text: string, dag: Dag, place: (index: number) => number): number {
  const { names: variables, scope } = system;
  const read = naming('adjoint: in options.running', () => parse(text, { variables, scope }));
  return substitute(read.dag, [read.root], dag, (i) => dag.variable(place(i)))[0]!;
}

/** Variables of a system by states, time, parameters, as if each system had a time. */
function timedIndex({ states, time }: Equations): (i: number) => number {
  return (i) => (time === undefined && i >= states.length ? i + 1 : i);
}

/** Systems made of others, kept with these so that integrating again compiles nothing. */
function remembered<S extends Equations>(
  make: (system: Equations, running: string) => S,
): (system: Equations, running: string) => S {
  const known = new WeakMap<Equations, Map<string, S>>();
  return (system, running) => {
    const own = known.get(system) ?? new Map<string, S>();
    known.set(system, own);
    const made = own.get(running) ?? make(system, running);
    own.set(running, made);
    return made;
  };
}

/** A system with the integral of a running cost as its last state. */
export const withRunningCost: (system: Equations, running: string) => System = remembered(runningCost);

function runningCost(system: Equations, running: string): System {
  const { states, clock: time, parameters } = system;
  const dag = new Dag();
  const n = states.length;
  const place = (i: number): number => (i < n ? i : i + 1);
  const index = timedIndex(system);
  const image = (roots: readonly number[]): number[] => substitute(system.dag, roots, dag, (i) => dag.variable(place(index(i))));
  return new System({
    dag,
    roots: [...image(system.roots), nodeOf(system, running, dag, place)],
    states: [...states, '∫'],
    parameters,
    parameterDefaults: new Map([...system.parameterDefaults].map(([name, node]) => [name, image([node])[0]!])),
    time,
    scope: system.scope,
  });
}

/**
 * The equations of Pontryagin's adjoint for the Hamiltonian H = λ·f(x, t, p) + ℓ(x, t, p): x′ = f, λ′ = −∂H/∂x, w′ = −∂H/∂p, and the integral of H, with states
 * in this order.
 *
 * All derivatives of H come from one sweep back through its graph, so that the equations are a few times as long as the field, whatever the number of parameters.
 */
export const costate: (system: Equations, running: string) => Equations = remembered(adjointEquations);

function adjointEquations(system: Equations, running: string): Equations {
  const { states, clock: time, parameters } = system;
  const n = states.length;
  const m = parameters.length;
  const dag = new Dag();
  // the index of a variable of the system behind the states λ and w
  const place = (i: number): number => (i < n ? i : i + n + m + 1);
  const index = timedIndex(system);
  const fields = substitute(system.dag, system.roots, dag, (i) => dag.variable(place(index(i))));
  const hamiltonian = fields.reduce(
    (sum, field, i) => dag.apply('add', sum, dag.apply('mul', dag.variable(n + i), field)),
    nodeOf(system, running, dag, place),
  );
  const slopes = gradientNodes(dag, hamiltonian, [...states.map((_, i) => i), ...parameters.map((_, i) => place(n + 1 + i))]);
  return new Equations({
    dag,
    roots: [...fields, ...slopes.map((slope) => dag.apply('neg', slope)), hamiltonian],
    states: [...states, ...states.map((name) => `λ(${name})`), ...parameters.map((name) => `∂/∂${name}`), '∫H'],
    parameters,
    time,
  });
}
