import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import { identity } from '../linalg/matrix.js';
import { orthonormalize } from '../linalg/qr.js';
import { demandNames, type NamesOf, namedValues } from '../text/options.js';
import { demandInitial } from './initial.js';
import { checkKernel, type Kernel, setParameters } from './kernel.js';
import { legsOf } from './legs.js';
import { demandTimes } from './options.js';
import { firstOrder, poolOf, type Recipe } from './pool.js';
import { checkSmooth } from './smooth.js';
import { orderFor } from './step.js';
import { Stepper } from './stepper.js';
import { Switching } from './switching.js';
import { readVariations, writeVariations } from './variations.js';

/** Options of `lyapunov`. */
export interface LyapunovOptions {
  /** From where to where, forward. */
  readonly t: readonly [number, number];
  /** How long the orbit runs before averaging begins, so that it has reached its attractor and the frame its directions. Default: a tenth of the span. */
  readonly transient?: number;
  /** How many entries the convergence record has, about. Default 100. */
  readonly records?: number;
  /** How many exponents, the largest ones; time and memory go with their number. Default all. */
  readonly count?: number;
  /** The result that this one continues, from its `end` and time on: averages, directions and record go on, without a transient. */
  readonly before?: LyapunovSpectrum;
  readonly parameters?: Readonly<Record<string, number>>;
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Default 1 000 000. */
  readonly maxSteps?: number;
  readonly kernel?: Kernel;
  /** Called after each step with the time reached and the number of steps. */
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number }) => void;
  /** Ends the way early; the averages until then are returned. */
  readonly signal?: AbortSignal;
}

const lyapunovNames: NamesOf<LyapunovOptions> = {
  t: true,
  transient: true,
  records: true,
  count: true,
  before: true,
  parameters: true,
  tolerance: true,
  maxSteps: true,
  kernel: true,
  onProgress: true,
  signal: true,
};

/** What `lyapunov` returns. */
export interface LyapunovSpectrum {
  readonly status: 'complete' | 'maxSteps' | 'notFinite' | 'singular' | 'aborted';
  /** What the status means, with figures. */
  readonly message: string;
  /** The exponents, largest first as far as they have converged: averages over the time from the end of the transient; NaN before it. */
  readonly exponents: readonly number[];
  /** The time that the averages are over. */
  readonly span: number;
  /** Orthonormal directions at the end, component i of number k at [i][k]: the first k span those in which differences have grown most. */
  readonly frame: readonly (readonly number[])[];
  /** The averages as they converged. */
  readonly convergence: readonly { readonly t: number; readonly exponents: readonly number[] }[];
  /** The last state. */
  readonly end: readonly number[];
  readonly steps: number;
}

/**
 * Lyapunov exponents of an orbit: how fast small differences grow, λ_k = lim (1/T)·Σ log r_kk.
 *
 * A frame Q is carried along by the derivative of the flow over each Taylor step and made orthonormal again, DΦ·Q = Q₁·R. The sum of the exponents is the
 * average of the field's divergence along the orbit, to rounding; each exponent by itself converges as slowly as time averages do.
 *
 * With a `count`, only so many directions are carried along; they start anywhere and turn to those that grow most.
 *
 * @throws RangeError for a wrong number of values, equations with kinks, jumps or branches, or bad options
 * @see Benettin, Galgani, Giorgilli, Strelcyn, Meccanica 15 (1980) 9–30; for QR at each step, Eckmann and Ruelle 1985, section V.C
 * @example
 * const { exponents } = lyapunov({ x: '-x', y: '-3*y' }, [1, 1], { t: [0, 5] });
 * exponents.map((x) => Number(x.toFixed(9))); // [-1, -3]
 * const field = { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' };
 * const largest = lyapunov(field, [1, 2, 20], { t: [0, 100], count: 1 });
 * const longer = lyapunov(field, largest.end, { t: [100, 200], count: 1, before: largest });
 * [longer.span, longer.exponents[0].toFixed(1)]; // [190, '0.9']
 */
export function lyapunov(source: SystemSource, initial: readonly number[], options: LyapunovOptions): LyapunovSpectrum {
  const base = systemOf(source);
  const n = base.states.length;
  const { t, from, records, count, tolerance, maxSteps } = check(base.states, initial, options);
  checkSmooth('lyapunov', base);
  // the frame has a say in the steps: near a rest point the state alone would allow any
  const recipe: Recipe = {
    where: 'lyapunov',
    order: orderFor(tolerance),
    watched: [],
    events: 0,
    varied: { ...firstOrder(base), names: base.states.slice(0, count) },
    control: 'eased',
    compensated: false,
    kind: options.kernel ?? 'auto',
  };
  const parameters = parameterValues('lyapunov', float64, base, namedValues('lyapunov', options.parameters));
  // branches are of parameters alone
  const legs = legsOf(base, recipe);
  const switching = legs && new Switching(legs, 1);
  switching?.start({ state: initial, t: t[0], parameters });
  const pool = switching?.leg.pool ?? poolOf(base, recipe);
  const kernel = pool.take();
  setParameters(kernel, switching?.parameters(parameters) ?? parameters);
  const stepper = new Stepper(kernel, initial, t[0]);
  const { clock } = stepper;
  const frame = new Float64Array(n * n);
  const moved = new Float64Array(n * n);
  const work = new Float64Array(n * n + n);
  const order = Int32Array.from({ length: n }, (_, k) => k);
  const { before } = options;
  const sums = Float64Array.from({ length: count }, (_, k) => (before?.span ? before.exponents[k]! * before.span : 0));
  const convergence = [...(before?.convergence ?? [])];
  if (before !== undefined) {
    before.frame.forEach((row, i) => {
      frame.set(row, i * n);
    });
  } else if (count === n) identity(frame, n);
  else {
    // directions that no symmetry has
    orthonormalize(
      frame,
      moved.map((_, i) => Math.sin(1 + i * i)),
      order,
      work,
      n,
    );
    clearBehind(frame, n, count);
  }
  let status: LyapunovSpectrum['status'] = 'complete';
  let end: readonly number[] = [...initial];
  let steps = 0;
  let averaging = from === t[0];
  let start = from;
  const span = (): number => (averaging ? clock.hi - start : 0) + (before?.span ?? 0);
  const record = (): void => {
    convergence.push({ t: clock.hi, exponents: Array.from(sums, (sum) => sum / span()) });
  };
  let next = from + (t[1] - from) / records;

  while (clock.until(t[1]) > 0) {
    if (options.signal?.aborted) status = 'aborted';
    else if (steps >= maxSteps) status = 'maxSteps';
    if (status !== 'complete') break;
    writeVariations(kernel, frame, n, count);
    const h = stepper.propose(averaging ? t[1] : from);
    if (typeof h === 'string') status = h;
    else if (!stepper.take(h)) status = 'notFinite';
    if (status !== 'complete') break;
    steps++;
    end = stepper.state;
    readVariations(moved, kernel, n, count);
    if (!orthonormalize(frame, moved, order, work, n)) {
      status = 'notFinite';
      break;
    }
    clearBehind(frame, n, count);
    options.onProgress?.({ t: clock.hi, steps });
    if (!averaging) {
      averaging = clock.until(from) <= 0;
      if (averaging) start = clock.hi;
      continue;
    }
    for (let k = 0; k < count; k++) sums[k]! += Math.log(stretch(frame, moved, k, n));
    if (clock.hi < next && clock.until(t[1]) > 0) continue;
    record();
    while (next <= clock.hi) next += (t[1] - from) / records;
  }
  pool.giveBack(kernel);
  if (averaging && status !== 'notFinite' && clock.hi > Math.max(start, convergence[convergence.length - 1]?.t ?? start))
    record();
  const exponents = convergence[convergence.length - 1]?.exponents ?? Array.from(sums, () => Number.NaN);
  const rows = initial.map((_, i) => Array.from(frame.subarray(i * n, i * n + count)));
  return { status, message: messages[status](clock.hi, steps), exponents, span: span(), frame: rows, convergence, end, steps };
}

/** Columns from number `count` on become zero. */
function clearBehind(frame: Float64Array, n: number, count: number): void {
  for (let i = 0; i < n; i++) frame.fill(0, i * n + count, (i + 1) * n);
}

/** r_kk = q_k·m_k, positive as `orthonormalize` turns its columns. */
function stretch(q: Float64Array, m: Float64Array, k: number, n: number): number {
  let dot = 0;
  for (let i = 0; i < n; i++) dot += q[i * n + k]! * m[i * n + k]!;
  return dot;
}

const messages: Readonly<Record<LyapunovSpectrum['status'], (t: number, steps: number) => string>> = {
  complete: (t, steps) => `Averaged until t = ${t} in ${steps} steps.`,
  maxSteps: (t, steps) => `Stopped at t = ${t} after ${steps} steps, the most allowed; raise maxSteps to go on.`,
  notFinite: (t) => `Stopped at t = ${t}: the field or its derivatives are not finite there, so the orbit has no exponents.`,
  singular: (t) =>
    `Stopped at t = ${t}: steps became too small to change the time, as they do before a singularity of the solution.`,
  aborted: (t, steps) => `Stopped by the signal at t = ${t} after ${steps} steps.`,
};

function check(
  states: readonly string[],
  initial: readonly number[],
  options: LyapunovOptions,
): { t: readonly [number, number]; from: number; records: number; count: number; tolerance: number; maxSteps: number } {
  demandInitial('lyapunov', states, initial);
  demandNames('lyapunov', options, lyapunovNames);
  const { t, records = 100, tolerance = 2 ** -52, maxSteps = 1_000_000, kernel = 'auto' } = options ?? {};
  demandTimes('lyapunov', t);
  checkKernel('lyapunov', kernel);
  if (!(t.length === 2 && t.every(Number.isFinite) && t[1] > t[0])) {
    throw new RangeError(`lyapunov: expected finite times [t0, t1] with t0 < t1 in options.t, got [${t.join(', ')}]`);
  }
  const { before } = options;
  if (before !== undefined && !(Array.isArray(before?.exponents) && Array.isArray(before.frame)))
    throw new TypeError(`lyapunov: expected what lyapunov has returned in options.before, got ${before}`);
  const { count = before?.exponents.length ?? states.length } = options;
  if (!(Number.isInteger(count) && count >= 1 && count <= states.length))
    throw new RangeError(`lyapunov: expected count to be an integer from 1 to ${states.length}, got ${count}`);
  if (before !== undefined && (before.frame.length !== states.length || before.frame[0]?.length !== count)) {
    const got = `${before.exponents.length} of ${before.frame.length} states`;
    throw new RangeError(
      `lyapunov: expected a result of ${count} exponents of ${states.length} states in options.before, got ${got}`,
    );
  }
  const { transient = before === undefined ? (t[1] - t[0]) / 10 : 0 } = options;
  if (!(transient >= 0 && transient < t[1] - t[0])) {
    throw new RangeError(`lyapunov: expected a transient from 0 to less than the span ${t[1] - t[0]}, got ${transient}`);
  }
  if (!(Number.isInteger(records) && records >= 1))
    throw new RangeError(`lyapunov: expected records to be an integer ≥ 1, got ${records}`);
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`lyapunov: expected a tolerance between 0 and 1, got ${tolerance}`);
  if (!(Number.isInteger(maxSteps) && maxSteps >= 1))
    throw new RangeError(`lyapunov: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  return { t, from: t[0] + transient, records, count, tolerance, maxSteps };
}
