import type { SeriesN } from '../series/series-n.js';
import { showAsText } from '../text/inspect.js';
import { bytesOf, partsOfBytes } from './binary.js';
import { type FlowMapJson, headerOfFlow, jsonOfFlow, partsOfFlow, partsOfFlowWith } from './flow-archive.js';
import { Neighborhood, type Variation } from './neighborhood.js';
import type { Steps } from './steps.js';
import type { TransportStatus } from './transport.js';

/** An event on the way of a flow map, with its dependence on what varies. */
export interface FlowCrossing {
  /** Which one, by its place in the options. */
  readonly event: number;
  /** When it happens. */
  readonly time: SeriesN<number>;
  /** The state there, on the section, before anything was changed. */
  readonly state: readonly SeriesN<number>[];
}

/** What a flow map consists of. */
export interface FlowMapParts {
  readonly variation: Variation;
  readonly status: TransportStatus;
  readonly message: string;
  readonly map: readonly SeriesN<number>[];
  readonly events: readonly FlowCrossing[];
  readonly steps: Steps;
}

/**
 * What `flowMap` returns: the solutions around one, as Taylor polynomials in what varies.
 *
 * @example
 * // what becomes of a pendulum that starts a little higher, to the third order
 * const flow = flowMap({ x: 'v', v: '-sin(x)' }, [1, 0], { t: [0, 2], order: 3, variables: ['x'] });
 * const { end } = integrate({ x: 'v', v: '-sin(x)' }, [1.01, 0], { t: [0, 2] });
 * Math.abs(flow.map[0].evaluate([1.01]) - end[0]) < 1e-9; // true
 * flow.map[0].evaluate([1]) === flow.end[0]; // true
 */
export class FlowMap {
  readonly status: TransportStatus;
  /** What the status means, with figures, and what to do about it. */
  readonly message: string;
  /**
   * The final state as a Taylor polynomial in what varies, one series for each state, around the values that were given: `map[i].coefficient([1, 0])` is a first
   * derivative, `map[i].evaluate(values)` the state of a neighbor, `map[i].compose(…)` continues another map. Where the way ended early, that there; at an event that
   * stopped it, on its section, where neighbors are at times of their own.
   */
  readonly map: readonly SeriesN<number>[];
  /** The time reached. */
  readonly t: number;
  /** The final state itself: the constant terms. */
  readonly end: readonly number[];
  readonly events: readonly FlowCrossing[];
  readonly steps: number;
  readonly #parts: FlowMapParts;
  #neighborhood: Neighborhood | undefined;

  constructor(parts: FlowMapParts) {
    this.status = parts.status;
    this.message = parts.message;
    this.map = parts.map;
    this.t = parts.steps.end.hi;
    this.end = parts.map.map((series) => series.coefficient(parts.variation.names.map(() => 0)));
    this.events = parts.events;
    this.steps = parts.steps.count;
    this.#parts = parts;
  }

  /**
   * The same at any time on the way: the states of all neighbors at that time, as accurate as at the ends of steps. `t1`, where it varies, is then this time. At the
   * time of a jump it is the map behind it.
   *
   * @throws RangeError outside the span, and with `dense: false`
   * @example
   * const flow = flowMap({ x: 'v', v: '-x' }, [1, 0], { t: [0, 3], order: 1, variables: ['v', 't1'] });
   * Math.abs(flow.at(1)[0].coefficient([1, 0]) - Math.sin(1)) < 1e-15; // true
   */
  at(t: number): SeriesN<number>[];
  at(t: readonly number[]): SeriesN<number>[][];
  at(t: number | readonly number[]): SeriesN<number>[] | SeriesN<number>[][] {
    const { steps, variation } = this.#parts;
    const times = typeof t === 'number' ? [t] : t;
    const [from, to] = [steps.time(steps.first), steps.end.hi];
    if (steps.first > 0) throw new RangeError('at: expected a flow map with its steps, got one without; leave dense as it is');
    const beyond = times.find((time) => !(time >= Math.min(from, to) && time <= Math.max(from, to)));
    if (beyond !== undefined) throw new RangeError(`at: expected a time from ${from} to ${to}, got ${beyond}`);
    this.#neighborhood ??= new Neighborhood({ ...variation, watched: [], jumps: [] });
    const around = this.#neighborhood;
    const rows = new Float64Array(times.length * steps.rows);
    if (steps.count > 0) steps.at(times, rows);
    const maps = times.map((time, j) => {
      if (time === to && (this.status === 'complete' || steps.count === 0)) return [...this.map];
      const jets = around.jetsOf(rows.subarray(j * steps.rows, (j + 1) * steps.rows));
      const { deviations } = around;
      if (!around.varies('t1')) return around.seriesOf(jets);
      const { system, parameters } = steps.regimeOf(steps.find(time, 0));
      if (system !== variation.system) around.enter({ system, nodes: [] }, parameters.slice(variation.parameters.length));
      return around.seriesOf(around.along(jets, deviations.constant(time), deviations.variable('t1')));
    });
    return typeof t === 'number' ? maps[0]! : maps;
  }

  /** Plain data for JSON, from which `FlowMap.fromJSON` makes this map again, to the last bit. */
  toJSON(): FlowMapJson {
    return jsonOfFlow(this.#parts);
  }

  /**
   * The map that `toJSON` has written: from the object, not from its text.
   *
   * @throws RangeError for anything else, FormulaError for equations that cannot be read
   */
  static fromJSON(value: unknown): FlowMap {
    return new FlowMap(partsOfFlow('FlowMap.fromJSON', value));
  }

  /** The same in eight bytes for each coefficient at the start of each step, with a check sum. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return bytesOf(FORMAT, headerOfFlow(this.#parts), this.#parts.steps);
  }

  /**
   * The map that `toBytes` has written.
   *
   * @throws RangeError for bytes that were changed, cut off, or are of another kind
   */
  static fromBytes(bytes: Uint8Array): FlowMap {
    const where = 'FlowMap.fromBytes';
    const { header, records } = partsOfBytes(where, FORMAT, bytes);
    return new FlowMap(partsOfFlowWith(where, header, records));
  }

  /** The span, the work and the end in one line: `complete: t = 0 … 10, degree 3 in 4 variables, 31 steps, end (0.5, −1)`. */
  toString(): string {
    const { variation, steps } = this.#parts;
    const { names, order, t } = variation;
    return `${this.status}: t = ${t[0]} … ${this.t}, degree ${order} in ${names.join(', ')}, ${steps.count} steps, end (${this.end.join(', ')})`;
  }
}

/** What its bytes begin with. */
const FORMAT = 'BROOKMAP';

showAsText(FlowMap.prototype);
