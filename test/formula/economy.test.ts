import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import type { Dag } from '../../src/formula/dag.js';
import { economized } from '../../src/formula/economy.js';
import { floatValues } from '../../src/formula/float.js';
import { sumsOf } from '../../src/formula/kernel/sums.js';
import { lower } from '../../src/formula/lower.js';
import { parse, parseWith } from '../../src/formula/parse.js';
import { toText } from '../../src/formula/print.js';
import { Solution } from '../../src/formula/solution.js';
import { system } from '../../src/formula/system.js';

const names = ['x', 's', 'm'];

/** A formula in an economized graph, and as it was. */
function both(text: string): { readonly dag: Dag; readonly before: number; readonly after: number } {
  const { dag, root } = parse(text, { variables: names });
  return { dag, before: root, after: economized(dag, [root])[0]! };
}

/** A formula in a graph that is there. */
function parseInto(dag: Dag, text: string): number {
  const all = [...names, 'w'];
  return parseWith(text, dag, {
    lookup: (name) => (all.includes(name) ? dag.variable(all.indexOf(name)) : undefined),
    known: all,
  });
}

describe('a look at what can be saved', () => {
  test('where nothing can, the nodes are what they were', () => {
    const { dag, roots } = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
    expect(economized(dag, roots)).toBe(roots);
  });

  const operand = fc.constantFrom('x', 's', 'm', '2', '(x - s)', '(s - x)', '(m + 1)', 'sin(x)', 'x*s', '(2*m)', 'x^2');
  const term = fc.oneof(
    operand,
    fc.tuple(operand, operand).map((factors) => factors.join('*')),
  );
  const text = fc
    .array(
      fc.tuple(
        fc.constantFrom('+', '-'),
        fc.oneof(
          term,
          fc.tuple(term, term).map(([a, b]) => `exp(${a} - ${b})`),
        ),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((terms) =>
      terms
        .map((parts) => parts.join(' '))
        .join(' ')
        .replace(/^\+ /u, ''),
    );

  test('a quick look leaves alone what a close one leaves alone', () => {
    let spared = 0;
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 2 }), (texts) => {
        const { dag, root } = parse(texts[0]!, { variables: [...names, 'w'] });
        const roots = [root, ...texts.slice(1).map((other) => parseInto(dag, other))];
        const quick = economized(dag, roots);
        if (quick === roots) spared++;
        // a root of a variable that nothing else has makes it look closely
        expect(economized(dag, [...roots, parseInto(dag, '1/sqrt(w)')]).slice(0, roots.length)).toEqual(quick);
      }),
      { numRuns: 2000 },
    );
    expect(spared).toBeGreaterThan(100);
  });
});

describe('a field in fewer sums of products', () => {
  test.each([
    ['x/s^(3/2)', 'x*s^(-3/2)'],
    ['x/sqrt(s)', 'x*s^(-1/2)'],
    ['x/sqrt(s)^3', 'x*s^(-3/2)'],
    ['x/(s*sqrt(s))', 'x*s^(-3/2)'],
    ['x/(sqrt(s)*sqrt(s)*sqrt(s))', 'x*s^(-3/2)'],
    ['x/(4*s^(3/2))', 's^(-3/2)*(x/4)'],
    ['1/sqrt(s)', 's^(-1/2)'],
    ['-x/(x^2 + s^2)^1.5', '-(x*(x^2 + s^2)^(-3/2))'],
    ['s^(1/3)*s', 's^(4/3)'],
    // constant factors stand outside, as one
    ['(2*x)*s', '2*(x*s)'],
    ['3*((x/7)*s)', '3*(x/7*s)'],
    ['(2*x)*(3*s)*m', '6*(m*(x*s))'],
    ['-x*(s*5)', '-5*(x*s)'],
    ['x - (-s)*m', 'x + s*m'],
    ['(4*x)/s', '4*(x/s)'],
    ['(2*x)/(s^2 + m)^(3/2)', '2*(x*(s^2 + m)^(-3/2))'],
    // of two opposite differences one is the other's negative
    ['(x - s)*m + (s - x)*exp(m)', '(x - s)*(m - exp(m))'],
    ['exp(x - s) - (s - x)', 'exp(x - s) + (x - s)'],
    ['(x - s)^2 + (s - x)^2', '(x - s)^2 + (x - s)^2'],
  ])('%s is computed as %s', (text, wanted) => {
    const { dag, after } = both(text);
    const { root } = parse(wanted, { variables: names });
    expect(toText(dag, after, names)).toBe(toText(parse(wanted, { variables: names }).dag, root, names));
  });

  test.each([
    'x/s^2',
    'sqrt(s)*sqrt(s)',
    'sqrt(s)^2',
    'sqrt(s)^4/x',
    's*s^2',
    'x/(s + sqrt(s))',
    'x/sqrt(2)',
    'exp(x)/s',
    's^x*s',
  ])('%s stays: a whole power exists where a root does not', (text) => {
    const { before, after } = both(text);
    expect(after).toBe(before);
  });

  test.each([
    ['x*s + x*m', 'x*(s + m)'],
    ['x*s - x*m', 'x*(s - m)'],
    ['m - 2*(x*s) - x*exp(m)', 'm - x*(2*s + exp(m))'],
    ['-(x*s) - s*exp(x)', '-(s*(x + exp(x)))'],
    ['exp(x*s + x*m)', 'exp(x*(s + m))'],
    ['x*s + m*s + x*m', 'x*(s + m) + m*s'],
  ])('%s has a factor in common: %s', (text, wanted) => {
    const { dag, after } = both(text);
    expect(after).toBe(parseInto(dag, wanted));
  });

  test.each(['x*s + m', '(x*s)*exp(x*s) + x*m', '2*x + 2*s', 'x*s + exp(x)*m'])(
    '%s has none that would save a product',
    (text) => {
      const { before, after } = both(text);
      expect(after).toBe(before);
    },
  );

  test('two bodies share the sums of their forces', () => {
    const r = '((x2 - x1)^2 + y^2)^(3/2)';
    const q = '((x1 - x2)^2 + y^2)^(3/2)';
    const { dag, roots } = system({ x1: `3*(x2 - x1)/${r}`, x2: `0.1*(x1 - x2)/${q}`, y: '0' });
    const { applications } = lower(dag, economized(dag, roots), 3, 8);
    const sums = applications.flatMap((application) => sumsOf(application));
    // two squares, the power, and one product
    expect(sums.length).toBe(4);
  });

  test('keeps values and domains', () => {
    for (const text of [
      'x*s + x*m - 3*x*sqrt(s)',
      '(x + 1)*s^(-3/2) - 2*(x - 1)*m',
      'atan(2*x*s) - atan(3*x*s)',
      'x/sqrt(s)^3',
      'm*x/(s*sqrt(s))',
      's*sqrt(s)',
      'sqrt(s)^2*x',
      'x/(m*s^(3/2))',
      '1/(sqrt(s)*s^(2/3))',
      '(2*x)*(3*s)/(7*m - x)',
      '(x - s)*(s - x)/(x - s)^2 - (s - x)',
    ]) {
      const { dag, before, after } = both(text);
      for (const x of [-2, -0.3, 0.7, 5]) {
        for (const s of [-1.5, -1e-3, 1e-3, 0.4, 3, 100]) {
          const [a, b] = floatValues(dag, [before, after], [x, s, 1.25]) as [number, number];
          expect(Number.isNaN(b), `${text} at x = ${x}, s = ${s}`).toBe(Number.isNaN(a));
          if (!Number.isNaN(a)) expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(a)));
        }
      }
    }
  });

  test('Kepler’s problem by any of its spellings has the same coefficients, bit for bit', () => {
    const coefficients = (cube: string): Float64Array => {
      const solution = new Solution(float64, system({ x: 'u', y: 'v', u: `-x/${cube}`, v: `-y/${cube}` }), 20, []);
      for (const [i, value] of [0.4, 0, 0, 2].entries()) solution.memory[solution.at(i, 0)] = value;
      solution.solve();
      return solution.memory.slice(0, 4 * 21);
    };
    const wanted = coefficients('(x^2 + y^2)^(3/2)');
    expect(wanted[2]).toBeCloseTo(-1 / (2 * 0.4 ** 2), 14);
    for (const cube of ['sqrt(x^2 + y^2)^3', '((x^2 + y^2)*sqrt(x^2 + y^2))', '(x^2 + y^2)^1.5']) {
      expect(coefficients(cube)).toEqual(wanted);
    }
  });
});
