import { promote } from '../formula/promote.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { type Interval, interval } from '../interval/interval.js';
import type { IntervalInput } from '../interval/operand.js';
import { pred, succ } from '../rounding/neighbor.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { Doubleton } from './doubleton.js';
import { type Flow, withFlow } from './flow.js';
import { type EnclosureStatus, Flowpipe } from './flowpipe.js';
import { endOf, expandCenter, type Outset, type ProvedStep, proveStep, widthOf } from './step.js';
import { stepLength } from './step-length.js';

/** A value that encloses a real number, as `interval` reads it: an interval, anything with bounds, a number taken as exact, or a text such as '1/10' that is enclosed. */
export type Enclosable = IntervalInput;

/** Options of `enclose`. */
export interface EncloseOptions {
  /** From where to where, in either direction; both are exact doubles. */
  readonly t: readonly [number, number];
  /** Order of the Taylor expansion in time. Default 20. */
  readonly order?: number;
  /** Size of the terms at which the expansion is cut off, relative to the state where it exceeds 1. It sets the length of the steps, not the rigor. Default 1e-18. */
  readonly tolerance?: number;
  /** Values of the system's parameters, by name; the system's own defaults are exact. */
  readonly parameters?: Readonly<Record<string, Enclosable>>;
  /** Default 100 000. */
  readonly maxSteps?: number;
  /** Ends it once the box would be wider than this, with the last step that was not. Default: no limit. */
  readonly maxWidth?: number;
  /** Called after each step with the time reached, the number of steps and the width of the box there. */
  readonly onProgress?: (progress: { readonly t: number; readonly steps: number; readonly width: number }) => void;
  /** Ends the integration early; what was proved until then is returned. */
  readonly signal?: AbortSignal;
}

const encloseNames: NamesOf<EncloseOptions> = {
  t: true,
  order: true,
  tolerance: true,
  parameters: true,
  maxSteps: true,
  maxWidth: true,
  onProgress: true,
  signal: true,
};

/**
 * Proves where the solutions of x′ = f(x, t) are that start anywhere in a box: boxes at each time and over spans of time, existence and uniqueness
 * included.
 *
 * Parameters that are intervals are carried along as states that do not change, so that each solution keeps its own.
 *
 * Taylor expansion in time with a high-order a-priori enclosure, and Lohner's representation of the set, x + C·r₀ + B·r, with pivoted QR.
 *
 * @param initial - the state at t[0], in the order of the system's equations; numbers are exact, texts are enclosed
 * @returns a flowpipe; where the proof cannot go on, its `status` says why, and what was proved until then is kept
 * @guarantee encloses
 * @throws RangeError for a wrong number of values, an empty or unbounded box, or bad options
 * @see Nedialkov, Jackson, Pryce 2001 (a-priori enclosure); Lohner 1987 (representation); Zgliczyński, Wilczak, CAPD (policies)
 * @example
 * const oscillator = system({ x: 'v', v: '-x' });
 * const { end } = enclose(oscillator, [1, 0], { t: [0, 3] });
 * end[0].contains(Math.cos(3)); // true
 */
export function enclose(source: SystemSource, initial: readonly Enclosable[], options: EncloseOptions): Flowpipe {
  const given = systemOf(source);
  const checked = check(options);
  const parameters = new Map(Object.entries(options.parameters ?? {}).map(([name, value]) => [name, toInterval(name, value)]));
  const ranges = [...parameters].filter(([name, value]) => value.lo < value.hi && given.parameters.includes(name));
  const names = ranges.map(([name]) => name);
  const system = names.length === 0 ? given : promote(given, names);
  for (const name of names) parameters.delete(name);
  const box = boxOf([...initialState(given, initial), ...ranges.map(([, value]) => value)]);
  return withFlow(system, checked.order, parameters, (flow) => prove(flow, given.states.length, box, checked, options));
}

/** Step by step from a box, of which the first `states` components are shown. */
function prove(
  flow: Flow,
  states: number,
  box: Float64Array,
  { t, order, tolerance, maxSteps, maxWidth }: ReturnType<typeof check>,
  options: EncloseOptions,
): Flowpipe {
  const width = (all: Float64Array): number => widthOf(all.subarray(0, 2 * states));
  const [start, target] = t;
  const direction = Math.sign(target - start);
  const steps: ProvedStep[] = [];
  let set = new Doubleton(box);
  let now = start;
  let hull = box;
  let status: EnclosureStatus = 'complete';
  let proposal = Math.min(Math.abs(target - start), 1);
  let longest = 0;

  while (now !== target) {
    if (options.signal?.aborted) status = 'aborted';
    else if (steps.length >= maxSteps) status = 'maxSteps';
    if (status !== 'complete') break;
    const center = expandCenter(flow, set, now);
    if (center === undefined) {
      status = 'outsideDomain';
      break;
    }
    const scale = Math.max(1, norm(flow, 0));
    const limit = tolerance * scale;
    const next = direction > 0 ? succ(now) : pred(now);
    // Far from zero no time lies within a short step, and the next one is tried.
    let length = Math.max(
      stepLength(proposal, order, limit, (k) => norm(flow, k)),
      Math.abs(next - now),
    );
    const shortest = longest > 0 ? longest * SHORTEST_RATIO : length * SHORTEST_FIRST_RATIO;
    const outset: Outset = { from: now, start: set, box: hull, center };
    let step = proveStep(flow, outset, { length: direction * length, target, limit });
    while (step === 'too long' && length > shortest && now + (direction * length) / 2 !== now) {
      length /= 2;
      step = proveStep(flow, outset, { length: direction * length, target, limit });
    }
    if (typeof step === 'string') {
      status = step === 'too long' ? 'stepTooSmall' : 'outsideDomain';
      break;
    }
    const moved = endOf(step);
    if (moved === undefined) {
      status = 'stepTooSmall';
      break;
    }
    if (width(moved.hull) > maxWidth) {
      status = 'tooWide';
      break;
    }
    steps.push(step);
    set = moved.set;
    hull = moved.hull;
    now = step.to;
    // A step that had to be shortened says that the set, not its center, limits the length: grow from there slowly.
    const proved = Math.abs(now - step.from);
    proposal = proved < length ? (LARGEST_GROWTH / 2) * proved : length;
    longest = Math.max(longest, proved);
    options.onProgress?.({ t: now, steps: steps.length, width: width(hull) });
  }
  return new Flowpipe({
    status,
    message: messages[status](now, steps.length, width(hull)),
    start,
    reached: now,
    end: hull,
    states,
    order,
    steps,
  });
}

/** What a step may grow to after one that was shortened, where `stepLength` allows twice as much otherwise. */
const LARGEST_GROWTH = 1.125;

/** A step this much shorter than the longest one before means that the set has grown too wide to go on, or that a singularity is near. */
const SHORTEST_RATIO = 1 / 1048576; // 2^−20, CAPD's least step

/** The same for the first step, against what its center alone would take. */
const SHORTEST_FIRST_RATIO = 8.673617379884035e-19; // 2^−60

const messages: Readonly<Record<EnclosureStatus, (t: number, steps: number, width: number) => string>> = {
  complete: (t, steps, width) => `Proved up to t = ${t} in ${steps} steps; the box there is at most ${width} wide.`,
  maxSteps: (t, steps, width) =>
    `Proved up to t = ${t}, where maxSteps = ${steps} ended it with a box ${width} wide; raise maxSteps to go on.`,
  stepTooSmall: (t, _, width) =>
    `Proved up to t = ${t}; from there no step could be proved, with a box ${width} wide. The solution may be near a singularity, or the set too wide: start from a smaller box, or split it.`,
  tooWide: (t, _, width) =>
    `Proved up to t = ${t}, where the box is ${width} wide; the next step would exceed maxWidth. Start from a smaller box, split it, or raise the order.`,
  outsideDomain: (t) =>
    `Proved up to t = ${t}; there the field is not defined and smooth on all of the box, or its derivatives are beyond the range of doubles. Start from a smaller box, restate the equations without the singular operation, or scale them.`,
  aborted: (t, steps) => `Proved up to t = ${t} in ${steps} steps, when the signal ended it.`,
};

function norm(flow: Flow, k: number): number {
  let largest = 0;
  for (let i = 0; i < flow.n; i++) {
    const at = flow.rangeAt(i, k);
    largest = Math.max(largest, -flow.ranges[at]!, flow.ranges[at + 1]!);
  }
  return largest;
}

function toInterval(name: string, value: Enclosable): Interval {
  if (value === undefined || value === null)
    throw new TypeError(`enclose: expected a number, a text or an interval for ${name}, got ${value}`);
  const x = interval(value);
  if (x.isEmpty() || !Number.isFinite(x.lo) || !Number.isFinite(x.hi)) {
    throw new RangeError(`enclose: expected a nonempty bounded interval for ${name}, got ${x}`);
  }
  return x;
}

function initialState({ states }: System, initial: readonly Enclosable[]): Interval[] {
  if (initial.length !== states.length) {
    throw new RangeError(`enclose: expected ${states.length} initial values (${states.join(', ')}), got ${initial.length}`);
  }
  return initial.map((value, i) => toInterval(states[i]!, value));
}

function boxOf(intervals: readonly Interval[]): Float64Array {
  return Float64Array.from(intervals.flatMap(({ lo, hi }) => [lo, hi]));
}

function check(options: EncloseOptions): Required<Pick<EncloseOptions, 't' | 'order' | 'tolerance' | 'maxSteps' | 'maxWidth'>> {
  demandNames('enclose', options, encloseNames);
  if (!Array.isArray(options?.t)) throw new TypeError('enclose: expected options with times, { t: [t0, t1] }, got none');
  const { t, order = 20, tolerance = 1e-18, maxSteps = 100_000, maxWidth = Infinity } = options;
  if (t.length !== 2 || !t.every(Number.isFinite))
    throw new RangeError(`enclose: expected two finite times in options.t, got [${t.join(', ')}]`);
  if (!Number.isInteger(order) || order < 2) throw new RangeError(`enclose: expected an integer order ≥ 2, got ${order}`);
  if (!(tolerance > 0)) throw new RangeError(`enclose: expected a tolerance > 0, got ${tolerance}`);
  if (!Number.isInteger(maxSteps) || maxSteps < 1)
    throw new RangeError(`enclose: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  if (!(maxWidth > 0)) throw new RangeError(`enclose: expected maxWidth > 0, got ${maxWidth}`);
  return { t, order, tolerance, maxSteps, maxWidth };
}
