import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Machine, Operation } from '../algebra/machine.js';
import type { Order, StepName } from '../algebra/order.js';
import type { Weight } from './rule.js';

/**
 * Where the k-th part of a series lies, and how kernels of one coefficient act on such parts.
 *
 * In one variable the k-th part is one coefficient; in many it is the block of all coefficients of degree k. The rules of the recurrence table
 * do not know the difference: they speak of k-th parts and leave the rest to the grading.
 */
export interface Grading<M extends Memory> {
  /** Coefficients of a whole series up to its order. */
  readonly coefficients: number;
  /** Coefficients of the largest part. */
  readonly largestPart: number;
  unary(kernel: (m: M, out: number, a: number, k: number) => void, out: Place, a: Place): Instruction<M>;
  binary(kernel: (m: M, out: number, a: number, b: number) => void, out: Place, a: Place, b: Place): Instruction<M>;
  /** out = Σ_{j=from..k−to} w(j)·x_j·y_{k−j} for rows x and y */
  sum(out: Place, x: number, y: number, from: number, to: number, weight: Weight, inTurns: boolean): Instruction<M>;
  /** out = Σ_{j=from..k−from} x_j·x_{k−j} */
  square(out: Place, x: number, from: number, inTurns: boolean): Instruction<M>;
  /** The instructions one after the other as one, where that is faster. */
  readonly sequence?: (instructions: readonly Instruction<M>[]) => Instruction<M>;
  select(order: Order<M>, out: Place, test: Place, yes: Place, no: Place): Instruction<M>;
  /**
   * out = `positive` or `negative`, by the sign of the row x: that of its first coefficient other than 0. Where it changes there or is not certain,
   * out is what stands for either at order 1, where a kink has two slopes, and unknown beyond.
   */
  choose(order: Order<M>, out: Place, x: number, negative: Place, positive: Place): Instruction<M>;
  /** out = 0 where a step function of the row x is constant, unknown otherwise. */
  flat(order: Order<M>, name: StepName, out: Place, x: number): Instruction<M>;
}

/**
 * On which side of the center a series in one variable is wanted: after it (1), before it (−1), or on both (0). On one side a series that starts
 * with a kink or a jump has coefficients: |t| is t for t > 0, and a step function has the value that it has at the center.
 */
export type Side = -1 | 0 | 1;

/** A position in memory. */
export interface Place {
  readonly base: number;
  /** Whether base is where a row starts, whose k-th part is meant. */
  readonly moves: boolean;
  /** Whether a whole k-th part lies there, or one coefficient. */
  readonly part: boolean;
}

/** One kernel call with its positions resolved; k is the order at hand. */
export type Instruction<M extends Memory> = (m: M, k: number) => void;

/** One variable: the k-th part of a row is the coefficient at base + k·width. */
export function univariate<M extends Memory>(algebra: Algebra<unknown, M>, order: number, side: Side = 0): Grading<M> {
  return algebra.machine === undefined ? called(algebra, order, side) : interpreted(algebra, algebra.machine, order, side);
}

/** Each instruction calls its kernel. */
function called<M extends Memory>(algebra: Algebra<unknown, M>, order: number, side: Side): Grading<M> {
  const { width, zero, copy, convolve, convolveSelf } = algebra;
  const step = (place: Place): number => (place.moves ? width : 0);
  return {
    coefficients: order + 1,
    largestPart: 1,
    unary(kernel, out, a) {
      const o = out.base;
      const os = step(out);
      const x = a.base;
      const xs = step(a);
      return (m, k) => kernel(m, o + k * os, x + k * xs, k);
    },
    binary(kernel, out, a, b) {
      const o = out.base;
      const os = step(out);
      const x = a.base;
      const xs = step(a);
      const y = b.base;
      const ys = step(b);
      return (m, k) => kernel(m, o + k * os, x + k * xs, y + k * ys);
    },
    sum(out, x, y, from, to, weight) {
      const o = out.base;
      const os = step(out);
      const { j: p, k: q, one } = weight;
      return (m, k) => {
        zero(m, o + k * os);
        convolve(m, o + k * os, x, y, width, k, from, k - to, p, q * k + one);
      };
    },
    square(out, x, from) {
      const o = out.base;
      const os = step(out);
      return (m, k) => {
        zero(m, o + k * os);
        convolveSelf(m, o + k * os, x, width, k, from);
      };
    },
    select({ select }, out, test, yes, no) {
      const [os, ts, ys, ns] = [step(out), step(test), step(yes), step(no)];
      return (m, k) => select(m, out.base + k * os, test.base + k * ts, yes.base + k * ys, no.base + k * ns);
    },
    choose({ sign, either, unknown }, out, x, negative, positive) {
      const [os, ns, ps] = [step(out), step(negative), step(positive)];
      /** The sign of Σ_{j≤k} x_j t^j near t = 0, 0 for a zero so far. */
      const signUpTo = (m: M, k: number): number => {
        for (let j = 0; j <= k; j++) {
          const s = sign(m, x + j * width);
          // t^j changes its sign at 0 for an odd j
          if (s !== 0) return j % 2 === 0 ? s : side === 0 ? Number.NaN : s * side;
        }
        return 0;
      };
      return (m, k) => {
        const o = out.base + k * os;
        const n = negative.base + k * ns;
        const p = positive.base + k * ps;
        const s = signUpTo(m, k);
        if (!Number.isNaN(s)) copy(m, o, s < 0 ? n : p);
        else if (k === 1) either(m, o, n, p);
        else unknown(m, o);
      };
    },
    flat({ sign, isFlat, unknown }, name, out, x) {
      const os = step(out);
      const isConstant = (m: M, k: number): boolean => {
        for (let j = 1; j <= k; j++) if (sign(m, x + j * width) !== 0) return false;
        return true;
      };
      // On one side of a jump the value at the center is that of the branch; NaN is no value, but shows itself there.
      return (m, k) => {
        if (side !== 0 || isFlat(name, m, x) || isConstant(m, k)) zero(m, out.base + k * os);
        else unknown(m, out.base + k * os);
      };
    },
  };
}

/** The same, but a sequence of instructions is handed to a machine as data. */
function interpreted<M extends Memory>(algebra: Algebra<unknown, M>, machine: Machine<M>, order: number, side: Side): Grading<M> {
  const calls = called(algebra, order, side);
  const known = new Map<Instruction<M>, Operation<M>>();
  const note = (instruction: Instruction<M>, operation: Operation<M> | undefined): Instruction<M> => {
    if (operation !== undefined) known.set(instruction, operation);
    return instruction;
  };
  const unary = (['copy', 'neg', 'overOrder'] as const).map((op) => [algebra[op] as unknown, op] as const);
  const binary = (['add', 'sub', 'mul', 'div'] as const).map((op) => [algebra[op] as unknown, op] as const);
  const [unaryOf, binaryOf] = [new Map(unary), new Map(binary)];
  return {
    ...calls,
    unary: (kernel, out, a) => {
      const op = unaryOf.get(kernel);
      return note(calls.unary(kernel, out, a), op && { op, out, a });
    },
    binary: (kernel, out, a, b) => {
      const op = binaryOf.get(kernel);
      return note(calls.binary(kernel, out, a, b), op && { op, out, a, b });
    },
    sum: (out, x, y, from, to, weight, inTurns) =>
      note(calls.sum(out, x, y, from, to, weight, inTurns), { op: 'sum', out, x, y, from, to, weight, inTurns }),
    square: (out, x, from, inTurns) => note(calls.square(out, x, from, inTurns), { op: 'square', out, x, from, inTurns }),
    sequence: (instructions) => machine(instructions.map((run) => known.get(run) ?? { op: 'call', run })),
  };
}
