import type { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecimalInterval, decimalInterval } from '../../src/decimal/decimal-interval.js';
import { type Bounds, Interval } from '../../src/index.js';
import { exactly, type Ratio, ratioOf, roundedDown, roundedUp } from './rounded.js';

/** Decimals of 1 to 60 digits, with long runs of 0 and 9, near each other and far apart. */
const decimal = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.tuple(fc.constantFrom('0', '9', '5', '1234567', '49999999', '50000001'), fc.integer({ min: 1, max: 9 })), {
      maxLength: 3,
    }),
    fc.oneof(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -900, max: 900 })),
  )
  .map(([sign, first, runs, exponent]) =>
    exactly(`${sign}${first}.${runs.map(([digits, n]) => digits.repeat(n)).join('') || 0}e${exponent}`),
  );
const precision = fc.constantFrom(1, 2, 5, 7, 8, 14, 20, 50);
const point = (x: Decimal, digits: number): DecimalInterval => new DecimalInterval(x, x, digits);

test('a power just beside a decimal: what is lost in the guard digits of its factors counts', () => {
  // (1 ± ε)³ = 1 ± 3ε + 3ε² ± ε³ with ε³ = 1e-87 far below the last of 60 and 20 guard digits, and the rest a decimal of 60
  for (const epsilon of [`${'0'.repeat(28)}1`, `9${'9'.repeat(28)}`]) {
    const size = decimalInterval(epsilon.startsWith('9') ? `0.${epsilon}` : `1.${epsilon}`, { precision: 60 });
    for (const x of [size, size.neg()]) {
      const cube = x.pow(3);
      const [a, lo, hi] = [ratioOf(x.lo), ratioOf(cube.lo), ratioOf(cube.hi)];
      expect(x.lo.eq(x.hi)).toBe(true);
      expect(lo.num * a.den ** 3n < a.num ** 3n * lo.den).toBe(true);
      expect(hi.num * a.den ** 3n > a.num ** 3n * hi.den).toBe(true);
      expect(cube.wid().lte('2e-59')).toBe(true);
    }
  }
});

describe('sums, differences, products and quotients of decimals are rounded to neighbors: integers are the oracle', () => {
  const operations: readonly [
    string,
    (x: DecimalInterval, y: DecimalInterval) => DecimalInterval,
    (a: Ratio, b: Ratio) => Ratio,
  ][] = [
    ['add', (x, y) => x.add(y), (a, b) => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den })],
    ['sub', (x, y) => x.sub(y), (a, b) => ({ num: a.num * b.den - b.num * a.den, den: a.den * b.den })],
    ['mul', (x, y) => x.mul(y), (a, b) => ({ num: a.num * b.num, den: a.den * b.den })],
    [
      'div',
      (x, y) => x.div(y),
      (a, b) => (b.num < 0n ? { num: -a.num * b.den, den: a.den * -b.num } : { num: a.num * b.den, den: a.den * b.num }),
    ],
    ['sqr', (x) => x.sqr(), (a) => ({ num: a.num ** 2n, den: a.den ** 2n })],
    ['pow 3', (x) => x.pow(3), (a) => ({ num: a.num ** 3n, den: a.den ** 3n })],
    [
      'pow −5',
      (x) => x.pow(-5),
      (a) => (a.num < 0n ? { num: -(a.den ** 5n), den: (-a.num) ** 5n } : { num: a.den ** 5n, den: a.num ** 5n }),
    ],
    ['recip', (x) => x.recip(), (a) => (a.num < 0n ? { num: -a.den, den: -a.num } : { num: a.den, den: a.num })],
  ];

  test.each(operations)('%s', (_, operate, exact) => {
    fc.assert(
      fc.property(decimal, decimal, precision, (x, y, digits) => {
        const { lo, hi } = operate(point(x, digits), point(y, digits));
        const value = exact(ratioOf(x), ratioOf(y));
        expect([`${lo}`, `${hi}`]).toEqual([`${roundedDown(value, digits)}`, `${roundedUp(value, digits)}`]);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  test('a sum that cancels to its last digit', () => {
    fc.assert(
      fc.property(decimal, precision, fc.integer({ min: -3, max: 3 }), (x, digits, k) => {
        const y = exactly(`${x.neg()}`).add(`${k}e${x.e - 30}`);
        const { lo, hi } = point(x, digits).add(point(y, digits));
        const [a, b] = [ratioOf(x), ratioOf(y)];
        const value = { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
        expect([`${lo}`, `${hi}`]).toEqual([`${roundedDown(value, digits)}`, `${roundedUp(value, digits)}`]);
      }),
      { numRuns: 100, seed: 12 },
    );
  });
});

test('a power of many factors is at most a unit wider than one rounding', () => {
  for (const [base, n] of [
    ['1.000000000000000001', 2 ** 53 - 1],
    ['-0.99999999999999999', 123456789],
    ['3', 1000],
  ] as const) {
    const x = decimalInterval(base, { precision: 20 });
    const power = x.pow(n);
    const size = x.abs().log().mul(n).exp();
    expect(power.abs().intersection(size).isEmpty()).toBe(false);
    expect(power.wid().lte(`2e${power.lo.e - 19}`)).toBe(true);
  }
});

/** Bounds among few integers, unbounded and empty sets too. */
const end = fc.integer({ min: -4, max: 4 });
const interval = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(end, end).map(([a, b]) => new Interval(Math.min(a, b), Math.max(a, b))) },
  { weight: 2, arbitrary: end.map((a) => new Interval(a, Infinity)) },
  { weight: 2, arbitrary: end.map((b) => new Interval(-Infinity, b)) },
  { weight: 1, arbitrary: fc.constantFrom(Interval.empty, Interval.entire) },
);
const inDecimals = ({ lo, hi }: Bounds): DecimalInterval => decimalInterval({ lo, hi }, { precision: 30 });

describe('sets: the binary intervals, which pass the standard’s tests, say what is empty, unbounded, and which bound comes from where', () => {
  const exact: readonly [
    string,
    (x: Interval, y: Interval) => Interval,
    (x: DecimalInterval, y: DecimalInterval) => DecimalInterval,
  ][] = [
    ['add', (x, y) => x.add(y), (x, y) => x.add(y)],
    ['sub', (x, y) => x.sub(y), (x, y) => x.sub(y)],
    ['mul', (x, y) => x.mul(y), (x, y) => x.mul(y)],
    ['neg', (x) => x.neg(), (x) => x.neg()],
    ['abs', (x) => x.abs(), (x) => x.abs()],
    ['min', (x, y) => x.min(y), (x, y) => x.min(y)],
    ['max', (x, y) => x.max(y), (x, y) => x.max(y)],
    ['sqr', (x) => x.sqr(), (x) => x.sqr()],
    ['pow 0', (x) => x.pow(0), (x) => x.pow(0)],
    ['pow 3', (x) => x.pow(3), (x) => x.pow(3)],
    ['pow 4', (x) => x.pow(4), (x) => x.pow(4)],
    ['hull', (x, y) => x.hull(y), (x, y) => x.hull(y)],
    ['intersection', (x, y) => x.intersection(y), (x, y) => x.intersection(y)],
  ];
  test.each(exact)('%s: the same bounds', (_, binary, decimals) => {
    fc.assert(
      fc.property(interval, interval, (x, y) => {
        const [wanted, got] = [binary(x, y), decimals(inDecimals(x), inDecimals(y))];
        expect([got.lo.toNumber(), got.hi.toNumber()]).toEqual([wanted.lo, wanted.hi]);
      }),
      { numRuns: 150, seed: 13 },
    );
  });

  const rounded: typeof exact = [
    ['div', (x, y) => x.div(y), (x, y) => x.div(y)],
    ['recip', (x) => x.recip(), (x) => x.recip()],
    ['pow −1', (x) => x.pow(-1), (x) => x.pow(-1)],
    ['pow −2', (x) => x.pow(-2), (x) => x.pow(-2)],
    ['pow 1/2', (x) => x.pow(0.5), (x) => x.pow(0.5)],
    ['pow −3/2', (x) => x.pow(-1.5), (x) => x.pow(-1.5)],
    ['pow y', (x, y) => x.pow(y), (x, y) => x.pow(y)],
    ...(
      [
        'sqrt',
        'cbrt',
        'exp',
        'exp2',
        'exp10',
        'expm1',
        'log',
        'log2',
        'log10',
        'log1p',
        'sin',
        'cos',
        'tan',
        'asin',
        'acos',
        'atan',
        'sinh',
        'cosh',
        'tanh',
        'asinh',
        'acosh',
        'atanh',
      ] as const
    ).map((name): (typeof exact)[number] => [name, (x) => x[name](), (x) => x[name]()]),
  ];
  test.each(rounded)('%s: inside the binary bounds, and to the last double of them', (_, binary, decimals) => {
    fc.assert(
      fc.property(interval, interval, (x, y) => {
        const [outer, inner] = [binary(x, y), decimals(inDecimals(x), inDecimals(y))];
        expect(inner.subset(outer)).toBe(true);
        // Rounded to doubles outward, the decimals give the binary bounds, which are tightest.
        const again = inner.isEmpty() ? Interval.empty : outwardDoubles(inner);
        expect([again.lo, again.hi]).toEqual([outer.lo, outer.hi]);
      }),
      { numRuns: 50, seed: 14 },
    );
  });
});

function outwardDoubles({ lo, hi }: DecimalInterval): Interval {
  const a = new Interval(...boundsOf(lo));
  const b = new Interval(...boundsOf(hi));
  return new Interval(a.lo, b.hi);
}

function boundsOf(x: Decimal): [number, number] {
  if (!x.isFinite()) return x.isPositive() ? [Number.MAX_VALUE, Infinity] : [-Infinity, -Number.MAX_VALUE];
  const near = x.toNumber();
  const exact = decimalInterval(near);
  if (exact.equals(x)) return [near, near];
  const next = (up: boolean): number => {
    const step = new Interval(near, near).add(new Interval(-5e-324, 5e-324));
    return up ? step.hi : step.lo;
  };
  return decimalInterval({ lo: near, hi: near }, { precision: 800 }).lo.lt(x) ? [near, next(true)] : [next(false), near];
}
