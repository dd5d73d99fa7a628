import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { FormulaError } from '../../src/formula/error.js';
import { floatValues } from '../../src/formula/float.js';
import { parse } from '../../src/formula/parse.js';
import { toText } from '../../src/formula/print.js';
import { arity, type FunctionName, isIndexed } from '../../src/series/functions.js';

/** The value of a formula at x = 1.5, y = −0.75, z = 3. */
const point = { x: 1.5, y: -0.75, z: 3 };
function value(text: string): number {
  const { dag, root } = parse(text, { variables: ['x', 'y', 'z'] });
  return floatValues(dag, [root], [point.x, point.y, point.z])[0]!;
}

function rejection(text: string, options = {}): FormulaError {
  try {
    parse(text, options);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('parsing: precedence', () => {
  const { x, y, z } = point;
  test.each([
    ['x + y*z', x + y * z],
    ['x - y - z', x - y - z],
    ['x/y/z', x / y / z],
    ['x/y*z', (x / y) * z],
    ['x - (y - z)', x - (y - z)],
    ['-x^2', -(x ** 2)],
    ['(-x)^2', (-x) ** 2],
    ['-x*z', -x * z],
    ['2^-x', 2 ** -x],
    ['2^3^2', 512],
    ['x**2**3', x ** 8],
    ['-2^2', -4],
    ['x^-1', 1 / x],
    ['- - x', x],
    ['+-+x', -x],
    ['x--y', x - -y],
    ['x*-y', x * -y],
    ['x^-y^2', x ** -(y ** 2)],
    ['2x', 2 * x],
    ['2x^2', 2 * x ** 2],
    ['-2x^2', -2 * x ** 2],
    ['3(x + 1)^2', 3 * (x + 1) ** 2],
    ['2sin(x)', 2 * Math.sin(x)],
    ['x*2z', x * 2 * z],
    ['2pi', 2 * Math.PI],
    ['2e', 2 * Math.E],
    ['2e1', 20],
    ['2e1x', 20 * x],
    ['x²', x ** 2],
    ['x³ + z²', x ** 3 + z ** 2],
    ['-x²', -(x ** 2)],
    ['2x²', 2 * x ** 2],
    ['x¹²', x ** 12],
    ['x²²', x ** 22],
    ['x⁻¹ + z⁰', 1 / x + 1],
    ['-x⁴', -(x ** 4)],
    ['x²^3', x ** 6],
    ['sin(x)²', Math.sin(x) ** 2],
    ['x · z − y × z ÷ x', x * z - (y * z) / x],
    ['  x\n +\ty ', x + y],
  ])('%s', (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12);
  });
});

describe('parsing: numbers, constants and functions', () => {
  test.each([
    ['0.1', 1n, 10n],
    ['.5', 1n, 2n],
    ['5.', 5n, 1n],
    ['8/3', 8n, 3n],
    ['1.25e-2', 1n, 80n],
    ['1E3', 1000n, 1n],
    ['0.1 + 0.2', 3n, 10n],
    ['-2^-2', -1n, 4n],
    ['123456789012345678901234567890', 123456789012345678901234567890n, 1n],
    ['4.9406564584124654e-324', 49406564584124654n, 10n ** 340n],
  ])('%s is exact', (text, num, den) => {
    const { dag, root } = parse(text);
    const { num: n, den: d } = dag.valueOf(root)!;
    expect(n * den).toBe(num * d);
  });

  test('pi and e are themselves unless a variable has the name', () => {
    const dag = new Dag();
    expect(parse('pi', { dag }).root).toBe(dag.pi());
    expect(parse('π', { dag }).root).toBe(dag.pi());
    expect(toText(dag, parse('e', { dag }).root, [])).toBe('exp(1)');
    expect(parse('e', { dag }).variables).toEqual([]);
    expect(parse('e*x', { dag, variables: ['x', 'e'] }).root).toBe(dag.apply('mul', dag.variable(0), dag.variable(1)));
  });

  test('every function of the table is called by its name', () => {
    for (const [name, count] of Object.entries(arity)) {
      if (name === 'select') continue;
      const { dag, root } = parse(`${name}(${[isIndexed(name as FunctionName) ? '2' : 'x', 'y'].slice(0, count).join(', ')})`);
      expect(dag.nodes[root]?.op).toBe(name);
    }
  });

  test.each([
    ['ln(x)', 'log(x)'],
    ['pow(x, 3)', 'x^3'],
    ['square(x)', 'x^2'],
    ['arctan(x)', 'atan(x)'],
    ['arcsin(x)', 'asin(x)'],
    ['arccos(x)', 'acos(x)'],
    ['arsinh(x)', 'asinh(x)'],
    ['arccosh(x)', 'acosh(x)'],
    ['artanh(x)', 'atanh(x)'],
    ['sec(x)', '1/cos(x)'],
    ['csc(x)', '1/sin(x)'],
    ['cot(x)', 'cos(x)/sin(x)'],
    ['sech(x)', '1/cosh(x)'],
    ['csch(x)', '1/sinh(x)'],
    ['coth(x)', 'cosh(x)/sinh(x)'],
  ])('%s is %s', (text, meaning) => {
    const dag = new Dag();
    expect(parse(text, { dag }).root).toBe(parse(meaning, { dag }).root);
  });
});

describe('parsing: names', () => {
  test('variables come in the order in which they appear', () => {
    expect(parse('y - sin(x)*y + z2').variables).toEqual(['y', 'x', 'z2']);
  });

  test('given variables keep their order, used or not', () => {
    const { dag, root, variables } = parse('b', { variables: ['a', 'b', 'c'] });
    expect(variables).toEqual(['a', 'b', 'c']);
    expect(dag.nodes[root]?.index).toBe(1);
  });

  test('names may have letters of any alphabet, digits, _, $ and indices', () => {
    expect(parse('θ + x_1 + $a + x₂ + Ω').variables).toEqual(['θ', 'x_1', '$a', 'x₂', 'Ω']);
    expect(parse('x₂²').variables).toEqual(['x₂']);
  });

  test('names are the same in texts of ASCII characters alone and in others', () => {
    for (const name of ['x', '_', '$', 'a1', 'Z_9$', 'toString', 'sin_1']) {
      expect(parse(`3*${name}`).variables).toEqual([name]);
      expect(parse(`3·${name}`).variables).toEqual([name]);
    }
    const variables = ["x''", "y'"];
    const plain = parse("x'' *\ty'", { variables });
    const other = parse("x'' · y'", { variables });
    expect(toText(plain.dag, plain.root, variables)).toBe(toText(other.dag, other.root, variables));
    for (const text of ['3*#', '3·#', '1_', '@']) expect(() => parse(text)).toThrow(FormulaError);
  });

  test('names of properties every object has are names like others', () => {
    const { dag, root, variables } = parse('__proto__ + constructor*toString');
    expect(variables).toEqual(['__proto__', 'constructor', 'toString']);
    expect(floatValues(dag, [root], [1, 2, 3])).toEqual([7]);
    expect(rejection('constructor(x)').message).toContain("expected a function before '('");
    expect(rejection('hasOwnProperty(x)').message).toContain("expected a function before '('");
    expect(rejection('__proto__', { variables: ['x'] }).message).toContain('expected a known name, got __proto__');
  });
});

describe('parsing: errors show the place and the remedy', () => {
  test.each([
    ['', 0, "a number, a name or '(', got the end of the text"],
    ['x +', 3, 'complete the formula'],
    ['x + * y', 4, "got '*'"],
    ['(x + 1', 6, "close the '(' at character 1"],
    ['x + 1)', 5, "there is no '(' for it"],
    ['x y', 2, 'write * for a product'],
    ['2 3', 2, "expected an operator, got '3'"],
    ['x(y + 1)', 0, 'for a product write x*(…)'],
    ['(x)(y)', 3, 'write * for a product'],
    ['1/2x', 3, 'write /(2*x) or /2*x'],
    ['x/2(y)', 3, 'whichever is meant'],
    ['x^2y', 3, 'write * for a product'],
    ['sin x', 0, 'write sin(x)'],
    ['sin^2(x)', 0, 'write sin(x)'],
    ['Sin(x)', 0, 'write sin in small letters'],
    ['sin(x, y)', 0, '1 argument of sin, got 2'],
    ['pow(x)', 0, '2 arguments of pow, got 1'],
    ['sin()', 0, '1 argument of sin, got 0'],
    ['sin(x,)', 6, "got ')'"],
    ['x % 3', 2, 'write mod(a, b)'],
    ['|x|', 0, 'write abs(x)'],
    ['x & y', 2, 'the word and'],
    ['foo(x)', 0, 'for a product write foo*(…)'],
    ['x = 3', 2, 'write only the right-hand side'],
    ['x < ', 4, 'complete the formula'],
    ['x ? 1', 5, "':' and a value for the other case"],
    ['x < 1 or', 8, 'complete the formula'],
    ['5!', 1, 'the factorial is not part of formulas'],
    ['if(x < 1, 2)', 0, '3 arguments of if, got 2'],
    ['piecewise(x)', 0, 'at least 2 arguments of piecewise, got 1'],
    ['Math.sin(x)', 4, 'without Math.'],
    ['1.2.3', 0, 'a second point'],
    ['0x1F', 0, 'write it in decimal'],
    ['2 + 0b11', 4, 'a binary one; write it in decimal, or 0*b for a product'],
    ['0o17', 0, 'an octal one'],
    ['2*PI*x', 2, 'write pi, or name PI among the variables'],
    ['1 + besselJ(x, 0)', 4, 'a whole number from -10000 to 10000 as the first argument of besselJ, got what is no known number'],
    ['polygamma(3/2, x)', 0, 'a whole number from 0 to 10000 as the first argument of polygamma, got 1.5'],
    [`x${'⁹'.repeat(2000)}`, 1, 'an exponent of at most 1100 digits, got 99999999999999999999…'],
    ['x⁻', 1, 'got "⁻"'],
    ['2 + 1_000*x', 4, 'without separators, got 1_'],
    ['x!', 1, 'factorial'],
    ['[x]', 0, 'use round parentheses'],
    ['x; y', 1, 'write one formula'],
    ['x, y', 1, "expected an operator, got ','"],
    ['√2', 0, 'write sqrt(x)'],
    ['\u0000', 0, 'names and decimal numbers'],
  ])('%j at %i: %s', (text, position, remedy) => {
    const error = rejection(text);
    expect(error.message).toContain(remedy);
    expect(error.message).toMatch(/^formula: expected /);
    expect(error.position).toBe(position);
    expect(error.source).toBe(text);
  });

  test('the message shows the line with a caret under the place', () => {
    expect(rejection('a +\nb c +\nd').message).toBe(
      "formula: expected an operator, got 'c'; write * for a product\n  b c +\n    ^",
    );
  });

  test('an unknown name lists those that are known', () => {
    const error = rejection('x + q', { variables: ['x', 'y'] });
    expect(error.message).toContain('expected a known name, got q; the variables are x, y');
    expect(error.position).toBe(4);
  });

  test('variables are checked themselves', () => {
    expect(() => parse('x', { variables: ['x', 'x'] })).toThrow('formula: expected distinct names, got x twice');
    expect(() => parse('x', { variables: ['sin'] })).toThrow('got the function sin; rename the variable');
    expect(() => parse('x', { variables: ['a b'] })).toThrow('expected a name made of letters, digits and _, got "a b"');
    expect(() => parse(3 as unknown as string)).toThrow('formula: expected a string, got number');
  });
});

describe('parsing: hostile texts', () => {
  test('a text of a million characters is refused before it is looked at', () => {
    expect(rejection('x+'.repeat(500_000)).message).toContain('at most 500000 characters, got 1000000');
  });

  test('the longest sum, product and chain of signs are read', () => {
    expect(floatValues(...rootAt(parse(`${'x+'.repeat(99_999)}x`)), [1])).toEqual([100_000]);
    expect(floatValues(...rootAt(parse(`${'-'.repeat(199_998)}x`)), [1])).toEqual([1]);
    const { dag, root } = parse(`${'x*'.repeat(20_000)}x`);
    expect(floatValues(dag, [root], [1])).toEqual([1]);
  });

  test.each([
    ['parentheses', '('.repeat(100_000), ''],
    ['calls', 'sin('.repeat(40_000), ''],
    ['exponents', '2^'.repeat(90_000), '2'],
    ['signs in exponents', '2^-'.repeat(60_000), '2'],
  ])('%s inside each other end at a depth that fits the stack', (_, open, close) => {
    expect(rejection(open + close).message).toContain('at most 1000 levels');
  });

  test('a thousand levels are fine, closed or not', () => {
    expect(parse(`${'('.repeat(1000)}x${')'.repeat(1000)}`).variables).toEqual(['x']);
    expect(rejection('('.repeat(1000)).message).toContain('a number');
  });

  test.each(['1e999999999', '1e-999999999', '1e1101', `1e${'9'.repeat(1000)}`, '1'.repeat(1101), `0.${'3'.repeat(1101)}`])(
    'the number %s is too long to be written out',
    (text) => {
      expect(rejection(text).message).toMatch(/at most 1100 digits and an exponent within ±1100, got .{1,60};/u);
    },
  );

  test('powers and sums of constants grow no further than a graph allows', () => {
    const tower = parse('9^9^9^9^9');
    expect(tower.dag.nodes.length).toBeLessThan(20);
    const { dag } = parse(Array.from({ length: 20_000 }, (_, i) => `1/${i + 3}`).join('+'));
    expect(Math.max(...dag.nodes.map(({ value: v }) => String(v?.den ?? '').length))).toBeLessThan(2600);
  });

  test('literals of the greatest length are read by the hundred', () => {
    const text = Array.from({ length: 100 }, (_, i) => `${i + 1}.${'7'.repeat(1090)}e-1100`).join('+');
    expect(parse(text).variables).toEqual([]);
  });
});

function rootAt({ dag, root }: { dag: Dag; root: number }): [Dag, number[]] {
  return [dag, [root]];
}

test('an accessor in scope is not run', () => {
  const scope = {
    get f(): never {
      throw new Error('it ran');
    },
  };
  expect(() => parse('f(x)', { scope })).toThrow('a function made by defineFunction in scope for f, got another value');
});

test('a comma for a decimal point is named', () => {
  expect(() => parse('1,5*x')).toThrow("got ','; a decimal point is written as in 1.5");
});

test.each([
  ['x + Infinity', 4, 'finite constants only'],
  ['NaN*x', 0, 'finite constants only'],
  ['x > 0 and true', 10, 'write 1'],
])('%s: what is no variable is named', (text, position, remedy) => {
  try {
    parse(text);
    expect.unreachable();
  } catch (error) {
    expect((error as FormulaError).position).toBe(position);
    expect((error as FormulaError).message).toContain(remedy);
  }
  expect(parse(text, { variables: ['x', 'Infinity', 'NaN', 'true'] }).variables).toContain('x');
});
