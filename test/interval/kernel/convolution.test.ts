import { describe, expect, test } from 'vitest';
import { LEAST_TERMS } from '../../../src/interval/kernel/centered.js';
import { scaled } from '../../oracle/double.js';
import { Random } from '../../rigor/random.js';
import { type Bounds, type Case, Cases, convolved, describeCase, exactly, fault, size, ulpOf } from './sums.js';

describe('sums of interval products against exact integers', () => {
  test('every bound encloses: factors of any size, unbounded and empty ones, ties, cancellation, weights, squares', () => {
    const cases = new Cases(20260101);
    for (let i = 0; i < 20_000; i++) {
      const seed = cases.random.state;
      const c = cases.next(9, false);
      const bounds = convolved(c);
      const wrong = fault(bounds, exactly(c));
      if (wrong !== undefined) expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
    }
  });

  test('away from overflow and underflow each bound of a short sum is the exact one rounded about once, whatever cancels', () => {
    const cases = new Cases(7);
    let bounds = 0;
    let tightest = 0;
    for (let i = 0; i < 8_000; i++) {
      const seed = cases.random.state;
      const c = cases.next(LEAST_TERMS - 1, true);
      const found = convolved(c);
      const truth = exactly(c);
      const wrong = fault(found, truth);
      if (wrong !== undefined || truth === 'empty') expect.fail(`${wrong}, ${describeCase(seed, c, found)}`);
      // The slack: (n + 8)·2^−52 of the errors, which are at most 3·2^−53 of the terms, and twice that at most.
      const slack = (truth.all * 3n * 17n) >> 104n;
      for (const [bound, exact] of [
        [found[0], truth.lo!],
        [-found[1], -truth.hi!],
      ] as const) {
        const distance = exact - (scaled(bound) << 1074n);
        const ulp = ulpOf(bound);
        if (distance > ulp + slack) expect.fail(`a bound is ${distance / ulp} ulps away, ${describeCase(seed, c, found)}`);
        bounds++;
        if (distance < ulp) tightest++;
      }
    }
    // Measured: 0.89; the rest are sums that a double could hold, which the slack pushes to its neighbor.
    expect(tightest).toBeGreaterThan(0.85 * bounds);
  });

  test('long sums enclose too, and what cancels leaves errors of second order', () => {
    const cases = new Cases(99);
    for (let i = 0; i < 60; i++) {
      const seed = cases.random.state;
      const c = cases.next(400, i % 2 === 0);
      const bounds = convolved(c);
      const wrong = fault(bounds, exactly(c));
      if (wrong !== undefined) expect.fail(`${wrong}, ${describeCase(seed, c, bounds)}`);
    }
    // Σ_{j<n} 1·(±1 ± 2^−52·j) in pairs that cancel: what is left, n·2^−53, is exact to twice the working precision.
    const n = 4000;
    const x: Bounds[] = Array.from({ length: n }, () => [1, 1]);
    const y = Array.from({ length: n }, (_, j): Bounds => {
      const a = j % 2 === 0 ? 1 + j * 2.220446049250313e-16 : -1;
      return [a, a];
    });
    const c: Case = { x, y, self: false, from: 0, last: n - 1, p: 0, q: 1, start: [0, 0] };
    const bounds = convolved(c);
    expect(fault(bounds, exactly(c))).toBeUndefined();
    expect(bounds[1] - bounds[0]).toBeLessThan(1e-24);
  });
});

describe('the terms of a sum', () => {
  test('the two errors of a weighted product may cancel, their own rounding errors do not', () => {
    // Odd a and b of 53 bits, and by Euclid a weight w < 2^53 with w·a·b = D·2^106 + r, |r| < 2^53: with −D·2^106 for a start the sum is r.
    const random = new Random(3);
    const odd = (): bigint => (1n << 52n) | (BigInt(random.below(2 ** 26)) << 26n) | BigInt(random.below(2 ** 26)) | 1n;
    let found = 0;
    for (let i = 0; i < 300; i++) {
      const [a, b] = [odd(), odd()];
      let [r0, r1, w0, w1] = [1n << 106n, a * b, 0n, 1n];
      while (size(w1) < 1n << 53n) {
        const n = w1 * a * b;
        const rest = BigInt.asIntN(106, n);
        const start = Number(rest - n);
        if (size(rest) < 1n << 53n && BigInt(start) === rest - n) {
          const c: Case = {
            x: [[Number(a), Number(a)]],
            y: [[Number(b), Number(b)]],
            self: false,
            from: 0,
            last: 0,
            p: 0,
            q: Number(w1),
            start: [start, start],
          };
          const bounds = convolved(c);
          expect(fault(bounds, exactly(c)), `${a} ${b} ${w1}`).toBeUndefined();
          found++;
        }
        const quotient = r0 / r1;
        [r0, r1, w0, w1] = [r1, r0 - quotient * r1, w1, w0 - quotient * w1];
      }
    }
    expect(found).toBeGreaterThan(100);
  });

  const sum = (c: Partial<Case>): Bounds =>
    convolved({ x: [[0, 0]], y: [[0, 0]], self: false, from: 0, last: 0, p: 0, q: 1, start: [0, 0], ...c });

  test('no term leaves the start as it is', () => {
    expect(sum({ from: 1, last: 0, start: [-3, 5] })).toEqual([-3, 5]);
  });

  test('equal rounded products of factors that straddle zero are told apart', () => {
    // al·bh = −(1 + 2^−51)² and ah·bl = −(1 + 2^−52)(1 + 3·2^−52) round to one double; the first is the least by 2^−104.
    const u = 2.220446049250313e-16;
    const x: Bounds = [-(1 + 2 * u), 1 + u];
    const y: Bounds = [-(1 + 3 * u), 1 + 2 * u];
    const c: Case = { x: [x], y: [y], self: false, from: 0, last: 0, p: 0, q: 1, start: [1 + 4 * u, 1 + 4 * u] };
    const bounds = convolved(c);
    expect(fault(bounds, exactly(c))).toBeUndefined();
    expect(bounds[0] / (-4 * u * u) - 1).toBeLessThan(1e-10);
  });

  test('the middle of a square is never negative', () => {
    expect(sum({ x: [[-2, 3]], y: [], self: true })).toEqual([0, 9]);
  });
});
