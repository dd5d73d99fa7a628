import { describe, expect, test } from 'vitest';
import { decorated } from '../../src/interval/decorated.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { sphericalJKernel } from '../../src/interval/kernel/bessel.js';
import tightRanges from '../data/special-ranges.json' with { type: 'json' };
import { Random } from '../rigor/random.js';
import { at } from '../rounding/exact/special.js';
import { compare, type Fraction, fraction, minus, over, times } from './exact.js';

const MAX = Number.MAX_VALUE;

/** A function by its name among the point functions, and its method. */
const methods: Readonly<Record<string, (x: Interval) => Interval>> = {
  erf: (x) => x.erf(),
  erfc: (x) => x.erfc(),
  gamma: (x) => x.gamma(),
  lgamma: (x) => x.lgamma(),
  digamma: (x) => x.digamma(),
  'polygamma 1': (x) => x.polygamma(1),
  'polygamma 2': (x) => x.polygamma(2),
  'polygamma 5': (x) => x.polygamma(5),
  'polygamma 40': (x) => x.polygamma(40),
  'besselJ 0': (x) => x.besselJ(0),
  'besselJ 1': (x) => x.besselJ(1),
  'besselJ -3': (x) => x.besselJ(-3),
  'besselJ 20': (x) => x.besselJ(20),
  lambertW: (x) => x.lambertW(),
  lambertWLower: (x) => x.lambertW(-1),
};

describe('ranges of special functions contain the values at points', () => {
  test.each(Object.entries(methods))('%s', (name, f) => {
    const random = new Random(1788);
    const between = (a: number, b: number): number => a + (b - a) * random.next();
    for (let round = 0; round < 40; round++) {
      const center = random.pick([between(-5, 5), between(-40, 40), random.below(13) - 6]);
      const width = random.pick([1e-12, 1e-3, 0.3, 2, 20]);
      const x = interval(center - between(0, width), center + between(0, width));
      const range = f(x);
      for (let k = 0; k < 12; k++) {
        const point = Math.min(x.hi, Math.max(x.lo, k === 0 ? x.lo : k === 1 ? x.hi : between(x.lo, x.hi)));
        const [lo, hi] = at(name, point);
        const isInside = Number.isNaN(lo) || (range.lo <= lo && hi <= range.hi) || Math.abs(lo) === MAX || Math.abs(hi) === MAX;
        expect(isInside, `${name} of ${x} is ${range}, at ${point} between ${lo} and ${hi}`).toBe(true);
      }
    }
  });
});

describe('ranges over a point are its bounds, tightest by golden data', () => {
  test.each(Object.entries(methods))('%s', (name, f) => {
    for (let k = -60; k <= 60; k++) {
      const x = k / 7 + 0.013;
      const [lo, hi] = at(name, x);
      const range = f(interval(x));
      if (Number.isNaN(lo)) expect(range.isEmpty()).toBe(true);
      else expect([range.lo, range.hi]).toEqual([lo, hi]);
    }
  });
});

function sphericalJ(n: number, { lo, hi }: Interval): Interval {
  const m = Float64Array.of(lo, hi);
  sphericalJKernel(n)(m, 0, m, 0);
  return new Interval(m[0]!, m[1]!);
}

const piBelow: Fraction = { n: 31415926535897932384626433832795n, d: 10n ** 31n };
const cube = (x: Fraction): Fraction => times(x, times(x, x));

type Row = readonly [name: string, n: number, lo: number, hi: number, down: number | string, up: number | string];
const ranges = tightRanges as unknown as readonly Row[];

function rangeOf(name: string, n: number, x: Interval): Interval {
  if (name === 'besselJ') return x.besselJ(n);
  if (name === 'sphericalJ') return sphericalJ(n, x);
  return name === 'polygamma' ? x.polygamma(n) : name === 'gamma' ? x.gamma() : x.lgamma();
}

const numberOf = (bound: number | string): number => (bound === 'inf' ? Infinity : bound === '-inf' ? -Infinity : Number(bound));

describe('ranges are the tightest, by mpmath, also beside extrema and poles', () => {
  test.each([...new Set(ranges.map(([name]) => name))])('%s', (name) => {
    const rows = ranges.filter(([other]) => other === name);
    expect(rows.length).toBeGreaterThan(150);
    const wrong = rows.flatMap(([, n, lo, hi, down, up]) => {
      const range = rangeOf(name, n, interval(lo, hi));
      return range.lo === numberOf(down) && range.hi === numberOf(up) ? [] : [{ n, lo, hi, down, up, range: range.toExact() }];
    });
    expect(wrong).toEqual([]);
  });
});

describe('ranges of Bessel functions', () => {
  // DLMF 10.18.17 and 10.18.4: the greatest values near x are √(2/(πx)), and 1/x, but for a part of n²/x²
  test.each([
    ['besselJ', 0],
    ['besselJ', 3],
    ['sphericalJ', 0],
    ['sphericalJ', 2],
  ] as const)('far out %s of order %d is bounded by its amplitude, and tightest where it is monotone', (kind, n) => {
    for (const x of [2 ** 24, 2 ** 24 + 1234.5, 2 ** 40, 1e15, 1e100]) {
      const amplitude = kind === 'besselJ' ? Math.sqrt(0.6366197723675814 / x) : 1 / x;
      for (const hi of [x * 1.5, Infinity]) {
        const range = rangeOf(kind, n, interval(x, hi));
        expect(range.hi / amplitude).toBeCloseTo(1, 6);
        expect(range.lo).toBe(-range.hi);
        expect(range.hi).toBeGreaterThan(amplitude * (1 - 4e-16));
      }
    }
    for (const x of [2 ** 24 + 0.25, 2 ** 27 + 1.25, 1e12]) {
      const range = rangeOf(kind, n, interval(x, x + 2 ** -12));
      const ends = rangeOf(kind, n, interval(x)).hull(rangeOf(kind, n, interval(x + 2 ** -12)));
      expect(range.equals(ends)).toBe(true);
    }
  });

  test('the amplitude far out is rounded upward: its fourth power is at least 4/(π²x(x − n)), or 1/(x³(x − n − ½))', () => {
    const fourOverPiSquared = over({ n: 4n, d: 1n }, times(piBelow, piBelow));
    const grid = Array.from({ length: 60 }, (_, k) => 2 ** 24 + 1e6 * k + 1 / (k + 3));
    // and where a single rounding the other way would show, which is one argument in some 10⁵
    const sharp = [2271777216.000443, 34573777216.00003, 1137777216.0008898, 2161777216.0004654, 2 ** 53];
    for (const x of [...grid, ...sharp]) {
      for (const n of [0, 1, 7, 1000]) {
        for (const kind of ['besselJ', 'sphericalJ']) {
          const { lo, hi } = rangeOf(kind, n, interval(x, Infinity));
          const least =
            kind === 'besselJ'
              ? over(fourOverPiSquared, times(fraction(x), minus(fraction(x), fraction(n))))
              : over({ n: 1n, d: 1n }, times(cube(fraction(x)), minus(fraction(x), fraction(n + 0.5))));
          expect(compare(times(cube(fraction(hi)), fraction(hi)), least)).toBeGreaterThanOrEqual(0);
          expect(lo).toBe(-hi);
        }
      }
    }
  });

  test('of a part are a part: near extrema, and where the amplitude takes over', () => {
    const random = new Random(1788);
    const centers = [
      ...ranges.filter(([name]) => name === 'besselJ' || name === 'sphericalJ').map(([, , lo]) => Math.abs(lo)),
      2 ** 24,
      2 ** 24 + 1,
      2 ** 24 - 2,
      2 ** 30,
      1e15,
    ];
    for (let round = 0; round < 400; round++) {
      const kind = random.pick(['besselJ', 'sphericalJ']);
      const n = random.pick([0, 1, 2, 7]);
      const c = random.pick(centers);
      const near = (width: number): number => c + width * (random.next() - 0.5);
      const width = random.pick([0, 1e-9, 0.1, 2, 9, 100]);
      const points = [near(width), near(width), near(width / 2), near(width / 2)].sort((a, b) => a - b) as [
        number,
        number,
        number,
        number,
      ];
      const [whole, part] = [interval(points[0], points[3]), interval(points[1], points[2])];
      expect(
        rangeOf(kind, n, part).subset(rangeOf(kind, n, whole)),
        `${kind} of order ${n} over ${part.toExact()} and ${whole.toExact()}`,
      ).toBe(true);
    }
  });
});

describe('ranges of special functions that need thought', () => {
  // Extrema by mpmath: Γ at 1.46163…, −0.50408…, −2.61072…; ψ' at −0.49…; J₀ at 3.83170…, J₁ at 1.84118…
  test.each([
    ['gamma', [1, 2], [0.8856031944108886, 1]],
    ['gamma', [0, 1], [1, Infinity]],
    ['gamma', [0.5, Infinity], [0.8856031944108886, Infinity]],
    ['gamma', [-1, 0], [-Infinity, -3.544643611155005]],
    ['gamma', [-3, -2], [-Infinity, -0.888136358401241]],
    ['gamma', [-0.5, 0.5], [-Infinity, Infinity]],
    ['gamma', [-301, -300], [-Infinity, 0]],
    ['lgamma', [1, 2], [-0.12148629053584961, 0]],
    ['lgamma', [-1, Infinity], [-0.12148629053584961, Infinity]],
    ['lgamma', [-3.5, 7], [-1.309006684993042, Infinity]],
    ['digamma', [-1, 0], [-Infinity, Infinity]],
    ['digamma', [0, 1], [-Infinity, -0.5772156649015328]],
    ['polygamma 1', [-1, 0], [8.933026591184719, Infinity]],
    ['besselJ 0', [0, 50], [-0.402759395702553, 1]],
    ['besselJ 1', [-7, 50], [-0.5818652242815965, 0.5818652242815965]],
    ['besselJ 0', [-Infinity, Infinity], [-0.402759395702553, 1]],
    ['lambertW', [-5, Infinity], [-1, Infinity]],
    ['lambertWLower', [-5, 5], [-Infinity, -1]],
    ['erf', [-Infinity, Infinity], [-1, 1]],
    ['erfc', [-Infinity, Infinity], [0, 2]],
  ] as const)('%s over [%s]', (name, [lo, hi], image) => {
    const range = methods[name]!(interval(lo, hi));
    expect(range.lo).toBeCloseTo(image[0], 12);
    expect(range.hi).toBeCloseTo(image[1], 12);
    if (Number.isFinite(image[0]) && image[0] !== 0) expect(range.lo).toBeLessThanOrEqual(image[0]);
  });

  test('an extremum is enclosed to a few units in the last place', () => {
    // The values to 20 digits: 0.88560319441088870028, 0.40275939570255296…
    const least = interval(1, 2).gamma().lo;
    expect(least).toBeLessThanOrEqual(0.8856031944108887);
    expect(0.8856031944108887 - least).toBeLessThan(4e-16);
    const bottom = interval(2, 6).besselJ(0).lo;
    expect(bottom).toBeLessThanOrEqual(-0.40275939570255294);
    expect(-0.40275939570255294 - bottom).toBeLessThan(1e-16);
  });

  test('decorations: continuous between the poles, not at them', () => {
    expect(decorated(interval(0.5, 3)).gamma().decoration).toBe('com');
    expect(decorated(interval(0, 3)).gamma().decoration).toBe('trv');
    expect(decorated(interval(-0.5, -0.25)).lgamma().decoration).toBe('com');
    expect(decorated(interval(2, Infinity)).digamma().decoration).toBe('dac');
    expect(decorated(interval(1, 2)).polygamma(3).decoration).toBe('com');
    expect(decorated(interval(-1, 2)).polygamma(3).decoration).toBe('trv');
    expect(decorated(interval(-1, 2)).besselJ(2).decoration).toBe('com');
    expect(decorated(interval(-1, 2)).lambertW().decoration).toBe('trv');
    expect(decorated(interval(-0.3, 2)).lambertW().decoration).toBe('com');
    expect(decorated(interval(-0.3, -0.1)).lambertW(-1).decoration).toBe('com');
    expect(decorated(interval(-1, 2)).erf().decoration).toBe('com');
    expect(decorated(interval(-1, 2)).erfc().decoration).toBe('com');
  });

  test('outside the domain, and of the empty set, nothing is left', () => {
    for (const f of Object.values(methods)) expect(f(Interval.empty).isEmpty()).toBe(true);
    for (const name of ['gamma', 'lgamma', 'digamma', 'polygamma 1', 'polygamma 2']) {
      expect(methods[name]!(interval(-2)).isEmpty()).toBe(true);
    }
    expect(interval(-2, -1).lambertW().isEmpty()).toBe(true);
    expect(interval(0, 1).lambertW(-1).isEmpty()).toBe(true);
  });

  test('log |Γ| far to the left is bounded by what it is half-way between poles: the double below that by mpmath', () => {
    for (const [lo, least] of [
      [-2199023255552.5, -60295094296898.445],
      [-9007199254740992, -3.218884834580231e17],
      [-9007199254740994, -3.218884834580232e17],
      [-9007199254741006, -3.218884834580236e17],
      [-9007199254741018, -3.2188848345802406e17],
      [-3 * 2 ** 58, -3.4848045800312693e19],
      [-1e20, -4.5051701859880917e21],
      [-1.5e40, -1.3726330324180501e42],
      [-3e100, -6.91071364764218e102],
      [-7e250, -4.0361452837829673e253],
    ] as const) {
      for (const hi of [lo + 2 ** -9 * Math.abs(lo), 3]) expect(interval(lo, hi).lgamma().lo).toBeLessThanOrEqual(least);
      expect(interval(lo, 3).lgamma().lo).toBeGreaterThan(least * (1 + 1e-10));
    }
  });

  test('an order or a branch that is none is an error', () => {
    expect(() => interval(1).polygamma(-1)).toThrow('polygamma: expected an integer order from 0 to 1000, got -1');
    expect(() => interval(1).besselJ(0.5)).toThrow('besselJ: expected an integer order');
    expect(() => interval(1).lambertW(1 as 0)).toThrow('lambertW: expected the branch 0 or −1, got 1');
  });
});

test('polygamma far to the left of 0: the range over a part lies within that over the whole, to the last bit', () => {
  // the least value of a piece comes close to that at infinity, π² for n = 1
  for (const n of [1, 3, 5]) {
    const whole = interval(-Infinity, -0.49571567979404851).polygamma(n);
    for (const part of [
      interval(-1e154, -1099511627775),
      interval(-1099511627776, -1099511627775),
      interval(-1099511627775, -1099511627774),
      interval(-1e13, -1e13 + 0.75),
      interval(-Infinity, -1e300),
    ]) {
      expect(part.polygamma(n).subset(whole), `${n}, ${part}`).toBe(true);
      expect(part.polygamma(n).subset(interval(-Infinity, -1e12).polygamma(n)), `${n}, ${part}`).toBe(true);
    }
  }
  const { lo, hi } = interval(-1e300, -1e299).polygamma(1);
  expect(lo).toBeCloseTo(Math.PI ** 2, 9);
  expect(lo).toBeLessThan(Math.PI ** 2);
  expect(hi).toBe(Infinity);
});
