import { exactExp, exactExp2, exactExp10, exactExpm1 } from '../../rounding/exact/exponential.js';
import { exactLog, exactLog1p, exactLog2, exactLog10 } from '../../rounding/exact/logarithm.js';
import type { UnaryKernel } from './bounds.js';
import { increasing, increasingOpen } from './monotone.js';

export const expInto: UnaryKernel = increasing(exactExp, 0, Infinity);
export const exp2Into: UnaryKernel = increasing(exactExp2, 0, Infinity);
export const exp10Into: UnaryKernel = increasing(exactExp10, 0, Infinity);
export const expm1Into: UnaryKernel = increasing(exactExpm1, -1, Infinity);
export const logInto: UnaryKernel = increasingOpen(exactLog, 0, Infinity);
export const log2Into: UnaryKernel = increasingOpen(exactLog2, 0, Infinity);
export const log10Into: UnaryKernel = increasingOpen(exactLog10, 0, Infinity);
export const log1pInto: UnaryKernel = increasingOpen(exactLog1p, -1, Infinity);
