import type { HeadName } from '../../src/algebra/algebra.js';
import type { SpaceOptions } from '../../src/series/extent.js';
import { graded } from '../../src/series/graded.js';
import { type Program, programOf } from '../../src/series/program.js';
import type { Rule } from '../../src/series/rule.js';
import { Space } from '../../src/series/space.js';
import { Tape } from '../../src/series/tape.js';
import { exact } from '../oracle/algebra.js';
import { type Fraction, fraction } from '../oracle/fraction.js';
import { expansion } from '../oracle/maclaurin.js';
import { type Polynomial, Truncated } from '../oracle/polynomial.js';

/** One way of running the table exactly: on which series, and how these lie in memory. */
export interface Setting {
  readonly name: string;
  readonly truth: Truncated;
  /** All rows of the program, its first ones given. */
  run(program: Program, given: readonly Polynomial[]): Polynomial[];
}

/** Several variables by the graded rows of a tape; one variable when `variables` is 1 and `isPlain`. */
export function setting(variables: number, order: number, isPlain = false, options: SpaceOptions = {}): Setting {
  const space = new Space(variables, order, options);
  const truth = new Truncated(variables, space.order, (exponents) => space.indexOf(exponents) !== undefined);
  const { weights, orders } = options;
  const exponents = Array.from({ length: space.size }, (_, i) => space.exponentsOf(i));
  return {
    name: isPlain
      ? `one variable, order ${order}`
      : `${variables} variables by degrees, order ${order}${weights ? `, weights ${weights}` : ''}${orders ? `, exponents to ${orders}` : ''}`,
    truth,
    run: (program, given) => {
      const tape = isPlain ? new Tape(exact, program, order) : new Tape(exact, program, order, graded(exact, space));
      given.forEach((series, row) => {
        for (const [i, e] of exponents.entries()) tape.memory[tape.row(row) + i] = truth.coefficient(series, e);
      });
      tape.run();
      return Array.from({ length: program.rows }, (_, row) =>
        truth.from(exponents.map((e, i) => [e, tape.memory[tape.row(row) + i]!] as const)),
      );
    },
  };
}

/** The result of one rule on given series. */
export function applied(where: Setting, rule: Rule, result: number, ...given: Polynomial[]): Polynomial {
  return where.run(programOf(rule), given)[rule.arguments + result]!;
}

/** A series with the given constant term and small nonzero coefficients everywhere else, different for each `seed`. */
export function sample(truth: Truncated, constantTerm: Fraction, seed: number): Polynomial {
  const terms: [number[], Fraction][] = [];
  const fill = (prefix: number[], left: number): void => {
    if (prefix.length === truth.variables) {
      const degree = prefix.reduce((sum, e) => sum + e, 0);
      const mixed = prefix.reduce((h, e) => (h * 7 + e * 5 + seed) % 31, seed % 31);
      terms.push([prefix, degree === 0 ? constantTerm : fraction((mixed % 5) + 1, mixed % 2 === 0 ? 2 : -3)]);
    } else for (let e = 0; e <= left; e++) fill([...prefix, e], left - e);
  };
  fill([], truth.order);
  return truth.from(terms);
}

/** f(a) by the closed form of f around the constant term of a. */
export function closedForm(truth: Truncated, name: HeadName, a: Polynomial): Polynomial {
  return truth.compose(expansion(name, truth.constantTerm(a), truth.order), truth.withoutConstant(a));
}
