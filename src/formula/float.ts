/**
 * Approximate values of a graph in double precision, with the engine's own functions: for checks, never for results.
 */
import type { GivenFunction } from '../algebra/algebra.js';
import { indexedFunctions, numberFunctions, pairFunctions, raise } from '../algebra/float64.js';
import { numberSteps } from '../algebra/order.js';
import { rationalNearest } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import { indexedNumber } from '../series/indexed.js';
import type { Dag } from './dag.js';

/** Every function of the table on doubles. */
export const floatFunctions: Readonly<Record<FunctionName, (a: number, b: number, c?: number) => number>> = {
  neg: (a) => -a,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  // JavaScript has NaN ** 0 = 1.
  // −∞ has no broken powers, as no negative number has
  pow: (a, b) => (Number.isNaN(a) ? a : a < 0 && !Number.isInteger(b) ? Number.NaN : a ** b),
  ...numberFunctions,
  abs: Math.abs,
  ...numberSteps,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  select: (test, yes, no = Number.NaN) => (Number.isNaN(test) ? test : test === 0 ? no : yes),
  ...pairFunctions,
  sinc: (a) => indexedFunctions.sphericalJ(0, a),
  gamma: (a) => indexedFunctions.gamma(0, a),
  lgamma: (a) => indexedFunctions.lgammaCoefficient(0, a),
  digamma: (a) => indexedFunctions.lgammaCoefficient(1, a),
  // whole numbers, also where constants are perturbed
  polygamma: (n, a) => indexedNumber('polygamma', Math.round(n), a),
  besselJ: (n, a) => indexedNumber('besselJ', Math.round(n), a),
  sphericalJ: (n, a) => indexedNumber('sphericalJ', Math.round(n), a),
};

/** The value of a given function of a number, NaN where it has none. */
export function numberOf({ valueAt }: GivenFunction, x: number): number {
  try {
    return valueAt(x) as number;
  } catch {
    return Number.NaN;
  }
}

/**
 * Values of `roots` where variable `i` is `values[i]`.
 *
 * @param perturb applied to the value of every node but variables, to see how rounding errors spread.
 */
export function floatValues(
  dag: Dag,
  roots: readonly number[],
  values: readonly number[],
  perturb?: (value: number) => number,
): number[] {
  return floatEvaluator(dag, roots)(values, perturb);
}

/** The same for many points, with the graph looked through once. */
export function floatEvaluator(
  dag: Dag,
  roots: readonly number[],
): (values: readonly number[], perturb?: (value: number) => number) => number[] {
  const reached = dag.reachForValues(roots);
  const at = new Float64Array(dag.nodes.length);
  const steps = reached.map((id) => stepOf(dag, id));
  return (values, perturb = (value) => value) => {
    for (const { id, a, b, c, constant, index, of } of steps) {
      if (index !== undefined) at[id] = values[index] ?? Number.NaN;
      else at[id] = perturb(of === undefined ? constant : of(at[a]!, at[b]!, at[c]!));
    }
    return roots.map((root) => at[root]!);
  };
}

/** How one node is evaluated. */
interface Step {
  readonly id: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly constant: number;
  readonly index: number | undefined;
  readonly of: ((a: number, b: number, c?: number) => number) | undefined;
}

function stepOf(dag: Dag, id: number): Step {
  const { op, args, value, index, given } = dag.nodes[id]!;
  // what an operation does not have stands for itself, and is not looked at
  const [a = id, b = id, c = id] = args;
  const step = { id, a, b, c, constant: Number.NaN, index, of: undefined };
  if (op === 'variable') return step;
  if (op === 'constant') return { ...step, constant: rationalNearest(value!) };
  if (op === 'pi') return { ...step, constant: Math.PI };
  if (op === 'given') return { ...step, of: (x) => numberOf(given!, x) };
  return { ...step, of: op === 'pow' && !dag.valueOf(b) ? raise : floatFunctions[op] };
}
