import { cospiBounds } from '../../rounding/elementary/cospi.js';
import { sinpiBounds } from '../../rounding/elementary/sinpi.js';
import { tanpiBounds } from '../../rounding/elementary/tanpi.js';
import { exactAcospi, exactAsinpi, exactAtanpi } from '../../rounding/exact/inverse-halfturn.js';
import type { UnaryKernel } from './bounds.js';
import { branches, halfTurns, wave } from './circle.js';
import { decreasingClosed, increasing, increasingClosed } from './monotone.js';

/** {sin πx : x ∈ a}. */
export const sinpiInto: UnaryKernel = wave(sinpiBounds, halfTurns, 0);

/** {cos πx : x ∈ a}. */
export const cospiInto: UnaryKernel = wave(cospiBounds, halfTurns, 3);

/** {tan πx : x ∈ a, x ≠ k + 1/2}. */
export const tanpiInto: UnaryKernel = branches(tanpiBounds, halfTurns, 0, true, (x) => Math.abs(x % 1) === 0.5);

export const asinpiInto: UnaryKernel = increasingClosed(exactAsinpi, -1, 1);
export const acospiInto: UnaryKernel = decreasingClosed(exactAcospi, -1, 1);
export const atanpiInto: UnaryKernel = increasing(exactAtanpi, -0.5, 0.5);
