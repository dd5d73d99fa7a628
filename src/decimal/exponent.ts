/** What a power is raised to. */
import { parseRational } from '../rounding/decimal.js';
import { exactOf, exactOfDouble, topOf } from './exact.js';
import type { Exponent } from './power.js';
import type { DecimalIntervalLike } from './read.js';
import { isDecimal } from './rounding.js';

/** The exponent that one number is; undefined for an interval. */
export function exponentOf(n: DecimalIntervalLike): Exponent | undefined {
  if (isDecimal(n) || typeof n === 'number') {
    if (!Number.isFinite(Number(n)) && !(isDecimal(n) && n.isFinite())) {
      throw new RangeError(`pow: expected a finite exponent, got ${n}; use an interval for an unbounded one`);
    }
    return { num: isDecimal(n) ? exactOf(n) : exactOfDouble(n), den: 1n };
  }
  if (typeof n === 'bigint') return { num: { digits: n, exponent: 0 }, den: 1n };
  if (typeof n !== 'string' || n.trim().startsWith('[')) return undefined;
  const { num, den } = parseRational(n.trim());
  return { num: { digits: num, exponent: 0 }, den };
}

/** The integer that an exponent is. */
export function integerOf({ num, den }: Exponent): number | undefined {
  if (den !== 1n || num.exponent < 0) return undefined;
  const n = topOf(num) < 16 ? Number(num.digits * 10n ** BigInt(num.exponent)) : Infinity;
  if (Number.isSafeInteger(n)) return n;
  throw new RangeError(
    'pow: expected an integer exponent below 2^53 in size, got a greater one; give it as an interval for the real power',
  );
}
