import type { Algebra, HeadName, Memory } from '../../src/algebra/algebra.js';
import { type Rational, rational } from '../../src/rounding/rational.js';
import { powRule } from '../../src/series/families.js';
import { type LadderName, ladders, ruleOfHead, rungOf } from '../../src/series/functions.js';
import { type Program, programOf, programOfPower } from '../../src/series/program.js';
import type { Rule } from '../../src/series/rule.js';
import { Tape } from '../../src/series/tape.js';
import rows from '../data/series-coefficients.json' with { type: 'json' };

/** Coefficients 0 … 40 of one function of x + t (`plain`) or x + t − t²/2 + t³/4 (`curved`), in decimals. */
export interface Golden {
  readonly function: string;
  readonly center: number;
  /** Distance to the nearest singularity of the function, none for entire functions. */
  readonly radius: number | null;
  readonly argument: string;
  readonly coefficients: readonly string[];
}

export const golden: readonly Golden[] = rows;

const exponents: Readonly<Record<string, Rational>> = {
  'pow(2.5)': rational(5n, 2n),
  'pow(-1.5)': rational(-3n, 2n),
  'pow(-3)': rational(-3n, 1n),
};

function programFor(name: string, order: number): { program: Program; row: number } {
  if (name === 'pow(7)') {
    const program = programOfPower(7);
    return { program, row: program.rows - 1 };
  }
  const [, base = name, index] = /^(besselJ)\((\d+)\)$/.exec(name) ?? [];
  const climb = index === undefined ? rungOf[name as LadderName] : ([base as 'besselJ', Number(index)] as const);
  if (climb !== undefined) {
    const { rule, result } = ladders[climb[0]](climb[1], order);
    return { program: programOf(rule), row: rule.arguments + result };
  }
  const exponent = exponents[name];
  const [rule, result]: readonly [Rule, number] = exponent === undefined ? ruleOfHead[name as HeadName] : [powRule(exponent), 0];
  return { program: programOf(rule), row: rule.arguments + result };
}

/** The coefficients brook computes in an algebra for the function and argument of `row`, around `center` instead of the golden one if given. */
export function computed<T, M extends Memory>(algebra: Algebra<T, M>, row: Golden, value: (x: number) => T, center?: T): T[] {
  const order = row.coefficients.length - 1;
  const { program, row: result } = programFor(row.function, order);
  const tape = new Tape(algebra, program, order);
  const argument = row.argument === 'plain' ? [1] : [1, -0.5, 0.25];
  algebra.write(tape.memory, tape.row(0), center ?? value(row.center));
  argument.forEach((c, k) => {
    algebra.write(tape.memory, tape.row(0) + (k + 1) * algebra.width, value(c));
  });
  tape.run();
  return row.coefficients.map((_, k) => algebra.read(tape.memory, tape.row(result) + k * algebra.width));
}
