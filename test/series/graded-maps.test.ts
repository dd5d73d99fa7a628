import { describe, expect, test } from 'vitest';
import { type Fraction, fraction } from '../../src/number/fraction.js';
import { lieBracket, lieSeries, poissonBracket } from '../../src/series/bracket.js';
import { implicitSeries } from '../../src/series/implicit-series.js';
import { revertMap } from '../../src/series/revert-map.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';

type S = SeriesN<Fraction>;
type Options = { order?: number; weights?: number[]; orders?: number[] };

const made = (count: number, options: Options): S[] =>
  variables(
    Array.from({ length: count }, () => fraction(0)),
    options as { order: number },
  );

/** Every coefficient that is claimed is that of the same computation to a total degree so high that it is known there too. */
function expectKnown(claimed: readonly S[], truth: readonly S[]): void {
  claimed.forEach((f, i) => {
    for (let m = 0; m < f.space.size; m++) {
      const exponents = f.space.exponentsOf(m);
      expect(`${exponents}: ${f.coefficient(exponents)}`).toBe(`${exponents}: ${truth[i]!.coefficient(exponents)}`);
    }
  });
}

const weightings = [
  [1, 2],
  [2, 1],
  [2, 3],
  [1, 1],
  [3, 3],
];

describe('brackets', () => {
  const f = ([q, p]: readonly S[]): S => q!.pow(2).add(p!.pow(3)).add(q!.mul(p!)).add(q!.pow(4).mul(p!)).add(p!.pow(5));
  const g = ([q, p]: readonly S[]): S =>
    q!
      .mul(p!.pow(2))
      .add(q!.pow(3))
      .add(p!)
      .add(q!.pow(5).mul(p!.pow(2)));

  test.each(weightings)('know with weights %i, %i what they know to a high total degree', (...weights) => {
    const [own, all] = [made(2, { order: 8, weights }), made(2, { order: 24 })];
    const bracket = poissonBracket(f(own), g(own), { q: ['x'], p: ['y'] });
    const truth = poissonBracket(f(all), g(all), { q: ['x'], p: ['y'] });
    expectKnown([bracket], [truth]);
    expect(bracket.order).toBeGreaterThanOrEqual(8 - weights[0]! - weights[1]!);
    expectKnown(lieBracket([f(own), g(own)], [g(own), f(own)]), lieBracket([f(all), g(all)], [g(all), f(all)]));
  });

  test('know with bounds of single exponents what both factors do', () => {
    const [own, all] = [made(2, { orders: [4, 3] }), made(2, { order: 24 })];
    const bracket = poissonBracket(f(own), g(own));
    expectKnown([bracket], [poissonBracket(f(all), g(all))]);
    expect(bracket.space.size).toBe(4 * 3);
    expectKnown(lieBracket([f(own), g(own)], [g(own), f(own)]), lieBracket([f(all), g(all)], [g(all), f(all)]));
  });

  test('series of Lie in variables with weights', () => {
    const field = ([x, y]: readonly S[]): S[] => [x!.mul(y!).add(x!.pow(4)), y!.sqr().add(x!.pow(3)).add(x!.mul(y!))];
    const [own, all] = [made(2, { order: 7, weights: [1, 2] }), made(2, { order: 9 })];
    const shifted = lieSeries(field(own), own[1]!);
    expect(shifted.order).toBe(7);
    expectKnown([shifted], [lieSeries(field(all), all[1]!)]);
    expect(() => lieSeries([own[0]!.sqr(), own[0]!.sqr()], own[0]!)).toThrow(
      'lieSeries: expected a generator whose flow is near the identity, a field that starts with degree 3 in y, got one that starts with degree 2',
    );
    const [u, v] = made(2, { orders: [3, 3] });
    expect(() => lieSeries([u!.pow(2), v!.pow(2)], u!)).toThrow(
      'lieSeries: expected series up to a degree, got exponents up to (3, 3); each of the derivatives in the sum would know one exponent less',
    );
  });
});

describe('inverses of maps', () => {
  test.each([
    [1, 2],
    [2, 2],
    [1, 1],
  ])('in variables of weights %i, %i', (...weights) => {
    const map = ([x, y]: readonly S[]): S[] => [
      x!.mul(2).add(x!.sqr()).add(x!.mul(y!)).sub(y!.pow(3)),
      y!.sub(x!.sqr()).add(x!.pow(3)).add(y!.sqr().mul(3)),
    ];
    const [own, all] = [made(2, { order: 8, weights }), made(2, { order: 8 })];
    const inverse = revertMap(map(own));
    expect(inverse.map(({ order }) => order)).toEqual([8, 8]);
    expectKnown(inverse, revertMap(map(all)));
    const identity = map(own).map((f) => f.compose(inverse));
    expect(identity.map(String)).toEqual(own.map((x) => String(x)));
  });

  test('a triangular linear part, and one that mixes weights, which is refused', () => {
    const [x, y] = made(2, { order: 6, weights: [1, 3] });
    const [p, q] = made(2, { order: 6 });
    const triangular = ([a, b]: readonly S[]): S[] => [a!.add(b!).add(a!.sqr()), b!.add(a!.mul(b!)).sub(a!.pow(4))];
    expectKnown(revertMap(triangular([x!, y!])), revertMap(triangular([p!, q!])));
    expect(() => revertMap([x!, y!.add(x!)])).toThrow(
      new RangeError(
        'revertMap: expected a series that starts with degree 3, the weight of y, or higher in place 1, got one that starts with degree 1; its inverse mixes ' +
          'weights, so make the variables without',
      ),
    );
    const low = made(2, { order: 2, weights: [1, 3] });
    expect(() => revertMap(low)).toThrow('revertMap: expected series of order ≥ 3, got order 2; expand to a higher order');
    const [u, v] = made(2, { orders: [3, 3] });
    expect(() => revertMap([u!, v!])).toThrow(
      'revertMap: expected series up to a degree, got exponents up to (3, 3); a map does not keep to such bounds',
    );
  });
});

describe('implicit functions', () => {
  const equation = ([x, y, z]: readonly S[]): S =>
    z!
      .add(z!.sqr())
      .sub(x!.mul(2))
      .add(x!.mul(z!))
      .sub(y!)
      .add(y!.mul(z!.pow(2)))
      .add(y!.sqr());

  test.each([
    [1, 2, 1],
    [2, 3, 1],
    [2, 3, 2],
    [2, 2, 2],
  ])('in variables of weights %i, %i, for an unknown of weight %i', (...weights) => {
    const [own, all] = [made(3, { order: 7, weights }), made(3, { order: 7 })];
    const [z] = implicitSeries([equation(own)], ['z']);
    expect(z!.order).toBe(7);
    expect(z!.space.weights).toEqual(weights.slice(0, 2));
    expectKnown([z!], implicitSeries([equation(all)], ['z']));
  });

  test('of unknowns heavier than a variable and with bounds of single exponents there is a clear refusal', () => {
    const [x, y, z] = made(3, { order: 7, weights: [1, 2, 2] });
    expect(() => implicitSeries([equation([x!, y!, z!])], ['z'])).toThrow(
      'implicitSeries: expected unknowns no heavier than any variable, got weights 2 and 1',
    );
    expect(() => implicitSeries([equation(made(3, { orders: [3, 3, 3] }))], ['z'])).toThrow(
      'implicitSeries: expected series up to a degree, got exponents up to (3, 3, 3); the unknowns do not keep to such bounds',
    );
  });
});
