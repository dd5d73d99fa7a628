import type { OrbitPoint } from './nodes.js';

/** A periodic orbit, or how far its search came. */
export interface PeriodicOrbit {
  readonly status: 'converged' | 'noReturn' | 'singular' | 'stalled' | 'aborted';
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /** A point of the orbit, the first of `points`; of `periodicOrbit`, on the section. */
  readonly state: readonly number[];
  /** NaN where the search has failed. Where the signal has ended it, this, the points and the residual are those of the last iteration, or of the guess. */
  readonly period: number;
  /**
   * Eigenvalues of the derivative of the way around, largest modulus first: for `closedOrbit` of the monodromy matrix, for `periodicOrbit` of the return map on the section,
   * where that along the field is missing. NaN where a way around overflows.
   */
  readonly multipliers: readonly { readonly re: number; readonly im: number }[];
  /** How far the orbits of the `points` miss the next one, in the maximum norm. */
  readonly residual: number;
  readonly iterations: number;
  /**
   * Points of the orbit, as many as its instability asks for: from each one an integration follows the orbit to the next to nearly all figures, and not, as a rule, from one all the way
   * around. They are a guess for a neighbor, too.
   */
  readonly points: readonly OrbitPoint[];
}

/** How far the search for a periodic orbit has come: as in `PeriodicOrbit`. */
export interface OrbitProgress {
  readonly iterations: number;
  readonly residual: number;
}

export type Multiplier = PeriodicOrbit['multipliers'][number];

/** What there is when the signal ends a search. */
export function aborted(
  { points, period }: Pick<PeriodicOrbit, 'points' | 'period'>,
  iterations: number,
  residual: number = Number.NaN,
): PeriodicOrbit {
  const where = iterations === 0 ? 'along the guess' : `in iteration ${iterations} at a residual of ${residual}`;
  const message = `Stopped by the signal ${where}.`;
  return { status: 'aborted', message, state: points[0]!.state, period, multipliers: [], residual, iterations, points };
}

/** What there is when a search fails. */
export function failed(
  status: PeriodicOrbit['status'],
  message: string,
  { points }: Pick<PeriodicOrbit, 'points'>,
  iterations: number,
): PeriodicOrbit {
  const { state } = points[0]!;
  return { status, message, state, period: Number.NaN, multipliers: [], residual: Number.NaN, iterations, points };
}

/** Largest modulus first. */
export function byModulus(a: Multiplier, b: Multiplier): number {
  return Math.hypot(b.re, b.im) - Math.hypot(a.re, a.im);
}
