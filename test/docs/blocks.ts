import { type Comment, type ExpressionStatement, type ImportDeclaration, parse } from 'acorn';

/** A piece of code in a text, with the line at which it starts. */
export interface Block {
  readonly line: number;
  readonly code: string;
}

/** The ```js blocks of a Markdown text. */
export function markdownBlocks(text: string): Block[] {
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map((match) => ({
    line: lineAt(text, match.index) + 1,
    code: match[1]!,
  }));
}

/** The `@example` blocks in the doc comments of a source text. */
export function exampleBlocks(text: string): Block[] {
  return [...text.matchAll(/\/\*\*.*?\*\//gs)].flatMap((comment) => {
    const lines = comment[0]
      .slice(3, -2)
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, ''));
    return lines.flatMap((line, i) => {
      if (!line.startsWith('@example')) return [];
      const end = lines.findIndex((other, j) => j > i && /^@\w/.test(other));
      const body = lines.slice(i + 1, end < 0 ? undefined : end).filter((code) => !code.startsWith('```'));
      return [{ line: lineAt(text, comment.index) + i + 1, code: body.join('\n') }];
    });
  });
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** What a block claims about one of its expressions, and what came out. */
export interface Outcome {
  readonly line: number;
  readonly claimed: string;
  readonly found: string;
}

/**
 * Runs a block and gives the value of each expression statement that a comment follows, on its line or the next, beside what the comment claims.
 *
 * Comment lines directly below continue the claim. `throws Name` claims an error. Imports from 'brook' must name what `scope` holds.
 */
export async function run({ code, line }: Block, scope: Readonly<Record<string, unknown>>): Promise<Outcome[]> {
  const comments: Comment[] = [];
  const program = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowAwaitOutsideFunction: true,
    locations: true,
    onComment: comments,
  });
  const outcomes: Outcome[] = [];
  const record = (statement: ExpressionStatement, claimed: string, found: string): void => {
    outcomes.push({ line: line + statement.loc!.start.line - 1, claimed, found });
  };
  const checks: ((value: () => unknown) => Promise<void>)[] = [];
  let text = '';
  let from = 0;
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      checkImport(statement, scope);
      text += code.slice(from, statement.start);
      from = statement.end;
    }
    const claim = statement.type === 'ExpressionStatement' ? claimAfter(statement, comments, code) : undefined;
    if (statement.type !== 'ExpressionStatement' || claim === undefined) continue;
    const { expression } = statement;
    text += `${code.slice(from, statement.start)}await $checks[${checks.length}](async () => (${code.slice(expression.start, expression.end)}));`;
    from = statement.end;
    checks.push(async (value) => {
      if (!claim.startsWith('throws ')) return record(statement, spaced(claim), printed(await value()));
      const thrown = await (async () => value())().then(() => 'nothing', nameOf);
      record(statement, claim, `throws ${thrown}`);
    });
  }
  text += code.slice(from);
  const names = Object.keys(scope);
  const AsyncFunction = (async () => {}).constructor as new (...source: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction('$checks', ...names, `{${text}\n}`)(checks, ...names.map((name) => scope[name]));
  return outcomes;
}

function checkImport(statement: ImportDeclaration, scope: Readonly<Record<string, unknown>>): void {
  if (statement.source.value !== 'brook') throw new Error(`expected an import from 'brook', got ${statement.source.raw}`);
  for (const { local } of statement.specifiers) {
    if (!(local.name in scope)) throw new Error(`expected the name of an export, got ${local.name}`);
  }
}

/** The comment that begins on the line where a statement ends or stands alone below, with the comment lines right below it. */
function claimAfter(statement: ExpressionStatement, comments: readonly Comment[], code: string): string | undefined {
  const { line } = statement.loc!.end;
  const first = comments.findIndex((comment) => comment.start >= statement.end);
  if (first < 0 || !(comments[first]!.loc!.start.line === line || standsAloneAt(line + 1, comments[first]!, code)))
    return undefined;
  let last = first;
  while (comments[last + 1] !== undefined && standsAloneAt(comments[last]!.loc!.start.line + 1, comments[last + 1]!, code))
    last++;
  return comments
    .slice(first, last + 1)
    .map(({ value }) => value.replace(/^ /, '').trimEnd())
    .join('\n');
}

function standsAloneAt(line: number, comment: Comment, code: string): boolean {
  return comment.loc!.start.line === line && code.split('\n')[line - 1]!.trimStart().startsWith('//');
}

/** Takes out the blanks that some printers put inside brackets: `[ 1, 2 ]` is `[1, 2]`. */
function spaced(claim: string): string {
  return claim.replace(/\[ (?=\S)/g, '[').replace(/(?<=\S) \]/g, ']');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

/** A value as examples write it: like source for plain data, by its own `toString` for an object that has one. */
export function printed(value: unknown): string {
  if (typeof value === 'string') return value.includes('\n') ? value.trimEnd() : `'${value.replaceAll('\\', '\\\\')}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${Array.from(value as Iterable<unknown>, printed).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value.toString !== Object.prototype.toString) return String(value);
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${printed(entry)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
