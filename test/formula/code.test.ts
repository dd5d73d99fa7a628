import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJavaScript } from '../../src/formula/code.js';
import { Dag } from '../../src/formula/dag.js';
import { Formula, formula } from '../../src/formula/formula.js';
import { read } from '../../src/formula/read.js';
import { operationCounts, sparsity } from '../../src/formula/structure.js';
import { system } from '../../src/formula/system.js';
import { build, expressions, ordinary } from './expressions.js';

type Numeric = (...values: number[]) => number;

function compiled(source: string): Numeric {
  return new Function(`return ${source}`)() as Numeric;
}

describe('a formula as JavaScript', () => {
  test('computes shared parts once, one statement each', () => {
    expect(formula('sin(x)^2 + sin(x)*y').toJavaScript()).toBe(
      [
        'function f(x, y) {',
        '  const t1 = Math.sin(x);',
        '  const t2 = t1 * t1;',
        '  const t3 = t1 * y;',
        '  const t4 = t2 + t3;',
        '  return t4;',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('has the values of `evaluate`, bit for bit', () => {
    fc.assert(
      fc.property(
        expressions(2, ordinary),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (expression, x, y) => {
          const dag = new Dag();
          const f = new Formula(dag, build(dag, expression), ['x', 'y', 'z']);
          // −0 is 0 for evaluate
          expect(compiled(f.toJavaScript())(x, y, 0.3) + 0).toBe(f.evaluate([x, y, 0.3]));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('has no power of −∞ to a broken exponent, as `evaluate` has none', () => {
    for (const exponent of ['1/3', '-1/3', '5/3']) {
      const f = formula(`log2(x)^(${exponent})`);
      for (const x of [0, 0.5, 1, 8, Infinity]) expect(compiled(f.toJavaScript())(x)).toBe(f.evaluate([x]));
    }
  });

  test('has powers to whole and half exponents by the products of `evaluate`', () => {
    for (const exponent of ['3', '-3', '7', '100', '-1', '1/2', '-1/2', '3/2', '-7/2', '15/2', '0']) {
      const f = formula(`x^(${exponent})`);
      const value = compiled(f.toJavaScript());
      expect(f.toJavaScript()).not.toContain('**');
      for (const x of [-1.3, -0.3, 0.1, 0.7, 1.9, 3e5, -0, 0, Infinity, -Infinity]) expect(value(x) + 0).toBe(f.compile()([x]));
    }
    expect(formula('x^7').toJavaScript()).toBe(
      'function f(x) {\n  const t1 = x * x;\n  const t2 = x * t1;\n  const t3 = t1 * t1;\n  const t4 = t2 * t3;\n  return t4;\n}\n',
    );
  });

  test('reads back as the same formula', () => {
    const dag = new Dag();
    const variables = ['x', 'y'];
    const { root } = formula('exp(-0.1*x^2)*sin(y/3) + sqrt(x)*8/3 - y^(1/3)*pi', { variables });
    const source = formula('exp(-0.1*x^2)*sin(y/3) + sqrt(x)*8/3 - y^(1/3)*pi', { variables });
    expect(root).toBe(source.root);
    const again = read(compiled(source.toJavaScript()), { dag });
    expect(read(compiled(toJavaScript(again.dag, again.roots, variables)), { dag }).roots).toEqual(again.roots);
    expect(again.roots).toEqual(
      read(
        (x: number, y: number) => Math.exp(-0.1 * x ** 2) * Math.sin(y / 3) + (Math.sqrt(x) * 8) / 3 - y ** (1 / 3) * Math.PI,
        { dag },
      ).roots,
    );
  });

  test('names that JavaScript does not allow are changed, and stay distinct', () => {
    const f = formula('new + class + t1*x₂ + f + f_ + __proto__', {
      variables: ['new', 'class', 't1', 'x₂', 'f', 'f_', '__proto__'],
    });
    expect(f.toJavaScript().split('\n')[0]).toBe('function f(new_, class_, t1, x_2082, f_, f__, v__proto__) {');
    expect(compiled(f.toJavaScript())(1, 2, 3, 4, 5, 6, 7)).toBe(33);
    expect(formula('1/3 + x').toJavaScript({ name: 'third' })).toContain('function third(x)');
    expect(formula('7').toJavaScript()).toBe('function f() {\n  return 7;\n}\n');
  });

  test('a system returns an array', () => {
    const field = compiled(system({ x: 'v', v: '-k*x + cos(t)' }, { parameters: { k: 2 } }).toJavaScript()) as unknown as (
      ...values: number[]
    ) => number[];
    expect(field(1, 5, 0, 3)).toEqual([5, -2]);
    expect((compiled(system({ x: '2*x' }).toJavaScript()) as unknown as (x: number) => number[])(3)).toEqual([6]);
  });
});

describe('a formula as C', () => {
  test('needs math.h only and has distinct names', () => {
    expect(formula('exp10(θ) + double^3 + sqr(2e300*out)').toC()).toBe(
      [
        '#include <math.h>',
        '',
        'double f(double _3b8, double double_, double out_) {',
        '  const double t1 = pow(10.0, _3b8);',
        '  const double t2 = double_ * double_;',
        '  const double t3 = double_ * t2;',
        '  const double t4 = t1 + t3;',
        '  const double t5 = 2e+300 * out_;',
        '  const double t6 = t5 * t5;',
        '  const double t7 = t4 + t6;',
        '  return t7;',
        '}',
        '',
      ].join('\n'),
    );
    expect(system({ x: 'y', y: '-x' }).toC({ name: 'field' })).toContain('void field(double x, double y, double out[2]) {');
  });

  test('a power to a broken exponent has no value at −∞, of which C makes ∞', () => {
    expect(formula('x^1.3').toC()).toContain('x > 0.0 ? pow(x, 1.3) : exp(log(x) * 1.3)');
    expect(formula('x^(1/2)*x^(3/2)').toC()).not.toContain('pow');
    expect(system({ x: 'x^(1/3)' }).toC({ taylor: 2 })).toMatch(/> 0\.0 \? pow\(v\d+, 0\.33\d+\) : exp/u);
  });
});

test('functions that a language lacks and others make up are written by those', () => {
  const f = formula('sigmoid(x) + gaussian(y)*sinc(x)', { variables: ['x', 'y'] });
  const value = compiled(f.toJavaScript());
  for (const x of [-800, -2, 0, 0.3, 40, 800]) {
    for (const y of [-3, 0, 0.7]) expect(Math.abs(value(x, y) - f.evaluate([x, y]))).toBeLessThan(1e-15);
  }
  expect(f.toC()).toContain('x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))');
  expect(f.toC()).toContain('x == 0 ? 1 : sin(x) / x');
  expect(system({ x: 'sigmoid(x) - gaussian(x)' }).toC({ taylor: 4 })).toContain('exp(-(');
  expect(() => formula('besselJ(0, x)').toC()).toThrow('toC: expected functions that <math.h> has, got besselJ');
});

describe('the structure of formulas', () => {
  test('operations are counted once where they are shared', () => {
    const f = formula('sin(x)*y + exp(sin(x)) + sin(x)');
    expect(Object.fromEntries(f.operations())).toEqual({ sin: 1, mul: 1, exp: 1, add: 2 });
    expect([...operationCounts(f.dag, [])]).toEqual([]);
  });

  test('the sparsity of a system is that of its Jacobian', () => {
    const lorenz96 = system(
      (...x: number[]) => x.map((_, i) => (x[(i + 1) % 5]! - x[(i + 3) % 5]!) * x[(i + 4) % 5]! - x[i]! + 8),
      {
        states: ['a', 'b', 'c', 'd', 'e'],
      },
    );
    expect(lorenz96.sparsity()).toEqual([
      [0, 1, 3, 4],
      [0, 1, 2, 4],
      [0, 1, 2, 3],
      [1, 2, 3, 4],
      [0, 2, 3, 4],
    ]);
    expect(system({ x: 'k*t', y: 'x - x + y' }, { parameters: { k: 1 } }).sparsity()).toEqual([[], [0, 1]]);
    const { dag, root } = formula('x*z', { variables: ['x', 'y', 'z'] });
    expect(sparsity(dag, [root])).toEqual([[0, 2]]);
  });

  test('a system prints its equations and simplifies them together', () => {
    const made = system({ x: 'x + x', y: 'y*y*y - x' });
    expect(String(made.simplify())).toBe("x' = 2*x\ny' = y^3 - x");
    expect(made.formulas.map(String)).toEqual(['x + x', 'y*y^2 - x']);
    expect(made.formulas[1]!.derivative('y').simplify().toString()).toBe('3*y^2');
  });
});

describe('substitution', () => {
  test('puts formulas, texts and numbers in place of variables', () => {
    const f = formula('x^2 + y*x');
    expect(String(f.substitute({ x: 'sin(t)' }))).toBe('sin(t)^2 + sin(t)*y');
    expect(String(f.substitute({ x: formula('a + b'), y: 2 }))).toBe('(a + b)^2 + 2*(a + b)');
    expect(String(f.substitute({ x: 'y', y: 'x' }))).toBe('y^2 + y*x');
    expect(f.substitute({ x: 'y + z' }).variables).toEqual(['y', 'z']);
    expect(String(f.substitute({}))).toBe(String(f));
    expect(f.substitute({ x: 0.1, y: 0 }).dag.nodes.some(({ value }) => value?.den === 36028797018963968n)).toBe(true);
    expect(() => f.substitute({ z: 1 })).toThrow('substitute: expected a variable of the formula, got z; the variables are x, y');
    expect(() => f.substitute({ x: Number.NaN })).toThrow('substitute: expected a finite number, got NaN');
  });
});
