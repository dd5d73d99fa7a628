import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import { revertMap } from '../../src/series/revert-map.js';
import type { Series } from '../../src/series/series.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

// Identities of formal power series, exactly, for whatever rational coefficients.

const rational = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 })).map(([p, q]) => fraction(p, q));
const t = variable(fraction(0), { order: 6 });
const [x, y] = variables([fraction(0), fraction(0)], { order: 4 }) as [SeriesN<Fraction>, SeriesN<Fraction>];
const settings = { numRuns: 25, endOnFailure: true };

/** A series with a given constant term, and a nonzero coefficient of t. */
const inOne = (start: number): fc.Arbitrary<Series<Fraction>> =>
  fc
    .tuple(
      rational.filter((c) => c.num !== 0n),
      fc.array(rational, { minLength: 5, maxLength: 5 }),
    )
    .map(([slope, rest]) => [slope, ...rest].reduceRight((sum, c) => sum.add(c).mul(t), t.constant(0)).add(start));

const inTwo = (start: number): fc.Arbitrary<SeriesN<Fraction>> =>
  fc.array(rational, { minLength: x.space.size, maxLength: x.space.size }).map((cs) =>
    cs.reduce((sum, c, i) => {
      const [p, q] = x.space.exponentsOf(i) as [number, number];
      return i === 0 ? sum : sum.add(x.pow(p).mul(y.pow(q)).mul(c));
    }, x.constant(start)),
  );

const same = (a: { readonly order: number; readonly coefficients: Fraction[] }, b: typeof a): void => {
  expect(a.order).toBe(b.order);
  expect(a.coefficients.map(String)).toEqual(b.coefficients.map(String));
};

describe('power series in one variable', () => {
  test('log(exp a) = a and exp(log b) = b', () => {
    fc.assert(
      fc.property(inOne(0), inOne(1), (a, b) => {
        same(a.exp().log(), a);
        same(b.log().exp(), b);
      }),
      settings,
    );
  });

  test('(f∘g)∘h = f∘(g∘h) and (f∘g)′ = (f′∘g) g′', () => {
    fc.assert(
      fc.property(inOne(2), inOne(0), inOne(0), (f, g, h) => {
        same(f.compose(g).compose(h), f.compose(g.compose(h)));
        same(f.compose(g).derivative(), f.derivative().compose(g).mul(g.derivative()));
      }),
      settings,
    );
  });

  test('reversion undoes composition, and itself', () => {
    fc.assert(
      fc.property(inOne(0), (f) => {
        same(f.revert().compose(f), t);
        same(f.compose(f.revert()), t);
        same(f.revert().revert(), f);
      }),
      settings,
    );
  });

  test('(a b)″ = a″b + 2a′b′ + ab″, (a/b) b = a, ∫a′ = a', () => {
    fc.assert(
      fc.property(inOne(3), inOne(-1), (a, b) => {
        const [a1, b1] = [a.derivative().truncate(4), b.derivative().truncate(4)];
        same(
          a.mul(b).derivative(2),
          a
            .derivative(2)
            .mul(b)
            .add(a1.mul(b1).mul(2))
            .add(a.mul(b.derivative(2))),
        );
        same(a.div(b).mul(b), a);
        same(a.derivative().integral(fraction(3)), a);
      }),
      settings,
    );
  });
});

describe('power series in two variables', () => {
  test('composition is associative and obeys the chain rule', () => {
    fc.assert(
      fc.property(inTwo(1), inTwo(0), inTwo(0), (f, g, h) => {
        const inner = [g, h];
        const other = [h.add(x), g.sub(y)];
        same(f.compose(inner).compose(other), f.compose(inner.map((s) => s.compose(other))));
        const chained = f
          .derivative('x')
          .compose(inner)
          .mul(g.derivative('y'))
          .add(f.derivative('y').compose(inner).mul(h.derivative('y')));
        same(f.compose(inner).derivative('y'), chained);
      }),
      { ...settings, numRuns: 10 },
    );
  });

  test('the inverse of a map undoes it on both sides, and its inverse is the map', () => {
    fc.assert(
      fc.property(inTwo(0), inTwo(0), (g, h) => {
        // a regular linear part whatever the coefficients
        const map = [g.add(x.mul(30)), h.add(y.mul(40))];
        const inverse = revertMap(map);
        same(map[0]!.compose(inverse), x);
        same(inverse[1]!.compose(map), y);
        same(revertMap(inverse)[1]!, map[1]!);
      }),
      { ...settings, numRuns: 10 },
    );
  });
});
