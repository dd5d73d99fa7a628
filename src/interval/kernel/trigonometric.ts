import { acosBounds } from '../../rounding/elementary/acos.js';
import { acotBounds } from '../../rounding/elementary/acot.js';
import { asinBounds } from '../../rounding/elementary/asin.js';
import { atanBounds } from '../../rounding/elementary/atan.js';
import { cotBounds, cscBounds, secBounds, tanBounds } from '../../rounding/elementary/tan.js';
import { cosBounds, sinBounds } from '../../rounding/elementary/trig.js';
import type { UnaryKernel } from './bounds.js';
import { branches, radians, reciprocalWave, wave } from './circle.js';
import { decreasing, decreasingClosed, increasing, increasingClosed } from './monotone.js';

// The least doubles above π/2 and π.
const halfPiUp = 1.5707963267948968;
const piUp = 3.1415926535897936;

/** {sin x : x ∈ a}. */
export const sinInto: UnaryKernel = wave(sinBounds, radians, 0);

/** {cos x : x ∈ a}. */
export const cosInto: UnaryKernel = wave(cosBounds, radians, 3);

/** {tan x : x ∈ a, x ≠ π/2 + kπ}; no pole is a double. */
export const tanInto: UnaryKernel = branches(tanBounds, radians, 0, true, () => false);

/** {cot x : x ∈ a, x ≠ kπ}. */
export const cotInto: UnaryKernel = branches(cotBounds, radians, 1, false, (x) => x === 0);

/** {1/cos x : x ∈ a, x ≠ π/2 + kπ}. */
export const secInto: UnaryKernel = reciprocalWave(secBounds, 0);

/** {1/sin x : x ∈ a, x ≠ kπ}. */
export const cscInto: UnaryKernel = reciprocalWave(cscBounds, 1);

export const asinInto: UnaryKernel = increasingClosed(asinBounds, -1, 1);
export const acosInto: UnaryKernel = decreasingClosed(acosBounds, -1, 1);
export const atanInto: UnaryKernel = increasing(atanBounds, -halfPiUp, halfPiUp);

/** {arccot x : x ∈ a}, in (0, π), continuous at 0. */
export const acotInto: UnaryKernel = decreasing(acotBounds, piUp, 0);
