import type { Equations } from '../formula/equations.js';
import type { System } from '../formula/system.js';
import type { CourseParts, IntegrationStatus, Track } from './course.js';
import { firstOrder, poolOf } from './pool.js';
import { Reader } from './reader.js';
import { Steps } from './steps.js';
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
    regimes,
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
