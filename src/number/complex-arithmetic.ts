import { logAbs, polar } from './complex-root.js';

/** out = (a + ib)(c + id) */
export function multiply(a: number, b: number, c: number, d: number, out: Float64Array, at: number): void {
  out[at] = a * c - b * d;
  out[at + 1] = a * d + b * c;
}

/**
 * out = (a + ib)/(c + id). Both are scaled by powers of two first, so that c² + d² neither overflows nor underflows where the quotient is a double
 * (as C99, annex G.5.1 does; R. L. Smith's quotients of parts would lose small ones).
 */
export function divide(a: number, b: number, c: number, d: number, out: Float64Array, at: number): void {
  if (d === 0) {
    out[at] = a / c;
    out[at + 1] = b / c;
    return;
  }
  const below = powerOfTwo(Math.max(Math.abs(c), Math.abs(d)));
  const above = powerOfTwo(Math.max(Math.abs(a), Math.abs(b)));
  const [p, q, r, s] = [a / above, b / above, c / below, d / below];
  const size = r * r + s * s;
  out[at] = scaled((p * r + q * s) / size, above, below);
  out[at + 1] = scaled((q * r - p * s) / size, above, below);
}

/** x·above/below, where the quotient of the two may overflow though x·above/below does not. */
function scaled(x: number, above: number, below: number): number {
  const ratio = above / below;
  return ratio > 0 && ratio < Infinity ? x * ratio : (x * above) / below;
}

/** A power of two within a factor of four of x; 1 for 0 and what is not finite. */
function powerOfTwo(x: number): number {
  if (x === 0 || !(x < Infinity)) return 1;
  let power = 1;
  let rest = x;
  for (let step = 512; step >= 1; step /= 2) {
    const factor = 2 ** step;
    while (rest >= factor) {
      rest /= factor;
      power *= factor;
    }
    while (rest < 1 / factor) {
      rest *= factor;
      power /= factor;
    }
  }
  return power;
}

/** out = (x + iy)^n for an integer n, by repeated squaring. */
export function powInteger(x: number, y: number, n: number, out: Float64Array, at: number): void {
  let [re, im] = [1, 0];
  let [p, q] = [x, y];
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) [re, im] = [re * p - im * q, re * q + im * p];
    [p, q] = [p * p - q * q, 2 * p * q];
  }
  if (n < 0) divide(1, 0, re, im, out, at);
  else {
    out[at] = re;
    out[at + 1] = im;
  }
}

/** out = (x + iy)^r = |z|^r·e^{ir arg z} for a real r, cut along the negative real axis. */
export function powReal(x: number, y: number, r: number, out: Float64Array, at: number): void {
  if (y === 0 && x >= 0) {
    out[at] = Math.pow(x, r);
    out[at + 1] = y * r;
    return;
  }
  const size = Math.hypot(x, y);
  polar(size < Infinity ? Math.pow(size, r) : Math.exp(r * logAbs(x, y)), r * Math.atan2(y, x), out, at);
}

/** out = (x + iy)^(u + iv) = e^{(u + iv) ln(x + iy)}; 0 to a power of positive real part is 0. */
export function raise(x: number, y: number, u: number, v: number, out: Float64Array, at: number): void {
  if (v === 0) {
    if (Number.isInteger(u) && Math.abs(u) < 1024) powInteger(x, y, u, out, at);
    else powReal(x, y, u, out, at);
    return;
  }
  if (x === 0 && y === 0) {
    out[at] = u > 0 ? 0 : Number.NaN;
    out[at + 1] = u > 0 ? 0 : Number.NaN;
    return;
  }
  const [log, arg] = [logAbs(x, y), Math.atan2(y, x)];
  polar(Math.exp(u * log - v * arg), u * arg + v * log, out, at);
}
