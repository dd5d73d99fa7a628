/** erf and erfc. */
import {
  add,
  type Ball,
  ballOf,
  ballOfInteger,
  div,
  mul,
  neg,
  one,
  onGrid,
  scaleBall,
  sqrtBall,
  sub,
  topExponent,
} from './ball.js';
import { pi } from './constants.js';
import { expBall } from './exponential.js';
import { omitted } from './series.js';
import { settle, write, writeBeyond, writeUndefined, writeWithin } from './settle.js';

const guard = 28;

/**
 * Σ tᵏ/(2k + 1)!! over k ≥ 0 for t ≥ 0, relative error near 2^-fraction times the number of terms.
 *
 * In units of 2^-F the k-th term T errs by e ≤ e′·t/(2k + 1) + 2, so by at most 2·Σ T_k/T_i over i ≤ k, and all N together by 2·Σᵢ (Σ_{k≥i} T_k)/Tᵢ.
 * Where Tᵢ ≥ 1 the inner quotient is at most the sum S of all. Where Tᵢ < 1, t is below the geometric mean of 3, 5, …, 2i + 1, so below i + 2, and later
 * terms fall by 2/3 or more: the quotient is below 3. What is left out after a term that is 0 in fixed point makes less than 3·2(N + 1) units. S itself is
 * known as the computed sum plus those errors, below twice 2N·(S + 3) for 2N < 2^(F − 1). The derivative is at most S/2.
 */
function doubleFactorialSeries(t: Ball, fraction: number): Ball {
  const x = onGrid(t, -fraction);
  const f = BigInt(fraction);
  let term = 1n << f;
  let sum = term;
  let n = 1;
  for (let k = 1; term !== 0n; k++) {
    term = ((term * x.mid) >> f) / BigInt(2 * k + 1);
    sum += term;
    n += 1;
  }
  const size = (sum >> f) + 8n;
  return { mid: sum, rad: BigInt(4 * n) * size + x.rad * size, exp: -fraction };
}

/** erf x = (2x/√π)·e^(−x²)·Σ (2x²)ᵏ/(2k + 1)!!, for |x| < 40: nothing cancels. */
function erfBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  return mul(erfFactor(x, p), expBall(neg(mul(x, x, p)), p), p);
}

/** e^(x²)·erf x. */
export function erfFactor(x: Ball, p: number): Ball {
  const series = doubleFactorialSeries(scaleBall(mul(x, x, p), 1), p);
  return div(mul(scaleBall(x, 1), series, p), sqrtBall(pi(p), p), p);
}

/**
 * erfc x for 1/2 ≤ x < 40.
 *
 *     erfc x = e^(−x²)/(x√π)·(1 − 1/(2x²) + 1·3/(2x²)² − …)
 *
 * The error of a partial sum is at most the first term omitted (DLMF 7.12(i)), e^(−x²) or so at best. Where that is not enough,
 * 1 − erf x at as many bits more as cancel.
 */
function erfcBall(x: Ball, precision: number): Ball {
  const p = precision + guard;
  const square = mul(x, x, p);
  const size = Number(square.mid >> BigInt(Math.max(0, -square.exp))); // ⌊x²⌋, or so
  if (size < 0.7 * p + 4) {
    const more = Math.ceil(1.45 * size) + 16;
    return sub(one, erfBall(x, precision + more), p + more);
  }
  return mul(erfcFactor(x, p), expBall(neg(square), p), p);
}

/** e^(x²)·erfc x by the expansion above, for x² > 0.7 p. */
export function erfcFactor(x: Ball, p: number): Ball {
  const inverse = div(one, scaleBall(mul(x, x, p), 1), p);
  let sum = one;
  let term = one;
  for (let k = 1; ; k++) {
    term = neg(mul(mul(term, ballOfInteger(BigInt(2 * k - 1)), p), inverse, p));
    if (topExponent(term) < -p) {
      sum = add(sum, omitted(term), p);
      break;
    }
    sum = add(sum, term, p);
  }
  return div(sum, mul(x, sqrtBall(pi(p), p), p), p);
}

/** erf x. It is odd, increases from −1 to 1, and is 0 at 0 only. From 6 on erfc x < 2^-55, inside the gap below 1. */
export function exactErf(x: number, out: Float64Array): void {
  if (x === 0) write(0, 0, out);
  else if (Math.abs(x) === Infinity) write(Math.sign(x), Math.sign(x), out);
  else if (Math.abs(x) > 6) writeWithin(Math.sign(x), out);
  else if (Number.isNaN(x)) writeUndefined(out);
  else settle((precision) => erfBall(ballOf(x), precision), out);
}

/** erfc x = 1 − erf x. Close to 0 it is within 1.13|x| of 1, below −6 within 2^-55 of 2, and erfc 28 < 2^-1075. */
export function exactErfc(x: number, out: Float64Array): void {
  if (x === 0) write(1, 1, out);
  else if (x === Infinity) write(0, 0, out);
  else if (x === -Infinity) write(2, 2, out);
  else if (x >= 28) write(0, 5e-324, out);
  else if (x < -6) writeWithin(2, out);
  else if (Math.abs(x) < 4e-17) {
    if (x > 0) writeWithin(1, out);
    else writeBeyond(1, out);
  } else if (Number.isNaN(x)) writeUndefined(out);
  else if (x < 0.5) settle((precision) => sub(one, erfBall(ballOf(x), precision), precision + guard), out);
  else settle((precision) => erfcBall(ballOf(x), precision), out);
}
