import { float64 } from '../algebra/float64.js';
import { parameterValues } from '../formula/solution.js';
import { type FormulaSource, type SystemSource, systemOf, textOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { demandNames, type NamesOf, namedValues } from '../text/options.js';
import { Search } from './closing.js';
import { conditionsOf } from './conditions.js';
import { integrate } from './integrate.js';
import type { OrbitPoint } from './nodes.js';
import { byModulus, type OrbitProgress, type PeriodicOrbit } from './periodic-orbit.js';

/** Options of `closedOrbit`. */
export interface ClosedOrbitOptions {
  /** A point near the orbit. */
  readonly state?: readonly number[];
  /**
   * In place of `state`, points along a rough orbit, in order of their times, from t = 0: of a neighbor in the family, of another computation. Where the orbit is very
   * unstable, they keep the search near.
   */
  readonly points?: readonly OrbitPoint[];
  /** About how long it takes to come back. For equations with the time, that of the equations, or a multiple of it, which does not change. */
  readonly period: number;
  /**
   * What is not to change: states by name, those of the first point, and `period`. Of an orbit that is one of a family, as those of a Hamiltonian system are, this chooses the member;
   * with nothing fixed it is one nearest to the guess.
   */
  readonly fixed?: readonly string[];
  /** Formulas in states and parameters, or plain functions of these, that are to be zero at the first point: `'p^2/2 + x^4 - 1/8'` chooses an energy, `'y'` a place. */
  readonly conditions?: readonly FormulaSource[];
  readonly parameters?: Readonly<Record<string, number>>;
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Default 100 000, for each piece of a turn. */
  readonly maxSteps?: number;
  /** Called in each iteration with its number and residual. Where a search fails, one with other points begins at 1 again. */
  readonly onProgress?: (progress: OrbitProgress) => void;
  /** Ends the search early; the points and the period until then are returned, from which another search goes on. */
  readonly signal?: AbortSignal;
}

const closedOrbitNames: NamesOf<ClosedOrbitOptions> = {
  state: true,
  points: true,
  period: true,
  fixed: true,
  conditions: true,
  parameters: true,
  tolerance: true,
  maxSteps: true,
  onProgress: true,
  signal: true,
};

/** Equations with the time that differ by more than this part after a period do not have it. */
const PERIODIC = 1e-6;

/**
 * Refines a guess to a periodic orbit by multiple shooting: Newton's method for points along the orbit and the period at once, until the way from each point leads to
 * the next, and from the last one to the first. There are as many points as keeps each way from stretching differences much, so that orbits of any instability are
 * found to rounding, from a guess to two or three figures, as a rule. The equations leave a shift along the orbit open, and one along a family; corrections are as short
 * as they can be, so that orbits in families are found as well as others. A correction that would not lead nearer is shortened until it does.
 *
 * `multipliers` are all eigenvalues of the monodromy matrix, largest modulus first: 1 among them for the direction of the field, where the equations are without the time, and
 * once more for each conserved quantity. They come from the factors of that matrix, one for each of many short ways: each has about ten figures, eight of stiff equations, also
 * where it is 10⁻¹⁰⁰ beside others of 10²⁰, less those that an eigenvalue loses which is nearly a double one.
 *
 * @throws RangeError for a wrong number of values, equations whose period is another one, or bad options; FormulaError for a condition that cannot be read
 * @see Deuflhard, Computation of periodic solutions of nonlinear ODEs, BIT 24 (1984) 456–466; for the test of corrections, Newton Methods for Nonlinear Problems (2004), section 3.3
 * @example
 * const { status, period, multipliers } = closedOrbit({ x: 'y', y: '(1 - x^2)*y - x' }, { state: [2, 0], period: 6.6 });
 * period.toFixed(12); // '6.663286859323'
 * multipliers.length; // 2
 * const swing = closedOrbit({ x: 'p', p: '-sin(x)' }, { state: [1, 0], period: 6.7, conditions: ['p^2/2 - cos(x)'] });
 * (swing.period / 4).toFixed(12); // '1.854074677301'
 */
export function closedOrbit(source: SystemSource, options: ClosedOrbitOptions): PeriodicOrbit {
  const system = systemOf(source);
  demandNames('closedOrbit', options, closedOrbitNames);
  const { period, parameters, tolerance, maxSteps = 100_000, conditions = [], onProgress, signal } = options;
  if (!(period > 0 && period < Infinity)) throw new RangeError(`closedOrbit: expected a finite period > 0, got ${period}`);
  demandList('fixed', 'texts', options.fixed, (name) => typeof name === 'string');
  demandList('conditions', 'formulas', conditions);
  const texts = conditions.map((condition, c) =>
    textOf(`closedOrbit: expected a formula in options.conditions[${c}]`, condition, system),
  );
  const points = pointsOf(system.states, options);
  const free = freeOf(system, options);
  const given = { ...(parameters && { parameters }), ...(tolerance !== undefined && { tolerance }), ...(signal && { signal }) };
  const values = parameterValues('closedOrbit', float64, system, namedValues('closedOrbit', parameters));
  if (system.time !== undefined) demandPeriod(system, points, period, given);
  const named = (c: number): string => `closedOrbit: in options.conditions[${c}]`;
  const conditionsAt = conditionsOf('closedOrbit', system, texts, named, values);
  const found = new Search({ system, given, maxSteps, points, period, free, conditions: conditionsAt, onProgress }).run();
  if (system.time !== undefined || found.status !== 'converged') return found;
  return { ...found, multipliers: [{ re: 1, im: 0 }, ...found.multipliers].sort(byModulus) };
}

function demandList(name: string, of: string, list: unknown = [], isOne: (entry: unknown) => boolean = () => true): void {
  if (Array.isArray(list) && list.every(isOne)) return;
  const got = Array.isArray(list) ? `${list}` : `${typeof list === 'string' ? `'${list}'` : typeof list}; put it into [ ]`;
  throw new TypeError(`closedOrbit: expected a list of ${of} in options.${name}, got ${got}`);
}

function pointsOf(states: readonly string[], { state, points, period }: ClosedOrbitOptions): readonly OrbitPoint[] {
  if ((state === undefined) === (points === undefined)) {
    throw new RangeError(
      `closedOrbit: expected either a state or points in the options, got ${state === undefined ? 'none' : 'both'}`,
    );
  }
  const given = points ?? [{ t: 0, state: state! }];
  const option = points === undefined ? 'state' : 'points';
  if (!Array.isArray(given) || given.length === 0)
    throw new RangeError(`closedOrbit: expected a list of points { t, state } in options.points, got ${given}`);
  for (const { state: values } of given as readonly OrbitPoint[]) {
    if (
      !(Array.isArray(values) || ArrayBuffer.isView(values)) ||
      values.length !== states.length ||
      !values.every(Number.isFinite)
    ) {
      throw new RangeError(
        `closedOrbit: expected ${states.length} finite values (${states.join(', ')}) in options.${option}, got [${values}]`,
      );
    }
  }
  const times = given.map(({ t }) => t);
  if (times[0] !== 0 || !times.every((t, k) => t < (times[k + 1] ?? period)))
    throw new RangeError(
      `closedOrbit: expected times that rise from 0 to less than the period ${period} in options.points, got [${times.join(', ')}]`,
    );
  return given.map(({ t, state: values }) => ({ t, state: Array.from(values) }));
}

/** Which of the states, by number, and the period, by the number behind, may change. */
function freeOf({ states, time }: System, { fixed = [] }: ClosedOrbitOptions): number[] {
  const names = [...states, 'period'];
  const unknown = fixed.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`closedOrbit: expected names among ${names.join(', ')} in options.fixed, got ${unknown}`);
  const isFixed = (name: string, j: number): boolean => fixed.includes(name) || (j === states.length && time !== undefined);
  const free = [...names.keys()].filter((j) => !isFixed(names[j]!, j));
  if (free.length === 0) throw new RangeError('closedOrbit: expected something that may change, got all fixed');
  return free;
}

/** Throws where equations with the time are not the same after a period. */
function demandPeriod(system: System, points: readonly OrbitPoint[], period: number, given: object): void {
  const fieldAt = (state: readonly number[], t: number): number[] =>
    integrate(system, state, { t: [t, t], ...given }).derivativeAt(t);
  for (const { t, state } of [0, 0.13, 0.37, 0.71].map((part) => ({ t: part * period, state: points[0]!.state }))) {
    const [now, then] = [fieldAt(state, t), fieldAt(state, t + period)];
    const size = Math.max(...now.map(Math.abs), ...then.map(Math.abs));
    const i = now.findIndex((f, j) => Math.abs(f - then[j]!) > PERIODIC * size);
    if (i >= 0) {
      throw new RangeError(
        `closedOrbit: expected equations that are the same after the period ${period}, got ${system.states[i]}' = ${now[i]} at ${system.time} = ${t} and ${then[i]} at ${t + period}`,
      );
    }
  }
}
