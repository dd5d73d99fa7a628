import { algebraOf } from '../algebra/of.js';
import { decoded, encoded } from '../series/json.js';
import { type CourseJson, courseJson, Reader } from './archive.js';
import type { CourseParts } from './course.js';
import { ValueSteps } from './value-steps.js';

const FORMAT = 'brook value trajectory';

/** A trajectory over values that are not numbers as plain data. Every value comes back as it was. */
export interface ValueTrajectoryJson extends CourseJson<unknown> {
  readonly format: typeof FORMAT;
  /** What the values are: `Complex`, `DoubleDouble`, `Decimal`, `Series`, `SeriesN`. */
  readonly kind: string;
  /** Significant digits of Decimals, and the number of their rounding mode in decimal.js. */
  readonly precision?: number;
  readonly rounding?: number;
  /** Values of the parameters from step number `from` on. */
  readonly regimes: readonly { readonly from: number; readonly parameters: readonly unknown[] }[];
  /** For each step, the time at which it starts and the state there. */
  readonly steps: readonly (readonly unknown[])[];
  /** The same for the end. */
  readonly end: readonly unknown[];
  /** What ran from the same initial time the other way. */
  readonly back?: ValueTrajectoryJson;
}

export function jsonOfValues<T>(parts: CourseParts<T, ValueSteps<T>>): ValueTrajectoryJson {
  const { steps, end, back } = parts;
  const { first, count } = steps;
  const { values: _, ...kind } = encoded([steps.end]);
  const write = (x: T): unknown => encoded([x]).values[0];
  return {
    format: FORMAT,
    ...kind,
    ...courseJson(parts, write),
    regimes: steps.regimes.map(({ from, parameters }) => ({ from, parameters: parameters.map(write) })),
    steps: Array.from({ length: count - first }, (_, s) => [steps.time(first + s), ...steps.start(first + s)].map(write)),
    end: [steps.end, ...end].map(write),
    ...(back && { back: jsonOfValues(back) }),
  };
}

/** The parts of a trajectory from what may be one. */
export function partsOfValues<T>(where: string, value: unknown): CourseParts<T, ValueSteps<T>> {
  const read = new Reader(where, value);
  const { system, n } = read.header(FORMAT);
  const values = (name: string, list: unknown, count: number): T[] => valuesIn<T>(read, name, list, count);
  const [time, ...end] = values('end', read.value('end'), 1 + n) as [T, ...T[]];
  const { algebra } = algebraOf<T>(where, [time, ...end], true);
  const regimes = read.list('regimes').map((regime, i) => {
    const inner = read.within(regime);
    const parameters = values(`regimes[${i}].parameters`, inner.value('parameters'), system.parameters.length);
    return { from: inner.integer('from', 0), parameters };
  });
  read.demand(regimes[0]?.from === 0, 'values of the parameters from step 0 on in regimes', regimes[0]?.from);
  const records = read.list('steps').map((record, s) => values(`steps[${s}]`, record, 1 + n));
  const { parameters } = regimes[0]!;
  const [start] = records[0] ?? [time];
  const order = read.integer('order', 2);
  const steps = new ValueSteps<T>({ algebra, system, order, start: start!, parameters, most: Infinity });
  steps.first = read.integer('dropped', 0);
  for (const [s, [t, ...state]] of records.entries()) steps.append({ t: t!, state }, records[s + 1]?.[0] ?? time);
  for (const regime of regimes.slice(1)) steps.regimes.push({ ...regime, system });
  read.oneWay(steps);
  const parts: CourseParts<T, ValueSteps<T>> = { ...read.course<T>(n, values), end, steps };
  return read.value('back') === undefined
    ? parts
    : { ...parts, back: read.behind(parts, partsOfValues<T>(where, read.value('back'))) };
}

/** Values of the kind that is named beside them. */
function valuesIn<T>(read: Reader, name: string, list: unknown, count: number): T[] {
  const [kind, precision, rounding] = [read.value('kind'), read.value('precision'), read.value('rounding')] as [
    string,
    number,
    number,
  ];
  const values = read.tuple(name, list, count);
  let own: unknown[] | undefined;
  try {
    own = decoded({ kind, precision, rounding, values });
  } catch {
    // what is no value shows itself in many ways
  }
  read.demand(own !== undefined, `values of kind ${kind} in ${name}`, list);
  return own as T[];
}
