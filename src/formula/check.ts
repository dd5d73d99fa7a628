/**
 * Whether the graph that was read from a function has the function's own values.
 *
 * Reading follows the language; the function itself is the authority on what it computes. A name in scope that is not the one
 * the function sees, or a rule of the language read wrongly, shows at almost every point.
 */
import type { Dag } from './dag.js';
import { floatEvaluator } from './float.js';
import type { PlainFunction } from './read.js';
import type { Signature } from './reader/signature.js';

/** What was read of a function. */
interface ReadFunction {
  readonly dag: Dag;
  readonly roots: readonly number[];
  readonly result: 'number' | 'array' | readonly string[];
  readonly signature: Signature;
  /** Which of the numbers in the parameters each variable of the graph is. */
  readonly order: readonly number[];
}

/** Points tried. */
const points = 10;
/** More points for functions with conditions, one for each, but no more than these. */
const mostBranches = 10;

/**
 * Relative disturbance of every operation, 10⁴ times what rounding does. A result that it moves by d may differ by d between
 * two correct evaluations; an unrolled chaotic map moves altogether and then says nothing.
 */
const disturbance = 1e-12;

/** Relative difference that two correct evaluations of a well-conditioned function never reach. */
const tolerance = 1e-9;

/** Calls `fn` and compares; `fail` ends the reading. */
export function checkReading(fn: PlainFunction, reading: ReadFunction, fail: (expectation: string) => never): void {
  const [random, noise] = [generator(), generator()];
  const leaves = reading.signature.leaves();
  const { nodes } = reading.dag;
  const branches = reading.dag.reach(reading.roots).filter((id) => nodes[id]!.op === 'select').length;
  // x ** y of two variables has values of its own where the base is negative or zero, which formulas do not have.
  const raises = reading.dag
    .reach(reading.roots)
    .some((id) => nodes[id]!.op === 'pow' && !reading.dag.valueOf(nodes[id]!.args[1]!));
  const evaluate = floatEvaluator(reading.dag, reading.roots);
  for (let point = 0; point < points + Math.min(branches, mostBranches); point++) {
    const numbers = leaves.map(() => coordinate(point, random()));
    const values = reading.order.map((leaf) => numbers[leaf]!);
    const read = evaluate(values);
    const own = ownValues(fn, reading, numbers, fail, read.every(Number.isNaN));
    if (own === 'cannot run') return;
    // Where the function throws, the reading has no value either.
    if (own === 'none') continue;
    // Most values agree at once, and how rounding errors spread takes two evaluations more.
    let disturbed: number[][] | undefined;
    read.forEach((value, i) => {
      if (isNear(own[i], value)) return;
      disturbed ??= [-1, 1].map((sign) => evaluate(values, (node) => node * (1 + sign * disturbance * noise())));
      const others = disturbed.map((other) => other[i]!);
      if (agree(own[i], value, others) || (raises && (Number.isNaN(own[i]) || Number.isNaN(value)))) return;
      const where = numbers.map((number) => number.toPrecision(6)).join(', ');
      const remedy = Number.isNaN(value)
        ? 'a condition on what has no value there has none either, so test what it is made of, such as x > 0'
        : 'the names in scope must be those that the function uses';
      fail(
        `the reading to have the function's own values, got ${value} where it gives ${String(own[i])} at (${where}); ${remedy}`,
      );
    });
  }
}

/** Near zero of both signs; all positive and all negative, for functions with roots and logarithms; further out; and whole numbers. */
function coordinate(point: number, random: number): number {
  switch (point) {
    case 3:
      return -0.1 - 2 * random;
    case 5:
      return 60 * random - 30;
    case 7:
      return 0;
    case 9:
      return Math.floor(7 * random) - 3;
    default:
      return point % 2 === 0 ? 0.1 + 2 * random : 4 * random - 2;
  }
}

/** Whether two values are so near that nothing more need be known. */
function isNear(own: unknown, value: number): boolean {
  if (typeof own !== 'number') return false;
  return Object.is(own, value) || Math.abs(own - value) <= tolerance * Math.max(Math.abs(own), Math.abs(value));
}

/** Whether two values are of one function. Overflow and the edge of a domain may come at different steps of two evaluations. */
function agree(own: unknown, value: number, disturbed: readonly number[]): boolean {
  if (typeof own !== 'number') return false;
  // Where rounding does not decide it, both have a value or none.
  if (Number.isNaN(own) || Number.isNaN(value)) {
    const others = disturbed.filter(Number.isNaN).length;
    return Number.isNaN(own) === Number.isNaN(value) || others !== (Number.isNaN(value) ? disturbed.length : 0);
  }
  if (!Number.isFinite(own) || !Number.isFinite(value)) return true;
  const spread = Math.max(...disturbed.map((other) => Math.abs(other - value)));
  if (!Number.isFinite(spread)) return true;
  return Math.abs(own - value) <= tolerance * Math.max(Math.abs(own), Math.abs(value)) + 10 * spread;
}

function ownValues(
  fn: PlainFunction,
  { signature, result }: ReadFunction,
  numbers: readonly number[],
  fail: (expectation: string) => never,
  mayThrow: boolean,
): ArrayLike<unknown> | 'cannot run' | 'none' {
  let next = 0;
  const args = signature.arguments(() => numbers[next++]);
  let own: unknown;
  try {
    own = (fn as (...args: unknown[]) => unknown)(...args);
  } catch (error) {
    // A name that exists in the given scope only: the function cannot run, and there is nothing to compare. A name that is used before its
    // declaration is another matter: engines say that they cannot access it.
    if (error instanceof ReferenceError && !/access/iu.test(error.message)) return 'cannot run';
    if (mayThrow) return 'none';
    return fail(`a function that runs with numbers, got the error ${String(error)}; arguments are numbers in every place`);
  }
  if (result === 'number') return [own];
  if (result === 'array') return own as ArrayLike<unknown>;
  return result.map((key) => (own as Record<string, unknown>)[key]);
}

/** Numbers in [0, 1) that look random and are the same every time (Knuth's and Lewis's linear congruential generator). */
function generator(): () => number {
  let state = 0x2545f491;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
