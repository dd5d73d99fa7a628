import type { NamesOf } from '../text/options.js';
import { LEAST_DAMPED, mayBeDamped } from './damping.js';
import type { EventSpec } from './events.js';
import type { Kernel } from './kernel.js';
import { balancedPlan, dampedPlan, orderFor, type Plan, planOf } from './step.js';

/** Options of `integrate`. */
export interface IntegrateOptions {
  /** From where to where, [t0, t1] in either direction; with more than two entries, the times at which the state is wanted. */
  readonly t: readonly number[];
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Order of the Taylor polynomials; by default what the tolerance and `stepControl` ask for (20 for 2⁻⁵²). */
  readonly order?: number;
  /**
   * How order and step are chosen: `radius` as Jorba and Zou do, p = 1 − ln(tolerance)/2 and the radius of convergence that the last two coefficients show, times
   * e⁻² or a little less (2005, section 3.2); `terms` shorter where a term of the polynomial would exceed the state and cancel against others (section
   * 3.2); `balanced` at the same accuracy by a higher order and longer steps, which takes less time where the tolerance is above 2⁻⁵², and is the same
   * from there on. With an `order` of one's own, `balanced` is `radius`. `damped` goes on beyond where a Taylor polynomial is good: two conjugate singularities are
   * looked for in the coefficients, and these are damped as a conformal map of the plane without the rays behind them asks for; with orders that are higher by up to 8,
   * steps are 1.3 to 2.5 times as long at the same error. It takes less time where a step costs more than a microsecond or so and where bodies come close to each other,
   * and is for smooth equations without events. What is flat to the last digit where a step begins, as tanh x at 57, no coefficients show, and long steps may lead beyond it: give such
   * equations a `maxStep`. Default `balanced`.
   */
  readonly stepControl?: 'balanced' | 'radius' | 'terms' | 'damped';
  /**
   * A length that all steps have, or a function that gives that of the next one: in place of `stepControl`. The last step ends where it has to.
   *
   * Times are sums of these lengths, each rounded once. For equations with the time, which see it as a double, each step ends where that is, and so is longer or shorter by up to a
   * rounding of the time.
   */
  readonly step?: number | ((t: number, state: readonly number[]) => number);
  /** The shortest step that is made, whatever the coefficients say. Default 0. */
  readonly minStep?: number;
  /** The longest one. Default Infinity. */
  readonly maxStep?: number;
  /**
   * Keeps what the sum of each step rounds away and adds it to the next (compensated summation): the energy of a long orbit stays twice to four times
   * nearer to its value, for a few hundredths of the time. Default true.
   */
  readonly highAccuracy?: boolean;
  /**
   * What is kept of the solution between the times asked for: all of it (`true`), nothing (`false`), or at least the last so many steps. Memory is
   * 8·(n + 2) bytes for each step that is kept, and at most 256 KiB for steps that are kept besides, since they are given up by blocks. Default true.
   */
  readonly dense?: boolean | number;
  /** Values of the system's parameters, by name. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** What to look for along the orbit, and what to do there. */
  readonly events?: readonly EventSpec[];
  /**
   * Computes the derivative of the state with respect to the initial state along: at the end as `flowJacobian`, and in between, as far as the solution is kept, by
   * `jacobianAt`, for which each step takes n² doubles more. It goes through jumps of events that are given by formulas.
   *
   * The steps are the orbit's own, and `end` is the same as without, where the derivative could do with them. Where they are longer by half, or somewhat more at low orders, than it wants,
   * as beside a rest point, at close encounters, and in bursts, they are the derivative's, and `end` is another one within the tolerance. Where a root touches zero, as √(1 − sin²t)
   * does, the derivative has no say.
   */
  readonly variational?: boolean;
  /** Default 100 000. */
  readonly maxSteps?: number;
  /** Default `auto`. */
  readonly kernel?: Kernel;
  /** Called after each step with the time reached and the number of steps. */
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  /** Ends the integration early; what was computed until then is returned. */
  readonly signal?: AbortSignal;
}

/** What {@link IntegrateOptions} has. */
export const integrateNames: NamesOf<IntegrateOptions> = {
  t: true,
  tolerance: true,
  order: true,
  stepControl: true,
  step: true,
  minStep: true,
  maxStep: true,
  highAccuracy: true,
  dense: true,
  parameters: true,
  events: true,
  variational: true,
  maxSteps: true,
  kernel: true,
  onProgress: true,
  signal: true,
};

/** How many steps there are, how long they are, and what is kept of them. */
export interface Limits {
  readonly maxSteps: number;
  readonly least: number;
  readonly most: number;
  /** Steps that are kept. */
  readonly kept: number;
}

/** What the polynomials of steps are, and how far they go. */
export interface Manner {
  readonly plan: Plan;
  readonly isDamped: boolean;
}

const stepControls = ['balanced', 'radius', 'terms', 'damped'];

/** @throws TypeError where there is no array of times */
export function demandTimes(where: string, t: unknown, form = '{ t: [t0, t1] }'): void {
  if (Array.isArray(t)) return;
  const isComing = typeof t === 'object' && t !== null && (Symbol.iterator in t || Symbol.asyncIterator in t);
  const iterable = ArrayBuffer.isView(t) ? 'a typed array, of which Array.from makes one' : 'an iterable; stream takes it';
  const got = t === undefined ? 'none' : isComing ? iterable : `t: ${t}`;
  throw new TypeError(`${where}: expected options with times, ${form}, got ${got}`);
}

/**
 * The direction of time, 1 or −1; 0 where there is no way to go.
 *
 * @param between - b − a, which is not finite where one of both is not
 * @throws RangeError unless there are at least two times that run one way, or two that are the same
 */
export function directionOf<T>(where: string, t: readonly T[], between: (a: T, b: T) => number): number {
  const whole = t.length < 2 ? Number.NaN : between(t[0]!, t[t.length - 1]!);
  const direction = Math.sign(whole);
  if (t.length === 2 && Number.isFinite(whole)) return direction;
  let isOneWay = t.length > 2 && direction !== 0;
  for (let i = 1; i < t.length && isOneWay; i++) {
    const span = between(t[i - 1]!, t[i]!);
    isOneWay = Number.isFinite(span) && span * direction > 0;
  }
  if (isOneWay) return direction;
  const remedy = t.some((time) => Math.abs(Number(time)) === Infinity) ? '; stream goes on without end' : '';
  throw new RangeError(
    `${where}: expected at least two finite times that run one way in options.t, got [${t.join(', ')}]${remedy}`,
  );
}

/** Throws unless a tolerance and an order, where they are given, are in their ranges. */
export function demandAccuracy(where: string, tolerance: number | undefined, order: number | undefined): void {
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < 1))
    throw new RangeError(`${where}: expected a tolerance between 0 and 1, got ${tolerance}`);
  if (order !== undefined && (!Number.isInteger(order) || order < 2))
    throw new RangeError(`${where}: expected an integer order ≥ 2, got ${order}`);
}

/** Options that orbits over values of any kind have in common. */
export type CommonOptions = Pick<IntegrateOptions, 'maxSteps' | 'minStep' | 'maxStep' | 'dense'> & { readonly step?: unknown };

/** Throws unless all of them are in their ranges. */
export function limitsOf(where: string, options: CommonOptions): Limits {
  const { maxSteps = 100_000, step, minStep = 0, maxStep = Infinity, dense = true } = options;
  if (!Number.isInteger(maxSteps) || maxSteps < 1)
    throw new RangeError(`${where}: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  if (!(minStep >= 0 && minStep <= maxStep && maxStep > 0)) {
    throw new RangeError(`${where}: expected 0 ≤ minStep ≤ maxStep, got minStep ${minStep} and maxStep ${maxStep}`);
  }
  if (typeof step === 'number' && !(step > 0)) throw new RangeError(`${where}: expected a step > 0, got ${step}`);
  if (typeof dense === 'number' && !(Number.isInteger(dense) && dense >= 0)) {
    throw new RangeError(`${where}: expected dense to be true, false or a number of steps ≥ 0, got ${dense}`);
  }
  return { maxSteps, least: minStep, most: maxStep, kept: dense === true ? Infinity : dense === false ? 0 : dense };
}

/** The length of the next step where the caller chooses it. */
export function givenStep<T>(
  where: string,
  step: number | ((t: T, state: readonly T[]) => number),
  t: T,
  state: readonly T[],
): number {
  const given = typeof step === 'number' ? step : step(t, state);
  if (!(given > 0)) throw new RangeError(`${where}: expected a step > 0 from options.step at t = ${t}, got ${given}`);
  return given;
}

/** The options that a manner follows from, with their defaults. */
interface Wanted {
  readonly tolerance: number;
  readonly order: number | undefined;
  readonly stepControl: string;
  /** Whether steps have lengths that are given. */
  readonly isGiven: boolean;
}

/** What was asked for last. Calls in a loop ask for the same, and its logarithms count beside a short orbit. */
let latest: (Wanted & Manner) | undefined;

/** Throws unless the options that it follows from are in their ranges. */
export function mannerOf(where: string, options: Pick<IntegrateOptions, 'tolerance' | 'order' | 'stepControl' | 'step'>): Manner {
  const { tolerance = 2 ** -52, order, stepControl = 'balanced', step } = options;
  const isGiven = step !== undefined;
  const isSame =
    latest !== undefined &&
    latest.tolerance === tolerance &&
    latest.order === order &&
    latest.stepControl === stepControl &&
    latest.isGiven === isGiven;
  if (isSame) return latest!;
  latest = mannerFor(where, { tolerance, order, stepControl, isGiven });
  return latest;
}

function mannerFor(where: string, wanted: Wanted): Wanted & Manner {
  const { tolerance, order, stepControl, isGiven } = wanted;
  demandAccuracy(where, tolerance, order);
  if (!stepControls.includes(stepControl))
    throw new RangeError(`${where}: expected stepControl to be ${stepControls.join(', ')}, got ${stepControl}`);
  const isDamped = stepControl === 'damped' && !isGiven;
  if (isDamped && order !== undefined && !mayBeDamped(order))
    throw new RangeError(`${where}: expected an even order ≥ ${LEAST_DAMPED} for stepControl: 'damped', got ${order}`);
  const isBalanced = stepControl === 'balanced' && order === undefined && !isGiven;
  const plan = isDamped
    ? dampedPlan(tolerance, order)
    : isBalanced
      ? balancedPlan(tolerance)
      : planOf(order ?? orderFor(tolerance));
  return { ...wanted, plan, isDamped };
}
