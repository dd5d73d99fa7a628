/** Whether two centers, values of one kind, are equal part by part: numbers, bounds of intervals, coefficients of jets. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const parts = Object.entries(a);
  return (
    parts.length === Object.keys(b).length && parts.every(([key, value]) => isSame(value, (b as Record<string, unknown>)[key]))
  );
}
