import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  type Ball,
  ballOf,
  bitLength,
  div,
  integerSqrt,
  mul,
  onGrid,
  scaleBall,
  sqrtBall,
  sub,
  trim,
} from '../../../src/rounding/exact/ball.js';
import { expBall } from '../../../src/rounding/exact/exponential.js';
import { integerRoot } from '../../../src/rounding/exact/root.js';

// An exact fraction, as the oracle: n/d with d > 0.
type Fraction = readonly [bigint, bigint];
const power = (k: number): Fraction => (k >= 0 ? [1n << BigInt(k), 1n] : [1n, 1n << BigInt(-k)]);
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const over = (a: Fraction, b: Fraction): Fraction => (b[0] < 0n ? [-a[0] * b[1], -a[1] * b[0]] : [a[0] * b[1], a[1] * b[0]]);
const atMost = (a: Fraction, b: Fraction): boolean => a[0] * b[1] <= b[0] * a[1];
const low = (a: Ball): Fraction => times([a.mid - a.rad, 1n], power(a.exp));
const high = (a: Ball): Fraction => times([a.mid + a.rad, 1n], power(a.exp));
const contains = (a: Ball, x: Fraction): boolean => atMost(low(a), x) && atMost(x, high(a));

/** The reals of a ball that the test looks at: its ends and its midpoint. */
const members = (a: Ball): Fraction[] => [low(a), times([a.mid, 1n], power(a.exp)), high(a)];

const ball = fc
  .tuple(
    fc.bigInt({ min: -(1n << 90n), max: 1n << 90n }),
    fc.bigInt({ min: 0n, max: 1n << 30n }),
    fc.integer({ min: -120, max: 120 }),
  )
  .map(([mid, rad, exp]): Ball => ({ mid, rad, exp }));
const away = ball.filter((b) => b.mid > b.rad || -b.mid > b.rad);
const positive = away.map((b): Ball => ({ ...b, mid: b.mid < 0n ? -b.mid : b.mid }));
const precision = fc.integer({ min: 2, max: 130 });
const runs = { numRuns: 600 };

test('sum, difference and product of balls contain those of their members, at every precision', () => {
  fc.assert(
    fc.property(ball, ball, precision, (a, b, p) => {
      for (const x of members(a)) {
        for (const y of members(b)) {
          const sum = contains(add(a, b, p), plus(x, y));
          const difference = contains(sub(a, b, p), plus(x, [-y[0], y[1]]));
          const product = contains(mul(a, b, p), times(x, y));
          expect({ sum, difference, product }).toEqual({ sum: true, difference: true, product: true });
        }
      }
    }),
    runs,
  );
});

test('the quotient of balls contains those of their members', () => {
  fc.assert(
    fc.property(ball, away, precision, (a, b, p) => {
      for (const x of members(a)) for (const y of members(b)) expect(contains(div(a, b, p), over(x, y))).toBe(true);
    }),
    runs,
  );
});

test('the root of a ball contains those of its members', () => {
  fc.assert(
    fc.property(positive, precision, (a, p) => {
      const root = sqrtBall(a, p);
      const square = (x: Fraction): Fraction => times(x, x);
      for (const x of members(a)) {
        expect(low(root)[0] < 0n || atMost(square(low(root)), x)).toBe(true);
        expect(atMost(x, square(high(root)))).toBe(true);
      }
    }),
    runs,
  );
});

test('cutting and changing the grid lose no member', () => {
  fc.assert(
    fc.property(ball, precision, fc.integer({ min: -200, max: 200 }), (a, p, exp) => {
      for (const x of members(a)) {
        expect(contains(trim(a, p), x)).toBe(true);
        expect(contains(onGrid(a, exp), x)).toBe(true);
      }
    }),
    runs,
  );
});

test('operations keep about the bits they are asked for', () => {
  fc.assert(
    fc.property(away, away, (a, b) => {
      const exact = (x: Ball): Ball => ({ ...x, rad: 0n });
      for (const value of [
        mul(exact(a), exact(b), 60),
        div(exact(a), exact(b), 60),
        sqrtBall(exact({ ...a, mid: a.mid * a.mid + 1n }), 60),
      ]) {
        expect(value.rad === 0n || bitLength(value.mid) - bitLength(value.rad) > 55).toBe(true);
      }
    }),
    runs,
  );
});

test('exact quotients and roots have radius 0', () => {
  expect(div(ballOf(3), ballOf(4), 50)).toMatchObject({ rad: 0n });
  expect(sqrtBall(ballOf(2.25), 50)).toMatchObject({ rad: 0n });
  expect(div(ballOf(1), ballOf(3), 50).rad).not.toBe(0n);
  expect(sqrtBall(ballOf(2), 50).rad).not.toBe(0n);
});

test('div: a divisor that contains 0 is an error', () => {
  expect(() => div(ballOf(1), { mid: 1n, rad: 1n, exp: 0 }, 50)).toThrow('div: expected a divisor ball without 0');
});

test('ballOf: an odd midpoint and the exact value', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      const { mid, rad, exp } = ballOf(x);
      expect(rad).toBe(0n);
      expect(x === 0 ? mid === 0n : mid % 2n !== 0n).toBe(true);
      expect(mid << BigInt(exp + 1074)).toBe(exactly(x));
    }),
  );
});

/** x·2^1074, an integer, by doubling until there is no fraction left. */
function exactly(x: number): bigint {
  let scaled = x;
  let shift = 1074;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift -= 1;
  }
  return BigInt(scaled) << BigInt(shift);
}

test('bitLength: the number of binary digits, also where Number() rounds up to a power of two', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(1n << 3000n), max: 1n << 3000n }), (x) => {
      expect(bitLength(x)).toBe(x === 0n ? 0 : (x < 0n ? -x : x).toString(2).length);
    }),
  );
  for (const n of [53, 54, 55, 64, 200, 1023, 1024, 1025, 2000]) {
    expect(bitLength((1n << BigInt(n)) - 1n)).toBe(n);
    expect(bitLength(1n << BigInt(n))).toBe(n + 1);
  }
});

test('integer roots are floors, near perfect powers too', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 1n << 900n }),
      fc.integer({ min: 2, max: 9 }),
      fc.integer({ min: -1, max: 1 }),
      (s, n, off) => {
        const m = s ** BigInt(n) + BigInt(off);
        const root = n === 2 ? integerSqrt(m) : m === 0n ? 0n : integerRoot(m, n);
        expect(root).toBe(off < 0 ? s - 1n : s);
      },
    ),
  );
});

test('expBall: e^a contains e^x for every member x of a wide ball', () => {
  const a: Ball = { mid: 3n << 40n, rad: 1n << 19n, exp: -40 };
  const wide = expBall(a, 60);
  for (const end of [a.mid - a.rad, a.mid, a.mid + a.rad]) {
    const thin = expBall({ mid: end, rad: 0n, exp: -40 }, 200);
    expect(contains(wide, low(thin)) && contains(wide, high(thin))).toBe(true);
  }
  expect(bitLength(wide.mid) - bitLength(wide.rad)).toBeGreaterThan(8);
});

test('scaleBall multiplies by a power of two', () => {
  expect(scaleBall(ballOf(5), -3)).toEqual(ballOf(0.625));
});
