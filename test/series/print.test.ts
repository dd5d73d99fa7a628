import { inspect } from 'node:util';
import { Interval as Foreign } from 'interval-arithmetic';
import { describe, expect, test } from 'vitest';
import { variable as foreignVariable } from '../../src/interop/interval-arithmetic.js';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { doubleDouble } from '../../src/number/double-double.js';
import { seriesMatrix } from '../../src/series/matrix/make.js';
import { SeriesMatrix } from '../../src/series/matrix/matrix.js';
import { Series } from '../../src/series/series.js';
import { Space } from '../../src/series/space.js';
import { series, variable } from '../../src/series/variable.js';
import { variables } from '../../src/series/variables.js';

const t = variable(0, { order: 3 });

describe('coefficients as one would write them', () => {
  test('intervals that are one number are that number, and a factor of one is not written', () => {
    const s = variable(interval(0, 2), { order: 2 });
    expect(`${s}`).toBe('[0, 2] + t + 𝒪(t³)');
    expect(`${s.neg().sub(s.sqr().mul(0.5))}`).toContain(' − 0.5 t² + 𝒪(t³)');
    expect(s.toLatex()).toBe('[0, 2] + t + \\mathcal{O}(t^{3})');
  });

  test('intervals of another package have their bounds', () => {
    const s = foreignVariable(new Foreign(0.5, 2), { order: 2 });
    expect(`${s}`).toBe('[0.5, 2] + t + 𝒪(t³)');
    expect(inspect(s)).toBe('[0.5, 2] + t + 𝒪(t³)');
    expect(s.toLatex()).toBe('[0.5, 2] + t + \\mathcal{O}(t^{3})');
  });

  test('complex numbers have i without a factor of one', () => {
    const s = variable(complex(0, 1), { order: 1 });
    expect(`${s.mul(complex(1, -1))}`).toBe('(1 + i) + (1 − i) t + 𝒪(t²)');
    expect(`${s.mul(complex(0, -1))}`).toBe('1 − i t + 𝒪(t²)');
    expect(`${complex(0, -1)} ${complex(2, -1)} ${complex(0, 1)} ${complex(-3, 2)}`).toBe('-i 2 - i i -3 + 2i');
  });

  test('powers of ten in LaTeX have no factor of one either', () => {
    expect(t.mul(1e-20).add(2.5e30).toLatex()).toBe('2.5 \\cdot 10^{30} + 10^{-20} t + \\mathcal{O}(t^{4})');
    expect(t.mul(21e-22).toLatex()).toBe('2.1 \\cdot 10^{-21} t + \\mathcal{O}(t^{4})');
  });

  test('series of series in one variable have another letter at each depth', () => {
    const s = variable(variable(2, { order: 1 }), { order: 1 });
    expect(`${s}`).toBe('(2 + t + 𝒪(t²)) + (1 + 𝒪(t²)) s + 𝒪(s²)');
    expect(s.toString('u')).toBe('(2 + t + 𝒪(t²)) + (1 + 𝒪(t²)) u + 𝒪(u²)');
    expect(`${variable(s, { order: 0 })}`).toContain('𝒪(r)');
  });
});

test('the text of the polynomial alone leaves out the rest', () => {
  expect(t.sqr().add(1).toString('x', { rest: false })).toBe('1 + x²');
  expect(t.sub(t).toString('x', { rest: false })).toBe('0');
  const [x, y] = variables([0, 0], { order: 2 });
  expect(x!.mul(y!).toLatex({ rest: false })).toBe('x y');
});

test('Padé approximants are quotients of polynomials, whose value they have', () => {
  const quotient = t.exp().pade(1, 2);
  expect(quotient.toString('x', { fractions: true })).toMatch(/^\(1 \+ .* x\)\/\(1 − .* x \+ .* x²\)$/u);
  expect(inspect(quotient)).toMatch(/^\(1 \+ 0\.333\d* t\)\/\(1 − 0\.666\d* t \+ 0\.1666\d* t²\)$/u);
  expect(quotient.toLatex('x')).toMatch(/^\\frac\{1 \+ 0\.333\d* x\}\{1 - 0\.666\d* x \+ 0\.1666\d* x\^\{2\}\}$/u);
  // (1 + 1/3)/(1 − 2/3 + 1/6)
  expect(quotient.evaluate(1)).toBeCloseTo(8 / 3, 14);
  expect(`${t.add(1).pade(1, 0)}`).toBe('1 + t');
  expect(`${t.add(1).pade(1, 0).toLatex()}`).toBe('1 + t');
  const enclosed = variable(interval(0), { order: 2 }).exp().pade(1, 1);
  expect(enclosed.evaluate(interval(1)).contains(3)).toBe(true);
});

describe('matrices of series', () => {
  const matrix = seriesMatrix([
    [t, 1],
    [2, t.sqr()],
  ]);

  test('show their elements to Node and in LaTeX', () => {
    expect(inspect(matrix)).toBe('[t + 𝒪(t⁴), 1 + 𝒪(t⁴)]\n[2 + 𝒪(t⁴), t² + 𝒪(t⁴)]');
    expect(matrix.toLatex()).toBe(
      '\\begin{pmatrix} t + \\mathcal{O}(t^{4}) & 1 + \\mathcal{O}(t^{4}) \\\\ 2 + \\mathcal{O}(t^{4}) & t^{2} + \\mathcal{O}(t^{4}) \\end{pmatrix}',
    );
  });

  test('go through JSON and come back, in one variable and in many', () => {
    expect(`${SeriesMatrix.fromJSON(JSON.stringify(matrix))}`).toBe(`${matrix}`);
    const [x, y] = variables([interval('0.1'), interval(2)], { order: 2 });
    const wide = seriesMatrix([[x!.exp(), y!.mul(x!)]]);
    const back = SeriesMatrix.fromJSON(wide.toJSON());
    expect([`${back}`, back.order, back.rows, back.columns]).toEqual([`${wide}`, 2, 1, 2]);
    expect(`${back.mul(wide.transpose() as never)}`).toBe(`${wide.mul(wide.transpose())}`);
    expect(() => SeriesMatrix.fromJSON('7')).toThrow(
      new TypeError('fromJSON: expected rows of series, as toJSON writes them, got 7'),
    );
    expect(() => SeriesMatrix.fromJSON([[7]])).toThrow('fromJSON: expected an object with center, order, coefficients');
  });
});

test('spaces say what they keep', () => {
  expect(`${Space.of(2, 3)}`).toBe('Space: 10 monomials in 2 variables up to degree 3');
  expect(inspect(Space.of(1, 0))).toBe('Space: 1 monomial in 1 variable up to degree 0');
  expect(`${Space.of(2, 3, { weights: [1, 2] })}`).toBe('Space: 6 monomials in 2 variables of weights (1, 2) up to degree 3');
  expect(`${Space.of(2, 3, { orders: [1, Infinity] })}`).toBe(
    'Space: 7 monomials in 2 variables up to degree 3 and exponents (1, ∞)',
  );
});

test('series of double-doubles go through JSON to the last bit', () => {
  const s = variable(doubleDouble(1).div(3), { order: 4 }).exp();
  const back = Series.fromJSON<ReturnType<typeof doubleDouble>>(JSON.stringify(s));
  expect(back.coefficients.map(({ head, tail }) => [head, tail])).toEqual(s.coefficients.map(({ head, tail }) => [head, tail]));
});

test('options that there are not are refused, with the name that was likely meant', () => {
  const s = variable(0, { order: 2 }).exp();
  expect(() => s.toString('t', { fraction: true } as never)).toThrow(
    new TypeError('toString: expected options among fractions, rest, got fraction; did you mean fractions?'),
  );
  expect(() => s.toLatex('t', { frac: true } as never)).toThrow('toLatex: expected options among fractions, rest, got frac');
  expect(() => s.pade(1, 1).toString('t', { fraction: true } as never)).toThrow('toString: expected options among');
  const [x] = variables([0, 0], { order: 2 });
  expect(() => x!.toString({ tail: false } as never)).toThrow('toString: expected options among fractions, rest, got tail');
  expect(() => x!.toLatex({ tail: false } as never)).toThrow('toLatex: expected options among');
  expect(() => variable(0, { order: 2, degree: 3 } as never)).toThrow('variable: expected options among order, got degree');
  expect(() => series([1, 2], { centre: 1 } as never)).toThrow(
    'series: expected options among center, order, got centre; did you mean center?',
  );
});
