import type { Truncated } from '../../src/series/truncated.js';

/** Two sides that agree for series a, b, c in one variable or in many. */
export interface Law {
  readonly name: string;
  /** Constant terms to take for a. */
  readonly starts: readonly number[];
  /** Constant terms at which the law holds formally, with stand-ins for irrational starts. */
  readonly formal: readonly number[];
  readonly sides: <T, S extends Truncated<T, S>>(a: S, b: S, c: S) => readonly [S, S];
}

const law = (name: string, starts: readonly number[], formal: readonly number[], sides: Law['sides']): Law => ({
  name,
  starts,
  formal,
  sides,
});

export const any = [0, 1, -0.75];
export const positive = [1, 0.25, 2.25];
const inner = [0, 0.375, -0.5];

/** Arithmetic and functions. */
export const laws: readonly Law[] = [
  law('a + b = b + a', any, any, (a, b) => [a.add(b), b.add(a)]),
  law('(a + b) + c = a + (b + c)', any, any, (a, b, c) => [a.add(b).add(c), a.add(b.add(c))]),
  law('a − b = a + (−b)', any, any, (a, b) => [a.sub(b), a.add(b.neg())]),
  law('ab = ba', any, any, (a, b) => [a.mul(b), b.mul(a)]),
  law('(ab)c = a(bc)', any, any, (a, b, c) => [a.mul(b).mul(c), a.mul(b.mul(c))]),
  law('a(b + c) = ab + ac', any, any, (a, b, c) => [a.mul(b.add(c)), a.mul(b).add(a.mul(c))]),
  law('a² = aa', any, any, (a) => [a.sqr(), a.mul(a)]),
  law('(a/b)b = a', any, any, (a, b) => [a.div(b).mul(b), a]),
  law('a/a = 1', positive, positive, (a) => [a.div(a), a.constant(1)]),
  law('a·3 = a + a + a and a/4·4 = a', any, any, (a) => [a.mul(3), a.add(a).add(a.div(4).mul(4))]),
  law('√a·√a = a', positive, positive, (a) => [a.sqrt().sqr(), a]),
  law('√(a²) = a', positive, positive, (a) => [a.sqr().sqrt(), a]),
  law('∛a³ = a', [1, 0.125, -3.375], [1, 0.125, -3.375], (a) => [a.cbrt().pow(3), a]),
  law('a⁵ = a·a·a·a·a', any, any, (a) => [a.pow(5), a.mul(a).mul(a).mul(a).mul(a)]),
  law('a³·a⁴ = a⁷', any, any, (a) => [a.pow(3).mul(a.pow(4)), a.pow(7)]),
  law('a^−2·a² = 1', [1, -0.75], [1, -0.75], (a) => [a.pow(-2).mul(a.sqr()), a.constant(1)]),
  law('a^1.5·a^−0.5 = a', positive, positive, (a) => [a.pow(1.5).mul(a.pow(-0.5)), a]),
  law('a^0.5 = √a', positive, positive, (a) => [a.pow(0.5), a.sqrt()]),
  law("(a^'1/3')³ = a", [1, 0.125, 3.375], [1, 0.125, 3.375], (a) => [a.pow('1/3').pow(3), a]),
  law('a⁰ = 1', any, any, (a) => [a.pow(0), a.constant(1)]),
  law('a^b = exp(b log a)', [1, 0.25], [1], (a, b) => [a.pow(b), a.log().mul(b).exp()]),

  law('log(exp a) = a', any, [0], (a) => [a.exp().log(), a]),
  law('exp(log a) = a', positive, [1], (a) => [a.log().exp(), a]),
  law('exp(a + b) = exp a·exp b', any, [], (a, b) => [a.add(b).exp(), a.exp().mul(b.exp())]),
  law('exp a·exp(−a) = 1', any, [0], (a) => [a.exp().mul(a.neg().exp()), a.constant(1)]),
  law('expm1 a = exp a − 1', any, any, (a) => [a.expm1(), a.exp().sub(1)]),
  law('log1p a = log(1 + a)', any.slice(0, 2), [0], (a) => [a.log1p(), a.add(1).log()]),
  law('log1p(expm1 a) = a', any, [0], (a) => [a.expm1().log1p(), a]),
  law('log2(exp2 a) = a', any, [0], (a) => [a.exp2().log2(), a]),
  law('log10(exp10 a) = a', any, [0], (a) => [a.exp10().log10(), a]),
  law('exp2(3a) = (exp2 a)³', any, [0], (a) => [a.mul(3).exp2(), a.exp2().pow(3)]),

  law('sin² + cos² = 1', any, any, (a) => [a.sin().sqr().add(a.cos().sqr()), a.constant(1)]),
  law('tan = sin/cos', any, any, (a) => [a.tan(), a.sin().div(a.cos())]),
  law('sin 2a = 2 sin a cos a', any, [0], (a) => [a.mul(2).sin(), a.sin().mul(a.cos()).mul(2)]),
  law('sincos gives both', any, any, (a) => [a.sincos()[0].mul(a.cos()), a.sin().mul(a.sincos()[1])]),
  law('asin(sin a) = a', inner, [0], (a) => [a.sin().asin(), a]),
  law('tan(atan a) = a', inner, [0], (a) => [a.atan().tan(), a]),
  law('atan(tan a) = a', inner, [0], (a) => [a.tan().atan(), a]),
  law('sin(acos a) = √(1 − a²)', inner, [], (a) => [a.acos().sin(), a.sqr().neg().add(1).sqrt()]),
  law('cos(acos a) = a', inner, [], (a) => [a.acos().cos(), a]),

  law('cosh² − sinh² = 1', any, any, (a) => [a.cosh().sqr().sub(a.sinh().sqr()), a.constant(1)]),
  law('exp = cosh + sinh', any, any, (a) => [a.exp(), a.cosh().add(a.sinh())]),
  law('tanh = sinh/cosh', any, any, (a) => [a.tanh(), a.sinh().div(a.cosh())]),
  law('asinh(sinh a) = a', any, [0], (a) => [a.sinh().asinh(), a]),
  law('cosh(acosh a) = a', [1.25, 3], [], (a) => [a.acosh().cosh(), a]),
  law('atanh(tanh a) = a', inner, [0], (a) => [a.tanh().atanh(), a]),
  law('tanh(atanh a) = a', inner, [0], (a) => [a.atanh().tanh(), a]),
];
