/**
 * Approximate values of a graph in double precision, with the engine's own functions: for checks, never for results.
 */
import { numberSteps } from '../algebra/order.js';
import { rationalNearest } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import type { Dag } from './dag.js';

/** Every function of the table on doubles. */
export const floatFunctions: Readonly<Record<FunctionName, (a: number, b: number, c?: number) => number>> = {
  neg: (a) => -a,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  // JavaScript has NaN ** 0 = 1.
  pow: (a, b) => (Number.isNaN(a) ? a : a ** b),
  sqr: (a) => a * a,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  exp2: (a) => 2 ** a,
  exp10: (a) => 10 ** a,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  abs: Math.abs,
  ...numberSteps,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  select: (test, yes, no = Number.NaN) => (Number.isNaN(test) ? test : test === 0 ? no : yes),
};

/**
 * Values of `roots` where variable `i` is `values[i]`.
 *
 * @param perturb applied to the value of every node but variables, to see how rounding errors spread.
 */
export function floatValues(
  dag: Dag,
  roots: readonly number[],
  values: readonly number[],
  perturb: (value: number) => number = (value) => value,
): number[] {
  const at = new Map<number, number>();
  for (const id of dag.reach(roots)) {
    const { op, args, value, index } = dag.nodes[id]!;
    if (op === 'variable') at.set(id, values[index!] ?? Number.NaN);
    else if (op === 'constant') at.set(id, perturb(rationalNearest(value!)));
    else if (op === 'pi') at.set(id, perturb(Math.PI));
    else {
      const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = args.map((arg) => at.get(arg)!);
      at.set(id, perturb(floatFunctions[op](a, b, c)));
    }
  }
  return roots.map((root) => at.get(root)!);
}
