/** sinpi, cospi, tanpi: angles in half turns. The reduction needs no π and is exact. */
import { type Ball, ballOf, div, mul } from './ball.js';
import { halfPi } from './constants.js';
import { settle, write, writeUndefined, writeWithin } from './settle.js';
import { sineAt } from './trigonometric.js';

const guard = 28;

/** 2x = quarter (mod 4) + rest, |rest| ≤ 1/2, exactly. */
interface Reduced {
  readonly quarter: number;
  readonly rest: Ball;
}

/** Splits 2x, x finite. With x = m·2^e and g = −e − 1 fractional bits, the nearest integer of 2x = m·2^-g is ⌊(m + 2^(g−1))/2^g⌋. */
function reduce(x: number): Reduced {
  const { mid, exp } = ballOf(x);
  const g = -exp - 1;
  if (g <= 0) {
    const quarter = g === 0 ? Number(BigInt.asUintN(2, mid)) : g === -1 ? Number(BigInt.asUintN(2, 2n * mid)) : 0;
    return { quarter, rest: { mid: 0n, rad: 0n, exp: 0 } };
  }
  const q = (mid + (1n << BigInt(g - 1))) >> BigInt(g);
  return { quarter: Number(BigInt.asUintN(2, q)), rest: { mid: mid - (q << BigInt(g)), rad: 0n, exp: -g } };
}

/** sin((quarter + rest)·π/2); exact for rest = 0. */
export function sineOfQuarters(quarter: number, rest: Ball, precision: number): Ball {
  const p = precision + guard;
  return sineAt(quarter % 4, mul(rest, halfPi(p), p), p);
}

/** sin πx for finite x. */
export function sinpiBall(x: number, precision: number): Ball {
  const { quarter, rest } = reduce(x);
  return sineOfQuarters(quarter, rest, precision);
}

/** cos πx for finite x. */
export function cospiBall(x: number, precision: number): Ball {
  const { quarter, rest } = reduce(x);
  return sineOfQuarters(quarter + 1, rest, precision);
}

const sineOfQuarter: readonly number[] = [0, 1, 0, -1];

/**
 * sin πx. A rational value at a rational angle is 0, ±1/2 or ±1 (I. Niven, "Irrational Numbers", 3.9): for dyadic x, only 0
 * and ±1, at the multiples of 1/2; elsewhere the value is irrational.
 */
export function exactSinpi(x: number, out: Float64Array): void {
  if (!Number.isFinite(x)) {
    writeUndefined(out);
    return;
  }
  const { quarter, rest } = reduce(x);
  if (rest.mid === 0n) write(sineOfQuarter[quarter]!, sineOfQuarter[quarter]!, out);
  else settle((precision) => sineOfQuarters(quarter, rest, precision), out);
}

/** cos πx; rational only at the multiples of 1/2, as for {@link exactSinpi}. For |x| < 2^-28 it lies above 1 − 5x² > 1 − 2^-53. */
export function exactCospi(x: number, out: Float64Array): void {
  if (!Number.isFinite(x)) {
    writeUndefined(out);
    return;
  }
  const { quarter, rest } = reduce(x);
  const next = (quarter + 1) % 4;
  if (rest.mid === 0n) write(sineOfQuarter[next]!, sineOfQuarter[next]!, out);
  else if (Math.abs(x) < 3.7e-9) writeWithin(1, out);
  else settle((precision) => sineOfQuarters(next, rest, precision), out);
}

/**
 * tan πx; undefined at its poles, the odd multiples of 1/2. Its rational values are 0 and ±1 (Niven, 3.11), at the multiples
 * of 1/4.
 */
export function exactTanpi(x: number, out: Float64Array): void {
  if (!Number.isFinite(x)) {
    writeUndefined(out);
    return;
  }
  const { quarter, rest } = reduce(x);
  if (rest.mid === 0n) {
    if (quarter % 2 === 1) writeUndefined(out);
    else write(0, 0, out);
  } else if (rest.exp === -1) {
    const value = rest.mid > 0n === (quarter % 2 === 0) ? 1 : -1;
    write(value, value, out);
  } else {
    settle((precision) => {
      const p = precision + guard;
      return div(sineOfQuarters(quarter, rest, precision), sineOfQuarters(quarter + 1, rest, precision), p);
    }, out);
  }
}
