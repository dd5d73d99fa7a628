import { exactAcosh, exactAsinh, exactAtanh } from '../../rounding/exact/area.js';
import { exactCosh, exactSinh, exactTanh } from '../../rounding/exact/hyperbolic.js';
import type { UnaryKernel } from './bounds.js';
import { evenIncreasing, increasing, increasingClosed, increasingOpen } from './monotone.js';

export const sinhInto: UnaryKernel = increasing(exactSinh, -Infinity, Infinity);
export const coshInto: UnaryKernel = evenIncreasing(exactCosh);
export const tanhInto: UnaryKernel = increasing(exactTanh, -1, 1);
export const asinhInto: UnaryKernel = increasing(exactAsinh, -Infinity, Infinity);
export const acoshInto: UnaryKernel = increasingClosed(exactAcosh, 1, Infinity);
export const atanhInto: UnaryKernel = increasingOpen(exactAtanh, -1, 1);
