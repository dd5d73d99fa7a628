/**
 * Throws unless there is one finite initial value for each state.
 *
 * @throws TypeError for what is no list, RangeError for a wrong number of values, or one that is not finite
 */
export function demandInitial<T>(
  where: string,
  states: readonly string[],
  initial: readonly T[],
  isFiniteValue: (x: T) => boolean = Number.isFinite,
): void {
  // made where it is thrown: an orbit may take no longer than a few of these texts
  const wanted = (): string => `${states.length} initial values (${states.join(', ')})`;
  if (!Array.isArray(initial) && !ArrayBuffer.isView(initial)) {
    const got = typeof initial === 'string' ? `'${initial}'` : typeof initial;
    throw new TypeError(`${where}: expected a list of ${wanted()}, got ${got}`);
  }
  if (initial.length !== states.length) throw new RangeError(`${where}: expected ${wanted()}, got ${initial.length}`);
  const bad = initial.findIndex((x) => !isFiniteValue(x));
  if (bad >= 0) throw new RangeError(`${where}: expected a finite initial value of ${states[bad]}, got ${initial[bad]}`);
}
