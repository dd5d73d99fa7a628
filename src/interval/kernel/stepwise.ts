import { DAC, DEF, type Decoration } from '../decoration.js';
import { isBounded, type UnaryKernel, writeContinuous, writeEmpty } from './bounds.js';

/**
 * The kernel of a nondecreasing step function f. Its restriction to a box is continuous exactly where it is constant;
 * f itself is continuous there unless a jump sits on an endpoint.
 */
function stepwise(f: (x: number) => number, isJump: (x: number) => boolean): UnaryKernel {
  return (out, o, a, i): Decoration => {
    const lo = a[i]!;
    const hi = a[i + 1]!;
    if (lo > hi) return writeEmpty(out, o);
    const down = f(lo);
    const up = f(hi);
    const d = writeContinuous(out, o, down, up, isBounded(lo, hi));
    if (down !== up) return DEF;
    return isJump(lo) || isJump(hi) ? DAC : d;
  };
}

function isInteger(x: number): boolean {
  return Math.floor(x) === x;
}

function isNonzeroInteger(x: number): boolean {
  return x !== 0 && Math.floor(x) === x;
}

// The part of |x| after the point: exact, where x − ⌊x⌋ is not for a small negative x.
function fraction(size: number): number {
  return size - Math.floor(size);
}

function isHalfway(x: number): boolean {
  return fraction(Math.abs(x)) === 0.5;
}

/** The nearest integer, ties to the even one. */
function roundToEven(x: number): number {
  const size = Math.abs(x);
  const below = Math.floor(size);
  const part = fraction(size);
  const up = part === 0.5 ? below % 2 === 1 : part > 0.5;
  const rounded = up ? below + 1 : below;
  return x < 0 ? -rounded : rounded;
}

/** The nearest integer, ties away from zero. */
function roundAway(x: number): number {
  const size = Math.abs(x);
  const below = Math.floor(size);
  const rounded = fraction(size) >= 0.5 ? below + 1 : below;
  return x < 0 ? -rounded : rounded;
}

/** The nearest integer, ties upward: exact, where x + 1/2 is not for x just below 1/2. */
function roundUp(x: number): number {
  const below = Math.floor(x);
  return x - below >= 0.5 && below !== x ? below + 1 : below;
}

/** −1, 0 or 1. */
export const signInto: UnaryKernel = stepwise(Math.sign, (x) => x === 0);
export const floorInto: UnaryKernel = stepwise(Math.floor, isInteger);
export const ceilInto: UnaryKernel = stepwise(Math.ceil, isInteger);
export const truncInto: UnaryKernel = stepwise(Math.trunc, isNonzeroInteger);
export const roundUpInto: UnaryKernel = stepwise(roundUp, isHalfway);
/** 1 for x ≥ 0, 0 for x < 0. */
export const stepInto: UnaryKernel = stepwise(
  (x) => (x >= 0 ? 1 : 0),
  (x) => x === 0,
);
export const roundEvenInto: UnaryKernel = stepwise(roundToEven, isHalfway);
export const roundAwayInto: UnaryKernel = stepwise(roundAway, isHalfway);
