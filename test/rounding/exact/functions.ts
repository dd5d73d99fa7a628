import { acosBounds } from '../../../src/rounding/elementary/acos.js';
import { acoshBounds } from '../../../src/rounding/elementary/acosh.js';
import { acotBounds } from '../../../src/rounding/elementary/acot.js';
import { acothBounds } from '../../../src/rounding/elementary/acoth.js';
import { asinBounds } from '../../../src/rounding/elementary/asin.js';
import { asinhBounds } from '../../../src/rounding/elementary/asinh.js';
import { atanBounds } from '../../../src/rounding/elementary/atan.js';
import { atan2Bounds } from '../../../src/rounding/elementary/atan2.js';
import { atanhBounds } from '../../../src/rounding/elementary/atanh.js';
import { cbrtBounds } from '../../../src/rounding/elementary/cbrt.js';
import { coshBounds } from '../../../src/rounding/elementary/cosh.js';
import { cospiBounds } from '../../../src/rounding/elementary/cospi.js';
import { cothBounds } from '../../../src/rounding/elementary/coth.js';
import { cschBounds } from '../../../src/rounding/elementary/csch.js';
import { expBounds } from '../../../src/rounding/elementary/exp.js';
import { exp2Bounds } from '../../../src/rounding/elementary/exp2.js';
import { exp10Bounds } from '../../../src/rounding/elementary/exp10.js';
import { expm1Bounds } from '../../../src/rounding/elementary/expm1.js';
import { hypotBounds } from '../../../src/rounding/elementary/hypot.js';
import { logBounds } from '../../../src/rounding/elementary/log.js';
import { log1pBounds } from '../../../src/rounding/elementary/log1p.js';
import { log2Bounds } from '../../../src/rounding/elementary/log2.js';
import { log10Bounds } from '../../../src/rounding/elementary/log10.js';
import { powBounds } from '../../../src/rounding/elementary/pow.js';
import { pownBounds } from '../../../src/rounding/elementary/pown.js';
import { rootnBounds } from '../../../src/rounding/elementary/rootn.js';
import { sechBounds } from '../../../src/rounding/elementary/sech.js';
import { sinhBounds } from '../../../src/rounding/elementary/sinh.js';
import { sinpiBounds } from '../../../src/rounding/elementary/sinpi.js';
import { cotBounds, cscBounds, secBounds, tanBounds } from '../../../src/rounding/elementary/tan.js';
import { tanhBounds } from '../../../src/rounding/elementary/tanh.js';
import { tanpiBounds } from '../../../src/rounding/elementary/tanpi.js';
import { cosBounds, sinBounds } from '../../../src/rounding/elementary/trig.js';
import { exactAcos, exactAcot, exactAsin, exactAtan, exactAtan2 } from '../../../src/rounding/exact/arctangent.js';
import { exactAcosh, exactAcoth, exactAsinh, exactAtanh } from '../../../src/rounding/exact/area.js';
import { exactCompoundm1 } from '../../../src/rounding/exact/compound.js';
import {
  exactExp,
  exactExp2,
  exactExp2m1,
  exactExp10,
  exactExp10m1,
  exactExpm1,
} from '../../../src/rounding/exact/exponential.js';
import { exactCospi, exactSinpi, exactTanpi } from '../../../src/rounding/exact/halfturn.js';
import { exactCosh, exactCoth, exactCsch, exactSech, exactSinh, exactTanh } from '../../../src/rounding/exact/hyperbolic.js';
import { exactAcospi, exactAsinpi, exactAtan2pi, exactAtanpi } from '../../../src/rounding/exact/inverse-halfturn.js';
import { exactLog, exactLog1p, exactLog2, exactLog2p1, exactLog10, exactLog10p1 } from '../../../src/rounding/exact/logarithm.js';
import { exactPow, exactPown } from '../../../src/rounding/exact/power.js';
import { exactCbrt, exactHypot, exactRootn } from '../../../src/rounding/exact/root.js';
import {
  exactAsinSlope3,
  exactAtanSlope3,
  exactCoshSlope2,
  exactCosSlope2,
  exactExpSlope1,
  exactExpSlope2,
  exactLogSlope1,
  exactLogSlope2,
  exactSinhSlope3,
  exactSinSlope3,
} from '../../../src/rounding/exact/slope.js';
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
  rsqrt: (x, out) => exactRootn(x, -2, out),
  exp2m1: exactExp2m1,
  exp10m1: exactExp10m1,
  log2p1: exactLog2p1,
  log10p1: exactLog10p1,
  asinpi: exactAsinpi,
  acospi: exactAcospi,
  atanpi: exactAtanpi,
  expSlope1: exactExpSlope1,
  expSlope2: exactExpSlope2,
  logSlope1: exactLogSlope1,
  logSlope2: exactLogSlope2,
  cosSlope2: exactCosSlope2,
  sinSlope3: exactSinSlope3,
  asinSlope3: exactAsinSlope3,
  atanSlope3: exactAtanSlope3,
  coshSlope2: exactCoshSlope2,
  sinhSlope3: exactSinhSlope3,
};

export const binary: Record<string, (x: number, y: number, out: Float64Array) => void> = {
  pow: exactPow,
  pown: exactPown,
  rootn: exactRootn,
  hypot: exactHypot,
  atan2: exactAtan2,
  atan2pi: exactAtan2pi,
  compoundm1: exactCompoundm1,
};

/** Those with a fast phase, with it in front. */
export const unaryBounds: Record<string, (x: number, out: Float64Array) => void> = {
  exp: expBounds,
  exp2: exp2Bounds,
  exp10: exp10Bounds,
  expm1: expm1Bounds,
  log: logBounds,
  log2: log2Bounds,
  log10: log10Bounds,
  log1p: log1pBounds,
  sin: sinBounds,
  cos: cosBounds,
  tan: tanBounds,
  cot: cotBounds,
  sec: secBounds,
  csc: cscBounds,
  sinpi: sinpiBounds,
  cospi: cospiBounds,
  tanpi: tanpiBounds,
  asin: asinBounds,
  acos: acosBounds,
  atan: atanBounds,
  acot: acotBounds,
  sinh: sinhBounds,
  cosh: coshBounds,
  tanh: tanhBounds,
  coth: cothBounds,
  sech: sechBounds,
  csch: cschBounds,
  asinh: asinhBounds,
  acosh: acoshBounds,
  atanh: atanhBounds,
  acoth: acothBounds,
  cbrt: cbrtBounds,
  rsqrt: (x, out) => rootnBounds(x, -2, out),
};

export const binaryBounds: Record<string, (x: number, y: number, out: Float64Array) => void> = {
  pow: powBounds,
  pown: pownBounds,
  rootn: rootnBounds,
  hypot: hypotBounds,
  atan2: atan2Bounds,
};
