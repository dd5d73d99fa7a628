import { addInto, mulInto } from '../interval/kernel/arithmetic.js';
import { pownInto } from '../interval/kernel/power.js';
import { addPoints, hullIntervals, isInterior, liftPoints } from '../linalg/interval-matrix.js';
import { addUp, subDown, subUp } from '../rounding/directed.js';
import { type Doubleton, sharpen } from './doubleton.js';
import type { Flow } from './flow.js';
import { addRemainder, Evaluation, horner } from './polynomial.js';

/** Radius of the box that a remainder is first looked for in, as a multiple of the remainder over the polynomial part: CAPD's choice. */
const PREDICTION = 2;
/** Added to that radius, so that the box has an interior where the remainder is zero. */
const CRUMB = 1e-300;

/** Where a step starts. */
export interface Outset {
  /** The time, exactly. */
  readonly from: number;
  /** The set at `from`, and a box around it. */
  readonly start: Doubleton;
  readonly box: Float64Array;
  /** Coefficients 0 … order of component i of the solution through the point start.x, at 2·(i·(order + 1) + k), from {@link expandCenter}. */
  readonly center: Float64Array;
}

/** How far a step is to go. */
export interface Aim {
  /** About its length, negative back in time. */
  readonly length: number;
  /** The time not to be passed. */
  readonly target: number;
  /** The step is shortened until what its expansion cuts off is at most this. */
  readonly limit: number;
}

/** One step that was proved: the Taylor expansion of the flow over it, with everything needed to evaluate it. */
export interface ProvedStep extends Outset {
  /** Where the step ends. */
  readonly to: number;
  /** to − from, enclosed. */
  readonly h: Float64Array;
  /** A box that no solution leaves during the step. */
  readonly tube: Float64Array;
  /** Coefficients over the box and their derivatives, at 2·(n + 1)·(i·(order + 1) + k). */
  readonly spread: Float64Array;
  /** Coefficient order + 1 of component i over the tube. */
  readonly remainder: Float64Array;
  readonly order: number;
}

/** Coefficients 0 … order of the solution through the center of a set, or undefined where the field is not defined and smooth there. */
export function expandCenter(flow: Flow, { x }: Doubleton, time: number): Float64Array | undefined {
  const point = new Float64Array(2 * flow.n);
  liftPoints(point, x, flow.n);
  return flow.range(point, Float64Array.of(time, time)) ? copyOf(flow.ranges, flow.n, flow.order, 2, flow.rangeAt) : undefined;
}

/**
 * Tries to prove a step.
 *
 * High-order enclosure (Nedialkov, Jackson, Pryce, An effective high-order interval method for validating existence and uniqueness of the solution
 * of an IVP for an ODE, Reliable Computing 7, 2001): with P the Taylor polynomial of order p over the box, H = [0, h], and c = x^[p+1](E),
 * if H^{p+1}·c lies in the interior of D and E = P(H) + D, then every solution that starts in the box exists on the whole step and stays in E. For as long as
 * it stays in E it is in P(s) + s^{p+1}·c, which is in the interior of E; so it cannot reach the boundary of E and leave.
 *
 * @returns the step, shorter than asked where only that could be proved; or what stood in the way
 */
export function proveStep(
  flow: Flow,
  outset: Outset,
  { length, target, limit }: Aim,
): ProvedStep | 'outside the domain' | 'too long' {
  const { n, order } = flow;
  const { from, start, box } = outset;
  const instant = Float64Array.of(from, from);
  // The mean-value form needs the segments from the center to the points of the set.
  const hull = new Float64Array(2 * n);
  liftPoints(hull, start.x, n);
  hullIntervals(hull, hull, box, n);
  if (!flow.spread(hull, instant)) return 'outside the domain';
  const spread = copyOf(flow.spreads, n, order, 2 * (n + 1), flow.spreadAt);

  let to = stepEnd(from, length, target);
  if (to === from) return 'too long';
  let h = difference(to, from);
  const polynomial = new Float64Array(2 * n);
  const span = spanOf(h);
  for (let i = 0; i < n; i++) horner(polynomial, 2 * i, spread, 2 * (n + 1) * i * (order + 1), 2 * (n + 1), 0, order, span);

  const during = Float64Array.of(Math.min(from, to), Math.max(from, to));
  if (!flow.range(polynomial, during)) return 'too long';
  const power = new Float64Array(2);
  const tube = new Float64Array(2 * n);
  const predicted = new Float64Array(2 * n);
  pownInto(power, 0, span, 0, order + 1);
  for (let i = 0; i < n; i++) {
    mulInto(predicted, 2 * i, power, 0, flow.ranges, flow.rangeAt(i, order + 1));
    const radius = PREDICTION * Math.max(-predicted[2 * i]!, predicted[2 * i + 1]!) + CRUMB;
    predicted[2 * i] = -radius;
    predicted[2 * i + 1] = radius;
    addInto(tube, 2 * i, polynomial, 2 * i, predicted, 2 * i);
  }
  if (!flow.range(tube, during)) return 'too long';

  const remainder = new Float64Array(2 * n);
  for (let i = 0; i < n; i++)
    remainder.set(flow.ranges.subarray(flow.rangeAt(i, order + 1), flow.rangeAt(i, order + 1) + 2), 2 * i);
  const found = new Float64Array(2 * n);
  const accepts = (): boolean => {
    pownInto(power, 0, spanOf(h), 0, order + 1);
    for (let i = 0; i < n; i++) mulInto(found, 2 * i, power, 0, remainder, 2 * i);
    return isInterior(found, predicted, n) && largest(found) <= limit;
  };
  // c was computed over E, so the same E serves a shorter step: H^{p+1}·c shrinks into D.
  for (let tries = 0; !accepts(); tries++) {
    if (tries === MAX_SHORTENINGS) return 'too long';
    to = stepEnd(from, 0.875 * (h[0]! + 0.5 * (h[1]! - h[0]!)), target);
    h = difference(to, from);
    if (to === from) return 'too long';
  }

  // A tighter tube: P(H) + H^{p+1}·c over the step as it is now.
  const now = spanOf(h);
  const inner = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    horner(inner, 2 * i, spread, 2 * (n + 1) * i * (order + 1), 2 * (n + 1), 0, order, now);
    addInto(inner, 2 * i, inner, 2 * i, found, 2 * i);
  }
  sharpen(tube, inner);

  return { ...outset, to, h, tube, spread, remainder, order };
}

/** How often a step is shortened by an eighth before the a-priori enclosure is built anew, for a shorter one. */
const MAX_SHORTENINGS = 16;

/** See {@link meanValueForm}. */
interface MeanValueForm {
  readonly g: Float64Array;
  readonly J: Float64Array;
}

/**
 * The increment g = Σ_{k=1..p} h^k x^[k](x̂) + h^{p+1}·c and the matrix J = Σ_{k=0..p} h^k Dx^[k](X) of a step's mean-value form, at a time h into it:
 * x(from + h) ∈ x̂ + g + J·(X − x̂).
 */
function meanValueForm(step: ProvedStep, h: Float64Array, at: Evaluation): MeanValueForm {
  const { order, center, spread, remainder } = step;
  const n = remainder.length / 2;
  const width = 2 * (n + 1);
  const g = new Float64Array(2 * n);
  const J = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    at.sum(g, 2 * i, center, 2 * i * (order + 1), 2, 1);
    mulInto(g, 2 * i, g, 2 * i, h, 0);
    addRemainder(g, 2 * i, remainder, 2 * i, h, order + 1);
    for (let j = 0; j < n; j++) at.sum(J, 2 * (i * n + j), spread, width * i * (order + 1) + 2 * (1 + j), width, 0);
  }
  return { g, J };
}

/** The box of all solutions at a time h into the step: the mean-value form, the expansion over the box, and the tube, intersected. */
export function boxAt(step: ProvedStep, h: Float64Array): Float64Array {
  const at = new Evaluation(step.order, h);
  return boxOf(step, h, at, meanValueForm(step, h, at));
}

/** The set at the end of a step and a box around it, or undefined where they are unbounded. */
export function endOf(step: ProvedStep): { set: Doubleton; hull: Float64Array } | undefined {
  const { h } = step;
  const at = new Evaluation(step.order, h);
  const form = meanValueForm(step, h, at);
  const set = step.start.clone();
  if (!set.move(form.g, form.J)) return undefined;
  const hull = new Float64Array(2 * set.n);
  set.hull(hull);
  sharpen(hull, boxOf(step, h, at, form));
  return hull.every(Number.isFinite) ? { set, hull } : undefined;
}

function boxOf(step: ProvedStep, h: Float64Array, at: Evaluation, { g, J }: MeanValueForm): Float64Array {
  const { order, spread, remainder, start } = step;
  const n = remainder.length / 2;
  const width = 2 * (n + 1);
  const y = new Float64Array(2 * n);
  addPoints(y, g, start.x, n);
  const out = new Float64Array(2 * n);
  start.image(out, y, J);
  for (let i = 0; i < n; i++) {
    at.sum(y, 2 * i, spread, width * i * (order + 1), width, 0);
    addRemainder(y, 2 * i, remainder, 2 * i, h, order + 1);
  }
  sharpen(out, y);
  sharpen(out, step.tube);
  return out;
}

function copyOf(
  memory: Float64Array,
  n: number,
  order: number,
  width: number,
  at: (i: number, k: number) => number,
): Float64Array {
  const copy = new Float64Array(n * (order + 1) * width);
  for (let i = 0; i < n; i++) copy.set(memory.subarray(at(i, 0), at(i, 0) + (order + 1) * width), i * (order + 1) * width);
  return copy;
}

function stepEnd(from: number, length: number, target: number): number {
  const to = from + length;
  return (length > 0 ? to < target : to > target) ? to : target;
}

function difference(to: number, from: number): Float64Array {
  return Float64Array.of(subDown(to, from), subUp(to, from));
}

/** hull(0, h): the times of a step, counted from its start. */
function spanOf(h: Float64Array): Float64Array {
  return Float64Array.of(Math.min(0, h[0]!), Math.max(0, h[1]!));
}

function largest(box: Float64Array): number {
  return box.reduce((size, bound) => Math.max(size, Math.abs(bound)), 0);
}

/** Upper bound of the largest width of a box. */
export function widthOf(box: Float64Array): number {
  let width = 0;
  for (let i = 0; i < box.length; i += 2) width = Math.max(width, addUp(box[i + 1]!, -box[i]!));
  return width;
}
