import { describe, expect, test } from 'vitest';
import type { HeadName } from '../../src/algebra/algebra.js';
import { rational } from '../../src/rounding/rational.js';
import { ruleOfHead } from '../../src/series/functions.js';
import { jetAlgebra } from '../../src/series/jet.js';
import { programOf } from '../../src/series/program.js';
import { rules } from '../../src/series/recurrence.js';
import { Space } from '../../src/series/space.js';
import { Tape } from '../../src/series/tape.js';
import { exact } from '../oracle/algebra.js';
import { type Fraction, fraction, zero } from '../oracle/fraction.js';
import { centers, powerExpansion } from '../oracle/maclaurin.js';
import { PI } from '../oracle/pi.js';
import { type Polynomial, Truncated } from '../oracle/polynomial.js';
import { closedForm, sample } from './exactly.js';

const spaces = [
  new Space(2, 4),
  new Space(2, 6, { weights: [1, 2] }),
  new Space(2, 5, { orders: [2, 4] }),
  new Space(2, Infinity, { orders: [3, 2] }),
];

describe.each(spaces)('jets in $variables variables, order $order, weights $weights, exponents up to $orders', (space) => {
  const truth = new Truncated(2, space.order, (e) => space.indexOf(e) !== undefined);
  const jets = jetAlgebra(exact, space);
  const exponents = Array.from({ length: space.size }, (_, i) => space.exponentsOf(i));
  const jetOf = (a: Polynomial): Fraction[] => exponents.map((e) => truth.coefficient(a, e));
  const polynomialOf = (jet: readonly Fraction[]): Polynomial => truth.from(jet.map((c, i) => [exponents[i]!, c] as const));

  /** One operation on jets in a memory of their own. */
  function compute(operate: (m: Fraction[], out: number, a: number, b: number) => void, ...given: Polynomial[]): Polynomial {
    const m = jets.allocate(3);
    given.forEach((a, i) => {
      jets.write(m, (i + 1) * jets.width, jetOf(a));
    });
    operate(m, 0, jets.width, 2 * jets.width);
    return polynomialOf(jets.read(m, 0));
  }

  const same = (got: Polynomial, wanted: Polynomial): void => expect([...truth.sub(got, wanted)]).toEqual([]);

  const a = sample(truth, fraction(3, 2), 5);
  const b = sample(truth, fraction(-2, 3), 6);

  test('sums, products, quotients, multiples', () => {
    same(compute(jets.add, a, b), truth.add(a, b));
    same(compute(jets.sub, a, b), truth.sub(a, b));
    same(compute(jets.mul, a, b), truth.mul(a, b));
    same(compute(jets.div, a, b), truth.div(a, b));
    same(compute(jets.neg, a), truth.scale(a, fraction(-1)));
    same(
      compute((m, out, x) => jets.scale(m, out, x, 3), a),
      truth.scale(a, fraction(3)),
    );
    same(
      compute((m, out, x) => jets.divide(m, out, x, 3), a),
      truth.scale(a, fraction(1, 3)),
    );
  });

  test.each(Object.keys(ruleOfHead) as HeadName[])('%s', (name) => {
    centers[name].forEach((center, seed) => {
      const argument = sample(truth, center, seed);
      same(compute(jets.heads[name]!, argument), closedForm(truth, name, argument));
    });
  });

  test.each([
    [fraction(9, 4), 3n, 2n],
    [fraction(5, 3), -3n, 1n],
    [fraction(4, 3), 5n, 1n],
    [fraction(8), 1n, 3n],
  ])('powers with a constant exponent %#', (base, p, q) => {
    const argument = sample(truth, base, 2);
    const wanted = truth.compose(powerExpansion(base, fraction(p, q), space.order), truth.withoutConstant(argument));
    same(
      compute((m, out, x) => jets.pow(m, out, x, rational(p, q)), argument),
      wanted,
    );
  });

  test('integer powers: 0 gives 1, negative ones invert, positive ones take a zero start', () => {
    const power = (n: number, of: Polynomial): Polynomial => compute((m, out, x) => jets.powInteger(m, out, x, n), of);
    same(power(0, a), truth.constant(fraction(1)));
    same(power(1, a), a);
    same(truth.mul(power(-2, a), truth.mul(a, a)), truth.constant(fraction(1)));
    const start = sample(truth, zero, 1);
    same(power(0, start), truth.constant(fraction(1)));
    same(power(3, start), truth.mul(start, truth.mul(start, start)));
  });

  test('exact constants have no variables in them', () => {
    same(
      compute((m, out) => jets.rational(m, out, rational(5n, 7n))),
      truth.constant(fraction(5, 7)),
    );
    same(compute(jets.pi), truth.constant(PI));
  });
});

describe('jets: series whose coefficients are jets', () => {
  const space = spaces[0]!;
  const jets = jetAlgebra(exact, space);
  const exponents = Array.from({ length: space.size }, (_, i) => space.exponentsOf(i));
  // t of order 3, jets in (x, y) of order 4: inside polynomials of total degree 7 in (t, x, y)
  const whole = new Truncated(3, 7);
  const order = 3;
  const kept = (a: Polynomial): Polynomial =>
    new Map(
      [...a].filter(([key]) => {
        const [t, x, y] = key.split(',').map(Number) as [number, number, number];
        return t <= order && x + y <= space.order;
      }),
    );
  const argument = (constantTerm: Fraction, seed: number): Polynomial => kept(sample(whole, constantTerm, seed));
  const run = (rule: Parameters<typeof programOf>[0], result: number, ...given: Polynomial[]): Polynomial => {
    const tape = new Tape(jets, programOf(rule), order);
    given.forEach((a, row) => {
      for (let k = 0; k <= order; k++) {
        const jet = exponents.map((e) => whole.coefficient(a, [k, ...e]));
        jets.write(tape.memory, tape.row(row) + k * jets.width, jet);
      }
    });
    tape.run();
    const parts = Array.from({ length: order + 1 }, (_, k) =>
      jets.read(tape.memory, tape.row(rule.arguments + result) + k * jets.width),
    );
    return whole.from(parts.flatMap((jet, k) => jet.map((c, i) => [[k, ...exponents[i]!], c] as const)));
  };

  test('products, squares and quotients', () => {
    const [a, b] = [argument(fraction(2), 1), argument(fraction(-1, 2), 2)];
    expect([...whole.sub(run(rules.mul, 0, a, b), kept(whole.mul(a, b)))]).toEqual([]);
    expect([...whole.sub(run(rules.sqr, 0, a), kept(whole.mul(a, a)))]).toEqual([]);
    expect([...whole.sub(run(rules.div, 0, a, b), kept(whole.div(a, b)))]).toEqual([]);
  });

  test.each(['exp', 'log', 'sqrt', 'sin', 'cos', 'tan', 'atan', 'asin', 'tanh', 'expm1', 'log2', 'cbrt'] as const)(
    '%s',
    (name) => {
      const [rule, result] = ruleOfHead[name];
      const a = argument(centers[name].at(-1)!, 3);
      expect([...whole.sub(run(rule, result, a), kept(closedForm(whole, name, a)))]).toEqual([]);
    },
  );
});
