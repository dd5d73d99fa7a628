export { derivative, derivatives, taylor } from './derivative/derivative.js';
export { FormulaError } from './formula/error.js';
export { Formula, type FormulaOptions, formula } from './formula/formula.js';
export type { PlainFunction } from './formula/read.js';
export type { FormulaSource, SystemSource } from './formula/source.js';
export { System, type SystemOptions, system } from './formula/system.js';
export { Interval, type IntervalLike, interval } from './interval/interval.js';
export type { IntervalInput } from './interval/operand.js';
export type { Bounds } from './interval/relations.js';
export { type IntegrateOptions, integrate } from './ode/integrate.js';
export type { IntegrationStatus, Trajectory } from './ode/trajectory.js';
export type { Exponent } from './series/exponent.js';
export {
  acos,
  acosh,
  add,
  asin,
  asinh,
  atan,
  atanh,
  type Binary,
  type Combinable,
  cbrt,
  cos,
  cosh,
  div,
  exp,
  exp2,
  exp10,
  expm1,
  log,
  log1p,
  log2,
  log10,
  mul,
  neg,
  pow,
  sin,
  sinh,
  sqr,
  sqrt,
  sub,
  tan,
  tanh,
  type Unary,
} from './series/free.js';
export { revertMap } from './series/revert-map.js';
export { Series, type SeriesOperand } from './series/series.js';
export { SeriesN } from './series/series-n.js';
export { Space } from './series/space.js';
export { series, variable } from './series/variable.js';
export { type VariablesOptions, variables } from './series/variables.js';
export { type Enclosable, type EncloseOptions, enclose } from './verified/enclose.js';
export type { EnclosureStatus, Flowpipe, Segment } from './verified/flowpipe.js';
