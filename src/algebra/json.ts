import { DecimalInterval, decimalInterval } from '../decimal/decimal-interval.js';
import { constructorOf, type Decimal, decimalsLike, isDecimal } from '../decimal/rounding.js';
import { Interval } from '../interval/interval.js';
import { Complex } from '../number/complex.js';
import { DoubleDouble } from '../number/double-double.js';
import { Fraction, fraction } from '../number/fraction.js';

/** Values of one kind in a form that JSON keeps exactly. */
export interface ValuesJson {
  /** What the values are: `number`, `Complex`, `DoubleDouble`, `Fraction`, `Interval`, `Decimal`, `DecimalInterval`. */
  readonly kind: string;
  /** Significant digits of Decimals, and the number of their rounding mode in decimal.js. */
  readonly precision?: number;
  readonly rounding?: number;
  readonly values: readonly unknown[];
}

/** How one kind of values goes through JSON. */
export interface Codec {
  readonly owns: (value: unknown) => boolean;
  readonly encode: (value: never) => unknown;
  readonly decode: (json: never, context: ValuesJson) => unknown;
}

/** JSON has no infinities, no NaN and no −0. */
function finiteOrText(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

const codecs: Readonly<Record<string, Codec>> = {
  number: {
    owns: (value) => typeof value === 'number',
    encode: finiteOrText,
    decode: (json: number | string) => Number(json),
  },
  Complex: {
    owns: (value) => value instanceof Complex,
    encode: ({ re, im }: Complex) => [finiteOrText(re), finiteOrText(im)],
    decode: ([re, im]: readonly (number | string)[]) => new Complex(Number(re), Number(im)),
  },
  // Both parts, since the 31 digits of the text may not be all.
  DoubleDouble: {
    owns: (value) => value instanceof DoubleDouble,
    encode: ({ head, tail }: DoubleDouble) => [finiteOrText(head), finiteOrText(tail)],
    decode: ([head, tail]: readonly (number | string)[]) => new DoubleDouble(Number(head), Number(tail)),
  },
  Fraction: {
    owns: (value) => value instanceof Fraction,
    encode: (value: Fraction) => value.toJSON(),
    decode: (json: string) => fraction(json),
  },
  Interval: {
    owns: (value) => value instanceof Interval,
    encode: (value: Interval) => value.toJSON(),
    decode: (json: { lo: number | string; hi: number | string }) => new Interval(Number(json.lo), Number(json.hi)),
  },
  Decimal: {
    owns: isDecimal,
    // which has the sign of −0, as the text has not
    encode: (value: Decimal) => value.valueOf(),
    decode: (json: string, context) => new (decimalsLike(context.precision, context.rounding))(json),
  },
  DecimalInterval: {
    owns: (value) => value instanceof DecimalInterval,
    encode: (value: DecimalInterval) => value.toJSON(),
    decode: (json: { lo: string; hi: string; precision: number }) =>
      decimalInterval(json.lo, json.hi, { precision: json.precision }),
  },
};

/**
 * Values of one kind for JSON, of a kind here or of the caller's own.
 *
 * @throws TypeError for a kind that has no form there
 */
export function valuesToJson(where: string, values: readonly unknown[], own: Readonly<Record<string, Codec>>): ValuesJson {
  const [first] = values;
  const found = Object.entries({ ...codecs, ...own }).find(([, { owns }]) => owns(first));
  if (found === undefined) {
    throw new TypeError(`${where}: expected values of kind ${Object.keys(codecs).join(', ')}, got ${String(first)}`);
  }
  const [kind, { encode }] = found;
  const encoded = values.map((value) => encode(value as never));
  if (!isDecimal(first)) return { kind, values: encoded };
  const { precision, rounding } = constructorOf(first);
  return { kind, precision, rounding, values: encoded };
}

/**
 * The values that {@link valuesToJson} wrote, exactly.
 *
 * @throws TypeError for a kind that is none
 */
export function valuesFromJson(where: string, json: ValuesJson, own: Readonly<Record<string, Codec>>): unknown[] {
  const all = { ...codecs, ...own };
  const codec = Object.hasOwn(all, json.kind) ? all[json.kind] : undefined;
  if (codec === undefined) {
    throw new TypeError(`${where}: expected values of kind ${Object.keys(all).join(', ')}, got ${JSON.stringify(json.kind)}`);
  }
  return json.values.map((value) => codec.decode(value as never, json));
}
