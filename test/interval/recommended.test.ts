import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval, decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { pred, succ } from '../../src/rounding/neighbor.js';
import { any, bounded, memberOf } from './arbitrary.js';

const show = (x: DecoratedInterval): string => x.toString();
const box = (lo: number, hi: number = lo): DecoratedInterval => decorated(interval(lo, hi));

/** A function of table 10.5 or 10.6 of IEEE 1788-2015: points at the ends of its domain, inside and outside, and boxes across them. */
interface Domain {
  readonly at: (x: DecoratedInterval) => DecoratedInterval;
  readonly inside: readonly number[];
  readonly outside: readonly number[];
  /** Boxes that the function is not defined on all of. */
  readonly across: readonly (readonly [number, number])[];
  /** Points inside where it has an infinite bound. */
  readonly overflows?: readonly number[];
}

const MAX = Number.MAX_VALUE;
const everywhere = { inside: [-MAX, -1, -5e-324, 0, 5e-324, 1, MAX], outside: [], across: [] };
const aboveMinusOne = {
  inside: [succ(-1), 0, MAX],
  outside: [-1, pred(-1), -MAX],
  across: [
    [-1, 0],
    [-MAX, MAX],
  ],
} as const;
const unitInterval = {
  inside: [-1, 0, 1],
  outside: [pred(-1), succ(1), MAX],
  across: [
    [pred(-1), 0],
    [0, succ(1)],
    [1, 2],
  ],
} as const;

// biome-ignore format: a table
const domains: Readonly<Record<string, Domain>> = {
  'rootn 3': { at: (x) => x.rootn(3), ...everywhere },
  'rootn 2': { at: (x) => x.rootn(2), inside: [0, 5e-324, MAX], outside: [-5e-324, -MAX], across: [[-5e-324, 0], [-1, 1]] },
  'rootn -3': { at: (x) => x.rootn(-3), inside: [-MAX, -5e-324, 5e-324, MAX], outside: [0], across: [[-1, 0], [0, 1], [-1, 1]] },
  'rootn -2': { at: (x) => x.rootn(-2), inside: [5e-324, MAX], outside: [0, -5e-324], across: [[0, 1], [-1, 1]] },
  rsqrt: { at: (x) => x.rsqrt(), inside: [5e-324, MAX], outside: [0, -5e-324], across: [[0, 1], [-1, 1]] },
  expm1: { at: (x) => x.expm1(), ...everywhere, overflows: [MAX] },
  exp2m1: { at: (x) => x.exp2m1(), ...everywhere, overflows: [MAX] },
  exp10m1: { at: (x) => x.exp10m1(), ...everywhere, overflows: [MAX] },
  log1p: { at: (x) => x.log1p(), ...aboveMinusOne },
  log2p1: { at: (x) => x.log2p1(), ...aboveMinusOne },
  log10p1: { at: (x) => x.log10p1(), ...aboveMinusOne },
  'compoundm1, y = 2': { at: (x) => x.compoundm1(2), inside: [-1, 0, 1e150], outside: [pred(-1), -3], across: [[pred(-1), 0], [-3, 5]] },
  'compoundm1, y = 0': { at: (x) => x.compoundm1(0), inside: [succ(-1), MAX], outside: [-1, -3], across: [[-1, 0]] },
  'compoundm1, y = -2': { at: (x) => x.compoundm1(-2), inside: [succ(-1), MAX], outside: [-1, -3], across: [[-1, 0], [-3, 5]] },
  'compoundm1, x = -1': { at: (y) => box(-1).compoundm1(y), inside: [5e-324, MAX], outside: [0, -5e-324], across: [[0, 1], [-1, 1]] },
  hypot: { at: (x) => x.hypot(1), ...everywhere, overflows: [MAX, -MAX] },
  sinpi: { at: (x) => x.sinpi(), ...everywhere },
  cospi: { at: (x) => x.cospi(), ...everywhere },
  tanpi: { at: (x) => x.tanpi(), inside: [pred(0.5), succ(0.5), 0, MAX], outside: [0.5, -1.5, 2 ** 51 + 0.5], across: [[0.5, 0.75], [0.25, 0.5], [0, 1]] },
  asinpi: { at: (x) => x.asinpi(), ...unitInterval },
  acospi: { at: (x) => x.acospi(), ...unitInterval },
  atanpi: { at: (x) => x.atanpi(), ...everywhere },
  'atan2pi, x = 1': { at: (y) => y.atan2pi(1), ...everywhere },
  'atan2pi, x = 0': { at: (y) => y.atan2pi(0), inside: [-MAX, -5e-324, 5e-324], outside: [0], across: [[0, 1], [-1, 0]] },
  cot: { at: (x) => x.cot(), inside: [-5e-324, 1, MAX], outside: [0], across: [[0, 1], [3, 4]], overflows: [-5e-324] },
  sec: { at: (x) => x.sec(), inside: [0, 1, MAX], outside: [], across: [[1, 2]] },
  csc: { at: (x) => x.csc(), inside: [1, 3, MAX], outside: [0], across: [[0, 1], [3, 4]] },
  acot: { at: (x) => x.acot(), ...everywhere },
  coth: { at: (x) => x.coth(), inside: [1, -MAX, 1e-300], outside: [0], across: [[0, 1], [-1, 1]] },
  sech: { at: (x) => x.sech(), ...everywhere },
  csch: { at: (x) => x.csch(), inside: [1, -MAX, 1e-300], outside: [0], across: [[0, 1], [-1, 1]] },
  acoth: { at: (x) => x.acoth(), inside: [succ(1), pred(-1), MAX], outside: [1, -1, 0], across: [[1, 2], [-1, 3]] },
  expSlope1: { at: (x) => x.expSlope1(), ...everywhere, overflows: [MAX] },
  expSlope2: { at: (x) => x.expSlope2(), ...everywhere, overflows: [MAX] },
  logSlope1: { at: (x) => x.logSlope1(), ...aboveMinusOne },
  logSlope2: { at: (x) => x.logSlope2(), ...aboveMinusOne },
  cosSlope2: { at: (x) => x.cosSlope2(), ...everywhere },
  sinSlope3: { at: (x) => x.sinSlope3(), ...everywhere },
  asinSlope3: { at: (x) => x.asinSlope3(), ...unitInterval },
  atanSlope3: { at: (x) => x.atanSlope3(), ...everywhere },
  coshSlope2: { at: (x) => x.coshSlope2(), ...everywhere, overflows: [MAX, -MAX] },
  sinhSlope3: { at: (x) => x.sinhSlope3(), ...everywhere, overflows: [MAX, -MAX] },
};

test.each(Object.entries(domains))('%s: the domain of the standard, point by point at its ends', (_name, domain) => {
  const { at, inside, outside, across, overflows = [] } = domain;
  for (const x of inside) {
    const y = at(box(x));
    expect(`${x}: ${y.interval.isEmpty()} ${y.decoration}`).toBe(`${x}: false ${overflows.includes(x) ? 'dac' : 'com'}`);
  }
  for (const x of outside) expect(`${x}: ${show(at(box(x)))}`).toBe(`${x}: [empty]_trv`);
  for (const [lo, hi] of across) {
    const y = at(box(lo, hi));
    expect(`${lo}, ${hi}: ${y.interval.isEmpty()} ${y.decoration}`).toBe(`${lo}, ${hi}: false trv`);
  }
});

describe('compoundm1 on intervals', () => {
  test('is monotone from corner to corner, and exact where the corners are', () => {
    expect(show(box(0.25).compoundm1(2))).toBe('[0.5625, 0.5625]_com');
    expect(show(box(-0.75, 3).compoundm1({ lo: -1, hi: 2 }))).toBe('[-0.9375, 15]_com');
    expect(show(box(-0.5, -0.25).compoundm1({ lo: -2, hi: 2 }))).toBe('[-0.75, 3]_com');
    expect(show(box(1, 3).compoundm1({ lo: -2, hi: 2 }))).toBe('[-0.9375, 15]_com');
    expect(show(box(3, 8).compoundm1(0.5))).toBe('[1, 2]_com');
    expect(show(box(1, 3).compoundm1(-1))).toBe('[-0.75, -0.5]_com');
    expect(show(box(-1, 3).compoundm1(2))).toBe('[-1, 15]_com');
  });

  test('is the real power, for integers too: nothing is defined on x < −1, and at −1 only for y > 0', () => {
    expect(show(box(-3, 1).compoundm1(2))).toBe('[-1, 3]_trv');
    expect(show(box(-3, -2).compoundm1(2))).toBe('[empty]_trv');
    expect(show(box(-1).compoundm1(2))).toBe('[-1, -1]_com');
    expect(show(box(-1).compoundm1(0))).toBe('[empty]_trv');
    expect(show(box(-1).compoundm1({ lo: -1, hi: 1 }))).toBe('[-1, -1]_trv');
    expect(show(box(-1, 1).compoundm1(0))).toBe('[0, 0]_trv');
    expect(show(box(-1, 1).compoundm1(-1))).toBe('[-0.5, Infinity]_trv');
  });

  test('unbounded operands: limits, and no com', () => {
    expect(show(box(0, Infinity).compoundm1(1))).toBe('[0, Infinity]_dac');
    expect(show(box(1).compoundm1({ lo: -Infinity, hi: 0 }))).toBe('[-1, 0]_dac');
    expect(show(box(1).compoundm1({ lo: 0, hi: Infinity }))).toBe('[0, Infinity]_dac');
    expect(show(box(-0.5).compoundm1({ lo: 0, hi: Infinity }))).toBe('[-1, 0]_dac');
    expect(show(box(1e300).compoundm1(2))).toBe('[1.7976931348623157e+308, Infinity]_dac');
    expect(Interval.entire.compoundm1(Interval.entire)).toEqual(new Interval(-1, Infinity));
    expect(Interval.empty.compoundm1(2)).toEqual(Interval.empty);
    expect(interval(1).compoundm1(Interval.empty)).toEqual(Interval.empty);
  });

  test('contains the power of 1 + x less 1, wherever that is computed without cancellation', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 100, noNaN: true }), fc.integer({ min: 1, max: 20 }), (x, n) => {
        const direct = interval(x).add(1).pow(n).sub(1);
        expect(interval(x).compoundm1(n).subset(direct)).toBe(true);
      }),
    );
  });
});

describe('atan2pi on intervals', () => {
  test('rounds nothing on the axes and the diagonals', () => {
    expect(show(box(1).atan2pi(1))).toBe('[0.25, 0.25]_com');
    expect(show(box(-1, 1).atan2pi(1))).toBe('[-0.25, 0.25]_com');
    expect(show(box(1, 2).atan2pi({ lo: -1, hi: 1 }))).toBe('[0.25, 0.75]_com');
    expect(show(box(0).atan2pi({ lo: 1, hi: 2 }))).toBe('[0, 0]_com');
    expect(show(box(0, Infinity).atan2pi(1))).toBe('[0, 0.5]_dac');
  });

  test('jumps on the negative axis, and is undefined at the origin', () => {
    expect(show(box(-1, 1).atan2pi(-1))).toBe('[-1, 1]_def');
    expect(show(box(0, 1).atan2pi(-1))).toBe('[0.75, 1]_dac');
    expect(show(box(-1, 1).atan2pi({ lo: -1, hi: 1 }))).toBe('[-1, 1]_trv');
    expect(show(box(0, 1).atan2pi({ lo: 0, hi: 1 }))).toBe('[0, 0.5]_trv');
    expect(show(box(0).atan2pi(0))).toBe('[empty]_trv');
  });
});

test('members go to members: each result contains the result at any point of the operands', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(bounded, bounded, unit, unit, (x, y, s, t) => {
      const a = memberOf(x, s);
      const b = memberOf(y, t);
      expect(interval(a).compoundm1(b).subset(x.compoundm1(y))).toBe(true);
      expect(interval(a).atan2pi(b).subset(x.atan2pi(y))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('each inverse gives back what it came from', () => {
  fc.assert(
    fc.property(any, (x) => {
      fc.pre(!x.isEmpty());
      expect(x.exp2m1().log2p1().disjoint(x)).toBe(false);
      expect(x.exp10m1().log10p1().disjoint(x)).toBe(false);
      expect(x.atanpi().tanpi().disjoint(x)).toBe(false);
      if (!x.asinpi().isEmpty()) {
        expect(x.asinpi().sinpi().disjoint(x)).toBe(false);
        expect(x.acospi().cospi().disjoint(x)).toBe(false);
      }
      if (!x.rsqrt().isEmpty()) expect(x.rsqrt().sqr().recip().disjoint(x)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('NaI stays NaI, decorations pass on, and wrong operands are named', () => {
  const { nai } = DecoratedInterval;
  expect(
    [nai.rsqrt(), nai.exp2m1(), nai.log10p1(), nai.acospi(), nai.atan2pi(1), box(1).compoundm1(nai)].every((x) => x.isNaI()),
  ).toBe(true);
  expect(show(decorated(interval(1), 'def').exp2m1())).toBe('[1, 1]_def');
  expect(show(decorated(interval(4), 'trv').rsqrt())).toBe('[0.5, 0.5]_trv');
  expect(show(box(0, 4).rsqrt())).toBe('[0.5, Infinity]_trv');
  expect(() => interval(1).compoundm1(Number.NaN)).toThrow('expected a finite number, got NaN');
  expect(() => interval(1).atan2pi(Infinity)).toThrow(
    'expected a finite number, got Infinity; use interval(lo, hi) for unbounded sets',
  );
  expect(() => interval(1).compoundm1('2' as unknown as number)).toThrow('expected a number or an object { lo, hi }');
});
