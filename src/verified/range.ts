import { type ScalarSource, type SourceOptions, scalarTarget } from '../derivative/target.js';
import { Formula } from '../formula/formula.js';
import { DecoratedInterval } from '../interval/decorated.js';
import { Interval, interval } from '../interval/interval.js';
import type { IntervalInput } from '../interval/operand.js';
import { taylorModel } from '../model/make.js';
import type { TaylorModel } from '../model/taylor-model.js';
import { listOf } from '../text/list.js';
import { demandNames, type NamesOf } from '../text/options.js';

/** Options of {@link range}. */
export interface RangeOptions extends SourceOptions {
  /** Order of the Taylor models. Default 4. */
  readonly order?: number;
  /** How far the result may exceed the range at either end, relative to its width; a goal, on which no rigor rests. Default 1e-6. */
  readonly tolerance?: number;
  /** Into how many pieces the box is cut at most. Default 1000. */
  readonly maxPieces?: number;
}

const rangeNames: NamesOf<RangeOptions> = { order: true, tolerance: true, maxPieces: true, scope: true };

/**
 * Bounds of all values that f has on a box, by Taylor models over ever smaller parts of it. A part of which the values are known to lie between values that f takes
 * elsewhere is not looked at again.
 *
 * @param box - one interval for each variable of f, as `interval` takes it; one alone for one variable
 * @returns an interval that contains f(x) for every x of the box at which f is defined; empty where it is defined nowhere
 * @guarantee encloses
 * @throws RangeError as {@link taylorModel} does, and for bad options
 * @example
 * range('x*(1 - x)', interval(0, 1)).toString(3); // '[0, 0.25]'
 * const f = (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
 * range(f, [interval(-1, 1), interval(-1, 1)]).subset(interval(-0.001, 404.001)); // true
 */
export function range(f: ScalarSource, box: IntervalInput | readonly IntervalInput[], options: RangeOptions = {}): Interval {
  demandNames('range', options, rangeNames);
  const { order = 4, tolerance = 1e-6, maxPieces = 1000 } = options;
  if (!(tolerance >= 0)) throw new RangeError(`range: expected a tolerance ≥ 0, got ${tolerance}`);
  if (!Number.isInteger(maxPieces) || maxPieces < 1)
    throw new RangeError(`range: expected a whole number of pieces ≥ 1, got ${maxPieces}`);
  const sides = listOf(box).map((side) => interval(side));
  const target = scalarTarget('range', f, sides.length, options.scope);
  const source = new Formula(target.dag, target.roots[0]!, target.variables);
  return new Search(source, order).run(sides, tolerance, maxPieces);
}

/** A part of the box, and what is known of the values there. */
interface Piece {
  readonly model: TaylorModel;
  readonly bound: Interval;
  /** How often the box was halved. */
  readonly depth: number;
}

/** A piece on which nothing bounds the values after so many halvings of each side is taken for one on which they have no bound. */
const MOST_HALVINGS = 20;

/** Branch and bound for both ends at once. */
class Search {
  readonly #f: Formula;
  readonly #order: number;
  /** Bounds of parts that need not be looked at again, and of values at points. */
  #settled: Interval = Interval.empty;
  /** f takes values ≤ lowest and values ≥ highest. */
  #lowest = Infinity;
  #highest = -Infinity;

  constructor(f: Formula, order: number) {
    this.#f = f;
    this.#order = order;
  }

  run(box: readonly Interval[], tolerance: number, maxPieces: number): Interval {
    const open: Piece[] = [this.#pieceOf(box, 0)];
    const result = (): Interval => open.reduce((hull, { bound }) => hull.hull(bound), this.#settled);
    for (let pieces = 1; pieces < maxPieces && open.length > 0; pieces++) {
      // the one that reaches farthest beyond values that are taken
      const worst = open.reduce((a, b) => (this.#excess(b) > this.#excess(a) ? b : a));
      const goal = tolerance * Math.max(0, this.#highest - this.#lowest);
      if (this.#excess(worst) <= goal) break;
      open.splice(open.indexOf(worst), 1);
      const halves = halvesOf(worst.model);
      const isHopeless = !worst.bound.isCommon() && worst.depth >= MOST_HALVINGS * box.length;
      if (halves === undefined || isHopeless) {
        this.#settled = this.#settled.hull(worst.bound);
        continue;
      }
      for (const half of halves) {
        const piece = this.#pieceOf(half, worst.depth + 1);
        if (this.#excess(piece) > 0) open.push(piece);
        else this.#settled = this.#settled.hull(piece.bound);
      }
    }
    return result();
  }

  #excess({ bound }: Piece): number {
    return bound.isEmpty() ? -Infinity : Math.max(this.#lowest - bound.lo, bound.hi - this.#highest);
  }

  #pieceOf(box: readonly Interval[], depth: number): Piece {
    const model = taylorModel(this.#f, box, { order: this.#order });
    const slopes = box.map((_, v) =>
      model.order === 0 ? 0 : model.polynomial.coefficient(box.map((_, w) => (v === w ? 1 : 0))),
    );
    this.#take(box.map((side) => side.mid()));
    // where the linear part is least and greatest
    this.#take(box.map(({ lo, hi }, v) => (slopes[v]! > 0 ? lo : hi)));
    this.#take(box.map(({ lo, hi }, v) => (slopes[v]! > 0 ? hi : lo)));
    return { model, bound: model.bound(), depth };
  }

  /** Takes note of the value at a point, where there is one. */
  #take(point: readonly number[]): void {
    const value = this.#f.evaluate(point.map((x) => new DecoratedInterval(new Interval(x, x), 'com')));
    if (value.decoration === 'trv' || value.decoration === 'ill' || value.interval.isEmpty()) return;
    this.#settled = this.#settled.hull(value.interval);
    this.#lowest = Math.min(this.#lowest, value.interval.hi);
    this.#highest = Math.max(this.#highest, value.interval.lo);
  }
}

/** The halves of a box, cut through the variable that matters most in its model; undefined where it is no larger than a point. */
function halvesOf({ polynomial, domain, center }: TaylorModel): readonly (readonly Interval[])[] | undefined {
  const { space, coefficients } = polynomial;
  const reach = domain.map((side, v) => side.sub(center[v]!).mag());
  const weights = domain.map(() => 0);
  coefficients.forEach((c, i) => {
    const exponents = space.exponentsOf(i);
    const size = exponents.reduce((product, e, v) => product * new Interval(reach[v]!, reach[v]!).pow(e).hi, Math.abs(c));
    exponents.forEach((e, v) => {
      if (e > 0) weights[v]! += size;
    });
  });
  const isFlat = weights.every((weight) => weight === 0);
  let cut = -1;
  domain.forEach((side, v) => {
    const middle = side.mid();
    if (!(side.lo < middle && middle < side.hi)) return;
    const weight = isFlat ? side.wid() : weights[v]!;
    if (cut < 0 || weight > (isFlat ? domain[cut]!.wid() : weights[cut]!)) cut = v;
  });
  if (cut < 0) return undefined;
  return domain[cut]!.bisect().map((half) => domain.map((side, v) => (v === cut ? half : side)));
}
