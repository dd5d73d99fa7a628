import type { TaylorModel } from '../../src/model/taylor-model.js';
import { binary } from '../oracle/double.js';
import { fractionOfDecimal } from '../oracle/fraction.js';

/** The number n·2^e, exactly. */
interface Dyadic {
  readonly n: bigint;
  readonly e: number;
}

function dyadicOf(x: number): Dyadic {
  const { m, e } = binary(x);
  return { n: m, e };
}

const times = (a: Dyadic, b: Dyadic): Dyadic => ({ n: a.n * b.n, e: a.e + b.e });
function plus(a: Dyadic, b: Dyadic): Dyadic {
  if (a.e > b.e) return plus(b, a);
  return { n: a.n + (b.n << BigInt(b.e - a.e)), e: a.e };
}
const minus = (a: Dyadic, b: Dyadic): Dyadic => plus(a, { n: -b.n, e: b.e });

/** P(x − center) exactly. */
function polynomialAt({ polynomial, center }: TaylorModel, x: readonly number[]): Dyadic {
  const { space, coefficients } = polynomial;
  const distances = x.map((coordinate, v) => minus(dyadicOf(coordinate), dyadicOf(center[v]!)));
  const powers = distances.map((distance) => {
    const all: Dyadic[] = [{ n: 1n, e: 0 }];
    for (let k = 1; k <= space.order; k++) all.push(times(all.at(-1)!, distance));
    return all;
  });
  let sum: Dyadic = { n: 0n, e: 0 };
  coefficients.forEach((c, i) => {
    if (c !== 0)
      sum = plus(
        sum,
        space.exponentsOf(i).reduce((term, e, v) => times(term, powers[v]![e]!), dyadicOf(c)),
      );
  });
  return sum;
}

/** Digits after which values are cut, of which the last may be wrong. */
const DIGITS = 59;

/**
 * How far a value lies outside of a model at a point, as −1, 0 or 1 and exactly computed: below P(x − center) + remainder, in it, or above. The value is a
 * decimal of sixty digits.
 */
export function outside(model: TaylorModel, x: readonly number[], value: string): number {
  const { remainder } = model;
  const f = fractionOfDecimal(value);
  const size = (f.num < 0n ? -f.num : f.num) + 1n;
  const scale = 10n ** BigInt(DIGITS);
  const P = polynomialAt(model, x);
  /** The sign of ±f ± 10^−59·(|f| + 1 unit) minus P + end */
  const compare = (end: number, slack: bigint): number => {
    const { n, e } = plus(P, dyadicOf(end));
    // (num·scale + slack)/(den·scale) against n·2^e
    const left = (f.num * scale + slack) * (e < 0 ? 1n << BigInt(-e) : 1n);
    const right = n * f.den * scale * (e > 0 ? 1n << BigInt(e) : 1n);
    return left < right ? -1 : left > right ? 1 : 0;
  };
  if (remainder.isEmpty()) return 1;
  if (remainder.lo !== -Infinity && compare(remainder.lo, size) < 0) return -1;
  if (remainder.hi !== Infinity && compare(remainder.hi, -size) > 0) return 1;
  return 0;
}
