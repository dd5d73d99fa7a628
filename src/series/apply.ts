import type { Algebra, Memory } from '../algebra/algebra.js';
import { type Program, programOf } from './program.js';
import type { Rule } from './recurrence.js';
import { Tape } from './tape.js';

/** Tapes made so far, by algebra, then by program and order: a facade call lays nothing out twice. */
const tapes = new WeakMap<Algebra<never, never>, Map<string, Tape<unknown, Memory>>>();

/** The tape of a named program over an algebra, made on first use. Its memory is scratch: take the result before the next use. */
export function tapeOf<T, M extends Memory>(
  algebra: Algebra<T, M>,
  name: string,
  program: () => Program,
  order: number,
): Tape<T, M> {
  const key = `${name} ${order}`;
  let made = tapes.get(algebra as unknown as Algebra<never, never>);
  if (made === undefined) {
    made = new Map();
    tapes.set(algebra as unknown as Algebra<never, never>, made);
  }
  let tape = made.get(key) as Tape<T, M> | undefined;
  if (tape === undefined) {
    tape = new Tape(algebra, program(), order);
    made.set(key, tape as unknown as Tape<unknown, Memory>);
  }
  return tape;
}

/** One row of coefficients in some memory. */
export interface Row<M extends Memory> {
  readonly memory: M;
  readonly at: number;
}

/** Applies a rule to rows of coefficients up to `order` and returns a fresh memory with the chosen result. */
export function applyRule<T, M extends Memory>(
  algebra: Algebra<T, M>,
  rule: Rule,
  result: number,
  order: number,
  args: readonly Row<M>[],
): M {
  const tape = tapeOf(algebra, rule.name, () => programOf(rule), order);
  return runTape(tape, rule.arguments + result, args);
}

/** Fills the first rows of a tape, runs it, and returns a copy of row `result`. */
export function runTape<T, M extends Memory>(tape: Tape<T, M>, result: number, args: readonly Row<M>[]): M {
  const { algebra, order, memory } = tape;
  args.forEach((row, i) => {
    algebra.transfer(memory, tape.row(i), row.memory, row.at, order + 1);
  });
  tape.run();
  const out = algebra.allocate(order + 1);
  algebra.transfer(out, 0, memory, tape.row(result), order + 1);
  return out;
}
