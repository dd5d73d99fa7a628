import { describe, expect, test } from 'vitest';
import type { Series } from '../../src/series/series.js';
import { ORDER, sampler, subjects } from './algebras.js';

type S = Series<unknown>;

/** Two sides that agree for series a, b, c; `starts` are constant terms to take for a. */
interface Law {
  readonly name: string;
  readonly starts: readonly number[];
  /** Constant terms at which the law holds formally, with stand-ins for irrational starts. */
  readonly formal: readonly number[];
  readonly sides: (a: S, b: S, c: S) => readonly [S, S];
}

const law = (name: string, starts: readonly number[], formal: readonly number[], sides: Law['sides']): Law => ({
  name,
  starts,
  formal,
  sides,
});

const any = [0, 1, -0.75];
const positive = [1, 0.25, 2.25];
const inner = [0, 0.375, -0.5];

const laws: readonly Law[] = [
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

  law("(a + b)' = a' + b'", any, any, (a, b) => [a.add(b).derivative(), a.derivative().add(b.derivative())]),
  law("(ab)' = a'b + ab' (Leibniz)", any, any, (a, b) => [
    a.mul(b).derivative(),
    a.derivative().mul(b).add(a.mul(b.derivative())),
  ]),
  law("(ab)'' = a''b + 2a'b' + ab''", any, any, (a, b) => [
    a.mul(b).derivative(2),
    a
      .derivative(2)
      .mul(b)
      .add(a.derivative().mul(b.derivative()).mul(2))
      .add(a.mul(b.derivative(2))),
  ]),
  law("(a/b)' = (a'b − ab')/b²", any, any, (a, b) => [
    a.div(b).derivative(),
    a.derivative().mul(b).sub(a.mul(b.derivative())).div(b.sqr()),
  ]),
  law('∫ a = a where a is a derivative', any, any, (a) => [a.derivative().integral(a.coefficient(0)), a]),
  law('(∫ a)′ = a', any, any, (a) => [a.integral().derivative(), a]),
  law("(exp a)' = a' exp a", any, any, (a) => [a.exp().derivative(), a.derivative().mul(a.exp())]),
  law("(log a)' = a'/a", positive, positive, (a) => [a.log().derivative(), a.derivative().div(a)]),
  law("(sin a)' = a' cos a", any, any, (a) => [a.sin().derivative(), a.derivative().mul(a.cos())]),
  law("(atan a)' = a'/(1 + a²)", any, any, (a) => [a.atan().derivative(), a.derivative().div(a.sqr().add(1))]),
  law("(asin a)'² (1 − a²) = a'²", [0, 0.375], [0], (a) => [
    a.asin().derivative().sqr().mul(a.sqr().neg().add(1)),
    a.derivative().sqr(),
  ]),
  law("(tan a)' = a' (1 + tan² a)", any, any, (a) => [a.tan().derivative(), a.derivative().mul(a.tan().sqr().add(1))]),
  law("(a^2.5)' = 2.5 a^1.5 a'", positive, positive, (a) => [a.pow(2.5).derivative(), a.pow(1.5).mul(a.derivative()).mul(2.5)]),

  law('a shifted there and back is a', any, any, (a) => [a.shift(0.5).shift(-0.5), a]),
];

/** Series without constant terms, to be put into one another. */
const compositions: readonly Omit<Law, 'starts' | 'formal'>[] = [
  { name: '(a ∘ b) ∘ c = a ∘ (b ∘ c)', sides: (a, b, c) => [a.compose(b).compose(c), a.compose(b.compose(c))] },
  { name: '(a + b) ∘ c = a ∘ c + b ∘ c', sides: (a, b, c) => [a.add(b).compose(c), a.compose(c).add(b.compose(c))] },
  { name: '(ab) ∘ c = (a ∘ c)(b ∘ c)', sides: (a, b, c) => [a.mul(b).compose(c), a.compose(c).mul(b.compose(c))] },
  { name: '(exp a) ∘ b = exp(a ∘ b)', sides: (a, b) => [a.exp().compose(b), a.compose(b).exp()] },
  {
    name: "(a ∘ b)' = (a' ∘ b) b' (chain rule)",
    sides: (a, b) => [a.compose(b).derivative(), a.derivative().compose(b).mul(b.derivative())],
  },
  { name: 'the reversion of a reversion is the series', sides: (a) => [a.revert().revert(), a] },
  { name: 'a(a⁻¹) = t', sides: (a) => [a.compose(a.revert()), identity(a)] },
  { name: 'a⁻¹(a) = t', sides: (a) => [a.revert().compose(a), identity(a)] },
  { name: '(a ∘ b)⁻¹ = b⁻¹ ∘ a⁻¹', sides: (a, b) => [a.compose(b).revert(), b.revert().compose(a.revert())] },
  { name: 'tan ∘ atan = t', sides: (a) => [identity(a).tan().compose(identity(a).atan()), identity(a)] },
  { name: 'the reversion of sin is asin', sides: (a) => [identity(a).sin().revert(), identity(a).asin()] },
  { name: 'the reversion of expm1 is log1p', sides: (a) => [identity(a).expm1().revert(), identity(a).log1p()] },
];

/** t, to the order of a series around 0. */
function identity(a: S): S {
  return a
    .constant(1)
    .truncate(a.order - 1)
    .integral();
}

describe.each(subjects)('series over $algebra.name', (subject) => {
  const sample = sampler(subject);
  const check = (left: S, right: S): void => {
    expect(left.order).toBe(right.order);
    const flaws = left.coefficients.flatMap((c, k) => {
      const flaw = subject.flaw(c, right.coefficient(k));
      return flaw === '' ? [] : [`coefficient ${k}: ${flaw}`];
    });
    expect(flaws).toEqual([]);
  };

  test.each(laws)('$name', ({ starts, formal, sides }) => {
    for (const start of subject.isFormal ? formal : starts) check(...sides(sample(start, 1), sample(1.5, 2), sample(-0.5, 3)));
  });

  test.each(compositions)('$name', ({ sides }) => {
    check(...sides(sample(0, 1), sample(0, 4), sample(0, 7)));
  });

  test('an operation on two series has the lower of their orders', () => {
    const [long, short] = [sample(1, 1), sample(0.5, 2, ORDER - 2)];
    for (const result of [long.add(short), short.sub(long), long.mul(short), short.div(long), long.div(short)]) {
      expect(result.order).toBe(ORDER - 2);
    }
    check(long.mul(short), long.truncate(ORDER - 2).mul(short));
  });
});
