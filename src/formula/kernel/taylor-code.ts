import { externs } from '../code.js';
import type { System } from '../system.js';
import { c, ScriptTarget } from './script.js';
import { layoutOf, type Shape, shapeFor, writeSolution } from './write.js';

/** Multiply-adds up to which the code is written out order by order, as for WebAssembly. */
const LARGEST_STRAIGHT = 1600;

/** C99 code of the Taylor coefficients of a system's solutions: see `System.toC`. */
export function taylorToC(system: System, order: number, name: string, shape?: Shape): string {
  const prefix = name.replace(/[^A-Za-z0-9_]/gu, '_');
  const layout = layoutOf(system, order, []);
  const given = new Map<string, string>();
  const target = new ScriptTarget(c(prefix, given));
  const { coefficients } = writeSolution(target, layout, shape ?? shapeFor(layout, LARGEST_STRAIGHT));
  const names = new Set(given.values());
  if (names.size < given.size) {
    throw new RangeError(
      `toC: expected different names of different functions, got ${[...given.values()].join(', ')}; give others`,
    );
  }
  const inputs = [...system.states, ...(system.time === undefined ? [] : [system.time]), ...system.parameters];
  const rows = inputs.map((name, i) => `${name} at m[${i * (order + 1)}]`);
  return `/* Taylor coefficients 0 ... ${order} of the solutions of
${system.toString().replace(/^/gmu, '     ')}
   m has ${prefix}_size doubles, zero at first, with ${rows.join(', ')}.
   ${prefix}_solve puts the coefficients of each state behind its initial value; ${prefix}_advance then moves the initial values by a time h. */
#include <math.h>

${externs([...names])}enum { ${prefix}_size = ${coefficients} };

${target.functions.join('\n')}`;
}
