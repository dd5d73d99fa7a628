import type { Algebra, Memory } from '../../algebra/algebra.js';
import { float64, numberFunctions } from '../../algebra/float64.js';
import type { Laid } from '../../algebra/interval-recorder.js';
import { rational, rationalNearest } from '../../rounding/rational.js';
import { graded } from '../../series/graded.js';
import type { Space } from '../../series/space.js';
import { Tape } from '../../series/tape.js';
import type { Lowered } from '../lower.js';
import { evaluated } from './generate.js';
import { Graded, termsOf } from './graded.js';
import { Looped } from './looped.js';
import type { Machine, Target } from './machine.js';
import { javaScript, ScriptTarget } from './script.js';
import { Straight } from './straight.js';
import { type Lanes, WasmTarget } from './wasm.js';
import { multiplyAdds, type Shape } from './write.js';

/** What runs a kernel. All give the same bits. */
export type Backend = 'wasm' | 'javascript' | 'interpreter';

/** A program whose first rows are given: as whole series in one variable up to an order, or, in a space, as its variables at a point. */
export interface Task {
  readonly program: Lowered;
  readonly given: number;
  readonly shape: number | Space;
}

/** Something that is ready to run. Coefficients are of `unit` doubles. */
export interface Runner extends Laid<Float64Array> {
  readonly backend: Backend;
  readonly unit: number;
}

/** Multiply-adds and applications up to which code is straight. */
const largest: Readonly<Record<'wasm' | 'javascript', { readonly products: number; readonly applications: number }>> = {
  wasm: { products: 1600, applications: 1000 },
  javascript: { products: 1200, applications: 500 },
};

/** Terms of products in many variables up to which code is written; beyond, it would take longer to compile than it saves. */
const MOST_TERMS = 60_000;

/** The runner of one back end; undefined where the platform or a policy forbids it, or the code would be too long. */
export function runnerOf(task: Task, backend: Backend, lanes: Lanes, shape?: Shape): Runner | undefined {
  if (backend === 'interpreter') return interpreted(task);
  const { program, shape: extent } = task;
  if (typeof extent !== 'number' && termsOf(program, extent) > MOST_TERMS) return undefined;
  const chosen = shape ?? shapeFor(task, backend);
  if (backend === 'wasm') {
    const target = new WasmTarget(lanes);
    const { coefficients, rootAt } = writeProgram(target, task, chosen);
    const linked = target.link(lanes * coefficients);
    return linked && placed(task, { backend, unit: lanes, memory: linked.memory, run: linked.exports['run']! }, rootAt);
  }
  const called = new Map<string, (...args: number[]) => number>();
  const target = new ScriptTarget(javaScript(called, numberFunctions));
  const { coefficients, rootAt } = writeProgram(target, task, chosen);
  const memory = new Float64Array(coefficients);
  const run = evaluated(`${target.functions.join('')}return run;`, new Map<string, unknown>([['m', memory], ...called]));
  return run === undefined ? undefined : placed(task, { backend, unit: 1, memory, run: run as () => void }, rootAt);
}

/** The interpreter over doubles. */
export function interpreted(task: Task): Runner {
  return { backend: 'interpreter', unit: 1, ...laidOut(float64, task) };
}

/** A tape of the program over an algebra. */
export function laidOut<T, M extends Memory>(algebra: Algebra<T, M>, { program, given, shape }: Task): Laid<M> {
  const { width } = algebra;
  const stride = strideOf(shape);
  const tape =
    typeof shape === 'number'
      ? new Tape(algebra, program, shape)
      : new Tape(algebra, program, shape.order, graded(algebra as Algebra<unknown, M>, shape));
  const { memory } = tape;
  if (typeof shape !== 'number' && shape.order > 0) {
    // each variable is itself
    for (let i = 0; i < given; i++) algebra.rational(memory, width * (i * stride + shape.first[1]! + i), rational(1n, 1n));
  }
  return {
    memory,
    inputAt: (i) => width * i * (typeof shape === 'number' ? 1 : stride),
    outputAt: (i) => tape.row(program.roots[Math.floor(i / stride)]!) + width * (i % stride),
    run: () => tape.run(),
  };
}

/** Compiled code with its positions; what is constant in programs of many variables is put into its memory. */
function placed(
  { program, given, shape }: Task,
  runner: Omit<Runner, 'inputAt' | 'outputAt'>,
  rootAt: (i: number) => number,
): Runner {
  const { memory, unit } = runner;
  const stride = strideOf(shape);
  const outputAt = (i: number): number => unit * (rootAt(Math.floor(i / stride)) + (i % stride));
  if (typeof shape === 'number') return { ...runner, inputAt: (i) => unit * i, outputAt };
  const put = (position: number, value: number): void => {
    memory.fill(value, unit * position, unit * (position + 1));
  };
  for (const { row, value } of program.constants) put(row * stride, value === 'pi' ? Math.PI : rationalNearest(value));
  // each variable is itself
  if (shape.order > 0) for (let i = 0; i < given; i++) put(i * stride + shape.first[1]! + i, 1);
  return { ...runner, inputAt: (i) => unit * i * stride, outputAt };
}

function strideOf(shape: number | Space): number {
  return typeof shape === 'number' ? shape + 1 : shape.size;
}

function shapeFor({ program, shape }: Task, backend: 'wasm' | 'javascript'): Shape {
  const { products, applications } = largest[backend];
  const isSmall = typeof shape === 'number' && multiplyAdds(program, shape) <= products;
  return isSmall && program.applications.length <= applications ? 'straight' : 'looped';
}

/** Where a program's roots lie, and how many coefficients there are in all. */
interface Placement {
  readonly coefficients: number;
  readonly rootAt: (i: number) => number;
}

/** Writes the function `run`. */
function writeProgram(target: Target, task: Task, shape: Shape): Placement {
  const { program, given, shape: extent } = task;
  const { roots } = program;
  let placement: Placement;
  if (typeof extent !== 'number') {
    placement = { coefficients: program.rows * extent.size, rootAt: (i) => roots[i]! * extent.size };
    target.define('run', 0, (machine) => new Graded(machine, program, extent).write(roots));
    return placement;
  }
  const stride = extent + 1;
  placement = { coefficients: (given + roots.length) * stride, rootAt: (i) => (given + i) * stride };
  if (shape === 'looped') {
    target.define('run', 0, (machine) => {
      placement = writeLooped(machine, task, extent, placement);
    });
    return placement;
  }
  const behind = placement.coefficients;
  const write = (machine: Machine): void => {
    const straight = new Straight(machine, program, extent);
    for (let k = 0; k <= extent; k++) {
      if (k > 0) machine.rest();
      straight.write(k);
      for (const [i, root] of roots.entries()) machine.store({ position: placement.rootAt(i) + k }, straight.get(root, k));
    }
  };
  return { ...placement, coefficients: behind + target.define('run', 0, write, behind) };
}

/** Where rows lie in pairs, what is given is copied there, and what is wanted back. */
function writeLooped(machine: Machine, { program, given }: Task, order: number, outside: Placement): Placement {
  const { roots } = program;
  const stride = order + 1;
  const looped = new Looped(machine, program, roots, order, outside.coefficients);
  if (!looped.isPaired) {
    looped.start(0, () => {});
    if (order > 0) looped.run(order, 0, () => {});
    return { coefficients: looped.size, rootAt: (i) => roots[i]! * stride };
  }
  for (let row = 0; row < given; row++) {
    for (let k = 0; k <= order; k++) looped.put(row, k, machine.load({ position: row * stride + k }));
  }
  looped.start(roots.length, (from, to) => {
    for (let i = from; i < to; i++) machine.store({ position: outside.rootAt(i) }, looped.head(roots[i]!));
  });
  if (order > 0) {
    looped.run(order, roots.length, (from, to) => {
      for (let i = from; i < to; i++) machine.store({ position: outside.rootAt(i), index: 'k' }, looped.at(roots[i]!));
    });
  }
  return { coefficients: looped.size, rootAt: outside.rootAt };
}
