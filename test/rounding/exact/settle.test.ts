import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ballOf } from '../../../src/rounding/exact/ball.js';
import {
  doubleAbove,
  doubleBelow,
  negateBounds,
  settle,
  settleNearQuotient,
  writeBeyond,
  writeWithin,
} from '../../../src/rounding/exact/settle.js';
import { pred, succ } from '../../../src/rounding/neighbor.js';

const out = new Float64Array(2);

/** Compares the finite double x with m·2^exp: negative, 0 or positive. */
function compare(x: number, m: bigint, exp: number): number {
  const a = ballOf(x);
  const grid = Math.min(a.exp, exp);
  const difference = (a.mid << BigInt(a.exp - grid)) - (m << BigInt(exp - grid));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

test('doubleBelow and doubleAbove are the neighbors of a dyadic, subnormal ones and overflow included', () => {
  const exponent = fc.oneof(
    fc.integer({ min: -1300, max: -1000 }),
    fc.integer({ min: 700, max: 1030 }),
    fc.integer({ min: -300, max: 300 }),
  );
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }),
      fc.integer({ min: 0, max: 190 }),
      exponent,
      (big, cut, exp) => {
        const m = big >> BigInt(cut);
        const lo = doubleBelow(m, exp);
        const hi = doubleAbove(m, exp);
        expect(lo === -Infinity || compare(lo, m, exp) <= 0).toBe(true);
        expect(succ(lo) === Infinity || compare(succ(lo), m, exp) > 0).toBe(true);
        expect(hi === Infinity || compare(hi, m, exp) >= 0).toBe(true);
        expect(pred(hi) === -Infinity || compare(pred(hi), m, exp) < 0).toBe(true);
        expect(Object.is(lo, -0) || Object.is(hi, -0)).toBe(false);
      },
    ),
    { numRuns: 3000 },
  );
});

test('doubleBelow and doubleAbove at the ends of the range', () => {
  expect(doubleBelow(1n, 1024)).toBe(Number.MAX_VALUE);
  expect(doubleAbove(1n, 1024)).toBe(Infinity);
  expect(doubleBelow(-1n, 1024)).toBe(-Infinity);
  expect(doubleAbove(-1n, 1024)).toBe(-Number.MAX_VALUE);
  expect(doubleBelow((1n << 60n) - 1n, 964)).toBe(Number.MAX_VALUE);
  expect(doubleAbove((1n << 60n) - 1n, 964)).toBe(Infinity);
  expect(doubleBelow(-((1n << 60n) - 1n), 964)).toBe(-Infinity);
  expect([doubleBelow(1n, -1075), doubleAbove(1n, -1075)]).toEqual([0, 5e-324]);
  expect([doubleBelow(-1n, -99999), doubleAbove(-1n, -99999)]).toEqual([-5e-324, 0]);
  expect([doubleBelow(1n, -1074), doubleAbove(1n, -1074)]).toEqual([5e-324, 5e-324]);
});

test('settle doubles the precision until the neighbors are told apart', () => {
  // 1 + 2^-300, known to 2^-precision.
  const asked: number[] = [];
  settle((precision) => {
    asked.push(precision);
    return { mid: (1n << BigInt(precision)) + (precision > 300 ? 1n << BigInt(precision - 300) : 0n), rad: 1n, exp: -precision };
  }, out);
  expect([...out]).toEqual([1, succ(1)]);
  expect(asked).toEqual([96, 192, 384]);
});

test('settle takes an exact ball at once', () => {
  settle(() => ballOf(0.1), out);
  expect([...out]).toEqual([0.1, 0.1]);
});

test('beside a double: away from 0, towards 0, and mirrored', () => {
  writeBeyond(-1, out);
  expect([...out]).toEqual([pred(-1), -1]);
  writeWithin(-1, out);
  expect([...out]).toEqual([-1, succ(-1)]);
  writeBeyond(Number.MAX_VALUE, out);
  expect([...out]).toEqual([Number.MAX_VALUE, Infinity]);
  negateBounds(out);
  expect([...out]).toEqual([-Infinity, -Number.MAX_VALUE]);
});

test('settleNearQuotient: just beside an exact quotient, otherwise its bounds', () => {
  settleNearQuotient(3, 8, -1, out);
  expect([...out]).toEqual([pred(0.375), 0.375]);
  settleNearQuotient(-3, 8, 1, out);
  expect([...out]).toEqual([pred(-0.375), -0.375]);
  settleNearQuotient(1, 3, 1, out);
  expect([...out]).toEqual([1 / 3, succ(1 / 3)]);
});

test('settle ends at a value that is a double without looking like one, with its two neighbors', () => {
  const precisions: number[] = [];
  const around = (precision: number) => {
    precisions.push(precision);
    return { mid: 1n << BigInt(precision), rad: 1n, exp: -precision };
  };
  settle(around, out);
  expect([...out]).toEqual([pred(1), succ(1)]);
  expect(precisions).toEqual([96, 192, 384, 768, 1536, 3072, 6144]);
  precisions.length = 0;
  settle(around, out, 384);
  expect([...out]).toEqual([pred(1), succ(1)]);
  expect(precisions).toEqual([96, 192, 384]);
});
