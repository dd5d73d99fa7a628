/** Whether a value is an array, which `Array.isArray` does not tell of readonly ones in types. */
export function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

/** The entries of a list, or a value alone. */
export function listOf<T>(values: T | readonly T[]): readonly T[] {
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}
