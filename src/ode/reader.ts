import { type System, systemByState } from '../formula/system.js';
import type { CourseParts, IntegrationStatus, Track } from './course.js';
import { mayBeDamped } from './damping.js';
import type { EventRecord } from './events.js';
import type { Regime } from './steps.js';

const statuses: readonly IntegrationStatus[] = ['complete', 'maxSteps', 'singular', 'notFinite', 'stuck', 'event', 'aborted'];

/** Reads the members of a value that may be anything, with errors that say what is wrong. */
export class Reader {
  readonly #where: string;
  readonly #object: Readonly<Record<string, unknown>>;

  constructor(where: string, value: unknown) {
    this.#where = where;
    this.#object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  }

  /** The same for a value within. */
  within(value: unknown): Reader {
    return new Reader(this.#where, value);
  }

  /** The system, and its number of states. */
  header(format: string): { system: System; n: number } {
    this.demand(this.value('format') === format, `an object with format '${format}'`, this.value('format'));
    this.demand(this.value('version') === 1, 'version 1 of the format', this.value('version'));
    const system = this.#system(this.value('equations'), this.names('parameters'));
    return { system, n: system.states.length };
  }

  /** What `courseJson` has written of an orbit of n states, by what reads so many values. */
  course<T>(
    n: number,
    values: (name: string, list: unknown, count: number) => T[],
  ): Pick<CourseParts<T, Track<T>>, 'status' | 'message' | 'grid' | 'states' | 'events'> {
    const status = this.value('status') as IntegrationStatus;
    this.demand(statuses.includes(status), `a status among ${statuses.join(', ')}`, status);
    const events = this.list('events').map((event, i): EventRecord<T> => {
      const inner = this.within(event);
      const [direction, kind] = [inner.value('direction'), inner.value('kind')];
      inner.demand(direction === -1 || direction === 0 || direction === 1, 'a direction −1, 0 or 1', direction);
      inner.demand(kind === 'crossing' || kind === 'grazing', "an event of kind 'crossing' or 'grazing'", kind);
      return {
        event: inner.integer('event', 0),
        t: values(`events[${i}].t`, [inner.value('t')], 1)[0]!,
        state: values(`events[${i}].state`, inner.value('state'), n),
        direction: direction as -1 | 0 | 1,
        kind: kind as 'crossing' | 'grazing',
      };
    });
    const grid = this.value('grid') === undefined ? undefined : values('grid', this.value('grid'), this.list('grid').length);
    const states =
      this.value('states') === undefined
        ? undefined
        : this.tuple('states', this.value('states'), grid?.length ?? 0).map((row, i) => values(`states[${i}]`, row, n));
    const message = String(this.value('message'));
    return { status, message: () => message, grid, states, events };
  }

  /** What ran the other way, where it is that of an orbit. */
  behind<P extends { readonly steps: Pick<Track<unknown>, 'system' | 'order' | 'forward'>; readonly back?: unknown }>(
    { steps }: P,
    back: P,
  ): P {
    const isOfBoth = `${back.steps.system}` === `${steps.system}` && back.steps.order === steps.order;
    const isApart = back.steps.forward !== steps.forward && back.back === undefined;
    this.demand(isOfBoth && isApart, 'an orbit of the same equations that ran the other way in back', `${back.steps.system}`);
    return back;
  }

  /** Doubles of a record behind its time. */
  rows(n: number): number {
    const varied = this.value('varied');
    this.demand(varied === undefined || varied === true, 'true in varied, or nothing', varied);
    return varied === true ? n + n * n : n;
  }

  /** What held in which steps, with kernels for each piece. */
  regimes(system: System, poolsFor: (piece: System, damped: boolean) => Pick<Regime, 'pool' | 'varied'>): Regime[] {
    const pieces = this.#pieces(system);
    const regimes = this.list('regimes').map((regime, i): Regime => {
      const inner = this.within(regime);
      const piece = inner.value('piece') === undefined ? system : pieces[inner.integer('piece', 0)];
      this.demand(piece !== undefined, `a piece among ${pieces.length} in regimes`, inner.value('piece'));
      const margin =
        inner.value('margin') === undefined ? undefined : inner.doubles(`regimes[${i}].margin`, [inner.value('margin')], 1)[0]!;
      const order = this.integer('order', 2);
      this.demand(margin === undefined || mayBeDamped(order), 'an even order that may be damped where there is a margin', order);
      return {
        from: inner.integer('from', 0),
        parameters: inner.doubles(`regimes[${i}].parameters`, inner.value('parameters'), piece!.parameters.length),
        system: piece!,
        ...(margin !== undefined && { margin }),
        ...poolsFor(piece!, margin !== undefined),
      };
    });
    this.demand(regimes[0]?.from === 0, 'values of the parameters from step 0 on in regimes', regimes[0]?.from);
    return regimes;
  }

  /** The pieces of a system with branches, which have the same states. */
  #pieces({ states, parameters }: System): System[] {
    if (this.value('pieces') === undefined) return [];
    const names = [...parameters, ...this.names('added')];
    return this.list('pieces').map((equations) => {
      const piece = this.#system(equations, names);
      this.demand(`${piece.states}` === `${states}`, `equations of ${states.join(', ')} in pieces`, piece.states);
      return piece;
    });
  }

  names(name: string): string[] {
    const names = this.list(name);
    this.demand(
      names.every((one) => typeof one === 'string'),
      `names in ${name}`,
      names,
    );
    return names as string[];
  }

  #system(equations: unknown, parameters: readonly string[]): System {
    const time = this.value('time');
    this.demand(typeof equations === 'object' && equations !== null, 'equations by state', equations);
    return systemByState(equations as Record<string, string>, parameters, typeof time === 'string' ? time : undefined);
  }

  value(name: string): unknown {
    return this.#object[name];
  }

  list(name: string): readonly unknown[] {
    const value = this.value(name);
    this.demand(Array.isArray(value), `a list in ${name}`, value);
    return value as readonly unknown[];
  }

  /** A list of so many. */
  tuple(name: string, value: unknown, count: number): readonly unknown[] {
    this.demand(Array.isArray(value) && value.length === count, `a list of ${count} in ${name}`, value);
    return value as readonly unknown[];
  }

  integer(name: string, least: number): number {
    const value = this.value(name);
    this.demand(Number.isInteger(value) && (value as number) >= least, `an integer ≥ ${least} in ${name}`, value);
    return value as number;
  }

  doubles(name: string, value: unknown, count: number, finite = true): number[] {
    this.demand(Array.isArray(value) && value.length === count, `${count} numbers in ${name}`, value);
    return (value as readonly unknown[]).map((x) => {
      const double = typeof x === 'number' ? x : typeof x === 'string' && exceptions.has(x) ? Number(x) : undefined;
      this.demand(double !== undefined && (!finite || Number.isFinite(double)), `numbers in ${name}`, x);
      return double as number;
    });
  }

  /** Throws unless the times of steps run one way. */
  oneWay<T>(steps: Pick<Track<T>, 'first' | 'count' | 'time' | 'between'>): void {
    const { first, count } = steps;
    const direction = Math.sign(steps.between(steps.time(first), steps.time(count)));
    for (let s = first; s < count; s++) {
      const way = steps.between(steps.time(s), steps.time(s + 1)) * direction;
      this.demand(way >= 0, 'steps whose times run one way', steps.time(s));
    }
  }

  demand(holds: boolean, expected: string, got: unknown): void {
    if (!holds) throw new RangeError(`${this.#where}: expected ${expected}, got ${JSON.stringify(got) ?? String(got)}`);
  }
}

const exceptions: ReadonlySet<string> = new Set(['-0', 'NaN', 'Infinity', '-Infinity']);
