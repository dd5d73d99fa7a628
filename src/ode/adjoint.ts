import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type FormulaSource, type SystemSource, systemOf, textOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { demandNames, type NamesOf, namedValues } from '../text/options.js';
import { costOf } from './cost.js';
import { withRunningCost } from './costate.js';
import { demandInitial } from './initial.js';
import { integrate } from './integrate.js';
import { checkKernel, type Kernel } from './kernel.js';
import { demandTimes } from './options.js';
import { checkSmooth } from './smooth.js';
import type { IntegrationStatus, Trajectory } from './trajectory.js';
import { WayBack } from './way-back.js';

/** Options of `adjoint`. At least one of `final`, `running` and `terms` says what the cost is. */
export interface AdjointOptions {
  /** From where to where, in either direction. */
  readonly t: readonly [number, number];
  /** The cost of the final state: a formula in the states, the time and the parameters, or a plain function of these. */
  readonly final?: FormulaSource;
  /** What is integrated over the way: the same kind of formula. */
  readonly running?: FormulaSource;
  /** Costs of states on the way, such as squared distances from what was measured. */
  readonly terms?: readonly { readonly t: number; readonly cost: FormulaSource }[];
  readonly parameters?: Readonly<Record<string, number>>;
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Default 100 000, each way. */
  readonly maxSteps?: number;
  readonly kernel?: Kernel;
  /** Called after each step, there and back, with the time reached and the number of steps, of both ways together. */
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  /** Ends the way early; there is no cost then. */
  readonly signal?: AbortSignal;
}

const adjointNames: NamesOf<AdjointOptions> = {
  t: true,
  final: true,
  running: true,
  terms: true,
  parameters: true,
  tolerance: true,
  maxSteps: true,
  kernel: true,
  onProgress: true,
  signal: true,
};

/** What `adjoint` returns. Where the way ended early there is no cost: it is NaN, and so are its derivatives. */
export interface CostGradient {
  readonly status: IntegrationStatus;
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /** The cost J. */
  readonly value: number;
  /** ∂J/∂x_i(t0), in the order of the states. */
  readonly initial: readonly number[];
  /** ∂J/∂p by name. */
  readonly parameters: Readonly<Record<string, number>>;
  /** ∂J/∂t0 for the same initial state, and ∂J/∂t1. */
  readonly t0: number;
  readonly t1: number;
  /** The orbit that was followed; behind its own states comes the integral of the running cost, if there is one. */
  readonly trajectory: Trajectory;
  /** Steps of the way back. */
  readonly steps: number;
}

/**
 * The gradient of a cost J = φ(x(t1), p) + ∫ ℓ(x, t, p) dt + Σ c_i(x(t_i), p) with respect to the initial state, all parameters and both times, by one way back:
 * λ′ = −∂H/∂x with H = λ·f + ℓ, from λ(t1) = ∂φ/∂x, and ∂J/∂p = ∂φ/∂p + ∫ ∂H/∂p dt.
 *
 * The time it takes does not grow with the number of parameters but as the field's own length does. The states that the way back needs are those of the
 * trajectory's Taylor polynomials, at whatever time a step begins: neither interpolated nor integrated back, which a dissipative field would not allow.
 *
 * @throws RangeError for wrong numbers of values, times outside the span, no cost, equations or a running cost with kinks, or bad options
 * @see Pontryagin et al. 1962; Cao, Li, Petzold, Serban, Adjoint sensitivity analysis for differential-algebraic equations, SIAM J. Sci. Comput. 24 (2003)
 * @example
 * // x = e^{−p t}: J = x(1)² + ∫x dt
 * const decay = system({ x: '-p*x' }, { parameters: { p: 2 } });
 * const { value, initial, parameters } = adjoint(decay, [1], { t: [0, 1], final: 'x^2', running: 'x' });
 * Math.abs(value - (Math.exp(-4) + (1 - Math.exp(-2)) / 2)) < 1e-15; // true
 * Math.abs(initial[0] - (2 * Math.exp(-4) + (1 - Math.exp(-2)) / 2)) < 1e-15; // true
 * Math.abs(parameters.p - (-2 * Math.exp(-4) + (3 * Math.exp(-2) - 1) / 4)) < 1e-15; // true
 */
export function adjoint(source: SystemSource, initial: readonly number[], options: AdjointOptions): CostGradient {
  const system = systemOf(source);
  const { t, final, running, terms } = check(system, initial, options);
  const { tolerance = 2 ** -52, maxSteps = 100_000, signal, onProgress } = options;
  checkSmooth('adjoint', system, running === undefined ? [] : [running], () => 'adjoint: in options.running');
  const parameters = parameterValues('adjoint', float64, system, namedValues('adjoint', options.parameters));
  const n = initial.length;
  const trajectory = integrate(
    running === undefined ? system : withRunningCost(system, running),
    running === undefined ? initial : [...initial, 0],
    { t, ...given(options), tolerance, maxSteps },
  );
  if (trajectory.status !== 'complete') return failure(system, trajectory, trajectory.status, trajectory.message, 0);
  const stateAt = (time: number): number[] => trajectory.at(time).slice(0, n);
  const costs = terms.map(({ t: time, cost }, i) => ({
    time,
    ...costOf(system, cost, `adjoint: in options.terms[${i}].cost`)(stateAt(time), time, parameters),
  }));
  const end = costOf(system, final, 'adjoint: in options.final')(stateAt(t[1]), t[1], parameters);
  const way = new WayBack(system, running ?? '0', parameters, stateAt, t[1], tolerance, options.kernel ?? 'auto');
  const told = onProgress && (() => onProgress({ t: way.time, steps: trajectory.steps + way.steps }));

  way.add(end);
  const t1 = way.hamiltonian() + end.byTime;
  // from the last to the first
  costs.sort((a, b) => (b.time - a.time) * Math.sign(t[1] - t[0]));
  for (const cost of [...costs, undefined]) {
    const status = way.to(cost?.time ?? t[0], maxSteps, signal, told);
    if (status !== 'complete') return failure(system, trajectory, status, way.message(status), way.steps);
    if (cost !== undefined) way.add(cost);
  }
  const integral = running === undefined ? 0 : trajectory.end[n]!;
  const result: CostGradient = {
    status: 'complete',
    message: `Followed the orbit in ${trajectory.steps} steps and back in ${way.steps}.`,
    value: costs.reduce((sum, { value }) => sum + value, end.value + integral),
    initial: way.costates,
    parameters: Object.fromEntries(system.parameters.map((name, i) => [name, way.quadratures[i]!])),
    t0: -way.hamiltonian(),
    t1,
    trajectory,
    steps: way.steps,
  };
  way.done();
  return result;
}

function failure(
  system: System,
  trajectory: Trajectory,
  status: IntegrationStatus,
  message: string,
  steps: number,
): CostGradient {
  const none = Number.NaN;
  return {
    status,
    message,
    value: none,
    initial: system.states.map(() => none),
    parameters: Object.fromEntries(system.parameters.map((name) => [name, none])),
    t0: none,
    t1: none,
    trajectory,
    steps,
  };
}

/** What `integrate` is told as well. */
function given({
  parameters,
  kernel,
  signal,
  onProgress,
}: AdjointOptions): Pick<AdjointOptions, 'parameters' | 'kernel' | 'signal' | 'onProgress'> {
  return {
    ...(parameters && { parameters }),
    ...(kernel && { kernel }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  };
}

/** What is wanted, its formulas as texts. */
interface Wanted {
  readonly t: readonly [number, number];
  readonly final: string;
  readonly running: string | undefined;
  readonly terms: readonly { readonly t: number; readonly cost: string }[];
}

function check(system: System, initial: readonly number[], options: AdjointOptions): Wanted {
  demandNames('adjoint', options, adjointNames);
  demandTimes('adjoint', options?.t);
  const { t, final, running, terms = [], maxSteps = 100_000, tolerance = 2 ** -52, kernel = 'auto' } = options;
  demandInitial('adjoint', system.states, initial);
  if (!(t.length === 2 && t.every(Number.isFinite)))
    throw new RangeError(`adjoint: expected finite times [t0, t1] in options.t, got [${t.join(', ')}]`);
  if (!Number.isInteger(maxSteps) || maxSteps < 1)
    throw new RangeError(`adjoint: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`adjoint: expected a tolerance between 0 and 1, got ${tolerance}`);
  checkKernel('adjoint', kernel);
  if (final === undefined && running === undefined && terms.length === 0)
    throw new RangeError('adjoint: expected a cost in options.final, running or terms, got none');
  const text = (name: string, cost: FormulaSource): string =>
    textOf(`adjoint: expected a formula in options.${name}`, cost, system);
  const outside = terms.find(({ t: time }) => !(time >= Math.min(...t) && time <= Math.max(...t)));
  if (outside !== undefined)
    throw new RangeError(`adjoint: expected times of terms between ${t[0]} and ${t[1]}, got ${outside.t}`);
  return {
    t,
    final: final === undefined ? '0' : text('final', final),
    running: running && text('running', running),
    terms: terms.map(({ t: time, cost }, i) => ({ t: time, cost: text(`terms[${i}].cost`, cost) })),
  };
}
