import type { Watching } from './clear.js';
import { sizeOf } from './roots.js';

// The polynomial of a formula that is watched, in the part of a step.

/** Its coefficients, for a step of length h. */
export function polynomialOf(
  kernel: Watching,
  event: number,
  h: number,
  out: Float64Array = new Float64Array(kernel.order),
): Float64Array {
  const { memory, order, stride = 1, unit = 1 } = kernel;
  const from = kernel.watchedAt(event);
  const part = h / unit;
  let power = 1;
  for (let k = 0; k < order; k++) {
    out[k] = memory[from + k * stride]! * power;
    power *= part;
  }
  return out;
}

/** Whether a formula is zero at the start of a step but for rounding: no more than a part of what its slope makes of the step. */
export function isZero(a: Float64Array, part: number): boolean {
  return Math.abs(a[0]!) <= part * Math.abs(a[1]!);
}

/** Whether a formula that has another sign at the start of a step than before goes away from the zero that it passed: behind a pole or a jump it need not. */
export function goesAway(a: Float64Array): boolean {
  return Math.sign(a[0]!) * a[1]! > 0;
}

/** Whether a formula is something else at the end of a step than its polynomial says. */
export function isBent(a: Float64Array, value: number): boolean {
  return !(Math.abs(value - valueAtEnd(a)) <= BENT * sizeOf(a));
}

const BENT = 2 ** -40;

/** What is left at the end of a step, where a root touches zero, of a formula that is zero there as far as the root is known. */
export function restAt(a: Float64Array): number {
  const left = Math.abs(valueAtEnd(a));
  return left <= UNKNOWN * sizeOf(a) ? 2 * left : 0;
}

const UNKNOWN = 2 ** -26;

function valueAtEnd(a: Float64Array): number {
  return a.reduce((sum, x) => sum + x, 0);
}
