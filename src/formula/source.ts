import { Equations } from './equations.js';
import { Formula, formula } from './formula.js';
import type { PlainFunction } from './read.js';
import { type RightSides, System, system } from './system.js';

/** A function of numbers in any of the ways brook takes one. */
export type FormulaSource = string | Formula | PlainFunction;

/** A system of equations in any of the ways brook takes one. */
export type SystemSource = System | RightSides | PlainFunction;

/** Formulas of texts asked for lately, so that what is laid out or compiled for one is found again. */
const texts = new Map<string, Formula>();

/** Texts kept. */
const MOST_TEXTS = 64;

export function formulaOf(source: FormulaSource): Formula {
  if (source instanceof Formula) return source;
  if (typeof source !== 'string') return formula(source);
  let known = texts.get(source);
  if (known === undefined) {
    known = formula(source);
    if (texts.size >= MOST_TEXTS) texts.delete(texts.keys().next().value!);
    texts.set(source, known);
  }
  return known;
}

export function systemOf(source: SystemSource): System {
  return source instanceof System ? source : system(source);
}

/** The same for what are equations already. */
export function equationsOf(source: SystemSource | Equations): Equations {
  return source instanceof Equations ? source : system(source);
}
