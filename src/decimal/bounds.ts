import type { Decimal } from 'decimal.js';
import { decimals } from './rounding.js';

/** The numbers from lo to hi; lo = +∞ and hi = −∞ for the empty set. */
export interface Bounds {
  readonly lo: Decimal;
  readonly hi: Decimal;
}

const Plain = decimals(1, 4);
export const zero: Decimal = new Plain(0);
export const one: Decimal = new Plain(1);
export const minusOne: Decimal = new Plain(-1);
export const infinity: Decimal = new Plain(Infinity);
export const minusInfinity: Decimal = new Plain(-Infinity);

export const empty: Bounds = { lo: infinity, hi: minusInfinity };
export const entire: Bounds = { lo: minusInfinity, hi: infinity };

export function isEmpty(x: Bounds): boolean {
  return x.lo.gt(x.hi);
}

export const least = (a: Decimal, b: Decimal): Decimal => (a.lt(b) ? a : b);
export const greatest = (a: Decimal, b: Decimal): Decimal => (a.gt(b) ? a : b);

/** The smallest interval that holds both. */
export function hullOf(x: Bounds, y: Bounds): Bounds {
  return { lo: least(x.lo, y.lo), hi: greatest(x.hi, y.hi) };
}
