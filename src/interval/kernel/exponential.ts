import { expBounds } from '../../rounding/elementary/exp.js';
import { exp2Bounds } from '../../rounding/elementary/exp2.js';
import { exp10Bounds } from '../../rounding/elementary/exp10.js';
import { expm1Bounds } from '../../rounding/elementary/expm1.js';
import { logBounds } from '../../rounding/elementary/log.js';
import { log1pBounds } from '../../rounding/elementary/log1p.js';
import { log2Bounds } from '../../rounding/elementary/log2.js';
import { log10Bounds } from '../../rounding/elementary/log10.js';
import type { UnaryKernel } from './bounds.js';
import { increasing, increasingOpen } from './monotone.js';

export const expInto: UnaryKernel = increasing(expBounds, 0, Infinity);
export const exp2Into: UnaryKernel = increasing(exp2Bounds, 0, Infinity);
export const exp10Into: UnaryKernel = increasing(exp10Bounds, 0, Infinity);
export const expm1Into: UnaryKernel = increasing(expm1Bounds, -1, Infinity);
export const logInto: UnaryKernel = increasingOpen(logBounds, 0, Infinity);
export const log2Into: UnaryKernel = increasingOpen(log2Bounds, 0, Infinity);
export const log10Into: UnaryKernel = increasingOpen(log10Bounds, 0, Infinity);
export const log1pInto: UnaryKernel = increasingOpen(log1pBounds, -1, Infinity);
