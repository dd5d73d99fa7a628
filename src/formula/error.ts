/**
 * Errors that point into the text of a formula or of a function.
 */

/** Characters of the source shown on either side of the place an error points at. */
const context = 30;

/**
 * A text or function that cannot be read: the message shows the place, `position` is its index in the source.
 *
 * @example
 * formula('2*(x + '); // throws FormulaError
 */
export class FormulaError extends SyntaxError {
  override readonly name: string = 'FormulaError';
  /** What is wrong, without the excerpt of the source that `message` adds. */
  readonly reason: string;
  /** The text or the source of the function that could not be read. */
  readonly source: string;
  /** Index into the source of the first character that could not be read. */
  readonly position: number;

  constructor(reason: string, source: string, position: number) {
    super(`${reason}\n${excerpt(source, position)}`);
    this.reason = reason;
    this.source = source;
    this.position = position;
  }
}

/** What `read` returns; an error of a formula then says in which part of what it is, and who asks. */
export function naming<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw new FormulaError(`${part}: ${error.reason}`, error.source, error.position);
  }
}

/** The line of `source` around `position`, with a caret under the place. */
function excerpt(source: string, position: number): string {
  const lineStart = source.lastIndexOf('\n', position - 1) + 1;
  const newline = source.indexOf('\n', position);
  const lineEnd = newline < 0 ? source.length : newline;
  const start = Math.max(lineStart, position - context);
  const end = Math.min(lineEnd, position + context);
  const before = `${start > lineStart ? '…' : ''}${source.slice(start, position)}`;
  const after = `${source.slice(position, end)}${end < lineEnd ? '…' : ''}`;
  const margin = before.replace(/[^\t]/gu, ' ');
  return `  ${before}${after}\n  ${margin}^`;
}
