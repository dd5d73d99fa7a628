import type { Side } from '../../series/grading.js';
import type { Program } from '../../series/program.js';
import type { Equations } from '../equations.js';
import { fieldOf } from '../field.js';
import { writeAdvance } from './advance.js';
import { Looped } from './looped.js';
import type { Index, Machine, Target, Value } from './machine.js';
import { Straight } from './straight.js';
import { sumsIn } from './sums.js';
import { superwords } from './superword.js';

/** States that are moved on together. */
const MOVED = 8;

/** How a kernel is written: `straight` for every order by itself, `looped` as one loop over the orders. */
export type Shape = 'straight' | 'looped';

/** A system as a program, and which of its rows a kernel is about: coefficient k of row r lies at r·(order + 1) + k. */
export interface Layout {
  readonly order: number;
  /** The states are rows 0 … states − 1. */
  readonly states: number;
  /** Row of the time, where the field depends on it. */
  readonly time: number | undefined;
  /** Rows of the parameters, given as their constant terms. */
  readonly parameters: readonly number[];
  readonly program: Program;
  /** The rows of the field's components, and of what is watched. */
  readonly fields: readonly number[];
  readonly watched: readonly number[];
}

/** The program of a system and of further nodes of its graph. */
export function layoutOf(system: Equations, order: number, nodes: readonly number[]): Layout {
  const states = system.states.length;
  const { program, time, parameters } = fieldOf(system, order, nodes);
  const { roots } = program;
  return { order, states, time, parameters, program, fields: roots.slice(0, states), watched: roots.slice(states) };
}

/** Where a kernel's rows lie: how many coefficients and constants it has in all, and the position of what is watched. */
export interface Placement {
  readonly coefficients: number;
  readonly watchedAt: (i: number) => number;
}

/** Positions in a kernel's memory, of lane 0 where there are two. */
export interface Places {
  /** Coefficient k of state i. */
  readonly at: (i: number, k: number) => number;
  readonly timeAt: number | undefined;
  readonly parameterAt: (i: number) => number;
  readonly watchedAt: (i: number) => number;
}

export function placesOf({ order, time, parameters }: Layout, { watchedAt }: Placement, lanes: number): Places {
  const step = lanes * (order + 1);
  return {
    at: (i, k) => i * step + k * lanes,
    timeAt: time === undefined ? undefined : time * step,
    parameterAt: (i) => parameters[i]! * step,
    watchedAt: (i) => lanes * watchedAt(i),
  };
}

/**
 * Writes the functions `solve`, which fills the coefficients 1 … order of the states from their initial values, and `advance`, which moves these along the
 * solution by a time h. Memory is zero at first.
 *
 * @param side - on which side of the initial time the solution is wanted, where a field has kinks
 * @param compensated - keeps what `advance` rounds away behind all coefficients, for each state
 */
export function writeSolution(
  target: Target,
  layout: Layout,
  shape: Shape,
  compensated: boolean = false,
  side: Side = 0,
): Placement {
  const { states, order, watched } = layout;
  const stride = order + 1;
  const dense = givenRows(layout);
  let placement: Placement = {
    coefficients: (dense + watched.length) * stride,
    watchedAt: (i) => (dense + i) * stride,
  };
  if (shape === 'straight') {
    const behind = placement.coefficients;
    const constants = target.define('solve', 0, (machine) => writeStraight(machine, layout, side), behind);
    placement = { ...placement, coefficients: behind + constants };
  } else {
    target.define('solve', 0, (machine) => {
      placement = writeLooped(machine, layout, placement, side);
    });
  }
  const low = compensated ? placement.coefficients : undefined;
  target.define('advance', 1, (machine, [h]) => writeAdvance(machine, h!, states, order, low));
  return placement;
}

/** Rows that are given from outside: states, time, parameters. */
function givenRows({ states, time, parameters }: Layout): number {
  return states + (time === undefined ? 0 : 1) + parameters.length;
}

/** Only the states and what is watched are stored, the latter behind the rows that are given. */
function writeStraight(machine: Machine, layout: Layout, side: Side): void {
  const { order, program, time, parameters, fields, watched } = layout;
  const stride = order + 1;
  const straight = new Straight(machine, program, order, side, fields);
  for (const row of parameters) straight.setConstant(row, order);
  if (time !== undefined) for (let k = 1; k <= order; k++) straight.set(time, k, machine.constant(k === 1 ? 1 : 0));
  const behind = givenRows(layout);
  for (let k = 0; k < order; k++) {
    if (k > 0) machine.rest();
    straight.write(k);
    for (const [row, field] of straight.moves(fields)) straight.set(row, k + 1, straight.integral(field, k));
    for (let i = 0; i < fields.length; i++) machine.store({ position: i * stride + k + 1 }, straight.get(i, k + 1));
    for (const [i, row] of watched.entries()) machine.store({ position: (behind + i) * stride + k }, straight.get(row, k));
  }
}

/**
 * Constant terms, then one loop over the orders. Where rows lie in pairs, what is given from outside is copied there first, and what is wanted is stored as straight code
 * does.
 */
function writeLooped(machine: Machine, layout: Layout, outside: Placement, side: Side): Placement {
  const { order, program, time, fields, watched } = layout;
  const stride = order + 1;
  const looped = new Looped(machine, program, [...fields, ...watched], order, outside.coefficients, side);
  const { isPaired } = looped;
  if (isPaired) {
    for (let row = 0; row < givenRows(layout); row++) {
      looped.put(row, 0, machine.load({ position: row * stride }));
    }
  }
  if (time !== undefined) looped.put(time, 1, machine.constant(1));
  const results = fields.length + (isPaired ? watched.length : 0);
  const watch = (i: number, value: Value, index?: Index): void => {
    const position = outside.watchedAt(i - fields.length);
    machine.store({ position, ...(index !== undefined && { index }) }, value);
  };
  const rowOf = (i: number): number => fields[i] ?? watched[i - fields.length]!;
  looped.start(results, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = looped.head(rowOf(i));
      if (i >= fields.length) {
        watch(i, value);
        continue;
      }
      looped.put(i, 1, value);
      if (isPaired) machine.store({ position: i * stride + 1 }, value);
    }
  });
  if (order > 1) {
    looped.run(order - 1, results, (from, to) => {
      const end = Math.max(from, Math.min(to, fields.length));
      // some at a time: a processor takes a load for dependent on a store before it whose address has the same last bits
      looped.overNext((over, at) => {
        for (let first = from; first < end; first += MOVED) {
          const some = fields.slice(first, Math.min(end, first + MOVED)).map((row) => over(at(row)));
          for (const [j, next] of some.entries()) {
            looped.storeNext(first + j, next);
            if (isPaired) machine.store({ position: (first + j) * stride + 1, index: 'k' }, next);
          }
        }
      });
      for (let i = end; i < to; i++) watch(i, looped.at(rowOf(i)), 'k');
    });
  }
  return { coefficients: looped.size, watchedAt: isPaired ? outside.watchedAt : (i) => watched[i]! * stride };
}

/** The shape that suits a program, given up to how many multiply-adds a back end does well with straight code, and whether it has pairs. */
export function shapeFor({ program, fields, order }: Layout, largestStraight: number, hasPairs = false): Shape {
  const count = multiplyAdds(program, order);
  if (count <= largestStraight) return 'straight';
  // side by side, two sums take the place of one
  if (!hasPairs || count > 2 * MOST_VALUES) return 'looped';
  const sums = multiplyAdds(superwords(program, fields), order);
  return PER_SUM * sums + PER_APPLICATION * order * program.applications.length <= MOST_VALUES ? 'straight' : 'looped';
}

/**
 * Values of one function beyond which V8 allocates registers by a faster way that leaves code of less than half the speed: 2¹³ of its virtual registers. How many come
 * from a multiply-add of a pair and from an application at each order was fitted to where times jumped, on Node 20 for variational equations of four systems with orders
 * from 12 to 26.
 */
const MOST_VALUES = 8192;
const PER_SUM = 3.8;
const PER_APPLICATION = 3.05;

/** How many multiply-adds the sums of a program take over all orders. */
export function multiplyAdds(program: Pick<Program, 'applications'>, order: number): number {
  return (sumsIn(program) * order * (order + 1)) / 2;
}
