import { describe, expect, test } from 'vitest';
import type { SpaceOptions } from '../../src/series/extent.js';
import { Space } from '../../src/series/space.js';
import { variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

describe.each([
  [1, 6],
  [2, 5],
  [3, 4],
  [6, 3],
  [2, 0],
])('a space of %i variables and order %i', (variables, order) => {
  const space = new Space(variables, order);
  const exponentsOf = (i: number): number[] => space.exponentsOf(i);
  const degreeOf = (i: number): number => exponentsOf(i).reduce((sum, e) => sum + e, 0);

  test('has C(variables + order, order) monomials, in blocks of equal degree', () => {
    expect(space.size).toBe(binomial(variables + order, order));
    expect(space.first).toHaveLength(order + 2);
    for (let degree = 0; degree <= order; degree++) {
      expect(space.first[degree + 1]! - space.first[degree]!).toBe(binomial(variables - 1 + degree, degree));
      for (let i = space.first[degree]!; i < space.first[degree + 1]!; i++) expect(degreeOf(i)).toBe(degree);
    }
  });

  test('finds each monomial by its exponents, and none above the order', () => {
    for (let i = 0; i < space.size; i++) expect(space.indexOf(exponentsOf(i))).toBe(i);
    expect(space.indexOf([order + 1, ...new Array<number>(variables - 1).fill(0)])).toBeUndefined();
  });

  test('knows where the product of two monomials lies', () => {
    for (let i = 0; i < space.size; i++) {
      const targets = space.targets(i);
      expect(targets).toHaveLength(space.first[order - degreeOf(i) + 1]!);
      targets.forEach((target, j) => {
        const f = exponentsOf(j);
        expect(exponentsOf(target)).toEqual(exponentsOf(i).map((e, v) => e + f[v]!));
      });
    }
  });
});

describe.each([
  [2, 7, { weights: [2, 3] }],
  [3, 6, { weights: [1, 2, 4] }],
  [2, 5, { orders: [1, Infinity] }],
  [3, Infinity, { orders: [2, 0, 1] }],
  [2, 6, { weights: [1, 3], orders: [4, 1] }],
])('a space of %i variables and order %d with %o', (variables, order, options: SpaceOptions) => {
  const space = new Space(variables, order, options);
  const { weights = [1, 1, 1], orders = [Infinity, Infinity, Infinity] } = options;
  const degreeOf = (e: readonly number[]): number => e.reduce((sum, n, v) => sum + n * weights[v]!, 0);
  const keeps = (e: readonly number[]): boolean => degreeOf(e) <= order && e.every((n, v) => n <= orders[v]!);
  const all = Array.from({ length: space.size }, (_, i) => space.exponentsOf(i));

  test('has the monomials within its bounds, each once, in order of degree', () => {
    const within = (prefix: number[]): number[][] =>
      prefix.length === variables ? [prefix].filter(keeps) : Array.from({ length: 8 }, (_, e) => within([...prefix, e])).flat();
    expect(all.map(String).sort()).toEqual(within([]).map(String).sort());
    all.forEach((e, i) => {
      expect(space.indexOf(e)).toBe(i);
      expect(i >= space.first[degreeOf(e)]! && i < space.first[degreeOf(e) + 1]!).toBe(true);
    });
    expect(space.first).toHaveLength(space.order + 2);
  });

  test('knows the partners of each monomial and where their products lie', () => {
    all.forEach((e, i) => {
      const runs = space.runs(i);
      const partners = new Set<number>();
      for (let r = 0; r < runs.length; r += 2) for (let j = runs[r]!; j < runs[r + 1]!; j++) partners.add(j);
      all.forEach((f, j) => {
        const product = e.map((n, v) => n + f[v]!);
        expect(partners.has(j)).toBe(keeps(product));
        expect(space.productOf(i, j)).toBe(keeps(product) ? space.indexOf(product) : undefined);
        if (keeps(product)) expect(space.targets(i)[j]).toBe(space.indexOf(product));
      });
      if (space.hasPrefixes) expect([...runs]).toEqual([0, partners.size]);
    });
  });
});

describe('equality of spaces', () => {
  test('is that of their monomials, however the bounds are given', () => {
    expect(Space.of(2, 9, { orders: [2, 1] })).toBe(Space.of(2, Infinity, { orders: [2, 1] }));
    expect(Space.of(2, 3, { orders: [3, 7], weights: [1, 1] })).toBe(Space.of(2, 3));
    expect(new Space(2, 3).equals(Space.of(2, 3))).toBe(true);
    expect(new Space(2, 3).equals(new Space(2, 3, { weights: [1, 2] }))).toBe(false);
    expect(new Space(2, 3).equals(new Space(2, 3, { orders: [1, 3] }))).toBe(false);
  });
});

describe('misuse of a space', () => {
  test('numbers that are no sizes are refused by name', () => {
    expect(() => new Space(0, 3)).toThrow(new RangeError('Space: expected a whole number of variables ≥ 1, got 0'));
    expect(() => new Space(2, -1)).toThrow(new RangeError('Space: expected an integer order ≥ 0, got -1'));
    expect(() => new Space(2, 1.5)).toThrow(new RangeError('Space: expected an integer order ≥ 0, got 1.5'));
    expect(() => new Space(2, Infinity, { orders: [1, Infinity] })).toThrow('expected an integer order ≥ 0, got Infinity');
    expect(() => new Space(2, 3, { weights: [1, 0] })).toThrow(
      new RangeError('Space: expected 2 weights, whole numbers ≥ 1, got (1, 0)'),
    );
    expect(() => new Space(2, 3, { orders: [1] })).toThrow(
      new RangeError('Space: expected 2 orders, whole numbers ≥ 0 or Infinity, got (1)'),
    );
  });
});

test('a space whose tables would not fit is refused at once', () => {
  expect(() => Space.of(50, 20)).toThrow(
    /^Space: expected fewer monomials, got 1618846036626\d+ up to degree 20 in 50 variables, with \S+ products; lower the order, or bound exponents by orders$/,
  );
  expect(() => Space.of(1, 70000)).toThrow('Space: expected exponents up to 65535, got 70000');
  expect(() => Space.of(40, 80, { orders: new Array<number>(40).fill(2) })).toThrow('Space: expected fewer monomials');
  // what the counting allows is counted right: a box, and weights
  expect(Space.of(7, 7, { orders: new Array<number>(7).fill(1) }).size).toBe(128);
  expect(Space.of(2, 60000, { orders: [1, 0] }).size).toBe(2);
});

describe('what is shared cannot be changed', () => {
  test('a space, on which all series of its shape rely, takes no assignment', () => {
    const space = Space.of(2, 3);
    expect(Object.isFrozen(space)).toBe(true);
    for (const key of ['order', 'variables', 'size', 'weights', 'orders', 'first', 'hasPrefixes', 'pairs'] as const) {
      expect(() => Object.assign(space, { [key]: 7 })).toThrow(TypeError);
    }
    for (const list of [space.weights, space.orders, space.first]) {
      expect(() => (list as number[]).push(7)).toThrow(TypeError);
    }
    space.exponentsOf(1)[0] = 7;
    expect([Space.of(2, 3).order, Space.of(2, 3).exponentsOf(1)]).toEqual([3, [1, 0]]);
  });

  test('nor does what a series says of itself', () => {
    const s = variable(1, { order: 2 });
    const [x] = variables([1, 2], { order: 2 });
    for (const key of ['order', 'center', 'depth', 'coefficients']) {
      expect(() => Object.assign(s, { [key]: 7 })).toThrow(TypeError);
      expect(() => Object.assign(x!, { [key]: 7 })).toThrow(TypeError);
    }
    for (const key of ['space', 'names']) expect(() => Object.assign(x!, { [key]: 7 })).toThrow(TypeError);
    for (const list of [x!.center, x!.names]) expect(() => (list as unknown[]).push(7)).toThrow(TypeError);
    // what is handed out is a copy
    s.coefficients[0] = 7;
    x!.coefficients[0] = 7;
    expect([s.coefficient(0), x!.coefficient([0, 0])]).toEqual([1, 1]);
  });
});

test('the degree may be without bound where exponents have one', () => {
  const names = variables([0, 0], { order: Infinity, orders: [1, 2] });
  expect(names.map(String)).toEqual(variables([0, 0], { orders: [1, 2] }).map(String));
  expect(() => variables([0, 0], { order: Infinity })).toThrow(
    new RangeError('variables: expected an integer order ≥ 0, got Infinity'),
  );
  expect(() => variables([0, 0], { order: Infinity, orders: [1, Infinity] })).toThrow(
    'Space: expected an integer order ≥ 0, got Infinity',
  );
});

test('tables of bounded exponents are made without going through all pairs of names', () => {
  // 8281 monomials, of which 34 million pairs are in the tables
  const space = new Space(2, 180, { orders: [90, 90] });
  const [i, j] = [space.indexOf([40, 3])!, space.indexOf([17, 80])!];
  expect(space.productOf(i, j)).toBe(space.indexOf([57, 83]));
  expect(space.productOf(i, space.indexOf([51, 0])!)).toBeUndefined();
});
