/**
 * Throws unless there is one finite initial value for each state.
 *
 * @throws TypeError for what is no list, RangeError for a wrong number of values, or one that is not finite
 */
export function demandInitial(where: string, states: readonly string[], initial: readonly number[]): void {
  const wanted = `${states.length} finite initial values (${states.join(', ')})`;
  if (!Array.isArray(initial) && !ArrayBuffer.isView(initial)) {
    const got = typeof initial === 'string' ? `'${initial}'` : initial;
    throw new TypeError(`${where}: expected a list of ${wanted}, got ${got}`);
  }
  if (initial.length !== states.length || !initial.every(Number.isFinite))
    throw new RangeError(`${where}: expected ${wanted}, got [${initial.join(', ')}]`);
}
