import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

type Outcome = readonly [name: string, outcome: string, milliseconds: number, untouched: boolean];

/** Runs hostile.js with little memory; it is ended where it takes too long altogether. */
function outcomes(from: number, to: number): Promise<Outcome[]> {
  const script = fileURLToPath(new URL('hostile.js', import.meta.url));
  const options = { timeout: 240_000, maxBuffer: 2 ** 26 };
  return new Promise((resolve, reject) => {
    execFile('node', ['--max-old-space-size=256', script, `${from}`, `${to}`], options, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter((line) => line !== '');
      if (error)
        reject(new Error(`expected all cases to end, got ${error.message} after ${lines.at(-1)}; ${stderr.slice(0, 500)}`));
      else resolve(lines.map((line) => JSON.parse(line) as Outcome));
    });
  });
}

/** Errors of brook: with what was expected and what was found. */
const isClear = (outcome: string): boolean =>
  /^(?:FormulaError|RangeError|TypeError): \w+: expected .*(?:, got |; )/u.test(outcome);

function expectBounded(all: readonly Outcome[]): void {
  for (const [name, outcome, milliseconds, untouched] of all) {
    if (outcome !== 'accepted') expect(isClear(outcome), `${name}: ${outcome}`).toBe(true);
    expect(milliseconds, `${name}: ${outcome}`).toBeLessThan(1000);
    expect(untouched, name).toBe(true);
  }
}

describe('hostile input', () => {
  test('ends in a clear error, or is a formula, in less than a second and in 256 MB', async () => {
    const all = await outcomes(0, 0);
    expectBounded(all);
    expect(all.length).toBeGreaterThan(70);
    const accepted = all.filter(([, outcome]) => outcome === 'accepted').map(([name]) => name);
    // the stack of Node 20 is too short for one, those of 22 and later are not
    expect(accepted.filter((name) => name !== 'values by conditions, deep')).toEqual([
      'a tower of powers',
      'a constant to a large power',
      'names of properties that all objects have',
      'values that double in the graph',
      'conditions that double in the graph',
      'conditions on conditions',
      'functions by conditions',
      '5000 conditions',
      'a list of 90000',
      'a function that says it has another source',
    ]);
  }, 300_000);

  test('random functions made of such pieces end, too, and are right where they are read', async () => {
    const all = await outcomes(1, 400);
    expectBounded(all);
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(([, outcome]) => outcome === 'accepted').length).toBeGreaterThan(10);
  }, 300_000);
});
