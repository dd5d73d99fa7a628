import type { Equations } from '../formula/equations.js';
import { compileSolution, type ExtensionPlace, type SteppingKernel } from '../formula/kernel/compile.js';
import { generateSolution } from '../formula/kernel/generate.js';
import type { SolutionKernel } from '../formula/solution.js';
import type { Side } from '../series/grading.js';
import { type Damping, damp, moveDamped, proposeDamped } from './damping.js';
import { mapsFor, nearestMaps } from './damping-maps.js';
import { moveOn } from './evaluate.js';
import type { Layout, Places } from './layout.js';
import { writeMarch } from './march.js';
import { easeOf, isAnyRising, isDoubtful, normOf, stepSize } from './step.js';

/**
 * What computes the coefficients: WebAssembly, generated JavaScript (for pages that allow code from text but have no WebAssembly), or the interpreter. All give the
 * same bits. With `auto` it is the interpreter for a few steps, WebAssembly for more where the engine and its policies allow it, and JavaScript only where there is no
 * WebAssembly and no page whose policy could forbid code from text.
 */
export type Kernel = 'auto' | 'wasm' | 'javascript' | 'interpreter';

const kinds: readonly string[] = ['auto', 'wasm', 'javascript', 'interpreter'] satisfies Kernel[];

/** @throws RangeError for a kind that there is not */
export function checkKernel(where: string, kind: string): void {
  if (!kinds.includes(kind))
    throw new RangeError(`${where}: expected a kernel among auto, wasm, javascript and interpreter, got ${kind}`);
}

/** A kernel that knows the length of its steps. */
export interface OdeKernel extends SteppingKernel {
  readonly layout: Layout;
  readonly places: Places;
  /** Where the places are: the memory itself, or one beside it. */
  readonly board: Float64Array;
  /** Computes the coefficients and the step that they allow: see `stepSize`, or `proposeDamped`; then `advance` damps them. */
  wanted(): number;
  /** Damps the coefficients for the step that was wanted, whose polynomials they are then. */
  damp(): void;
  /** The compiled loop of `Stepper.march`. */
  readonly march: ((limit: number) => number) | undefined;
  /** Whether it stands in, for so few steps that compiling would take longer. */
  readonly isProvisional: boolean;
  /** Of which steps of which orbit the coefficients are in the memory, if that is known. */
  holds: { readonly owner: object; readonly step: number } | undefined;
}

export function setParameters(kernel: SteppingKernel, parameters: readonly number[]): void {
  for (let i = 0; i < parameters.length; i++) kernel.memory[kernel.parameterAt(i)] = parameters[i]!;
}

/** What a kernel is made of. */
interface Parts {
  readonly system: Equations;
  readonly nodes: readonly number[];
  readonly parameters: readonly number[];
  readonly layout: Layout;
  readonly side: Side;
}

/** A kernel of WebAssembly; undefined where there is none. */
export function compiledKernel({ system, nodes, parameters, layout, side }: Parts): OdeKernel | undefined {
  const { order, compensated } = layout;
  const march = { doubles: layout.doubles, compensated, write: (place: ExtensionPlace) => writeMarch(place, layout) };
  const kernel = compileSolution(system, order, parameters, nodes, undefined, march, side);
  if (kernel === undefined) return undefined;
  const { memory, own, functions } = kernel;
  if (layout.damped) {
    const { nearest, maps } = layout.from(own).damping;
    memory.set(mapsFor(order), maps);
    new Int32Array(memory.buffer, memory.byteOffset + 8 * nearest).set(nearestMaps(order));
  }
  return {
    ...kernel,
    layout,
    places: layout.from(own),
    board: memory,
    wanted: functions['wanted']!,
    march: functions['march']!,
    advance: functions['move'] ?? kernel.advance,
    damp: functions['damp'] ?? doNothing,
    isProvisional: false,
    holds: undefined,
  };
}

/** A kernel of generated JavaScript; undefined where there is none. */
export function generatedKernel({ system, nodes, parameters, layout, side }: Parts): OdeKernel | undefined {
  const kernel = generateSolution(system, layout.order, parameters, nodes, undefined, side);
  return kernel && hosted(kernel, layout, false);
}

/** A kernel whose loop over steps is JavaScript. */
export function hosted(solution: SolutionKernel, layout: Layout, isProvisional: boolean): OdeKernel {
  const { order, rows, groups, compensated } = layout;
  const { memory, timeAt } = solution;
  const places = layout.from(0);
  const board = new Float64Array(layout.doubles);
  const low = compensated ? board.subarray(places.low, places.low + rows) : undefined;
  const polynomials = groups
    .map((end, g) => ({ x: memory.subarray((groups[g - 1] ?? 0) * (order + 1), end * (order + 1)), isFirst: g === 0 }))
    .reverse();
  const ease = easeOf(order);
  let damping: Damping | undefined;
  return {
    memory,
    states: rows,
    order,
    timeAt,
    at: (i, k) => solution.at(i, k),
    parameterAt: (i) => solution.parameterAt(i),
    watchedAt: (i) => solution.watchedAt(i),
    solve: () => solution.solve(),
    advance: (h) => {
      if (damping === undefined) moveOn(memory, rows, order, h, low);
      else moveDamped(memory, rows, damping, h, low);
    },
    damp: () => {
      if (damping !== undefined) damp(memory, rows, damping);
      damping = undefined;
    },
    layout,
    places,
    board,
    wanted: () => {
      solution.solve();
      damping = undefined;
      const margin = board[places.control.margin];
      let [least, own, doubt] = [Infinity, Infinity, 0];
      for (const { x, isFirst } of polynomials) {
        const count = x.length / (order + 1);
        const norm = (k: number): number => normOf(x, count, order, k);
        const h = stepSize(x, count, order, margin);
        if (layout.isEased && !isFirst && Number.isNaN(h)) continue;
        // where nothing bounds the states, what bounds the others says nothing of these
        if (isDoubtful(h, order, norm) || (isFirst && h === Infinity)) doubt = 1;
        const size = (i: number, k: number): number => Math.abs(x[i * (order + 1) + k]!);
        if (isFirst && isAnyRising(h, order, count, size)) doubt = 1;
        own = h;
        least = layout.isEased && isFirst && !(least * ease < h) ? h : Math.min(least, h); // a NaN stays
      }
      board[places.control.doubt] = doubt;
      if (!layout.damped || doubt !== 0 || !(least < Infinity && least === own)) return least;
      const start = Math.max(1, normOf(memory, layout.states, order, 0));
      const proposal = proposeDamped(memory, layout, {
        plain: least,
        start,
        margin: margin!,
        direction: board[places.control.direction]!,
      });
      damping = proposal.damping;
      if (proposal.isDoubtful) board[places.control.doubt] = 1;
      return proposal.h;
    },
    march: undefined,
    isProvisional,
    holds: undefined,
  };
}

function doNothing(): void {}

/** Has a kernel go on from where another one of the same pool is, with parameters to be set. */
export function carryOver(from: OdeKernel, to: OdeKernel): void {
  const { rows, compensated } = from.layout;
  for (let i = 0; i < rows; i++) to.memory[to.at(i, 0)] = from.memory[from.at(i, 0)]!;
  to.board[to.places.control.margin] = from.board[from.places.control.margin]!;
  if (compensated) to.board.set(from.board.subarray(from.places.low, from.places.low + rows), to.places.low);
  to.holds = undefined;
}
