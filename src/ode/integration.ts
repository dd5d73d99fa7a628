import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { parameterValues } from '../formula/solution.js';
import { namedValues } from '../text/options.js';
import { Clock } from './clock.js';
import type { EventRecord, TextEvent } from './events.js';
import { impactsOf } from './impact.js';
import { Incidents, type Passage } from './incidents.js';
import { demandInitial } from './initial.js';
import { jumpsOf } from './jump.js';
import { type OdeKernel, setParameters } from './kernel.js';
import { meansOf } from './legs.js';
import { Outcome } from './march.js';
import { orbitMessages } from './messages.js';
import { directionOf, givenStep, type IntegrateOptions, type Limits, limitsOf, mannerOf } from './options.js';
import { stepsAhead } from './outlook.js';
import { firstOrder, type Pool, poolOf, type Recipe } from './pool.js';
import { type Progress, Report, type StreamPoint } from './report.js';
import type { Crossing } from './saltation.js';
import { withoutCancellation } from './step.js';
import { nextKernel, Stepper } from './stepper.js';
import { Steps } from './steps.js';
import type { IntegrationStatus, TrajectoryParts } from './trajectory.js';
import { startVariations, variations } from './variations.js';
import { withoutValue } from './without-value.js';

/** Options whose events have their formulas as texts. */
export type TextOptions = Omit<IntegrateOptions, 'events'> & { readonly events?: readonly TextEvent[] };

/** An integration on its way: goes on as far as it is told. */
export class Integration implements Passage {
  readonly stepper: Stepper;
  readonly steps: Steps;
  readonly direction: number;
  readonly target: number;
  pool: Pool;
  parameters: readonly number[];
  status: IntegrationStatus = 'complete';
  readonly #where: string;
  readonly #options: TextOptions;
  readonly #limits: Limits;
  /** The times asked for, where there are more than the two ends. */
  readonly #grid: readonly number[] | undefined;
  #report: Report<number> | undefined;
  /** What may come in between; undefined for a smooth system without events. */
  readonly #incidents: Incidents | undefined;
  /** The state reached, where it is not to be read from the kernel. */
  #reached: readonly number[] | undefined;
  /** Of the lengths of steps that were given, where each step ends at a double. */
  #sum: Clock | undefined;
  #overflowed = false;

  constructor(where: string, system: Equations, initial: readonly number[], options: TextOptions) {
    const { t, events = none, variational = false, highAccuracy = true, kernel: kind = 'auto' } = options;
    demandInitial(where, system.states, initial);
    const { plan, isDamped } = mannerOf(where, options);
    if (isDamped && events.length > 0)
      throw new RangeError(`${where}: expected no events with stepControl: 'damped', got ${events.length}; use 'balanced'`);
    const limits = limitsOf(where, options);
    const jumps = events.length === 0 ? none : jumpsOf(where, system, events);
    const impacts = variational && events.length > 0 ? impactsOf(where, system, events) : none;
    this.#where = where;
    this.#options = options;
    this.#limits = limits;
    this.#grid = t.length > 2 ? t : undefined;
    this.target = t[t.length - 1]!;
    this.direction = directionOf(where, t, difference);
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
      side: this.direction < 0 ? -1 : 1,
    };
    this.parameters =
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
    if (legs !== undefined || events.length > 0) {
      const dense = legs && meansOf(system, plain).legs;
      const varied = recipe.recorded === true ? legs : undefined;
      const isVaried = variational;
      this.#incidents = new Incidents(this, {
        where,
        system,
        start: t[0]!,
        specs: events,
        jumps,
        impacts,
        isVaried,
        legs,
        dense,
        varied,
      });
    }
    const incidents = this.#incidents;
    const leads = incidents?.start({ state: initial, t: t[0]!, parameters: this.parameters }) ?? true;
    if (!leads) this.status = 'stuck';
    this.pool = pool ?? (leads ? incidents!.leg!.pool : poolOf(system, plain));
    const steps = this.pool.isUndecided ? stepsAhead(system, initial, t[0]!, this.target - t[0]!, this.parameters) : 1;
    const kernel = this.pool.take(Math.min(steps, limits.maxSteps));
    kernel.holds = undefined;
    setParameters(kernel, this.#given);
    this.stepper = new Stepper(kernel, initial, t[0]!, plan);
    this.stepper.least = limits.least;
    this.stepper.most = limits.most;
    this.stepper.finder = incidents?.finder;
    if (options.stepControl === 'terms' && options.step === undefined) {
      this.stepper.refine = (wanted, { memory, layout }) => withoutCancellation(wanted, memory, layout.states, layout.order);
    }
    if (variational && leads) startVariations(kernel, initial.length);
    const states = variational ? poolOf(system, unwatched(plain)) : this.pool;
    const varied = recipe.recorded === true && legs === undefined ? poolOf(system, unwatched(recipe)) : undefined;
    const margin = isDamped ? plan.margin : undefined;
    const regime = leads ? incidents?.regime : undefined;
    this.steps = new Steps({
      system,
      states: initial.length,
      order: plan.order,
      start: this.stepper.clock,
      rows: recipe.recorded === true ? initial.length * (1 + initial.length) : initial.length,
      regimes: [regime ?? { from: 0, system, pool: states, varied, parameters: this.parameters, margin }],
      most: limits.kept,
    });
    this.#tell();
    incidents?.stay();
  }

  /** The time reached. */
  get time(): number {
    return this.stepper.clock.hi;
  }

  get end(): readonly number[] {
    this.#reached ??= this.stepper.state;
    return this.#reached;
  }

  set end(state: readonly number[]) {
    this.#reached = state;
  }

  /** The length of the step that was made or proposed last, before an event shortened it. */
  get step(): number {
    return this.stepper.step;
  }

  /** Goes on to the target, or to where there is a reason to stop. */
  run(): IntegrationStatus {
    while (this.goOn(Infinity));
    return this.status;
  }

  /** Lets an orbit go on that an event has stopped. */
  resume(): void {
    if (this.status !== 'event') return;
    this.status = 'complete';
    this.#incidents!.resume();
  }

  /** How the orbit meets, at the time reached, the surface on which the formula of an event is zero. */
  crossing(event: number): Crossing {
    return this.#incidents!.crossing(event);
  }

  /** Makes some steps, at most `limit`, where there is no reason against it. Returns whether it has. */
  goOn(limit: number): boolean {
    const { stepper, steps } = this;
    const incidents = this.#incidents;
    if (this.status !== 'complete' || !(stepper.clock.until(this.target) * this.direction > 0)) return false;
    if (this.#options.signal?.aborted) this.status = 'aborted';
    else if (steps.count >= this.#limits.maxSteps) this.status = 'maxSteps';
    if (this.status !== 'complete') return false;
    const before = steps.count;
    // a switch right at the start of a step makes none
    do {
      this.#go(limit);
      // what is told step by step is told when it has happened
      const isTold = limit === 1 || stepper.clock.until(this.target) === 0;
      if (isTold) incidents?.lookAtEnd();
    } while (incidents?.isUnsettled(before) === true);
    return steps.count > before;
  }

  /** Whether there are events that no point has told of. */
  get hasNews(): boolean {
    return this.#told().isBehind({ events: this.#events });
  }

  /** The point at the time reached, or at one before it in the last steps. */
  point(t: number = this.time): StreamPoint {
    return this.#told().point(this.#progress(), t);
  }

  /** What has been computed. The kernel goes back to its pool: there is no going on from here. */
  trajectory(): TrajectoryParts {
    const { end, steps } = this;
    const kernel = this.#kernel;
    // a step that overflowed has spoiled the kernel's memory beyond `end`
    const isVaried = this.#options.variational === true && kernel.layout.rows > end.length && !this.#overflowed;
    const flowJacobian = isVaried ? variations(kernel, end.length) : undefined;
    kernel.holds = undefined;
    this.pool.giveBack(kernel, steps.count);
    const told = this.#grid && this.#told().reached(this.#progress());
    return {
      status: this.status,
      message: this.#saying(),
      grid: told?.grid,
      states: told?.states,
      end,
      steps,
      events: this.#events,
      flowJacobian,
    };
  }

  overflow(start: readonly number[]): void {
    this.end = start;
    this.status = 'notFinite';
    this.#overflowed = true;
  }

  get #kernel(): OdeKernel {
    return this.stepper.kernel;
  }

  get #events(): readonly EventRecord[] {
    return this.#incidents?.records ?? none;
  }

  /** Values of the parameters as the kernel takes them. */
  get #given(): readonly number[] {
    return this.#incidents?.given ?? this.parameters;
  }

  #go(limit: number): void {
    const { onProgress } = this.#options;
    const { stepper, steps } = this;
    const incidents = this.#incidents;
    this.#chooseKernel();
    const { board, places, isProvisional } = this.#kernel;
    const allowed = Math.min(
      limit,
      this.#limits.maxSteps - steps.count,
      isProvisional ? Math.max(1, steps.count) : Infinity,
      this.#isAlone() ? 1 : Infinity,
    );
    const count = stepper.march(this.target, allowed);
    steps.append(board, places.ring, count);
    steps.end.hi = stepper.clock.hi;
    steps.end.lo = stepper.clock.lo;
    const { outcome } = stepper;
    incidents?.take();
    if (outcome === Outcome.event) {
      steps.append(board, places.ring + count * places.record, 1);
      incidents!.meet();
    } else if (outcome === Outcome.overflow) {
      const at = places.ring + count * places.record + 2;
      this.overflow(Array.from(board.subarray(at, at + steps.states)));
    } else {
      if (count > 0) this.#reached = undefined;
      if (outcome === Outcome.notFinite) this.status = 'notFinite';
      else if (outcome === Outcome.singular) this.status = 'singular';
    }
    this.#tell();
    if (onProgress !== undefined && (count > 0 || outcome === Outcome.event))
      onProgress({ t: stepper.clock.hi, steps: steps.count });
  }

  /** Goes on with compiled code where more steps are to be expected than are worth interpreting. */
  #chooseKernel(): void {
    const before = this.#kernel;
    if (!before.isProvisional) return;
    const kernel = nextKernel(this.pool, this.stepper, {
      made: this.steps.count,
      start: this.#options.t[0]!,
      target: this.target,
      most: this.#limits.maxSteps,
    });
    if (kernel !== before) setParameters(kernel, this.#given);
  }

  /** Whether the next step is to be made alone. Where the caller chooses its length, that is taken from there. */
  #isAlone(): boolean {
    const { step, onProgress } = this.#options;
    if (step === undefined) return onProgress !== undefined;
    const isTimed = this.stepper.kernel.timeAt !== undefined;
    const asked = givenStep(this.#where, step, this.time, this.end);
    const given = isTimed ? this.#toDouble(asked) : asked;
    this.stepper.least = given;
    this.stepper.most = given;
    return isTimed || typeof step === 'function' || onProgress !== undefined;
  }

  /**
   * A length that was given, changed so that the step ends at a double, since a field that takes the time sees no other. The difference is kept for the next step, so that times are
   * sums of the lengths given, each rounded once.
   */
  #toDouble(given: number): number {
    const { clock } = this.stepper;
    this.#sum ??= new Clock(clock.hi);
    // where an event has ended the last step
    if (this.#sum.hi !== clock.hi) this.#sum.set(clock.hi);
    this.#sum.advance(given * this.direction);
    return Math.abs(clock.until(this.#sum.hi));
  }

  /** What the status means: made apart from the integration, which it shall not keep alive. */
  #saying(): () => string {
    const { status, time, end, parameters } = this;
    const { system, count } = this.steps;
    return () => orbitMessages[status](time, count, status === 'notFinite' ? withoutValue(system, end, time, parameters) : []);
  }

  /** What is told on the way: mostly nothing. */
  #told(): Report<number> {
    this.#report ??= new Report(this.#grid, this.#limits.kept < Infinity);
    return this.#report;
  }

  /** Has the states taken that were asked for, and gives up steps. */
  #tell(): void {
    if (this.#limits.kept === Infinity) return;
    if (this.#grid !== undefined) this.#told().fill(this.#progress());
    this.steps.forget();
  }

  #progress(): Progress<number> {
    const ahead = (a: number, b: number): number => (b - a) * this.direction;
    return { steps: this.steps, time: this.time, end: this.end, events: this.#events, ahead };
  }
}

/** Shared by all orbits that have none of it. */
const none: readonly never[] = [];

/** For dense output, which has nothing to look for. */
function unwatched(recipe: Recipe): Recipe {
  return recipe.events === 0 ? recipe : { ...recipe, watched: none, events: 0 };
}

/** b − a: infinite times have none, and two that are too far apart for a double the largest. */
function difference(a: number, b: number): number {
  return Number.isFinite(a) && Number.isFinite(b) ? Math.max(-Number.MAX_VALUE, Math.min(b - a, Number.MAX_VALUE)) : Number.NaN;
}
