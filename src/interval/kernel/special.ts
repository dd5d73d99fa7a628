import { exactErf, exactErfc } from '../../rounding/exact/error-function.js';
import { exactLambertW, exactLambertWLower, lambertStart } from '../../rounding/exact/lambert.js';
import type { Decoration } from '../decoration.js';
import { lowerAt, type UnaryKernel, upperAt, writeContinuous, writeEmpty, writePartial } from './bounds.js';
import { decreasing, increasing } from './monotone.js';

export const erfInto: UnaryKernel = increasing(exactErf, -1, 1);
export const erfcInto: UnaryKernel = decreasing(exactErfc, 2, 0);

/** {W₀(x) : x ∈ a, x ≥ −1/e}. It increases from W₀(−1/e) = −1, and −1/e is no double. */
export const lambertWInto: UnaryKernel = (out, o, a, i): Decoration => {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || hi < lambertStart) return writeEmpty(out, o);
  const up = hi === Infinity ? Infinity : upperAt(exactLambertW, hi);
  if (lo < lambertStart) return writePartial(out, o, -1, up);
  return writeContinuous(out, o, lowerAt(exactLambertW, lo), up, hi < Infinity);
};

/** {W₋₁(x) : x ∈ a, −1/e ≤ x < 0}. It decreases from −1 to −∞. */
export const lambertWLowerInto: UnaryKernel = (out, o, a, i): Decoration => {
  const lo = a[i]!;
  const hi = a[i + 1]!;
  if (lo > hi || hi < lambertStart || lo >= 0) return writeEmpty(out, o);
  const down = hi >= 0 ? -Infinity : lowerAt(exactLambertWLower, hi);
  const up = lo < lambertStart ? -1 : upperAt(exactLambertWLower, lo);
  if (lo < lambertStart || hi >= 0) return writePartial(out, o, down, up);
  return writeContinuous(out, o, down, up, true);
};
