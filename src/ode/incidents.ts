import type { Equations } from '../formula/equations.js';
import { type Watched, watch } from '../formula/watch.js';
import { commute, type Met } from './collision.js';
import type { IntegrationStatus } from './course.js';
import { EventFinder } from './event-finder.js';
import { cuts, type EventRecord, type Hit, type TextEvent, whenOf } from './events.js';
import { Haste } from './haste.js';
import { takeHits } from './hits.js';
import type { Impact } from './impact.js';
import type { Jump } from './jump.js';
import { carryOver, type OdeKernel, setParameters } from './kernel.js';
import type { Leg, Legs } from './legs.js';
import { goBack } from './look-back.js';
import { look } from './lookout.js';
import type { Point } from './onward.js';
import type { PieceEnd } from './piece-end.js';
import type { Pool } from './pool.js';
import { type Crossing, crossingAt, forgetVariations, saltate } from './saltation.js';
import type { Stepper } from './stepper.js';
import type { Regime, Steps } from './steps.js';
import { MOST_HASTY, nearness, Switching } from './switching.js';
import { withoutValue } from './without-value.js';

/** An orbit on its way, with what events and surfaces change of it. */
export interface Passage {
  readonly stepper: Stepper;
  readonly steps: Steps;
  readonly direction: number;
  readonly target: number;
  /** Where the kernel at hand comes from. */
  pool: Pool;
  parameters: readonly number[];
  status: IntegrationStatus;
  /** The state reached. */
  end: readonly number[];
  /** Ends at the start of a step that overflowed. */
  overflow(start: readonly number[]): void;
}

/** What an orbit may meet. */
interface Parts {
  readonly where: string;
  readonly system: Equations;
  /** The initial time. */
  readonly start: number;
  readonly specs: readonly TextEvent[];
  readonly jumps: readonly (Jump | undefined)[];
  /** How jumps depend on the state, where the derivative of the flow is wanted. */
  readonly impacts: readonly (Impact | undefined)[];
  readonly isVaried: boolean;
  /** The pieces of a system with branches, those of which dense output is made, and those of which derivatives are. */
  readonly legs: Legs | undefined;
  readonly dense: Legs | undefined;
  readonly varied: Legs | undefined;
}

/** What an orbit meets on its way: events, and surfaces at which the equations change. Finds them in the steps, and does what they ask for. */
export class Incidents {
  readonly records: EventRecord[] = [];
  readonly finder: EventFinder;
  readonly #orbit: Passage;
  readonly #parts: Parts;
  /** Keeps the orbit to the pieces of a system with branches; undefined for a smooth one. */
  readonly #switching: Switching | undefined;
  /** Of the jumps that there were. */
  #haste: Haste | undefined;
  /** The equations of a smooth system with the formulas of events, when they are wanted. */
  #smooth: Watched | undefined;
  /** Whether the last step was shortened when it was made already. */
  #wentBack = false;
  /** Switches in a row without any time between them, and when there was one last. */
  #hasty = 0;
  #turnedAt = Number.NaN;

  constructor(orbit: Passage, parts: Parts) {
    this.#orbit = orbit;
    this.#parts = parts;
    this.#switching = parts.legs && new Switching(parts.legs, orbit.direction || 1);
    this.finder = new EventFinder(parts.specs);
  }

  /** Finds the piece that leads on from the initial point. Returns whether there is one. */
  start(point: Point): boolean {
    return this.#switching?.start(point) ?? true;
  }

  /** The piece at hand; undefined in a smooth system. */
  get leg(): Leg | undefined {
    return this.#switching?.leg;
  }

  /** Values of the parameters as the kernel takes them. */
  get given(): readonly number[] {
    const { parameters } = this.#orbit;
    return this.#switching?.parameters(parameters) ?? parameters;
  }

  /** What holds in a piece of a system with branches, as of the first step. */
  get regime(): Regime | undefined {
    if (this.#switching === undefined) return undefined;
    const { sides, slide } = this.#switching;
    const { piece, pool } = this.#parts.dense!.at(sides, slide);
    const varied = this.#parts.varied?.at(sides, slide).pool;
    return { from: 0, system: piece.system, pool, varied, parameters: this.given };
  }

  /** Whether the orbit has still to go on, since it went back, or came to a surface right where it was. */
  isUnsettled(before: number): boolean {
    const { status, steps } = this.#orbit;
    const wentBack = this.#wentBack;
    this.#wentBack = false;
    return status === 'complete' && (wentBack || (steps.count === before && this.#hasty > 0));
  }

  /** Lets an orbit go on that an event has stopped. */
  resume(): void {
    this.#solve();
    this.finder.leave(this.#kernel, this.records.at(-1)!.event);
  }

  /** How the orbit meets, at the time reached, the surface on which the formula of an event is zero. */
  crossing(event: number): Crossing {
    return this.#crossing(event, false);
  }

  /** Takes over the events that a march has found by itself. */
  take(): void {
    const { specs } = this.#parts;
    if (specs.length > 0) takeHits(this.#kernel, specs, this.#orbit.direction, this.records);
  }

  /** Makes the step that was proposed, up to the first event that ends it, or to where the equations change. */
  meet(): void {
    const orbit = this.#orbit;
    const { stepper, steps } = orbit;
    const { clock } = stepper;
    const unseen = this.finder.unseen(this.#kernel, clock.hi, stepper.step);
    if (unseen.length > 0 && this.#goBack(unseen, steps.count - 2)) return;
    if (this.#isWithoutValue()) {
      orbit.end = stepper.state;
      orbit.status = 'notFinite';
      steps.count--;
      return;
    }
    const from = clock.hi;
    const sight = look(this.#kernel, stepper, this.finder, this.#parts.specs, this.#switching);
    const { h, full, isLast, hits, cutting, turn } = sight;
    const points = hits.map(({ s }) => ({ t: clock.after(s * full), state: stepper.after(s * full) }));
    if (!stepper.take(h)) {
      orbit.overflow(steps.start(steps.count - 1));
      steps.count--;
      return;
    }
    if (turn?.landing !== undefined) stepper.state = stepper.state.map((x, i) => x + turn.landing!.missing[i]!);
    if (isLast && cutting.length === 0) stepper.arrive(orbit.target);
    orbit.end = stepper.state;
    steps.end.hi = clock.hi;
    steps.end.lo = clock.lo;
    for (const [i, { event, s, direction }] of hits.entries()) {
      // where the step ends the orbit itself is, which a sum without its compensation may miss
      const point = s * full === h ? { t: clock.hi, state: orbit.end } : points[i]!;
      this.records.push({ event, ...point, direction, kind: direction === 0 ? 'grazing' : 'crossing' });
    }
    if (cutting.some(({ event }) => this.#parts.jumps[event] !== undefined)) {
      this.#solve();
      this.finder.settle(this.#kernel, full, cutting);
    }
    this.#actAll(cutting, sight.isOnSurface);
    if (turn !== undefined) this.#turn(turn, from);
  }

  /** Looks at the signs that formulas have at the time reached. */
  lookAtEnd(): void {
    const { status, stepper, steps } = this.#orbit;
    if (status !== 'complete' || this.#parts.specs.length === 0) return;
    this.#solve();
    const unseen = this.finder.unseen(this.#kernel, stepper.clock.hi, stepper.step);
    if (unseen.length > 0) this.#goBack(unseen, steps.count - 1);
  }

  /** Tells the finder which formulas stay zero from here on, and returns the events of those that have come to zero just now. */
  stay(): Omit<Hit, 's'>[] {
    if (this.#switching === undefined || this.#parts.specs.length === 0) return [];
    const point = this.#point();
    return this.finder.stay(point.t, this.#orbit.direction, this.#switching.resting(point));
  }

  get #kernel(): OdeKernel {
    return this.#orbit.stepper.kernel;
  }

  /** Whether the equations have no value where the step begins, as the sign of √x has none for x < 0, although those of the piece at hand have one. */
  #isWithoutValue(): boolean {
    if (this.#switching?.isLost(this.#kernel) !== true) return false;
    const { stepper, parameters } = this.#orbit;
    return withoutValue(this.#parts.system, stepper.state, stepper.clock.hi, parameters).length > 0;
  }

  #point(): Point {
    const { stepper, end, parameters } = this.#orbit;
    return { state: end, t: stepper.clock.hi, parameters };
  }

  /** Goes back to where the formula of one of some events has changed its sign in a step that was made already, unseen. Returns whether it did; if not, nothing has changed. */
  #goBack(events: readonly number[], step: number): boolean {
    const { stepper, steps, direction } = this.#orbit;
    const event = goBack(this.#kernel, stepper, steps, step, events);
    if (event === undefined) return false;
    const { hi } = stepper.clock;
    this.#orbit.end = stepper.state;
    while ((this.records.at(-1)?.t ?? hi) * direction > hi * direction) this.records.pop();
    this.finder.goBack(event);
    this.#wentBack = true;
    return true;
  }

  /** Goes over to the equations behind the end of a piece. */
  #turn({ s, guards, landing }: PieceEnd, from: number): void {
    const orbit = this.#orbit;
    const { hi } = orbit.stepper.clock;
    const switching = this.#switching!;
    if (s === 0) orbit.steps.count--;
    this.finder.turn(hi, switching.startingAnew(guards));
    this.#hasty = hi !== from ? 0 : from === this.#turnedAt ? this.#hasty + 1 : 1;
    this.#turnedAt = hi;
    const point = this.#point();
    const formula = this.#parts.isVaried ? switching.functionOf(guards) : undefined;
    const crossing = formula === undefined ? undefined : this.#crossing(formula, switching.isCorner(guards, point));
    const leads = this.#hasty <= MOST_HASTY && switching.cross(guards, point, landing?.passed);
    // what does not stay at rest either gets nowhere
    if (!leads && !(this.#hasty < 2 * MOST_HASTY && switching.rest(point))) {
      orbit.status = 'stuck';
      return;
    }
    this.#follow();
    const arrived = this.stay();
    // on the surface but for rounding, so that |g| may be −10⁻¹⁷ in the piece behind
    if (this.finder.isPending) {
      this.#solve();
      this.finder.leavePending(this.#kernel);
    }
    if (crossing !== undefined) saltate(this.#kernel, hi, crossing);
    for (const { event, direction } of arrived)
      this.records.push({ event, t: hi, state: orbit.end, direction, kind: 'crossing' });
    this.#actAll(
      arrived.filter(({ event }) => cuts(this.#parts.specs[event]!)),
      true,
    );
  }

  /** Goes on with the kernel of the piece at hand and with the parameters at hand. */
  #follow(): void {
    const orbit = this.#orbit;
    const { leg } = this;
    if (leg !== undefined && leg.pool !== orbit.pool) {
      const kernel = leg.pool.take(1);
      carryOver(this.#kernel, kernel);
      orbit.pool.giveBack(this.#kernel);
      orbit.pool = leg.pool;
      orbit.stepper.kernel = kernel;
    }
    setParameters(this.#kernel, this.given);
    orbit.steps.change(this.regime ?? { ...orbit.steps.regimes.at(-1)!, parameters: orbit.parameters });
  }

  /** The equations at hand, and along them the formulas of events. */
  #watched(): Watched {
    if (this.leg !== undefined) return this.leg.piece;
    const { where, system } = this.#parts;
    this.#smooth ??= watch(system, this.#orbit.pool.recipe.watched, whenOf(where));
    return this.#smooth;
  }

  /** How the orbit meets the zero of a formula that is watched. */
  #crossing(formula: number, isCorner: boolean): Crossing {
    return crossingAt(this.#kernel, this.#orbit.stepper.clock.hi, { watched: this.#watched(), formula }, this.given, isCorner);
  }

  /** Does what events ask for that happen at one time. */
  #actAll(hits: readonly Omit<Hit, 's'>[], isOnSurface: boolean): void {
    if (this.#parts.isVaried) this.#actWithNeighbors(hits, isOnSurface);
    else for (const { event } of hits) this.#act(event);
  }

  /** The same with the derivative of the flow: none where neighbors come to something else than the orbit. */
  #actWithNeighbors(hits: readonly Omit<Hit, 's'>[], isOnSurface: boolean): void {
    const orbit = this.#orbit;
    const { hi } = orbit.stepper.clock;
    const { jumps, impacts } = this.#parts;
    const met = hits.flatMap(({ event }): Met[] => {
      const [jump, impact] = [jumps[event], impacts[event]];
      return jump === undefined || impact === undefined ? [] : [{ event, jump, impact }];
    });
    const isOneWay =
      met.length < 2 || (this.#switching === undefined && commute(this.#kernel, hi, this.#watched(), orbit.parameters, met));
    for (const { event, direction } of hits) {
      const impact = impacts[event];
      if (impact === undefined) {
        this.#act(event);
        continue;
      }
      const crossing = this.#crossing(event, !isOneWay || isOnSurface || direction === 0);
      const slopes = impact(orbit.end, hi, orbit.parameters);
      this.#act(event);
      if (orbit.status === 'stuck') forgetVariations(this.#kernel);
      else saltate(this.#kernel, hi, crossing, slopes);
    }
  }

  /** Does what an event asks for. */
  #act(event: number): void {
    const orbit = this.#orbit;
    const jump = this.#parts.jumps[event];
    if (jump !== undefined) {
      const { hi } = orbit.stepper.clock;
      const { state, parameters, stop } = jump(orbit.end, hi, orbit.parameters);
      const isChanged = parameters !== orbit.parameters;
      orbit.parameters = parameters;
      if (this.#switching?.start({ state, t: hi, parameters }, nearness({ state })) === false) orbit.status = 'stuck';
      else if (isChanged || this.#switching !== undefined) this.#follow();
      orbit.end = state;
      orbit.stepper.state = state;
      this.stay();
      this.#haste ??= new Haste();
      if (this.#haste.isTooMuch(event, hi, this.#parts.start)) orbit.status = 'stuck';
      if (stop) orbit.status = 'event';
    }
    if (this.#parts.specs[event]!.stop === true) orbit.status = 'event';
  }

  /** Computes the coefficients at the time and the state reached. */
  #solve(): void {
    const kernel = this.#kernel;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = this.#orbit.stepper.clock.hi;
    kernel.solve();
  }
}
