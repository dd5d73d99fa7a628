import { float64 } from '../algebra/float64.js';
import { hasBranches } from '../formula/branches.js';
import { compileSolution, type ExtensionPlace, type SteppingKernel } from '../formula/kernel/compile.js';
import { Solution } from '../formula/solution.js';
import type { System } from '../formula/system.js';
import { variational } from '../formula/variational.js';
import { type Watched, watch } from '../formula/watch.js';
import type { Side } from '../series/grading.js';
import { moveOn } from './evaluate.js';
import { Layout, type Places } from './layout.js';
import { writeMarch } from './march.js';
import { stepSize } from './step.js';

/** What computes the coefficients: compiled code where the engine allows it (`auto`, `wasm`), or the interpreter. All give the same bits. */
export type Kernel = 'auto' | 'wasm' | 'interpreter';

/** What a kernel is to do. */
export interface Recipe {
  readonly order: number;
  /** Formulas to be computed along. */
  readonly watched: readonly string[];
  /** How many of them, from the first, are events; the rest is only computed. */
  readonly events: number;
  /** Whether the derivative of the flow comes along. */
  readonly variational: boolean;
  /** What chooses the steps: the states of the system, or the derivatives of the flow as well. */
  readonly control: 'states' | 'all';
  readonly compensated: boolean;
  readonly kind: Kernel;
  /** Where solutions go from their initial state, forward (1, as if not given) or back (−1): a kink there is taken by its branch on that side. */
  readonly side?: Side;
}

/** A kernel that knows the length of its steps. */
export interface OdeKernel extends SteppingKernel {
  readonly layout: Layout;
  readonly places: Places;
  /** Where the places are: the memory itself, or one beside it. */
  readonly board: Float64Array;
  /** Computes the coefficients and the step that they allow: see `stepSize`. */
  wanted(): number;
  /** The compiled loop of `Stepper.march`. */
  readonly march: ((limit: number) => number) | undefined;
  /** Of which steps of which orbit the coefficients are in the memory, if that is known. */
  holds: { readonly owner: object; readonly step: number } | undefined;
}

/** Kernels of one recipe: those that nobody uses at the moment are kept. */
export class Pool {
  readonly recipe: Recipe;
  /** Whether it matters on which side of the initial state solutions go. */
  readonly isSided: boolean;
  readonly #watched: Watched;
  readonly #states: number;
  readonly #free: OdeKernel[] = [];

  constructor(system: System, recipe: Recipe) {
    const plain = watch(system, recipe.watched);
    this.#watched = recipe.variational ? variational(plain) : plain;
    this.#states = system.states.length;
    this.recipe = recipe;
    const { system: own, nodes } = this.#watched;
    this.isSided = hasBranches(own.dag, [...own.roots, ...nodes]);
  }

  /** The system of the kernels' own: with the time if a watched formula uses it, and with the variations where they were asked for. */
  get system(): System {
    return this.#watched.system;
  }

  /** A kernel for one user, who gives it back or drops it. Parameters are to be set. */
  take(): OdeKernel {
    return this.#free.pop() ?? this.#build();
  }

  giveBack(kernel: OdeKernel): void {
    if (this.#free.length < MOST_FREE) this.#free.push(kernel);
  }

  #build(): OdeKernel {
    const { order, events, control, compensated, kind, side = 1 } = this.recipe;
    const { system, nodes } = this.#watched;
    const rows = system.states.length;
    const controlling = control === 'all' ? rows : this.#states;
    const layout = new Layout({ rows, states: this.#states, controlling, order, events, compensated });
    const unset = system.parameters.map(() => 0);
    const compiled = kind === 'interpreter' ? undefined : compiledKernel(system, nodes, unset, layout, side);
    if (compiled === undefined && kind === 'wasm') {
      throw new RangeError(
        "integrate: expected WebAssembly to be allowed here for kernel: 'wasm', got an engine or a policy without it; use 'auto'",
      );
    }
    return compiled ?? interpretedKernel(system, nodes, unset, layout, side);
  }
}

/** One is at work, one answers for dense output meanwhile; more only where calls are nested. */
const MOST_FREE = 4;

/** Recipes that are kept for one system. Who makes a new formula for each call should not fill the memory. */
const MOST_RECIPES = 16;

const pools = new WeakMap<System, Pool[]>();

/** The pool of a system and a recipe, the same one for the same system: integrating again compiles nothing. */
export function poolOf(system: System, recipe: Recipe): Pool {
  let known = pools.get(system);
  if (known === undefined) {
    known = [];
    pools.set(system, known);
  }
  let pool = known.find(({ recipe: other, isSided }) => isSame(other, recipe) && (!isSided || sideOf(other) === sideOf(recipe)));
  if (pool === undefined) {
    pool = new Pool(system, recipe);
    if (known.length >= MOST_RECIPES) known.shift();
    known.push(pool);
  }
  return pool;
}

const sideOf = ({ side = 1 }: Recipe): Side => side;

function isSame(a: Recipe, b: Recipe): boolean {
  return (
    a.order === b.order &&
    a.events === b.events &&
    a.variational === b.variational &&
    a.control === b.control &&
    a.compensated === b.compensated &&
    a.kind === b.kind &&
    a.watched.length === b.watched.length &&
    a.watched.every((text, i) => text === b.watched[i])
  );
}

export function setParameters(kernel: SteppingKernel, parameters: readonly number[]): void {
  for (let i = 0; i < parameters.length; i++) kernel.memory[kernel.parameterAt(i)] = parameters[i]!;
}

function compiledKernel(
  system: System,
  watched: readonly number[],
  parameters: readonly number[],
  layout: Layout,
  side: Side,
): OdeKernel | undefined {
  const { order, compensated } = layout;
  const march = { doubles: layout.doubles, compensated, write: (place: ExtensionPlace) => writeMarch(place, layout) };
  const kernel = compileSolution(system, order, parameters, watched, undefined, march, side);
  if (kernel === undefined) return undefined;
  const { memory, own, functions } = kernel;
  return {
    ...kernel,
    layout,
    places: layout.from(own),
    board: memory,
    wanted: functions['wanted']!,
    march: functions['march']!,
    holds: undefined,
  };
}

function interpretedKernel(
  system: System,
  watched: readonly number[],
  parameters: readonly number[],
  layout: Layout,
  side: Side,
): OdeKernel {
  const { order, rows, controlling, compensated } = layout;
  const solution = new Solution(float64, system, order, parameters, watched, side);
  const { memory, timeAt } = solution;
  const places = layout.from(0);
  const board = new Float64Array(layout.doubles);
  const low = compensated ? board.subarray(places.low, places.low + rows) : undefined;
  const polynomials = memory.subarray(0, controlling * (order + 1));
  return {
    memory,
    states: rows,
    order,
    timeAt,
    at: (i, k) => solution.at(i, k),
    parameterAt: (i) => solution.parameterAt(i),
    watchedAt: (i) => solution.watchedAt(i),
    solve: () => solution.solve(),
    advance: (h) => moveOn(memory, rows, order, h, low),
    layout,
    places,
    board,
    wanted: () => {
      solution.solve();
      return stepSize(polynomials, controlling, order);
    },
    march: undefined,
    holds: undefined,
  };
}
