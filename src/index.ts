export { DecimalInterval, decimalInterval } from './decimal/decimal-interval.js';
export type { DecimalInput, DecimalIntervalLike } from './decimal/read.js';
export { type DefinedFunction, defineFunction, type FunctionDefinition } from './derivative/define.js';
export { derivative, derivatives, taylor } from './derivative/derivative.js';
export { gradient, jacobian, jvp, type MatrixOptions, vjp } from './derivative/gradient.js';
export { hessian, hvp } from './derivative/hessian.js';
export { type ImplicitOptions, type ImplicitSource, implicit } from './derivative/implicit.js';
export { type LeastSquares, type LeastSquaresOptions, leastSquares } from './derivative/least-squares.js';
export type { LeastSquaresStep } from './derivative/levenberg.js';
export type { LossName } from './derivative/loss.js';
export { type Nested, partial, tensor } from './derivative/partial.js';
export type { SparseMatrix } from './derivative/sparse.js';
export type { ScalarSource, SourceOptions, VectorSource } from './derivative/target.js';
export type { ArrayKernel, CompileOptions, KernelFacts, NumberKernel } from './formula/callable.js';
export type { CCodeOptions, CodeOptions } from './formula/code.js';
export type { FormulaTask, SystemTask } from './formula/compiled.js';
export { FormulaError } from './formula/error.js';
export { Formula, type FormulaOperand, type FormulaOptions, formula } from './formula/formula.js';
export type { Backend } from './formula/kernel/program.js';
export type { Lanes } from './formula/kernel/wasm.js';
export { hamiltonian, type LagrangianOptions, lagrangian, type MechanicsOptions } from './formula/mechanics.js';
export type { PlainFunction } from './formula/read.js';
export type { Scope } from './formula/reader/scope.js';
export { type SolutionSeriesOptions, solutionSeries } from './formula/solution-series.js';
export type { FormulaSource, SystemSource } from './formula/source.js';
export { type RightSides, System, type SystemOptions, system } from './formula/system.js';
export { DecoratedInterval, type DecoratedLike, decorated } from './interval/decorated.js';
export type { DecorationName } from './interval/decoration.js';
export { Interval, interval } from './interval/interval.js';
export { addElements, type Elementwise, mulElements, subElements } from './interval/kernel/elementwise.js';
export type { IntervalInput, IntervalLike } from './interval/operand.js';
export { type Overlap, overlap } from './interval/overlap.js';
export type { Bounds } from './interval/relations.js';
export {
  absRev,
  coshRev,
  mulRev,
  mulRevToPair,
  pownRev,
  type ReverseBinary,
  type ReverseUnary,
  sqrRev,
} from './interval/reverse.js';
export { atan2Rev1, atan2Rev2 } from './interval/reverse-angle.js';
export { cosRev, sinRev, tanRev } from './interval/reverse-periodic.js';
export { powRev1, powRev2 } from './interval/reverse-power.js';
export { encloseDeterminant } from './linalg/determinant.js';
export { eigenvalues } from './linalg/eigenvalues.js';
export { encloseLu } from './linalg/interval-lu.js';
export { intervalPointProduct, intervalProduct, pointIntervalProduct, pointProduct } from './linalg/interval-product.js';
export { encloseQr } from './linalg/interval-qr.js';
export { encloseInverse } from './linalg/inverse.js';
export { factorLu, invertLu, solveLu } from './linalg/lu.js';
export { encloseSolution } from './linalg/solve.js';
export { encloseSymmetricEigenpairs, encloseSymmetricEigenvalues } from './linalg/symmetric-eigen.js';
export type { TaylorModelJson } from './model/json.js';
export { type TaylorModelOptions, taylorModel } from './model/make.js';
export {
  TaylorModel,
  type TaylorModelOperand,
  type TaylorVariablesOptions,
} from './model/taylor-model.js';
export { Complex, type ComplexLike, complex } from './number/complex.js';
export { DoubleDouble, type DoubleDoubleLike, doubleDouble } from './number/double-double.js';
export { Fraction, type FractionLike, fraction } from './number/fraction.js';
export { type AdjointOptions, adjoint, type CostGradient } from './ode/adjoint.js';
export type { JsonNumber, TrajectoryJson } from './ode/archive.js';
export { type ClosedOrbitOptions, closedOrbit } from './ode/closed-orbit.js';
export { type Ensemble, type EnsembleOptions, ensemble } from './ode/ensemble.js';
export type { Change, EventRecord, EventSpec } from './ode/events.js';
export { type FlowCrossing, FlowMap } from './ode/flow.js';
export type { FlowMapJson } from './ode/flow-archive.js';
export { type FlowEvent, type FlowMapOptions, flowMap } from './ode/flow-map.js';
export { integrate } from './ode/integrate.js';
export type { Kernel } from './ode/kernel.js';
export { type LyapunovOptions, type LyapunovSpectrum, lyapunov } from './ode/lyapunov.js';
export type { MemberParameters } from './ode/members.js';
export type { OrbitPoint } from './ode/nodes.js';
export type { IntegrateOptions } from './ode/options.js';
export { type PeriodicOrbitOptions, periodicOrbit } from './ode/periodic.js';
export type { OrbitProgress, PeriodicOrbit } from './ode/periodic-orbit.js';
export {
  type Crossing,
  type ExpandOptions,
  type FollowOptions,
  type PoincareMap,
  type PoincareOptions,
  poincare,
  type ReturnOptions,
} from './ode/poincare.js';
export type { StreamPoint } from './ode/report.js';
export { type StreamOptions, stream, type ValueStreamOptions } from './ode/stream.js';
export { type IntegrationStatus, Trajectory } from './ode/trajectory.js';
export type { TransportStatus } from './ode/transport.js';
export type { ValueTrajectoryJson } from './ode/value-archive.js';
export { ValueTrajectory } from './ode/value-trajectory.js';
export type { ValueOptions } from './ode/values.js';
export type { WorkerLike } from './ode/workers.js';
export { dotBounds, dotNearest, sumAbsNearest, sumBounds, sumNearest, sumSquareNearest } from './rounding/exactsum.js';
export type { Rational } from './rounding/rational.js';
export type { PadeApproximant } from './series/approximant.js';
export { type CanonicalPairs, lieBracket, lieSeries, poissonBracket } from './series/bracket.js';
export type { Binary, Combinable, Indexed, Unary } from './series/dispatch.js';
export type { Exponent } from './series/exponent.js';
export type { SpaceOptions } from './series/extent.js';
export { curl, divergence, jacobianMatrix } from './series/field.js';
export {
  acos,
  acosh,
  add,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  cos,
  cosh,
  cospi,
  cot,
  coth,
  csc,
  csch,
  div,
  exp,
  exp2,
  exp10,
  expm1,
  hypot,
  log,
  log1p,
  log2,
  log10,
  mul,
  neg,
  pow,
  sec,
  sech,
  sin,
  sinh,
  sinpi,
  sqr,
  sqrt,
  sub,
  tan,
  tanh,
  tanpi,
} from './series/free.js';
export {
  besselJ,
  digamma,
  erf,
  erfc,
  gamma,
  gaussian,
  keplerE,
  lambertW,
  lambertWm1,
  lgamma,
  polygamma,
  sigmoid,
  sinc,
  sphericalJ,
} from './series/free-special.js';
export { implicitSeries } from './series/implicit-series.js';
export type { SeriesJson, SeriesNJson } from './series/json.js';
export { dot, seriesMatrix } from './series/matrix/make.js';
export { SeriesMatrix } from './series/matrix/matrix.js';
export type { TextOptions } from './series/print.js';
export { revertMap } from './series/revert-map.js';
export { Series, type SeriesOperand } from './series/series.js';
export { SeriesN } from './series/series-n.js';
export type { Sign } from './series/sign.js';
export { Space } from './series/space.js';
export { series, variable } from './series/variable.js';
export { type VariablesOptions, variables } from './series/variables.js';
export { type Enclosable, type EncloseOptions, enclose } from './verified/enclose.js';
export type { EnclosureStatus, Flowpipe, Segment } from './verified/flowpipe.js';
export { type RangeOptions, range } from './verified/range.js';
