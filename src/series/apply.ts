import { type Algebra, isWithoutValue, type Memory } from '../algebra/algebra.js';
import { isUnboundedAt } from './bounded.js';
import { graded } from './graded.js';
import { type Program, programOf, programOfPower } from './program.js';
import { rules } from './recurrence.js';
import type { Rule } from './rule.js';
import { orderOf, type Shape, sizeOf } from './shape.js';
import { Tape } from './tape.js';

/** Tapes made so far, by algebra, then by program and by shape: a facade call lays nothing out twice. */
const tapes = new WeakMap<object, Map<string, Map<Shape, Tape<unknown, Memory>>>>();

/** Programs whose tapes are kept for one algebra. Asking for thousands of different exponents must not fill the memory. */
const MOST_PROGRAMS = 128;

/** Shapes whose tapes are kept for one program. */
const MOST_SHAPES = 32;

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
  return applyRule(algebra, rules.raise, 2, shape, [a, b]);
}

/** The tape of a named program, made on first use. Its memory is scratch: take the result before the next use. */
function tapeOf<M extends Memory>(
  algebra: Algebra<unknown, M>,
  name: string,
  program: () => Program,
  shape: Shape,
): Tape<unknown, M> {
  let byName = tapes.get(algebra);
  if (byName === undefined) {
    byName = new Map();
    tapes.set(algebra, byName);
  }
  let byShape = byName.get(name);
  if (byShape === undefined) {
    byShape = new Map();
    if (byName.size >= MOST_PROGRAMS) byName.delete(byName.keys().next().value!);
    byName.set(name, byShape);
  }
  let tape = byShape.get(shape) as Tape<unknown, M> | undefined;
  if (tape === undefined) {
    tape = new Tape(algebra, program(), orderOf(shape), typeof shape === 'number' ? undefined : graded(algebra, shape));
    if (byShape.size >= MOST_SHAPES) byShape.delete(byShape.keys().next().value!);
    byShape.set(shape, tape as unknown as Tape<unknown, Memory>);
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
  tape.start();
  for (let k = 1; k <= tape.order; k++) {
    args.forEach((a, i) => {
      if (isUnboundedAt(algebra, a, shape, k)) tape.lose(i);
    });
    tape.advance(k);
  }
  const out = algebra.allocate(size);
  algebra.transfer(out, 0, memory, tape.row(result), size);
  // Where there is no value, there are no coefficients either, although 1/x, for one, has values where log x has none.
  if (isWithoutValue(algebra, out, 0)) {
    for (let k = 1; k < size; k++) algebra.transfer(out, k * algebra.width, out, 0, 1);
  }
  return out;
}
