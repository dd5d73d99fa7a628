import { Decimal } from 'decimal.js';

/** The fraction num/den, den > 0: the oracle of decimal arithmetic. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** A decimal that no precision has rounded. */
export const exactly = (text: string): Decimal => new Decimal(text);

/** Decimals read from their text, in integers alone. */
export function ratioOf(x: Decimal): Ratio {
  const [, sign, whole, part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(x.toExponential())!;
  const n = BigInt(`${sign}${whole}${part}`);
  const e = Number(exponent) - part.length;
  return e >= 0 ? { num: n * 10n ** BigInt(e), den: 1n } : { num: n, den: 10n ** BigInt(-e) };
}

/** The greatest decimal of `precision` digits ≤ num/den. */
export function roundedDown({ num, den }: Ratio, precision: number): Decimal {
  if (num === 0n) return new Decimal(0);
  const size = num < 0n ? -num : num;
  // 10^e ≤ |num/den| < 10^(e+1)
  let e = `${size}`.length - `${den}`.length;
  if (e >= 0 ? size < den * 10n ** BigInt(e) : size * 10n ** BigInt(-e) < den) e -= 1;
  const shift = precision - 1 - e;
  const above = shift >= 0 ? num * 10n ** BigInt(shift) : num;
  const below = shift >= 0 ? den : den * 10n ** BigInt(-shift);
  const quotient = above / below;
  return new Decimal(`${above < 0n && quotient * below !== above ? quotient - 1n : quotient}e${-shift}`);
}

export function roundedUp({ num, den }: Ratio, precision: number): Decimal {
  return roundedDown({ num: -num, den }, precision).neg();
}
