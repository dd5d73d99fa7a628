import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { compare, type Subject, subjects } from './agreement.js';
import { draws } from './draws.js';

// The exact paths, counting their calls.
const calls = vi.hoisted(() => ({ count: 0 }));
const counted = vi.hoisted(() => (module: Record<string, unknown>): Record<string, unknown> => {
  const counting: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(module)) {
    counting[name] = !name.startsWith('exact')
      ? value
      : (...operands: unknown[]) => {
          calls.count++;
          (value as (...operands: unknown[]) => void)(...operands);
        };
  }
  return counting;
});
vi.mock('../../../src/rounding/exact/area.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/arctangent.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/exponential.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/halfturn.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/hyperbolic.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/logarithm.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/power.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/root.js', async (original) => counted(await original()));
vi.mock('../../../src/rounding/exact/trigonometric.js', async (original) => counted(await original()));

const seed = Number(process.env['BROOK_SEED'] ?? 3);

/** How many of 40 000 arguments need the exact path. */
function exactOnes({ bounds }: Subject, operands: Subject['kinds'][number]): number {
  const draw = draws(seed);
  const out = new Float64Array(2);
  calls.count = 0;
  for (let i = 0; i < 40_000; i++) bounds(operands(draw), out);
  return calls.count;
}

describe('fast phases', () => {
  for (const [name, subject] of Object.entries(subjects)) {
    test(`${name}: the bounds are those of the exact path, seams and hard arguments included`, () => {
      compare(name, seed, 20_000);
    });

    test(`${name}: fewer than one ordinary argument in 2000 needs the exact path`, () => {
      expect(exactOnes(subject, subject.kinds[0]!)).toBeLessThan(20);
    });
  }

  test('exp: nor does one argument near 0, which has a polynomial of its own', () => {
    expect(exactOnes(subjects['exp']!, (draw) => [draw.sized(-40, -9)])).toBeLessThan(20);
  });
});

const table = readFileSync(new URL('../../../docs/proofs/rates.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** How many of a million ordinary arguments take the exact path, and from where to where each operand goes, as docs/proofs/rates.md writes it. */
function row(name: string): string[] {
  const { bounds, kinds } = subjects[name]!;
  const draw = draws(3);
  const out = new Float64Array(2);
  const least: number[] = [];
  const most: number[] = [];
  calls.count = 0;
  for (let i = 0; i < 1_000_000; i++) {
    const operands = kinds[0]!(draw);
    bounds(operands, out);
    for (const [k, x] of operands.entries()) {
      if (!(x >= least[k]!)) least[k] = x;
      if (!(x <= most[k]!)) most[k] = x;
    }
  }
  const spans = least.map((x, k) => `${Number(x.toPrecision(3))} … ${Number(most[k]!.toPrecision(3))}`);
  return ['', name, spans.join('; '), String(calls.count), ''];
}

describe('exact path: taken as rarely as docs/proofs/rates.md says', () => {
  test('the table has the functions that have a fast phase', () => {
    expect(table.slice(2).map(([, name]) => name)).toEqual(Object.keys(subjects));
  });

  test.runIf(process.env['BROOK_SLOW']).each(Object.keys(subjects))('%s', (name) => {
    expect(row(name)).toEqual(table.find(([, other]) => other === name));
  });
});
