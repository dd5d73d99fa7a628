import { Formula, formula } from './formula.js';
import type { PlainFunction } from './read.js';
import { System, system } from './system.js';

/** A function of numbers in any of the ways brook takes one. */
export type FormulaSource = string | Formula | PlainFunction;

/** A system of equations in any of the ways brook takes one. */
export type SystemSource = System | Readonly<Record<string, string>> | PlainFunction;

export function formulaOf(source: FormulaSource): Formula {
  return source instanceof Formula ? source : formula(source);
}

export function systemOf(source: SystemSource): System {
  return source instanceof System ? source : system(source);
}
