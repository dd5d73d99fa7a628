import { rational } from '../rounding/rational.js';
import { graded } from '../series/graded.js';
import { Space } from '../series/space.js';
import { Tape } from '../series/tape.js';
import { Dag } from './dag.js';
import { economized } from './economy.js';
import { Equations } from './equations.js';
import { termsOf } from './kernel/graded.js';
import { lower } from './lower.js';
import { substitute } from './substitute.js';
import { symbolicAlgebra } from './symbolic.js';
import type { Watched } from './watch.js';

/**
 * Products of coefficients up to which equations are formed. Measured on Node 20 for Kepler's problem, whose code for 825 of them (degree 3) takes a third of the time of jets
 * and for 6435 (degree 5) about the same, since it is too long for caches. Derivatives of degree 1 alone, of which there are many in systems of many bodies, are better off.
 */
const MOST_PRODUCTS = 12_000;

/** The same where few steps may be ahead. To form equations and to compile them takes a quarter of a millisecond for each product, as much as jets take for one step. */
const MOST_BRIEF = 500;

/** What varies about the solutions of a system, and up to which degree. */
export interface Varied {
  /** Names of states, of parameters, and others, on which only initial values depend. */
  readonly names: readonly string[];
  readonly order: number;
  /** Whether few steps may be ahead, for which long equations are not worth their code. */
  readonly isBrief?: boolean;
}

/**
 * A system together with its variational equations of any order: its states are the coefficients of Taylor polynomials in what varies, coefficient number i (in
 * the numbering of the space) of state s at i·n + s, n the number of states. The states themselves come first, and in degree 1 the columns of ∂x/∂v one after the other.
 *
 * The right-hand side is run over polynomials whose coefficients are formulas, by the rules for series in many variables; so every product of coefficients is one
 * node, which all that need it share. Parameters that vary do so by themselves.
 *
 * @returns undefined where there are too many products: see `jetSolution`
 */
export function expanded({ system, nodes }: Watched, { names, order, isBrief = false }: Varied): Watched | undefined {
  const { states, parameters, time } = system;
  const space = Space.of(names.length, order);
  const n = states.length;
  const inputs = system.variables;
  const firstParameter = n + (time === undefined ? 0 : 1);
  const constant = parameters.flatMap((name, i) => (names.includes(name) ? [] : [firstParameter + i]));
  const program = lower(
    system.dag,
    economized(system.dag, [...system.roots, ...nodes], constant),
    inputs.length,
    order,
    constant,
  );
  if (termsOf(program, space) > (isBrief ? MOST_BRIEF : MOST_PRODUCTS)) return undefined;
  const dag = new Dag();
  const algebra = symbolicAlgebra(dag);
  const tape = new Tape(algebra, program, order, graded(algebra as typeof algebra, space));
  const { memory } = tape;
  inputs.forEach((name, v) => {
    const at = tape.row(v);
    if (v < n) for (let i = 0; i < space.size; i++) memory[at + i] = dag.variable(i * n + v);
    else memory[at] = dag.variable(v - n + n * space.size);
    const among = v < firstParameter ? -1 : names.indexOf(name);
    if (among >= 0) memory[at + 1 + among] = dag.constant(rational(1n));
  });
  tape.run();
  const rootOf = (row: number, i: number): number => memory[tape.row(program.roots[row]!) + i]!;
  const monomials = Array.from({ length: space.size }, (_, i) => space.exponentsOf(i));
  return {
    system: new Equations({
      dag,
      roots: monomials.flatMap((_, i) => states.map((_, s) => rootOf(s, i))),
      states: monomials.flatMap((exponents, i) => (i === 0 ? states : states.map((state) => `${state}[${exponents}]`))),
      parameters,
      parameterDefaults: new Map(
        [...system.parameterDefaults].map(([name, node]) => [name, substitute(system.dag, [node], dag, (i) => i)[0]!]),
      ),
      time,
    }),
    nodes: nodes.map((_, i) => rootOf(n + i, 0)),
  };
}
