/** π, logarithms and the tables of the reductions: computed once for each precision asked, then remembered. */
import { add, type Ball, ballOfInteger, div, mul, neg, onGrid, scaleBall, sub } from './ball.js';
import { reciprocalSeries } from './series.js';

/**
 * Σ sⁿ/((2n + 1)·q^(2n + 1)): arctan(1/q) for s = −1, artanh(1/q) for s = 1; q ≥ 2. Absolute error near 2^-fraction.
 *
 * The power ⌊2^F/q⌋ and its truncated quotients by q² err by less than 1 + 1/4 + 1/16 + … < 4/3 units, a term by less than
 * 4/3 + 1, so N terms by less than 3N. The sum ends when the power is 0, hence below 4/3 units: the rest makes less
 * than 1.
 */
export function inverseOfInteger(q: number, s: 1 | -1, fraction: number): Ball {
  const square = BigInt(q * q);
  let power = (1n << BigInt(fraction)) / BigInt(q);
  let sum = power;
  let n = 0;
  while (power !== 0n) {
    power /= square;
    n += 1;
    const term = power / BigInt(2 * n + 1);
    if (s < 0 && n % 2 === 1) sum -= term;
    else sum += term;
  }
  return { mid: sum, rad: BigInt(3 * n + 4), exp: -fraction };
}

/** Remembers what was computed for each precision; the precisions in use are few, because {@link settle} doubles them. */
function remembered<T>(compute: (fraction: number) => T): (fraction: number) => T {
  const known = new Map<number, T>();
  return (fraction) => {
    let value = known.get(fraction);
    if (value === undefined) {
      value = compute(fraction);
      known.set(fraction, value);
    }
    return value;
  };
}

/** k·a for an integer k, exactly. */
function times(k: number, a: Ball): Ball {
  return { mid: BigInt(k) * a.mid, rad: BigInt(Math.abs(k)) * a.rad, exp: a.exp };
}

/** π = 16 arctan(1/5) − 4 arctan(1/239) (J. Machin, 1706), on the grid 2^-fraction. */
export const pi: (fraction: number) => Ball = remembered((fraction) =>
  sub(times(16, inverseOfInteger(5, -1, fraction)), times(4, inverseOfInteger(239, -1, fraction)), fraction + 4),
);

/** 2/π. */
export const twoOverPi: (fraction: number) => Ball = remembered((fraction) =>
  onGrid(div(ballOfInteger(2n), pi(fraction + 8), fraction + 8), -fraction),
);

/** ln 2 = 2 artanh(1/3), on the grid 2^-fraction. */
export const ln2: (fraction: number) => Ball = remembered((fraction) => times(2, inverseOfInteger(3, 1, fraction)));

/** ln 10 = 3 ln 2 + ln(5/4) = 3 ln 2 + 2 artanh(1/9), on the grid 2^-fraction. */
export const ln10: (fraction: number) => Ball = remembered((fraction) =>
  add(times(3, ln2(fraction)), times(2, inverseOfInteger(9, 1, fraction)), fraction + 4),
);

/**
 * ln(1 + j/16) at index j + 4, for −4 ≤ j ≤ 8.
 *
 * Going up, ln((16 + j)/(15 + j)) = 2 artanh(1/(31 + 2j)) is added; going down from j = 0 it is taken away.
 */
export const logTable: (fraction: number) => readonly Ball[] = remembered((fraction) => {
  const table: Ball[] = [];
  let value: Ball = { mid: 0n, rad: 0n, exp: -fraction };
  table[4] = value;
  for (let j = 1; j <= 8; j++) {
    value = add(value, times(2, inverseOfInteger(31 + 2 * j, 1, fraction)), fraction + 4);
    table[j + 4] = value;
  }
  value = table[4];
  for (let j = 0; j > -4; j--) {
    value = sub(value, times(2, inverseOfInteger(31 + 2 * j, 1, fraction)), fraction + 4);
    table[j + 3] = value;
  }
  return table;
});

/**
 * arctan(j/16) at index j, for 0 ≤ j ≤ 17.
 *
 * By the addition theorem arctan(j/16) − arctan((j − 1)/16) = arctan(16/(256 + j(j − 1))).
 */
export const arctanTable: (fraction: number) => readonly Ball[] = remembered((fraction) => {
  let value: Ball = { mid: 0n, rad: 0n, exp: -fraction };
  const table: Ball[] = [value];
  for (let j = 1; j <= 17; j++) {
    const z = div(ballOfInteger(16n), ballOfInteger(BigInt(256 + j * (j - 1))), fraction);
    const step = mul(z, reciprocalSeries(neg(mul(z, z, fraction)), fraction), fraction);
    value = add(value, step, fraction + 4);
    table.push(value);
  }
  return table;
});

/** π/2. */
export function halfPi(fraction: number): Ball {
  return scaleBall(pi(fraction), -1);
}
