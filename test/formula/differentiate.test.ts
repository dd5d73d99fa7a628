import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { differentiate } from '../../src/formula/differentiate.js';
import { floatFunctions, floatValues } from '../../src/formula/float.js';
import { formula } from '../../src/formula/formula.js';
import { parse } from '../../src/formula/parse.js';
import { interval } from '../../src/interval/interval.js';
import { arity, type FunctionName } from '../../src/series/functions.js';
import { build, expressions } from './expressions.js';

/** f′(x) by central differences with Richardson's extrapolation, error about h⁴ and rounding over h. */
function difference(f: (x: number) => number, x: number): number {
  const h = 1e-3;
  const central = (step: number): number => (f(x + step) - f(x - step)) / (2 * step);
  return (4 * central(h / 2) - central(h)) / 3;
}

describe('symbolic derivatives', () => {
  test.each(Object.keys(arity).filter((name) => arity[name as FunctionName] === 1))('%s has the slope of its graph', (name) => {
    const points =
      name === 'lambertWm1'
        ? [-0.3, -0.2, -0.05]
        : name === 'acosh'
          ? [1.3, 2.5, 4]
          : name === 'atanh' || name.startsWith('a')
            ? [0.1, 0.4, 0.7]
            : [0.2, 0.9, 1.4];
    const f = formula(`${name}(x)`);
    for (const x of points) {
      const expected = difference((at) => floatFunctions[name as FunctionName](at, 0), x);
      expect(floatValues(f.dag, [f.derivative().root], [x])[0]! - expected).toBeCloseTo(
        0,
        8 - Math.ceil(Math.log10(1 + Math.abs(expected))),
      );
    }
  });

  test.each([
    ['x + y', '1'],
    ['x - y', '1'],
    ['y - x', '-1'],
    ['x*y', 'y'],
    ['x/y', '1/y'],
    ['y/x', '-(y/x)/x'],
    ['x^3', '3*x^2'],
    ['x^(1/3)', '1/3*x^(-2/3)'],
    ['x^-1', '-(x^-2)'],
    ['2^x', '2^x*log(2)'],
    ['x^y', 'y*x^(y - 1)'],
    ['y^x', 'y^x*log(y)'],
    ['y', '0'],
    ['pi', '0'],
    ['exp(2x)', '2*exp(2x)'],
    ['sin(y)', '0'],
  ])('of %s is %s', (text, expected) => {
    const dag = new Dag();
    const variables = ['x', 'y'];
    const [slope] = differentiate(dag, [parse(text, { dag, variables }).root], 0);
    expect(floatValues(dag, [slope!], [1.7, 2.3])[0]).toBeCloseTo(
      floatValues(dag, [parse(expected, { dag, variables }).root], [1.7, 2.3])[0]!,
      12,
    );
  });

  test('an integer power of a negative number has one too', () => {
    const f = formula('x^3 + x^-2');
    expect(floatValues(f.dag, [f.derivative().root], [-2])[0]).toBe(12 + 0.25);
  });

  test('a power that is 1 has the derivative 0 also at 0, and none where it has no value', () => {
    const slopeAt = (text: string, x: number): number => formula(text).derivative().evaluate([x]);
    expect(slopeAt('x^0', 0)).toBe(0);
    expect(slopeAt('sin(x)^(1 - 1)', 0)).toBe(0);
    expect(slopeAt('log(x)^0', -1)).toBeNaN();
    expect(
      `${formula('x^(0/4)')
        .derivative()
        .evaluate([interval(-1, 1)])}`,
    ).toBe('[0, 0]');
  });

  test('of random formulas agree with differences', () => {
    let compared = 0;
    const smooth: FunctionName[] = ['add', 'sub', 'mul', 'neg', 'sqr', 'sin', 'cos', 'atan', 'exp', 'tanh', 'div', 'asinh'];
    fc.assert(
      fc.property(expressions(2, smooth), fc.double({ min: 0.3, max: 1.2, noNaN: true }), (expression, x) => {
        const dag = new Dag();
        const root = build(dag, expression);
        const f = (at: number): number => floatValues(dag, [root], [at, 0.6])[0]!;
        const [slope] = differentiate(dag, [root], 0);
        const value = floatValues(dag, [slope!], [x, 0.6])[0]!;
        const expected = difference(f, x);
        // Only where the graph is tame enough for a difference to mean anything.
        if (!(Math.abs(f(x)) < 1e3 && Math.abs(expected) < 1e3 && Math.abs(difference(f, x + 1e-3) - expected) < 1e-1)) return;
        expect(Math.abs(value - expected)).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
        compared++;
      }),
      { numRuns: 500, seed: 7 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  test('a derivative shares the formula and stays small', () => {
    let dag = new Dag();
    let root = dag.variable(0);
    for (let i = 0; i < 200; i++) root = dag.apply('sin', dag.apply('mul', root, dag.apply('exp', root)));
    const before = dag.nodes.length;
    differentiate(dag, [root], 0);
    expect(dag.nodes.length).toBeLessThan(4 * before);
    dag = new Dag();
  });

  test('a chain of a hundred thousand operations is no deeper than any other', () => {
    const dag = new Dag();
    let root = dag.variable(0);
    for (let i = 0; i < 20_000; i++) root = dag.apply('sin', root);
    expect(differentiate(dag, [root], 0).length).toBe(1);
  });

  test('higher derivatives of a formula follow each other', () => {
    const third = formula('x^5').derivative().derivative().derivative().simplify();
    expect(String(third)).toBe('60*x^2');
    expect(String(formula('x*y').derivative('y'))).toBe('x');
    expect(() => formula('x*y').derivative('z')).toThrow(
      'derivative: expected a variable of the formula, got z; the variables are x, y',
    );
    expect(() => formula('3').derivative()).toThrow('derivative: expected a variable of the formula, got none');
  });
});
