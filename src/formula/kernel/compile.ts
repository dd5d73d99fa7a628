import type { Side } from '../../series/grading.js';
import type { FunctionBody } from '../../wasm/encoder.js';
import type { Equations } from '../equations.js';
import type { SolutionKernel } from '../solution.js';
import { type Lanes, WasmTarget } from './wasm.js';
import { layoutOf, placesOf, type Shape, shapeFor, writeSolution } from './write.js';

/**
 * Multiply-adds up to which code is written out order by order. Beyond, engines spill more than the loop saves: measured once on Node 20 (x86-64) with
 * copies of the Lorenz system, unrolled code won up to 2550 for two products and lost from 1260 on for six; where it turns in between is not known.
 */
const LARGEST_STRAIGHT = 1600;

/** A kernel that can also move its initial state along the solution. */
export interface SteppingKernel extends SolutionKernel {
  /** x_i ← Σ_k x_i^[k] h^k (src/formula/kernel/advance.ts), for the coefficients at hand: the state after a time h becomes the initial one. */
  advance(h: number): void;
}

/** What a module is to hold beside the kernel's own functions. */
export interface Extension {
  /** Doubles that it needs behind the kernel's memory. */
  readonly doubles: number;
  /** Whether `advance` keeps what its sums round away: in the first doubles of the extension, one for each state. */
  readonly compensated: boolean;
  write(place: ExtensionPlace): readonly FunctionBody[];
}

/** Where an extension stands: positions count doubles, functions have the index among the module's own with which they are called. */
export interface ExtensionPlace {
  readonly solve: number;
  readonly advance: number;
  /** The first function of the extension. */
  readonly next: number;
  readonly timeAt: number | undefined;
  readonly watchedAt: (i: number) => number;
  /** The first double of the extension's own. */
  readonly own: number;
}

/** A kernel with an extension. */
export interface ExtendedKernel extends SteppingKernel {
  readonly own: number;
  readonly functions: Readonly<Record<string, (...args: number[]) => number>>;
}

/**
 * Two trajectories of one system, computed together in the lanes of vectors: each lane the same bits as a kernel of its own.
 *
 * Lanes interleave: positions are those of lane 0, and what belongs to lane 1 lies one further. Lanes may differ in their states, times, parameters and steps.
 */
export interface BatchKernel {
  readonly lanes: 2;
  readonly memory: Float64Array;
  readonly states: number;
  readonly order: number;
  /** Position of coefficient k of state i. Write the initial states at k = 0. */
  at(i: number, k: number): number;
  /** Where the initial times go, for a field that depends on time. */
  readonly timeAt: number | undefined;
  /** Where the value of the i-th parameter goes. */
  parameterAt(i: number): number;
  /** Position of the constant term of the i-th watched node; coefficient k lies 2·k further. */
  watchedAt(i: number): number;
  /** Fills the coefficients 1 … order of every state from its initial value, and 0 … order − 1 of what is watched. */
  solve(): void;
  /** Moves each lane's state along its solution, by a time of its own. */
  advance(h0: number, h1: number): void;
}

/**
 * The float64 `Solution` of a system as WebAssembly: the same coefficients, bit for bit.
 *
 * @param parameters - a value for each parameter of the system, in its order
 * @param watched - further nodes of the system's graph to be computed along
 * @param shape - chosen by size unless given
 * @param extension - further functions in the same module
 * @param side - on which side of the initial time the solution is wanted, where a field has kinks
 * @returns undefined where WebAssembly is not to be had
 */
export function compileSolution(
  system: Equations,
  order: number,
  parameters: readonly number[],
  watched: readonly number[] = [],
  shape?: Shape,
  extension: Extension = none,
  side: Side = 0,
): ExtendedKernel | undefined {
  const kernel = compiled(system, order, watched, 1, shape, extension, side);
  if (kernel === undefined) return undefined;
  for (const [i, value] of parameters.entries()) kernel.memory[kernel.parameterAt(i)] = value;
  return kernel;
}

/**
 * The same for two trajectories at once, which takes little longer than one. What an extension calls has the positions of lane 0.
 *
 * @returns undefined where WebAssembly or its vectors are not to be had: compute one trajectory after the other there
 */
export function compileBatch(
  system: Equations,
  order: number,
  watched: readonly number[] = [],
  shape?: Shape,
  extension: Extension = none,
  side: Side = 0,
): (BatchKernel & Pick<ExtendedKernel, 'own' | 'functions'>) | undefined {
  const kernel = compiled(system, order, watched, 2, shape, extension, side);
  return kernel && { ...kernel, lanes: 2 };
}

const none: Extension = { doubles: 0, compensated: false, write: () => [] };

function compiled(
  system: Equations,
  order: number,
  nodes: readonly number[],
  lanes: Lanes,
  shape: Shape | undefined,
  extension: Extension,
  side: Side,
): (ExtendedKernel & Omit<BatchKernel, 'lanes'>) | undefined {
  const layout = layoutOf(system, order, nodes);
  const target = new WasmTarget(lanes);
  const chosen = shape ?? shapeFor(layout, LARGEST_STRAIGHT, lanes === 1);
  const placement = writeSolution(target, layout, chosen, extension.compensated, side);
  const own = lanes * placement.coefficients;
  const kernel = { states: layout.states, order, own, ...placesOf(layout, placement, lanes) };
  const indexOf = (name: string): number => target.functions.findIndex((body) => body.name === name);
  const place = { ...kernel, solve: indexOf('solve'), advance: indexOf('advance'), next: target.functions.length };
  target.functions.push(...extension.write(place));
  const linked = target.link(own + extension.doubles);
  if (linked === undefined) return undefined;
  const { memory, exports } = linked;
  return { ...kernel, memory, solve: exports['solve']!, advance: exports['advance']!, functions: exports };
}
