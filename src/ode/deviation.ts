import type { Algebra, Memory } from '../algebra/algebra.js';
import { float64 } from '../algebra/float64.js';
import type { Frame } from '../series/frame.js';
import { jetAlgebra } from '../series/jet.js';
import { SeriesN } from '../series/series-n.js';
import { Space } from '../series/space.js';

/** A jet: the coefficients of a polynomial in the numbering of its space. */
export type Jet = readonly number[];

// a series hands its algebra only memory of the algebra's own
const numbers = float64 as unknown as Algebra<number, Memory>;

/** What varies about an orbit and up to which degree: jets in these variables, and the same as series. */
export class Deviations {
  readonly space: Space;
  readonly algebra: ReturnType<typeof jetAlgebra<number, Float64Array>>;
  readonly #frame: Frame<number>;

  constructor(names: readonly string[], center: readonly number[], order: number) {
    this.space = Space.of(names.length, order);
    this.algebra = jetAlgebra(float64, this.space);
    this.#frame = { names: Object.freeze([...names]), center: Object.freeze([...center]) };
  }

  constant(value: number): Jet {
    return Array.from({ length: this.space.size }, (_, i) => (i === 0 ? value : 0));
  }

  /** The value, and the variable of this name on top where there is one. */
  varied(value: number, name: string): Jet {
    const v = this.#frame.names.indexOf(name);
    return Array.from({ length: this.space.size }, (_, i) => (i === 0 ? value : v >= 0 && i === 1 + v ? 1 : 0));
  }

  /** The deviation of a variable by itself. */
  variable(name: string): SeriesN<number> {
    return this.series(this.varied(0, name));
  }

  /** The exponents of the constant term. */
  get origin(): number[] {
    return this.#frame.names.map(() => 0);
  }

  series(jet: Jet): SeriesN<number> {
    return SeriesN.over(numbers, this.#frame, this.space, (out) => (out as Float64Array).set(jet));
  }
}

/**
 * Σ_k x_k σ^k for a small time σ without constant term, of which powers above the order vanish: where an orbit is at another time for each of its neighbors.
 *
 * @param x - the Taylor coefficients in time, themselves series in the deviations
 */
export function along(x: readonly SeriesN<number>[], sigma: SeriesN<number>): SeriesN<number> {
  const last = Math.min(sigma.order, x.length - 1);
  let sum = x[last]!;
  for (let k = last - 1; k >= 0; k--) sum = sum.mul(sigma).add(x[k]!);
  return sum;
}

/**
 * The time σ at which Σ_k g_k σ^k vanishes, as a series without constant term: Newton's method, which doubles the degree that is right.
 *
 * The orbit itself is taken to be on the zero: what rounding has left of it there is dropped. The derivative of σ exists where the orbit crosses, g_1 ≠ 0.
 */
export function crossingTime(g: readonly SeriesN<number>[]): SeriesN<number> {
  const here = [g[0]!.sub(g[0]!.homogeneous(0)), ...g.slice(1)];
  const slopes = here.slice(1).map((coefficient, k) => coefficient.mul(k + 1));
  let sigma = here[0]!.mul(0);
  for (let right = 1; right <= sigma.order; right *= 2) sigma = sigma.sub(along(here, sigma).div(along(slopes, sigma)));
  return sigma;
}
