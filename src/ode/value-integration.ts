import type { Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { parameterValues } from '../formula/solution.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import { watch } from '../formula/watch.js';
import { makeupOf } from '../series/coefficient.js';
import { namedValues } from '../text/options.js';
import { withTexts } from './begin.js';
import type { CourseParts, IntegrationStatus } from './course.js';
import { whenOf } from './events.js';
import { demandInitial } from './initial.js';
import { orbitMessages } from './messages.js';
import { directionOf, givenStep, type Limits, limitsOf } from './options.js';
import { eachDegree, hasSize, Orbit } from './orbit.js';
import { type Progress, Report, type StreamPoint } from './report.js';
import { checkSmooth } from './smooth.js';
import type { Timeline } from './timeline.js';
import { ValueEvents } from './value-events.js';
import { ValueSteps } from './value-steps.js';
import { demandKind, demandValueOptions, orderOf, type ValueOptions } from './values.js';

/** An integration over Decimals, double-doubles, complex numbers or series on its way, as `Integration` is over numbers: goes on as far as it is told. */
export class ValueIntegration<T> {
  readonly #where: string;
  readonly #options: ValueOptions<T>;
  readonly #limits: Limits;
  readonly #orbit: Orbit<T, Memory>;
  readonly #timeline: Timeline<T, Memory>;
  readonly #steps: ValueSteps<T>;
  readonly #events: ValueEvents<T, Memory> | undefined;
  readonly #report: Report<T>;
  readonly #direction: number;
  readonly #target: T;
  /** What the sums of steps have rounded away, where that is kept. */
  #carry: T[] | undefined;
  #parameters: readonly T[];
  #status: IntegrationStatus = 'complete';
  #end: readonly T[];

  constructor(where: string, source: SystemSource, initial: readonly (T | number)[], options: ValueOptions<T>) {
    const system = systemOf(source);
    demandValueOptions(where, options);
    demandInitial(where, system.states, initial, () => true);
    this.#where = where;
    this.#options = options;
    this.#limits = limitsOf(where, options);
    const specs = withTexts<T>(where, options.events ?? [], system);
    const texts = specs.map(({ when }) => when);
    checkSmooth(where, system, texts);
    const given = namedValues(where, options.parameters);
    const { t } = options;
    // in the algebra of the widest of all values
    const { algebra, values } = algebraOf<T>(where, [...initial, ...t, ...given.values()] as readonly T[]);
    const [n, m] = [initial.length, initial.length + t.length];
    const [state, times] = [values.slice(0, n), values.slice(n, m)];
    demandKind(where, algebra, specs);
    demandInitial(where, system.states, state, (x) => hasSize(algebra, x));
    const parameters = new Map([...given.keys()].map((name, i) => [name, values[m + i]!]));
    this.#parameters = parameterValues(where, algebra, system, parameters);
    const order = orderOf(where, algebra, options);
    const watched = watch(system, texts, whenOf(where));
    const makeup = makeupOf(algebra);
    const control = makeup && eachDegree(makeup.base, makeup.space);
    this.#orbit = new Orbit(algebra, watched.system, order, this.#parameters, watched.nodes, control);
    this.#orbit.states = state;
    const [start] = times as [T];
    const steps = new ValueSteps({ algebra, system, order, start, parameters: this.#parameters, most: this.#limits.kept });
    this.#steps = steps;
    this.#timeline = steps.timeline;
    const isKnown = (time: T): boolean => hasSize(algebra, time);
    if (!times.every((time) => !isKnown(time) || this.#timeline.isReal(time)))
      throw new RangeError(`${where}: expected real times in options.t, got [${t.join(', ')}]`);
    this.#direction = directionOf(where, times, (a, b) => (isKnown(a) && isKnown(b) ? steps.between(a, b) : Number.NaN));
    this.#target = times[times.length - 1]!;
    this.#report = new Report(times.length > 2 ? times : undefined, this.#limits.kept < Infinity);
    if (specs.length > 0) this.#events = new ValueEvents(where, algebra, system, this.#orbit, this.#timeline, specs, start);
    this.#end = state;
    this.#forgetCarry();
    this.#tell();
  }

  /** The time reached. */
  get time(): T {
    return this.#steps.end;
  }

  /** A time as one of the orbit's own values. */
  own(t: T | number): T {
    return this.#steps.own(this.#where, t);
  }

  /** Goes on to the target, or to where there is a reason to stop. */
  run(): void {
    while (this.goOn());
  }

  /** Makes a step, where there is no reason against it. Returns whether it has. */
  goOn(): boolean {
    const { count } = this.#steps;
    if (this.#status === 'complete' && this.#left > 0) {
      if (this.#options.signal?.aborted) this.#status = 'aborted';
      else if (count >= this.#limits.maxSteps) this.#status = 'maxSteps';
    }
    // an event right at the start of a step takes no time
    while (this.#status === 'complete' && this.#left > 0 && this.#steps.count === count) {
      this.#go();
      this.#tell();
    }
    return this.#steps.count > count;
  }

  /** Whether there are events that no point has told of. */
  get hasNews(): boolean {
    return this.#report.isBehind(this.#progress());
  }

  /** The point at the time reached, or at one before it in the last steps. */
  point(t: T = this.time): StreamPoint<T> {
    return this.#report.point(this.#progress(), t);
  }

  /** What has been computed. */
  course(): CourseParts<T, ValueSteps<T>> {
    const [status, time, steps] = [this.#status, this.time, this.#steps];
    const progress = this.#progress();
    const message = (): string => orbitMessages[status](String(time), steps.count);
    return { status, message, ...this.#report.reached(progress), end: this.#end, steps, events: progress.events };
  }

  get #left(): number {
    return this.#steps.between(this.time, this.#target) * this.#direction;
  }

  /** Makes the step that the coefficients allow, up to the first event that ends it. */
  #go(): void {
    const orbit = this.#orbit;
    const timeline = this.#timeline;
    const now = this.time;
    const size = timeline.size(timeline.between(now, this.#target));
    orbit.time = now;
    orbit.solution.solve();
    const wanted = this.#wanted(size);
    if (!(wanted > 0)) {
      this.#status = 'notFinite';
      return;
    }
    const isLast = wanted >= Math.abs(size);
    const proposed = isLast ? size : this.#direction * wanted;
    const sight = this.#events?.look(now, proposed, isLast);
    const h = sight?.h ?? proposed;
    const cut = sight?.cutting[0];
    const next = cut ? timeline.later(now, cut.tau) : isLast && h === proposed ? this.#target : timeline.after(now, h);
    // the time that has passed on the clock, as it rounds it
    const passed = timeline.between(now, next);
    if (cut === undefined && !(Math.abs(timeline.size(passed)) > Math.abs(h) / 2)) {
      this.#status = 'singular';
      return;
    }
    const reached = this.#after(passed);
    if (!reached.every((value) => hasSize(this.#steps.algebra, value))) {
      this.#status = 'notFinite';
      return;
    }
    if (timeline.size(passed) !== 0) this.#steps.append({ t: now, state: this.#end }, next);
    this.#end = reached;
    if (sight !== undefined && cut !== undefined) {
      const { state, parameters, stop, isStuck } = this.#events!.act(sight, next, {
        state: reached,
        parameters: this.#parameters,
        stop: false,
      });
      if (state !== reached) this.#forgetCarry();
      if (parameters !== this.#parameters) this.#steps.change(parameters);
      this.#end = state;
      this.#parameters = parameters;
      orbit.parameters = parameters;
      if (isStuck) this.#status = 'stuck';
      if (stop) this.#status = 'event';
    }
    orbit.states = this.#end;
    this.#options.onProgress?.({ t: timeline.size(next), steps: this.#steps.count });
  }

  /** The length of the next step, where the way that is left does not end it. */
  #wanted(left: number): number {
    const { step } = this.#options;
    const { least, most } = this.#limits;
    const now = this.time;
    const free = this.#orbit.wanted(Math.sign(left) * Math.min(Math.abs(left), most), (s) => this.#timeline.after(now, s));
    if (!(free > 0) || step === undefined) return Math.max(least, Math.min(free, most));
    return givenStep(this.#where, step, now, this.#end);
  }

  /** The state behind the step at hand, compensated (Kahan 1965). */
  #after(passed: T): T[] {
    const carry = this.#carry;
    const timeline = this.#timeline;
    if (carry === undefined) return this.#orbit.afterExactly(passed);
    return this.#orbit.increments(passed).map((d, i) => {
      // y = d + c, s = x + y, c ← y − (s − x)
      const x = this.#end[i]!;
      const y = timeline.later(d, carry[i]!);
      const s = timeline.later(x, y);
      carry[i] = timeline.between(timeline.between(x, s), y);
      return s;
    });
  }

  #forgetCarry(): void {
    const { highAccuracy = true } = this.#options;
    this.#carry = highAccuracy ? this.#end.map((x) => this.#timeline.between(x, x)) : undefined;
  }

  /** Has the states taken that were asked for, and gives up steps. */
  #tell(): void {
    if (this.#limits.kept === Infinity) return;
    this.#report.fill(this.#progress());
    this.#steps.forget();
  }

  #progress(): Progress<T> {
    const steps = this.#steps;
    const ahead = (a: T, b: T): number => steps.between(a, b) * this.#direction;
    return { steps, time: this.time, end: this.#end, events: this.#events?.records ?? [], ahead };
  }
}
