import { twoProductError, twoSumError } from '../rounding/transform.js';

/**
 * A function of x + iy that writes real and imaginary part of its value at out[at] and out[at + 1].
 *
 * Branch cuts and the role of signed zeros on them follow W. Kahan, Branch cuts for complex elementary functions (1987), as does ISO C99, annex G: a
 * function is continuous onto its cut from the side that the sign of the zero names.
 */
export type ComplexFunction = (x: number, y: number, out: Float64Array, at: number) => void;

/** The size of x with the sign of y, also of a zero. */
export const withSign = (x: number, y: number): number => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x));

/** √(x + iy), cut along the negative real axis; the real part is ≥ 0. */
export const sqrtOf: ComplexFunction = (x, y, out, at) => {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  if (b === 0) {
    // 0 + iy is a square root of zero that keeps the side
    out[at] = x < 0 ? 0 : Math.sqrt(a);
    out[at + 1] = withSign(x < 0 ? Math.sqrt(a) : 0, y);
    return;
  }
  const largest = Math.max(a, b);
  // Powers of four that keep a + |z| finite and a subnormal number's digits.
  const root = largest > 2 ** 1020 ? 4 : largest < 2 ** -900 ? 2 ** -60 : 1;
  const [u, v] = [a / root / root, b / root / root];
  const t = Math.sqrt((u + Math.hypot(u, v)) / 2);
  const large = root * t;
  const small = b === Infinity ? (a === Infinity ? Number.NaN : Infinity) : root * (v / (2 * t));
  out[at] = x < 0 ? small : large;
  out[at + 1] = withSign(x < 0 ? large : small, y);
};

/** x² less the double that x * x is; 0 where that underflows and the square no longer counts. */
const squareError = (x: number, square: number): number => (square < 2 ** -960 ? 0 : twoProductError(x, x, square));

/** s + x² + y² for moderate s, x, y, right to a few units also where it nearly cancels. */
export function plusSquares(s: number, x: number, y: number): number {
  const [xx, yy] = [x * x, y * y];
  const t = s + xx;
  const sum = t + yy;
  return sum + (twoSumError(s, xx, t) + twoSumError(t, yy, sum) + (squareError(x, xx) + squareError(y, yy)));
}

/** ln|x + iy|, without cancellation where |x + iy| is near 1. */
export function logAbs(x: number, y: number): number {
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (b === 0) return Math.log(a);
  if (a > 0.5 && a < 2) return Math.log1p(plusSquares(-1, a, b)) / 2;
  if (a > 2 ** 1000) return Math.log(Math.hypot(a / 4, b / 4)) + 2 * Math.LN2;
  return a < 2 ** -1000 ? Math.log(Math.hypot(a * 2 ** 100, b * 2 ** 100)) - 100 * Math.LN2 : Math.log(Math.hypot(a, b));
}

/** ∛(x + iy), the root of least argument in size: that of a negative real number is not real. */
export const cbrtOf: ComplexFunction = (x, y, out, at) => {
  if (y === 0 && x >= 0) {
    out[at] = Math.cbrt(x);
    out[at + 1] = y;
    return;
  }
  const largest = Math.max(Math.abs(x), Math.abs(y));
  const root = largest > 2 ** 1020 ? 2 : largest < 2 ** -1000 ? 2 ** -40 : 1;
  const cube = root * root * root;
  polar(Math.cbrt(Math.hypot(x / cube, y / cube)) * root, Math.atan2(y, x) / 3, out, at);
};

/** r·e^{iφ} */
export function polar(r: number, phi: number, out: Float64Array, at: number): void {
  out[at] = r * Math.cos(phi);
  out[at + 1] = r * Math.sin(phi);
}

/** f(iz)/i for an odd f: sin from sinh, arsinh from arcsin. */
export const turned =
  (f: ComplexFunction): ComplexFunction =>
  (x, y, out, at) => {
    f(-y, x, out, at);
    const u = out[at]!;
    out[at] = out[at + 1]!;
    out[at + 1] = -u;
  };
