/**
 * Where a system with kinks, jumps and branches is not smooth: at surfaces, where functions of states, time and parameters are zero, or on a stair of them.
 */
import { float64 } from '../algebra/float64.js';
import { numberSteps } from '../algebra/order.js';
import { Tape } from '../series/tape.js';
import { Dag, type Node } from './dag.js';
import { Domain } from './domain.js';
import type { Equations } from './equations.js';
import { lower } from './lower.js';
import { substitute } from './substitute.js';
import { touching } from './touching.js';
import type { Watched } from './watch.js';

/** Functions that are constant between whole or half numbers. */
export type Stairs = 'floor' | 'ceil' | 'round' | 'trunc';

/** Where a formula has a kink or jumps: where a function g of states, time and parameters is zero, or on a stair of it. */
export interface Surface {
  /** g, in the graph of the whole system. */
  readonly node: number;
  /** What is made of g, where it is a function with stairs; their number among those. */
  readonly stairs?: { readonly name: Stairs; readonly number: number };
  /** Whether g is never negative, and solutions come back from where it touches zero: the same equations hold again, but other polynomials. */
  readonly isTouched?: true;
}

/**
 * Where a solution is with respect to each surface: on the side where g > 0 (1) or g < 0 (−1), on the surface itself where formulas say what happens there (0), or
 * on which stair.
 */
export type Sides = readonly number[];

/** How many of the variables of a system change along its solutions. */
export function movingOf({ states, time }: Equations): number {
  return states.length + (time === undefined ? 0 : 1);
}

/** The surfaces of a system, and of formulas watched along it. */
export class Surfaces {
  protected readonly system: Equations;
  protected readonly dag: Dag = new Dag();
  protected readonly roots: readonly number[];
  protected readonly watched: readonly number[];
  protected readonly surfaces: Surface[] = [];
  /** Surface and orientation, 1 or −1, of each node with a kink or a jump. */
  protected readonly places: Map<number, { readonly surface: number; readonly orientation: 1 | -1 }> = new Map();
  readonly #added: string[] = [];
  readonly #domain: Domain = new Domain(this.dag);
  /** Surfaces whose functions jump where others are crossed, each behind those that it depends on: |floor x|, sign(y + sign x). */
  readonly jumping: readonly number[];
  /** Computes every g at a point. */
  readonly #tape: Tape<number, Float64Array>;
  readonly #rows: readonly number[];

  constructor({ system, nodes }: Watched) {
    const dag = this.dag;
    const all = substitute(system.dag, [...system.roots, ...nodes], dag, (i) => dag.variable(i));
    this.system = system;
    this.roots = all.slice(0, system.roots.length);
    this.watched = all.slice(system.roots.length);
    for (const id of dag.reach(all)) this.#place(id, dag.nodes[id]!);
    for (const [id, made] of touching(dag, all, movingOf(system))) {
      const surface = this.surfaces.push({ node: made(), isTouched: true }) - 1;
      this.places.set(id, { surface, orientation: 1 });
    }
    this.jumping = this.surfaces.flatMap((surface, i) => (surface.isTouched !== true && this.#jumps(surface.node) ? [i] : []));
    const count = system.variables.length;
    const lowered = lower(
      dag,
      this.surfaces.map(({ node }) => node),
      count,
      0,
    );
    this.#tape = new Tape(float64, lowered, 0);
    this.#rows = lowered.roots.map((row) => this.#tape.row(row));
  }

  /** Whether there is one surface at most. */
  get isAlone(): boolean {
    return this.surfaces.length < 2;
  }

  /** Whether the time is among the variables. */
  get isTimed(): boolean {
    return this.system.time !== undefined;
  }

  /** Names of the parameters that pieces have behind those of the system. */
  get added(): readonly string[] {
    return this.#added;
  }

  /** Whether a surface is one of stairs. */
  hasStairs(surface: number): boolean {
    return this.surfaces[surface]!.stairs !== undefined;
  }

  /** Whether a surface is only touched: orbits come from its one side and go on there. */
  isTouched(surface: number): boolean {
    return this.surfaces[surface]!.isTouched === true;
  }

  /** Whether a formula that is watched depends on a root that may touch zero. */
  dependsOnRoot(formula: number): boolean {
    const places = this.dag.reach([this.watched[formula]!]).map((id) => this.places.get(id));
    return places.some((place) => place !== undefined && this.isTouched(place.surface));
  }

  /** Every g at a point: states, time where there is one, parameters. */
  values(point: readonly number[]): number[] {
    for (const [i, x] of point.entries()) this.#tape.memory[this.#tape.row(i)] = x;
    this.#tape.run();
    return this.#rows.map((row) => this.#tape.memory[row]!);
  }

  /** On which side of a surface a value of g is. One that is no number has none, and no matter which. */
  sideOf(surface: number, g: number): number {
    const { stairs, isTouched } = this.surfaces[surface]!;
    if (isTouched) return 1;
    if (Number.isNaN(g)) return stairs === undefined ? 1 : 0;
    return stairs === undefined ? Math.sign(g) : numberSteps[stairs.name](g);
  }

  /** Whether a formula that is watched jumps where a surface is crossed for no other reason than that an angle atan2(g, …) starts anew. */
  startsAnew(formula: number, surface: number): boolean {
    const there = this.dag.reach([this.watched[formula]!]).filter((id) => this.places.get(id)?.surface === surface);
    const jumps = there.map((id) => this.dag.nodes[id]!.op).filter((op) => jumpsAtZero.has(op));
    return jumps.length > 0 && jumps.every((op) => op === 'atan2');
  }

  /** The other side of a surface where g lies on it exactly; undefined elsewhere. */
  otherSide(surface: number, g: number): number | undefined {
    const { stairs } = this.surfaces[surface]!;
    if (stairs === undefined) return undefined;
    const here = numberSteps[stairs.name](g);
    const [low, high] = stepOf(stairs.name, here);
    return g === low ? here - 1 : g === high ? here + 1 : undefined;
  }

  /** How far g is from the nearest place at which it changes its side, the sides below and above that, and the one that formulas say there. */
  edgeAt(
    surface: number,
    g: number,
  ): { readonly distance: number; readonly sides: readonly [number, number]; readonly on: number } {
    const { stairs } = this.surfaces[surface]!;
    if (stairs === undefined) return { distance: Math.abs(g), sides: [-1, 1], on: 0 };
    const here = numberSteps[stairs.name](g);
    const [low, high] = stepOf(stairs.name, here);
    const isLow = g - low <= high - g;
    const edge = isLow ? low : high;
    return {
      distance: Math.abs(g - edge),
      sides: isLow ? [here - 1, here] : [here, here + 1],
      on: numberSteps[stairs.name](edge),
    };
  }

  /** From where on g lies on a stair. */
  startOf(surface: number, stair: number): number {
    return stepOf(this.surfaces[surface]!.stairs!.name, stair)[0];
  }

  /** Values of the parameters that are added at these sides: for each function with stairs its value, and the ends of the stair. */
  addedAt(sides: Sides): number[] {
    return this.surfaces.flatMap(({ stairs }, i) => (stairs === undefined ? [] : [sides[i]!, ...stepOf(stairs.name, sides[i]!)]));
  }

  /** The surfaces whose functions jump where some others are crossed. */
  jumpingAt(surfaces: readonly number[]): readonly number[] {
    return this.jumping.filter((i) => this.#jumps(this.surfaces[i]!.node, surfaces));
  }

  #jumps(node: number, surfaces?: readonly number[]): boolean {
    return this.dag.reach([node]).some((id) => {
      const place = this.places.get(id);
      if (place === undefined || !jumpsAtZero.has(this.dag.nodes[id]!.op)) return false;
      return surfaces === undefined || surfaces.includes(place.surface);
    });
  }

  #place(id: number, { op, args }: Node): void {
    const [a = 0, b = 0] = args;
    if (op === 'abs' || op === 'sign' || op === 'step' || op === 'atan2') this.#put(id, a);
    else if (op === 'min' || op === 'max') this.#put(id, this.dag.apply('sub', a, b));
    else if (op === 'floor' || op === 'ceil' || op === 'round' || op === 'trunc') {
      const number = this.#added.length / 3;
      const stem = this.#fresh(`${op}${number + 1}`);
      this.#added.push(stem, `${stem}from`, `${stem}to`);
      this.places.set(id, {
        surface: this.surfaces.push({ node: a, stairs: { name: op, number } }) - 1,
        orientation: 1,
      });
    }
  }

  /** g and −g, 2 g, g³, sinh g, g times what has a positive value everywhere, a − b and b − a are one surface. */
  #put(id: number, argument: number): void {
    const { node, orientation } = this.#unscaled(argument);
    const known = this.surfaces.findIndex((surface) => surface.node === node && surface.stairs === undefined);
    const surface = known >= 0 ? known : this.surfaces.push({ node }) - 1;
    this.places.set(id, { surface, orientation });
  }

  /** A function without what does not change its sign, and the sign of constant factors. */
  #unscaled(argument: number): { readonly node: number; readonly orientation: 1 | -1 } {
    const { op, args } = this.dag.nodes[argument]!;
    const [a = 0, b = 0] = args;
    const turned = (inner: number, isTurned: boolean): { readonly node: number; readonly orientation: 1 | -1 } => {
      const { node, orientation } = this.#unscaled(inner);
      return { node, orientation: isTurned === orientation > 0 ? -1 : 1 };
    };
    const signOf = (id: number): number => Math.sign(Number(this.dag.valueOf(id)?.num ?? 0));
    if (op === 'neg') return turned(a, true);
    if (op === 'mul' && signOf(a) !== 0) return turned(b, signOf(a) < 0);
    if ((op === 'mul' || op === 'div') && signOf(b) !== 0) return turned(a, signOf(b) < 0);
    const isPositive = (id: number): boolean => {
      const { total, nonnegative, nonzero } = this.#domain.of(id);
      return total && nonnegative && nonzero;
    };
    if ((op === 'mul' || op === 'div') && isPositive(b)) return turned(a, false);
    if (op === 'mul' && isPositive(a)) return turned(b, false);
    const exponent = op === 'pow' ? this.dag.valueOf(b) : undefined;
    const isOddPower = exponent?.den === 1n && exponent.num > 0n && exponent.num % 2n === 1n;
    if (isOddPower || increasing.has(op)) return turned(a, false);
    if (op === 'sub' && a > b) return { node: this.dag.apply('sub', b, a), orientation: -1 };
    return { node: argument, orientation: 1 };
  }

  #fresh(stem: string): string {
    const taken = new Set(this.system.variables);
    let name = stem;
    while ([name, `${name}from`, `${name}to`].some((one) => taken.has(one))) name += '_';
    return name;
  }

  /** The number of parameter i of stairs among the variables of a piece: their value, and from where to where they are that. */
  protected variableOf(stairs: number, i: number): number {
    return this.system.variables.length + 3 * stairs + i;
  }
}

/** Operations on g that jump where their surface is crossed. */
const jumpsAtZero: ReadonlySet<string> = new Set(['sign', 'step', 'floor', 'ceil', 'round', 'trunc', 'atan2']);

/** Functions that have a value everywhere and the sign of their argument. */
const increasing: ReadonlySet<string> = new Set(['cbrt', 'sinh', 'tanh', 'asinh', 'atan', 'erf', 'expm1']);

/** From where to where g lies on a stair. */
export function stepOf(name: Stairs, value: number): [low: number, high: number] {
  switch (name) {
    case 'floor':
      return [value, value + 1];
    case 'ceil':
      return [value - 1, value];
    case 'round':
      return [value - 0.5, value + 0.5];
    case 'trunc':
      return [value > 0 ? value : value - 1, value < 0 ? value : value + 1];
  }
}
