import { Complex } from './complex.js';
import { keplerE } from './kepler.js';

/** Shortest step along the way from e = 0 that is still tried. */
const LEAST_STEP = 2 ** -20;

/**
 * The solution E of E − e sin E = M that begins as M at eccentricity 0 and is followed along the straight line to e: analytic in M and e but where the line meets a
 * branch point, e cos E = 1. For real 0 ≤ e ≤ 1 these lie beyond M = 2πk ± i(arcosh(1/e) − √(1 − e²)). NaN where it cannot be followed.
 */
export function keplerAt(e: Complex, M: Complex): Complex {
  if (e.im === 0 && M.im === 0 && e.re >= 0 && e.re <= 1) return new Complex(keplerE(e.re, M.re));
  let [E, way] = [M, 0];
  for (let step = 1; way < 1; ) {
    const next = Math.min(1, way + step);
    const found = solved(e.mul(next), M, predicted(e, E, way, next - way));
    // what Newton's method had to add must be small beside the step, or it may have gone to another solution
    if (found === undefined) {
      step /= 2;
      if (step < LEAST_STEP) return new Complex(Number.NaN, Number.NaN);
      continue;
    }
    [E, way] = [found, next];
    step *= 2;
  }
  return E;
}

/** E + dE/ds·step for E′ = e sin E/(1 − s·e cos E). */
function predicted(e: Complex, E: Complex, s: number, step: number): Complex {
  const slope = e.mul(E.sin()).div(e.mul(E.cos()).mul(-s).add(1));
  return E.add(slope.mul(step));
}

/** Newton's method from a guess, if it converges at once: undefined where a step is not much smaller than the one before. */
function solved(e: Complex, M: Complex, guess: Complex): Complex | undefined {
  let E = guess;
  let before = 0.125;
  for (let i = 0; i < 12; i++) {
    const half = E.div(2).sin();
    const slope = e.neg().add(1).add(e.mul(half.sqr()).mul(2));
    const step = e
      .neg()
      .add(1)
      .mul(E)
      .add(e.mul(lessSine(E)))
      .sub(M)
      .div(slope);
    const size = step.abs();
    if (size <= 2 ** -50 * E.abs()) return E.sub(step);
    if (!(size <= before / 2)) return size < 1e-13 * E.abs() ? E.sub(step) : undefined;
    E = E.sub(step);
    before = size;
  }
  return E;
}

/** E − sin E, right to its own size. */
function lessSine(E: Complex): Complex {
  if (E.abs() > 1) return E.sub(E.sin());
  const square = E.sqr().neg();
  let [sum, term] = [new Complex(0), E];
  for (let k = 3; k < 24; k += 2) {
    term = term.mul(square).div(k * (k - 1));
    sum = sum.sub(term);
  }
  return sum;
}
