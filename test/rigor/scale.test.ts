import { describe, expect, test } from 'vitest';
import { Interval, interval } from '../../src/interval/interval.js';
import { type EncloseOptions, enclose } from '../../src/verified/enclose.js';

const MAX = Number.MAX_VALUE;

/** x′ = −r·x over `t`, from x₀; the end must meet x₀·e^(−r·(t₁ − t₀)) and be narrow beside it. */
function decays(x0: number, rate: number, t: readonly [number, number], options: Partial<EncloseOptions> = {}): string {
  const pipe = enclose({ x: `${-rate}*x` }, [x0], { ...options, t, maxSteps: 500 });
  const truth = interval(t[1]).sub(pipe.reached).sub(interval(t[1]).sub(t[0])).mul(rate).exp().mul(x0);
  expect(pipe.end[0]!.disjoint(truth), `${pipe.end[0]} and ${truth}`).toBe(false);
  expect(pipe.steps === 0 || pipe.reached !== t[0]).toBe(true);
  return pipe.status;
}

describe('lengths of time from the least to the greatest double end, and hold the truth', () => {
  test.each([
    [0, 5e-324],
    [0, -5e-324],
    [5e-324, 1e-322],
    [0, 1e-310],
    [1e-300, 3e-300],
    [1, 1.0000000000000002],
    [1e15, 1e15 + 10],
    [-1e15, -1e15 - 10],
    [0, 300],
  ] as const)('x′ = −x from %d to %d', (from, to) => {
    expect(decays(1, 1, [from, to])).toBe('complete');
  });

  test('steps of the least length that the times allow, twice as long on one side of a power of two', () => {
    expect(decays(1, 1, [2 ** 53 - 8, 2 ** 53 + 8], { tolerance: 1 })).toBe('complete');
    expect(decays(1, 1, [2 ** 53 + 8, 2 ** 53 - 8], { tolerance: 1 })).toBe('complete');
  });

  test.each([
    ['too fast for the times there are', 1e6, [1e15, 1e15 + 10]],
    ['no time within reach', 1, [1e300, 1.1e300]],
    ['no time within reach, backward', 1, [-1e300, -MAX]],
  ] as const)('%s: a status, not a loop', (_, rate, t) => {
    expect(decays(1, rate, t)).toBe('stepTooSmall');
  });

  test.each([
    ['0*sin(x)*t', 0, 1e300],
    ['0', -1.7e308, 1.7e308],
    ['0*x', MAX, -MAX],
    ['0', 1e200, -1e300],
  ] as const)('a field that vanishes is at rest: %s from %d to %d', (field, from, to) => {
    const pipe = enclose({ x: field, y: '0' }, [1, new Interval(-1, 2)], { t: [from, to], maxSteps: 2000 });
    expect(pipe.status, field).toBe('complete');
    expect(pipe.end.map(String)).toEqual([new Interval(1, 1), new Interval(-1, 2)].map(String));
    expect(pipe.at(from / 2 + to / 2).map(String)).toEqual(pipe.end.map(String));
  });
});

describe('states from the least to the greatest double', () => {
  test.each([5e-324, 1e-320, -1e-300, 1e-200, 1e200, -1e300, 1.7e308])('x′ = −x from %d', (x0) => {
    expect(decays(x0, 1, [0, 1])).toBe('complete');
    expect(decays(x0, 1, [0, 1], { order: 4, tolerance: 1e-6 })).toBe('complete');
  });

  test('what grows beyond the doubles ends with a status', () => {
    for (const initial of [1.7e308, MAX, new Interval(-MAX, MAX), 0]) {
      const pipe = enclose({ x: 'x + 1e308' }, [initial], { t: [0, 3], maxSteps: 500 });
      expect(pipe.status).not.toBe('complete');
      expect(pipe.end.every(({ lo, hi }) => Number.isFinite(lo) && Number.isFinite(hi))).toBe(true);
    }
  });

  test('fields of any size', () => {
    expect(enclose({ x: '5e-324' }, [0], { t: [0, 2] }).end[0]!.contains(1e-323)).toBe(true);
    expect(enclose({ x: '1e-400' }, [0], { t: [0, 1] }).end[0]!.hi).toBeGreaterThan(0);
    expect(enclose({ x: '1e308*1e-300' }, [0], { t: [0, 1] }).end[0]!.contains(1e8)).toBe(true);
    // (10^300)^2 is no double: nothing is proved, and nothing wrong is said.
    expect(enclose({ x: 'x^2' }, [1e300], { t: [0, 1e-301] }).reached).toBe(0);
    expect(enclose({ x: '1e400*x' }, [1], { t: [0, 1] }).reached).toBe(0);
  });
});

test('tolerances of any size cost steps or width, never the truth', () => {
  for (const tolerance of [5e-324, 1e-300, 1e-30, 1, 1e30, 1e300, Infinity]) {
    for (const order of [2, 7, 40]) decays(1, 1, [0, 2], { tolerance, order });
  }
});
