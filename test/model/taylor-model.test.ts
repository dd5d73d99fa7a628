import { describe, expect, test } from 'vitest';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { taylorModel } from '../../src/model/make.js';
import { meets } from '../rigor/decimal.js';
import { outside } from './contains.js';
import { rows } from './rows.js';

describe('a model contains its function at every point of the box, exactly', () => {
  const orders = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15],
    [0, 1, 2, 3, 5, 8],
    [1, 2, 4],
    [1, 2, 3],
  ];
  for (const name of new Set(rows.map((row) => row.formula))) {
    test(name, () => {
      for (const { formula: text, variables, box, points } of rows.filter((row) => row.formula === name)) {
        const f = formula(text, { variables });
        const sides = box.map(([lo, hi]) => interval(lo, hi));
        for (const order of orders[box.length - 1]!) {
          const model = taylorModel(f, sides, { order });
          for (const { at, value } of points) {
            const where = `${text} of order ${order} over ${sides.join('×')} at ${at}`;
            expect(outside(model, at, value), where).toBe(0);
            expect(meets(model.bound(), value, 59), `bound of ${where}`).toBe(true);
            expect(meets(model.evaluate(at), value, 59), `value of ${where}`).toBe(true);
          }
        }
      }
    });
  }
});

describe('rounding of coefficients is in the remainder', () => {
  test.each([
    ['0.1*x', 'a constant that is no double'],
    ['x/3', 'a quotient'],
    ['(x + 1e-20)*(x + 1)', 'a sum that absorbs'],
    ['(1 + 1e-9*x)^2 - 1', 'a square that is rounded'],
  ])('%s: %s', (f) => {
    const model = taylorModel(f, interval(-1, 1), { order: 3 });
    expect(model.remainder.wid()).toBeGreaterThan(0);
    expect(model.remainder.mag()).toBeLessThan(1e-15);
  });

  test('and where nothing is rounded and nothing cut, there is none', () => {
    for (const f of ['x', '3*x^2 - 0.5*x + 7', 'x*(1 + x)', 'x^3/4', '-(x - 2)']) {
      expect(String(taylorModel(f, interval(-1, 3), { order: 3 }).remainder), f).toBe('[0, 0]');
    }
  });
});

describe('where the function has no value, nothing is claimed', () => {
  const over = (f: string, lo: number, hi: number) => taylorModel(f, interval(lo, hi), { order: 4 });

  test('of log, sqrt and quotients over what is outside their domain', () => {
    for (const f of [
      'log(x)',
      'sqrt(x)',
      '1/x',
      'x^0.5',
      'asin(2 + x)',
      'gamma(x)',
      'tan(4*x)',
      'x^(-2)',
      'acosh(x)',
      'log(x)*0',
    ]) {
      expect(over(f, -1, 1).decoration, f).toBe('trv');
    }
    expect(over('1/x', -1, 1).remainder.isEntire()).toBe(true);
    expect(over('1/x + x', -1, 1).remainder.isEntire()).toBe(true);
    expect(over('exp(1/x)', 0, 1).remainder.isCommon()).toBe(false);
  });

  test('nowhere at all: the remainder is empty, and stays so', () => {
    for (const f of ['log(x)', 'sqrt(x) + 1', '1/(x - x)*0 + sqrt(x)', 'abs(log(x))', 'max(log(x), 1)', 'x*asin(x - 5)']) {
      const model = over(f, -2, -1);
      expect(model.remainder.isEmpty(), f).toBe(true);
      expect(model.bound().isEmpty(), f).toBe(true);
      expect(model.decoration, f).toBe('trv');
      expect(model.evaluate(-1.5).isEmpty(), f).toBe(true);
    }
  });

  test('an end of the domain is a part of it: no derivative is bounded there, and the range remains', () => {
    const model = over('sqrt(x)', 0, 1);
    expect(model.decoration).toBe('com');
    expect(String(model.bound())).toBe('[0, 1]');
    expect(model.remainder.wid()).toBeLessThanOrEqual(1);
  });

  test('overflow makes the remainder unbounded, never the polynomial', () => {
    for (const f of ['exp(1000*x)', '1e308*x*1e10', 'x^300*1e300', '1e200*x^2*1e200*x']) {
      const model = over(f, 1, 20);
      expect(model.remainder.isCommon(), f).toBe(false);
      expect(model.polynomial.coefficients.every(Number.isFinite), f).toBe(true);
      expect(['dac', 'def', 'trv']).toContain(model.decoration);
    }
  });
});

test('a function over what is not bounded has its range', () => {
  const model = taylorModel('tanh(1e308*x^2)', interval(-10, 10), { order: 3 });
  expect(String(model.bound())).toBe('[0, 1]');
  expect(model.decoration).toBe('dac');
});

describe('misuse is an error that says what was expected', () => {
  const x = taylorModel('x', interval(0, 1), { order: 2 });
  test.each([
    [
      'a missing order',
      () => taylorModel('x', interval(0, 1), {} as { order: number }),
      'taylorModel: expected an integer order ≥ 0, got undefined',
    ],
    [
      'another option',
      () => taylorModel('x', interval(0, 1), { order: 1, centre: 0 } as { order: number }),
      'did you mean center?',
    ],
    ['an unbounded box', () => taylorModel('x', interval(0, Infinity), { order: 1 }), 'taylorModel: expected bounded intervals'],
    [
      'too few intervals',
      () => taylorModel('x*y', [interval(0, 1)], { order: 1 }),
      'taylorModel: expected 2 values, one for each of x, y, got 1',
    ],
    ['no interval', () => taylorModel('x', [], { order: 1 }), 'taylorModel: expected an interval for each variable, got none'],
    [
      'a center outside',
      () => taylorModel('x', interval(0, 1), { order: 1, center: 2 }),
      'taylorModel: expected a center in the box, got 2',
    ],
    ['a point outside', () => x.evaluate(1.5), 'evaluate: expected x in its domain [0, 1]'],
    ['a point of other dimension', () => x.evaluate([0, 1]), 'evaluate: expected 1 values'],
    ['another box', () => x.add(taylorModel('x', interval(0, 2), { order: 2 })), 'add: expected a model over x in [0, 1]'],
    ['an operator', () => (x as unknown as number) + 1, 'TaylorModel: expected a number for an operator'],
    ['another variable', () => x.integral('y'), 'integral: expected one of the variables x'],
  ])('%s', (_, run, message) => expect(run).toThrow(message));
});
