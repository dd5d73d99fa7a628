import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Machine, Operation } from '../algebra/machine.js';
import type { Weight } from './recurrence.js';

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
  sum(out: Place, x: number, y: number, from: number, to: number, weight: Weight): Instruction<M>;
  /** out = Σ_{j=from..k−from} x_j·x_{k−j} */
  square(out: Place, x: number, from: number): Instruction<M>;
  /** The instructions one after the other as one, where that is faster. */
  readonly sequence?: (instructions: readonly Instruction<M>[]) => Instruction<M>;
}

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
export function univariate<M extends Memory>(algebra: Algebra<unknown, M>, order: number): Grading<M> {
  return algebra.machine === undefined ? called(algebra, order) : interpreted(algebra, algebra.machine, order);
}

/** Each instruction calls its kernel. */
function called<M extends Memory>(algebra: Algebra<unknown, M>, order: number): Grading<M> {
  const { width, zero, convolve, convolveSelf } = algebra;
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
  };
}

/** The same, but a sequence of instructions is handed to a machine as data. */
function interpreted<M extends Memory>(algebra: Algebra<unknown, M>, machine: Machine<M>, order: number): Grading<M> {
  const calls = called(algebra, order);
  const known = new Map<Instruction<M>, Operation<M>>();
  const note = (instruction: Instruction<M>, operation: Operation<M> | undefined): Instruction<M> => {
    if (operation !== undefined) known.set(instruction, operation);
    return instruction;
  };
  const unary = (['copy', 'neg', 'divide'] as const).map((op) => [algebra[op] as unknown, op] as const);
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
    sum: (out, x, y, from, to, weight) =>
      note(calls.sum(out, x, y, from, to, weight), { op: 'sum', out, x, y, from, to, weight }),
    square: (out, x, from) => note(calls.square(out, x, from), { op: 'square', out, x, from }),
    sequence: (instructions) => machine(instructions.map((run) => known.get(run) ?? { op: 'call', run })),
  };
}
