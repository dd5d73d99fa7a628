import { describe, expect, test } from 'vitest';
import { piBounds } from '../../../src/rounding/elementary/pi.js';
import { quadrant } from '../../../src/rounding/exact/quadrant.js';
import { pred, succ } from '../../../src/rounding/neighbor.js';
import { binary, binaryBounds, unary, unaryBounds } from './functions.js';

const out = new Float64Array(2);
const MAX = Number.MAX_VALUE;
const huge: [number, number] = [MAX, Infinity];
const minusHuge: [number, number] = [-Infinity, -MAX];
const none: [number, number] = [NaN, NaN];
const tiny: [number, number] = [0, 5e-324];
const halfPi: [number, number] = [1.5707963267948966, 1.5707963267948968];
const minusHalfPi: [number, number] = [-1.5707963267948968, -1.5707963267948966];
const pi: [number, number] = [3.141592653589793, 3.1415926535897936];
const point = (x: number): [number, number] => [x, x];
const above = (x: number): [number, number] => [x, succ(x)];
const below = (x: number): [number, number] => [pred(x), x];

/** Values outside the golden files: poles, ends of domains, limits, exact cases; NaN gives none everywhere. */
// biome-ignore format: a table
const edges: Record<string, [number, [number, number]][]> = {
  exp: [[0, point(1)], [-0, point(1)], [Infinity, huge], [-Infinity, point(0)], [1e308, huge], [-1e308, tiny],
    [1e-300, above(1)], [-5e-324, below(1)]],
  exp2: [[-1074, point(5e-324)], [-1075, tiny], [1023, point(2 ** 1023)], [1024, huge], [Infinity, huge],
    [-Infinity, point(0)], [-1e-20, below(1)]],
  exp10: [[22, point(1e22)], [23, [1e23, succ(1e23)]], [-1, below(0.1)], [309, huge], [-324, tiny], [Infinity, huge],
    [-Infinity, point(0)]],
  expm1: [[-36.5, above(-0.9999999999999999)], [0, point(0)], [Infinity, huge], [-Infinity, point(-1)], [-50, above(-1)], [5e-324, above(5e-324)],
    [-5e-324, [-5e-324, 0]]],
  log: [[1, point(0)], [0, minusHuge], [-0, minusHuge], [-1, none], [Infinity, huge], [-Infinity, none]],
  log2: [[5e-324, point(-1074)], [0.125, point(-3)], [0, minusHuge], [Infinity, huge], [-1, none]],
  log10: [[1e22, point(22)], [1e23, below(23)], [0.1, above(-1)], [0, minusHuge], [Infinity, huge], [-1, none]],
  log1p: [[0, point(0)], [-1, minusHuge], [-1.5, none], [Infinity, huge], [5e-324, tiny], [-5e-324, [-1e-323, -5e-324]]],
  sin: [[0, point(0)], [Infinity, none], [-Infinity, none], [5e-324, tiny], [-5e-324, [-5e-324, 0]]],
  cos: [[0, point(1)], [Infinity, none], [5e-324, below(1)]],
  tan: [[0, point(0)], [Infinity, none], [5e-324, above(5e-324)]],
  cot: [[0, none], [Infinity, none], [5e-324, huge], [-5e-324, minusHuge], [2 ** -100, below(2 ** 100)]],
  sec: [[0, point(1)], [Infinity, none], [1e-300, above(1)]],
  csc: [[0, none], [Infinity, none], [5e-324, huge], [-(2 ** -100), below(-(2 ** 100))]],
  sinpi: [[0, point(0)], [0.5, point(1)], [-0.5, point(-1)], [1.5, point(-1)], [1, point(0)], [1e300, point(0)],
    [Infinity, none], [-3.5, point(1)]],
  cospi: [[0, point(1)], [0.5, point(0)], [1, point(-1)], [-1, point(-1)], [1e300, point(1)], [9007199254740991, point(-1)],
    [Infinity, none]],
  tanpi: [[0, point(0)], [0.25, point(1)], [0.75, point(-1)], [-0.25, point(-1)], [1.25, point(1)], [0.5, none], [-1.5, none],
    [Infinity, none], [7, point(0)]],
  asin: [[0, point(0)], [1, halfPi], [-1, minusHalfPi], [succ(1), none], [Infinity, none]],
  acos: [[1, point(0)], [-1, pi], [0, halfPi], [5e-324, halfPi], [pred(-1), none]],
  atan: [[0, point(0)], [Infinity, halfPi], [-Infinity, minusHalfPi], [MAX, halfPi]],
  acot: [[0, halfPi], [Infinity, point(0)], [-Infinity, pi], [2 ** 100, below(2 ** -100)], [MAX, above(1 / MAX)]],
  sinh: [[0, point(0)], [Infinity, huge], [-Infinity, minusHuge], [800, huge], [-800, minusHuge]],
  cosh: [[0, point(1)], [Infinity, huge], [-Infinity, huge], [-800, huge], [1e-300, above(1)]],
  tanh: [[18.5, above(0.9999999999999998)], [0, point(0)], [Infinity, point(1)], [-Infinity, point(-1)], [50, below(1)], [-50, above(-1)]],
  coth: [[18.1, above(1.0000000000000002)], [0, none], [Infinity, point(1)], [-Infinity, point(-1)], [50, above(1)], [5e-324, huge]],
  sech: [[745.05, above(5e-324)], [0, point(1)], [Infinity, point(0)], [-Infinity, point(0)], [800, tiny]],
  csch: [[745.05, above(5e-324)], [0, none], [Infinity, point(0)], [800, tiny], [-800, [-5e-324, 0]], [2 ** -60, below(2 ** 60)]],
  asinh: [[0, point(0)], [Infinity, huge], [-Infinity, minusHuge]],
  acosh: [[1, point(0)], [Infinity, huge], [pred(1), none], [-Infinity, none]],
  atanh: [[0, point(0)], [1, huge], [-1, minusHuge], [succ(1), none], [Infinity, none]],
  acoth: [[331751152.7227887, above(3.014307536816911e-9)], [1, huge], [-1, minusHuge], [0, none], [0.5, none], [Infinity, point(0)], [-Infinity, point(0)],
    [2 ** 100, above(2 ** -100)]],
  rsqrt: [[0, huge], [-0, huge], [-1, none], [Infinity, point(0)], [4, point(0.5)], [9, above(0.3333333333333333)], [2 ** -1074, point(2 ** 537)],
    [2, below(0.7071067811865476)], [MAX, above(7.458340731200207e-155)]],
  exp2m1: [[0, point(0)], [-0, point(0)], [1, point(1)], [-1, point(-0.5)], [53, point(2 ** 53 - 1)], [54, below(2 ** 54)], [-53, point(-1 + 2 ** -53)],
    [-54, above(-1)], [-60, above(-1)], [-61, above(-1)], [-1e300, above(-1)], [1023, below(2 ** 1023)], [1024, huge], [Infinity, huge], [-Infinity, point(-1)],
    [5e-324, tiny], [-5e-324, [-5e-324, 0]]],
  exp10m1: [[0, point(0)], [1, point(9)], [15, point(999999999999999)], [16, [9999999999999998, 1e16]], [22, below(1e22)], [23, [1e23, succ(1e23)]],
    [-1, above(-0.9)], [-19, above(-1)], [-20, above(-1)], [309, huge], [Infinity, huge], [-Infinity, point(-1)], [5e-324, [1e-323, 1.5e-323]]],
  log2p1: [[0, point(0)], [1, point(1)], [-0.5, point(-1)], [-1, minusHuge], [-1 + 2 ** -53, point(-53)], [2 ** 53 - 1, point(53)], [2 ** 53, above(53)],
    [2 ** 1000, above(1000)], [MAX, below(1024)], [succ(-1), point(-53)], [pred(-1), none], [Infinity, huge], [-Infinity, none], [5e-324, [5e-324, 1e-323]],
    [1e-17, above(1.4426950408889633e-17)], [7, point(3)]],
  log10p1: [[0, point(0)], [9, point(1)], [999999999999999, point(15)], [1e15, above(15)], [1e16, above(16)], [1e22, above(22)], [9999999999999998, below(16)],
    [-0.9, below(-1)], [-1, minusHuge], [-2, none], [Infinity, huge], [5e-324, tiny]],
  asinpi: [[0, point(0)], [1, point(0.5)], [-1, point(-0.5)], [0.5, above(0.16666666666666666)], [-0.5, [-succ(0.16666666666666666), -0.16666666666666666]],
    [succ(1), none], [Infinity, none], [5e-324, tiny]],
  acospi: [[0, point(0.5)], [1, point(0)], [-1, point(1)], [0.5, above(0.3333333333333333)], [-0.5, above(0.6666666666666666)], [1e-300, below(0.5)],
    [-1e-300, above(0.5)], [pred(-1), none], [-Infinity, none]],
  atanpi: [[0, point(0)], [1, point(0.25)], [-1, point(-0.25)], [Infinity, point(0.5)], [-Infinity, point(-0.5)], [MAX, below(0.5)], [-1e17, above(-0.5)],
    [5e-324, tiny], [-5e-324, [-5e-324, 0]]],
  expSlope1: [[0, point(1)], [-0, point(1)], [5e-324, above(1)], [-5e-324, below(1)], [4e-17, above(1)], [2 ** -53, above(1)], [-(2 ** -53), below(1)], [Infinity, huge],
    [717, huge], [740, huge], [741, huge], [-Infinity, point(0)], [-(2 ** 100), below(2 ** -100)], [-128, below(2 ** -7)], [pred(-128), above(pred(pred(2 ** -7)))],
    [-256, below(2 ** -8)], [-MAX, above(2 ** -1024)], [-(2 ** 1023), below(2 ** -1023)]],
  expSlope2: [[0, point(1)], [5e-324, above(1)], [-5e-324, below(1)], [Infinity, huge], [723, huge], [741, huge], [-Infinity, point(0)], [-256, above(510 / 65536)],
    [-128, above(254 / 16384)], [-(2 ** 53), above(pred(2 ** -52))], [-(2 ** 54), below(2 ** -53)], [-(2 ** 1000), below(2 ** -999)]],
  logSlope1: [[0, point(1)], [-1, huge], [-1.5, none], [-Infinity, none], [Infinity, point(0)], [5e-324, below(1)], [-5e-324, above(1)], [2 ** 100, below(2 ** -99)],
    [2 ** 1000, below(2 ** -999)], [-(2 ** -54), above(1)]],
  logSlope2: [[0, point(1)], [-1, huge], [pred(-1), none], [Infinity, point(0)], [5e-324, below(1)], [-5e-324, above(1)], [2 ** 40, above((3 * (2 ** 40 - 2)) / 2 ** 81)],
    [2 ** 1000, below(1.5 * 2 ** -1000)], [3 * 2 ** 900, below(2 ** -901)]],
  cosSlope2: [[0, point(1)], [1e-300, below(1)], [-1e-8, below(1)], [6e-9, below(1)], [Infinity, point(0)], [-Infinity, point(0)], [MAX, tiny]],
  sinSlope3: [[0, point(1)], [1e-300, below(1)], [-6e-9, below(1)], [Infinity, point(0)], [-Infinity, point(0)], [MAX, tiny], [-(2 ** 539), tiny]],
  asinSlope3: [[0, point(1)], [1e-300, above(1)], [-6e-9, above(1)], [1, above(3.4247779607693793)], [-1, above(3.4247779607693793)], [succ(1), none], [-2, none], [Infinity, none]],
  atanSlope3: [[0, point(1)], [1e-300, below(1)], [-6e-9, below(1)], [Infinity, point(0)], [-Infinity, point(0)], [MAX, tiny], [2 ** 100, below(3 * 2 ** -200)],
    [-(2 ** 500), below(3 * 2 ** -1000)]],
  coshSlope2: [[0, point(1)], [1e-300, above(1)], [-6e-9, above(1)], [Infinity, huge], [-Infinity, huge], [723, huge], [-741, huge]],
  sinhSlope3: [[0, point(1)], [1e-300, above(1)], [-6e-9, above(1)], [Infinity, huge], [-Infinity, huge], [729, huge], [-741, huge]],
  cbrt: [[0, point(0)], [-27, point(-3)], [Infinity, huge], [-Infinity, minusHuge], [2 ** -1074, point(2 ** -358)]],
};

// biome-ignore format: a table
const pairs: Record<string, [number, number, [number, number]][]> = {
  pow: [[0, 2, point(0)], [0, -2, huge], [0, 0, none], [-0, -1, huge], [-2, 3, none], [Infinity, 2, huge],
    [Infinity, -2, point(0)], [Infinity, 0, point(1)], [3, 0, point(1)], [1, 1e300, point(1)], [1, Infinity, point(1)],
    [2, Infinity, huge], [2, -Infinity, point(0)], [0.5, Infinity, point(0)], [0.5, -Infinity, huge], [0, Infinity, point(0)],
    [0, -Infinity, huge], [2, NaN, none], [4, 0.5, point(2)], [4, -0.5, point(0.5)], [2.25, 1.5, point(3.375)],
    [65536, 0.0625, point(2)], [3 ** 32, 1 / 32, point(3)], [3, 33, point(3 ** 33)], [9, -0.5, [1 / 3, succ(1 / 3)]],
    [2, 1023.5, [1.2711610061536462e308, 1.2711610061536464e308]], [2, 1024, huge], [2, -1074, point(5e-324)],
    [2, -1075, tiny], [3, 1e308, huge], [3, -1e308, tiny], [0.3, 1e308, tiny], [2, 5e-324, above(1)], [0.5, 1e-300, below(1)],
    [succ(1), 1e-300, above(1)], [2 ** -1074, 1e308, tiny], [2 ** -1074, -1e308, huge]],
  pown: [[0, 3, point(0)], [0, -2, huge], [0, -3, none], [0, 0, point(1)], [-2, 3, point(-8)], [-2, -3, point(-0.125)],
    [-2, 2, point(4)], [Infinity, 1, huge], [-Infinity, 3, minusHuge], [-Infinity, 2, huge], [-Infinity, -3, point(0)],
    [Infinity, 0, point(1)], [-1, 9007199254740991, point(-1)], [-1, 1e300, point(1)], [10, 22, point(1e22)],
    [-10, 23, [-succ(1e23), -1e23]], [-3, 1e300, huge], [0.1, 1, point(0.1)], [NaN, 0, none], [3, -1, [1 / 3, succ(1 / 3)]]],
  rootn: [[27, 3, point(3)], [-27, 3, point(-3)], [-27, 2, none], [0, 5, point(0)], [0, -2, huge], [0, -3, none],
    [5, 0, none], [16, -4, point(0.5)], [3, 1, point(3)], [3, -1, [1 / 3, succ(1 / 3)]], [Infinity, 3, huge],
    [-Infinity, 3, minusHuge], [Infinity, -2, point(0)], [2 ** 1000, 1000, point(2)], [3, 1e300, above(1)],
    [3, -1e300, below(1)], [1, 1e300, point(1)], [7, 33, above(1.0607402083823378)], [3 ** 33, 33, point(3)], [NaN, 3, none]],
  hypot: [[0, 0, point(0)], [3, -4, point(5)], [0, -7, point(7)], [Infinity, NaN, huge], [NaN, -Infinity, huge],
    [NaN, 1, none], [MAX, MAX, huge], [1, 1e-300, above(1)], [MAX, 1, huge], [5e-324, 5e-324, [5e-324, 1e-323]],
    [3 * 2 ** -1074, 4 * 2 ** -1074, point(5 * 2 ** -1074)]],
  atan2: [[0, 0, none], [-0, 0, none], [0, 1, point(0)], [0, -1, pi], [-0, -1, pi], [1, 0, halfPi], [-1, 0, minusHalfPi],
    [1, Infinity, point(0)], [1, -Infinity, pi], [-1, -Infinity, pi], [Infinity, 5, halfPi], [-Infinity, 5, minusHalfPi],
    [Infinity, Infinity, [0.7853981633974483, 0.7853981633974484]],
    [-Infinity, -Infinity, [-2.3561944901923453, -2.356194490192345]], [5e-324, MAX, tiny], [-5e-324, MAX, [-5e-324, 0]],
    [5e-324, -MAX, pi], [MAX, 5e-324, halfPi], [2 ** -80, 2, below(2 ** -81)], [NaN, 1, none], [1, NaN, none]],
  atan2pi: [[0, 0, none], [-0, -0, none], [0, 1, point(0)], [0, -1, point(1)], [-0, -1, point(1)], [1, 0, point(0.5)], [-1, 0, point(-0.5)],
    [3, 3, point(0.25)], [3, -3, point(0.75)], [-3, -3, point(-0.75)], [-3, 3, point(-0.25)], [1, Infinity, point(0)], [1, -Infinity, point(1)],
    [-1, -Infinity, point(1)], [Infinity, 5, point(0.5)], [-Infinity, -5, point(-0.5)], [-Infinity, -Infinity, point(-0.75)], [5e-324, MAX, tiny],
    [-5e-324, MAX, [-5e-324, 0]], [5e-324, -MAX, below(1)], [-5e-324, -MAX, above(-1)], [MAX, 5e-324, below(0.5)], [MAX, -5e-324, above(0.5)],
    [NaN, 1, none], [1, NaN, none]],
  compoundm1: [[-1, 2, point(-1)], [-1, 5e-324, point(-1)], [-1, -2, huge], [-1, 0, none], [-1.5, 2, none], [0, 7, point(0)], [0, -Infinity, point(0)],
    [5, 0, point(0)], [Infinity, 0, point(0)], [Infinity, 2, huge], [Infinity, -2, point(-1)], [1, Infinity, huge], [1, -Infinity, point(-1)],
    [-0.5, Infinity, point(-1)], [-0.5, -Infinity, huge], [0.25, 2, point(0.5625)], [0.1, 1, point(0.1)], [MAX, 1, point(MAX)], [MAX, 2, huge],
    [3, 0.5, point(1)], [3, -0.5, point(-0.5)], [8, 0.5, point(2)], [8, -0.5, above(-0.6666666666666667)], [2 ** -26, 2, point(2 ** -25 + 2 ** -52)],
    [2 ** -53, 2, above(2 ** -52)], [-(2 ** -60), 2, [-(2 ** -59), -pred(2 ** -59)]], [2 ** -200, 8, above(2 ** -197)], [2 ** -200, 0.5, below(2 ** -201)],
    [-(2 ** -200), 0.5, [-succ(2 ** -201), -(2 ** -201)]], [-(2 ** -200), -1, above(2 ** -200)], [2 ** -200, -1, above(-(2 ** -200))],
    [5e-324, 0.5, tiny], [5e-324, 2, above(1e-323)], [5e-324, MAX, above(2 ** -50 + 2 ** -102)], [1e300, 1e300, huge],
    [1e300, -1e300, above(-1)], [3, 511, below(2 ** 1022)], [3, 512, huge], [-0.75, 27, above(-1)], [2, 40, above(12157665459056929000)],
    [1, -53, point(-1 + 2 ** -53)], [1, -1074, above(-1)], [2 ** 32 - 1, 1 / 32, point(1)], [NaN, 0, none], [2, NaN, none]],
};

for (const [path, functions] of [
  ['exact', unary],
  ['elementary', unaryBounds],
] as const) {
  describe(`values at poles, ends of domains, infinities and exact cases, ${path}`, () => {
    for (const [name, f] of Object.entries(functions)) {
      test(name, () => {
        for (const [x, bounds] of [...edges[name]!, [NaN, none] as const]) {
          f(x, out);
          expect([x, ...out]).toEqual([x, ...bounds]);
        }
      });
    }
  });
}

for (const [path, functions] of [
  ['exact', binary],
  ['elementary', binaryBounds],
] as const) {
  describe(`pairs at poles, ends of domains, infinities and exact cases, ${path}`, () => {
    for (const [name, f] of Object.entries(functions)) {
      test(name, () => {
        for (const [x, y, bounds] of pairs[name]!) {
          f(x, y, out);
          expect([x, y, ...out]).toEqual([x, y, ...bounds]);
        }
      });
    }
  });
}

test('pown and rootn ask for integers', () => {
  expect(() => binary['pown']!(2, 0.5, out)).toThrow('pown: expected an integer exponent, got 0.5');
  expect(() => binary['rootn']!(2, Infinity, out)).toThrow('rootn: expected an integer degree, got Infinity');
});

test('piBounds are the doubles around π', () => {
  piBounds(out);
  expect([...out]).toEqual(pi);
});

test('quadrant: the doubles around multiples of π/2, and huge ones against mpmath at 1400 bits', () => {
  expect(
    [0, 1.5707963267948966, 1.5707963267948968, 3.141592653589793, 3.1415926535897936, 6.283185307179586, 6.283185307179587].map(
      quadrant,
    ),
  ).toEqual([0, 0, 1, 1, 2, 3, 0]);
  expect([-5e-324, -1.5707963267948966, -1.5707963267948968].map(quadrant)).toEqual([3, 3, 2]);
  expect([1e22, 1e300, MAX, -MAX, 5.319372648326541e255, -1e300].map(quadrant)).toEqual([3, 2, 1, 2, 1, 1]);
});
