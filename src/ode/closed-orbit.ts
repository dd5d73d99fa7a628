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

/** Roundings of the state on a way around, before it stretches them. */
const SETTLED = 2 ** -40;

/** Corrections of so many roundings of the state, stretched by the way around, change nothing that can be told. */
const ROUNDINGS = 32 * 2 ** -52;

/** Of a correction, a part this small that leads no nearer says that none does. */
const LEAST_PART = 2 ** -12;

/** A way that takes so many times the steps of the first one leads elsewhere, often into a singularity. */
const STRAY = 16;

/** A way around so short beside the state is none. */
const STILL = 1e-7;

/** Directions in which the way around changes less than this part of the most are those along a family, but for rounding. */
const FAMILY = 1e-9;

/** As long as the orbit is open, so are, as a rule, those in which it changes less than about this part of the gap: they would lead far along the family. */
const OPEN = 0.1;

/**
 * Refines a guess to a periodic orbit by Newton's method on the way around: Φ_T(x) = x for the state and the period at once. The equations leave a
 * shift along the orbit open, and one along a family; corrections are as short as they can be, so that orbits in families are found as well as others. A correction
 * that would not lead nearer is shortened until it does.
 *
 * `multipliers` are all eigenvalues of the monodromy matrix, largest modulus first: 1 among them for the direction of the field, and twice more for a
 * conserved quantity and its family.
 *
 * @throws RangeError for a wrong number of values, a system that depends on time, or bad options
 * @see Deuflhard, Newton Methods for Nonlinear Problems (2004), section 3.3, for the test of corrections; Viswanath, The Lindstedt–Poincaré technique as an algorithm for computing periodic orbits, SIAM Review 43 (2001), for the correction without a section
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
  const { parameters, tolerance, maxSteps = 100_000 } = options;
  const given = { ...(parameters && { parameters }), ...(tolerance && { tolerance }) };
  const around = (x: readonly number[], period: number, most: number) =>
    integrate(system, x, { t: [0, period], variational: true, dense: false, ...given, maxSteps: Math.min(most, maxSteps) });
  const fieldAt = (x: readonly number[]): number[] => integrate(system, x, { t: [0, 0], ...given }).derivativeAt(0);
  let x: readonly number[] = options.state;
  let { period } = options;
  let previous = Infinity;
  const failed = (status: PeriodicOrbit['status'], message: string, iterations: number): PeriodicOrbit => {
    return { status, message, state: x, period: Number.NaN, multipliers: [], residual: Number.NaN, iterations };
  };

  let turn = around(x, period, maxSteps);
  const most = STRAY * turn.steps;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const { end, flowJacobian: m } = turn;
    if (turn.status !== 'complete' || m === undefined)
      return failed('noReturn', `The orbit of [${x.join(', ')}] does not come around: ${turn.message}`, iterations);
    const speed = Math.hypot(...fieldAt(x));
    if (speed * period <= STILL * Math.hypot(...x))
      return failed('singular', 'The orbit stands still: the search has come to a rest point; start elsewhere.', iterations);
    const gap = gapOf(x, end);
    const openness = Math.min(1, length(gap) / Math.max(1, length(x)));
    const newton = new Correction(m, fieldAt(end), free);
    let delta = newton.of(gap, Math.max(FAMILY, OPEN * openness));
    // unless the gap is just there
    while (newton.least > FAMILY && newton.left(gap, delta) > length(gap) / 2)
      delta = newton.of(gap, Math.max(FAMILY, newton.least / 8));
    const size = Math.max(...delta.map(Math.abs));
    const scale = Math.max(1, ...x.map(Math.abs));
    const isNear = size <= Math.sqrt(ROUNDINGS) * scale;
    // where corrections stop getting shorter, what is left has to be what roundings come to on the way around
    const isSettled = size >= previous / 2 && length(gap) <= SETTLED * Math.hypot(...m.flat()) * scale;
    if (size <= ROUNDINGS * scale || (isNear && isSettled)) {
      return {
        status: 'converged',
        message: `A periodic orbit of period ${period}, found in ${iterations} iterations.`,
        state: x,
        period,
        multipliers: multipliersOf(m),
        residual: Math.max(...gap.map(Math.abs)),
        iterations,
      };
    }
    let part = 2;
    let isNearer = false;
    while (!isNearer) {
      part /= 2;
      if (part < LEAST_PART)
        return failed('stalled', 'No correction leads nearer to a periodic orbit; start nearer.', iterations);
      const next = period + part * delta[n]!;
      if (!(next > 0)) continue;
      const start = x.map((value, i) => value + part * delta[i]!);
      turn = around(start, next, most);
      // what the same matrix makes of the gap that is left: a measure of the distance, whatever the way around stretches
      isNearer =
        turn.status === 'complete' && (isNear || length(newton.of(gapOf(start, turn.end))) <= (1 - part / 4) * length(delta));
      if (isNearer) [x, period] = [start, next];
    }
    previous = size;
  }
  return failed('stalled', `No convergence in ${MOST_ITERATIONS} iterations; start nearer.`, MOST_ITERATIONS);
}

/** What is missing to come back. */
function gapOf(x: readonly number[], image: readonly number[]): number[] {
  return x.map((value, i) => value - image[i]!);
}

function length(delta: readonly number[]): number {
  return Math.hypot(...delta);
}

/** (M − 1)·δx + f(Φ)·δT = gap for what is free. */
class Correction {
  /** Directions that stretch by less than this part of the most are left out. */
  least = FAMILY;
  readonly #rows: readonly (readonly number[])[];
  readonly #free: readonly number[];

  constructor(m: readonly (readonly number[])[], field: readonly number[], free: readonly number[]) {
    this.#rows = m.map((row, i) => [...row.map((entry, j) => entry - Number(i === j)), field[i]!]);
    this.#free = free;
  }

  /** The shortest δx and δT for a gap. */
  of(gap: readonly number[], least = this.least): number[] {
    const [rows, free] = [this.#rows, this.#free];
    const solution = new Float64Array(free.length);
    const matrix = Float64Array.from(rows.flatMap((row) => free.map((j) => row[j]!)));
    leastNorm(solution, matrix, Float64Array.from(gap), gap.length, free.length, least);
    const delta = Array.from({ length: gap.length + 1 }, () => 0);
    free.forEach((j, k) => {
      delta[j] = solution[k]!;
    });
    this.least = least;
    return delta;
  }

  /** How much of a gap a correction leaves, to first order. */
  left(gap: readonly number[], delta: readonly number[]): number {
    return length(gap.map((value, i) => value - delta.reduce((sum, d, j) => sum + this.#rows[i]![j]! * d, 0)));
  }
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
