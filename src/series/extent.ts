/**
 * How far a space goes: the bounds of its monomials, what monomials there are within them, and whether the tables of their products have room.
 */
import { demandNames, type NamesOf } from '../text/options.js';

/** Which monomials a space keeps, beside those up to a degree in which every variable counts once. */
export interface SpaceOptions {
  /** What each variable counts in the degree of a monomial, whole numbers ≥ 1: Σ w_v α_v. Without it 1. */
  readonly weights?: readonly number[] | undefined;
  /** The highest exponent of each variable, Infinity where the degree alone bounds it. */
  readonly orders?: readonly number[] | undefined;
}

const spaceNames: NamesOf<SpaceOptions> = { weights: true, orders: true };

/** The monomials of degree Σ w_v α_v ≤ order with exponents α_v ≤ orders; Infinity for an exponent that the degree bounds as much. */
export interface Bounds {
  readonly order: number;
  readonly weights: readonly number[];
  readonly orders: readonly number[];
}

/** Bounds as a space keeps them, an order and exponents that are reached, so that equal sets of monomials have equal bounds. */
export function boundsOf(variables: number, order: number, options: SpaceOptions): Bounds {
  demandNames('Space', options, spaceNames);
  if (!Number.isInteger(variables) || variables < 1) {
    throw new RangeError(`Space: expected a whole number of variables ≥ 1, got ${variables}`);
  }
  const weights = listOf(weightOf, variables, options.weights);
  const orders = listOf(orderOf, variables, options.orders);
  const reached = orders.reduce((sum, most, v) => sum + most * weights[v]!, 0);
  if (!isOrder(order) && (order !== Infinity || reached === Infinity)) {
    throw new RangeError(`Space: expected an integer order ≥ 0, got ${order}`);
  }
  const least = Math.min(order, reached);
  return { order: least, weights, orders: orders.map((most, v) => (most < Math.floor(least / weights[v]!) ? most : Infinity)) };
}

function isOrder(order: number): boolean {
  return Number.isInteger(order) && order >= 0;
}

/** What is given for each variable. */
interface PerVariable {
  readonly what: string;
  readonly otherwise: number;
  readonly wanted: string;
  isValid(value: number): boolean;
}

const weightOf: PerVariable = {
  what: 'weights',
  otherwise: 1,
  wanted: 'whole numbers ≥ 1',
  isValid: (weight) => Number.isInteger(weight) && weight >= 1,
};

const orderOf: PerVariable = {
  what: 'orders',
  otherwise: Infinity,
  wanted: 'whole numbers ≥ 0 or Infinity',
  isValid: (most) => isOrder(most) || most === Infinity,
};

function listOf(
  { what, otherwise, wanted, isValid }: PerVariable,
  variables: number,
  given: readonly number[] = new Array<number>(variables).fill(otherwise),
): number[] {
  if (given.length === variables && given.every(isValid)) return [...given];
  throw new RangeError(`Space: expected ${variables} ${what}, ${wanted}, got (${given.join(', ')})`);
}

/** Pairs of monomials whose products a space tells: a table of half a gigabyte. */
const MOST_PRODUCTS = 2 ** 27;

/** Exponents are kept in two bytes. */
const MOST_EXPONENT = 65535;

/** Throws where the tables would be too large, before anything is counted one by one. */
export function requireRoom({ order, weights, orders }: Bounds): void {
  const highest = weights.reduce((most, w, v) => Math.max(most, Math.min(orders[v]!, Math.floor(order / w))), 0);
  if (highest > MOST_EXPONENT) throw new RangeError(`Space: expected exponents up to ${MOST_EXPONENT}, got ${highest}`);
  // the number of monomials of each degree d is the coefficient of x^d in Π (1 + x^w + … + x^{w c}), w and c weight and highest exponent of a variable
  const counts = new Float64Array(order + 1);
  counts[0] = 1;
  for (const [v, w] of weights.entries()) {
    for (let d = w; d <= order; d++) counts[d]! += counts[d - w]!;
    const beyond = (orders[v]! + 1) * w;
    for (let d = order; d >= beyond; d--) counts[d]! -= counts[d - beyond]!;
  }
  const upTo = counts.slice();
  for (let d = 1; d <= order; d++) upTo[d]! += upTo[d - 1]!;
  const products = counts.reduce((sum, count, d) => sum + count * upTo[order - d]!, 0);
  if (products <= MOST_PRODUCTS) return;
  throw new RangeError(
    `Space: expected fewer monomials, got ${upTo[order]} up to degree ${order} in ${weights.length} variables, with ${products} products; lower the order, or bound ` +
      'exponents by orders',
  );
}

/** The exponents of all monomials by degree, within a degree with the first variable's falling; those of degree d are numbers first[d] … first[d + 1] − 1. */
export function monomialsWithin({ order, weights, orders }: Bounds): { exponents: number[][]; first: number[] } {
  const exponents: number[][] = [];
  const first = [0];
  const fill = (prefix: number[], left: number): void => {
    const v = prefix.length;
    const most = Math.min(orders[v]!, Math.floor(left / weights[v]!));
    if (v < weights.length - 1) for (let e = most; e >= 0; e--) fill([...prefix, e], left - e * weights[v]!);
    else if (most * weights[v]! === left) exponents.push([...prefix, most]);
  };
  for (let degree = 0; degree <= order; degree++) {
    fill([], degree);
    first.push(exponents.length);
  }
  return { exponents, first };
}
