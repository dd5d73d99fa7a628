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
  if (!Array.isArray(initial) && !ArrayBuffer.isView(initial)) {
    const got = typeof initial === 'string' ? `'${initial}'` : typeof initial;
    throw new TypeError(`${where}: expected a list of ${wanted(states)}, got ${got}`);
  }
  if (initial.length !== states.length) throw new RangeError(`${where}: expected ${wanted(states)}, got ${initial.length}`);
  for (let i = 0; i < states.length; i++) {
    if (isFiniteValue(initial[i]!)) continue;
    throw new RangeError(`${where}: expected a finite initial value of ${states[i]}, got ${initial[i]}`);
  }
}

function wanted(states: readonly string[]): string {
  return `${states.length} initial values (${states.join(', ')})`;
}
