import { type Codec, type ValuesJson, valuesFromJson, valuesToJson } from '../algebra/json.js';

/** A series in one variable as JSON keeps it exactly. */
export interface SeriesJson {
  /** What center and coefficients are: `number`, `Complex`, `DoubleDouble`, `Fraction`, `Interval`, `Decimal`, `DecimalInterval`, `Series`, `SeriesN`. */
  readonly kind: string;
  /** Significant digits of Decimals, and the number of their rounding mode in decimal.js. */
  readonly precision?: number;
  readonly rounding?: number;
  readonly center: unknown;
  readonly order: number;
  readonly coefficients: readonly unknown[];
  /** The numbers c_k·scale^k, for a power of two, where c_k lose digits to underflow. */
  readonly stretched?: { readonly scale: number; readonly coefficients: readonly unknown[] };
}

/** A series in many variables as JSON keeps it exactly. */
export interface SeriesNJson {
  readonly kind: string;
  readonly precision?: number;
  readonly rounding?: number;
  readonly names: readonly string[];
  readonly center: readonly unknown[];
  readonly order: number;
  /** Absent where all are 1. */
  readonly weights?: readonly number[];
  /** Highest exponents, null where the degree alone bounds them; absent where it bounds all. */
  readonly orders?: readonly (number | null)[];
  /** Those of lower degree first, in the numbering of the space. */
  readonly coefficients: readonly unknown[];
}

/** An object from JSON text or as it is. */
export function readJson<J>(where: string, json: J | string, keys: readonly (keyof J & string)[]): J {
  const value: unknown = typeof json === 'string' ? JSON.parse(json) : json;
  if (typeof value === 'object' && value !== null && keys.every((key) => key in value)) return value as J;
  throw new TypeError(
    `${where}: expected an object with ${keys.join(', ')}, as toJSON writes it, got ${JSON.stringify(value)?.slice(0, 60)}`,
  );
}

/** The classes of series, by the name that JSON has for coefficients of that kind; each puts itself here. */
const nested: Record<string, Codec> = {};

/** Lets series of a class be coefficients in JSON. */
export function nests(kind: string, codec: Codec): void {
  nested[kind] = codec;
}

/** Center and coefficients for JSON. */
export function encoded(values: readonly unknown[]): ValuesJson {
  return valuesToJson('toJSON', values, nested);
}

/** A series in one variable or in many, which alone has names. */
export function decodedSeries(json: unknown): unknown {
  const kind = typeof json === 'object' && json !== null && 'names' in json ? 'SeriesN' : 'Series';
  return decoded({ kind, values: [json] })[0];
}

/** What {@link encoded} was given. */
export function decoded(json: ValuesJson): unknown[] {
  return valuesFromJson('fromJSON', json, nested);
}
