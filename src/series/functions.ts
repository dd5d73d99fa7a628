import type { HeadName } from '../algebra/algebra.js';
import type { PiecewiseName } from '../algebra/order.js';
import { type Rule, rules } from './recurrence.js';

/**
 * The functions a formula may apply and a series may take, by name, with their number of arguments.
 *
 * Every name here has its recurrence in `recurrence.ts` and its start (the value at the center) in each algebra.
 */
export const arity = {
  neg: 1,
  add: 2,
  sub: 2,
  mul: 2,
  div: 2,
  pow: 2,
  sqr: 1,
  sqrt: 1,
  cbrt: 1,
  exp: 1,
  exp2: 1,
  exp10: 1,
  expm1: 1,
  log: 1,
  log2: 1,
  log10: 1,
  log1p: 1,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
  sinh: 1,
  cosh: 1,
  tanh: 1,
  asinh: 1,
  acosh: 1,
  atanh: 1,
  abs: 1,
  sign: 1,
  floor: 1,
  ceil: 1,
  round: 1,
  trunc: 1,
  step: 1,
  min: 2,
  max: 2,
  select: 3,
} as const;

/** Name of a function that has a recurrence. */
export type FunctionName = keyof typeof arity;

/** Name of a function of one argument. */
export type UnaryName = { readonly [N in FunctionName]: (typeof arity)[N] extends 1 ? N : never }[FunctionName];

/** The rule that gives a function of one argument its higher coefficients, and which of the rule's results the function is. */
export const ruleOfHead: Readonly<Record<HeadName, readonly [Rule, number]>> = {
  sqr: [rules.sqr, 0],
  sqrt: [rules.sqrt, 0],
  cbrt: [rules.cbrt, 0],
  exp: [rules.exp, 0],
  exp2: [rules.exp2, 0],
  exp10: [rules.exp10, 0],
  expm1: [rules.expm1, 0],
  log: [rules.log, 0],
  log2: [rules.log2, 0],
  log10: [rules.log10, 0],
  log1p: [rules.log1p, 0],
  sin: [rules.sincos, 0],
  cos: [rules.sincos, 1],
  tan: [rules.tan, 0],
  asin: [rules.asin, 0],
  acos: [rules.acos, 0],
  atan: [rules.atan, 0],
  sinh: [rules.sinhcosh, 0],
  cosh: [rules.sinhcosh, 1],
  tanh: [rules.tanh, 0],
  asinh: [rules.asinh, 0],
  acosh: [rules.acosh, 0],
  atanh: [rules.atanh, 0],
};

/** The same for functions with a kink or jumps. */
export const ruleOfPiecewise: Readonly<Record<PiecewiseName, readonly [Rule, number]>> = {
  abs: [rules.abs, 0],
  sign: [rules.sign, 0],
  floor: [rules.floor, 0],
  ceil: [rules.ceil, 0],
  round: [rules.round, 0],
  trunc: [rules.trunc, 0],
  step: [rules.step, 0],
};

/** The same for every function of one argument in the table. */
export const ruleOf: typeof ruleOfHead & typeof ruleOfPiecewise = { ...ruleOfHead, ...ruleOfPiecewise };
