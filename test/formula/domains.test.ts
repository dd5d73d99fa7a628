import { describe, expect, test } from 'vitest';
import {
  derivative,
  derivatives,
  formula,
  gradient,
  hessian,
  interval,
  jacobian,
  jvp,
  partial,
  taylor,
  tensor,
  variable,
  variables,
  vjp,
} from '../../src/index.js';
import { numberInC, printed } from './compiler.js';

/** Functions at points where they have no value, although formulas of their derivatives may. */
const outside: readonly (readonly [string, number])[] = [
  ['log(x)', -1],
  ['log2(x)', -1],
  ['log10(x)', -1],
  ['log1p(x)', -2],
  ['acosh(x)', -2],
  ['acosh(x)', 0.5],
  ['atanh(x)', 2],
  ['asin(x)', 2],
  ['sqrt(x)', -1],
  ['x^1.5', -1],
  ['x^(1/3)', -1],
  ['x^pi', -1],
  ['x^x', -1],
  ['log(x) - log(x) + x', -1],
  ['0*log(x) + x', -1],
  ['log(x)^0', -1],
  ['log(x)^0 + x', -1],
];

describe('where a function has no value, it has no derivatives either', () => {
  test.each(outside)('%s at %d, for numbers', (text, x) => {
    const f = formula(text);
    expect(f.evaluate([x])).toBeNaN();
    const all = [
      ...derivatives(f, x, 3),
      derivative(f, x, 2),
      derivative(f, x, 200),
      ...gradient(f, [x]),
      ...hessian(f, [x]).flat(),
      ...jacobian([f], [x]).flat(),
      ...jvp([f], [x], [1]),
      ...vjp([f], [x], [1]),
      partial(f, [x], [1]),
      ...(tensor(f, [x], 1) as number[]),
      ...taylor(f, x, 3).coefficients,
      taylor(f, [x], 2).coefficient([1]),
    ];
    for (const backend of ['interpreter', 'wasm', 'javascript'] as const) {
      all.push(...f.compile({ what: 'gradient', backend })([x]));
      all.push(...f.compile({ what: 'taylor', order: 3, backend })([x, 1]));
      all.push(...f.compile({ what: 'jet', order: 2, backend })([x]));
    }
    for (const value of all) expect(value).toBeNaN();
  });

  test('after a hundred points, when code does it, too', () => {
    const f = formula('log(x)*y');
    for (let i = 0; i < 250; i++) {
      expect(gradient(f, [1 + i, 2])).toEqual([2 / (1 + i), Math.log(1 + i)]);
      expect(gradient(f, [-1 - i, 2])).toEqual([Number.NaN, Number.NaN]);
      expect(derivative('log(x)', -1 - i)).toBeNaN();
    }
  });

  test('other functions of a list keep theirs', () => {
    expect(jacobian(['log(x) + y', 'x*y'], [-1, 2])).toEqual([
      [Number.NaN, Number.NaN],
      [2, -1],
    ]);
    expect(vjp(['log(x) + y', 'x*y'], [-1, 2], [0, 1])).toEqual([2, -1]);
  });

  test('a branch that is not taken has no say', () => {
    const f = 'if(x > 0, log(x), x^2)';
    expect(derivatives(f, -3, 2)).toEqual([9, -6, 2]);
    expect(gradient(f, [-3])).toEqual([-6]);
    expect(formula(f).compile({ what: 'gradient' })([-3])[0]).toBe(-6);
  });

  test('series', () => {
    expect(variable(-1, { order: 2 }).log().coefficients).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(variables([-1, 2], { order: 2 })[0]!.log().coefficient([1, 0])).toBeNaN();
  });

  test('enclosures are empty', () => {
    const x = interval(-2, -1);
    for (const y of [...derivatives('log(x)', x, 2), ...gradient('log(x)', [x]), ...taylor('log(x)', x, 2).coefficients]) {
      expect(y.isEmpty()).toBe(true);
    }
    const kernel = formula('log(x)').compile({ what: 'gradient', arithmetic: 'interval' });
    kernel([-2, -1]);
    expect(kernel.decoration).toBe(1);
  });

  test('removable singularities keep theirs', () => {
    expect(derivatives('sin(x)/x', 0, 2)).toEqual([1, 0, expect.closeTo(-1 / 3, 15)]);
  });
});

describe('u^0', () => {
  test('is 1 where u has a value, and only there, by every back end and in JavaScript', () => {
    const f = formula('sqrt(x)^0');
    const written = new Function(`return ${f.toJavaScript()}`)() as (x: number) => number;
    const kernels = (['interpreter', 'wasm', 'javascript'] as const).map((backend) => f.compile({ backend }));
    for (const g of [
      (x: number) => f.evaluate([x]),
      (x: number) => f.simplify().evaluate([x]),
      written,
      ...kernels.map((k) => (x: number) => k([x])),
    ]) {
      expect([4, 0, -1].map(g)).toEqual([1, 1, Number.NaN]);
    }
    expect(f.evaluate([interval(0, 4)]).equals(interval(1))).toBe(true);
    expect(f.evaluate([interval(-2, -1)]).isEmpty()).toBe(true);
    expect(derivatives(f, 4, 2)).toEqual([1, 0, 0]);
  });
});

describe('x^y', () => {
  const f = formula('x^y');
  const bases = [-2, -1, -0.5, 0, 0.25, 0.5, 1, 2, 7];
  const exponents = [-2, -1, -0.5, 0, 0.5, 1, 2, 3, 10];
  const pairs = bases.flatMap((x) => exponents.map((y): [number, number] => [x, y]));

  test('is e^(y log x): without a value for x < 0, by every back end and in JavaScript', () => {
    const written = new Function(`return ${f.toJavaScript()}`)() as (x: number, y: number) => number;
    const kernels = (['interpreter', 'wasm', 'javascript'] as const).map((backend) => f.compile({ backend }));
    for (const [x, y] of pairs) {
      const value = f.evaluate([x, y]);
      if (x < 0) expect(value).toBeNaN();
      else if (x > 0) expect(value).toBe(x ** y);
      expect(written(x, y)).toBe(value);
      for (const kernel of kernels) expect(kernel([x, y])).toBe(value);
      expect(interval(x).pow(interval(y)).isEmpty(), `${x}^${y}`).toBe(x < 0 || (x === 0 && y <= 0));
      if (x < 0) expect(gradient(f, [x, y])).toEqual([Number.NaN, Number.NaN]);
      else if (x > 0) {
        expect(f.derivative('x').evaluate([x, y])).toBeCloseTo(y * x ** (y - 1), 8);
        expect(f.derivative('y').evaluate([x, y])).toBeCloseTo(x ** y * Math.log(x), 8);
      }
    }
  });

  test('has the same values in C', () => {
    const calls = pairs.map(([x, y]) => `printf("%.17g\\n", f(${x}, ${y}));`).join('\n');
    const lines = printed(`#include <stdio.h>\n${f.toC()}\nint main(void) { ${calls} return 0; }\n`);
    pairs.forEach(([x, y], i) => {
      const value = f.evaluate([x, y]);
      const inC = numberInC(lines[i]!);
      if (Number.isNaN(value)) expect(inC, `${x}^${y}`).toBeNaN();
      else if (Number.isFinite(value)) expect(Math.abs(inC - value)).toBeLessThanOrEqual(4e-16 * value);
      else expect(inC).toBe(value);
    });
  });

  test('1 to a power that is none has no value in C either, whose own pow has 1', () => {
    const texts = ['x^log(y)', '1^log(y)', 'x^(1/(y + 1))', '2^log(y)', 'pi^log(y)'];
    const codes = texts.map((text, i) =>
      formula(text, { variables: ['x', 'y'] })
        .toC({ name: `f${i}` })
        .replace('#include <math.h>', ''),
    );
    const calls = texts.map((_, i) => `printf("%g\\n", f${i}(1.0, -1.0));`).join('\n');
    const lines = printed(`#include <math.h>\n#include <stdio.h>\n${codes.join('')}\nint main(void) { ${calls} return 0; }\n`);
    texts.forEach((text, i) => {
      expect(formula(text, { variables: ['x', 'y'] }).evaluate([1, -1]), text).toBeNaN();
      expect(lines[i], text).toMatch(/nan/u);
    });
  });

  test('is read back from JavaScript as what it is', () => {
    for (const text of ['x^y', '(x - 1)^sin(y)', 'x^x', 'y^(-x)']) {
      const written = new Function(`return ${formula(text).toJavaScript()}`)() as (x: number, y: number) => number;
      expect(String(formula(written))).toBe(String(formula(text)));
    }
  });

  test('with a known exponent has the values of that power', () => {
    expect(formula('x^3').evaluate([-2])).toBe(-8);
    expect(formula('x^(-2)').evaluate([-2])).toBe(0.25);
    expect(formula('2^x').toJavaScript()).toContain('2 ** x');
    expect(formula('x^pi').evaluate([-2])).toBeNaN();
  });
});
