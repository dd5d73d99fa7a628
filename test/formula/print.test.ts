import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { formula } from '../../src/formula/formula.js';
import { toLatex } from '../../src/formula/latex.js';
import { parse } from '../../src/formula/parse.js';
import { toText } from '../../src/formula/print.js';
import { rationalOf } from '../../src/rounding/rational.js';
import { build, expressions } from './expressions.js';

const names = ['x', 'y', 'e'];

describe('a formula as text', () => {
  test('reads back as the same node', () => {
    fc.assert(
      fc.property(expressions(3), (expression) => {
        const dag = new Dag();
        const root = build(dag, expression);
        const text = toText(dag, root, names);
        expect(toText(dag, parse(text, { dag, variables: names }).root, names)).toBe(text);
        expect(parse(text, { dag, variables: names }).root).toBe(root);
      }),
      { numRuns: 2000 },
    );
  });

  test('reads back with the operands in their order, whatever variable comes first', () => {
    for (const text of ['max(y, cos(x*y))', 'min(y + 0.5, x + y)', 'if(y < 0, 2, x + y*x)', '(y - 1)^2*(x + y)^3']) {
      const printed = formula(text, { variables: ['x', 'y'] }).toString();
      expect(formula(printed, { variables: ['x', 'y'] }).toString()).toBe(printed);
    }
  });

  test('what is printed is read back, also where it is long', () => {
    const long = formula(Array.from({ length: 20_000 }, (_, i) => `sin(${i}*x)*y`).join(' + '));
    const text = long.toString();
    expect(text.length).toBeGreaterThan(300_000);
    expect(formula(text).toString()).toBe(text);
  });

  test('a deep formula takes time in proportion to its text', () => {
    const dag = new Dag();
    const x = dag.variable(0);
    let root = x;
    for (let i = 0; i < 20_000; i++) root = dag.apply('add', dag.apply('neg', root), x);
    const before = process.cpuUsage();
    expect(toText(dag, root, ['x']).length).toBeGreaterThan(100_000);
    // Where every level was written out to look for a sign, this took some ten seconds.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });

  test('exact doubles read back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const dag = new Dag();
        const id = dag.constant(rationalOf(x));
        expect(parse(toText(dag, id, []), { dag }).root).toBe(id);
      }),
    );
  });

  test.each([
    ['x+y*z', 'x + y*z'],
    ['(x+y)*z', '(x + y)*z'],
    ['x-(y-z)', 'x - (y - z)'],
    ['x/(y/z)', 'x/(y/z)'],
    ['x/(y*z)', 'x/(y*z)'],
    ['-(x+y)', '-(x + y)'],
    ['-x^2', '-x^2'],
    ['(-x)^2', '(-x)^2'],
    ['(x^2)^3', '(x^2)^3'],
    ['x^y^z', 'x^y^z'],
    ['(x^y)^z', '(x^y)^z'],
    ['x^(-1/3)', 'x^(-1/3)'],
    ['x*2', '2*x'],
    ['8/3*x', '8/3*x'],
    ['x/0.1', 'x/0.1'],
    ['x - -3', 'x - (-3)'],
    ['x*(-3)', '-3*x'],
    ['1e300*x', '1e300*x'],
    ['1e-9', '1e-9'],
    ['0.00125', '0.00125'],
    ['1234567', '1234567'],
    ['1/7', '1/7'],
    ['x^0.5', 'sqrt(x)'],
    ['exp(x) + 2pi', 'exp(x) + 2*pi'],
  ])('%s prints as %s', (text, printed) => {
    expect(String(formula(text))).toBe(printed);
  });

  test('the constant π keeps its meaning beside a variable called pi', () => {
    const dag = new Dag();
    const root = dag.apply('add', dag.pi(), dag.variable(0));
    expect(toText(dag, root, ['pi'])).toBe('π + pi');
    expect(parse('π + pi', { dag, variables: ['pi'] }).root).toBe(root);
  });

  test('a text that would be exponentially long is refused', () => {
    let doubling = formula('x');
    const { dag } = doubling;
    let root = doubling.root;
    for (let i = 0; i < 60; i++) root = dag.apply('add', root, dag.apply('sin', root));
    doubling = new (doubling.constructor as typeof import('../../src/formula/formula.js').Formula)(dag, root, ['x']);
    expect(() => doubling.toString()).toThrow('toString: expected a formula of at most 500000 characters');
    expect(() => doubling.toLatex()).toThrow('at most 500000 characters');
  });
});

describe('a formula in LaTeX', () => {
  test.each([
    ['x/y', '\\frac{x}{y}'],
    ['sin(x)^2', '\\sin^{2}\\left(x\\right)'],
    ['sin(x)*cos(x)', '\\sin\\left(x\\right) \\cos\\left(x\\right)'],
    ['(x + 1)^2', '{\\left(x + 1\\right)}^{2}'],
    ['e^x', 'e^{x}'],
    ['exp(-x^2)', 'e^{-{x}^{2}}'],
    ['8/3*theta', '\\frac{8}{3} \\theta'],
    ['x1 + x_2 + v_max', 'x_{1} + x_{2} + v_{\\mathrm{max}}'],
    ['speed', '\\mathrm{speed}'],
    ['2*3^x', '2 \\cdot {3}^{x}'],
    ['log2(x)^2', '{\\log_{2}\\left(x\\right)}^{2}'],
    ['cbrt(x) + pi', '\\sqrt[3]{x} + \\pi'],
    ['-(x + y)', '-\\left(x + y\\right)'],
    ['x - (y + z)', 'x - \\left(y + z\\right)'],
    ['exp2(x) + exp10(x) + expm1(x) + log1p(x)', '2^{x} + 10^{x} + \\left(e^{x} - 1\\right) + \\ln\\left(1 + x\\right)'],
  ])('%s is %s', (text, latex) => {
    expect(formula(text).toLatex()).toBe(latex);
  });

  test('is accepted by KaTeX', () => {
    fc.assert(
      fc.property(expressions(3), (expression) => {
        const dag = new Dag();
        const latex = toLatex(dag, build(dag, expression), ['x', 'theta', 'v_max']);
        expect(() => katex.renderToString(latex, { throwOnError: true, strict: 'error' })).not.toThrow();
      }),
      { numRuns: 150 },
    );
  });
});
