import { twoProductError } from '../rounding/transform.js';
import { type ComplexFunction, logAbs, plusSquares, polar } from './complex-root.js';

/** e^z = e^x (cos y + i sin y). Where e^x overflows or underflows, its root is multiplied twice: the parts may still be doubles. */
export const expOf: ComplexFunction = (x, y, out, at) => {
  const r = Math.exp(x);
  if (y === 0) {
    out[at] = r;
    out[at + 1] = y;
  } else if (r > 2 ** -1000 && r < Infinity) polar(r, y, out, at);
  else {
    const root = Math.exp(x / 2);
    out[at] = root * Math.cos(y) * root;
    out[at + 1] = root * Math.sin(y) * root;
  }
};

/** e^z − 1: the real part is (e^x − 1) cos y − 2 sin²(y/2), right to the size of the result. */
export const expm1Of: ComplexFunction = (x, y, out, at) => {
  if (x > 40) {
    expOf(x, y, out, at);
    return;
  }
  const half = Math.sin(y / 2);
  out[at] = Math.expm1(x) * Math.cos(y) - 2 * half * half;
  out[at + 1] = y === 0 ? y : Math.exp(x) * Math.sin(y);
};

/** ln z = ln|z| + i arg z, cut along the negative real axis. */
export const logOf: ComplexFunction = (x, y, out, at) => {
  out[at] = logAbs(x, y);
  out[at + 1] = Math.atan2(y, x);
};

/** ln(1 + z), cut along the real axis below −1: ln|1 + z| = ½ ln(1 + (2x + x² + y²)). */
export const log1pOf: ComplexFunction = (x, y, out, at) => {
  const isModerate = Math.abs(x) < 0.5 && Math.abs(y) < 1;
  out[at] = isModerate ? Math.log1p(plusSquares(2 * x, x, y)) / 2 : logAbs(1 + x, y);
  out[at + 1] = Math.atan2(y, 1 + x);
};

/** b^z = b^x e^{iy ln b}, the angle to twice a double's precision, for b with ln b = log + rest. */
const powerOf =
  (log: number, rest: number, ofReal: (x: number) => number): ComplexFunction =>
  (x, y, out, at) => {
    const r = ofReal(x);
    if (y === 0) {
      out[at] = r;
      out[at + 1] = y;
      return;
    }
    const angle = y * log;
    const error = Math.abs(angle) > 2 ** -960 && Math.abs(y) < 2 ** 900 ? twoProductError(y, log, angle) + y * rest : 0;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    out[at] = r * (cos - error * sin);
    out[at + 1] = r * (sin + error * cos);
  };

/** 2^z. */
export const exp2Of: ComplexFunction = powerOf(Math.LN2, 2.3190468138462996e-17, (x) => Math.pow(2, x));
/** 10^z. */
export const exp10Of: ComplexFunction = powerOf(Math.LN10, -2.1707562233822494e-16, (x) => Math.pow(10, x));

const logarithm =
  (base: number, ofReal: (x: number) => number): ComplexFunction =>
  (x, y, out, at) => {
    out[at] = y === 0 ? ofReal(Math.abs(x)) : logAbs(x, y) / Math.log(base);
    out[at + 1] = Math.atan2(y, x) / Math.log(base);
  };

/** log₂ z, cut along the negative real axis. */
export const log2Of: ComplexFunction = logarithm(2, Math.log2);
/** log₁₀ z, cut along the negative real axis. */
export const log10Of: ComplexFunction = logarithm(10, Math.log10);
