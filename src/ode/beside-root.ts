import { CUT_OFF } from './clear.js';
import { polynomialOf } from './event-polynomial.js';
import { largestState } from './guards.js';
import type { OdeKernel } from './kernel.js';
import { sizeOf } from './roots.js';
import { rootOf } from './touch.js';

// What polynomials are good for beside a place where a root touches zero, the squares of roots being among the formulas watched.

/** Roundings of the state, and what roots are beside their zeros, as parts of it. */
const ROUNDED = 2 ** -50;
const BESIDE = 2 ** -18;

/**
 * A part of a step of length h in which the polynomials of roots are good. Beside a place where one touches zero, where rounding makes it what it is, it need not be known better than
 * would tell in the state after the step.
 */
export function withinRoots(kernel: OdeKernel, roots: readonly number[], h: number): number {
  const size = largestState(kernel);
  let length = h;
  for (const formula of roots) {
    for (;;) {
      const r = rootOf(polynomialOf(kernel, formula, length));
      const last = Math.max(Math.abs(r.at(-1)!), Math.abs(r.at(-2)!));
      if (!(last > Math.max(CUT_OFF * sizeOf(r), (ROUNDED * size) / Math.abs(length)))) break;
      length *= 0.75;
    }
  }
  return length;
}

/** What formulas need not be known better than in a step of length h, beside a place where a root touches zero. Undefined elsewhere. */
export function unknownBeside(
  kernel: OdeKernel,
  roots: readonly number[],
  dependsOnRoot: (formula: number) => boolean,
): ((formula: number, h: number) => number) | undefined {
  const size = largestState(kernel);
  const isBeside = roots.some((formula) => Math.abs(kernel.memory[kernel.watchedAt(formula)]!) < (BESIDE * size) ** 2);
  return isBeside ? (formula, h) => ROUNDED * size * (dependsOnRoot(formula) ? 1 / Math.abs(h) : 1) : undefined;
}
