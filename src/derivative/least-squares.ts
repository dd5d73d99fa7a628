import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf } from '../algebra/of.js';
import { lower } from '../formula/lower.js';
import type { Scope } from '../formula/reader/scope.js';
import { reduceQr, solveUpper } from '../linalg/householder.js';
import { Tape } from '../series/tape.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { compressedJacobian } from './compressed.js';
import { type Ending, type LeastSquaresStep, type Problem, Search, type Weighted } from './levenberg.js';
import { linearized } from './linearized.js';
import { type LossName, losses } from './loss.js';
import { type Target, type VectorSource, vectorTarget } from './target.js';

/** How {@link leastSquares} searches. */
export interface LeastSquaresOptions {
  /** Functions and data that a residual function uses and does not declare, by name. */
  readonly scope?: Scope;
  /** What a residual costs; `linear` is its square. */
  readonly loss?: LossName;
  /** The residual from which on the loss counts it less, 1 without it. */
  readonly lossScale?: number;
  /** For each parameter its least and its greatest value, which may be infinite. */
  readonly bounds?: readonly (readonly [number, number])[];
  /** Numbers, from 0, of parameters that keep their start values. */
  readonly frozen?: readonly number[];
  /** The size of a change in each parameter that counts as one. Without it, sizes follow the Jacobian, so that units do not matter. */
  readonly scale?: readonly number[];
  /** Without it 2000: a step takes microseconds, and narrow curved valleys take many. */
  readonly maxIterations?: number;
  /**
   * Relative changes below which to stop: of the cost in one step (0 without it), of the parameters (2⁻⁵²); and the cosine between the residuals and
   * the Jacobian's columns (10⁻¹⁴). Without these the search goes on until rounding stops it.
   */
  readonly costTolerance?: number;
  readonly parameterTolerance?: number;
  readonly gradientTolerance?: number;
  /** Called after each step. */
  readonly onProgress?: (step: LeastSquaresStep) => void;
  readonly signal?: AbortSignal;
}

const leastSquaresNames: NamesOf<LeastSquaresOptions> = {
  scope: true,
  loss: true,
  lossScale: true,
  bounds: true,
  frozen: true,
  scale: true,
  maxIterations: true,
  costTolerance: true,
  parameterTolerance: true,
  gradientTolerance: true,
  onProgress: true,
  signal: true,
};

/** What {@link leastSquares} found. */
export interface LeastSquares {
  readonly status: 'converged' | 'iterations' | 'undefined' | 'aborted';
  /** The status as a sentence, with figures and a remedy. */
  readonly message: string;
  readonly x: number[];
  /** ½ Σ ρ(residual²). */
  readonly cost: number;
  readonly residuals: number[];
  readonly jacobian: number[][];
  /** Of the cost in the parameters. */
  readonly gradient: number[];
  /**
   * The estimated covariance of the parameters, s²·(JᵀJ)⁻¹ with s² the residual variance: zero for frozen parameters; undefined where there are not
   * more residuals than free parameters, or J does not determine them.
   */
  readonly covariance: number[][] | undefined;
  /** s² = 2·cost/(residuals − free parameters). */
  readonly residualVariance: number;
  readonly iterations: number;
  /** Evaluations of the residuals, those with the Jacobian included. */
  readonly evaluations: number;
  /** The start and each step. */
  readonly history: readonly LeastSquaresStep[];
}

/**
 * Parameters x at which ½ Σ ρ(f_i(x)²) has a local minimum, by Levenberg and Marquardt's method on exact Jacobians.
 *
 * @param residuals - f: formulas in a list, or a function of numbers or of one array that returns an array; what else it uses goes into `scope`
 * @param start - where to begin, within the bounds
 * @returns a summary; that the search failed is its `status`
 * @throws RangeError for wrong numbers of values, a start that is not finite or outside the bounds, and bad options
 * @see Moré, The Levenberg-Marquardt algorithm: implementation and theory, 1978; Nielsen, Damping parameter in Marquardt's method, 1999
 * @example
 * const [t, y] = [[0, 1, 2, 3], [2, 1, 0.5, 0.25]];
 * const fit = leastSquares((a, k) => t.map((s, i) => a * Math.exp(-k * s) - y[i]), [1, 1], { scope: { t, y } });
 * fit.status; // 'converged'
 * fit.x.map((value) => value.toFixed(6)); // ['2.000000', '0.693147']
 */
export function leastSquares(residuals: VectorSource, start: readonly number[], options: LeastSquaresOptions = {}): LeastSquares {
  demandNames('leastSquares', options, leastSquaresNames);
  const { maxIterations = 2000, signal, onProgress, loss = 'linear', lossScale = 1 } = options;
  const { algebra } = algebraOf('leastSquares', start);
  if (start.length === 0) throw new RangeError('leastSquares: expected at least one parameter, got none');
  check(start, options);
  const target = (): ReturnType<typeof vectorTarget> =>
    vectorTarget('leastSquares', residuals, start.length, () => start.length, options.scope);
  const linear = linearized(algebra, residuals, target);
  const n = start.length;
  const bending = secondDerivative(algebra, linear.target);
  const rho = losses[loss];
  let evaluations = 0;
  const valuesAt = (x: Float64Array): number[] => {
    evaluations++;
    return linear.valuesAt('leastSquares', [...x]);
  };
  const costOf = (values: readonly number[]): number =>
    values.reduce((sum, r) => sum + 0.5 * lossScale * lossScale * rho((r / lossScale) ** 2)[0], 0);
  const jacobianAt = (x: Float64Array): number[][] => {
    const { rows, columns, values } = compressedJacobian(algebra, linear.at('leastSquares', [...x]), n);
    const full = Array.from({ length: linear.count }, () => new Array<number>(n).fill(0));
    values.forEach((value, e) => {
      full[rows[e]!]![columns[e]!] = value;
    });
    return full;
  };
  const problem: Problem = {
    n,
    lower: Float64Array.from(start, (_, j) => options.bounds?.[j]?.[0] ?? -Infinity),
    upper: Float64Array.from(start, (_, j) => options.bounds?.[j]?.[1] ?? Infinity),
    isFrozen: start.map((_, j) => options.frozen?.includes(j) ?? false),
    scale: options.scale && Float64Array.from(options.scale),
    cost: (x) => costOf(valuesAt(x)),
    bend: bending,
    linearize: (x) => weighted(valuesAt(x), jacobianAt(x), costOf, (s) => rho(s / lossScale ** 2), lossScale),
  };
  const search = new Search(problem, Float64Array.from(start));
  const tolerances = {
    cost: options.costTolerance ?? 0,
    gradient: options.gradientTolerance ?? 1e-14,
    step: options.parameterTolerance ?? 2 ** -52,
  };
  let ending: Ending | undefined;
  while (ending === undefined) {
    if (signal?.aborted) ending = 'aborted';
    else if (search.history.length > maxIterations) ending = 'iterations';
    else {
      const before = search.history.length;
      ending = search.step(tolerances);
      if (search.history.length > before) onProgress?.(search.history.at(-1)!);
    }
  }
  const values = valuesAt(search.x);
  const jacobian = jacobianAt(search.x);
  const { residuals: scaled, jacobian: flat } = search.at;
  const free = n - problem.isFrozen.filter((frozen) => frozen).length;
  const residualVariance = (2 * search.at.cost) / (values.length - free);
  return {
    status: ending === 'iterations' || ending === 'undefined' || ending === 'aborted' ? ending : 'converged',
    message: messages[ending](search.history.at(-1)!),
    x: [...search.x],
    cost: search.at.cost,
    residuals: values,
    jacobian,
    gradient: start.map((_, j) => scaled.reduce((sum, r, i) => sum + r * flat[i * n + j]!, 0)),
    covariance: values.length > free ? covariance(jacobian, problem.isFrozen, residualVariance) : undefined,
    residualVariance,
    iterations: search.history.length - 1,
    evaluations,
    history: search.history,
  };
}

/** The second derivative of functions at x along v: twice the coefficients of t² at x + t·v. */
function secondDerivative(
  algebra: Algebra<number, Memory>,
  { dag, roots, variables }: Target,
): (x: Float64Array, v: Float64Array) => Float64Array {
  const lowered = lower(dag, roots, variables.length, 2);
  const tape = new Tape(algebra, lowered, 2);
  return (x, v) => {
    for (const j of variables.keys()) {
      algebra.write(tape.memory, tape.row(j), x[j]!);
      algebra.write(tape.memory, tape.row(j) + algebra.width, v[j]!);
    }
    tape.run();
    return Float64Array.from(lowered.roots, (row) => 2 * algebra.read(tape.memory, tape.row(row) + 2 * algebra.width));
  };
}

const messages: Readonly<Record<Ending, (last: LeastSquaresStep) => string>> = {
  gradient: ({ iteration, cost }) => `The gradient vanished after ${iteration} steps, at a cost of ${cost}.`,
  step: ({ iteration, cost }) =>
    `No change of the parameters that doubles can tell lowers the cost of ${cost} after ${iteration} steps.`,
  cost: ({ iteration, cost }) => `The cost of ${cost} changed by less than the tolerance in step ${iteration}.`,
  rounding: ({ iteration, cost }) => `The cost of ${cost} is the least that rounding can tell, after ${iteration} steps.`,
  iterations: ({ iteration, cost, gradient }) =>
    `Stopped after ${iteration} steps at a cost of ${cost} and a gradient of ${gradient}; raise maxIterations, or start nearer.`,
  undefined: ({ iteration }) =>
    `The residuals or their derivatives are not finite after ${iteration} steps; start where they are, or give bounds that keep the search there.`,
  aborted: ({ iteration, cost }) => `Stopped by the signal after ${iteration} steps at a cost of ${cost}.`,
};

/**
 * Residuals and rows of the Jacobian such that Jᵀr is the gradient of ½ Σ ρ and JᵀJ the part of its Hessian with first derivatives of f:
 * row·√(ρ′ + 2sρ″), residual·ρ′/√(ρ′ + 2sρ″) (Triggs and others 2000). Where this weight is small or negative, a tenth of ρ′ takes its place, a choice
 * that keeps steps short enough.
 */
function weighted(
  values: readonly number[],
  rows: readonly (readonly number[])[],
  costOf: (values: readonly number[]) => number,
  rho: (s: number) => readonly [number, number, number],
  lossScale: number,
): Weighted {
  const n = rows[0]?.length ?? 0;
  const residuals = new Float64Array(values.length);
  const weights = new Float64Array(values.length);
  const jacobian = new Float64Array(values.length * n);
  values.forEach((r, i) => {
    const [, slope, bend] = rho(r * r);
    const weight = Math.sqrt(Math.max(slope + 2 * (r / lossScale) ** 2 * bend, 0.1 * slope));
    weights[i] = weight;
    residuals[i] = weight === 0 ? 0 : (r * slope) / weight;
    rows[i]!.forEach((value, j) => {
      jacobian[i * n + j] = value === 0 ? 0 : value * weight;
    });
  });
  return { cost: costOf(values), residuals, jacobian, weights };
}

/** s²·(JᵀJ)⁻¹ of the parameters that are not frozen, from J = Q·R: R⁻¹·R⁻ᵀ. */
function covariance(
  rows: readonly (readonly number[])[],
  isFrozen: readonly boolean[],
  variance: number,
): number[][] | undefined {
  const free = [...isFrozen.keys()].filter((j) => !isFrozen[j]);
  const [m, f] = [rows.length, free.length];
  const a = Float64Array.from(rows.flatMap((row) => free.map((j) => row[j]!)));
  // columns in units of their length, so that the pivots say how independent they are
  const norms = free.map((_, c) => Math.sqrt(rows.reduce((sum, __, i) => sum + a[i * f + c]! ** 2, 0)));
  for (let i = 0; i < m; i++) for (let c = 0; c < f; c++) a[i * f + c] = a[i * f + c]! / norms[c]!;
  reduceQr(a, new Float64Array(m), m, f);
  for (let c = 0; c < f; c++) if (!(Math.abs(a[c * f + c]!) > 1e-13)) return undefined;
  const inverse = free.map((_, c) => {
    const column = new Float64Array(f);
    solveUpper(
      column,
      a,
      Float64Array.from({ length: f }, (__, i) => (i === c ? 1 : 0)),
      f,
    );
    return column;
  });
  const all = isFrozen.map(() => isFrozen.map(() => 0));
  free.forEach((i, r) => {
    free.forEach((j, c) => {
      all[i]![j] = (variance * inverse.reduce((sum, column) => sum + column[r]! * column[c]!, 0)) / (norms[r]! * norms[c]!);
    });
  });
  return all;
}

function check(start: readonly number[], options: LeastSquaresOptions): void {
  const { bounds, frozen, scale, loss = 'linear', lossScale = 1, maxIterations = 2000 } = options;
  const n = start.length;
  const fail = (expected: string, got: unknown): never => {
    throw new RangeError(`leastSquares: expected ${expected}, got ${got}`);
  };
  for (const value of start) if (!Number.isFinite(value)) fail('a finite start', value);
  if (!Object.hasOwn(losses, loss)) fail(`one of the losses ${Object.keys(losses).join(', ')}`, loss);
  if (!(lossScale > 0 && lossScale < Infinity)) fail('a finite lossScale > 0', lossScale);
  if (!Number.isInteger(maxIterations) || maxIterations < 0) fail('an integer maxIterations ≥ 0', maxIterations);
  if (bounds && bounds.length !== n) fail(`${n} pairs of bounds, one for each parameter`, bounds.length);
  bounds?.forEach(([lo, hi], j) => {
    if (!(lo <= hi)) fail(`bounds of parameter ${j} in order`, `[${lo}, ${hi}]`);
    if (!(lo <= start[j]! && start[j]! <= hi)) fail(`a start of parameter ${j} within its bounds [${lo}, ${hi}]`, start[j]);
  });
  for (const j of frozen ?? [])
    if (!Number.isInteger(j) || j < 0 || j >= n) fail(`numbers of parameters from 0 to ${n - 1} in frozen`, j);
  if (scale && scale.length !== n) fail(`${n} scales, one for each parameter`, scale.length);
  for (const value of scale ?? []) if (!(value > 0 && value < Infinity)) fail('finite scales > 0', value);
}
