/**
 * Powers times constants, as in the forces of bodies at rest: μ·r^(−3/2) obeys the recurrence of the power itself.
 */
import type { Rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';

/** by·base^exponent for a constant `by`. */
export interface Scaled {
  readonly base: number;
  readonly exponent: Rational;
  readonly by: number;
}

/**
 * The nodes of a graph that are such products, of powers that nothing else needs: these are `absorbed`.
 *
 * @param uses - how often each node is used
 * @param hasRule - whether powers by an exponent go by a recurrence of their own
 */
export function scaledPowers(
  dag: Dag,
  reached: readonly number[],
  uses: ReadonlyMap<number, number>,
  isConstant: (id: number) => boolean,
  hasRule: (exponent: Rational) => boolean,
): { readonly products: ReadonlyMap<number, Scaled>; readonly absorbed: ReadonlySet<number> } {
  const products = new Map<number, Scaled>();
  const absorbed = new Set<number>();
  for (const id of reached) {
    const { op, args } = dag.nodes[id]!;
    if (op !== 'mul') continue;
    const by = args.find(isConstant);
    const power = args.find((arg) => arg !== by);
    if (by === undefined || power === undefined || uses.get(power) !== 1 || dag.nodes[power]!.op !== 'pow') continue;
    const [base, to] = dag.nodes[power]!.args as readonly [number, number];
    const exponent = dag.valueOf(to);
    if (exponent === undefined || !hasRule(exponent)) continue;
    products.set(id, { base, exponent, by });
    absorbed.add(power);
  }
  return { products, absorbed };
}
