import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Interval, interval } from '../../src/interval/interval.js';
import { overlap } from '../../src/interval/overlap.js';
import { any } from './arbitrary.js';

describe('overlap', () => {
  const converse: Readonly<Record<string, string>> = {
    bothEmpty: 'bothEmpty',
    firstEmpty: 'secondEmpty',
    before: 'after',
    meets: 'metBy',
    overlaps: 'overlappedBy',
    starts: 'startedBy',
    containedBy: 'contains',
    finishes: 'finishedBy',
    equals: 'equals',
  };
  const both = new Map(
    Object.entries(converse).flatMap(([a, b]) => [
      [a, b],
      [b, a],
    ]) as [string, string][],
  );

  test('the state of (y, x) is the converse of that of (x, y), and fits the relations', () => {
    fc.assert(
      fc.property(any, any, (x, y) => {
        const state = overlap(x, y);
        expect(overlap(y, x)).toBe(both.get(state));
        expect(['before', 'after', 'bothEmpty', 'firstEmpty', 'secondEmpty'].includes(state)).toBe(x.disjoint(y));
        expect(['starts', 'containedBy', 'finishes', 'equals', 'firstEmpty', 'bothEmpty'].includes(state)).toBe(
          x.subset(y) && !(x.isSingleton() && ['meets', 'metBy'].includes(state)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('what is no interval has no state, and bounds that are texts are not compared as texts', () => {
    const of =
      (x: unknown): (() => unknown) =>
      () =>
        overlap(interval(1, 2), x as Interval);
    for (const x of [
      { lo: 2, hi: 1 },
      { lo: NaN, hi: 1 },
      { lo: Infinity, hi: Infinity },
    ])
      expect(of(x)).toThrow(RangeError);
    expect(of([1, 2])).toThrow(TypeError);
    expect(of({ lo: '0.1', hi: '10' })).toThrow(/doubles/);
    expect(overlap(interval(9, 10), { lo: '1e1', hi: '11' } as unknown as Interval)).toBe('meets');
  });
});
