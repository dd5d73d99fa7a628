import { reduceQr, solveUpper } from '../linalg/householder.js';

/** Residuals and their Jacobian at a point, as the loss weighs them: the cost is ½|residuals|² up to second order, its gradient exactly Jᵀ·residuals. */
export interface Weighted {
  readonly cost: number;
  readonly residuals: Float64Array;
  /** By rows, m×n. */
  readonly jacobian: Float64Array;
  /** What each row of the Jacobian was multiplied by. */
  readonly weights: Float64Array;
}

/** What is minimized. */
export interface Problem {
  readonly n: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly isFrozen: readonly boolean[];
  /** The size of a step in each parameter that counts as one; undefined: from the Jacobian's columns. */
  readonly scale: Float64Array | undefined;
  /** NaN where it is undefined. */
  cost(x: Float64Array): number;
  linearize(x: Float64Array): Weighted;
  /** The second derivatives of the residuals at x along v, not weighed. */
  bend(x: Float64Array, v: Float64Array): Float64Array;
}

/** Stop where relative changes fall below these. */
export interface Tolerances {
  readonly cost: number;
  readonly gradient: number;
  readonly step: number;
}

/** One step that was taken; iteration 0 is the start. */
export interface LeastSquaresStep {
  readonly iteration: number;
  readonly cost: number;
  /** The largest cosine of the angle between the residuals and a column of the Jacobian: 0 at a minimum. */
  readonly gradient: number;
  /** The length of the step, in the parameters' scales. */
  readonly step: number;
  /** The damping that it was computed with. */
  readonly damping: number;
}

/** Why a search ended. */
export type Ending = 'gradient' | 'step' | 'cost' | 'rounding' | 'iterations' | 'undefined' | 'aborted';

/** The initial damping, beside 1 for the squared columns of the Jacobian in the parameters' scales. */
const DAMPING = 1e-3;

/** Of the predicted reduction, what a step must achieve: Moré 1978. */
const LEAST_GAIN = 1e-4;

/** Beside the cost, the predicted reduction below which rounding decides whether a cost is less, so that the gradient decides. */
const NOISE = 1e-10;

/** Of the step's length, what the acceleration may have: the value that Transtrum and Sethna recommend. */
const MOST_ACCELERATION = 0.75;

/** Damping that is none: its square root is below rounding, beside 1. */
const LEAST_DAMPING = 1e-32;

/** Damping at which no double changes any more. */
const MOST_DAMPING = 1e40;

/**
 * Levenberg and Marquardt's method with bounds: the step p minimizes |r + J·p|² + μ|D·p|² over the parameters that are free, and is cut at the bounds.
 * μ follows the agreement of the reduction with its prediction (Nielsen 1999); D are the largest column norms so far (Moré 1978). With μ growing the
 * step turns into the scaled gradient, which descends also when cut.
 *
 * The residuals' second derivative along p bends the step so that it follows a curved valley, and a step that it would change much is too long for the
 * linear model (Transtrum and Sethna 2012: geodesic acceleration).
 *
 * Near a minimum with a cost that is not zero, differences of costs drown in rounding when parameters have half their digits. From there on a step is
 * taken that makes the gradient less, so that the parameters come out with nearly all.
 */
export class Search {
  readonly problem: Problem;
  readonly x: Float64Array;
  at: Weighted;
  readonly history: LeastSquaresStep[];
  readonly #scale: Float64Array;
  #damping = DAMPING;
  #growth = 2;

  constructor(problem: Problem, start: Float64Array) {
    this.problem = problem;
    this.x = start.slice();
    this.at = problem.linearize(start);
    this.#scale = new Float64Array(problem.n);
    this.#rescale();
    this.history = [{ iteration: 0, cost: this.at.cost, gradient: this.gradient(), step: 0, damping: this.#damping }];
  }

  /** Takes one step; the ending where none is left to take. */
  step(tolerances: Tolerances): Ending | undefined {
    const { problem, x } = this;
    const gradient = this.gradient();
    if (!Number.isFinite(this.at.cost) || Number.isNaN(gradient)) return 'undefined';
    if (gradient <= tolerances.gradient) return 'gradient';
    const free = this.#free();
    const { triangle, right } = this.#reduced(free);
    for (;;) {
      const damped = this.#damped(free, triangle, right);
      const straight = this.#moved(damped.step);
      const predicted = predictedReduction(triangle, right, free, x, straight);
      const isNoise = predicted <= NOISE * this.at.cost;
      const bent = isNoise ? straight : this.#bent(free, damped);
      const trial = bent ?? straight;
      const [length, size] = [this.#length(trial, x), this.#length(x, new Float64Array(problem.n))];
      if (length === 0) return 'step';
      const cost = bent === undefined ? Infinity : problem.cost(trial);
      if (isNoise && cost <= this.at.cost * (1 + NOISE)) {
        const before = this.at;
        this.at = problem.linearize(trial);
        if (norm(this.#reduced(this.#free(trial)).right) < 0.95 * norm(right)) {
          this.#accept(trial, length, 1);
        } else {
          this.at = before;
          // perhaps only damping kept the gradient from shrinking
          if (this.#damping < LEAST_DAMPING) return 'rounding';
          this.#damping *= LEAST_DAMPING ** 0.25;
          continue;
        }
      } else if (this.at.cost - cost > LEAST_GAIN * predicted && predicted > 0) {
        const gain = (this.at.cost - cost) / predicted;
        const reduction = (this.at.cost - cost) / this.at.cost;
        this.at = problem.linearize(trial);
        this.#accept(trial, length, gain);
        if (reduction <= tolerances.cost) return 'cost';
      } else {
        this.#damping *= this.#growth;
        this.#growth *= 2;
        if (length <= tolerances.step * size || this.#damping > MOST_DAMPING) return 'step';
        continue;
      }
      return length <= tolerances.step * size ? 'step' : undefined;
    }
  }

  /** The largest cosine between the residuals and the columns of the free parameters. */
  gradient(x: Float64Array = this.x): number {
    const { residuals, jacobian } = this.at;
    const { n } = this.problem;
    const size = norm(residuals);
    if (size === 0) return 0;
    let largest = 0;
    for (const j of this.#free(x)) {
      let dot = 0;
      let square = 0;
      for (let i = 0; i < residuals.length; i++) {
        const a = jacobian[i * n + j]!;
        dot += a * residuals[i]!;
        square += a * a;
      }
      const cosine = dot === 0 ? 0 : Math.abs(dot) / (Math.sqrt(square) * size);
      largest = Math.max(largest, cosine);
    }
    return largest;
  }

  /** Parameters that may move: not frozen, and not at a bound that the descent would cross. */
  #free(x: Float64Array = this.x): number[] {
    const { n, lower, upper, isFrozen } = this.problem;
    const { residuals, jacobian } = this.at;
    return [...x.keys()].filter((j) => {
      if (isFrozen[j] || lower[j] === upper[j]) return false;
      let slope = 0;
      for (let i = 0; i < residuals.length; i++) slope += jacobian[i * n + j]! * residuals[i]!;
      return !(x[j]! <= lower[j]! && slope > 0) && !(x[j]! >= upper[j]! && slope < 0);
    });
  }

  /** R and −Qᵀr of the free columns. */
  #reduced(free: readonly number[]): { triangle: Float64Array; right: Float64Array } {
    const { n } = this.problem;
    const { residuals, jacobian } = this.at;
    const [m, f] = [residuals.length, free.length];
    const rows = Math.max(m, f);
    const a = new Float64Array(rows * f);
    const b = new Float64Array(rows);
    for (let i = 0; i < m; i++) {
      for (let c = 0; c < f; c++) a[i * f + c] = jacobian[i * n + free[c]!]!;
      b[i] = -residuals[i]!;
    }
    reduceQr(a, b, rows, f);
    for (let i = 0; i < f; i++) for (let c = 0; c < i; c++) a[i * f + c] = 0;
    return { triangle: a.slice(0, f * f), right: b.slice(0, f) };
  }

  /** The damped step and the triangle T with TᵀT = JᵀJ + μD² that gave it. */
  #damped(free: readonly number[], triangle: Float64Array, right: Float64Array): { step: Float64Array; factor: Float64Array } {
    const f = free.length;
    const a = new Float64Array(2 * f * f);
    const b = new Float64Array(2 * f);
    a.set(triangle);
    b.set(right);
    for (let c = 0; c < f; c++) a[(f + c) * f + c] = Math.sqrt(this.#damping) * this.#scale[free[c]!]!;
    reduceQr(a, b, 2 * f, f);
    const p = new Float64Array(f);
    solveUpper(p, a, b, f);
    return { step: this.#spread(free, p), factor: a.slice(0, f * f) };
  }

  /**
   * x and the step v with half the acceleration a, where (JᵀJ + μD²)·a = −Jᵀ·r_vv, cut at the bounds; undefined where a is not small beside v, so that
   * v is too long.
   */
  #bent(free: readonly number[], { step, factor }: { step: Float64Array; factor: Float64Array }): Float64Array | undefined {
    const { n } = this.problem;
    const { jacobian, weights } = this.at;
    const f = free.length;
    const bend = this.problem.bend(this.x, step).map((value, i) => value * weights[i]!);
    const right = Float64Array.from(free, (j) => -bend.reduce((sum, r, i) => sum + r * jacobian[i * n + j]!, 0));
    // Tᵀz = −Jᵀr_vv, T·a = z
    const z = new Float64Array(f);
    for (let i = 0; i < f; i++) {
      let sum = right[i]!;
      for (let l = 0; l < i; l++) sum -= factor[l * f + i]! * z[l]!;
      z[i] = factor[i * f + i] === 0 ? 0 : sum / factor[i * f + i]!;
    }
    const a = new Float64Array(f);
    solveUpper(a, factor, z, f);
    const acceleration = this.#spread(free, a);
    const none = new Float64Array(n);
    if (!(this.#length(acceleration, none) <= MOST_ACCELERATION * this.#length(step, none))) return undefined;
    return this.#moved(step.map((v, j) => v + 0.5 * acceleration[j]!));
  }

  /** A vector of the free parameters among all, the others zero. */
  #spread(free: readonly number[], p: Float64Array): Float64Array {
    const all = new Float64Array(this.problem.n);
    free.forEach((j, c) => {
      all[j] = p[c]!;
    });
    return all;
  }

  /** x and a step, cut at the bounds. */
  #moved(step: Float64Array): Float64Array {
    const { lower, upper } = this.problem;
    return this.x.map((value, j) => Math.min(upper[j]!, Math.max(lower[j]!, value + step[j]!)));
  }

  #accept(trial: Float64Array, step: number, gain: number): void {
    this.x.set(trial);
    const damping = this.#damping;
    this.#damping *= Math.max(1 / 3, 1 - (2 * gain - 1) ** 3);
    this.#growth = 2;
    this.#rescale();
    this.history.push({
      iteration: this.history.length,
      cost: this.at.cost,
      gradient: this.gradient(),
      step,
      damping,
    });
  }

  #rescale(): void {
    const { n, scale } = this.problem;
    const { residuals, jacobian } = this.at;
    for (let j = 0; j < n; j++) {
      let square = 0;
      for (let i = 0; i < residuals.length; i++) square += jacobian[i * n + j]! ** 2;
      const length = Math.sqrt(square);
      this.#scale[j] = scale ? 1 / scale[j]! : Math.max(this.#scale[j]!, length) || 1;
    }
  }

  #length(x: Float64Array, y: Float64Array): number {
    return Math.sqrt(x.reduce((sum, value, j) => sum + (this.#scale[j]! * (value - y[j]!)) ** 2, 0));
  }
}

function norm(x: Float64Array): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}

/** ½|q|² − ½|q − R·p|² for the step p that is taken. */
function predictedReduction(
  triangle: Float64Array,
  right: Float64Array,
  free: readonly number[],
  x: Float64Array,
  trial: Float64Array,
): number {
  const f = free.length;
  let sum = 0;
  for (let i = 0; i < f; i++) {
    let row = 0;
    for (let c = i; c < f; c++) row += triangle[i * f + c]! * (trial[free[c]!]! - x[free[c]!]!);
    // q² − (q − w)² = w(2q − w)
    sum += row * (2 * right[i]! - row);
  }
  return sum / 2;
}
