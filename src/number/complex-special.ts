import { twoProductError } from '../rounding/transform.js';
import { divide } from './complex-arithmetic.js';
import { expOf } from './complex-exponential.js';
import type { ComplexFunction } from './complex-root.js';
import { cospi, sinpi } from './halfturn.js';

/** What Math.PI lacks. */
const PI_TAIL = 1.2246467991473532e-16;

/** cosh πy and sinh πy, with what πy loses in rounding, which counts as it is. */
function hyperbolic(y: number): readonly [cosh: number, sinh: number] {
  const angle = Math.PI * y;
  const error = Math.abs(y) > 1 && Math.abs(y) < 2 ** 900 ? twoProductError(Math.PI, y, angle) + y * PI_TAIL : 0;
  const [c, s] = [Math.cosh(angle), Math.sinh(angle)];
  return [c + error * s, s + error * c];
}

/** sin πz = sin πx cosh πy + i cos πx sinh πy, exact in its first factors. */
export const sinpiOf: ComplexFunction = (x, y, out, at) => {
  const [c, s] = hyperbolic(y);
  out[at] = sinpi(x) * c;
  out[at + 1] = cospi(x) * s;
};

/** cos πz = cos πx cosh πy − i sin πx sinh πy. */
export const cospiOf: ComplexFunction = (x, y, out, at) => {
  const [c, s] = hyperbolic(y);
  out[at] = cospi(x) * c;
  out[at + 1] = -sinpi(x) * s;
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
