import { exactAcos, exactAcot, exactAsin, exactAtan, exactAtan2 } from '../../../src/rounding/exact/arctangent.js';
import { exactAcosh, exactAcoth, exactAsinh, exactAtanh } from '../../../src/rounding/exact/area.js';
import { exactExp, exactExp2, exactExp10, exactExpm1 } from '../../../src/rounding/exact/exponential.js';
import { exactCospi, exactSinpi, exactTanpi } from '../../../src/rounding/exact/halfturn.js';
import { exactCosh, exactCoth, exactCsch, exactSech, exactSinh, exactTanh } from '../../../src/rounding/exact/hyperbolic.js';
import { exactLog, exactLog1p, exactLog2, exactLog10 } from '../../../src/rounding/exact/logarithm.js';
import { exactPow, exactPown } from '../../../src/rounding/exact/power.js';
import { exactCbrt, exactHypot, exactRootn } from '../../../src/rounding/exact/root.js';
import { exactCos, exactCot, exactCsc, exactSec, exactSin, exactTan } from '../../../src/rounding/exact/trigonometric.js';

export const unary: Record<string, (x: number, out: Float64Array) => void> = {
  exp: exactExp,
  exp2: exactExp2,
  exp10: exactExp10,
  expm1: exactExpm1,
  log: exactLog,
  log2: exactLog2,
  log10: exactLog10,
  log1p: exactLog1p,
  sin: exactSin,
  cos: exactCos,
  tan: exactTan,
  cot: exactCot,
  sec: exactSec,
  csc: exactCsc,
  sinpi: exactSinpi,
  cospi: exactCospi,
  tanpi: exactTanpi,
  asin: exactAsin,
  acos: exactAcos,
  atan: exactAtan,
  acot: exactAcot,
  sinh: exactSinh,
  cosh: exactCosh,
  tanh: exactTanh,
  coth: exactCoth,
  sech: exactSech,
  csch: exactCsch,
  asinh: exactAsinh,
  acosh: exactAcosh,
  atanh: exactAtanh,
  acoth: exactAcoth,
  cbrt: exactCbrt,
};

export const binary: Record<string, (x: number, y: number, out: Float64Array) => void> = {
  pow: exactPow,
  pown: exactPown,
  rootn: exactRootn,
  hypot: exactHypot,
  atan2: exactAtan2,
};
