import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import type { Series } from '../../src/series/series.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

// made by test/data/singular-series.gp
const golden = JSON.parse(readFileSync(new URL('../data/singular-series.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

const t = variable(0, { order: 12 });
const one = t.constant(1);

/** By their names in PARI, and the order to which series of order 12 give them. */
const functions: Readonly<Record<string, readonly [number, () => Series<number>]>> = {
  'sin(x)/x': [11, () => t.sin().div(t)],
  '(1-cos(x))/x^2': [10, () => one.sub(t.cos()).div(t.sqr())],
  'x/(exp(x)-1)': [11, () => t.div(t.expm1())],
  'x/log(1+x)': [11, () => t.div(t.log1p())],
  'sqrt(1-cos(x))': [11, () => one.sub(t.cos()).sqrt()],
  '((x-sin(x))/x^3)^(1/3)*x': [10, () => t.sub(t.sin()).cbrt()],
  'tan(sin(x))-sin(tan(x))': [12, () => t.sin().tan().sub(t.tan().sin())],
  'exp(exp(x)-1)': [12, () => t.expm1().exp()],
  'log(1+log(1+x))': [12, () => t.log1p().log1p()],
  'log(sin(x)/x)': [11, () => t.sin().div(t).log()],
  'log(cos(x))': [12, () => t.cos().log()],
  '(sin(x)/x)^(5/2)': [11, () => t.sinc().truncate(11).pow(2.5)],
  '(1+x)^x': [12, () => t.add(1).pow(t)],
  'exp(log(1+x)/x)': [11, () => t.log1p().div(t).exp()],
  'asin(x^2)/x': [11, () => t.sqr().asin().div(t)],
  'acos(x/2)': [12, () => t.div(2).acos()],
  'atan(1/(1+x))': [12, () => one.div(t.add(1)).atan()],
  'atan(x/(1-x))': [12, () => t.atan2(one.sub(t))],
  'acosh(2+x)': [12, () => t.add(2).acosh()],
  'sin(Pi*x)/x': [11, () => t.sinpi().div(t)],
  'tan(Pi*x)': [12, () => t.tanpi()],
  '2/sqrt(Pi)*intformal(exp(-x^2))/x': [11, () => t.erf().div(t)],
  'lngamma(1+x)': [12, () => t.add(1).lgamma()],
  'psi(2+x)': [12, () => t.add(2).digamma()],
  'deriv(deriv(psi(3+x),x),x)': [12, () => t.add(3).polygamma(2)],
  'besselj(0,x)': [12, () => t.besselJ(0)],
  'sum(k=0,8,(-1)^k/(k!*(k+3)!)*x^(2*k)/2^(2*k+3))': [9, () => t.besselJ(3).div(t.pow(3))],
  'sum(k=1,14,(-k)^(k-1)/k!*x^(k-1))': [11, () => t.lambertW().div(t)],
  'serreverse(x*exp(x))': [12, () => t.mul(t.exp()).revert()],
  'exp(sin(x))': [12, () => t.exp().compose(t.sin())],
  'deriv(sin(x)/x,x)': [10, () => t.sin().div(t).derivative()],
  'intformal(sin(x)/x)': [12, () => t.sin().div(t).integral()],
  'sqrt((1+x)^2+x^2)': [12, () => t.add(1).hypot(t)],
  'serreverse(x-3/10*sin(x))': [12, () => t.constant(0.3).keplerE(t)],
  'x^3*(1+x^2)^(3/4)': [11, () => t.pow(4).add(t.pow(6)).pow('3/4')],
  '(exp(x)-1-x)/(1-cos(x))': [10, () => t.expm1().sub(t).div(one.sub(t.cos()))],
  'x*sqrt(1+x)': [11, () => t.sqr().add(t.pow(3)).sqrt()],
  'sinh(x)/sin(x)': [11, () => t.sinh().div(t.sin())],
  'exp(x/10^9)-1': [12, () => t.mul(1e-9).expm1()],
  '(1+x)^-7': [12, () => t.add(1).pow(-7)],
  'tan(3/2+x)': [12, () => t.add(1.5).tan()],
  '1/(1+exp(-x))': [12, () => t.sigmoid()],
  '(exp(x)-1)/(x*(1+x)^(1/3))': [11, () => t.expm1().div(t.mul(t.add(1).pow('1/3')))],
  'sin(x)^3/(x-x^2/2)^3': [
    9,
    () =>
      t
        .sin()
        .pow(3)
        .div(t.sub(t.sqr().div(2)).pow(3)),
  ],
};

describe('what vanishes, cancels or branches at the center', () => {
  test('is compared with all that PARI computed', () => {
    expect(Object.keys(functions)).toEqual(Object.keys(golden));
  });

  test.each(Object.entries(functions))('%s is right to the order that it claims, %o', (name, [order, compute]) => {
    const series = compute();
    expect(series.order).toBe(order);
    const truth = golden[name]!.map((text) => Number(text.replace(' ', '')));
    series.coefficients.forEach((c, k) => {
      expect(Math.abs(c - truth[k]!)).toBeLessThanOrEqual(2e-13 * Math.max(Math.abs(truth[k]!), 1e-3));
    });
  });

  test('is an error in an operator of JavaScript, which would take the text or NaN for a number', () => {
    const message =
      'series: expected a number for an operator, got a series; use its methods, s.add(1), s.mul(s) or s.compare(1)';
    expect(() => (t as unknown as number) < 1).toThrow(new TypeError(message));
    expect(() => (t as unknown as number) * 2).toThrow(message);
    expect(() => (t as unknown as number) + 1).toThrow(message);
    expect(`${t.truncate(1)}`).toBe('t + 𝒪(t²)');
  });
});

test.each([
  ['acos', [1, -1]],
  ['asin', [1, -1]],
  ['acosh', [1]],
  ['atanh', [1, -1]],
  ['log1p', [-1]],
  ['gamma', [0, -3]],
  ['lgamma', [0, -1]],
  ['digamma', [0, -2]],
] as const)('%s is refused where it branches or has a pole, in one variable and in many', (name, points) => {
  for (const point of points) {
    const message = `${name}: expected a series that starts where ${name} is differentiable, got one that starts with ${point}; `;
    expect(() => variable(point, { order: 3 })[name]()).toThrow(message);
    expect(() => variables([point, 2], { order: 2 })[0]![name]()).toThrow(message);
    // also where the argument comes back to it flatly
    expect(() =>
      t
        .sqr()
        .neg()
        .mul(Math.sign(point) || 1)
        .add(point)
        [name](),
    ).toThrow(message);
  }
  // beside it there is nothing to refuse, nor where there is nothing to divide
  expect(
    variable(name === 'acosh' ? 1.5 : 0.5, { order: 3 })
      [name]()
      .coefficients.every(Number.isFinite),
  ).toBe(true);
});

test('where arccos and its kin branch, half of the order is known, as of a root: arccos(1 − t⁶) is √2·|t|³ + …', () => {
  const flat = variable(0, { order: 5 }).pow(6); // 𝒪(t⁶)
  expect([flat.neg().add(1).acos(), flat.sub(1).acos(), flat.add(1).acosh()].map(({ order }) => order)).toEqual([2, 2, 2]);
  expect(flat.neg().add(1).asin().toString()).toBe('1.5707963267948966 + 𝒪(t³)');
  expect(flat.add(0.5).acos().order).toBe(5);
  const [x] = variables([0, 0], { order: 3 });
  expect(x!.pow(4).neg().add(1).acos().toString()).toBe('𝒪(‖x‖²)');
  // enclosures: for each constant in the interval
  const enclosed = variable(interval(0), { order: 5 }).pow(6);
  expect(enclosed.neg().add(1).acos().order).toBe(2);
  expect(enclosed.add(interval(0.5, 1)).acos().order).toBe(2);
  expect(enclosed.add(interval(0.5, 0.75)).acos().order).toBe(5);
});

test('what overflows is no pole, and a constant has none', () => {
  expect(variable(1000, { order: 1 }).exp().coefficient(0)).toBe(Infinity);
  expect(variable(200, { order: 1 }).gamma().coefficient(0)).toBe(Infinity);
  expect(
    t
      .constant(1)
      .acos()
      .coefficients.every((c) => c === 0),
  ).toBe(true);
  expect(() => variable(complex(0, 1), { order: 2 }).atan()).toThrow(
    'atan: expected a series that starts where atan is differentiable',
  );
});

test('series in one variable and in many do not go together', () => {
  const [x] = variables([0, 0], { order: 1 });
  expect(() => x!.add(t as never)).toThrow(
    new TypeError('add: expected a SeriesN, got Series; put one into the other by evaluate or compose'),
  );
  expect(() => t.mul(x as never)).toThrow(
    new TypeError('mul: expected a Series, got SeriesN; put one into the other by evaluate or compose'),
  );
});
