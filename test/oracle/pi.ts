import { type Fraction, fraction } from './fraction.js';

/** What stands in for π: a square, so that √π is rational too. */
export const PI: Fraction = fraction(49, 16);
