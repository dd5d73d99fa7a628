import { Complex } from './complex.js';
import type { ComplexFunction } from './complex-root.js';
import { aboveBranch, lambertW, lambertWm1 } from './lambert.js';

/** The branch k of W: w + ln w = ln z + 2πik but for the part of W₀ near 0, where it tells nothing (DLMF 4.13; Corless and others 1996). */
type Branch = 0 | -1;

/** Where the expansion in √(2(ez + 1)) begins well. */
const NEAR = 0.5;

/** d = 1 + W with 1 + (d − 1)e^d = Σ_{k≥2} (k − 1) d^k/k! = ez + 1, by Newton's method, as for real numbers. */
function nearBranch(above: Complex, sign: 1 | -1): Complex {
  if (above.re === 0 && above.im === 0) return above;
  const p = above.mul(2).sqrt().mul(sign);
  let d = p.mul(p.mul(p.mul(11 / 72).sub(1 / 3)).add(1));
  for (let i = 0; i < 6; i++) {
    let sum = new Complex(0);
    let power = d;
    for (let k = 2; k < 30; k++) {
      power = power.mul(d).div(k);
      sum = sum.add(power.mul(k - 1));
    }
    d = d.sub(sum.sub(above).div(d.mul(d.exp())));
  }
  return d;
}

function lambertAt(k: Branch, z: Complex): Complex {
  const { re, im } = z;
  const isBelow = im < 0 || Object.is(im, -0);
  if (re === 0 && im === 0) return k === 0 ? z : new Complex(-Infinity);
  const above = new Complex(aboveBranch(re), Math.E * im);
  // W₋₁ has no branch point there when it is reached from below
  if (above.abs() < NEAR && (k === 0 || !isBelow)) return nearBranch(above, k === 0 ? 1 : -1).sub(1);
  if (k === 0 && z.abs() < 0.25) return newton(z, z.mul(z.mul(z.mul(1.5).sub(1)).add(1)));
  const log = z.log();
  const turned = k === 0 ? log : new Complex(log.re, log.im - 2 * Math.PI);
  if (k === 0 && z.abs() < 4) {
    const p = above.mul(2).sqrt();
    return newton(z, above.abs() < 3 ? p.sub(p.sqr().div(3)).sub(1) : z.log1p().mul(0.75));
  }
  return byLogarithm(turned, turned.sub(turned.log()), k);
}

/** Halley's method for w e^w = z, and a last step of Newton's. */
function newton(z: Complex, start: Complex): Complex {
  let w = start;
  for (let i = 0; i < 12; i++) {
    const error = w.sub(z.mul(w.neg().exp()));
    const step = error.div(w.add(1).sub(error.mul(w.add(2)).div(w.add(1).mul(2))));
    w = w.sub(step);
    if (step.abs() <= 1e-9 * w.abs()) break;
  }
  return w.sub(w.sub(z.mul(w.neg().exp())).div(w.add(1)));
}

/** Newton's method for w + ln w = L, L a logarithm of z; the negative real axis, where W₋₁ is real, is reached from below. */
function byLogarithm(log: Complex, start: Complex, k: Branch): Complex {
  const logOf = (w: Complex): Complex => (k === -1 && w.re < 0 ? w.neg().log().sub(new Complex(0, Math.PI)) : w.log());
  let w = start;
  for (let i = 0; i < 12; i++) {
    const step = w
      .sub(log.sub(logOf(w)))
      .mul(w)
      .div(w.add(1));
    w = w.sub(step);
    if (step.abs() <= 2 ** -50 * w.abs()) break;
  }
  return w;
}

/** W₀(z), cut along the real axis below −1/e; on the cut the sign of a zero imaginary part says from which side. */
export const lambertWOf: ComplexFunction = (x, y, out, at) => {
  const real = y === 0 ? lambertW(x) : Number.NaN;
  const { re, im } = Number.isNaN(real) ? lambertAt(0, new Complex(x, y)) : { re: real, im: y };
  out[at] = re;
  out[at + 1] = im;
};

/** W₋₁(z), cut along the negative real axis, from above of which it is real for −1/e ≤ z < 0. */
export const lambertWm1Of: ComplexFunction = (x, y, out, at) => {
  const real = Object.is(y, 0) ? lambertWm1(x) : Number.NaN;
  const { re, im } = Number.isNaN(real) ? lambertAt(-1, new Complex(x, y)) : { re: real, im: 0 };
  out[at] = re;
  out[at + 1] = im;
};
