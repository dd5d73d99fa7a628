import { evaluate, slopeAt } from './evaluate.js';
import { polynomialOf } from './event-polynomial.js';
import type { OdeKernel } from './kernel.js';

/** Where an orbit goes on behind a place at which a root touches zero. */
export interface Landing {
  /** The part of the step up to there. */
  readonly s: number;
  /** The part up to the touch. */
  readonly touch: number;
  /** The time from the touch to there. */
  readonly passed: number;
  /** What is to be added to the states that the polynomials have there. */
  readonly missing: readonly number[];
  /** What the formulas watched are there: their polynomials, made before, go on with a root of the other sign. */
  readonly values: readonly number[];
}

/** How well a root is known where it is no longer nothing but rounding: √u, where u is some hundred roundings. */
const CLOSE = 2 ** -6;

/**
 * Passes over a place at which a root touches zero, the square of which is one of the formulas watched. There it has no polynomial, and beside it rounding decides whether it has a value. But so near
 * to it as |s| ≤ δ, it is κ|s|. So the polynomials of the step, on which the root goes on as −κs, serve up to δ behind the touch, with errors of κδ², from 6·10⁻¹⁴ κ on, of which
 * what is left behind it is known: (f(κδ) − f(−κδ)) δ/2.
 *
 * @param touch - the part of the step of length h up to there
 * @param formulas - how many of the formulas watched the values of are asked for
 * @returns undefined where there is no root of the expected size behind; the coefficients are in place again
 */
export function landingBehind(
  kernel: OdeKernel,
  root: number,
  touch: number,
  step: { readonly t: number; readonly h: number },
  formulas: number,
): Landing | undefined {
  const { memory, order, layout, timeAt } = kernel;
  const { t, h } = step;
  const rows = Array.from({ length: layout.rows }, (_, i) =>
    Float64Array.from({ length: order + 1 }, (_, k) => memory[kernel.at(i, k)]!),
  );
  const r = rootOf(polynomialOf(kernel, root, h));
  const rootAt = (s: number): number => r.reduceRight((sum, a) => sum * s + a, 0);
  const put = (s: number): void => {
    for (const [i, c] of rows.entries()) memory[kernel.at(i, 0)] = s === 0 ? c[0]! : evaluate(c, 0, order, s * h);
    if (timeAt !== undefined) memory[timeAt] = t + s * h;
    kernel.solve();
  };
  const isAsExpected = (s: number): boolean => {
    put(s);
    const expected = -rootAt(s);
    return expected > 0 && Math.abs(Math.sqrt(memory[kernel.watchedAt(root)]!) - expected) <= CLOSE * expected;
  };
  let found: Landing | undefined;
  for (let length = 2 ** -22; length <= 1 / 8 && found === undefined; length *= 2) {
    const s = touch + length;
    if (!isAsExpected(touch + length / 2) || !isAsExpected(s)) continue;
    const passed = length * h;
    const missing = rows.slice(0, layout.states).map((c, i) => ((memory[kernel.at(i, 1)]! - slopeAt(c, s * h)) * passed) / 2);
    found = { s, touch, passed, missing, values: Array.from({ length: formulas }, (_, k) => memory[kernel.watchedAt(k)]!) };
  }
  put(0);
  return found;
}

/** r² = a  ⇒  2 r_0 r_k = a_k − Σ_{j=1..k−1} r_j r_{k−j} */
export function rootOf(a: Float64Array): Float64Array {
  const r = new Float64Array(a.length);
  r[0] = Math.sqrt(a[0]!);
  for (let k = 1; k < a.length; k++) {
    let rest = a[k]!;
    for (let j = 1; j < k; j++) rest -= r[j]! * r[k - j]!;
    r[k] = rest / (2 * r[0]!);
  }
  return r;
}
