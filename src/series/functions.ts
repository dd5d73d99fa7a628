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
} as const;

/** Name of a function that has a recurrence. */
export type FunctionName = keyof typeof arity;
