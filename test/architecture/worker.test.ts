import ts from 'typescript';
import { expect, test } from 'vitest';
import { type Source, sources } from './imports.js';

/** What a module loads when it runs: imports of types alone are none. */
function loadedBy({ tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    if (ts.isExportDeclaration(statement) && statement.isTypeOnly) return [];
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

/** Every module that one loads, by path below src, and the packages. */
function reached(from: string): { modules: Set<string>; packages: Set<string> } {
  const all = new Map(sources().map((source) => [source.path, source]));
  const modules = new Set([from]);
  const packages = new Set<string>();
  for (const path of modules) {
    for (const specifier of loadedBy(all.get(path)!)) {
      if (specifier.startsWith('.')) {
        modules.add(new URL(specifier, `file:///${path}`).pathname.slice(1).replace(/\.js$/, '.ts'));
      } else packages.add(specifier);
    }
  }
  return { modules, packages };
}

test('a worker of an ensemble loads no package, so that it runs where names of packages mean nothing, nor what reads functions', () => {
  const { modules, packages } = reached('ode/ensemble-worker.ts');
  expect([...packages]).toEqual([]);
  expect(modules.has('ode/sweep.ts')).toBe(true);
  for (const path of modules) expect(path).not.toMatch(/^(formula\/reader|decimal|verified|interval)\//);
  // the package as a whole does load them
  expect([...reached('index.ts').packages].sort()).toEqual(['acorn', 'decimal.js']);
});
