import { Formula } from '../formula/formula.js';
import { termsOf } from '../formula/kernel/graded.js';
import { interpreted, type Runner, runnerOf } from '../formula/kernel/program.js';
import { lower } from '../formula/lower.js';
import { formulaOf } from '../formula/source.js';
import { piecewiseNames } from '../series/functions.js';
import { Space } from '../series/space.js';
import type { ScalarSource, SourceOptions, Target } from './target.js';

/** Values over doubles of a function and its derivatives at a point, from one series of order 2 in all variables. */
export interface SecondOrder {
  readonly space: Space;
  /** The coefficients, one after the other in the numbering of the space; to be read before the next call. */
  at(point: readonly number[]): Float64Array;
}

/** A layout that has run so often, and after how many runs code is compiled. */
interface Kept {
  readonly space: Space;
  readonly patience: number;
  readonly task: Parameters<typeof runnerOf>[0];
  runner: Runner;
  uses: number;
  /** Whether it is at work, which a function that a caller gives may ask for in between. */
  isRunning: boolean;
}

/** Layouts made so far; null where there is none. */
const made = new WeakMap<Formula | Target, Kept | null>();

/** Variables up to which a series has all second derivatives as fast as the gradient in reverse of jets: its products have some 3n²/2 terms, which are arithmetic alone. */
const MOST_VARIABLES = 12;

/** Code of so many terms is compiled in the time that the interpreter takes for a point; the bits are the same. */
const TERMS_FOR_A_POINT = 20;
const LEAST_PATIENCE = 100;

/** The series of a function of few variables without kinks; undefined for others. `target` reads it where it was not met before. */
export function secondOrderOf(
  f: ScalarSource,
  count: number,
  target: () => Target,
  scope: SourceOptions['scope'],
): SecondOrder | undefined {
  if (count === 0 || count > MOST_VARIABLES) return undefined;
  const known = f instanceof Formula ? f : typeof f === 'string' && scope === undefined ? formulaOf(f) : undefined;
  // a function without a scope has the same target again
  const key = known ?? target();
  let kept = made.get(key);
  if (kept === undefined || kept?.isRunning) {
    kept = laidOut(known === undefined ? (key as Target) : target(), count);
    made.set(key, kept);
  }
  // who knows the formula has its count checked here, others by reading it
  if (kept === null || known?.variables.length !== (known && count)) return undefined;
  const found = kept;
  return {
    space: found.space,
    at: (point) => {
      if (++found.uses === found.patience) found.runner = runnerOf(found.task, 'wasm', 1) ?? found.runner;
      const { memory, inputAt, outputAt, run } = found.runner;
      for (let v = 0; v < count; v++) memory[inputAt(v)] = point[v]!;
      found.isRunning = true;
      run();
      found.isRunning = false;
      return memory.subarray(outputAt(0), outputAt(0) + found.space.size);
    },
  };
}

function laidOut({ dag, roots, variables }: Target, count: number): Kept | null {
  if (dag.reach(roots).some((id) => piecewiseNames.has(dag.nodes[id]!.op))) return null;
  const space = Space.of(count, 2);
  const task = { program: lower(dag, roots, variables.length, 2), given: count, shape: space };
  const patience = Math.max(LEAST_PATIENCE, Math.ceil(termsOf(task.program, space) / TERMS_FOR_A_POINT));
  return { space, task, patience, runner: interpreted(task), uses: 0, isRunning: false };
}
