import { type ComplexFunction, turned, withSign } from './complex-root.js';

/** Beyond this e^|x| may overflow where the products with cos y and sin y do not. */
const LARGE = 709;

/** sinh z = sinh x cos y + i cosh x sin y. */
export const sinhOf: ComplexFunction = (x, y, out, at) => {
  if (Math.abs(x) > LARGE) {
    const root = Math.exp(Math.abs(x) / 2);
    out[at] = withSign(root / 2, x) * Math.cos(y) * root;
    out[at + 1] = y === 0 ? y : (root / 2) * Math.sin(y) * root;
    return;
  }
  out[at] = Math.sinh(x) * Math.cos(y);
  out[at + 1] = Math.cosh(x) * Math.sin(y);
};

/** cosh z = cosh x cos y + i sinh x sin y. */
export const coshOf: ComplexFunction = (x, y, out, at) => {
  if (Math.abs(x) > LARGE) {
    const root = Math.exp(Math.abs(x) / 2);
    out[at] = (root / 2) * Math.cos(y) * root;
    out[at + 1] = y === 0 ? withSign(1, x) * y : withSign(root / 2, x) * Math.sin(y) * root;
    return;
  }
  out[at] = Math.cosh(x) * Math.cos(y);
  out[at + 1] = Math.sinh(x) * Math.sin(y);
};

/** tanh z = (β ρ s + i t)/(1 + β s²) with t = tan y, β = 1 + t², s = sinh x, ρ = √(1 + s²) (Kahan 1987, CTANH). */
export const tanhOf: ComplexFunction = (x, y, out, at) => {
  if (Math.abs(x) > 22) {
    // 1 − |tanh x| < 2^-62
    const decay = Math.exp(-Math.abs(x));
    out[at] = withSign(1, x);
    out[at + 1] = y === 0 ? y : 4 * Math.sin(y) * Math.cos(y) * decay * decay;
    return;
  }
  const t = Math.tan(y);
  const beta = 1 + t * t;
  const s = Math.sinh(x);
  const below = 1 + beta * s * s;
  out[at] = (beta * Math.sqrt(1 + s * s) * s) / below;
  out[at + 1] = t / below;
};

/** sin z. */
export const sinOf: ComplexFunction = turned(sinhOf);
/** tan z. */
export const tanOf: ComplexFunction = turned(tanhOf);
/** cos z. */
export const cosOf: ComplexFunction = (x, y, out, at) => coshOf(-y, x, out, at);
