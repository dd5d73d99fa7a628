import type { Algebra, Memory } from '../algebra/algebra.js';
import { DoublesReader, pushDoubles } from '../algebra/doubles.js';
import { algebraOf } from '../algebra/of.js';
import { decoded, encoded } from '../series/json.js';
import { type CourseJson, courseJson } from './archive.js';
import type { CourseParts } from './course.js';
import { Reader } from './reader.js';
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

/** Everything about it but the records of its steps, of which there are so many. */
interface ValueHeader extends Omit<ValueTrajectoryJson, 'steps' | 'back'> {
  readonly kept: number;
  readonly back?: ValueHeader;
}

type Parts<T> = CourseParts<T, ValueSteps<T>>;

/** All but the steps themselves. */
function outline<T>(parts: Parts<T>): Omit<ValueTrajectoryJson, 'steps' | 'back'> {
  const { steps, end } = parts;
  const { values: _, ...kind } = encoded([steps.end]);
  return {
    format: FORMAT,
    ...kind,
    ...courseJson(parts, written),
    regimes: steps.regimes.map(({ from, parameters }) => ({ from, parameters: parameters.map(written) })),
    end: [steps.end, ...end].map(written),
  };
}

function written(x: unknown): unknown {
  return encoded([x]).values[0];
}

/** Times at which steps start, each with the state there. */
function recordsOf<T>({ steps }: Parts<T>): T[][] {
  const { first, count } = steps;
  return Array.from({ length: count - first }, (_, s) => [steps.time(first + s), ...steps.start(first + s)]);
}

export function jsonOfValues<T>(parts: Parts<T>): ValueTrajectoryJson {
  const { back } = parts;
  const steps = recordsOf(parts).map((record) => record.map(written));
  return { ...outline(parts), steps, ...(back && { back: jsonOfValues(back) }) };
}

/** The header of the bytes, and the records as doubles. */
export function headerOfValues<T>(parts: Parts<T>): { readonly header: object; readonly doubles: readonly number[] } {
  const doubles: number[] = [];
  const headerOf = (one: Parts<T>): ValueHeader => {
    const records = recordsOf(one);
    pushDoubles(doubles, one.steps.algebra, records.flat());
    return { ...outline(one), kept: records.length, ...(one.back && { back: headerOf(one.back) }) };
  };
  return { header: headerOf(parts), doubles };
}

/** The parts of a trajectory from what may be one. */
export function partsOfValues<T>(where: string, value: unknown): Parts<T> {
  return restored<T>(where, value, (read, n) =>
    read.list('steps').map((record, s) => valuesIn<T>(read, `steps[${s}]`, record, 1 + n)),
  );
}

/** The same with the records of the steps apart, as doubles. */
export function partsOfValuesWith<T>(where: string, header: unknown, doubles: Float64Array): Parts<T> {
  let source: DoublesReader<T> | undefined;
  const parts = restored<T>(where, header, (read, n, like, algebra) => {
    source ??= new DoublesReader(algebra, like, doubles);
    const kept = read.integer('kept', 0);
    const values = source.next(kept * (1 + n));
    read.demand(values.length === kept * (1 + n), `${kept} records of ${1 + n} values`, values.length);
    return Array.from({ length: kept }, (_, s) => values.slice(s * (1 + n), (s + 1) * (1 + n)));
  });
  new Reader(where, header).demand(source?.left === 0, 'as many records as there are steps', source?.left);
  return parts;
}

/** @param recordsIn - the records of an orbit of n states, of whose values there is one */
function restored<T>(
  where: string,
  value: unknown,
  recordsIn: (read: Reader, n: number, like: T, algebra: Algebra<T, Memory>) => readonly (readonly T[])[],
): Parts<T> {
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
  const records = recordsIn(read, n, time, algebra);
  const { parameters } = regimes[0]!;
  const [start] = records[0] ?? [time];
  const order = read.integer('order', 2);
  const steps = new ValueSteps<T>({ algebra, system, order, start: start!, parameters, most: Infinity });
  steps.first = read.integer('dropped', 0);
  for (const [s, [t, ...state]] of records.entries()) steps.append({ t: t!, state }, records[s + 1]?.[0] ?? time);
  for (const regime of regimes.slice(1)) steps.regimes.push({ ...regime, system });
  read.oneWay(steps);
  const parts: Parts<T> = { ...read.course<T>(n, values), end, steps };
  if (read.value('back') === undefined) return parts;
  return { ...parts, back: read.behind(parts, restored(where, read.value('back'), recordsIn)) };
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
