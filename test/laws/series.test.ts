import { describe, expect, test } from 'vitest';
import type { Series } from '../../src/series/series.js';
import { atEachStart, ORDER, sampler, subjects } from './algebras.js';
import { any, laws, positive } from './arithmetic.js';

type S = Series<unknown>;

/** Two sides that agree for series a and b in one variable, for each of the constant terms `starts` of a. */
interface Calculus {
  readonly name: string;
  readonly starts: readonly number[];
  readonly sides: (a: S, b: S) => readonly [S, S];
}

const law = (name: string, starts: readonly number[], sides: Calculus['sides']): Calculus => ({ name, starts, sides });

const calculus: readonly Calculus[] = [
  law("(a + b)' = a' + b'", any, (a, b) => [a.add(b).derivative(), a.derivative().add(b.derivative())]),
  law("(ab)' = a'b + ab' (Leibniz)", any, (a, b) => [a.mul(b).derivative(), a.derivative().mul(b).add(a.mul(b.derivative()))]),
  law("(ab)'' = a''b + 2a'b' + ab''", any, (a, b) => [
    a.mul(b).derivative(2),
    a
      .derivative(2)
      .mul(b)
      .add(a.derivative().mul(b.derivative()).mul(2))
      .add(a.mul(b.derivative(2))),
  ]),
  law("(a/b)' = (a'b − ab')/b²", any, (a, b) => [
    a.div(b).derivative(),
    a.derivative().mul(b).sub(a.mul(b.derivative())).div(b.sqr()),
  ]),
  law('∫ a = a where a is a derivative', any, (a) => [a.derivative().integral(a.coefficient(0)), a]),
  law('(∫ a)′ = a', any, (a) => [a.integral().derivative(), a]),
  law("(exp a)' = a' exp a", any, (a) => [a.exp().derivative(), a.derivative().mul(a.exp())]),
  law("(log a)' = a'/a", positive, (a) => [a.log().derivative(), a.derivative().div(a)]),
  law("(sin a)' = a' cos a", any, (a) => [a.sin().derivative(), a.derivative().mul(a.cos())]),
  law("(atan a)' = a'/(1 + a²)", any, (a) => [a.atan().derivative(), a.derivative().div(a.sqr().add(1))]),
  law("(asin a)'² (1 − a²) = a'²", [0], (a) => [a.asin().derivative().sqr().mul(a.sqr().neg().add(1)), a.derivative().sqr()]),
  law("(tan a)' = a' (1 + tan² a)", any, (a) => [a.tan().derivative(), a.derivative().mul(a.tan().sqr().add(1))]),
  law("(a^2.5)' = 2.5 a^1.5 a'", positive, (a) => [a.pow(2.5).derivative(), a.pow(1.5).mul(a.derivative()).mul(2.5)]),

  law('a shifted there and back is a', any, (a) => [a.shift(0.5).shift(-0.5), a]),
];

/** Series without constant terms, to be put into one another. */
const compositions: readonly { readonly name: string; readonly sides: (a: S, b: S, c: S) => readonly [S, S] }[] = [
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

  test.each(laws)('$name', (law) => {
    atEachStart(subject, law, (start) => check(...law.sides<unknown, S>(sample(start, 1), sample(1.5, 2), sample(-0.5, 3))));
  });

  test.each(calculus)('$name', (law) => {
    // these hold with stand-ins at all of their starts
    atEachStart(subject, { name: law.name, starts: law.starts }, (start) =>
      check(...law.sides(sample(start, 1), sample(1.5, 2))),
    );
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
