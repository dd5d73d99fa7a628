/** A series in one variable as JSON keeps it exactly. */
export interface SeriesJson {
  /** What center and coefficients are: `number`, `Complex`, `Fraction`, `Interval`, `Decimal`, `DecimalInterval`. */
  readonly kind: string;
  /** Significant digits of Decimals, and the number of their rounding mode in decimal.js. */
  readonly precision?: number;
  readonly rounding?: number;
  readonly center: unknown;
  readonly order: number;
  readonly coefficients: readonly unknown[];
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
