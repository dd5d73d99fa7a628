import type { SystemSource } from '../formula/source.js';
import { begin } from './begin.js';
import type { IntegrateOptions } from './options.js';
import { Trajectory } from './trajectory.js';
import { integrateValues, type ValueOptions, type ValueTrajectory } from './values.js';

/**
 * Integrates x′ = f(x, t) by Taylor's method: order from the tolerance, step from the radius of convergence that the coefficients show
 * (Jorba and Zou 2005), dense output for nothing.
 *
 * Make the system once with `system` to integrate it often: what is compiled for it is kept with it, whatever the initial state and the parameters.
 *
 * Right-hand sides may have kinks and jumps (abs, sign, max, floor, conditionals …): each step keeps to one branch and ends where it does, friction holds what it has
 * brought to rest, and a surface that both sides lead to is slid along (Filippov), or several at once, as if each switched by itself.
 *
 * Decimals, double-doubles and complex numbers as initial values give values of the same kind, with all their digits and without events.
 *
 * @param initial - the state at t[0], in the order of the system's equations
 * @returns a trajectory; a numerical failure is its `status`, and what was computed until then is kept
 * @throws RangeError for a wrong number of values, a value that is not finite, times that do not run one way, or bad options
 * @see Jorba and Zou 2005, section 3.2
 * @example
 * const oscillator = system({ x: 'v', v: '-x' });
 * const { end } = integrate(oscillator, [1, 0], { t: [0, 1] });
 * Math.abs(end[0] - Math.cos(1)) < 1e-15; // true
 * const { flowJacobian } = integrate(oscillator, [1, 0], { t: [0, 1], variational: true });
 * Math.abs(flowJacobian[0][1] - Math.sin(1)) < 1e-15; // true
 * const friction = integrate({ x: 'v', v: '-x - 0.3*sign(v)' }, [5, 0], { t: [0, 100] });
 * friction.end.map((x) => Number(x.toFixed(12))); // [0.2, 0]
 * integrate(oscillator, [doubleDouble(1), doubleDouble(0)], { t: [0, 1] }).end[0].toString(); // '0.540302305868139717400936607443'
 */
export function integrate(source: SystemSource, initial: readonly number[], options: IntegrateOptions): Trajectory;
export function integrate<T extends object>(
  source: SystemSource,
  initial: readonly T[],
  options: ValueOptions<T>,
): ValueTrajectory<T>;
export function integrate<T>(
  source: SystemSource,
  initial: readonly number[] | readonly T[],
  options: IntegrateOptions | ValueOptions<T>,
): Trajectory | ValueTrajectory<T> {
  if (!isNumeric(initial)) return integrateValues(source, initial, options as ValueOptions<T>);
  const integration = begin('integrate', source, initial, options as IntegrateOptions);
  integration.run();
  return new Trajectory(integration.trajectory());
}

function isNumeric(initial: readonly unknown[]): initial is readonly number[] {
  return !Array.isArray(initial) || initial.every((x) => typeof x === 'number');
}
