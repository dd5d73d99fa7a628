import { rationalNearest } from '../../rounding/rational.js';
import type { Program } from '../../series/program.js';
import { encodeModule, FunctionBody } from '../../wasm/encoder.js';
import { link } from '../../wasm/link.js';
import { lower } from '../lower.js';
import type { SolutionKernel } from '../solution.js';
import type { System } from '../system.js';
import { writeAdvance } from './advance.js';
import { Looped } from './looped.js';
import { Straight } from './straight.js';
import { Imports, WasmMachine } from './wasm.js';

/**
 * Multiply-adds up to which code is written out order by order. Beyond, engines spill more than the loop saves: unrolled code won up to 2550 for two products
 * and lost from 1260 on for six (docs/performance.md).
 */
const LARGEST_STRAIGHT = 1600;

/** Local variables that engines allow a function (WebAssembly JavaScript Interface, implementation-defined limits). */
const MOST_LOCALS = 50_000;

/** How a kernel is written: `straight` for every order by itself, `looped` as one loop over the orders. */
export type Shape = 'straight' | 'looped';

/** A kernel that can also move its initial state along the solution. */
export interface SteppingKernel extends SolutionKernel {
  /** x_i ← Σ_k x_i^[k] h^k by Horner's rule, for the coefficients at hand: the state after a time h becomes the initial one. */
  advance(h: number): void;
}

/**
 * The float64 `Solution` of a system as WebAssembly: the same coefficients, bit for bit.
 *
 * @param parameters - a value for each parameter of the system, in its order
 * @param watched - further nodes of the system's graph to be computed along
 * @param shape - chosen by size unless given
 * @returns undefined where WebAssembly is not to be had, or the system is too large for one function
 */
export function compileSolution(
  system: System,
  order: number,
  parameters: readonly number[],
  watched: readonly number[] = [],
  shape?: Shape,
): SteppingKernel | undefined {
  const states = system.states.length;
  const timed = system.time !== undefined;
  const firstParameter = states + (timed ? 1 : 0);
  const rows = system.parameters.map((_, i) => firstParameter + i);
  const given = firstParameter + rows.length;
  const program = lower(system.dag, [...system.roots, ...watched], given, order, rows);
  const stride = order + 1;
  const imports = new Imports();
  const body = new FunctionBody('solve', [], []);
  const machine = new WasmMachine(body, imports, 1);
  const straight = new Straight(machine, program, order);
  for (const row of rows) straight.setConstant(row, order);
  if (timed) for (let k = 1; k <= order; k++) straight.set(states, k, machine.constant(k === 1 ? 1 : 0));

  const chosen = shape ?? (multiplyAdds(program, order) <= LARGEST_STRAIGHT ? 'straight' : 'looped');
  const layout: Layout = { states, order, fields: program.roots.slice(0, states), watched: program.roots.slice(states), given };
  if (chosen === 'straight') writeStraight(straight, machine, layout);
  else writeLooped(straight, machine, body, program, layout);
  if (body.locals.length > MOST_LOCALS) return undefined;
  const doubles = (chosen === 'straight' ? given + watched.length : program.rows + 1) * stride;
  const linked = link(encodeModule(imports.functions, [body, writeAdvance(states, order)]), doubles, imports.values);
  if (linked === undefined) return undefined;
  const { memory, exports } = linked;
  if (chosen === 'looped') {
    for (const { row, value } of program.constants) memory[row * stride] = value === 'pi' ? Math.PI : rationalNearest(value);
    for (let k = 1; k <= order; k++) memory[program.rows * stride + k] = 1 / k;
    if (timed) memory[states * stride + 1] = 1;
  }
  rows.forEach((row, i) => {
    memory[row * stride] = parameters[i]!;
  });
  return {
    memory,
    states,
    order,
    at: (i, k) => i * stride + k,
    timeAt: timed ? states * stride : undefined,
    watchedAt: (i) => (chosen === 'straight' ? given + i : layout.watched[i]!) * stride,
    solve: exports['solve']!,
    advance: exports['advance']!,
  };
}

/** Which rows a kernel is about: the states' own, those of their fields, those that are watched, and how many are given from outside. */
interface Layout {
  readonly states: number;
  readonly order: number;
  readonly fields: readonly number[];
  readonly watched: readonly number[];
  readonly given: number;
}

/** Only the states and what is watched are stored, the latter behind the rows that are given. */
function writeStraight(straight: Straight, machine: WasmMachine, { order, fields, watched, given }: Layout): void {
  const stride = order + 1;
  for (let k = 0; k < order; k++) {
    straight.write(k);
    const reciprocal = machine.constant(1 / (k + 1));
    for (const [i, field] of fields.entries()) {
      const next = machine.binary('mul', straight.get(field, k), reciprocal);
      straight.set(i, k + 1, next);
      machine.store(i * stride + k + 1, next);
    }
    for (const [i, row] of watched.entries()) machine.store((given + i) * stride + k, straight.get(row, k));
  }
}

/** Constant terms as straight-line code, then one loop over the orders. 1/k lies behind the rows. */
function writeLooped(
  straight: Straight,
  machine: WasmMachine,
  body: FunctionBody,
  program: Program,
  { order, fields }: Layout,
): void {
  const stride = order + 1;
  straight.write(0);
  for (const { results } of program.applications) {
    for (const row of results) machine.store(row * stride, straight.get(row, 0));
  }
  for (const [i, field] of fields.entries()) machine.store(i * stride + 1, straight.get(field, 0));
  if (order < 2) return;
  const looped = new Looped(body, machine, program, order);
  looped.write(order - 1, (k8) => {
    body.get(k8);
    body.load(8 * (program.rows * stride + 1));
    const reciprocal = machine.pop();
    for (const [i, field] of fields.entries()) looped.store(i, machine.binary('mul', looped.at(field), reciprocal), 1);
  });
}

/** How many multiply-adds the sums of a program take over all orders. */
function multiplyAdds(program: Program, order: number): number {
  const sums = (expression: object): number =>
    ('op' in expression && (expression.op === 'sum' || expression.op === 'square') ? 1 : 0) +
    Object.values(expression).reduce(
      (count: number, part) => count + (typeof part === 'object' && part !== null ? sums(part) : 0),
      0,
    );
  const count = program.applications.reduce(
    (total, { rule }) => total + rule.next.reduce((n, expression) => n + sums(expression), 0),
    0,
  );
  return (count * order * (order + 1)) / 2;
}
