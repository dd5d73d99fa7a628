import type { Equations } from '../formula/equations.js';
import { type System, systemByState } from '../formula/system.js';
import type { CourseParts, IntegrationStatus, Track } from './course.js';
import { mayBeDamped } from './damping.js';
import type { EventRecord } from './events.js';
import { firstOrder, poolOf } from './kernel.js';
import { type Regime, Steps } from './steps.js';
import type { TrajectoryParts } from './trajectory.js';

/** A double in JSON: those that JSON does not have, or does not keep (−0), are texts. */
export type JsonNumber = number | string;

const FORMAT = 'brook trajectory';

/** What held in the steps of an orbit. */
export interface Regimes {
  /** Of a system with branches: right-hand sides of the pieces that the orbit went through, and the names of their further parameters. */
  readonly pieces?: readonly Readonly<Record<string, string>>[];
  readonly added?: readonly string[];
  /** Values of the parameters from step number `from` on, and by which of the pieces. */
  readonly regimes: readonly {
    readonly from: number;
    readonly parameters: readonly JsonNumber[];
    readonly piece?: number;
    /** Of damped steps. */
    readonly margin?: number;
  }[];
}

/** What orbits over values of any kind have in common as plain data, where V is what becomes of a value. */
export interface CourseJson<V> {
  readonly version: 1;
  /** Right-hand sides by state. */
  readonly equations: Readonly<Record<string, string>>;
  /** Name of the time, where an equation uses it. */
  readonly time?: string;
  readonly parameters: readonly string[];
  readonly order: number;
  readonly status: IntegrationStatus;
  readonly message: string;
  /** How many steps before those recorded were not kept. */
  readonly dropped: number;
  readonly grid?: readonly V[];
  /** The states on the grid, where the steps between were not kept. */
  readonly states?: readonly (readonly V[])[];
  readonly events: readonly {
    readonly event: number;
    readonly t: V;
    readonly state: readonly V[];
    readonly direction: -1 | 0 | 1;
    readonly kind: 'crossing' | 'grazing';
  }[];
}

/** A trajectory as plain data. Every double comes back as it was. */
export interface TrajectoryJson extends CourseJson<JsonNumber>, Regimes {
  readonly format: typeof FORMAT;
  /** Whether the records of steps have derivatives of the flow behind the state, column by column. */
  readonly varied?: true;
  /** For each step, the time at which it starts as the sum of two doubles, and the state there. */
  readonly steps: readonly (readonly JsonNumber[])[];
  /** The same for the end. */
  readonly end: readonly JsonNumber[];
  readonly flowJacobian?: readonly (readonly JsonNumber[])[];
  /** What ran from the same initial time the other way. */
  readonly back?: TrajectoryJson;
}

/** Everything about a trajectory but the records of its steps. */
export interface TrajectoryHeader extends Omit<TrajectoryJson, 'steps' | 'back'> {
  /** How many of the records are of steps this way, where there are others. */
  readonly kept?: number;
  readonly back?: TrajectoryHeader;
}

export function courseJson<T, V>(parts: CourseParts<T, Track<T>>, write: (x: T) => V): CourseJson<V> {
  const { status, message, grid, states, steps, events } = parts;
  const { system } = steps;
  return {
    version: 1,
    equations: textsOf(system),
    ...(system.time !== undefined && { time: system.time }),
    parameters: system.parameters,
    order: steps.order,
    status,
    message: message(),
    dropped: steps.first,
    ...(grid !== undefined && { grid: grid.map(write) }),
    ...(states !== undefined && { states: states.map((state) => state.map(write)) }),
    events: events.map((event) => ({ ...event, t: write(event.t), state: event.state.map(write) })),
  };
}

/** All but the steps themselves. */
function outline(parts: TrajectoryParts): Omit<TrajectoryJson, 'steps' | 'back'> {
  const { end, steps, flowJacobian } = parts;
  return {
    format: FORMAT,
    ...courseJson(parts, encoded),
    ...regimesOf(steps),
    ...(steps.rows > steps.states && { varied: true as const }),
    end: [steps.end.hi, steps.end.lo, ...end].map(encoded),
    ...(flowJacobian !== undefined && { flowJacobian: flowJacobian.map((row) => row.map(encoded)) }),
  };
}

export function headerOf(parts: TrajectoryParts): TrajectoryHeader {
  const { steps, back } = parts;
  return { ...outline(parts), ...(back && { kept: steps.count - steps.first, back: headerOf(back) }) };
}

/** What held in which steps. */
export function regimesOf({ system, regimes }: Steps): Regimes {
  const pieces = [...new Set(regimes.map((regime) => regime.system))].filter((piece) => piece !== system);
  return {
    ...(pieces.length > 0 && {
      pieces: pieces.map(textsOf),
      added: pieces[0]!.parameters.slice(system.parameters.length),
    }),
    regimes: regimes.map(({ from, parameters, system: piece, margin }) => ({
      from,
      parameters: parameters.map(encoded),
      ...(piece !== system && { piece: pieces.indexOf(piece) }),
      ...(margin !== undefined && { margin }),
    })),
  };
}

export function textsOf({ states, texts }: Equations): Record<string, string> {
  return Object.fromEntries(states.map((state, i) => [state, texts[i]!]));
}

export function jsonOf(parts: TrajectoryParts): TrajectoryJson {
  const { steps, back } = parts;
  const { first, count } = steps;
  const records = Array.from({ length: count - first }, (_, s) => Array.from(steps.recordOf(first + s), encoded));
  return { ...outline(parts), steps: records, ...(back && { back: jsonOf(back) }) };
}

export function encoded(x: number): JsonNumber {
  return Object.is(x, -0) ? '-0' : Number.isFinite(x) ? x : String(x);
}

/** The parts of a trajectory from what may be one. */
export function partsOf(where: string, value: unknown): TrajectoryParts {
  const read = new Reader(where, value);
  const { system, n } = read.header(FORMAT);
  const width = 2 + read.rows(n);
  const records = read.list('steps').map((record, s) => read.doubles(`steps[${s}]`, record, width, false));
  const parts = restored(where, read, system, Float64Array.from(records.flat()));
  return read.value('back') === undefined ? parts : { ...parts, back: read.behind(parts, partsOf(where, read.value('back'))) };
}

/** The same with the records of the steps apart, one after the other. */
export function partsWith(where: string, header: unknown, records: Float64Array): TrajectoryParts {
  const read = new Reader(where, header);
  const { system, n } = read.header(FORMAT);
  if (read.value('back') === undefined) return restored(where, read, system, records);
  const here = read.integer('kept', 0) * (2 + read.rows(n));
  const parts = restored(where, read, system, records.subarray(0, here));
  return { ...parts, back: read.behind(parts, partsWith(where, read.value('back'), records.subarray(here))) };
}

const statuses: readonly IntegrationStatus[] = ['complete', 'maxSteps', 'singular', 'notFinite', 'stuck', 'event', 'aborted'];

function restored(where: string, read: Reader, system: System, records: Float64Array): TrajectoryParts {
  const n = system.states.length;
  const order = read.integer('order', 2);
  const dropped = read.integer('dropped', 0);
  const [hi, lo, ...end] = read.doubles('end', read.value('end'), n + 2) as [number, number, ...number[]];
  const recipe = {
    where,
    order,
    watched: [],
    events: 0,
    control: 'states',
    compensated: true,
    kind: 'auto',
  } as const;
  const rows = read.rows(n);
  const regimes = read.regimes(system, (piece, damped) => ({
    pool: poolOf(piece, { ...recipe, damped }),
    ...(rows > n && { varied: poolOf(piece, { ...recipe, damped, varied: firstOrder(piece), recorded: true }) }),
  }));
  const steps = new Steps({
    system,
    states: n,
    rows,
    order,
    start: { hi, lo },
    regime: regimes[0]!,
    most: Infinity,
  });
  steps.count = dropped;
  steps.first = dropped;
  read.demand(
    // derivatives may have grown beyond the doubles
    records.length % steps.record === 0 && records.every((x, i) => i % steps.record >= 2 + n || Number.isFinite(x)),
    `finite records of ${steps.record} numbers`,
    records.length,
  );
  steps.append(records, 0, records.length / steps.record);
  steps.regimes.push(...regimes.slice(1));
  read.oneWay(steps);
  const { grid, ...course } = read.course(n, (name, list, count) => read.doubles(name, list, count));
  return {
    ...course,
    grid,
    end,
    steps,
    ...(read.value('flowJacobian') !== undefined && {
      flowJacobian: read
        .tuple('flowJacobian', read.value('flowJacobian'), n)
        .map((row, i) => read.doubles(`flowJacobian[${i}]`, row, n, false)),
    }),
  };
}

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
