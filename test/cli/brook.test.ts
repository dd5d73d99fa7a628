import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { interval } from '../../src/index.js';
import { brook, root } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'brook-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('brook tour', () => {
  test('shows derivatives and a proved orbit, writes the picture, and ends well', async () => {
    const { code, out, err } = await brook('tour', '--out', folder, '--seconds', '25');
    expect({ code, err }).toEqual({ code: 0, err: '' });

    const rows = [...out.matchAll(/^ +(\d+) +(-?\d+\.\d+) +(-?\d+\.\d*)\[(\d+), (\d+)\] +(\d+)$/gm)];
    expect(rows.map(([, k]) => Number(k))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const [, , , , , , digits] of rows) expect(Number(digits)).toBeGreaterThanOrEqual(12);
    const [, , number, common, lo, hi] = rows[10]!;
    expect(Number(number)).toBeCloseTo(-17049.3029306735, 8);
    expect(interval(`${common}${lo}`, `${common}${hi}`).contains(interval('-17049.3029306735498551597810452'))).toBe(true);

    expect(out).toMatch(/proved +t = 1 after \d+ steps of order 20 in/);
    expect(out).toMatch(/x ∈ -6\.94535415990?\[\d+, \d+\] +width \d\.\d+e-1[1-3]/);
    expect(out).toMatch(/proved +t = \d+\.\d\d after \d+ steps in .* and no further/);
    expect(out).toContain(`picture       ${join(folder, 'lorenz.svg')}`);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/^All \d+ checks .* hold\.$/);

    const svg = readFileSync(join(folder, 'lorenz.svg'), 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>\n$/s);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(svg.match(/<path /g)!.length).toBeGreaterThan(100);
  });

  test('fails when its time does not suffice for the proof', async () => {
    const { code, out, err } = await brook('tour', '--out', folder, '--seconds', '0');
    expect(code).toBe(1);
    expect(err).toMatch(/^brook tour: failed: enclose reaches t = 1: Proved up to t = 0\.0/m);
    expect(out).not.toContain('checks');
  });

  test('fails when the picture cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, err } = await brook('tour', '--out', file);
    expect(code).toBe(1);
    expect(err).toMatch(/^brook: EEXIST/);
  });
});

describe('brook derivatives', () => {
  test('shows numbers and enclosures', async () => {
    const { code, out } = await brook('derivatives', 'x^3', '2', '3');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['k', 'number', 'proved enclosure', 'correct digits'],
      ['0', '8', '8', '17'],
      ['1', '12', '12', '17'],
      ['2', '12', '12', '17'],
      ['3', '6', '6', '17'],
      [''],
    ]);
  });

  test('takes a negative point, and says nothing false where there is no value', async () => {
    const { code, out } = await brook('derivatives', '1/(1 + x)', '-1', '1');
    expect(code).toBe(0);
    expect(out).toMatch(/^0 +Infinity +\[empty\] +0$/m);
  });
});

describe('brook evaluate', () => {
  test('shows the value at the midpoints and over the box', async () => {
    const { code, out } = await brook('evaluate', 'x*y', 'x=[1, 2]', 'y=3');
    expect({ code, out }).toEqual({ code: 0, out: 'number      4.5\nenclosure   [3, 6]\n' });
  });

  test('takes a formula without variables', async () => {
    expect((await brook('evaluate', '2*3')).out).toBe('number      6\nenclosure   6\n');
  });
});

describe('brook enclose', () => {
  test('proves where a solution is', async () => {
    const { code, out } = await brook('enclose', "x' = v", 'v=-x', '--from', '[1, 1],0', '--to', '1');
    expect(code).toBe(0);
    expect(out).toMatch(/^x {3}∈ 0\.540302305868\d*\[/m);
    expect(out).toMatch(/^Proved up to t = 1 in \d+ steps/m);
  });

  test('fails where the proof does not reach the end', async () => {
    const { code, out } = await brook('enclose', 'x=x^2', '--from', '1', '--to', '2');
    expect(code).toBe(1);
    expect(out).toMatch(/^Proved up to t = 0\.99/m);
  });
});

describe('brook', () => {
  const version = (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }).version;

  test.each([
    [['--version'], 0, new RegExp(`^${version.replaceAll('.', '\\.')}\n$`)],
    [['--help'], 0, /^brook: .*\n\n {2}brook tour/],
    [[], 1, /^brook: /],
  ])('%j shows what it is', async (args, code, out) => {
    const run = await brook(...args);
    expect(run.code).toBe(code);
    expect(run.out).toMatch(out);
    expect(run.err).toBe('');
  });

  test.each([
    [['fly'], /expected a command \(tour, .*\), got fly\n.*--help/],
    [['tour', '--far'], /Unknown option '--far'/],
    [['tour', '--seconds', 'ten'], /expected a number for --seconds, got ten/],
    [['derivatives', 'x^2'], /expected X, got nothing/],
    [['derivatives', 'x^2', 'one'], /one/],
    [['derivatives', 'sin(x', '1'], /close the '\('/],
    [['evaluate', 'x', 'y=1'], /y/],
    [['evaluate', 'x', 'x'], /expected NAME=…, got x/],
    [['enclose', 'x=1', '--from', '1'], /expected --to, got nothing/],
    [['enclose', 'x=1', '--from', '1,2', '--to', '1'], /expected 1 initial values/],
  ])('%j is misuse, told on standard error', async (args, message) => {
    const { code, out, err } = await brook(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
