import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Whether there is a C compiler. */
export const hasCompiler = ((): boolean => {
  try {
    execFileSync('gcc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const folder = mkdtempSync(join(tmpdir(), 'brook-c-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let programs = 0;

/** A C program, which must compile without a warning: the lines that it prints for an input. */
export function compiled(source: string, options: readonly string[] = ['-O1']): (input?: string) => string[] {
  const program = join(folder, `p${programs++}`);
  writeFileSync(`${program}.c`, source);
  execFileSync('gcc', ['-std=c99', '-Wall', '-Werror', ...options, `${program}.c`, '-o', program, '-lm'], { stdio: 'pipe' });
  return (input = '') => execFileSync(program, { input, encoding: 'utf8' }).trim().split('\n');
}

/** The lines that a C program prints. */
export function printed(source: string, options?: readonly string[]): string[] {
  return compiled(source, options)();
}

/** A number that C prints: those that are not finite have other names in JavaScript. */
export function numberInC(text: string): number {
  return Number(text.replace('inf', 'Infinity').replace(/-?nan/u, 'NaN'));
}
