import { expect } from 'vitest';
import { Dag } from '../../../src/formula/dag.js';
import { FormulaError } from '../../../src/formula/error.js';
import { parse } from '../../../src/formula/parse.js';
import { toText } from '../../../src/formula/print.js';
import { type PlainFunction, type ReadOptions, read } from '../../../src/formula/read.js';

export function expectReading(fn: PlainFunction, expected: readonly string[], options: ReadOptions = {}): void {
  const dag = new Dag();
  const { roots, variables } = read(fn, { ...options, dag });
  const meant = expected.map((text) => parse(text, { dag, variables }).root);
  const shown = (ids: readonly number[]): string[] => ids.map((id) => toText(dag, id, variables));
  expect(shown(roots)).toEqual(shown(meant));
  expect(roots).toEqual(meant);
}

/** What the reader throws at a function. */
export function rejection(fn: PlainFunction, options: ReadOptions = {}): FormulaError {
  try {
    read(fn, options);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('the function was accepted');
}

/** A function from source that no transpiler has touched, in code that is not strict. */
export function plain<F = PlainFunction>(source: string): F {
  return new Function(`return ${source}`)() as F;
}
