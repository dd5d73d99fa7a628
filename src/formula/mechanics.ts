/**
 * Equations of motion from one function: Hamilton's from the energy, Euler's and Lagrange's from the Lagrangian.
 */
import { rational } from '../rounding/rational.js';
import { isList } from '../text/list.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { Dag } from './dag.js';
import { differentiate } from './differentiate.js';
import { Formula, formula } from './formula.js';
import { type PlainFunction, read } from './read.js';
import { simplify } from './simplify.js';
import type { FormulaSource } from './source.js';
import { substitute } from './substitute.js';
import { finished, type System, type SystemOptions, slot } from './system.js';

/** How {@link hamiltonian} and {@link lagrangian} read their function: parameters, time and scope as for `system`. */
export type MechanicsOptions = Pick<SystemOptions, 'parameters' | 'time' | 'scope'>;

/** What {@link lagrangian} takes besides. */
export interface LagrangianOptions extends MechanicsOptions {
  /** Rayleigh's dissipation function, such as `c*v^2/2`, half the power that friction takes: its derivatives by the velocities are subtracted from the forces. */
  readonly dissipation?: FormulaSource;
}

const mechanicsNames: NamesOf<MechanicsOptions> = { parameters: true, time: true, scope: true };
const lagrangianNames: NamesOf<LagrangianOptions> = { ...mechanicsNames, dissipation: true };

/**
 * Hamilton's equations q′ = ∂H/∂p, p′ = −∂H/∂q, for the states q, p in this order.
 *
 * @param H - the energy as text, as a `Formula` or as a plain function, of numbers or of the arrays q and p
 * @param q - names of the coordinates
 * @param p - names of the momenta, as many
 * @throws RangeError when there are not as many momenta as coordinates, or H depends on something that is neither state, time nor parameter
 * @example
 * hamiltonian('p^2/2 - cos(q)', ['q'], ['p']).toString();
 * // q' = p
 * // p' = -sin(q)
 */
export function hamiltonian(
  H: FormulaSource,
  q: readonly string[],
  p: readonly string[],
  options: MechanicsOptions = {},
): System {
  demandNames('hamiltonian', options, mechanicsNames);
  const { dag, root, states, parameters, time } = given('hamiltonian', H, q, p, options);
  const partial = (i: number): number => differentiate(dag, [root], i)[0]!;
  const roots = [...p.map((_, i) => partial(q.length + i)), ...q.map((_, i) => dag.apply('neg', partial(i)))];
  return finished({ dag, roots: simplify(dag, roots), states, time }, parameters.names, parameters.defaults);
}

/**
 * The equations d/dt ∂L/∂v = ∂L/∂q − ∂D/∂v of a Lagrangian, solved for v′, for the states q, v in this order; D is the dissipation, if there is one.
 *
 * The mass matrix ∂²L/∂v² is eliminated in the order of the coordinates, which a positive definite one always allows; of others, such as that of x′y′, rows that begin
 * with a zero wait.
 *
 * @param L - kinetic minus potential energy, as `hamiltonian` takes H
 * @param q - names of the coordinates
 * @param v - names of their velocities, by default those of the coordinates with a prime
 * @throws RangeError as `hamiltonian` does, and for a mass matrix that elimination finds singular
 * @example
 * lagrangian("x'^2/2 - x^2/2", ['x']).toString();
 * // x' = x'
 * // x'' = -x
 */
export function lagrangian(
  L: FormulaSource,
  q: readonly string[],
  v: readonly string[] = q.map((name) => `${name}'`),
  options: LagrangianOptions = {},
): System {
  demandNames('lagrangian', options, lagrangianNames);
  const { dag, root, states, parameters, time } = given('lagrangian', L, q, v, options);
  const n = q.length;
  const partial = (node: number, i: number): number => simplify(dag, differentiate(dag, [node], i))[0]!;
  const velocity = (i: number): number => dag.variable(n + i);
  const momenta = v.map((_, i) => partial(root, n + i));
  const mass = momenta.map((momentum) => v.map((_, j) => partial(momentum, n + j)));
  const friction = options.dissipation === undefined ? undefined : given('lagrangian', options.dissipation, q, v, options);
  const drag = (i: number): number[] => {
    if (friction === undefined) return [];
    const slope = differentiate(friction.dag, [friction.root], n + i);
    return substitute(friction.dag, slope, dag, (k) => dag.variable(k));
  };
  // ∂L/∂q_i − Σ_j ∂²L/∂v_i∂q_j·v_j − ∂²L/∂v_i∂t
  const force = momenta.map((momentum, i) => {
    const moving = q.map((_, j) => dag.apply('mul', partial(momentum, j), velocity(j)));
    return [...moving, partial(momentum, 2 * n), ...drag(i)].reduce(
      (rest, term) => dag.apply('sub', rest, term),
      partial(root, i),
    );
  });
  const roots = [...q.map((_, i) => velocity(i)), ...solved(dag, mass, force)];
  return finished({ dag, roots: simplify(dag, roots), states, time }, parameters.names, parameters.defaults);
}

/** The solution x of A·x = b by elimination in the order of the rows, but for those that begin with a zero. */
function solved(dag: Dag, A: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const zero = dag.constant(rational(0n));
  const rows = A.map((row, i) => [...row, b[i]!]);
  const less = (i: number, j: number, factor: number, from: number): void => {
    for (let k = from; k <= n; k++) {
      const product = dag.apply('mul', factor, rows[j]![k]!);
      if (rows[j]![k] !== zero) rows[i]![k] = simplify(dag, [dag.apply('sub', rows[i]![k]!, product)])[0]!;
    }
  };
  for (let j = 0; j < n; j++) {
    const pivot = rows.findIndex((row, i) => i >= j && row[j] !== zero);
    if (pivot < 0)
      throw new RangeError(
        'lagrangian: expected a kinetic energy that depends on every velocity by itself, got a singular mass matrix',
      );
    [rows[j], rows[pivot]] = [rows[pivot]!, rows[j]!];
    for (let i = j + 1; i < n; i++) {
      if (rows[i]![j] !== zero) less(i, j, dag.apply('div', rows[i]![j]!, rows[j]![j]!), j);
    }
  }
  const x = new Array<number>(n).fill(zero);
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i]![n]!;
    for (let j = i + 1; j < n; j++)
      if (rows[i]![j] !== zero) rest = dag.apply('sub', rest, dag.apply('mul', rows[i]![j]!, x[j]!));
    x[i] = dag.apply('div', rest, rows[i]![i]!);
  }
  return x;
}

/** A function of mechanics in a graph whose variables are the states q, p, then the time, then the parameters. */
function given(
  where: string,
  source: FormulaSource,
  q: readonly string[],
  p: readonly string[],
  { parameters: values = [], time = 't', scope }: MechanicsOptions,
): {
  dag: Dag;
  root: number;
  states: readonly string[];
  parameters: { names: readonly string[]; defaults: Readonly<Record<string, number | string>> };
  time: string;
} {
  if (q.length !== p.length || q.length === 0) {
    throw new RangeError(
      `${where}: expected as many of ${p.join(', ') || 'none'} as there are coordinates, got ${q.length} coordinates`,
    );
  }
  const states = [...q, ...p];
  const names = isList(values) ? values : Object.keys(values);
  const known = [...states, ...(states.includes(time) || names.includes(time) ? [] : [time]), ...names];
  const f = typeof source === 'function' ? fromFunction(source, states, known, q.length, scope) : fromText(source, known, scope);
  const unknown = f.dependencies().find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`${where}: expected a function of ${known.join(', ')}, got one of ${unknown}; declare it in parameters`);
  }
  const dag = new Dag();
  const [root = 0] = substitute(f.dag, [f.root], dag, (i) => dag.variable(slot(f.variables[i]!, states, names)));
  const defaults = isList(values) ? {} : values;
  return { dag, root, states, parameters: { names, defaults }, time };
}

function fromText(source: string | Formula, known: readonly string[], scope: MechanicsOptions['scope']): Formula {
  return source instanceof Formula ? source : formula(source, { variables: known, ...(scope && { scope }) });
}

/** Parameters with the names of states are these; others, and arrays, are the states by their places. */
function fromFunction(
  fn: PlainFunction,
  states: readonly string[],
  known: readonly string[],
  count: number,
  scope: MechanicsOptions['scope'],
): Formula {
  const reading = read(fn, { ...(scope && { scope }), lengthOf: () => count });
  const isNamed = reading.variables.every((name) => known.includes(name));
  const variables = isNamed ? reading.variables : reading.variables.map((name, i) => states[i] ?? name);
  return new Formula(reading.dag, reading.roots[0]!, variables);
}
