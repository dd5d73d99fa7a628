import { type SystemSource, systemOf } from '../formula/source.js';
import { eigenvalues } from '../linalg/eigenvalues.js';
import { leastNorm } from '../linalg/least-norm.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { integrate } from './integrate.js';
import type { PeriodicOrbit } from './periodic.js';

/** Options of `closedOrbit`. */
export interface ClosedOrbitOptions {
  /** A point near the orbit. */
  readonly state: readonly number[];
  /** About how long it takes to come back. */
  readonly period: number;
  /**
   * What is not to change: states by name, and `period`. Of an orbit that is one of a family, as those of a Hamiltonian system are, this chooses the member; with
   * nothing fixed it is one nearest to the guess.
   */
  readonly fixed?: readonly string[];
  readonly parameters?: Readonly<Record<string, number>>;
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Default 100 000, for one turn. */
  readonly maxSteps?: number;
}

const closedOrbitNames: NamesOf<ClosedOrbitOptions> = {
  state: true,
  period: true,
  fixed: true,
  parameters: true,
  tolerance: true,
  maxSteps: true,
};

const MOST_ITERATIONS = 40;

/** Corrections of so many roundings of the state, stretched by the way around, change nothing that can be told. */
const ROUNDINGS = 32 * 2 ** -52;

/** A way around so short beside the state is none. */
const STILL = 1e-7;

/** Directions in which the way around changes less than this part of the most are those along a family, but for rounding and what is still missing. */
const FAMILY = 1e-9;

/**
 * Refines a guess to a periodic orbit by Newton's method on the way around: Φ_T(x) = x for the state and the period at once. The equations leave a
 * shift along the orbit open, and one along a family; corrections are as short as they can be, so that orbits in families are found as well as others.
 *
 * `multipliers` are all eigenvalues of the monodromy matrix, largest modulus first: 1 among them for the direction of the field, and twice more for a
 * conserved quantity and its family.
 *
 * @throws RangeError for a wrong number of values, a system that depends on time, or bad options
 * @see Viswanath, The Lindstedt–Poincaré technique as an algorithm for computing periodic orbits, SIAM Review 43 (2001), for the correction without a section
 * @example
 * const { status, period, multipliers } = closedOrbit({ x: 'y', y: '(1 - x^2)*y - x' }, { state: [2, 0], period: 6.6 });
 * period.toFixed(12); // '6.663286859323'
 * multipliers.length; // 2
 */
export function closedOrbit(source: SystemSource, options: ClosedOrbitOptions): PeriodicOrbit {
  const system = systemOf(source);
  const { states } = system;
  const n = states.length;
  const free = check(states, system.time, options);
  const { parameters, tolerance, maxSteps } = options;
  const given = { ...(parameters && { parameters }), ...(tolerance && { tolerance }), ...(maxSteps && { maxSteps }) };
  const around = (x: readonly number[], period: number) =>
    integrate(system, x, { t: [0, period], variational: true, dense: false, ...given });
  const fieldAt = (x: readonly number[]): number[] => integrate(system, x, { t: [0, 0], ...given }).derivativeAt(0);
  let x: readonly number[] = options.state;
  let { period } = options;
  let previous = Infinity;
  const failed = (status: PeriodicOrbit['status'], message: string, iterations: number): PeriodicOrbit => {
    return { status, message, state: x, period: Number.NaN, multipliers: [], residual: Number.NaN, iterations };
  };

  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const turn = around(x, period);
    const m = turn.flowJacobian;
    if (turn.status !== 'complete' || m === undefined)
      return failed('noReturn', `The orbit of [${x.join(', ')}] does not come around: ${turn.message}`, iterations);
    const residual = Math.max(...turn.end.map((image, i) => Math.abs(image - x[i]!)));
    const { end } = turn;
    const speed = Math.hypot(...fieldAt(x));
    if (speed * period <= STILL * Math.hypot(...x))
      return failed('singular', 'The orbit stands still: the search has come to a rest point; start elsewhere.', iterations);
    const delta = correction(m, x, end, fieldAt(end), free);
    const size = Math.max(...delta.map(Math.abs));
    const scale = Math.max(1, ...x.map(Math.abs));
    const isDone = size <= ROUNDINGS * scale || (size <= Math.sqrt(ROUNDINGS) * scale && size >= previous / 2);
    if (isDone) {
      return {
        status: 'converged',
        message: `A periodic orbit of period ${period}, found in ${iterations} iterations.`,
        state: x,
        period,
        multipliers: multipliersOf(m),
        residual,
        iterations,
      };
    }
    x = x.map((value, i) => value + delta[i]!);
    period += delta[n]!;
    if (!(period > 0)) return failed('stalled', 'The period shrank to nothing; start nearer.', iterations);
    previous = size;
  }
  return failed('stalled', `No convergence in ${MOST_ITERATIONS} iterations; start nearer.`, MOST_ITERATIONS);
}

/** The shortest δx and δT with (M − 1)·δx + f(Φ)·δT = x − Φ, for what is free. */
function correction(
  m: readonly (readonly number[])[],
  x: readonly number[],
  image: readonly number[],
  field: readonly number[],
  free: readonly number[],
): number[] {
  const n = x.length;
  const rows = m.map((row, i) => [...row.map((entry, j) => entry - Number(i === j)), field[i]!]);
  const matrix = Float64Array.from(rows.flatMap((row) => free.map((j) => row[j]!)));
  const right = Float64Array.from(x, (value, i) => value - image[i]!);
  const solution = new Float64Array(free.length);
  leastNorm(solution, matrix, right, n, free.length, FAMILY);
  const delta = Array.from({ length: n + 1 }, () => 0);
  free.forEach((j, k) => {
    delta[j] = solution[k]!;
  });
  return delta;
}

function multipliersOf(m: readonly (readonly number[])[]): { re: number; im: number }[] {
  const n = m.length;
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  eigenvalues(re, im, Float64Array.from(m.flat()), new Float64Array(n * n), n);
  const values = Array.from(re, (part, i) => ({ re: part, im: im[i]! }));
  return values.sort((a, b) => Math.hypot(b.re, b.im) - Math.hypot(a.re, a.im));
}

/** Which of the states, by number, and the period, by the number behind, may change. */
function check(states: readonly string[], time: string | undefined, options: ClosedOrbitOptions): number[] {
  demandNames('closedOrbit', options, closedOrbitNames);
  const { state, period, fixed = [] } = options;
  if (time !== undefined) {
    throw new RangeError(`closedOrbit: expected a field without the time, got ${time}; make it a state, or use a map of period`);
  }
  if (!Array.isArray(state) || state.length !== states.length || !state.every(Number.isFinite)) {
    throw new RangeError(
      `closedOrbit: expected ${states.length} finite values (${states.join(', ')}) in options.state, got [${state}]`,
    );
  }
  if (!(period > 0 && period < Infinity)) throw new RangeError(`closedOrbit: expected a finite period > 0, got ${period}`);
  const names = [...states, 'period'];
  const unknown = fixed.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`closedOrbit: expected names among ${names.join(', ')} in options.fixed, got ${unknown}`);
  const free = [...names.keys()].filter((j) => !fixed.includes(names[j]!));
  if (free.length === 0) throw new RangeError('closedOrbit: expected something that may change, got all fixed');
  return free;
}
