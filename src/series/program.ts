import type { Rational } from '../rounding/rational.js';
import { powerRule } from './families.js';
import type { Rule } from './rule.js';

/** One use of a rule: which rows it reads and which it fills. */
export interface Application {
  readonly rule: Rule;
  readonly args: readonly number[];
  readonly results: readonly number[];
  /** Which of the results others than the rule itself ask for, the first first; absent where all may be. */
  readonly wanted?: readonly number[];
  /** Number of the guard under which alone the results are needed; absent where they always are. */
  readonly when?: number;
  /** Whether doubles add up the terms of sums by turns, not in sequence: see `Operation` (src/algebra/machine.ts). */
  readonly inTurns?: boolean | undefined;
}

/** A row of truths, whether what it guards is needed where they are 1 or where they are 0, and the number of the guard around it. */
export interface Guard {
  readonly row: number;
  readonly holds: boolean;
  readonly outer: number | undefined;
}

/** A row that holds an exact constant: only its constant term is not zero. */
export interface ConstantRow {
  readonly row: number;
  readonly value: Rational | 'pi';
}

/**
 * A computation on series, in order: rows are series, some given from outside, some constant, each other filled by one application of a rule.
 * Formulas, systems of equations and single functions all become one of these; tapes run it and kernels are written from it.
 */
export interface Program {
  readonly rows: number;
  readonly constants: readonly ConstantRow[];
  readonly applications: readonly Application[];
  /** Outer guards before inner ones; absent where there are none. */
  readonly guards?: readonly Guard[];
}

/** Writes a program row by row. The first `given` rows are filled from outside. */
export class ProgramBuilder implements Program {
  rows: number;
  readonly constants: ConstantRow[] = [];
  readonly applications: Application[] = [];

  constructor(given: number) {
    this.rows = given;
  }

  constant(value: Rational | 'pi'): number {
    const row = this.rows++;
    this.constants.push({ row, value });
    return row;
  }

  /** Applies a rule and returns the rows of its results. */
  apply(rule: Rule, ...args: number[]): number[] {
    return this.applyFor(undefined, rule, ...args);
  }

  /** The same where only some of the results are wanted, of which the list may grow. */
  applyFor(wanted: readonly number[] | undefined, rule: Rule, ...args: number[]): number[] {
    const results = rule.heads.map(() => this.rows++);
    this.applications.push({ rule, args, results, ...(wanted && { wanted }) });
    return results;
  }

  /** a^n for an integer n ≥ 1, by products, so that a may start at zero. */
  power(a: number, n: number): number {
    if (n === 1) return a;
    return this.apply(powerRule(n), this.power(a, n % 2 === 0 ? n / 2 : n - 1), a)[0]!;
  }
}

/** The program that applies one rule: arguments are rows 0, 1, …, results follow. */
export function programOf(rule: Rule): Program {
  const program = new ProgramBuilder(rule.arguments);
  program.apply(rule, ...Array.from({ length: rule.arguments }, (_, i) => i));
  return program;
}

/** The program of a^n for an integer n ≥ 1: a is row 0, the power is the last row. */
export function programOfPower(n: number): Program {
  const program = new ProgramBuilder(1);
  program.power(0, n);
  return program;
}
