import type { Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { type DecimalInterval, decimalInterval } from '../decimal/decimal-interval.js';
import type { Dag } from '../formula/dag.js';
import type { Formula } from '../formula/formula.js';
import { lower } from '../formula/lower.js';
import { piecewiseNames } from '../series/functions.js';
import { Tape } from '../series/tape.js';

/** Coefficients c_k·scale^k, k = 0 … order, at a position of a memory. */
interface Computed {
  readonly memory: Float64Array;
  readonly at: number;
  readonly order: number;
  readonly scale: number;
}

/** Positions of a divisor b and a quotient c = a/b. */
interface Quotient {
  readonly divisor: number;
  readonly quotient: number;
}

/** Divisor and quotient for each quotient of two parts of a graph that both vary; none where there are branches, of which one may not count. */
export function quotientsOf(dag: Dag, root: number): (readonly [number, number])[] {
  const reached = dag.reach([root]);
  if (reached.some((id) => piecewiseNames.has(dag.nodes[id]!.op))) return [];
  const varies = (id: number): boolean => dag.reach([id]).some((part) => dag.nodes[part]!.op === 'variable');
  return reached.flatMap((id) => {
    const { op, args } = dag.nodes[id]!;
    const [a = -1, b = -1] = args;
    return op === 'div' && varies(a) && varies(b) ? [[b, id] as const] : [];
  });
}

/**
 * The coefficients c_k·scale^k of a formula of one variable at x where its quotients lose digits, of which `computed` is what doubles make; undefined where none does.
 *
 * A divisor may almost vanish where the dividend does, as of sin(x)/x near 0. Errors in the terms of c_k = (a_k − Σ b_j c_{k−j})/b_0 then grow as the coefficients
 * of 1/b do, as d^−k if it has a pole at the distance d, where c_k is of size R^−k for a function that is regular out to R: with every order, digits log(R/d) are
 * lost. Doubles do not have them. Intervals of decimals have as many as it takes, and show when: each coefficient comes from an enclosure narrower than
 * the spacing of doubles. Where that takes too many digits, those are NaN of which nothing is left in doubles; where a function is not known among such intervals,
 * all stay as they are.
 */
export function withoutCancellation(
  f: Formula,
  x: number,
  computed: Computed,
  quotients: readonly Quotient[],
): Float64Array | undefined {
  const { memory, at, order, scale } = computed;
  const near = quotients.filter((own) => cancels(memory, own, order));
  if (near.length === 0) return undefined;
  // log(d^−k), with the distance of the divisor's zero by Newton's method, and log k! for an entire function
  const perOrder = Math.max(0, ...near.map(({ divisor: b }) => -Math.log10(Math.abs(memory[b]! / memory[b + 1]!) * scale)));
  const lost = order * (perOrder + Math.max(0, Math.log10(order / Math.E)));
  const lowered = lower(f.dag, [f.root], 1, order);
  for (let digits = FIRST_DIGITS + Math.ceil(lost); digits * order <= MOST_WORK; digits *= 2) {
    const { algebra, values } = algebraOf<DecimalInterval>('derivative', [decimalInterval(x, x, { precision: digits })]);
    try {
      const tape = new Tape<DecimalInterval, Memory>(algebra, lowered, order);
      algebra.write(tape.memory, tape.row(0), values[0]!);
      algebra.rational(tape.memory, tape.row(0) + algebra.width, { num: BigInt(scale), den: 1n });
      tape.run();
      const start = tape.row(lowered.roots[0]!);
      const narrow = narrowValues(
        Array.from({ length: order + 1 }, (_, k) => algebra.read(tape.memory, start + k * algebra.width)),
      );
      if (narrow !== undefined) return narrow;
    } catch (error) {
      // a function that is not known among intervals of decimals, or has no value there
      if (error instanceof TypeError || error instanceof RangeError) return undefined;
      throw error;
    }
  }
  const first = Math.min(...near.map((own) => firstOfNoise(memory, own, order)));
  return memory.slice(at, at + order + 1).fill(Number.NaN, first);
}

/** Coefficients that may vanish one after the other for another reason, as those of an even function do in turn, and one more. */
const WINDOW = 3;

/** Three decimal digits lost are some too many. */
const MOST_LOST = 2 ** -10;

/** Digits at which coefficients are computed first, beside those that are lost for certain. */
const FIRST_DIGITS = 40;

/** The digits that derivatives may take, times the order: a second at most. */
const MOST_WORK = 60_000;

/** How wide an enclosure may be, relatively, so that its middle is, rounded, the nearest double or next to it. */
const NARROW = 2 ** -60;

/** What errors in the terms of each coefficient of a quotient grow to, in units of theirs: |c_0 b_0 r_k| for the reciprocal r = 1/b. */
function growthOf(memory: Float64Array, { divisor: b, quotient: c }: Quotient, order: number): Float64Array {
  // r_k = −(Σ_{j=1..k} b_j r_{k−j})/b_0, from 1 in the place of 1/b_0
  const r = new Float64Array(order + 1);
  r[0] = 1;
  for (let k = 1; k <= order; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += memory[b + j]! * r[k - j]!;
    r[k] = -sum / memory[b]!;
  }
  return r.map((size) => Math.abs(memory[c]! * size));
}

/** Whether coefficients of a quotient are so small beside what errors grow to that digits are lost. */
function cancels(memory: Float64Array, own: Quotient, order: number): boolean {
  if (memory[own.divisor] === 0 || !Number.isFinite(memory[own.quotient]!)) return false;
  const growth = growthOf(memory, own, order);
  let small = 0;
  for (let k = 1; k <= order; k++) {
    small = Math.abs(memory[own.quotient + k]!) >= MOST_LOST * growth[k]! ? 0 : small + 1;
    if (small >= Math.min(WINDOW, order)) return true;
  }
  return false;
}

/** The number of the first coefficient of a quotient of which errors leave nothing; order + 1 where there is none. */
function firstOfNoise(memory: Float64Array, own: Quotient, order: number): number {
  const noise = growthOf(memory, own, order).map((growth) => 64 * Number.EPSILON * growth);
  for (let k = 1; k <= order; k++) if (!(noise[k]! < Math.abs(memory[own.quotient + k]!))) return k;
  return order + 1;
}

/** The middles of enclosures, if all are narrow; of one that holds zero, nothing may be left that is a double. */
function narrowValues(values: readonly DecimalInterval[]): Float64Array | undefined {
  const middles = Float64Array.from(values, (value) => value.mid().toNumber());
  const isNarrow = values.every((value, k) => {
    const width = value.wid().toNumber();
    return Number.isFinite(width) && width <= NARROW * Math.abs(middles[k]!);
  });
  return isNarrow ? middles : undefined;
}
