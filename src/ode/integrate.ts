import type { SystemSource } from '../formula/source.js';
import { begin } from './begin.js';
import type { IntegrateOptions } from './options.js';
import { Trajectory } from './trajectory.js';
import { ValueIntegration } from './value-integration.js';
import { ValueTrajectory } from './value-trajectory.js';
import { areNumbers, type ValueOptions } from './values.js';

/**
 * Integrates x′ = f(x, t) by Taylor's method: order from the tolerance, step from the radius of convergence that the coefficients show
 * (Jorba and Zou 2005), dense output for nothing.
 *
 * Make the system once with `system` to integrate it often: what is compiled for it is kept with it, whatever the initial state and the parameters. Of equations given as texts
 * the last few are kept as well.
 *
 * Right-hand sides may have kinks and jumps (abs, sign, max, floor, conditionals …): each step keeps to one branch and ends where it does, friction holds what it has
 * brought to rest, and a surface that both sides lead to is slid along (Filippov), or several at once, as if each switched by itself.
 *
 * Decimals, double-doubles and complex numbers among the initial values, times or parameters give values of the same kind, with all their digits, for
 * equations without kinks, jumps and angles that start anew; events of real ones have all their digits, too. So do series, of numbers of any of these kinds: states as functions of what varies, which is jet transport (for numbers, `flowMap` is its faster form, and knows events).
 *
 * @param initial - the state at t[0], in the order of the system's equations
 * @returns a trajectory; a numerical failure is its `status`, and what was computed until then is kept
 * @throws RangeError for a wrong number of values, a value that is not finite, times that do not run one way, equations with kinks over other values than numbers, or bad options
 * @see Jorba and Zou 2005, section 3.2
 * @example
 * const oscillator = system({ x: 'v', v: '-x' });
 * const { end } = integrate(oscillator, [1, 0], { t: [0, 1] });
 * Math.abs(end[0] - Math.cos(1)) < 1e-15; // true
 * const { flowJacobian } = integrate(oscillator, [1, 0], { t: [0, 1], variational: true });
 * Math.abs(flowJacobian[0][1] - Math.sin(1)) < 1e-15; // true
 * const friction = integrate({ x: 'v', v: '-x - 0.3*sign(v)' }, [5, 0], { t: [0, 100] });
 * friction.end.map((x) => Number(x.toFixed(12)) + 0); // [0.2, 0]
 * integrate(oscillator, [doubleDouble(1), doubleDouble(0)], { t: [0, 1] }).end[0].toString(); // '0.540302305868139717400936607443'
 * const quarter = integrate(oscillator, [doubleDouble(1), doubleDouble(0)], { t: [0, 9], events: [{ when: 'x', stop: true }] });
 * quarter.reached.mul(2).toString(); // '3.141592653589793238462643383279'
 * const [x, v] = variables([1, 0], { order: 1, names: ['x', 'v'] });
 * integrate(oscillator, [x, v], { t: [0, 1] }).end[0].coefficients.map((c) => c.toFixed(9)); // ['0.540302306', '0.540302306', '0.841470985']
 */
export function integrate(source: SystemSource, initial: readonly number[], options: IntegrateOptions): Trajectory;
export function integrate<T extends object>(
  source: SystemSource,
  initial: readonly number[],
  options: ValueOptions<T> & { readonly parameters: Readonly<Record<string, T>> },
): ValueTrajectory<T>;
export function integrate<T extends object | number>(
  source: SystemSource,
  initial: readonly T[],
  // numbers alone are for the first form
  options: [T] extends [number] ? never : ValueOptions<Exclude<T, number>>,
): ValueTrajectory<Exclude<T, number>>;
export function integrate<T>(
  source: SystemSource,
  initial: readonly (T | number)[],
  options: IntegrateOptions | ValueOptions<T>,
): Trajectory | ValueTrajectory<T> {
  if (!areNumbers(initial, options)) {
    const orbit = new ValueIntegration('integrate', source, initial, options as ValueOptions<T>);
    orbit.run();
    return new ValueTrajectory(orbit.course());
  }
  const integration = begin('integrate', source, initial as readonly number[], options as IntegrateOptions);
  integration.run();
  return new Trajectory(integration.trajectory());
}
