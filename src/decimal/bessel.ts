/** Bessel functions of the first kind, of integer order n ≥ 0 and spherical ones, at exact decimals that are not too large to be reduced. */
import { type Ball, ballOfInteger, bitLength, div } from '../rounding/exact/ball.js';
import { type Argument, besselBallAt, sphericalBallAt } from '../rounding/exact/bessel.js';
import { ballAt, type Exact, magnitudeOf, nearest, one } from './exact.js';
import { isSquareTiny, type PointFunction } from './point.js';
import { beside, exactly, opposite, type Scaled, unscaled } from './scaled.js';
import { reduce } from './trigonometric.js';

const guard = 48;

const argumentOf = (x: Exact): Argument => ({
  size: nearest(x),
  at: (bits) => ballAt(x, bits),
  reduced: (bits) => reduce(x, bits),
});

const ladder =
  (far: (n: number, x: Argument, bits: number) => Ball | undefined, below: (k: number) => number) =>
  (n: number): PointFunction =>
  (x, bits) => {
    if (x.digits === 0n) return exactly(n === 0 ? one : x);
    const size = magnitudeOf(x);
    const ball = isSquareTiny(x, bits) ? nearZero(n, size, bits, below) : far(n, argumentOf(size), bits + guard);
    if (ball === undefined) return undefined;
    const value = 'shift' in ball ? ball : unscaled(ball);
    return x.digits < 0n && n % 2 === 1 ? opposite(value) : value;
  };

/**
 * x^n/Π_{k=1..n} below(k), from which a part of less than x² of it is taken. Where that is a decimal, only bounds on the one side of it tell the value from it.
 */
function nearZero(n: number, { digits, exponent }: Exact, bits: number, below: (k: number) => number): Scaled {
  let product = 1n;
  for (let k = 1; k <= n; k++) product *= BigInt(below(k));
  // 2^i·5^j divides 10^k for all i, j ≤ k
  const places = bitLength(product);
  const above = digits ** BigInt(n) * 10n ** BigInt(places);
  if (above % product === 0n) return beside({ digits: above / product, exponent: exponent * n - places }, -1, bits);
  const value = div(ballOfInteger(above), ballOfInteger(product), bits + guard);
  return {
    ball: { mid: value.mid, rad: value.rad + (value.mid >> BigInt(bits)) + 1n, exp: value.exp },
    shift: exponent * n - places,
  };
}

/** J_n: (x/2)^n/n!·(1 − x²/4(n + 1) + …). */
export const besselJ: (n: number) => PointFunction = ladder(besselBallAt, (k) => 2 * k);
/** j_n: x^n/(2n + 1)!!·(1 − x²/2(2n + 3) + …). */
export const sphericalJ: (n: number) => PointFunction = ladder(sphericalBallAt, (k) => 2 * k + 1);
