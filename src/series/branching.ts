import type { Algebra, Memory } from '../algebra/algebra.js';
import { applyRule } from './apply.js';
import type { SmoothName } from './functions.js';
import { headsOf, type Rule } from './rule.js';
import { type Shape, sizeOf } from './shape.js';

type Unary<M> = (m: M, out: number, a: number) => void;

/** Whether a function, given by its series, has no first derivative, in an algebra of single values. */
export function lacksSlope<M extends Memory>(
  { mignitude, magnitude, width }: Algebra<unknown, M>,
  value: M,
  shape: Shape,
): boolean {
  return mignitude === undefined && sizeOf(shape) > 1 && !(magnitude(value, width) < Infinity);
}

/** Whether a function of a series a, in an algebra of single values, is infinite at the center, and more is asked than its value. */
export function hasPole<M extends Memory>({ mignitude, magnitude }: Algebra<unknown, M>, a: M, value: M, shape: Shape): boolean {
  const isInfinite = mignitude === undefined && magnitude(value, 0) === Infinity && magnitude(a, 0) < Infinity;
  return isInfinite && sizeOf(shape) > 1;
}

/** Throws, in the name of a function, where it has no value at the center of a series a. */
export function requireHead<M extends Memory>(algebra: Algebra<unknown, M>, a: M, name: SmoothName): void {
  const m = algebra.allocate(2);
  algebra.transfer(m, algebra.width, a, 0, 1);
  (algebra.heads as Readonly<Record<string, Unary<M> | undefined>>)[name]?.(m, 0, algebra.width);
}

/** Whether result i of a rule of a series a, which its recurrence divides by, is zero at the center, or may be. */
export function vanishes<M extends Memory>(algebra: Algebra<unknown, M>, a: M, rule: Rule, i: number): boolean {
  const { magnitude, mignitude = magnitude } = algebra;
  const start = algebra.allocate(1);
  algebra.transfer(start, 0, a, 0, 1);
  return mignitude(applyRule(algebra, headsOf(rule), i, 0, [start]), 0) === 0;
}

/** The error where a function has no Taylor series around what its argument starts with. */
export function refusal(name: SmoothName, start: unknown): RangeError {
  return new RangeError(
    `${name}: expected a series that starts where ${name} is differentiable, got one that starts with ${start}; ${name} branches or ` +
      'has a pole there and has no Taylor series, so expand at another point',
  );
}
