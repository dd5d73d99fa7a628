import { describe, expect, test } from 'vitest';
import { derivative } from '../../src/derivative/derivative.js';
import { floatValues } from '../../src/formula/float.js';
import { type Formula, formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { fraction } from '../../src/number/fraction.js';
import { arity, type FunctionName, isIndexed } from '../../src/series/functions.js';

describe('a formula', () => {
  test('is read from a text or from a plain function', () => {
    const text = formula('sin(x)*y^2');
    const fn = formula((x: number, y: number) => Math.sin(x) * y ** 2);
    expect([text.variables, fn.variables]).toEqual([
      ['x', 'y'],
      ['x', 'y'],
    ]);
    expect(String(fn)).toBe(String(text));
    expect(formula('b', { variables: ['a', 'b'] }).variables).toEqual(['a', 'b']);
    const k = 2;
    expect(String(formula((x: number) => k * x, { scope: { k } }))).toBe('2*x');
  });

  test('is not what is neither, nor a function of several results', () => {
    expect(() => formula(7 as unknown as string)).toThrow('formula: expected a text or a plain function, got number');
    expect(() => formula((x: number) => [x, x] as unknown as number)).toThrow(
      'formula: expected a function with one number as its result, got 2; use system for several',
    );
  });

  test('cannot be changed', () => {
    const f = formula('x');
    expect(() => (f.variables as string[]).push('y')).toThrow(TypeError);
  });

  test('is combined with others by name', () => {
    const f = formula('x + y');
    expect(String(f.mul('y - z'))).toBe('(x + y)*(y - z)');
    expect(f.mul('y - z').variables).toEqual(['x', 'y', 'z']);
    expect(String(f.sub(1).div(f))).toBe('(x + y - 1)/(x + y)');
    expect(String(f.pow('1/3'))).toBe('(x + y)^(1/3)');
    expect(String(f.neg().add(f))).toBe('x + y + (-(x + y))');
    expect(f.add('y').variables).toEqual(['x', 'y']);
    expect(f.add('y').dag).toBe(f.dag);
    expect(String(formula('2').add('x'))).toBe('2 + x');
    expect(() => f.add(Infinity)).toThrow('add: expected a finite number, got Infinity');
    expect(() => f.mul({} as unknown as number)).toThrow('mul: expected a formula, a text or a number, got object');
  });

  test('has every function of the table as a method', () => {
    const f = formula('x');
    const methods = f as unknown as Record<string, (...others: (Formula | number)[]) => Formula>;
    for (const name of Object.keys(arity) as FunctionName[]) {
      const made = methods[name]!.call(f, isIndexed(name) ? 2 : formula('y'), formula('z'));
      expect(made.dag.nodes[made.root]?.op).toBe(name);
    }
  });

  test('is a text where a text is asked for, and an error where a number is', () => {
    const f = formula('x + 1');
    expect(`${f}`).toBe('x + 1');
    expect(() => (f as unknown as number) * 2).toThrow('use its methods, f.add(g) or f.mul(2)');
    expect(() => (f as unknown as number) > 2).toThrow('formula: expected a number for an operator, got a formula');
  });

  test('knows what it depends on', () => {
    expect(formula('y*0 + z', { variables: ['x', 'y', 'z'] }).dependencies()).toEqual(['y', 'z']);
    expect(formula('1').dependencies()).toEqual([]);
  });

  test('keeps its value through text, simplification and code', () => {
    const f = formula('exp(sin(x))*log(1 + x^2)');
    const value = floatValues(f.dag, [f.root], [0.3])[0]!;
    const simple = f.simplify();
    expect(floatValues(simple.dag, [simple.root], [0.3])[0]).toBe(value);
    expect((new Function(`return ${f.toJavaScript()}`)() as (x: number) => number)(0.3)).toBe(value);
    expect(formula(String(f)).evaluate([0.3])).toBe(f.evaluate([0.3]));
  });

  test('powers whose exponent varies have the digits that Math.pow has', () => {
    for (const y of [3, 7, 20, 64, 200]) {
      expect(formula('10^x').evaluate([y])).toBe(Number(`1e${y}`));
      expect(formula('2^x').evaluate([y])).toBe(2 ** y);
      expect(Math.abs(formula('x^y').evaluate([10, y]) / Number(`1e${y}`) - 1)).toBeLessThan(2 ** -52);
    }
    expect(formula('x^y').evaluate([-2, 2])).toBeNaN();
    expect(formula('x^y').evaluate([0, 2])).toBe(0);
    expect(formula('e^x').toString()).toBe('exp(x)');
  });
});

test('a power of a known base has the values that powers of whole numbers have', () => {
  for (const [base, n] of [
    ['3', 1],
    ['3', 2],
    ['7', 5],
    ['0.5', 3],
  ] as const) {
    const f = formula(`${base}^x`);
    expect(f.evaluate([n])).toBe(Number(base) ** n);
    for (const backend of ['interpreter', 'wasm', 'javascript'] as const)
      expect(f.compile({ backend })([n])).toBe(Number(base) ** n);
    const enclosed = f.evaluate([interval(n)]);
    expect(enclosed.contains(Number(base) ** n)).toBe(true);
    expect(enclosed.wid()).toBeLessThan(1e-11);
  }
  // trunc(3^1) was 2
  expect(formula('trunc(3^x)').evaluate([1])).toBe(3);
});

test.each([
  ['cos', 'sin'],
  ['sin', 'cos'],
  ['cosh', 'sinh'],
])('over fractions %s says in its own name that it is not rational, with %s beside it or not', (name, other) => {
  const says = `${name}: expected a fraction at which ${name} is rational`;
  for (const text of [`${name}(x)`, `x + ${name}(x)*${other}(x)`, `${name}(1) + x`]) {
    expect(() => formula(text).evaluate([fraction(1)])).toThrow(says);
    expect(() => derivative(text, fraction(1))).toThrow(says);
  }
});

test('over fractions a function has its value where the function that its derivative needs has none', () => {
  expect(String(formula('cospi(x)').evaluate([fraction(1, 3)]))).toBe('1/2');
  expect(String(formula('sinpi(x) + x*cospi(0)').evaluate([fraction(1, 6)]))).toBe('2/3');
  expect(() => formula('cospi(x) + sinpi(x)').evaluate([fraction(1, 3)])).toThrow('sinpi: expected a fraction');
  // cos πx has the slope −π sin πx, which is not rational at 1/3
  expect(() => derivative('cospi(x)', fraction(1, 3))).toThrow('expected a fraction');
});
