/**
 * `compile()` of formulas and systems: what their kernels compute.
 */

import type { Algebra, Memory } from '../algebra/algebra.js';
import { float64 } from '../algebra/float64.js';
import { intervalAlgebra } from '../algebra/interval.js';
import type { Laid } from '../algebra/interval-recorder.js';
import { Space } from '../series/space.js';
import type { NamesOf } from '../text/options.js';
import { type ArrayKernel, type CompileOptions, kernel, type Makers } from './callable.js';
import type { Dag } from './dag.js';
import { differentiate } from './differentiate.js';
import { Domain } from './domain.js';
import { compileBatch, compileSolution, type SteppingKernel } from './kernel/compile.js';
import { generateSolution } from './kernel/generate.js';
import { type Backend, interpreted, laidOut, type Runner, runnerOf, type Task } from './kernel/program.js';
import type { Lanes } from './kernel/wasm.js';
import { lower } from './lower.js';
import { gradientNodes } from './reverse.js';
import { Solution } from './solution.js';
import type { System } from './system.js';

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

function byTask(task: Task): Makers {
  return {
    interpreter: () => interpreted(task),
    intervals: (base) => laidOut(base, task),
    compiled: (backend, lanes) => runnerOf(task, backend, lanes),
  };
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
