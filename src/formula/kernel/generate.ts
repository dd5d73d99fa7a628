import { numberFunctions } from '../../algebra/float64.js';
import type { Side } from '../../series/grading.js';
import type { Equations } from '../equations.js';
import type { SteppingKernel } from './compile.js';
import { javaScript, ScriptTarget } from './script.js';
import { layoutOf, placesOf, type Shape, shapeFor, writeSolution } from './write.js';

/** Multiply-adds up to which code is written out order by order: V8 never optimizes a function of more than 60 KiB of bytecode. */
const LARGEST_STRAIGHT = 1200;

/**
 * The float64 `Solution` of a system in generated JavaScript: the same coefficients, bit for bit.
 *
 * @param parameters - a value for each parameter of the system, in its order
 * @param watched - further nodes of the system's graph to be computed along
 * @param shape - chosen by size unless given
 * @param side - on which side of the initial time the solution is wanted, where a field has kinks
 * @returns undefined where a content-security policy forbids code from text
 */
export function generateSolution(
  system: Equations,
  order: number,
  parameters: readonly number[],
  watched: readonly number[] = [],
  shape?: Shape,
  side: Side = 0,
): SteppingKernel | undefined {
  const layout = layoutOf(system, order, watched);
  const called = new Map<string, (...args: number[]) => number>();
  const target = new ScriptTarget(javaScript(called, numberFunctions));
  const placement = writeSolution(target, layout, shape ?? shapeFor(layout, LARGEST_STRAIGHT), false, side);
  const memory = new Float64Array(placement.coefficients);
  const scope = new Map<string, unknown>([['m', memory], ...called]);
  const made = evaluated(`${target.functions.join('')}return { solve, advance };`, scope);
  if (made === undefined) return undefined;
  const places = placesOf(layout, placement, 1);
  for (const [i, value] of parameters.entries()) memory[places.parameterAt(i)] = value;
  return { memory, states: layout.states, order, ...places, ...(made as Pick<SteppingKernel, 'solve' | 'advance'>) };
}

/**
 * Whether code from text may be tried without being asked for: where there is no WebAssembly, and no page. A policy that forbids WebAssembly forbids code from text
 * all the more, and the attempt is reported as a violation.
 */
export function mayGenerate(): boolean {
  const names: Readonly<Record<string, unknown>> = globalThis as never;
  return ['WebAssembly', 'document', 'WorkerGlobalScope'].every((name) => names[name] === undefined);
}

/** Engines share what they learn among functions of equal text, which then suits none of them: every text gets its number. */
let texts = 0;

/** What the body of a function with these values in scope returns; undefined where a policy forbids code from text. */
export function evaluated(body: string, scope: ReadonlyMap<string, unknown>): unknown {
  let make: (...values: unknown[]) => unknown;
  try {
    make = new Function(...scope.keys(), `'use strict'; // ${++texts}\n${body}`) as typeof make;
  } catch (error) {
    if (error instanceof SyntaxError) throw error; // then the text is at fault
    return undefined;
  }
  return make(...scope.values());
}
