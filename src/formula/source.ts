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

/**
 * A formula as a text; a plain function is read with the scope of the equations that it goes with.
 *
 * @param expected - what begins the message for what is none
 */
export function textOf(expected: string, source: unknown, { scope = {} }: Pick<Equations, 'scope'>): string {
  if (typeof source === 'string') return source;
  if (typeof source === 'function') return formula(source as PlainFunction, { scope }).toString();
  if (source instanceof Formula) return source.toString();
  throw new TypeError(`${expected}, such as 'x - 1', got ${source === undefined ? 'none' : typeof source}`);
}

/** Systems of texts asked for lately, by their equations. */
const systems = new Map<string, System>();

/** Systems kept: each with the kernels that were compiled for it. */
const MOST_SYSTEMS = 8;

/** The one that was asked for last, by its states and their right-hand sides: to compare these is less work than to write them out. */
let latest: { readonly states: readonly string[]; readonly sides: readonly unknown[]; readonly system: System } | undefined;

export function systemOf(source: SystemSource): System {
  if (source instanceof System) return source;
  if (latest !== undefined && areMadeOf(source, latest.states, latest.sides)) return latest.system;
  const key = keyOf(source);
  const known = key === undefined ? undefined : systems.get(key);
  const found = known ?? system(source);
  if (key !== undefined) {
    latest = { states: Object.keys(source), sides: Object.values(source), system: found };
    if (known === undefined) {
      if (systems.size >= MOST_SYSTEMS) systems.delete(systems.keys().next().value!);
      systems.set(key, found);
    }
  }
  return found;
}

/** Whether equations are of these states, in the same sequence, with these right-hand sides. */
function areMadeOf(source: RightSides | PlainFunction, states: readonly string[], sides: readonly unknown[]): boolean {
  if (typeof source !== 'object' || source === null) return false;
  const names = Object.keys(source);
  return names.length === states.length && names.every((name, i) => name === states[i] && source[name] === sides[i]);
}

/** The same for what are equations already. */
export function equationsOf(source: SystemSource | Equations): Equations {
  return source instanceof Equations ? source : systemOf(source);
}

/** What equations that are texts say; undefined for others. */
function keyOf(source: RightSides | PlainFunction): string | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  const entries = Object.entries(source);
  return entries.every(([, side]) => typeof side === 'string') ? JSON.stringify(entries) : undefined;
}
