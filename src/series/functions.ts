import type { HeadName, IndexedHead } from '../algebra/algebra.js';
import type { PiecewiseName } from '../algebra/order.js';
import { besselRule, gammaRule, type Ladder, lgammaRule, sphericalRule } from './families.js';
import { rules } from './recurrence.js';
import type { Expression, Rule } from './rule.js';

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
  sinpi: 1,
  cospi: 1,
  tanpi: 1,
  gaussian: 1,
  erf: 1,
  erfc: 1,
  sigmoid: 1,
  lambertW: 1,
  lambertWm1: 1,
  sinc: 1,
  gamma: 1,
  lgamma: 1,
  digamma: 1,
  polygamma: 2,
  besselJ: 2,
  sphericalJ: 2,
  atan2: 2,
  hypot: 2,
  keplerE: 2,
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
  sinpi: [rules.sinpicospi, 0],
  cospi: [rules.sinpicospi, 1],
  tanpi: [rules.tanpi, 0],
  gaussian: [rules.gaussian, 1],
  erf: [rules.erf, 0],
  erfc: [rules.erfc, 0],
  sigmoid: [rules.sigmoid, 0],
  lambertW: [rules.lambertW, 0],
  lambertWm1: [rules.lambertWm1, 0],
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

/** Names of functions of which each order has its own rule, because the recurrence climbs from one function to its neighbors. */
export type LadderName = 'sinc' | 'gamma' | 'lgamma' | 'digamma';

/** The same, with a whole number n ≥ 0 as their first argument. */
export type IndexedName = 'polygamma' | 'besselJ' | 'sphericalJ';

/** Those names, and those of functions with kinks, jumps or branches. */
export const indexedNames: ReadonlySet<string> = new Set<IndexedName>(['polygamma', 'besselJ', 'sphericalJ']);
export const piecewiseNames: ReadonlySet<string> = new Set([...Object.keys(ruleOfPiecewise), 'min', 'max', 'select']);

/** Whether a function takes a whole number before its argument. */
export function isIndexed(name: string): name is IndexedName {
  return indexedNames.has(name);
}

/** Smooth functions of one argument. */
export type SmoothName = HeadName | LadderName;

/** Of which start each function is one, and with which number. */
export const rungOf: Readonly<Record<LadderName, readonly [IndexedHead, number]>> = {
  sinc: ['sphericalJ', 0],
  gamma: ['gamma', 0],
  lgamma: ['lgammaCoefficient', 0],
  digamma: ['lgammaCoefficient', 1],
};

/** Whether the rule of a function is one of a ladder. */
export function isLadder(name: SmoothName): name is LadderName {
  return Object.hasOwn(rungOf, name);
}

/** The rule of the n-th function that starts so, for series up to an order. */
export const ladders: Readonly<Record<IndexedHead, (n: number, order: number) => Ladder>> = {
  besselJ: besselRule,
  sphericalJ: sphericalRule,
  lgammaCoefficient: lgammaRule,
  gamma: gammaRule,
};

/** The greatest number that a function takes before its argument. */
export const maxIndex = 10_000;

/** Whether a function takes the number n before its argument. */
export function takesIndex(name: IndexedName, n: number): boolean {
  return Number.isInteger(n) && (n >= 0 || name === 'besselJ') && Math.abs(n) <= maxIndex;
}

/** Of which start f(n, a) is one, with which number, and the whole number by which it must be multiplied. */
export function startOf(name: IndexedName, n: number): { head: IndexedHead; index: number; factor: bigint } {
  if (!takesIndex(name, n)) {
    throw new RangeError(`${name}: expected a whole number ≥ 0 before its argument, got ${n}`);
  }
  // J_{−n} = (−1)^n J_n
  if (name === 'besselJ') return { head: name, index: Math.abs(n), factor: n < 0 && n % 2 !== 0 ? -1n : 1n };
  if (name === 'sphericalJ') return { head: name, index: n, factor: 1n };
  // ψ^(n) = (n + 1)! L_{n+1}
  let factor = 1n;
  for (let k = 2n; k <= BigInt(n + 1); k++) factor *= k;
  return { head: 'lgammaCoefficient', index: n + 1, factor };
}

/** The starts that a rule takes from an algebra. */
export function startsOf(rule: Rule): Expression[] {
  const found: Expression[] = [];
  const visit = (expression: Expression): void => {
    if (expression.op === 'apply' || expression.op === 'indexed' || expression.op === 'pair') found.push(expression);
    const { of, left, right } = expression as { of?: Expression; left?: Expression; right?: Expression };
    for (const part of [of, left, right]) if (part !== undefined) visit(part);
  };
  rule.heads.forEach(visit);
  return found;
}

/** The results of a rule by whose constant terms its recurrence divides. */
export function divisorsOf(rule: Rule): number[] {
  const found = new Set<number>();
  const visit = (expression: Expression, isDivisor: boolean): void => {
    if (isDivisor && expression.op === 'head' && expression.series.kind === 'result') found.add(expression.series.index);
    const { of, left, right } = expression as { of?: Expression; left?: Expression; right?: Expression };
    for (const part of [of, left]) if (part !== undefined) visit(part, isDivisor);
    if (right !== undefined) visit(right, isDivisor || expression.op === 'div');
  };
  for (const next of rule.next) visit(next, false);
  return [...found];
}
