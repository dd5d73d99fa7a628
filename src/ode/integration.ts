import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { parameterValues } from '../formula/solution.js';
import { type Watched, watch } from '../formula/watch.js';
import { namedValues } from '../text/options.js';
import { commute, type Met } from './collision.js';
import { EventFinder } from './event-finder.js';
import { cuts, type EventRecord, type Hit, type TextEvent, whenOf } from './events.js';
import { Haste } from './haste.js';
import { takeHits } from './hits.js';
import { type Impact, impactsOf } from './impact.js';
import { demandInitial } from './initial.js';
import { type Jump, jumpsOf } from './jump.js';
import { carryOver, firstOrder, type OdeKernel, type Pool, poolOf, type Recipe, setParameters } from './kernel.js';
import { type Legs, meansOf } from './legs.js';
import { goBack } from './look-back.js';
import { look } from './lookout.js';
import { Outcome } from './march.js';
import { orbitMessages } from './messages.js';
import { directionOf, givenStep, type IntegrateOptions, type Limits, limitsOf, mannerOf } from './options.js';
import { stepsAhead } from './outlook.js';
import { type Progress, Report, type StreamPoint } from './report.js';
import { type Crossing, crossingAt, forgetVariations, saltate } from './saltation.js';
import { withoutCancellation } from './step.js';
import { nextKernel, Stepper } from './stepper.js';
import { type Regime, Steps } from './steps.js';
import { MOST_HASTY, nearness, type Switch, Switching } from './switching.js';
import type { IntegrationStatus, TrajectoryParts } from './trajectory.js';
import { startVariations, variations } from './variations.js';
import { withoutValue } from './without-value.js';

/** Options whose events have their formulas as texts. */
export type TextOptions = Omit<IntegrateOptions, 'events'> & { readonly events?: readonly TextEvent[] };

/** An integration on its way: goes on as far as it is told. */
export class Integration {
  readonly #where: string;
  readonly #options: TextOptions;
  readonly #limits: Limits;
  #pool: Pool;
  #kernel: OdeKernel;
  readonly #stepper: Stepper;
  readonly #steps: Steps;
  readonly #specs: readonly TextEvent[];
  readonly #jumps: readonly (Jump | undefined)[];
  /** How jumps depend on the state, where the derivative of the flow is wanted. */
  readonly #impacts: readonly (Impact | undefined)[];
  readonly #finder: EventFinder;
  /** Of the jumps that there were. */
  #haste: Haste | undefined;
  readonly #records: EventRecord[] = [];
  readonly #direction: number;
  readonly #target: number;
  /** The times asked for, where there are more than the two ends. */
  readonly #grid: readonly number[] | undefined;
  #report: Report<number> | undefined;
  /** Keeps the orbit to the pieces of a system with branches; undefined for a smooth one. */
  readonly #switching: Switching | undefined;
  /** The pieces of which dense output is made. */
  readonly #dense: Legs | undefined;
  readonly #variedLegs: Legs | undefined;
  /** The equations of a smooth system with the formulas of events, when they are wanted. */
  #smooth: Watched | undefined;
  #parameters: readonly number[];
  /** Whether the last step was shortened when it was made already. */
  #wentBack = false;
  /** Switches in a row without any time between them, and when there was one last. */
  #hasty = 0;
  #turnedAt = Number.NaN;
  #status: IntegrationStatus = 'complete';
  /** The state reached, where it is not to be read from the kernel. */
  #reached: readonly number[] | undefined;
  #overflowed = false;

  constructor(where: string, system: Equations, initial: readonly number[], options: TextOptions) {
    const { t, events = none, variational = false, highAccuracy = true, kernel: kind = 'auto' } = options;
    demandInitial(where, system.states, initial);
    const { plan, isDamped } = mannerOf(where, options);
    if (isDamped && events.length > 0)
      throw new RangeError(`${where}: expected no events with stepControl: 'damped', got ${events.length}; use 'balanced'`);
    const limits = limitsOf(where, options);
    this.#where = where;
    this.#options = options;
    this.#limits = limits;
    this.#specs = events;
    this.#jumps = events.length === 0 ? none : jumpsOf(where, system, events);
    this.#impacts = variational && events.length > 0 ? impactsOf(where, system, events) : none;
    this.#target = t[t.length - 1]!;
    this.#direction = directionOf(where, t, difference);
    this.#grid = t.length > 2 ? t : undefined;
    const recipe: Recipe = {
      where,
      order: plan.order,
      watched: events.length === 0 ? none : events.map(({ when }) => when),
      events: events.length,
      varied: variational ? firstOrder(system) : undefined,
      control: variational ? 'eased' : 'states',
      // looking back needs the derivatives at the start of the last step
      recorded: variational && (limits.kept > 0 || events.length > 0),
      compensated: highAccuracy,
      damped: isDamped,
      kind,
      side: this.#direction < 0 ? -1 : 1,
    };
    this.#parameters =
      options.parameters === undefined && system.parameters.length === 0
        ? none
        : parameterValues(where, float64, system, namedValues(where, options.parameters));
    const { legs, pool } = meansOf(system, recipe);
    if (legs !== undefined && isDamped) {
      throw new RangeError(
        `${where}: expected smooth equations for stepControl: 'damped', got some with kinks, jumps or angles; use 'balanced'`,
      );
    }
    // no spread where there need not be one: see `begin`
    const plain: Recipe = variational ? { ...recipe, varied: undefined, control: 'states', recorded: false } : recipe;
    this.#dense = legs && meansOf(system, plain).legs;
    this.#variedLegs = recipe.recorded === true ? legs : undefined;
    this.#switching = legs && new Switching(legs, this.#direction || 1);
    const leads = this.#switching?.start({ state: initial, t: t[0]!, parameters: this.#parameters }) ?? true;
    if (!leads) this.#status = 'stuck';
    this.#pool = pool ?? (leads ? this.#switching!.leg.pool : poolOf(system, plain));
    const steps = this.#pool.isUndecided ? stepsAhead(system, initial, t[0]!, this.#target - t[0]!, this.#parameters) : 1;
    this.#kernel = this.#pool.take(Math.min(steps, limits.maxSteps));
    this.#kernel.holds = undefined;
    setParameters(this.#kernel, this.#given());
    this.#stepper = new Stepper(this.#kernel, initial, t[0]!, plan);
    this.#stepper.least = limits.least;
    this.#stepper.most = limits.most;
    if (options.stepControl === 'terms' && options.step === undefined) {
      this.#stepper.refine = (wanted, { memory, layout }) => withoutCancellation(wanted, memory, layout.states, layout.order);
    }
    if (variational && leads) startVariations(this.#kernel, initial.length);
    this.#finder = events.length === 0 ? seekNothing : new EventFinder(events);
    this.#stepper.finder = this.#finder;
    const states = variational ? poolOf(system, { ...plain, watched: [], events: 0 }) : this.#pool;
    const varied =
      recipe.recorded === true && legs === undefined ? poolOf(system, { ...recipe, watched: [], events: 0 }) : undefined;
    const margin = isDamped ? plan.margin : undefined;
    this.#steps = new Steps({
      system,
      states: initial.length,
      order: plan.order,
      start: this.#stepper.clock,
      rows: recipe.recorded === true ? initial.length * (1 + initial.length) : initial.length,
      regimes: [(leads && this.#regime()) || { from: 0, system, pool: states, varied, parameters: this.#parameters, margin }],
      most: limits.kept,
    });
    this.#tell();
    this.#stay();
  }

  /** The time reached. */
  get time(): number {
    return this.#stepper.clock.hi;
  }

  /** The state there. */
  get #end(): readonly number[] {
    this.#reached ??= this.#stepper.state;
    return this.#reached;
  }

  /** The length of the step that was made or proposed last, before an event shortened it. */
  get step(): number {
    return this.#stepper.step;
  }

  /** Goes on to the target, or to where there is a reason to stop. */
  run(): IntegrationStatus {
    while (this.goOn(Infinity));
    return this.#status;
  }

  /** Lets an orbit go on that an event has stopped. */
  resume(): void {
    if (this.#status !== 'event') return;
    this.#status = 'complete';
    const { event } = this.#records.at(-1)!;
    this.#solve();
    this.#finder.leave(this.#kernel, event);
  }

  /** How the orbit meets, at the time reached, the surface on which the formula of an event is zero. */
  crossing(event: number): Crossing {
    return crossingAt(this.#kernel, this.time, { watched: this.#watched(), formula: event }, this.#given(), false);
  }

  /** Makes some steps, at most `limit`, where there is no reason against it. Returns whether it has. */
  goOn(limit: number): boolean {
    if (this.#status !== 'complete' || !(this.#stepper.clock.until(this.#target) * this.#direction > 0)) return false;
    if (this.#options.signal?.aborted) this.#status = 'aborted';
    else if (this.#steps.count >= this.#limits.maxSteps) this.#status = 'maxSteps';
    if (this.#status !== 'complete') return false;
    const before = this.#steps.count;
    // a switch right at the start of a step makes none
    do {
      this.#wentBack = false;
      this.#go(limit);
      // what is told step by step is told when it has happened
      const isTold = limit === 1 || this.#stepper.clock.until(this.#target) === 0;
      if (isTold && this.#specs.length > 0 && this.#status === 'complete') this.#lookAtEnd();
    } while ((this.#wentBack || (this.#steps.count === before && this.#hasty > 0)) && this.#status === 'complete');
    return this.#steps.count > before;
  }

  /** Whether there are events that no point has told of. */
  get hasNews(): boolean {
    return this.#told().isBehind({ events: this.#records });
  }

  /** The point at the time reached, or at one before it in the last steps. */
  point(t: number = this.time): StreamPoint {
    return this.#told().point(this.#progress(), t);
  }

  /** What is told on the way: mostly nothing. */
  #told(): Report<number> {
    this.#report ??= new Report(this.#grid, this.#limits.kept < Infinity);
    return this.#report;
  }

  #go(limit: number): void {
    const { onProgress } = this.#options;
    const stepper = this.#stepper;
    const steps = this.#steps;
    this.#chooseKernel();
    const { board, places, isProvisional } = this.#kernel;
    const allowed = Math.min(
      limit,
      this.#limits.maxSteps - steps.count,
      isProvisional ? Math.max(1, steps.count) : Infinity,
      onProgress === undefined && !this.#givesSteps() ? Infinity : 1,
    );
    const count = stepper.march(this.#target, allowed);
    steps.append(board, places.ring, count);
    steps.end.hi = stepper.clock.hi;
    steps.end.lo = stepper.clock.lo;
    const { outcome } = stepper;
    if (this.#specs.length > 0) takeHits(this.#kernel, this.#specs, this.#direction, this.#records);
    if (outcome === Outcome.event) {
      steps.append(board, places.ring + count * places.record, 1);
      this.#throughEvents();
    } else if (outcome === Outcome.overflow) {
      this.#overflow(count);
    } else {
      if (count > 0) this.#reached = undefined;
      if (outcome === Outcome.notFinite) this.#status = 'notFinite';
      else if (outcome === Outcome.singular) this.#status = 'singular';
    }
    this.#tell();
    if (onProgress !== undefined && (count > 0 || outcome === Outcome.event))
      onProgress({ t: stepper.clock.hi, steps: steps.count });
  }

  /** Goes on with compiled code where more steps are to be expected than are worth interpreting. */
  #chooseKernel(): void {
    if (!this.#kernel.isProvisional) return;
    const kernel = nextKernel(this.#pool, this.#stepper, {
      made: this.#steps.count,
      start: this.#options.t[0]!,
      target: this.#target,
      most: this.#limits.maxSteps,
    });
    if (kernel === this.#kernel) return;
    setParameters(kernel, this.#given());
    this.#kernel = kernel;
  }

  /** What has been computed. The kernel goes back to its pool: there is no going on from here. */
  trajectory(): TrajectoryParts {
    const { variational } = this.#options;
    // a step that overflowed has spoiled the kernel's memory beyond `end`
    const isVaried = variational === true && this.#kernel.layout.rows > this.#end.length && !this.#overflowed;
    const flowJacobian = isVaried ? variations(this.#kernel, this.#end.length) : undefined;
    this.#kernel.holds = undefined;
    this.#pool.giveBack(this.#kernel, this.#steps.count);
    const told = this.#grid && this.#told().reached(this.#progress());
    return {
      status: this.#status,
      message: this.#saying(),
      grid: told?.grid,
      states: told?.states,
      end: this.#end,
      steps: this.#steps,
      events: this.#records,
      flowJacobian,
    };
  }

  /** What the status means: made apart from the integration, which it shall not keep alive. */
  #saying(): () => string {
    const status = this.#status;
    const t = this.time;
    const end = this.#end;
    const parameters = this.#parameters;
    const { system, count } = this.#steps;
    return () => orbitMessages[status](t, count, status === 'notFinite' ? withoutValue(system, end, t, parameters) : []);
  }

  /** Whether the caller chooses each step; then that of the next one is taken from there. */
  #givesSteps(): boolean {
    const { step } = this.#options;
    if (step === undefined) return false;
    const given = givenStep(this.#where, step, this.time, this.#end);
    this.#stepper.least = given;
    this.#stepper.most = given;
    return typeof step === 'function';
  }

  /** The last step overflowed: back to its start. */
  #overflow(count: number): void {
    const { board, places } = this.#kernel;
    const at = places.ring + count * places.record + 2;
    this.#reached = Array.from(board.subarray(at, at + this.#kernel.layout.states));
    this.#status = 'notFinite';
    this.#overflowed = true;
  }

  /** Makes the step that was proposed, up to the first event that ends it, or to where the equations change. */
  #throughEvents(): void {
    const stepper = this.#stepper;
    const unseen = this.#finder.unseen(this.#kernel, stepper.clock.hi, stepper.step);
    if (unseen.length > 0 && this.#goBack(unseen, this.#steps.count - 2)) return;
    const { clock } = stepper;
    const from = clock.hi;
    const sight = look(this.#kernel, stepper, this.#finder, this.#specs, this.#switching);
    const { h, full, isLast, hits, cutting, turn } = sight;
    const points = hits.map(({ s }) => ({ t: clock.after(s * full), state: stepper.after(s * full) }));
    if (!stepper.take(h)) {
      this.#overflow(0);
      this.#steps.count--;
      return;
    }
    if (turn?.landing !== undefined) stepper.state = stepper.state.map((x, i) => x + turn.landing!.missing[i]!);
    if (isLast && cutting.length === 0) stepper.arrive(this.#target);
    this.#reached = undefined;
    this.#steps.end.hi = clock.hi;
    this.#steps.end.lo = clock.lo;
    for (const [i, { event, s, direction }] of hits.entries()) {
      // where the step ends the orbit itself is, which a sum without its compensation may miss
      const point = s * full === h ? { t: clock.hi, state: this.#end } : points[i]!;
      this.#records.push({ event, ...point, direction, kind: direction === 0 ? 'grazing' : 'crossing' });
    }
    if (cutting.some(({ event }) => this.#jumps[event] !== undefined)) {
      this.#solve();
      this.#finder.settle(this.#kernel, full, cutting);
    }
    if (this.#options.variational === true) this.#actWithNeighbors(cutting, sight.isOnSurface);
    else for (const one of cutting) this.#act(one);
    if (turn !== undefined) this.#turn(turn, from);
  }

  /** Looks at the signs that formulas have at the time reached. */
  #lookAtEnd(): void {
    this.#solve();
    const unseen = this.#finder.unseen(this.#kernel, this.time, this.#stepper.step);
    if (unseen.length > 0) this.#goBack(unseen, this.#steps.count - 1);
  }

  /** Goes back to where the formula of one of some events has changed its sign in a step that was made already, unseen. Returns whether it did; if not, nothing has changed. */
  #goBack(events: readonly number[], step: number): boolean {
    const event = goBack(this.#kernel, this.#stepper, this.#steps, step, events);
    if (event === undefined) return false;
    const { hi } = this.#stepper.clock;
    this.#reached = undefined;
    while ((this.#records.at(-1)?.t ?? hi) * this.#direction > hi * this.#direction) this.#records.pop();
    this.#finder.goBack(event);
    this.#wentBack = true;
    return true;
  }

  /** Goes over to the equations behind the end of a piece. */
  #turn({ s, guards, landing }: Switch, from: number): void {
    const { clock } = this.#stepper;
    if (s === 0) this.#steps.count--;
    this.#finder.turn(clock.hi, this.#switching!.startingAnew(guards));
    this.#hasty = clock.hi !== from ? 0 : from === this.#turnedAt ? this.#hasty + 1 : 1;
    this.#turnedAt = clock.hi;
    const point = { state: this.#end, t: clock.hi, parameters: this.#parameters };
    const switching = this.#switching!;
    const formula = this.#options.variational === true ? switching.functionOf(guards) : undefined;
    const place = formula === undefined ? undefined : { watched: switching.leg.piece, formula };
    const crossing = place && crossingAt(this.#kernel, clock.hi, place, this.#given(), switching.isCorner(guards));
    const leads = this.#hasty <= MOST_HASTY && switching.cross(guards, point, landing?.passed);
    // what does not stay at rest either gets nowhere
    if (!leads && !(this.#hasty < 2 * MOST_HASTY && switching.rest(point))) {
      this.#status = 'stuck';
      return;
    }
    this.#follow();
    const arrived = this.#stay();
    // on the surface but for rounding, so that |g| may be −10⁻¹⁷ in the piece behind
    if (this.#finder.isPending) {
      this.#solve();
      this.#finder.leavePending(this.#kernel);
    }
    if (crossing !== undefined) saltate(this.#kernel, clock.hi, crossing);
    for (const { event, direction } of arrived)
      this.#records.push({ event, t: clock.hi, state: this.#end, direction, kind: 'crossing' });
    const cutting = arrived.filter(({ event }) => cuts(this.#specs[event]!));
    if (this.#options.variational === true) this.#actWithNeighbors(cutting, true);
    else for (const one of cutting) this.#act(one);
  }

  /** Tells the finder which formulas stay zero from here on, and returns the events of those that have come to zero just now. */
  #stay(): Omit<Hit, 's'>[] {
    if (this.#switching === undefined || this.#specs.length === 0) return [];
    const { hi } = this.#stepper.clock;
    const resting = this.#switching.resting({ state: this.#end, t: hi, parameters: this.#parameters });
    return this.#finder.stay(hi, this.#direction, resting);
  }

  /** Goes on with the kernel of the piece at hand and with the parameters at hand. */
  #follow(): void {
    const leg = this.#switching?.leg;
    if (leg !== undefined && leg.pool !== this.#pool) {
      const kernel = leg.pool.take(1);
      carryOver(this.#kernel, kernel);
      this.#pool.giveBack(this.#kernel);
      this.#pool = leg.pool;
      this.#kernel = kernel;
      this.#stepper.kernel = kernel;
    }
    setParameters(this.#kernel, this.#given());
    this.#steps.change(this.#regime() ?? { ...this.#steps.regimes.at(-1)!, parameters: this.#parameters });
  }

  /** Values of the parameters as the kernel takes them. */
  #given(): readonly number[] {
    return this.#switching?.parameters(this.#parameters) ?? this.#parameters;
  }

  /** What holds in a piece of a system with branches, as of the first step. */
  #regime(): Regime | undefined {
    if (this.#switching === undefined) return undefined;
    const { sides, slide } = this.#switching;
    const { piece, pool } = this.#dense!.at(sides, slide);
    const varied = this.#variedLegs?.at(sides, slide).pool;
    return { from: 0, system: piece.system, pool, varied, parameters: this.#given() };
  }

  /** Does what events ask for, with the derivative of the flow: none where neighbors come to something else than the orbit. */
  #actWithNeighbors(hits: readonly Omit<Hit, 's'>[], isOnSurface: boolean): void {
    const { hi } = this.#stepper.clock;
    const met = hits.flatMap(({ event }): Met[] => {
      const [jump, impact] = [this.#jumps[event], this.#impacts[event]];
      return jump === undefined || impact === undefined ? [] : [{ event, jump, impact }];
    });
    const isOneWay =
      met.length < 2 || (this.#switching === undefined && commute(this.#kernel, hi, this.#watched(), this.#parameters, met));
    for (const hit of hits) {
      const impact = this.#impacts[hit.event];
      if (impact === undefined) {
        this.#act(hit);
        continue;
      }
      const isCorner = !isOneWay || isOnSurface || hit.direction === 0;
      const place = { watched: this.#watched(), formula: hit.event };
      const crossing = crossingAt(this.#kernel, hi, place, this.#given(), isCorner);
      const slopes = impact(this.#end, hi, this.#parameters);
      this.#act(hit);
      if (this.#status === 'stuck') forgetVariations(this.#kernel);
      else saltate(this.#kernel, hi, crossing, slopes);
    }
  }

  /** The equations at hand, and along them the formulas of events. */
  #watched(): Watched {
    if (this.#switching !== undefined) return this.#switching.leg.piece;
    this.#smooth ??= watch(this.#steps.system, this.#pool.recipe.watched, whenOf(this.#where));
    return this.#smooth;
  }

  /** Does what an event asks for. */
  #act({ event }: Pick<Hit, 'event'>): void {
    const jump = this.#jumps[event];
    if (jump !== undefined) {
      const { clock } = this.#stepper;
      const { state, parameters, stop } = jump(this.#end, clock.hi, this.#parameters);
      const isChanged = parameters !== this.#parameters;
      this.#parameters = parameters;
      if (this.#switching?.start({ state, t: clock.hi, parameters }, nearness({ state })) === false) this.#status = 'stuck';
      else if (isChanged || this.#switching !== undefined) this.#follow();
      this.#reached = state;
      this.#stepper.state = state;
      this.#stay();
      this.#haste ??= new Haste();
      if (this.#haste.isTooMuch(event, clock.hi, this.#options.t[0]!)) this.#status = 'stuck';
      if (stop) this.#status = 'event';
    }
    if (this.#specs[event]!.stop === true) this.#status = 'event';
  }

  /** Computes the coefficients at the time and the state reached. */
  #solve(): void {
    const kernel = this.#kernel;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = this.time;
    kernel.solve();
  }

  /** Has the states taken that were asked for, and gives up steps. */
  #tell(): void {
    if (this.#limits.kept === Infinity) return;
    if (this.#grid !== undefined) this.#told().fill(this.#progress());
    this.#steps.forget();
  }

  #progress(): Progress<number> {
    const ahead = (a: number, b: number): number => (b - a) * this.#direction;
    return { steps: this.#steps, time: this.time, end: this.#end, events: this.#records, ahead };
  }
}

/** Shared, as what follows, by orbits that have none of it. */
const none: readonly never[] = [];

/** Of orbits without events: nothing of it changes. */
const seekNothing = new EventFinder([]);

/** b − a: infinite times have none, and two that are too far apart for a double the largest. */
function difference(a: number, b: number): number {
  return Number.isFinite(a) && Number.isFinite(b) ? Math.max(-Number.MAX_VALUE, Math.min(b - a, Number.MAX_VALUE)) : Number.NaN;
}
