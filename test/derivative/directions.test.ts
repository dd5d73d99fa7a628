import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Algebra, Memory } from '../../src/algebra/algebra.js';
import { fractionAlgebra } from '../../src/algebra/fraction.js';
import { algebraOf } from '../../src/algebra/of.js';
import { directionsOf, partialByDirections } from '../../src/derivative/directions.js';
import { partial } from '../../src/derivative/partial.js';
import { scalarTarget } from '../../src/derivative/target.js';
import { formula } from '../../src/formula/formula.js';
import { Interval } from '../../src/interval/interval.js';
import { type Fraction, fraction } from '../../src/number/fraction.js';

const names = ['a', 'b', 'c', 'd'];
const rationalFunction = formula('(a^3*b - c*d + 2)/(1 + a^2 + b*c - d) + a*b^2*c^3*d^2', { variables: names });
const exact = fractionAlgebra as unknown as Algebra<Fraction, Memory>;

describe('partial derivatives by series along lines', () => {
  test('are, exactly, those of the formula differentiated as a graph', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), (alpha) => {
        fc.pre(alpha.some((e) => e > 0) && alpha.filter((e) => e > 0).length > 1 && alpha.reduce((s, e) => s + e) < 7);
        const x = [fraction(1, 2), fraction(-1, 3), fraction(2), fraction(3, 5)];
        const along = partialByDirections(exact, scalarTarget('partial', rationalFunction, 4), x, alpha).value;
        expect(String(along)).toBe(String(byGraph(x, alpha)));
      }),
      { numRuns: 25 },
    );
  });

  test('numbers agree to rounding, on both sides of the choice', () => {
    const f = formula('exp(a*b + c*d)*sin(a + d)/(1 + b^2 + c*a)', { variables: names });
    const x = [0.1, 0.2, 0.3, 0.4];
    const { algebra } = algebraOf('partial', x);
    for (const alpha of [
      [1, 1, 0, 0],
      [2, 1, 1, 0],
      [1, 1, 1, 1],
      [2, 2, 2, 2],
      [3, 0, 3, 0],
      [5, 1, 0, 1],
    ]) {
      const along = partialByDirections(algebra, scalarTarget('partial', f, 4), x, alpha).value;
      expect(Math.abs(partial(f, x, alpha) / along - 1), `${alpha}`).toBeLessThan(1e-12);
    }
  });

  test('one derivative in each of twelve variables is a matter of two thousand lines', () => {
    const many = Array.from({ length: 12 }, (_, i) => `x${i}`);
    const f = formula(`sin(${many.join('*')}) + exp(${many.join(' + ')})`, { variables: many });
    const ones = many.map(() => 1);
    expect(directionsOf(ones)).toBe(2048);
    // the product's share is cubic in it and higher but for the first term, which gives 1
    expect(
      partial(
        f,
        many.map(() => 0),
        ones,
      ),
    ).toBeCloseTo(2, 10);
  });

  test('enclosures go by the algebra in many variables', () => {
    const f = formula('exp(a*b*c*d)', { variables: names });
    const got = partial(
      f,
      names.map(() => new Interval(1, 1)),
      [1, 1, 1, 1],
    );
    // with p = a b c d: 1 + 7 p + 6 p² + p³ times e^p
    expect(got.contains(15 * Math.E)).toBe(true);
    expect(got.wid()).toBeLessThan(1e-12);
    expect(partial(f, [1, 1, 1, 1], [1, 1, 1, 1])).toBeCloseTo(15 * Math.E, 11);
    expect(partial(f, [1, 1, 1, 1], [0, 0, 0, 0])).toBe(Math.E);
  });
});

/** By derivatives of the formula's graph, one variable after the other: neither lines nor jets. */
function byGraph(x: readonly Fraction[], alpha: readonly number[]): Fraction {
  let f = rationalFunction;
  alpha.forEach((e, v) => {
    for (let i = 0; i < e; i++) f = f.derivative(names[v]!);
  });
  return f.evaluate(x);
}
