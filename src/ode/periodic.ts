import { eigenvalues } from '../linalg/eigenvalues.js';
import { factorLu, solveLu } from '../linalg/lu.js';
import type { PoincareMap } from './poincare.js';

/** A periodic orbit, or how far its search came. */
export interface PeriodicOrbit {
  readonly status: 'converged' | 'noReturn' | 'singular' | 'stalled';
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /** A point of the orbit on the section. */
  readonly state: readonly number[];
  readonly period: number;
  /** Eigenvalues of the return map's derivative on the section, largest modulus first: the orbit is stable where all are below 1. */
  readonly multipliers: readonly { readonly re: number; readonly im: number }[];
  /** How far from `state` the orbit returns, in the maximum norm. */
  readonly residual: number;
  readonly iterations: number;
}

/** Newton's method gets there in about six from a fair guess. */
const MOST_ITERATIONS = 40;

/** Corrections of so many roundings of the state change nothing that can be told. */
const ROUNDINGS = 32 * 2 ** -52;

/**
 * Refines a guess to a point of a periodic orbit by Newton's method on the return map: (DP − 1)·δ = x − P(x).
 *
 * Orbits that come in families (those of a Hamiltonian system) make the matrix singular.
 *
 * @param returns - how often the orbit meets the section in one period
 * @example
 * const map = poincare({ x: 'y', y: '(1 - x^2)*y - x' }, { section: 'y', direction: 'falling' });
 * periodicOrbit(map, [2, 0]).period.toFixed(12); // '6.663286859323'
 */
export function periodicOrbit(map: PoincareMap, guess: readonly number[], returns = 1): PeriodicOrbit {
  const n = guess.length;
  let x: readonly number[] = guess;
  let previous = Infinity;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const { status, state, time, derivative } = map.follow(x, { returns, derivative: true });
    if (derivative === undefined)
      return failure('noReturn', `The orbit of [${x.join(', ')}] does not return: ${status}; start nearer.`, x, iterations);
    const residual = Math.max(...state.map((image, i) => Math.abs(image - x[i]!)));
    const delta = correction(derivative, x, state);
    if (delta === undefined) {
      return failure(
        'singular',
        'The return map has a multiplier 1: the orbit is one of a family, so fix what distinguishes its members.',
        x,
        iterations,
      );
    }
    const size = Math.max(...delta.map(Math.abs));
    const scale = Math.max(1, ...x.map(Math.abs));
    x = x.map((value, i) => value + delta[i]!);
    // at rounding level the corrections stop shrinking
    if (size <= ROUNDINGS * scale || (size <= Math.sqrt(ROUNDINGS) * scale && size >= previous / 2)) {
      return {
        status: 'converged',
        message: `A periodic orbit of period ${time}, found in ${iterations} iterations.`,
        state: x,
        period: time,
        multipliers: multipliers(derivative, n),
        residual,
        iterations,
      };
    }
    previous = size;
  }
  return failure('stalled', `No convergence in ${MOST_ITERATIONS} iterations; start nearer.`, x, MOST_ITERATIONS);
}

/** δ with (DP − 1)·δ = x − P(x), unless the matrix is singular to rounding. */
function correction(
  derivative: readonly (readonly number[])[],
  x: readonly number[],
  image: readonly number[],
): number[] | undefined {
  const n = x.length;
  const a = Float64Array.from(derivative.flatMap((row, i) => row.map((entry, j) => entry - (i === j ? 1 : 0))));
  const size = Math.max(...a.map(Math.abs));
  const rows = new Int32Array(n);
  if (!factorLu(a, rows, n)) return undefined;
  for (let i = 0; i < n; i++) if (Math.abs(a[i * n + i]!) < 1e-10 * size) return undefined;
  const delta = new Float64Array(n);
  solveLu(
    delta,
    a,
    rows,
    Float64Array.from(x, (value, i) => value - image[i]!),
    n,
    1,
  );
  return Array.from(delta);
}

/** All eigenvalues but the one that is zero: the one along the field. */
function multipliers(derivative: readonly (readonly number[])[], n: number): { re: number; im: number }[] {
  const [re, im] = [new Float64Array(n), new Float64Array(n)];
  eigenvalues(re, im, Float64Array.from(derivative.flat()), new Float64Array(n * n), n);
  const values = Array.from(re, (x, i) => ({ re: x, im: im[i]! }));
  return values.sort((a, b) => Math.hypot(b.re, b.im) - Math.hypot(a.re, a.im)).slice(0, n - 1);
}

function failure(status: PeriodicOrbit['status'], message: string, state: readonly number[], iterations: number): PeriodicOrbit {
  return { status, message, state, period: Number.NaN, multipliers: [], residual: Number.NaN, iterations };
}
