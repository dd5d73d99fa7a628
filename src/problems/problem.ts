/**
 * A differential equation that others have studied: all that it takes to integrate it and to judge the result. Plain data.
 *
 * @example
 * const { equations, initial, t, invariants } = kepler;
 * const { status } = integrate(equations, initial, { t });
 * [status, Object.keys(invariants)]; // ['complete', ['energy', 'angularMomentum', 'eccentricity']]
 */
export interface Problem {
  readonly name: string;
  /** Right-hand sides by state, with exact constants: what `integrate`, `enclose` and `system` take. */
  readonly equations: Readonly<Record<string, string>>;
  /** The state at t[0]. */
  readonly initial: readonly number[];
  /** A span worth integrating: one period of a periodic orbit, or the one of the reference. */
  readonly t: readonly [number, number];
  /** Who stated the problem, and where the figures are from. */
  readonly citation: string;
  /** Formulas in the states that keep their value along every solution, by name. */
  readonly invariants: Readonly<Record<string, string>>;
  /** The period of the orbit through `initial`, where that is closed. */
  readonly period?: number;
  /** The state at t[1], where it was published. */
  readonly end?: readonly number[];
}
