import type { Interval } from '../../src/interval/interval.js';
import { type Fraction, fraction, fractionOf, fractionOfDecimal, minus, plus, times } from '../oracle/fraction.js';
import { isAtMost } from './flow.js';

const size = (a: Fraction): Fraction => (a.num < 0n ? { num: -a.num, den: a.den } : a);

/** Whether x meets value·(1 ± 10^-digits): such decimals are rounded. */
export function meets(x: Interval, decimal: string, digits: number): boolean {
  const value = fractionOfDecimal(decimal);
  const slack = times(size(value), fraction(1, 10n ** BigInt(digits)));
  const below = x.lo === -Infinity || (x.lo < Infinity && isAtMost(fractionOf(x.lo), plus(value, slack)));
  return below && (x.hi === Infinity || (x.hi > -Infinity && isAtMost(minus(value, slack), fractionOf(x.hi))));
}
