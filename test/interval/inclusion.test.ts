import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Interval } from '../../src/interval/interval.js';
import { absRev, coshRev, mulRev, mulRevToPair, pownRev, sqrRev } from '../../src/interval/reverse.js';
import { atan2Rev1, atan2Rev2 } from '../../src/interval/reverse-angle.js';
import { cosRev, sinRev, tanRev } from '../../src/interval/reverse-periodic.js';
import { powRev1, powRev2 } from '../../src/interval/reverse-power.js';
import { any, memberOf } from './arbitrary.js';

type Method = (x: Interval) => Interval;

const unaries: Readonly<Record<string, Method>> = {
  neg: (x) => x.neg(),
  recip: (x) => x.recip(),
  sqr: (x) => x.sqr(),
  sqrt: (x) => x.sqrt(),
  cbrt: (x) => x.cbrt(),
  rsqrt: (x) => x.rsqrt(),
  abs: (x) => x.abs(),
  sign: (x) => x.sign(),
  floor: (x) => x.floor(),
  ceil: (x) => x.ceil(),
  trunc: (x) => x.trunc(),
  round: (x) => x.round(),
  roundAway: (x) => x.roundAway(),
  exp: (x) => x.exp(),
  exp2: (x) => x.exp2(),
  exp10: (x) => x.exp10(),
  expm1: (x) => x.expm1(),
  exp2m1: (x) => x.exp2m1(),
  exp10m1: (x) => x.exp10m1(),
  log: (x) => x.log(),
  log2: (x) => x.log2(),
  log10: (x) => x.log10(),
  log1p: (x) => x.log1p(),
  log2p1: (x) => x.log2p1(),
  log10p1: (x) => x.log10p1(),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  tan: (x) => x.tan(),
  cot: (x) => x.cot(),
  sec: (x) => x.sec(),
  csc: (x) => x.csc(),
  asin: (x) => x.asin(),
  acos: (x) => x.acos(),
  atan: (x) => x.atan(),
  acot: (x) => x.acot(),
  sinpi: (x) => x.sinpi(),
  cospi: (x) => x.cospi(),
  tanpi: (x) => x.tanpi(),
  asinpi: (x) => x.asinpi(),
  acospi: (x) => x.acospi(),
  atanpi: (x) => x.atanpi(),
  sinh: (x) => x.sinh(),
  cosh: (x) => x.cosh(),
  tanh: (x) => x.tanh(),
  coth: (x) => x.coth(),
  sech: (x) => x.sech(),
  csch: (x) => x.csch(),
  asinh: (x) => x.asinh(),
  acosh: (x) => x.acosh(),
  atanh: (x) => x.atanh(),
  acoth: (x) => x.acoth(),
  expSlope1: (x) => x.expSlope1(),
  expSlope2: (x) => x.expSlope2(),
  logSlope1: (x) => x.logSlope1(),
  logSlope2: (x) => x.logSlope2(),
  cosSlope2: (x) => x.cosSlope2(),
  sinSlope3: (x) => x.sinSlope3(),
  asinSlope3: (x) => x.asinSlope3(),
  atanSlope3: (x) => x.atanSlope3(),
  coshSlope2: (x) => x.coshSlope2(),
  sinhSlope3: (x) => x.sinhSlope3(),
  'pow 2': (x) => x.pow(2),
  'pow 3': (x) => x.pow(3),
  'pow -1': (x) => x.pow(-1),
  'pow -4': (x) => x.pow(-4),
  'pow 7': (x) => x.pow(7),
  'pow 0.5': (x) => x.pow(0.5),
  'rootn 3': (x) => x.rootn(3),
  'rootn 4': (x) => x.rootn(4),
  'rootn -3': (x) => x.rootn(-3),
  erf: (x) => x.erf(),
  erfc: (x) => x.erfc(),
  gamma: (x) => x.gamma(),
  lgamma: (x) => x.lgamma(),
  digamma: (x) => x.digamma(),
  'polygamma 1': (x) => x.polygamma(1),
  'polygamma 4': (x) => x.polygamma(4),
  'lambertW 0': (x) => x.lambertW(),
  'lambertW -1': (x) => x.lambertW(-1),
  'rootn -2': (x) => x.rootn(-2),
  'besselJ 0': (x) => x.besselJ(0),
  'besselJ 1': (x) => x.besselJ(1),
  'besselJ -4': (x) => x.besselJ(-4),
  'sphericalJ 0': (x) => x.sphericalJ(0),
  'sphericalJ 3': (x) => x.sphericalJ(3),
};

const binaries: Readonly<Record<string, (x: Interval, y: Interval) => Interval>> = {
  add: (x, y) => x.add(y),
  sub: (x, y) => x.sub(y),
  mul: (x, y) => x.mul(y),
  div: (x, y) => x.div(y),
  min: (x, y) => x.min(y),
  max: (x, y) => x.max(y),
  pow: (x, y) => x.pow(y),
  hypot: (x, y) => x.hypot(y),
  keplerE: (x, y) => x.keplerE(y),
  atan2: (x, y) => x.atan2(y),
  atan2pi: (x, y) => x.atan2pi(y),
  compoundm1: (x, y) => x.compoundm1(y),
  intersection: (x, y) => x.intersection(y),
  hull: (x, y) => x.hull(y),
  sqrRev: (c, x) => sqrRev(c, x),
  absRev: (c, x) => absRev(c, x),
  coshRev: (c, x) => coshRev(c, x),
  sinRev: (c, x) => sinRev(c, x),
  cosRev: (c, x) => cosRev(c, x),
  tanRev: (c, x) => tanRev(c, x),
  'pownRev 3': (c, x) => pownRev(c, 3, x),
  'pownRev -2': (c, x) => pownRev(c, -2, x),
  'mulRevToPair, both pieces': (b, c) => mulRevToPair(b, c).reduce((x, y) => x.hull(y)),
};

const ternaries: Readonly<Record<string, (x: Interval, y: Interval, z: Interval) => Interval>> = {
  fma: (x, y, z) => x.fma(y, z),
  mulRev: (b, c, x) => mulRev(b, c, x),
  powRev1: (b, c, x) => powRev1(b, c, x),
  powRev2: (a, c, x) => powRev2(a, c, x),
  atan2Rev1: (b, c, x) => atan2Rev1(b, c, x),
  atan2Rev2: (a, c, x) => atan2Rev2(a, c, x),
};

const unit = fc.double({ min: 0, max: 1, noNaN: true });

/** An interval and a part of it: a subinterval, or one of its points. */
const nested: fc.Arbitrary<[Interval, Interval]> = fc.oneof(
  fc.tuple(any, any).map(([x, y]) => [x, x.intersection(y)] as [Interval, Interval]),
  fc.tuple(any, unit).map(([x, t]) => {
    const a = x.isCommon() ? memberOf(x, t) : x.mid();
    return [x, x.intersection(Number.isNaN(a) ? 0 : a)] as [Interval, Interval];
  }),
);

/** Methods that are no functions of points: numbers, relations, texts, parts; and differences of sets. */
const others =
  'bisect cancelMinus cancelPlus constructor contains disjoint equals interior isCommon isEmpty isEntire isSingleton less mag mid mig mince ' +
  'precedes rad strictLess strictPrecedes subset toExact toJSON toString toUncertain wid';

/** What classes of intervals do with operands and results of their operations. */
const hooks = 'bounds load loadWith place related result';

function methodsOf(prototype: object): string[] {
  if (prototype === Object.prototype) return [];
  return [...Object.getOwnPropertyNames(prototype), ...methodsOf(Object.getPrototypeOf(prototype) as object)];
}

test('every method of Interval is among the functions below, or stands above', () => {
  const functions = [unaries, binaries, ternaries].flatMap((list) => Object.keys(list).map((name) => name.split(' ')[0]!));
  const methods = methodsOf(Interval.prototype).filter((name) => !functions.includes(name));
  expect([...new Set(methods)].sort()).toEqual([...others.split(' '), ...hooks.split(' ')].sort());
});

describe('inclusion isotonicity: the image of a part is a part of the image', () => {
  test.each(Object.entries(unaries))('%s', (_name, f) => {
    fc.assert(
      fc.property(nested, ([x, part]) => {
        expect(f(part).subset(f(x))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each(Object.entries(binaries))('%s', (_name, f) => {
    fc.assert(
      fc.property(nested, nested, ([x, xPart], [y, yPart]) => {
        expect(f(xPart, yPart).subset(f(x, y))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each(Object.entries(ternaries))('%s', (_name, f) => {
    fc.assert(
      fc.property(nested, nested, nested, ([x, xPart], [y, yPart], [z, zPart]) => {
        expect(f(xPart, yPart, zPart).subset(f(x, y, z))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('identities that enclosures of both sides must meet', () => {
  const meet = (f: Method, g: Method): void =>
    fc.assert(
      fc.property(any, (x) => {
        fc.pre(!x.isEmpty() && !f(x).isEmpty());
        expect(f(x).disjoint(g(x))).toBe(false);
      }),
      { numRuns: 150 },
    );

  test('log undoes exp', () =>
    meet(
      (x) => x.exp().log(),
      (x) => x,
    ));
  test('sin² + cos² = 1', () =>
    meet(
      (x) => x.sin().sqr().add(x.cos().sqr()),
      (x) => x.sub(x).add(1),
    ));
  test('cosh² − sinh² = 1', () =>
    meet(
      (x) => x.cosh().sqr().sub(x.sinh().sqr()),
      (x) => x.sub(x).add(1),
    ));
  test('tan = sin/cos', () =>
    meet(
      (x) => x.tan(),
      (x) => x.sin().div(x.cos()),
    ));
  test('the cube of the cube root', () =>
    meet(
      (x) => x.cbrt().pow(3),
      (x) => x,
    ));
  test('sinpi x = sin πx', () =>
    meet(
      (x) => x.sinpi(),
      (x) => x.mul({ lo: 3.141592653589793, hi: 3.1415926535897936 }).sin(),
    ));
});
