/**
 * `compile()` of formulas and systems: kernels that take and give flat arrays of doubles.
 */

import type { Algebra, Memory } from '../algebra/algebra.js';
import { float64 } from '../algebra/float64.js';
import { type IntervalAlgebra, intervalAlgebra, noteUnbounded } from '../algebra/interval.js';
import type { Laid } from '../algebra/interval-recorder.js';
import { Space } from '../series/space.js';
import type { NamesOf } from '../text/options.js';
import type { Dag } from './dag.js';
import { differentiate } from './differentiate.js';
import { Domain } from './domain.js';
import { compileBatch, compileSolution, type SteppingKernel } from './kernel/compile.js';
import { generateSolution, mayGenerate } from './kernel/generate.js';
import { type Backend, interpreted, laidOut, type Runner, runnerOf, type Task } from './kernel/program.js';
import { recordedRunner } from './kernel/recorded.js';
import type { Lanes } from './kernel/wasm.js';
import { lower } from './lower.js';
import { gradientNodes } from './reverse.js';
import { Solution } from './solution.js';
import type { System } from './system.js';

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

/** What options of `compile` there are. */
export const compileNames: NamesOf<CompileOptions & { readonly what: unknown }> = {
  what: true,
  order: true,
  backend: true,
  arithmetic: true,
  lanes: true,
};

/** What a kernel of a formula may compute. */
export type FormulaTask = 'value' | 'gradient' | 'taylor' | 'jet';

/** What a kernel of a system may compute. */
export type SystemTask = 'value' | 'jacobian' | 'taylor' | 'jet';

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

/** A kernel of roots of a graph: their values, all their derivatives, their Taylor coefficients along given series, or their jets at a point. */
export function compileRoots(
  dag: Dag,
  roots: readonly number[],
  variables: number,
  what: FormulaTask | SystemTask,
  options: CompileOptions,
): ArrayKernel {
  const order = orderOf(what, options);
  if (what === 'jet') {
    const given = Math.max(1, variables);
    const shape = new Space(given, order);
    const task = { program: lower(dag, roots, given, order), given, shape };
    return kernel(options, byTask(task), {
      inputs: variables,
      outputs: roots.length * shape.size,
      fewest: variables,
      stride: shape.size,
    });
  }
  const isDerivative = what === 'gradient' || what === 'jacobian';
  if (isDerivative && options.arithmetic === 'interval' && variables > 0 && !isSmooth(dag, roots)) {
    return enclosedDerivatives(dag, roots, variables, options);
  }
  const slopes = isDerivative ? derivatives(dag, roots, variables) : roots;
  const isGuarded = isDerivative && options.arithmetic !== 'interval';
  const nodes = isGuarded ? withinDomains(dag, roots, variables, slopes) : slopes;
  const task = { program: lower(dag, nodes, variables, order), given: variables, shape: order };
  const inputs = variables * (order + 1);
  const fewest = variables === 1 ? 1 : inputs;
  return kernel(options, byTask(task), { inputs, outputs: nodes.length * (order + 1), fewest, stride: order + 1 });
}

/** Operations that have all derivatives wherever they have a value, and nowhere else, so that formulas of derivatives hold wherever these have one. */
const smooth: ReadonlySet<string> = new Set(
  'variable constant pi add sub mul div neg sqr exp exp2 exp10 expm1 sin cos tan atan sinh cosh tanh asinh'.split(' '),
);

/** Operations whose derivatives, as formulas, have values also where they themselves have none: 1/x for log x. */
const narrower: ReadonlySet<string> = new Set(['log', 'log2', 'log10', 'log1p', 'acosh', 'atanh']);

/** Derivatives that have no value where the function has none: times step(f²), which is 1 at all numbers. */
function withinDomains(dag: Dag, roots: readonly number[], variables: number, nodes: readonly number[]): readonly number[] {
  const domain = new Domain(dag);
  const isNarrower = roots.map(
    (root) => !domain.of(root).total && dag.reach([root]).some((id) => narrower.has(dag.nodes[id]!.op)),
  );
  return nodes.map((node, i) => {
    const of = Math.floor(i / variables);
    return isNarrower[of] ? dag.apply('mul', node, dag.apply('step', dag.apply('sqr', roots[of]!))) : node;
  });
}

function isSmooth(dag: Dag, roots: readonly number[]): boolean {
  return dag.reach(roots).every((id) => {
    const { op, args } = dag.nodes[id]!;
    return smooth.has(op) || (op === 'pow' && dag.valueOf(args[1]!)?.den === 1n);
  });
}

/**
 * Derivatives of roots over intervals by jets, which know where an operation has none: the formula of the derivative of |x|·sign(x) = x would say 0
 * at 0.
 */
function enclosedDerivatives(dag: Dag, roots: readonly number[], variables: number, options: CompileOptions): ArrayKernel {
  const shape = new Space(variables, 1);
  const task = { program: lower(dag, roots, variables, 1), given: variables, shape };
  const makers: Makers = {
    ...byTask(task),
    intervals: (base) => {
      const jets = laidOut(base, task);
      return { ...jets, outputAt: (i) => jets.outputAt(Math.floor(i / variables) * shape.size + 1 + (i % variables)) };
    },
  };
  return kernel(options, makers, { inputs: variables, outputs: roots.length * variables, fewest: variables, stride: 1 });
}

/** A kernel with one result, as that number. */
export function numberKernel(made: ArrayKernel): NumberKernel {
  const out = new Float64Array(1);
  const { backend, inputs, outputs } = made;
  return Object.assign((x: ArrayLike<number>) => made(x, out)[0]!, { backend, inputs, outputs });
}

/** A kernel of a system's solutions: their Taylor coefficients in time, state by state. */
export function compileTaylor(system: System, options: CompileOptions): ArrayKernel {
  const order = orderOf('taylor', options);
  if (order < 1) throw new RangeError(`compile: expected an order ≥ 1 of a solution's coefficients, got ${order}`);
  const { states, variables, parameters } = system;
  const stride = order + 1;
  /** `at` gives positions in doubles. */
  const runner = (
    backend: Backend,
    unit: number,
    { memory, at, solve }: Pick<SteppingKernel, 'memory' | 'at' | 'solve'>,
  ): Runner => ({
    backend,
    unit,
    memory,
    inputAt: (i) => unit * i * stride,
    outputAt: (i) => at(Math.floor(i / stride), i % stride),
    run: solve,
  });
  const laid = <T, M extends Memory>(algebra: Algebra<T, M>, zero: () => T): Laid<M> => {
    const values = parameters.map(zero);
    const solution = new Solution(algebra, system, order, values);
    const { memory } = solution;
    return {
      memory,
      inputAt: (i) => algebra.width * i * stride,
      outputAt: (i) => solution.at(Math.floor(i / stride), i % stride),
      run: () => solution.solve(),
    };
  };
  const unset = parameters.map(() => 0);
  const makers: Makers = {
    interpreter: () => ({ backend: 'interpreter', unit: 1, ...laid(float64, () => 0) }),
    intervals: (base) => laid(base, () => intervalAlgebra().read(new Float64Array(2), 0)),
    compiled: (backend: 'wasm' | 'javascript', lanes: Lanes): Runner | undefined => {
      if (backend === 'javascript') {
        const made = generateSolution(system, order, unset);
        return made && runner(backend, 1, made);
      }
      const made = lanes === 2 ? compileBatch(system, order) : compileSolution(system, order, unset);
      return made && runner(backend, lanes, made);
    },
  };
  return kernel(options, makers, { inputs: variables.length, outputs: states.length * stride, fewest: variables.length, stride });
}

/** Row by row the derivatives of roots with respect to variables: in reverse where there are fewer roots than variables. */
function derivatives(dag: Dag, roots: readonly number[], variables: number): number[] {
  const indices = Array.from({ length: variables }, (_, i) => i);
  if (roots.length < variables) return roots.flatMap((root) => gradientNodes(dag, root, indices));
  const columns = indices.map((i) => differentiate(dag, roots, i));
  return roots.flatMap((_, row) => columns.map((column) => column[row]!));
}

/** Ways to make a runner. */
interface Makers {
  interpreter(): Runner;
  intervals<M extends Memory>(base: Algebra<ReturnType<IntervalAlgebra['read']>, M>): Laid<M>;
  compiled(backend: 'wasm' | 'javascript', lanes: Lanes): Runner | undefined;
}

function byTask(task: Task): Makers {
  return {
    interpreter: () => interpreted(task),
    intervals: (base) => laidOut(base, task),
    compiled: (backend, lanes) => runnerOf(task, backend, lanes),
  };
}

/** How many coefficients go in and out, and how many of a series follow each other; fewer than `inputs` are completed by zeros down to `fewest`. */
interface Form {
  readonly inputs: number;
  readonly outputs: number;
  readonly fewest: number;
  readonly stride: number;
}

/** The kernel by the back end that was asked for, or by the first that there is. */
function kernel(options: CompileOptions, makers: Makers, form: Form): ArrayKernel {
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
  const call = (x: ArrayLike<number>, out: Float64Array = new Float64Array(unit * outputs)): Float64Array => {
    const given = x.length / unit;
    if (given !== inputs && !(given >= fewest && given < inputs && Number.isInteger(given))) {
      throw new RangeError(`kernel: expected ${size} numbers, got ${x.length}`);
    }
    if (out.length !== unit * outputs)
      throw new RangeError(`kernel: expected out of length ${unit * outputs}, got ${out.length}`);
    for (let i = 0; i < inputs; i++) for (let l = 0; l < unit; l++) memory[from[i]! + l] = i < given ? x[unit * i + l]! : 0;
    run();
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

/** 0 for values and derivatives; Taylor coefficients and jets need one that is given. */
function orderOf(what: FormulaTask | SystemTask, { order }: CompileOptions): number {
  if (what === 'taylor' || what === 'jet') {
    if (order !== undefined && Number.isInteger(order) && order >= 0) return order;
    throw new RangeError(`compile: expected an integer order ≥ 0 for '${what}', got ${order}`);
  }
  if (order !== undefined)
    throw new RangeError(`compile: expected no order for '${what}', got ${order}; it goes with 'taylor' and 'jet'`);
  return 0;
}
