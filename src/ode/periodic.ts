import { demandNames, type NamesOf } from '../text/options.js';
import { Search } from './closing.js';
import { conditionsOf } from './conditions.js';
import { demandInitial } from './initial.js';
import { integrate } from './integrate.js';
import { aborted, type OrbitProgress, type PeriodicOrbit } from './periodic-orbit.js';
import type { PoincareMap } from './poincare.js';
import type { Condition } from './shooting.js';

/** Options of `periodicOrbit`. */
export interface PeriodicOrbitOptions {
  /** Called in each iteration with its number and residual. Where a search fails, one with other points begins at 1 again. */
  readonly onProgress?: (progress: OrbitProgress) => void;
  /** Ends the search early; the points and the period until then are returned, from which `closedOrbit` goes on. */
  readonly signal?: AbortSignal;
}

const periodicOrbitNames: NamesOf<PeriodicOrbitOptions> = { onProgress: true, signal: true };

/** Newton's method comes to the section in about three, from near. */
const MOST_APPROACHES = 20;

/**
 * Refines a guess to a point of a periodic orbit on a section: as `closedOrbit` does, on the condition that the point is on the section, from the orbit of the guess until
 * it has returned. A guess beside the section is moved there first.
 *
 * Of orbits that come in families (those of a Hamiltonian system) it is one near the guess; `closedOrbit` has options to choose.
 *
 * @param returns - how often the orbit of the guess meets the section in one period
 * @example
 * const map = poincare({ x: 'y', y: '(1 - x^2)*y - x' }, { section: 'y', direction: 'falling' });
 * periodicOrbit(map, [2, 0]).period.toFixed(12); // '6.663286859323'
 */
export function periodicOrbit(
  map: PoincareMap,
  guess: readonly number[],
  returns = 1,
  options: PeriodicOrbitOptions = {},
): PeriodicOrbit {
  demandNames('periodicOrbit', options, periodicOrbitNames);
  const { onProgress, signal } = options;
  const until = signal === undefined ? {} : { signal };
  const { system, section, parameters, settings, direction } = map;
  demandInitial('periodicOrbit', system.states, guess);
  const { maxSteps = 100_000, tolerance } = settings;
  const given = { tolerance, parameters: map.named, ...until };
  const sections = conditionsOf('periodicOrbit', system, [section], () => 'periodicOrbit: in the section', parameters);
  const sectionAt = (state: readonly number[]): Condition => sections(state)[0]!;
  const rateAt = (state: readonly number[]): number => {
    const field = integrate(system, state, { t: [0, 0], ...given }).derivativeAt(0);
    return sectionAt(state).gradient.reduce((sum, s, i) => sum + s * field[i]!, 0);
  };
  let state = onSection(guess, sectionAt) ?? guess;
  if (direction !== 'both' && rateAt(state) > 0 !== (direction === 'rising')) {
    const next = map.follow(state, until);
    state = next.status === 'returned' ? next.state : state.map(() => Number.NaN);
  }
  const { status, time: period } = state.every(Number.isFinite)
    ? map.follow(state, { returns, ...until })
    : map.follow(guess, until);
  if (status === 'aborted') return aborted({ points: [{ t: 0, state: guess }], period: Number.NaN }, 0);
  if (status !== 'returned') {
    return {
      status: 'noReturn',
      message: `The orbit of [${guess.join(', ')}] does not return: ${status}; start nearer.`,
      state: guess,
      period: Number.NaN,
      multipliers: [],
      residual: Number.NaN,
      iterations: 0,
      points: [{ t: 0, state: guess }],
    };
  }
  const free = Array.from({ length: guess.length + 1 }, (_, j) => j);
  return new Search({ system, given, maxSteps, points: [{ t: 0, state }], period, free, conditions: sections, onProgress }).run();
}

/** The point of the section next to a state, to first order again and again; nothing where that leads nowhere. */
function onSection(state: readonly number[], sectionAt: (state: readonly number[]) => Condition): readonly number[] | undefined {
  let x = state;
  for (let i = 0; i < MOST_APPROACHES; i++) {
    const { value, gradient } = sectionAt(x);
    if (value === 0) return x;
    const square = gradient.reduce((sum, s) => sum + s * s, 0);
    const next = x.map((component, j) => component - (value / square) * gradient[j]!);
    if (!next.every(Number.isFinite)) return undefined;
    if (next.every((component, j) => component === x[j]) || Math.abs(sectionAt(next).value) >= Math.abs(value)) {
      return Math.abs(value) <= 1e-12 * Math.sqrt(square) * Math.max(1, ...x.map(Math.abs)) ? x : undefined;
    }
    x = next;
  }
  return undefined;
}
