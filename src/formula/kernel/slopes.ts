import { piecewiseNames } from '../../series/functions.js';
import type { Lowered } from '../lower.js';
import { Straight } from './straight.js';
import { WasmTarget } from './wasm.js';

/** An operand of an application: how its results' first coefficients change with that of one row is to be stored from number `first` on, for the rows `to`. */
export interface Slope {
  readonly application: number;
  readonly from: number;
  readonly first: number;
  readonly to: readonly number[];
}

/** Values and slopes of a program at a point, in one memory. */
export interface SlopeKernel {
  readonly memory: Float64Array;
  readonly inputAt: (variable: number) => number;
  readonly rootAt: (i: number) => number;
  /** Where slope number 0 lies; the others follow. */
  readonly slopesAt: number;
  run(): unknown;
}

/** Applications and slopes up to which code is written: it is straight, and engines compile long functions slowly. */
const MOST_APPLICATIONS = 1000;
const MOST_SLOPES = 3000;

/**
 * The first coefficients of each operation's results where one operand's is 1 and the others' are 0, over float64 as WebAssembly: the bits of a tape.
 *
 * @param slopes - those wanted
 * @param count - places for slopes
 * @returns undefined where WebAssembly is not to be had, the program has kinks or branches, or is too long
 */
export function compileSlopes(
  program: Lowered,
  variables: number,
  slopes: readonly Slope[],
  count: number,
): SlopeKernel | undefined {
  const { applications, roots } = program;
  if (
    applications.length > MOST_APPLICATIONS ||
    slopes.length > MOST_SLOPES ||
    applications.some(({ rule }) => piecewiseNames.has(rule.name))
  ) {
    return undefined;
  }
  const target = new WasmTarget(1);
  const slopesAt = 2 * variables;
  const rootAt = (i: number): number => slopesAt + count + i;
  target.define('run', 0, (machine) => {
    const straight = new Straight(machine, program, 1);
    straight.write(0);
    for (const [i, row] of roots.entries()) machine.store({ position: rootAt(i) }, straight.get(row, 0));
    const [zero, one] = [machine.constant(0), machine.constant(1)];
    for (const { application, from, first, to } of slopes) {
      for (const row of applications[application]!.args) straight.set(row, 1, zero);
      straight.set(from, 1, one);
      straight.writeOne(applications[application]!, 1);
      for (const [i, row] of to.entries()) machine.store({ position: slopesAt + first + i }, straight.get(row, 1));
    }
  });
  const linked = target.link(rootAt(roots.length));
  if (linked === undefined) return undefined;
  const { memory, exports } = linked;
  return { memory, inputAt: (variable) => 2 * variable, rootAt, slopesAt, run: exports['run']! };
}
