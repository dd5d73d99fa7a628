import type { SystemSource } from '../formula/source.js';
import { Integration } from './integration.js';
import type { IntegrateOptions } from './options.js';
import type { Trajectory } from './trajectory.js';

/**
 * Integrates x′ = f(x, t) by Taylor's method: order from the tolerance, step from the radius of convergence that the coefficients show
 * (Jorba and Zou 2005), dense output for nothing.
 *
 * Make the system once with `system` to integrate it often: what is compiled for it is kept with it, whatever the initial state and the parameters.
 *
 * @param initial - the state at t[0], in the order of the system's equations
 * @returns a trajectory; a numerical failure is its `status`, and what was computed until then is kept
 * @throws RangeError for a wrong number of values, a value that is not finite, times that do not run one way, or bad options
 * @see Jorba and Zou 2005, eq. 3-1 and 3-3
 * @example
 * const oscillator = system({ x: 'v', v: '-x' });
 * const { end } = integrate(oscillator, [1, 0], { t: [0, 1] });
 * Math.abs(end[0] - Math.cos(1)) < 1e-15; // true
 * const { flowJacobian } = integrate(oscillator, [1, 0], { t: [0, 1], variational: true });
 * Math.abs(flowJacobian[0][1] - Math.sin(1)) < 1e-15; // true
 */
export function integrate(source: SystemSource, initial: readonly number[], options: IntegrateOptions): Trajectory {
  const integration = new Integration('integrate', source, initial, options);
  integration.run();
  return integration.trajectory();
}
