import type { Equations } from '../formula/equations.js';
import { SeriesN } from '../series/series-n.js';
import { encoded, type JsonNumber, type Regimes, regimesOf, textsOf } from './archive.js';
import type { FlowMapParts } from './flow.js';
import { Neighborhood, type Variation } from './neighborhood.js';
import { type Pool, poolOf } from './pool.js';
import { Reader } from './reader.js';
import { type Regime, Steps } from './steps.js';
import { type TransportStatus, transportStatuses } from './transport.js';
import { recipeOf } from './varied-orbit.js';

const FORMAT = 'brook flow map';

/** A flow map as plain data. Every double comes back as it was. */
export interface FlowMapJson extends Partial<Regimes> {
  readonly format: typeof FORMAT;
  readonly version: 1;
  /** Right-hand sides by state. */
  readonly equations: Readonly<Record<string, string>>;
  /** Name of the time, where an equation uses it. */
  readonly time?: string;
  readonly parameters: readonly string[];
  readonly values: readonly JsonNumber[];
  readonly initial: readonly JsonNumber[];
  readonly span: readonly JsonNumber[];
  readonly variables: readonly string[];
  readonly degree: number;
  /** Order of the polynomials in time. */
  readonly order: number;
  readonly status: TransportStatus;
  readonly message: string;
  readonly map: readonly unknown[];
  readonly events: readonly { readonly event: number; readonly time: unknown; readonly state: readonly unknown[] }[];
  /** How many steps before those recorded were not kept. */
  readonly dropped: number;
  /** The time of the end as the sum of two doubles. */
  readonly end: readonly JsonNumber[];
  /**
   * For each step, the time at which it starts as the sum of two doubles, and the coefficients there: those of degree 0 of all states, of the first monomial of degree 1,
   * and so on.
   */
  readonly steps: readonly (readonly JsonNumber[])[];
}

export function headerOfFlow({ variation, status, message, map, events, steps }: FlowMapParts): Omit<FlowMapJson, 'steps'> {
  const { system, parameters, initial, t, names, order, timeOrder } = variation;
  return {
    format: FORMAT,
    version: 1,
    equations: textsOf(system),
    ...(system.time !== undefined && { time: system.time }),
    parameters: system.parameters,
    values: parameters.map(encoded),
    // of a smooth system, one regime says nothing
    ...(steps.regimes.some((regime) => regime.system !== system) && regimesOf(steps)),
    initial: initial.map(encoded),
    span: t.map(encoded),
    variables: names,
    degree: order,
    order: timeOrder,
    status,
    message,
    map: map.map((series) => series.toJSON()),
    events: events.map(({ event, time, state }) => ({
      event,
      time: time.toJSON(),
      state: state.map((series) => series.toJSON()),
    })),
    dropped: steps.first,
    end: [steps.end.hi, steps.end.lo].map(encoded),
  };
}

export function jsonOfFlow(parts: FlowMapParts): FlowMapJson {
  const { first, count } = parts.steps;
  const steps = Array.from({ length: count - first }, (_, s) => Array.from(parts.steps.recordOf(first + s), encoded));
  return { ...headerOfFlow(parts), steps };
}

/** The steps of a flow map. */
export function stepsOf({ system, t, timeOrder }: Variation, regimes: Regime[], most: number): Steps {
  return new Steps({ system, states: regimes[0]!.pool.rows, order: timeOrder, start: { hi: t[0], lo: 0 }, regimes, most });
}

/** What holds in all of a smooth system, with kernels for dense output. */
export function smoothRegime(variation: Variation, moving: readonly string[]): Regime {
  const { system, parameters } = variation;
  return { from: 0, system, parameters, pool: poolFor(variation, moving, system) };
}

/** Kernels for a piece of a system, or all of it. */
function poolFor(variation: Variation, moving: readonly string[], piece: Equations): Pool {
  return poolOf(piece, recipeOf({ ...variation, watched: [] }, moving, { where: 'flowMap' }));
}

/** The parts of a flow map from what may be one. */
export function partsOfFlow(where: string, value: unknown): FlowMapParts {
  const read = new Reader(where, value);
  const { variation, steps } = start(read);
  const records = read.list('steps').map((record, s) => read.doubles(`steps[${s}]`, record, steps.record));
  return restored(read, variation, steps, Float64Array.from(records.flat()));
}

/** The same with the records of the steps apart, one after the other. */
export function partsOfFlowWith(where: string, header: unknown, records: Float64Array): FlowMapParts {
  const read = new Reader(where, header);
  const { variation, steps } = start(read);
  return restored(read, variation, steps, records);
}

function start(read: Reader): { variation: Variation; steps: Steps } {
  const { system, n } = read.header(FORMAT);
  const [from, to] = read.doubles('span', read.value('span'), 2) as [number, number];
  const names = read.names('variables');
  const known = [...system.states, ...system.parameters, 't0', 't1'];
  read.demand(
    names.length > 0 && new Set(names).size === names.length && names.every((name) => known.includes(name)),
    `different variables among ${known.join(', ')} in variables`,
    names,
  );
  const variation: Variation = {
    system,
    watched: [],
    initial: read.doubles('initial', read.value('initial'), n),
    t: [from, to],
    parameters: read.doubles('values', read.value('values'), system.parameters.length),
    names,
    order: read.integer('degree', 1),
    timeOrder: read.integer('order', 2),
  };
  const { moving } = new Neighborhood(variation);
  const poolOfPiece = (piece: Equations): { pool: Pool } => ({ pool: poolFor(variation, moving, piece) });
  const regimes = read.value('regimes') === undefined ? [smoothRegime(variation, moving)] : read.regimes(system, poolOfPiece);
  return { variation, steps: stepsOf(variation, regimes, Infinity) };
}

function restored(read: Reader, variation: Variation, steps: Steps, records: Float64Array): FlowMapParts {
  const n = variation.system.states.length;
  const dropped = read.integer('dropped', 0);
  steps.count = dropped;
  steps.first = dropped;
  read.demand(
    records.length % steps.record === 0 && records.every(Number.isFinite),
    `finite records of ${steps.record} numbers`,
    records.length,
  );
  steps.append(records, 0, records.length / steps.record);
  const [hi, lo] = read.doubles('end', read.value('end'), 2) as [number, number];
  Object.assign(steps.end, { hi, lo });
  read.oneWay(steps);
  const status = read.value('status') as TransportStatus;
  read.demand(transportStatuses.includes(status), `a status among ${transportStatuses.join(', ')}`, status);
  const { space } = new Neighborhood(variation).deviations;
  const seriesFrom = (value: unknown): SeriesN<number> => {
    const series = SeriesN.fromJSON<number>(value as Parameters<typeof SeriesN.fromJSON>[0]);
    const isNumbers = series.space.equals(space) && series.coefficients.every((c) => typeof c === 'number');
    read.demand(isNumbers, `series in ${variation.names.join(', ')} to degree ${variation.order}`, series.space.order);
    return series;
  };
  const statesOf = (name: string, values: unknown): SeriesN<number>[] => {
    read.demand(Array.isArray(values) && values.length === n, `${n} series in ${name}`, values);
    return (values as readonly unknown[]).map(seriesFrom);
  };
  const events = read.list('events').map((event, i) => {
    const inner = read.within(event);
    return {
      event: inner.integer('event', 0),
      time: seriesFrom(inner.value('time')),
      state: statesOf(`events[${i}].state`, inner.value('state')),
    };
  });
  return { variation, status, message: String(read.value('message')), map: statesOf('map', read.value('map')), events, steps };
}
