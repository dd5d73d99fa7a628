import { divide } from './complex-arithmetic.js';
import { expOf } from './complex-exponential.js';
import type { ComplexFunction } from './complex-root.js';
import { gaussian } from './error-function.js';
import { cospi, sinpi } from './halfturn.js';

/** sin πz = sin πx cosh πy + i cos πx sinh πy, exact in its first factors. */
export const sinpiOf: ComplexFunction = (x, y, out, at) => {
  out[at] = sinpi(x) * Math.cosh(Math.PI * y);
  out[at + 1] = cospi(x) * Math.sinh(Math.PI * y);
};

/** cos πz = cos πx cosh πy − i sin πx sinh πy. */
export const cospiOf: ComplexFunction = (x, y, out, at) => {
  out[at] = cospi(x) * Math.cosh(Math.PI * y);
  out[at + 1] = -sinpi(x) * Math.sinh(Math.PI * y);
};

/** tan πz = (sin πx cos πx + i sinh πy cosh πy)/(cos² πx + sinh² πy). */
export const tanpiOf: ComplexFunction = (x, y, out, at) => {
  if (Math.abs(y) > 100) {
    out[at] = 0;
    out[at + 1] = Math.sign(y);
    return;
  }
  const [s, c, h] = [sinpi(x), cospi(x), Math.sinh(Math.PI * y)];
  const size = c * c + h * h;
  out[at] = (s * c) / size;
  out[at + 1] = (h * Math.cosh(Math.PI * y)) / size;
};

/** e^{−z²} = e^{−x²} e^{y²} e^{−2ixy}. */
export const gaussianOf: ComplexFunction = (x, y, out, at) => {
  const size = y === 0 ? gaussian(x) : Math.exp((y - x) * (y + x));
  out[at] = size * Math.cos(2 * x * y);
  out[at + 1] = -size * Math.sin(2 * x * y);
};

const power = new Float64Array(2);

/** 1/(1 + e^{−z}), on the side where the power does not overflow. */
export const sigmoidOf: ComplexFunction = (x, y, out, at) => {
  if (x >= 0) {
    expOf(-x, -y, power, 0);
    divide(1, 0, 1 + power[0]!, power[1]!, out, at);
  } else {
    expOf(x, y, power, 0);
    divide(power[0]!, power[1]!, 1 + power[0]!, power[1]!, out, at);
  }
};
