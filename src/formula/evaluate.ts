import type { Memory } from '../algebra/algebra.js';
import { decorating, isDecorated } from '../algebra/decorated.js';
import { algebraOf } from '../algebra/of.js';
import { Tape } from '../series/tape.js';
import { Truncated } from '../series/truncated.js';
import { atSeries } from './at-series.js';
import type { Formula } from './formula.js';
import { type Lowered, lower } from './lower.js';

interface Evaluator {
  readonly lowered: Lowered;
  /** Of each algebra a tape, but for the time that it runs: functions that callers give may evaluate the formula again. */
  readonly tapes: Map<unknown, { tape: Tape<unknown, Memory> | undefined }>;
}

/** One evaluator a formula, made on first use. */
const evaluators = new WeakMap<Formula, Evaluator>();

/**
 * The value of a formula in the arithmetic of the widest of `values`: numbers give a number, an interval among them gives an enclosure, a decorated one
 * an enclosure with its decoration.
 */
export function evaluate<T>(f: Formula, values: readonly T[] | Readonly<Record<string, T>>): T {
  const given = inOrder(f, values);
  return given.some(isDecorated) ? (decorating('evaluate', given, (bare) => valueAt(f, bare)) as T) : valueAt(f, given);
}

function valueAt<T>(f: Formula, values: readonly T[]): T {
  const { algebra, values: point } = algebraOf('evaluate', values);
  let evaluator = evaluators.get(f);
  if (evaluator === undefined) {
    evaluator = { lowered: lower(f.dag, [f.root], f.variables.length, 0), tapes: new Map() };
    evaluators.set(f, evaluator);
  }
  let idle = evaluator.tapes.get(algebra);
  if (idle === undefined) {
    idle = { tape: undefined };
    evaluator.tapes.set(algebra, idle);
  }
  const tape = (idle.tape as Tape<T, Memory> | undefined) ?? new Tape(algebra, evaluator.lowered, 0);
  idle.tape = undefined;
  for (let i = 0; i < point.length; i++) algebra.write(tape.memory, tape.row(i), point[i]!);
  const at = tape.row(evaluator.lowered.roots[0]!);
  try {
    tape.run();
  } catch (error) {
    const own = algebra.isExact ? byMethods(f, point) : undefined;
    if (own === undefined) throw error;
    return own;
  }
  idle.tape = tape as Tape<unknown, Memory>;
  const isThere = algebra.mignitude !== undefined || algebra.magnitude(tape.memory, at) < Infinity;
  return (isThere ? undefined : byMethods(f, point)) ?? algebra.read(tape.memory, at);
}

/** The value at series, where a tape has none: it divides by what vanishes at the center, and knows of one order alone. */
function byMethods<T>(f: Formula, point: readonly T[]): T | undefined {
  if (!(point[0] instanceof Truncated)) return undefined;
  return atSeries<unknown, never>(f.dag, f.root, point as readonly never[]) as T | undefined;
}

function inOrder<T>(f: Formula, values: readonly T[] | Readonly<Record<string, T>>): readonly T[] {
  const names = f.variables;
  if (Array.isArray(values)) {
    if (values.length === names.length) return values;
    throw new RangeError(
      `evaluate: expected ${names.length} values (${names.join(', ') || 'no variables'}), got ${values.length}`,
    );
  }
  const record = values as Readonly<Record<string, T>>;
  const unknown = Object.keys(record).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`evaluate: expected values of ${names.join(', ') || 'no variables'}, got one of ${unknown}`);
  return names.map((name) => {
    if (!Object.hasOwn(record, name)) throw new RangeError(`evaluate: expected a value of ${name}, got none`);
    return record[name]!;
  });
}
