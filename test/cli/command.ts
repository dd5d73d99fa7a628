import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root: URL = new URL('../../', import.meta.url);

/** What a program printed and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a JavaScript file of the repository with this Node, as a user would: without a terminal, on what `npm run build` has built. */
export function runFile(path: string, args: readonly string[] = []): Promise<Run> {
  if (!existsSync(new URL('dist/index.js', root))) throw new Error('expected dist, got nothing there; npm run build makes it');
  return new Promise((resolve) => {
    const file = fileURLToPath(new URL(path, root));
    execFile(process.execPath, [file, ...args], { cwd: fileURLToPath(root) }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
    });
  });
}

export function brook(...args: string[]): Promise<Run> {
  return runFile('dist/cli/brook.js', args);
}
