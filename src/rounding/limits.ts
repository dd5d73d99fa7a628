/**
 * Numbers of binary64 that error-free arithmetic stands on: between which sizes a rounding error is a double and is found exactly, and what leads from a double
 * to its neighbor. Where they are proved to serve: transform.ts, neighbor.ts.
 */

/** The least positive double. */
export const eta: number = 5e-324; // 2^−1074
/** The distance from 1 to the next double. */
export const ulp: number = 2.220446049250313e-16; // 2^−52
/** The neighbors of s are s ± φ|s|, for |s| ≥ `leastExact`. */
export const phi: number = 1.1102230246251568e-16; // 2^−53·(1 + 2^−52)
/** A product x·y has an exact error where |x·y| lies between these two and both factors are at most `greatestFactor` (Boldo, IJCAR 2006). */
export const leastExact: number = 2.004168360008973e-292; // 2^−969
export const greatestExact: number = 2.247116418577895e307; // 2^1021
export const greatestFactor: number = 3.3484643974570854e299; // 2^995
/** s·x splits x into two halves of 26 bits (Veltkamp). */
export const splitter: number = 134217729; // 2^27 + 1
