/**
 * The three power series everything is made of, summed in fixed point.
 *
 * A number X here means X/2^F. Their argument is a ball t; the midpoint is cut to the grid 2^-F, and every product
 * `(a * b) >> F` falls short of the true one by less than one unit. The radius returned is 2N + 4 units for the N terms
 * summed, as shown at each series, plus the radius of t, since no derivative exceeds 1 in size.
 */
import { type Ball, onGrid } from './ball.js';

/**
 * Σ tⁿ/(2n + c)! over n ≥ 0, for c = 0 or 1 and |t| ≤ 1.
 *
 * With c = 0 this is cosh √t, or cos √−t; with c = 1 it is (sinh √t)/√t, or (sin √−t)/√−t. The absolute error is near 2^-F.
 *
 * The n-th term T = ⌊T′·t⌋/((2n + c − 1)(2n + c)) has the error e ≤ (e′ + 1)/2 + 1 ≤ 1.5 for n = 1 (e′ = 0) and, as the
 * divisor is at least 6 afterwards (or from the start if c = 1), e ≤ (1.5 + 1)/6 + 1 < 1.5. So N terms err by 1.5N. The
 * sum ends at a term that is 0 or −1 in fixed point, hence below 2.5 units; the terms left out fall by 6 or more each
 * and make less than 0.5. The derivative Σ n·tⁿ⁻¹/(2n + c)! is below Σ n/(2n)! < 0.6.
 */
export function factorialSeries(t: Ball, c: 0 | 1, fraction: number): Ball {
  const x = onGrid(t, -fraction);
  const f = BigInt(fraction);
  let term = 1n << f;
  let sum = term;
  let n = 0;
  for (let k = 1 + c; term !== 0n && term !== -1n; k += 2) {
    term = ((term * x.mid) >> f) / BigInt(k * (k + 1));
    sum += term;
    n += 1;
  }
  return { mid: sum, rad: BigInt(2 * n + 4) + x.rad, exp: -fraction };
}

/**
 * Σ tⁿ/(2n + 1) over n ≥ 0, for |t| ≤ 1/4: (artanh √t)/√t, or (arctan √−t)/√−t.
 *
 * The power P = ⌊P′·t⌋ has the error e ≤ e′/4 + 1 ≤ 4/3, its quotient by 2n + 1 ≥ 3 less than 4/9 + 1 < 1.5; N terms err
 * by 1.5N. The sum ends at a power that is 0 or −1 in fixed point, hence below 7/3 units; the terms left out make less
 * than (7/3)·(1/4 + 1/16 + …) < 1. The derivative Σ n·tⁿ⁻¹/(2n + 1) is below (1/2)·Σ 4^(1−n) < 0.7.
 */
export function reciprocalSeries(t: Ball, fraction: number): Ball {
  const x = onGrid(t, -fraction);
  const f = BigInt(fraction);
  let power = 1n << f;
  let sum = power;
  let n = 0;
  while (power !== 0n && power !== -1n) {
    power = (power * x.mid) >> f;
    n += 1;
    sum += power / BigInt(2 * n + 1);
  }
  return { mid: sum, rad: BigInt(2 * n + 4) + x.rad, exp: -fraction };
}

/** What a partial sum of an enveloping series may lack: the ball around 0 of everything up to the first term left out, in size. */
export function omitted(term: Ball): Ball {
  return { mid: 0n, rad: (term.mid < 0n ? -term.mid : term.mid) + term.rad, exp: term.exp };
}
