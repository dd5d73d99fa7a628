/**
 * A kernel as a function that takes and gives flat arrays of doubles, run by the back end that was asked for, or by the first that there is.
 */
import type { Algebra, Memory } from '../algebra/algebra.js';
import { type IntervalAlgebra, intervalAlgebra, noteUnbounded } from '../algebra/interval.js';
import type { Laid } from '../algebra/interval-recorder.js';
import { mayGenerate } from './kernel/generate.js';
import type { Backend, Runner } from './kernel/program.js';
import { recordedRunner } from './kernel/recorded.js';
import type { Lanes } from './kernel/wasm.js';

/** How a kernel is compiled. */
export interface CompileOptions {
  /** Order of Taylor coefficients and of jets. */
  readonly order?: number;
  /**
   * What runs it: `auto` is WebAssembly, or the interpreter where that is forbidden; JavaScript is generated when asked for, and where there is neither WebAssembly
   * nor a page whose policy could forbid it. All give the same bits. Default `auto`.
   */
  readonly backend?: Backend | 'auto';
  /** What it computes with: numbers, or intervals as pairs lo, hi, rounded outward, which no generated JavaScript does. Default `number`. */
  readonly arithmetic?: 'number' | 'interval';
  /** With 2, two points of numbers at once: entry i of point l lies at 2·i + l, in what goes in and in what comes out. Default 1. */
  readonly lanes?: Lanes;
}

/** Facts about a kernel. */
export interface KernelFacts {
  readonly backend: Backend;
  /** How many doubles a call takes. */
  readonly inputs: number;
  /** How many doubles a call gives. */
  readonly outputs: number;
}

/** A kernel that gives one number. */
export interface NumberKernel extends KernelFacts {
  (x: ArrayLike<number>): number;
}

/** A kernel that gives an array: `out` if that is given, or a new one. */
export interface ArrayKernel extends KernelFacts {
  (x: ArrayLike<number>, out?: Float64Array): Float64Array;
  /**
   * Of a kernel over intervals, how the last call went, as IEEE 1788 decorates: from 4 `com` (common) and 3 `dac` (defined and continuous on the whole
   * box) over 2 `def` down to 1 `trv`, which says nothing but that the results enclose the values where there are some.
   */
  readonly decoration?: number;
}

/** Ways to make a runner. */
export interface Makers {
  interpreter(): Runner;
  intervals<M extends Memory>(base: Algebra<ReturnType<IntervalAlgebra['read']>, M>): Laid<M>;
  compiled(backend: 'wasm' | 'javascript', lanes: Lanes): Runner | undefined;
}

/** How many coefficients go in and out, and how many of a series follow each other; fewer than `inputs` are completed by zeros down to `fewest`. */
interface Form {
  readonly inputs: number;
  readonly outputs: number;
  readonly fewest: number;
  readonly stride: number;
}

/** The kernel by the back end that was asked for, or by the first that there is. */
export function kernel(options: CompileOptions, makers: Makers, form: Form): ArrayKernel {
  const { backend = 'auto', arithmetic = 'number', lanes = 1 } = options;
  if (!['auto', 'wasm', 'javascript', 'interpreter'].includes(backend)) {
    throw new RangeError(`compile: expected a backend among auto, wasm, javascript and interpreter, got ${backend}`);
  }
  if (lanes !== 1 && lanes !== 2) throw new RangeError(`compile: expected 1 or 2 lanes, got ${lanes}`);
  if (arithmetic === 'interval') {
    if (lanes === 2 || backend === 'javascript') {
      throw new RangeError("compile: expected one lane and a backend other than 'javascript' for intervals, got others");
    }
    const algebra = intervalAlgebra();
    const made: Runner =
      backend === 'interpreter'
        ? { backend, unit: algebra.width, ...makers.intervals(algebra) }
        : recordedRunner(algebra, form, (base) => makers.intervals(base));
    if (backend === 'wasm' && made.backend !== 'wasm') refuse(backend);
    return enclosing(callable(made, form), algebra);
  }
  if (arithmetic !== 'number') throw new RangeError(`compile: expected the arithmetic number or interval, got ${arithmetic}`);
  const compiled =
    backend === 'interpreter'
      ? undefined
      : backend === 'auto'
        ? (makers.compiled('wasm', lanes) ?? (mayGenerate() ? makers.compiled('javascript', lanes) : undefined))
        : makers.compiled(backend, lanes);
  if (compiled === undefined && backend !== 'auto' && backend !== 'interpreter') refuse(backend);
  const made = callable(compiled ?? makers.interpreter(), form);
  return lanes === 2 && compiled?.unit !== 2 ? inTurn(made) : made;
}

function refuse(backend: Backend): never {
  throw new RangeError(
    `compile: expected an engine and a policy that allow the backend '${backend}', and code that is not too long, got less; use 'auto'`,
  );
}

/** A runner as a function. */
function callable(
  { backend, unit, memory, inputAt, outputAt, run }: Runner,
  { inputs, outputs, fewest, stride }: Form,
): ArrayKernel {
  const from = Int32Array.from({ length: inputs }, (_, i) => inputAt(i));
  const to = Int32Array.from({ length: outputs }, (_, i) => outputAt(i));
  const size = unit * inputs;
  let isRunning = false;
  const call = (x: ArrayLike<number>, out: Float64Array = new Float64Array(unit * outputs)): Float64Array => {
    const given = x.length / unit;
    if (given !== inputs && !(given >= fewest && given < inputs && Number.isInteger(given))) {
      throw new RangeError(`kernel: expected ${size} numbers, got ${x.length}`);
    }
    if (out.length !== unit * outputs)
      throw new RangeError(`kernel: expected out of length ${unit * outputs}, got ${out.length}`);
    if (isRunning) {
      throw new Error(
        'kernel: expected no call before the last one is over, got one from a function that the kernel calls; compile another kernel for that function',
      );
    }
    for (let i = 0; i < inputs; i++) for (let l = 0; l < unit; l++) memory[from[i]! + l] = i < given ? x[unit * i + l]! : 0;
    isRunning = true;
    try {
      run();
    } finally {
      isRunning = false;
    }
    for (let i = 0; i < outputs; i++) for (let l = 0; l < unit; l++) out[unit * i + l] = memory[to[i]! + l]! + 0;
    // Where there is no value, there are no coefficients either, although 1/x, for one, has values where log x has none.
    if (stride > 1) {
      for (let i = 0; i < outputs; i += stride) {
        for (let l = 0; l < unit; l++) {
          if (Number.isNaN(out[unit * i + l]!)) for (let k = 1; k < stride; k++) out[unit * (i + k) + l] = Number.NaN;
        }
      }
    }
    return out;
  };
  return Object.assign(call, { backend, inputs: size, outputs: unit * outputs });
}

/** The kernel of two points by one of one. */
function inTurn(one: ArrayKernel): ArrayKernel {
  const x = new Float64Array(one.inputs);
  const y = new Float64Array(one.outputs);
  const call = (points: ArrayLike<number>, out: Float64Array = new Float64Array(2 * one.outputs)): Float64Array => {
    if (points.length !== 2 * one.inputs)
      throw new RangeError(`kernel: expected ${2 * one.inputs} numbers, got ${points.length}`);
    for (const lane of [0, 1]) {
      for (let i = 0; i < x.length; i++) x[i] = points[2 * i + lane]!;
      one(x, y);
      for (let i = 0; i < y.length; i++) out[2 * i + lane] = y[i]!;
    }
    return out;
  };
  return Object.assign(call, { backend: one.backend, inputs: 2 * one.inputs, outputs: 2 * one.outputs });
}

/** The kernel with the decoration of each call. */
function enclosing(made: ArrayKernel, algebra: IntervalAlgebra): ArrayKernel {
  const best = algebra.decoration;
  const call = (x: ArrayLike<number>, out?: Float64Array): Float64Array => {
    for (let i = 0; i + 1 < x.length; i += 2) {
      const isInterval = x[i]! <= x[i + 1]! && x[i]! < Infinity && x[i + 1]! > -Infinity;
      if (!isInterval) {
        throw new RangeError(
          `kernel: expected bounds lo ≤ hi of nonempty intervals, got ${x[i]}, ${x[i + 1]}; give numbers, as in [x.lo, x.hi, y.lo, y.hi]`,
        );
      }
    }
    algebra.decoration = best;
    noteUnbounded(algebra, x);
    const result = made(x, out);
    // sums of products note no overflow
    noteUnbounded(algebra, result);
    return result;
  };
  const { backend, inputs, outputs } = made;
  Object.defineProperty(call, 'decoration', { get: () => algebra.decoration });
  return Object.assign(call, { backend, inputs, outputs });
}

/** A kernel with one result, as that number. */
export function numberKernel(made: ArrayKernel): NumberKernel {
  const out = new Float64Array(1);
  const { backend, inputs, outputs } = made;
  return Object.assign((x: ArrayLike<number>) => made(x, out)[0]!, { backend, inputs, outputs });
}
