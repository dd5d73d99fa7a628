import { add, type Ball, ballOf, ballOfInteger, div, mul, sqrtBall } from '../../rounding/exact/ball.js';
import { expBall } from '../../rounding/exact/exponential.js';
import { logBall } from '../../rounding/exact/logarithm.js';
import { doubleAbove, doubleBelow, settle } from '../../rounding/exact/settle.js';

// Enclosures of powers at a point, from ball arithmetic, until rounding/elementary has them.

function enclose(b: Ball, out: Float64Array): void {
  out[0] = doubleBelow(b.mid - b.rad, b.exp);
  out[1] = doubleAbove(b.mid + b.rad, b.exp);
}

export function pownBounds(x: number, n: number, out: Float64Array): void {
  if (Math.abs(n) > 1048576) {
    powBounds(Math.abs(x), n, out);
    return;
  }
  settle((precision) => {
    let power = ballOfInteger(1n);
    let base = ballOf(x);
    for (let k = Math.abs(n); k > 0; k = Math.floor(k / 2)) {
      if (k % 2 === 1) power = mul(power, base, precision + 64);
      base = mul(base, base, precision + 64);
    }
    return n < 0 ? div(ballOfInteger(1n), power, precision + 64) : power;
  }, out);
}

function boundedPower(x: number, exponent: (precision: number) => Ball, out: Float64Array): void {
  const e = mul(exponent(200), logBall(ballOf(x), 200), 200);
  const size = doubleAbove((e.mid < 0n ? -e.mid : e.mid) + e.rad, e.exp);
  if (size < 1100) enclose(expBall(e, 200), out);
  else {
    out[0] = e.mid > 0n ? Number.MAX_VALUE : 0;
    out[1] = e.mid > 0n ? Infinity : 5e-324;
  }
}

export function powBounds(x: number, y: number, out: Float64Array): void {
  if (x === 1 || y === 0) enclose(ballOfInteger(1n), out);
  else if (Math.abs(y) <= 1024 && Math.floor(y) === y) pownBounds(x, y, out);
  else boundedPower(x, () => ballOf(y), out);
}

export function rootnBounds(x: number, n: number, out: Float64Array): void {
  if (x === 1) enclose(ballOfInteger(1n), out);
  else boundedPower(x, (precision) => div(ballOfInteger(1n), ballOfInteger(BigInt(n)), precision), out);
}

export function cbrtBounds(x: number, out: Float64Array): void {
  if (x === 0) {
    out[0] = 0;
    out[1] = 0;
  } else rootnBounds(Math.abs(x), 3, out);
  if (x < 0) {
    const lo = out[0]!;
    out[0] = -out[1]!;
    out[1] = -lo;
  }
}

export function hypotBounds(x: number, y: number, out: Float64Array): void {
  const square = add(mul(ballOf(x), ballOf(x), 10000), mul(ballOf(y), ballOf(y), 10000), 10000);
  if (square.mid === 0n) {
    out[0] = 0;
    out[1] = 0;
  } else enclose(sqrtBall(square, 5000), out);
}
