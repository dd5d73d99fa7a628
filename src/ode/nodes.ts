import { factorLu, invertLu } from '../linalg/lu.js';
import { identity, multiply } from '../linalg/matrix.js';
import type { Trajectory } from './trajectory.js';

/** A state and when an orbit is there. */
export interface OrbitPoint {
  readonly t: number;
  readonly state: readonly number[];
}

/** The way from a state at one time to another time, with its derivative. */
export type Along = (state: readonly number[], from: number, to: number) => Trajectory;

/** When a way is cut into pieces. */
export interface Cut {
  /** What must not exceed `most` on a piece: a measure of the derivative of the flow along it, in units of the sizes of the states. */
  readonly measure: (m: Float64Array, n: number) => number;
  readonly most: number;
  /** No piece is shorter than this part of the period. */
  readonly least: number;
  /** How long the first piece is, as a part of the way. */
  readonly first: number;
  /** Whether the way back from the next point is gone, too. */
  readonly isFromBothEnds: boolean;
}

/** Differences grow so little on a piece that a guess which is right to two or three figures stays one, and Newton's method sees a map that is nearly linear. */
export function byGrowth(most: number): Cut {
  return { measure: (m, n) => Math.hypot(...m) / Math.sqrt(n), most, least: 2 ** -10, first: 1 / 4, isFromBothEnds: true };
}

/**
 * For multipliers. Steps go by the state, and where that changes slowly and differences shrink fast, more than this on a step is more than a Taylor polynomial of e^{−λh} gives. Pieces
 * start short: what shrinks and grows again on one leaves no trace in its spread.
 */
export const bySpread: Cut = { measure: spreadOf, most: 8, least: 2 ** -12, first: 2 ** -8, isFromBothEnds: false };

/** The derivative of the flow in units of the sizes of the states: m_ij·size_j/size_i. */
export function inUnits(m: readonly (readonly number[])[], sizes: readonly number[]): Float64Array {
  return Float64Array.from(m.flatMap((row, i) => row.map((entry, j) => (entry * sizes[j]!) / sizes[i]!)));
}

/**
 * Points so near to each other along a rough orbit that no way from one to the next exceeds a measure.
 *
 * Between two points that are given, an error of the guess grows along the way, so that it is gone from both ends where that helps: on, always, from the end that has stretched
 * differences less. Where volumes shrink much, differences do so as a rule, and the way is gone forward alone; where they grow, backward.
 *
 * @param points - from t = 0, at least one; the way leads back to the first after a period
 * @returns the points, or why there is no way between two of them
 */
export function nodesAlong(
  along: Along,
  points: readonly OrbitPoint[],
  period: number,
  sizes: readonly number[],
  cut: Cut,
): OrbitPoint[] | string {
  const least = cut.least * period;
  const nodes: OrbitPoint[] = [];
  for (const [k, point] of points.entries()) {
    const next = points[k + 1] ?? { t: period, state: points[0]!.state };
    const front = (isBack: boolean): Front =>
      isBack ? new Front(along, next, point.t, least, sizes, cut) : new Front(along, point, next.t, least, sizes, cut);
    const forward = front(false);
    const hasCome = forward.comesTo(next.t);
    if (hasCome && (!cut.isFromBothEnds || forward.growth <= cut.most || forward.volume < -Math.log(cut.most))) {
      nodes.push(point, ...forward.points);
      continue;
    }
    if (!cut.isFromBothEnds) return forward.message;
    const [ahead, behind] = [front(false), front(true)];
    if (!(hasCome && forward.volume > Math.log(cut.most) && behind.comesTo(point.t))) {
      let haveMet = false;
      while (!haveMet) {
        const [one, other] = behind.growth < ahead.growth ? [behind, ahead] : [ahead, behind];
        if (one.growth === Infinity) return ahead.message;
        haveMet = one.goOn(other.t);
      }
    }
    nodes.push(point, ...ahead.points, ...behind.points.reverse());
  }
  return nodes;
}

/** How far one has come from one end of a way to the other. */
class Front {
  readonly points: OrbitPoint[] = [];
  t: number;
  /** How much differences have grown at most; Infinity where there is no going on. */
  growth = 1;
  /** The logarithm of how volumes have grown. */
  volume = 0;
  message = '';
  readonly #along: Along;
  readonly #sizes: readonly number[];
  readonly #least: number;
  readonly #cut: Cut;
  #state: readonly number[];
  #length: number;
  #product: Float64Array;

  constructor(along: Along, { t, state }: OrbitPoint, end: number, least: number, sizes: readonly number[], cut: Cut) {
    const n = state.length;
    this.t = t;
    this.#along = along;
    this.#sizes = sizes;
    this.#least = least;
    this.#cut = cut;
    this.#state = state;
    this.#length = (end - t) * cut.first;
    this.#product = new Float64Array(n * n);
    identity(this.#product, n);
  }

  /** All the way; whether there is one. */
  comesTo(end: number): boolean {
    while (this.growth < Infinity) if (this.goOn(end)) return true;
    return false;
  }

  /** One piece more, with a point at its end; true where it reaches the other front, from which there is one already. */
  goOn(other: number): boolean {
    const n = this.#sizes.length;
    const { measure, most } = this.#cut;
    for (;;) {
      const left = other - this.t;
      const [whole, wanted] = [Math.abs(left), Math.max(this.#least, Math.abs(this.#length))];
      // two halves rather than one piece and a rest
      const length = wanted >= whole ? left : (left / whole) * Math.min(wanted, whole / 2);
      const to = length === left ? other : this.t + length;
      const way = this.#along(this.#state, this.t, to);
      const m = way.status === 'complete' && way.flowJacobian ? inUnits(way.flowJacobian, this.#sizes) : undefined;
      // what begins at the next node goes forward, whichever way the piece was found
      const measured =
        m === undefined ? Infinity : length > 0 ? measure(m, n) : Math.max(measure(m, n), inverseOf(m, n, measure));
      const isLeast = Math.abs(length) <= this.#least;
      if (!(measured < Infinity) && isLeast) {
        [this.growth, this.message] = [Infinity, m === undefined ? way.message : 'the derivative of the flow overflows.'];
        return false;
      }
      if (m === undefined || !(measured <= most || isLeast)) {
        this.#length = length / 2;
        continue;
      }
      this.volume += logDeterminant(m, n);
      if (to === other) return true;
      const product = new Float64Array(n * n);
      multiply(product, m, this.#product, n, n, n);
      this.#product = product;
      const growth = Math.hypot(...product) / Math.sqrt(n);
      this.growth = Math.max(this.growth, growth < Infinity ? growth : Number.MAX_VALUE);
      [this.t, this.#state] = [to, way.end];
      this.points.push({ t: to, state: way.end });
      this.#length = length * Math.min(2, Math.max(0.5, Math.log(most) / Math.log(1.5 * Math.max(1, measured))));
      return false;
    }
  }
}

/** ‖M‖·‖M⁻¹‖/n, 1 for a rotation. */
function spreadOf(m: Float64Array, n: number): number {
  return (Math.hypot(...m) * inverseOf(m, n, (inverse) => Math.hypot(...inverse))) / n;
}

/** A measure of M⁻¹, Infinity where there is none. */
function inverseOf(m: Float64Array, n: number, measure: Cut['measure']): number {
  const inverse = new Float64Array(n * n);
  return invertLu(inverse, m, new Float64Array(n * n), new Int32Array(n), n) ? measure(inverse, n) : Infinity;
}

function logDeterminant(m: Float64Array, n: number): number {
  const lu = m.slice();
  if (!factorLu(lu, new Int32Array(n), n)) return -Infinity;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(Math.abs(lu[i * n + i]!));
  return sum;
}
