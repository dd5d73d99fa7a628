import type { Memory } from '../algebra/algebra.js';
import { decorating, isDecorated } from '../algebra/decorated.js';
import { algebraOf } from '../algebra/of.js';
import { Tape } from '../series/tape.js';
import type { Formula } from './formula.js';
import { type Lowered, lower } from './lower.js';

interface Evaluator {
  readonly lowered: Lowered;
  readonly tapes: Map<unknown, Tape<unknown, Memory>>;
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
  let tape = evaluator.tapes.get(algebra) as Tape<T, Memory> | undefined;
  if (tape === undefined) {
    tape = new Tape(algebra, evaluator.lowered, 0);
    evaluator.tapes.set(algebra, tape as Tape<unknown, Memory>);
  }
  for (let i = 0; i < point.length; i++) algebra.write(tape.memory, tape.row(i), point[i]!);
  tape.run();
  return algebra.read(tape.memory, tape.row(evaluator.lowered.roots[0]!));
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
