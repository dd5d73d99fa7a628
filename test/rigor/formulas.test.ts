import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { derivatives, taylor } from '../../src/derivative/derivative.js';
import { hessian } from '../../src/derivative/hessian.js';
import { evaluate } from '../../src/formula/evaluate.js';
import { formula } from '../../src/formula/formula.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { meets } from './decimal.js';

interface Row {
  readonly formula: string;
  readonly box: readonly [number, number];
  /** Points of the box and Taylor coefficients there: of the value alone where the function has no derivative. */
  readonly points: readonly { readonly at: number; readonly coefficients: readonly string[] }[];
}

const rows: readonly Row[] = JSON.parse(readFileSync(new URL('../data/random-formulas.json', import.meta.url), 'utf8'));

test('random formulas: values and Taylor coefficients over a box hold those at its points, simplified or not', () => {
  let checked = 0;
  for (const { formula: text, box, points } of rows) {
    const f = formula(text);
    if (f.variables.length !== 1) continue;
    const [lo, hi] = box;
    for (const { at, coefficients } of points) {
      const order = coefficients.length - 1;
      for (const x of [new Interval(lo, hi), new Interval(at, at)]) {
        const found = {
          evaluated: [evaluate(f, [x])],
          expanded: taylor(f, x, order).coefficients,
          simplified: taylor(f.simplify(), x, order).coefficients,
        };
        for (const [way, series] of Object.entries(found)) {
          series.forEach((c, k) => {
            checked++;
            if (!meets(c, coefficients[k]!, 33))
              expect.fail(`${text}, ${way} over ${x}: coefficient ${k} at ${at} is ${coefficients[k]}, got ${c}`);
          });
        }
      }
    }
  }
  expect(checked).toBeGreaterThan(9_000);
});

describe('powers keep what they have at zero and below', () => {
  const value = (text: string, ...x: number[]): string =>
    String(
      evaluate(
        formula(text),
        x.map((a) => interval(a)),
      ),
    );
  const at = (a: number): string => String(interval(a));

  test('0^y is 0 for y > 0, whatever kind of exponent y is', () => {
    for (const text of ['x^0.12345678901234567', 'x^pi', 'x^(1/3)', 'x^1e-20', 'x^sqrt(2)'])
      expect(value(text, 0), text).toBe(at(0));
    expect(value('x^y', 0, 2)).toBe(at(0));
    expect(value('0^x', 0.5)).toBe(at(0));
    expect(value('x^y', 0, -1)).toBe('[empty]');
  });

  test('an integer exponent has a value at a negative base, however long it is', () => {
    for (const text of [
      'x^9007199254740993',
      'x^(-9007199254740993)',
      'x^(-4503599627370497)',
      'x^(10^400 + 1)',
      'x^(1 - 10^400)',
    ]) {
      expect(value(text, -1), text).toBe(at(-1));
    }
    for (const text of ['x^9007199254740994', 'x^(-10^400)']) expect(value(text, -1), text).toBe(at(1));
    expect(derivatives('x^(-4503599627370497)', interval(-1), 1)[1]!.contains(-4503599627370497)).toBe(true);
  });
});

describe('where a recurrence divides by zero, a derivative may exist: nothing is known, and the empty set would say that none does', () => {
  test.each([
    ['sqrt(x^4)', [0, 0, 2]],
    ['cbrt(x^6)', [0, 0, 2]],
    ['x*sqrt(x^2)', [0, 0]],
    ['sqrt(0*x)', [0, 0, 0, 0]],
    ['(0*x)^(1/3) + x', [0, 1, 0]],
    ['(0*x)^pi + x^2', [0, 0, 2]],
    ['0^(1 + x^2)', [0, 0, 0]],
    ['asin(1 + 0*x)', [Math.PI / 2, 0, 0]],
    ['acosh(1 + 0*x)*exp(x)', [0, 0, 0]],
    ['x^(7/2)', [0, 0, 0, 0]],
  ] as const)('%s at 0', (text, truth) => {
    const found = derivatives(text, interval(0), truth.length - 1);
    truth.forEach((d, k) => {
      expect(found[k]!.contains(d), `derivative ${k}: ${found[k]}`).toBe(true);
    });
  });

  test('Hessians too: (0·x)^(1/π)·sinh(y) is 0 everywhere', () => {
    const found = hessian('(0*x)^(1/pi)*sinh(y)', [interval(1), interval(-1, 1)]);
    expect(found.flat().every((d) => d.contains(0))).toBe(true);
  });

  test('outside of the domain there is still nothing', () => {
    expect(derivatives('log(x)', interval(0), 2).map(String)).toEqual(['[empty]', '[empty]', '[empty]']);
    expect(derivatives('1/x', interval(0), 1).map(String)).toEqual(['[empty]', '[empty]']);
    expect(String(derivatives('sqrt(x)', interval(-2, -1), 1)[1])).toBe('[empty]');
  });
});
