import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const root = new URL('../../', import.meta.url);

/** One source file of `src`, parsed. */
export interface Source {
  /** Path below src, with slashes. */
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** Every TypeScript file below src. */
export function sources(): Source[] {
  return (readdirSync(new URL('src/', root), { recursive: true }) as string[])
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => parse(path, readFileSync(new URL(`src/${path}`, root), 'utf8')));
}

export function parse(path: string, text: string): Source {
  return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** The room of a file: its first folder, or its own name for a file that lies in src itself. */
export function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.[jt]s$/, '');
}

/** Everything a file imports, of values or types alone: `import`, `export … from`, `import()`, `import('…').Type`. */
export function importsOf({ tree }: Source): string[] {
  const found: string[] = [];
  const note = (specifier: ts.Node | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier.text);
    else if (specifier !== undefined) found.push(`(computed) ${specifier.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) note(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node)) note(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) note(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The room that a relative specifier in the file `path` leads to. */
export function targetRoom(path: string, specifier: string): string {
  const target = new URL(specifier, `file:///src/${path}`).pathname;
  return target.startsWith('/src/') ? roomOf(target.slice('/src/'.length)) : `outside src: ${specifier}`;
}

/** The table of rooms in docs/architecture.md: each room in order, with the rooms it may import. */
export function tableOfRooms(): Map<string, string[]> {
  const text = readFileSync(new URL('docs/architecture.md', root), 'utf8');
  const [, table] = /^\| room +\| holds +\| imports +\|\n\|[-|: ]+\|\n((?:\|.*\|\n)+)/m.exec(text) ?? [];
  if (table === undefined) throw new Error('expected a table of room, holds, imports in docs/architecture.md, got none');
  return new Map(
    table
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, room = '', , imports = ''] = line.split('|').map((cell) => cell.trim());
        return [room.replaceAll('`', ''), imports.split(', ').filter((name) => name !== '')];
      }),
  );
}
