/** So many milliseconds are worked at one go: less than what anybody notices. */
const TURN = 50;

/** Lets other tasks have their turn, such as the one that aborts. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Works as long as there is something to do, in turns with other tasks. */
export async function inTurns(work: () => boolean): Promise<void> {
  for (let end = Date.now() + TURN; work(); ) {
    if (Date.now() < end) continue;
    await pause();
    end = Date.now() + TURN;
  }
}

/**
 * The values of a source as long as a signal lets them come. What is awaited when it is aborted is awaited no more, and neither is the end of the source: one that is at work
 * closes when it is done with that.
 */
export function until<T>(signal: AbortSignal | undefined, source: AsyncIterable<T>): AsyncIterable<T> {
  if (signal === undefined) return source;
  const values = source[Symbol.asyncIterator]();
  const close = async (): Promise<IteratorResult<T>> => {
    await values.return?.();
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<T>> => {
    if (signal.aborted) return close();
    // a promise for each value: one for all would keep what has waited for it
    let abort = (): void => undefined;
    const aborted = new Promise<undefined>((resolve) => {
      abort = () => resolve(undefined);
    });
    signal.addEventListener('abort', abort);
    try {
      const result = await Promise.race([values.next(), aborted]);
      if (result !== undefined) return result;
    } finally {
      signal.removeEventListener('abort', abort);
    }
    // nobody is left who could be told of an error
    close().catch(() => undefined);
    return { done: true, value: undefined };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: close }) };
}
