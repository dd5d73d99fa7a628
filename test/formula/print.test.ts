import fc from 'fast-check';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { floatValues } from '../../src/formula/float.js';
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

  test('a step of a truth is no relation, which would be read as the truth itself or its opposite', () => {
    const dag = new Dag();
    const truth = dag.apply('step', dag.variable(0));
    const minus = dag.apply('neg', truth);
    for (const root of [dag.apply('step', minus), dag.apply('mul', dag.apply('step', truth), dag.apply('step', minus))])
      expect(parse(toText(dag, root, names), { dag, variables: names }).root).toBe(root);
  });

  test('reads back with the operands in their order, whatever variable comes first', () => {
    for (const text of ['max(y, cos(x*y))', 'min(y + 0.5, x + y)', 'if(y < 0, 2, x + y*x)', '(y - 1)^2*(x + y)^3']) {
      const printed = formula(text, { variables: ['x', 'y'] }).toString();
      expect(formula(printed, { variables: ['x', 'y'] }).toString()).toBe(printed);
    }
  });

  test('e·e is e^2 however it is made', () => {
    const dag = new Dag();
    const e = dag.apply('exp', dag.constant(rationalOf(1)));
    expect(dag.apply('mul', e, e)).toBe(parse('e^2', { dag }).root);
    expect(toText(dag, dag.apply('sqr', e), [])).toBe('exp(2)');
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
    let product = x;
    for (let i = 0; i < 20_000; i++) product = dag.apply('mul', dag.apply('neg', product), x);
    const before = process.cpuUsage();
    for (const id of [root, product]) {
      expect(toText(dag, id, ['x']).length).toBeGreaterThan(50_000);
      expect(toLatex(dag, id, ['x']).length).toBeGreaterThan(50_000);
    }
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

  test.each([
    '1e-300^5*x',
    '(-1e-300)^5 + x',
    '7^1000*7^1000*7^900 - x',
    'x/(1e1000*1e1000)',
    'x*(1e500/7^1000/7^1000)^1',
    '1e1000*1e200^x',
    '2^8000',
  ])('%s has constants beyond all literals, which are read back', (text) => {
    const f = formula(text, { variables: ['x'] });
    const back = formula(String(f), { variables: ['x'] });
    const constants = ({ dag, root }: typeof f): string[] =>
      dag.reach([root]).map((id) => `${dag.nodes[id]!.op} ${dag.valueOf(id)?.num}/${dag.valueOf(id)?.den}`);
    expect(constants(back)).toEqual(constants(f));
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
    expect(() => doubling.toLatex()).toThrow('toLatex: expected a formula of at most 500000 characters');
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
    ['0.1*x - 2.5', '0.1 x - 2.5'],
    ['6.674e-11*x^2/1e20', '\\frac{6.674 \\cdot 10^{-11} {x}^{2}}{10^{20}}'],
    ['-6.02214076e23 + x^1e-9', '-6.02214076 \\cdot 10^{23} + {x}^{10^{-9}}'],
    ['(1e30)^x*10^-30', '10^{-30} {\\left(10^{30}\\right)}^{x}'],
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

  test('is read as mathematicians read it: the value is that of the formula', () => {
    const ops = [
      'add',
      'sub',
      'mul',
      'div',
      'neg',
      'sqr',
      'sqrt',
      'cbrt',
      'exp',
      'exp2',
      'sin',
      'cos',
      'tan',
      'log',
      'abs',
      'floor',
    ] as const;
    const point = [0.7, 1.9, -1.3];
    let finite = 0;
    fc.assert(
      fc.property(expressions(3, [...ops, 'mul', 'div', 'neg', 'sqr', 'sub']), (expression) => {
        const dag = new Dag();
        const root = build(dag, expression);
        const value = floatValues(dag, [root], point)[0]!;
        const latex = toLatex(dag, root, ['x', 'theta', 'v_max']);
        const read = new LatexReader(
          latex,
          new Map([
            ['x', 0.7],
            ['\\theta', 1.9],
            ['v_{\\mathrm{max}}', -1.3],
          ]),
        ).value();
        if (Number.isFinite(value)) finite++;
        // sin of a million has no nine digits to compare
        const disturbed = floatValues(dag, [root], point, (v) => v * (1 + 1e-14))[0]!;
        if (Math.abs(disturbed - value) > 1e-11 * Math.abs(value)) return;
        // the same operations but for the order of sums of constants
        const isSame = Object.is(read + 0, value + 0) || Math.abs(read - value) <= 1e-9 * Math.abs(value);
        expect(isSame, `${latex} is ${read}, not ${value}`).toBe(true);
      }),
      { numRuns: 1500 },
    );
    expect(finite).toBeGreaterThan(500);
  });
});

/** The value of LaTeX, by the usual precedence: powers before products, which stand side by side, before sums. */
class LatexReader {
  readonly #tokens: string[];
  readonly #values: ReadonlyMap<string, number>;
  #at = 0;

  constructor(latex: string, values: ReadonlyMap<string, number>) {
    this.#tokens =
      latex.match(
        /v_\{\\mathrm\{max\}\}|\\left[(|]|\\right[)|]|\\left\\lfloor|\\right\\rfloor|\\sqrt\[3\]|\\[a-z]+|[0-9]+(?:\.[0-9]+)?|[^\s]/gu,
      ) ?? [];
    this.#values = values;
  }

  value(): number {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw new Error(`unread: ${this.#tokens.slice(this.#at).join(' ')}`);
    return value;
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  #group(): number {
    this.#expect('{');
    const value = this.#sum();
    this.#expect('}');
    return value;
  }

  #expect(token: string): void {
    if (!this.#takes(token)) throw new Error(`${token} expected before ${this.#tokens.slice(this.#at).join(' ')}`);
  }

  #sum(): number {
    let sum = this.#takes('-') ? -this.#product() : this.#product();
    for (;;) {
      if (this.#takes('+')) sum += this.#product();
      else if (this.#takes('-')) sum -= this.#product();
      else return sum;
    }
  }

  #product(): number {
    let product = this.#power();
    for (;;) {
      const next = this.#tokens[this.#at];
      if (this.#takes('\\cdot')) product *= this.#power();
      else if (next === undefined || /^(?:[-+}]|\\right.*)$/u.test(next)) return product;
      else product *= this.#power();
    }
  }

  #power(): number {
    const base = this.#atom();
    return this.#takes('^') ? base ** this.#group() : base;
  }

  #atom(): number {
    const token = this.#tokens[this.#at++]!;
    const known = this.#values.get(token);
    if (known !== undefined) return known;
    if (/^[0-9.]+$/u.test(token)) return Number(token);
    switch (token) {
      case '{':
        this.#at--;
        return this.#group();
      case 'e':
        return Math.E;
      case '\\pi':
        return Math.PI;
      case '\\frac': {
        const numerator = this.#group();
        return numerator / this.#group();
      }
      case '\\sqrt':
        return Math.sqrt(this.#group());
      case '\\sqrt[3]':
        return Math.cbrt(this.#group());
      case '\\left(':
        return this.#enclosed('\\right)');
      case '\\left|':
        return Math.abs(this.#enclosed('\\right|'));
      case '\\left\\lfloor':
        return Math.floor(this.#enclosed('\\right\\rfloor'));
    }
    const f = { '\\sin': Math.sin, '\\cos': Math.cos, '\\tan': Math.tan, '\\ln': Math.log }[token];
    if (f === undefined) throw new Error(`not known: ${token}`);
    const exponent = this.#takes('^') ? this.#group() : 1;
    this.#expect('\\left(');
    return f(this.#enclosed('\\right)')) ** exponent;
  }

  #enclosed(end: string): number {
    const value = this.#sum();
    this.#expect(end);
    return value;
  }
}
