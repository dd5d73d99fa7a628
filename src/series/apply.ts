import type { Algebra, Memory } from '../algebra/algebra.js';
import { graded } from './graded.js';
import { type Program, programOf, programOfPower, programOfRaise } from './program.js';
import type { Rule } from './recurrence.js';
import { orderOf, type Shape, sizeOf } from './shape.js';
import { Tape } from './tape.js';

/** Tapes made so far, by algebra, then by program and shape: a facade call lays nothing out twice. */
const tapes = new WeakMap<object, Map<string, Tape<unknown, Memory>>>();

/** Tapes kept for one algebra. A program that asks for thousands of different exponents must not fill the memory with them. */
const MOST_TAPES = 256;

/** Applies a rule to series and returns a fresh memory with the chosen result. */
export function applyRule<M extends Memory>(
  algebra: Algebra<unknown, M>,
  rule: Rule,
  result: number,
  shape: Shape,
  args: readonly M[],
): M {
  const tape = tapeOf(algebra, rule.name, () => programOf(rule), shape);
  return run(tape, rule.arguments + result, shape, args);
}

/** a^n for an integer n ≥ 1 by products, in a fresh memory. */
export function applyPower<M extends Memory>(algebra: Algebra<unknown, M>, n: number, shape: Shape, a: M): M {
  const program = programOfPower(n);
  const tape = tapeOf(algebra, `power ${n}`, () => program, shape);
  return run(tape, program.rows - 1, shape, [a]);
}

/** a^b from b·log a, in a fresh memory. */
export function applyRaise<M extends Memory>(algebra: Algebra<unknown, M>, shape: Shape, a: M, b: M): M {
  const program = programOfRaise();
  const tape = tapeOf(algebra, 'raise by series', () => program, shape);
  return run(tape, program.rows - 1, shape, [a, b]);
}

/** The tape of a named program, made on first use. Its memory is scratch: take the result before the next use. */
function tapeOf<M extends Memory>(
  algebra: Algebra<unknown, M>,
  name: string,
  program: () => Program,
  shape: Shape,
): Tape<unknown, M> {
  const order = orderOf(shape);
  const key = typeof shape === 'number' ? `${name} ${order}` : `${name} ${order} of ${shape.variables}`;
  let made = tapes.get(algebra);
  if (made === undefined) {
    made = new Map();
    tapes.set(algebra, made);
  }
  let tape = made.get(key) as Tape<unknown, M> | undefined;
  if (tape === undefined) {
    tape =
      typeof shape === 'number'
        ? new Tape(algebra, program(), order)
        : new Tape(algebra, program(), order, graded(algebra, shape));
    if (made.size >= MOST_TAPES) for (const oldest of [...made.keys()].slice(0, MOST_TAPES / 2)) made.delete(oldest);
    made.set(key, tape as unknown as Tape<unknown, Memory>);
  }
  return tape;
}

/** Fills the first rows of a tape, runs it, and returns a copy of row `result`. */
function run<M extends Memory>(tape: Tape<unknown, M>, result: number, shape: Shape, args: readonly M[]): M {
  const { algebra, memory } = tape;
  const size = sizeOf(shape);
  args.forEach((a, i) => {
    algebra.transfer(memory, tape.row(i), a, 0, size);
  });
  tape.run();
  const out = algebra.allocate(size);
  algebra.transfer(out, 0, memory, tape.row(result), size);
  return out;
}
