import { readFileSync } from 'node:fs';
import * as theirs from 'interval-arithmetic';
import { describe, expect, test } from 'vitest';
import { Interval, interval } from '../../src/interval/interval.js';

// The measured failures of npm interval-arithmetic 1.1.3: its result excludes a true value, ours includes it.
// interval-arithmetic-failures.py computes the true values.

interface Failure {
  readonly name: string;
  readonly operands: readonly (readonly [string, string?])[];
  readonly n?: number;
  readonly truth: readonly string[];
}

const failures = JSON.parse(
  readFileSync(new URL('../data/interval-arithmetic-failures.json', import.meta.url), 'utf8'),
) as Failure[];

type TheirInterval = { lo: number; hi: number };
const library = theirs as unknown as Record<string, (...operands: (TheirInterval | number)[]) => TheirInterval> & {
  Interval: new (lo: number, hi: number) => TheirInterval;
};

function ours({ name, operands, n }: Failure): Interval {
  const [x, y] = operands.map(([lo, hi = lo]) => interval(Number(lo), Number(hi)));
  if (name === 'pow') return x!.pow(n!);
  if (name === 'nthRoot') return x!.rootn(n!);
  return x![name as 'mul'](y!);
}

function theirResult({ name, operands, n }: Failure): TheirInterval {
  const all = operands.map(([lo, hi = lo]) => new library.Interval(Number(lo), Number(hi)));
  return library[name]!(...all, ...(n === undefined ? [] : [n]));
}

describe('interval-arithmetic excludes, brook includes', () => {
  test.each(failures.map((failure, k) => ({ ...failure, k })))('case $k: $name $operands $n', (failure) => {
    const enclosures = failure.truth.map((text) => interval(text));
    for (const truth of enclosures) expect(truth.subset(ours(failure))).toBe(true);
    const warn = console.warn;
    console.warn = () => {};
    const { lo, hi } = theirResult(failure);
    console.warn = warn;
    // A point that is no double lies strictly inside its enclosure, one that is a double is a bound of it.
    const isExcluded = enclosures.some((t) => (t.isSingleton() ? !(lo <= t.lo && t.lo <= hi) : !(lo <= t.lo && t.hi <= hi)));
    expect(isExcluded, `[${lo}, ${hi}] holds ${failure.truth}`).toBe(true);
  });

  test('conventions: a root of order 0 is an error, not [∞, ∞]', () => {
    expect(() => interval(2).rootn(0)).toThrow(RangeError);
  });

  test('where that package is sound but loose, the result here is tight', () => {
    expect(interval(0).sin()).toEqual(interval(0));
    expect(interval(1e15).cos().wid()).toBeLessThan(2e-16);
    expect(interval(1e-200).pow(2)).toEqual(new Interval(0, 5e-324));
    expect(interval(-1000).exp()).toEqual(new Interval(0, 5e-324));
  });
});
