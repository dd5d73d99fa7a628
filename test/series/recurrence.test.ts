import { describe, expect, test } from 'vitest';
import type { HeadName } from '../../src/algebra/algebra.js';
import { rational } from '../../src/rounding/rational.js';
import { canRaise, powRule } from '../../src/series/families.js';
import { ruleOfHead } from '../../src/series/functions.js';
import { programOfPower } from '../../src/series/program.js';
import { rules } from '../../src/series/recurrence.js';
import { fraction, zero } from '../oracle/fraction.js';
import { centers, powerExpansion } from '../oracle/maclaurin.js';
import type { Polynomial } from '../oracle/polynomial.js';
import { applied, closedForm, sample, setting } from './exactly.js';

const settings = [
  setting(1, 12, true),
  setting(1, 5),
  setting(2, 5),
  setting(3, 4),
  setting(2, 7, false, { weights: [2, 3] }),
  setting(3, 5, false, { orders: [2, 5, 1] }),
  setting(2, 6, false, { weights: [1, 2], orders: [3, 2] }),
];

describe.each(settings)('$name: each rule gives exactly the coefficients of the closed form', (where) => {
  const { truth } = where;
  const same = (got: Polynomial, wanted: Polynomial): void => {
    expect([...truth.sub(got, wanted)]).toEqual([]);
    expect(wanted.size).toBeGreaterThan(0);
  };
  const a = sample(truth, fraction(2, 3), 1);
  const b = sample(truth, fraction(-5, 4), 2);
  const constant = truth.constant(fraction(7, 3));

  test.each(Object.keys(ruleOfHead) as HeadName[])('%s', (name) => {
    const [rule, result] = ruleOfHead[name];
    centers[name].forEach((center, seed) => {
      const argument = sample(truth, center, seed);
      same(applied(where, rule, result, argument), closedForm(truth, name, argument));
    });
  });

  test('sums, products and quotients of two series', () => {
    same(applied(where, rules.neg, 0, a), truth.scale(a, fraction(-1)));
    same(applied(where, rules.add, 0, a, b), truth.add(a, b));
    same(applied(where, rules.sub, 0, a, b), truth.sub(a, b));
    same(applied(where, rules.mul, 0, a, b), truth.mul(a, b));
    same(applied(where, rules.div, 0, a, b), truth.div(a, b));
    same(truth.mul(applied(where, rules.div, 0, a, b), b), a);
  });

  test('the short rules where one operand is constant', () => {
    same(applied(where, rules.addConstant, 0, a, constant), truth.add(a, constant));
    same(applied(where, rules.subConstant, 0, a, constant), truth.sub(a, constant));
    same(applied(where, rules.subFromConstant, 0, constant, a), truth.sub(constant, a));
    same(applied(where, rules.mulConstant, 0, a, constant), truth.mul(a, constant));
    same(applied(where, rules.divConstant, 0, a, constant), truth.scale(a, fraction(3, 7)));
    same(applied(where, rules.constantDiv, 0, constant, b), truth.div(constant, b));
  });

  test('a constant rational power of a series', () => {
    const powers = [
      { base: fraction(9, 4), p: 3n, q: 2n },
      { base: fraction(-8, 27), p: -2n, q: 3n },
      { base: fraction(5, 3), p: -4n, q: 1n },
      { base: fraction(32), p: 7n, q: 5n },
    ];
    for (const { base, p, q } of powers) {
      const argument = sample(truth, base, 4);
      const wanted = truth.compose(powerExpansion(base, fraction(p, q), truth.order), truth.withoutConstant(argument));
      same(applied(where, powRule(rational(p, q)), 0, argument), wanted);
    }
  });

  test.each([2, 3, 4, 5, 7, 8])('the power %i of a series, by products, also where the series starts at zero', (n) => {
    for (const argument of [a, sample(truth, zero, 3)]) {
      let wanted = truth.constant(fraction(1));
      for (let i = 0; i < n; i++) wanted = truth.mul(wanted, argument);
      const program = programOfPower(n);
      const got = where.run(program, [argument])[program.rows - 1]!;
      expect([...truth.sub(got, wanted)]).toEqual([]);
    }
  });
});

describe('weights of the power rule', () => {
  test('an exponent of doubles with long denominators is refused before its weights round', () => {
    expect(canRaise(rational(1n, 3n), 200)).toBe(true);
    expect(canRaise(rational(2n ** 52n, 1n), 0)).toBe(true);
    expect(canRaise(rational(2n ** 52n, 1n), 1)).toBe(false);
    expect(canRaise(rational(1n, 2n ** 50n), 10)).toBe(false);
  });
});
