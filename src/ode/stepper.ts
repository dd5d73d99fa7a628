import { isOpen } from './clear.js';
import { Clock } from './clock.js';
import { evaluate } from './evaluate.js';
import type { EventFinder } from './event-finder.js';
import { carryOver, type OdeKernel } from './kernel.js';
import { leap } from './leap.js';
import { Outcome } from './march.js';
import type { Pool } from './pool.js';
import { type Plan, planOf } from './step.js';

/** Changes the step that a kernel wants, with the coefficients at hand. */
export type Refine = (wanted: number, kernel: OdeKernel) => number;

/** So many leaps in a row that had to be shortened lead to a point where the solution leaves the branch that it is a polynomial on. */
export const MOST_BENT = 128;

/**
 * Puts compiled code in place of a kernel that stands in, where more steps are to be expected than are worth interpreting. Parameters of a new kernel are to be set.
 *
 * @returns the kernel that the stepper now has
 */
export function nextKernel(
  pool: Pool,
  stepper: Stepper,
  way: { readonly made: number; readonly start: number; readonly target: number; readonly most: number },
): OdeKernel {
  const { kernel, clock } = stepper;
  const { made, start, target, most } = way;
  if (!kernel.isProvisional || made === 0) return kernel;
  const passed = Math.abs(clock.hi - start);
  const left = Math.abs(clock.until(target));
  if (pool.isShort(Math.min(made * (1 + left / passed), most))) return kernel;
  const next = pool.take();
  carryOver(kernel, next);
  pool.giveBack(kernel, made);
  stepper.kernel = next;
  return next;
}

/** Moves a state step by step. */
export class Stepper {
  kernel: OdeKernel;
  readonly clock: Clock;
  /** Bounds on the length of a step, whatever the coefficients say. */
  least = 0;
  most: number = Infinity;
  refine: Refine | undefined;
  /** What looks for events in the steps proposed. */
  finder: EventFinder | undefined;
  /** How the last march ended, and the step that it made or proposed last. */
  outcome: number = Outcome.limit;
  step = 0;
  /** Whether the step proposed and not yet made is all that is left. */
  isLast = false;
  /** Where the steps lead to. */
  target: number = Number.NaN;
  /** Leaps in a row that had to be shortened. */
  #bent = 0;

  /** @param plan - for the order of the kernel */
  constructor(kernel: OdeKernel, state: readonly number[], t: number, { margin }: Plan = planOf(kernel.order)) {
    this.kernel = kernel;
    kernel.board[kernel.places.control.margin] = margin;
    this.clock = new Clock(t);
    this.state = state;
  }

  get state(): number[] {
    const { memory, layout, order } = this.kernel;
    const state = new Array<number>(layout.states);
    for (let i = 0; i < state.length; i++) state[i] = memory[i * (order + 1)]!;
    return state;
  }

  set state(values: readonly number[]) {
    const { kernel } = this;
    const { memory, board, layout, places, order } = kernel;
    for (let i = 0; i < values.length; i++) memory[i * (order + 1)] = values[i]!;
    if (layout.compensated) for (let i = 0; i < layout.rows; i++) board[places.low + i] = 0;
  }

  /** Computes the coefficients at the state and the length of a step that does not go beyond `target`; or says why there is none. */
  propose(target: number): number | 'notFinite' | 'singular' {
    const { kernel, clock } = this;
    this.target = target;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = clock.hi;
    let wanted = kernel.wanted();
    if (!(wanted > 0)) return 'notFinite';
    if (this.refine !== undefined) wanted = this.refine(wanted, kernel);
    const left = clock.until(target);
    const isDoubtful = wanted === Infinity || kernel.board[kernel.places.control.doubt] !== 0;
    if (isDoubtful && this.least < this.most) {
      const longest = Math.sign(left) * Math.min(Math.abs(left), this.most, wanted);
      const { length, isBent } = leap(kernel, kernel.layout.events, clock.hi, longest, kernel.layout.sought);
      this.#bent = isBent && wanted === Infinity ? this.#bent + 1 : 0;
      if (this.#bent > MOST_BENT) return 'singular';
      wanted = Math.abs(length);
    } else this.#bent = 0;
    wanted = Math.min(Math.max(wanted, this.least), this.most);
    this.isLast = wanted >= Math.abs(left);
    if (this.isLast) return left;
    const h = Math.sign(left) * wanted;
    if (clock.hi + h === clock.hi) return 'singular';
    // a length that was given is kept
    if (kernel.timeAt === undefined || !(this.least < this.most)) return h;
    const snapped = clock.snapped(h);
    this.isLast = Math.abs(snapped) >= Math.abs(left);
    return this.isLast ? left : snapped;
  }

  /** Goes on by h. Returns whether the state is finite there. */
  take(h: number): boolean {
    const { kernel, clock } = this;
    kernel.advance(h);
    for (let i = 0; i < kernel.layout.bounded; i++) if (!Number.isFinite(kernel.memory[kernel.at(i, 0)]!)) return false;
    clock.advance(h);
    return true;
  }

  /** Puts the clock on the target exactly, which the last step has reached but for rounding. */
  arrive(target: number): void {
    this.clock.hi = target;
    this.clock.lo = 0;
  }

  /** The last term of the states in the step proposed, as a part of the largest one, or of 1. */
  get tail(): number {
    const { start, last } = this.#norms();
    return (last / start) * Math.abs(this.step) ** this.kernel.order;
  }

  /** The state after a part of the step proposed. */
  after(h: number): number[] {
    const { kernel } = this;
    const { memory, order, layout } = kernel;
    const state: number[] = [];
    for (let i = 0; i < layout.states; i++) state.push(evaluate(memory, kernel.at(i, 0), order, h));
    return state;
  }

  /**
   * Makes up to `limit` steps toward the target, no more than there is room for records. Returns how many; `outcome` says why there are not more.
   *
   * Records of their starts are left in the ring of the kernel's board, and the events that are only to be recorded behind it, where they were found on the way.
   */
  march(target: number, limit: number): number {
    const { kernel, clock } = this;
    this.target = target;
    const { board, layout, places } = kernel;
    const most = Math.min(limit, layout.records);
    const { sought } = places;
    if (layout.sought > 0) board[sought.count] = 0;
    const { control } = places;
    board[control.direction] = Math.sign(clock.until(target));
    if (kernel.march === undefined || this.refine !== undefined) return this.#march(target, most, 0);
    board[control.hi] = clock.hi;
    board[control.lo] = clock.lo;
    board[control.target] = target;
    board[control.least] = this.least;
    board[control.most] = this.most;
    for (let i = 0; i < layout.sought; i++) {
      board[sought.sides + i] = this.finder?.sides[i] ?? 0;
      board[sought.recorded + i] = Number(this.finder?.recorded[i] ?? false);
    }
    const count = kernel.march(most);
    if (layout.sought > 0) this.finder?.follow(board, sought.sides);
    clock.hi = board[control.hi]!;
    clock.lo = board[control.lo]!;
    this.step = board[control.step]!;
    this.outcome = board[control.outcome]!;
    this.isLast = this.outcome === Outcome.event && Math.abs(this.step) === Math.abs(clock.until(target));
    return this.outcome === Outcome.unbounded ? this.#march(target, most, count) : count;
  }

  /** The same in JavaScript, when some steps have been made. */
  #march(target: number, limit: number, made: number): number {
    for (let count = made; ; count++) {
      this.outcome = Outcome.limit;
      if (count === limit) return count;
      const h = this.propose(target);
      if (typeof h === 'string') {
        this.outcome = h === 'singular' ? Outcome.singular : Outcome.notFinite;
        return count;
      }
      this.step = h;
      this.#record(count);
      if (this.#isAnyOpen()) {
        this.outcome = Outcome.event;
        return count;
      }
      const last = this.isLast;
      if (!this.take(h)) {
        this.outcome = Outcome.overflow;
        return count;
      }
      if (!last) continue;
      this.arrive(target);
      this.outcome = Outcome.reached;
      return count + 1;
    }
  }

  /** Whether a watched formula may vanish in the step proposed. */
  isOpen(formula: number): boolean {
    const { kernel } = this;
    const { start, last } = this.#norms();
    const side = formula < kernel.layout.sought ? this.finder?.sides[formula] : 0;
    return isOpen(kernel, formula, this.step, side ?? 0, start, last);
  }

  #isAnyOpen(): boolean {
    const { kernel, finder } = this;
    const { events, sought } = kernel.layout;
    for (let e = 0; e < events; e++) {
      if (this.isOpen(e)) return true;
      // a formula that has clearly one sign throughout the step
      if (e < sought && finder?.sides[e] === 0) finder.learn(e, kernel.memory[kernel.watchedAt(e)]!);
    }
    return false;
  }

  /** The largest state, or 1, and the largest of the last coefficients. */
  #norms(): { readonly start: number; readonly last: number } {
    const { kernel } = this;
    const { layout, order, memory } = kernel;
    let [start, last] = [1, 0];
    for (let i = 0; i < layout.controlling; i++) {
      start = Math.max(start, Math.abs(memory[kernel.at(i, 0)]!));
      last = Math.max(last, Math.abs(memory[kernel.at(i, order)]!));
    }
    return { start, last };
  }

  /** Writes record number `count` of the start of a step. */
  #record(count: number): void {
    const { kernel, clock } = this;
    const { board, layout, places } = kernel;
    const at = places.ring + count * places.record;
    board[at] = clock.hi;
    board[at + 1] = clock.lo;
    for (let i = 0; i < layout.recorded; i++) board[at + 2 + i] = kernel.memory[kernel.at(i, 0)]!;
  }
}
