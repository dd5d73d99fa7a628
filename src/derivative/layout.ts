import type { Algebra, Memory } from '../algebra/algebra.js';
import { float64 } from '../algebra/float64.js';
import type { Formula } from '../formula/formula.js';
import { runnerOf } from '../formula/kernel/program.js';
import { type Lowered, lower } from '../formula/lower.js';
import { Tape } from '../series/tape.js';
import { quotientsOf } from './cancellation.js';

/** A formula in one variable laid out for one order: where its coefficients, and those of its variable, lie in a memory. */
export interface Layout {
  readonly memory: Memory;
  readonly input: number;
  readonly output: number;
  /** Where divisors and quotients start that may lose digits to cancellation. */
  readonly quotients: readonly { readonly divisor: number; readonly quotient: number }[];
  /** Whether somebody is at it, between whose calls a function that a caller gives may ask for the same derivatives. */
  isRunning: boolean;
  run(): void;
}

/** A layout that has run so often, and what code is written from where it runs more often. */
interface Kept {
  layout: Layout;
  uses: number;
  readonly lowered: Lowered;
}

/** Layouts made so far, by formula, then by algebra, then by order and purpose. */
const made = new WeakMap<Formula, WeakMap<object, Map<string, Kept>>>();

/** Layouts kept for one formula and algebra. */
const MOST_LAYOUTS = 8;

/** After so many runs over doubles a layout is compiled, which takes as long as some hundred runs of the interpreter; the bits are the same. */
const RUNS_BEFORE_COMPILING = 200;

/**
 * The layout of a formula, made on first use.
 *
 * @param purpose - layouts of different purpose never share a memory
 */
export function layoutOf<T>(algebra: Algebra<T, Memory>, formula: Formula, order: number, purpose: string): Layout {
  let byAlgebra = made.get(formula);
  if (byAlgebra === undefined) {
    byAlgebra = new WeakMap();
    made.set(formula, byAlgebra);
  }
  let layouts = byAlgebra.get(algebra);
  if (layouts === undefined) {
    layouts = new Map();
    byAlgebra.set(algebra, layouts);
  }
  const key = `${order} ${purpose}`;
  let kept = layouts.get(key);
  if (kept === undefined || kept.layout.isRunning) {
    const watched = (algebra as unknown) === float64 && order > 0 ? quotientsOf(formula.dag, formula.root) : [];
    const lowered = lower(formula.dag, [formula.root, ...watched.flat()], 1, order);
    kept = { layout: interpreted(algebra, lowered, order), uses: 0, lowered };
    if (layouts.size >= MOST_LAYOUTS) layouts.delete(layouts.keys().next().value!);
    layouts.set(key, kept);
  }
  kept.uses++;
  if (kept.uses === RUNS_BEFORE_COMPILING && (algebra as unknown) === float64) {
    kept.layout = compiled(kept.lowered, order) ?? kept.layout;
  }
  return kept.layout;
}

function interpreted<T>(algebra: Algebra<T, Memory>, lowered: Lowered, order: number): Layout {
  const tape = new Tape(algebra, lowered, order);
  const [output = 0, ...watched] = lowered.roots.map((root) => tape.row(root));
  return {
    memory: tape.memory,
    input: tape.row(0),
    output,
    quotients: inPairs(watched),
    isRunning: false,
    run: () => tape.run(),
  };
}

/** The same in WebAssembly, where there is any. */
function compiled(program: Lowered, order: number): Layout | undefined {
  const runner = runnerOf({ program, given: 1, shape: order }, 'wasm', 1);
  if (runner === undefined) return undefined;
  const { memory, run } = runner;
  const [output = 0, ...watched] = program.roots.map((_, i) => runner.outputAt(i * (order + 1)));
  return { memory, input: runner.inputAt(0), output, quotients: inPairs(watched), isRunning: false, run: () => void run() };
}

function inPairs(positions: readonly number[]): Layout['quotients'] {
  return Array.from({ length: positions.length / 2 }, (_, i) => ({
    divisor: positions[2 * i]!,
    quotient: positions[2 * i + 1]!,
  }));
}
