import { overOrder } from './over-order.js';

/** Where an operand lies at order k: at `base`, or k coefficients further. */
export interface Position {
  readonly base: number;
  readonly moves: boolean;
}

/** One kernel call on series in one variable: x and y are where rows start. */
export type Operation<M> =
  | { readonly op: 'copy' | 'neg' | 'overOrder'; readonly out: Position; readonly a: Position }
  | { readonly op: 'add' | 'sub' | 'mul' | 'div'; readonly out: Position; readonly a: Position; readonly b: Position }
  | {
      /** out = Σ_{j=from..k−to} (p·j + q·k + one)·x_j·y_{k−j} */
      readonly op: 'sum';
      readonly out: Position;
      readonly x: number;
      readonly y: number;
      readonly from: number;
      readonly to: number;
      readonly weight: { readonly j: number; readonly k: number; readonly one: number };
      /** Whether the terms between the ends are added up by turns in two sums, the first one in the first, then both. */
      readonly inTurns: boolean;
    }
  /** out = Σ_{j=from..k−from} x_j·x_{k−j} */
  | { readonly op: 'square'; readonly out: Position; readonly x: number; readonly from: number; readonly inTurns: boolean }
  | { readonly op: 'call'; readonly run: (m: M, k: number) => void };

/**
 * A second way to run a sequence of kernel calls: written as integers and interpreted by one function, where calling thousands of small functions
 * costs more than their arithmetic. Every operation and the order of every sum are those of the kernels, so bits agree.
 */
export type Machine<M> = (operations: readonly Operation<M>[]) => (m: M, k: number) => void;

/** The machine for doubles. */
export const machineFloat64: Machine<Float64Array> = (operations) => {
  const calls: Call[] = [];
  const weights: number[] = [];
  const program = Int32Array.from(operations.flatMap((operation) => encode(operation, weights, calls)));
  const doubles = Float64Array.from(weights);
  return (m, k) => run(program, doubles, calls, m, k);
};

type Call = (m: Float64Array, k: number) => void;

/** Integers of an operation: code, out, its step, then a, its step, b, its step, or what else it needs. */
const STRIDE = 8;
const codes = {
  copy: 0,
  neg: 1,
  overOrder: 2,
  add: 3,
  sub: 4,
  mul: 5,
  div: 6,
  sum: 7,
  sumInTurns: 8,
  square: 9,
  squareInTurns: 10,
  call: 11,
};

function encode(operation: Operation<Float64Array>, weights: number[], calls: Call[]): number[] {
  const step = ({ base, moves }: Position): number[] => [base, moves ? 1 : 0];
  const code = codes[operation.op];
  switch (operation.op) {
    case 'sum': {
      const { out, x, y, from, to, weight, inTurns } = operation;
      return [inTurns ? codes.sumInTurns : code, ...step(out), x, y, from, to, weights.push(weight.j, weight.k, weight.one) - 3];
    }
    case 'square':
      return [operation.inTurns ? codes.squareInTurns : code, ...step(operation.out), operation.x, operation.from, 0, 0, 0];
    case 'call':
      return [code, 0, 0, calls.push(operation.run) - 1, 0, 0, 0, 0];
    case 'copy':
    case 'neg':
    case 'overOrder':
      return [code, ...step(operation.out), ...step(operation.a), 0, 0, 0];
    default:
      return [code, ...step(operation.out), ...step(operation.a), ...step(operation.b), 0];
  }
}

/** The case labels are the numbers in `codes`: literals, so that the engine makes a table of jumps. */
function run(program: Int32Array, weights: Float64Array, calls: readonly Call[], m: Float64Array, k: number): void {
  for (let i = 0; i < program.length; i += STRIDE) {
    const out = program[i + 1]! + k * program[i + 2]!;
    const a = program[i + 3]! + k * program[i + 4]!;
    switch (program[i]) {
      case 0:
        m[out] = m[a]!;
        break;
      case 1:
        m[out] = -m[a]!;
        break;
      case 2:
        m[out] = overOrder(m[a]!, k);
        break;
      case 3:
        m[out] = m[a]! + m[program[i + 5]! + k * program[i + 6]!]!;
        break;
      case 4:
        m[out] = m[a]! - m[program[i + 5]! + k * program[i + 6]!]!;
        break;
      case 5:
        m[out] = m[a]! * m[program[i + 5]! + k * program[i + 6]!]!;
        break;
      case 6:
        m[out] = m[a]! / m[program[i + 5]! + k * program[i + 6]!]!;
        break;
      case 7:
        m[out] = sum(m, program, i, weights, k);
        break;
      case 8:
        m[out] = sumInTurns(m, program, i, weights, k);
        break;
      case 9:
        m[out] = square(m, program[i + 3]!, program[i + 4]!, k);
        break;
      case 10:
        m[out] = squareInTurns(m, program[i + 3]!, program[i + 4]!, k);
        break;
      default:
        calls[program[i + 3]!]!(m, k);
    }
  }
}

/** Integers of a sum, behind those of its operation: x, y, from, to; its weight stands in `weights`. */
function sum(m: Float64Array, program: Int32Array, i: number, weights: Float64Array, k: number): number {
  const from = program[i + 5]!;
  const last = k - program[i + 6]!;
  if (last < from) return -0;
  const x = program[i + 3]!;
  const y = program[i + 4]! + k;
  const at = program[i + 7]!;
  // doubles from the start: an engine that sees integers would convert a weight at each term
  const p = weights[at]!;
  const q = weights[at + 1]! * k + weights[at + 2]!;
  const end = x + last;
  let s = -0;
  let b = y - from - 1;
  if (p === 0 && q === 1) {
    for (let a = x + from + 1; a < end; a++, b--) s += m[a]! * m[b]!;
    s += m[x + from]! * m[y - from]!;
    return last > from ? s + m[end]! * m[y - last]! : s;
  }
  let w = p * (from + 1) + q;
  for (let a = x + from + 1; a < end; a++, b--) {
    s += w * m[a]! * m[b]!;
    w += p;
  }
  s += (p * from + q) * m[x + from]! * m[y - from]!;
  return last > from ? s + (p * last + q) * m[end]! * m[y - last]! : s;
}

/** As `convolveSelf` sums. */
function square(m: Float64Array, x: number, from: number, k: number): number {
  if (k < 2 * from) return -0;
  let half = -0;
  for (let j = from + 1; 2 * j < k; j++) half += m[x + j]! * m[x + k - j]!;
  let s = 2 * half;
  if (k % 2 === 0) {
    const middle = m[x + k / 2]!;
    s += middle * middle;
  }
  return 2 * from < k ? s + 2 * m[x + from]! * m[x + k - from]! : s;
}

/** The same, terms between the ends by turns in two sums. */
function sumInTurns(m: Float64Array, program: Int32Array, i: number, weights: Float64Array, k: number): number {
  const from = program[i + 5]!;
  const last = k - program[i + 6]!;
  if (last < from) return -0;
  const x = program[i + 3]!;
  const y = program[i + 4]! + k;
  const at = program[i + 7]!;
  const p = weights[at]!;
  const q = weights[at + 1]! * k + weights[at + 2]!;
  const end = x + last;
  let even = -0;
  let odd = -0;
  let w = p * (from + 1) + q;
  let a = x + from + 1;
  let b = y - from - 1;
  for (; a + 1 < end; a += 2, b -= 2) {
    even += w * m[a]! * m[b]!;
    w += p;
    odd += w * m[a + 1]! * m[b - 1]!;
    w += p;
  }
  if (a < end) even += w * m[a]! * m[b]!;
  const s = even + odd + (p * from + q) * m[x + from]! * m[y - from]!;
  return last > from ? s + (p * last + q) * m[end]! * m[y - last]! : s;
}

function squareInTurns(m: Float64Array, x: number, from: number, k: number): number {
  if (k < 2 * from) return -0;
  let even = -0;
  let odd = -0;
  let j = from + 1;
  for (; 2 * j + 2 < k; j += 2) {
    even += m[x + j]! * m[x + k - j]!;
    odd += m[x + j + 1]! * m[x + k - j - 1]!;
  }
  if (2 * j < k) even += m[x + j]! * m[x + k - j]!;
  let s = 2 * (even + odd);
  if (k % 2 === 0) {
    const middle = m[x + k / 2]!;
    s += middle * middle;
  }
  return 2 * from < k ? s + 2 * m[x + from]! * m[x + k - from]! : s;
}
