import { atan2Bounds } from '../../rounding/elementary/atan2.js';
import { DAC, DEF, type Decoration, TRV } from '../decoration.js';
import { isBounded, writeContinuous, writeEmpty, writePartial } from './bounds.js';

const halfPiDown = 1.5707963267948966;
const halfPiUp = 1.5707963267948968;
const piDown = 3.141592653589793;
const piUp = 3.1415926535897936;

const point = new Float64Array(2);

// The bounds of the angle of (x, y), y ≥ 0, with its limit where one of the two is infinite; x = 0 means y > 0.
function angle(y: number, x: number): void {
  if (y === Infinity || x === 0) {
    point[0] = halfPiDown;
    point[1] = halfPiUp;
  } else if (y === 0 || x === Infinity || x === -Infinity) {
    point[0] = x > 0 ? 0 : piDown;
    point[1] = x > 0 ? 0 : piUp;
  } else atan2Bounds(y, x, point);
}

// Range over a box of the closed upper half-plane, not the origin alone: the angle falls as x grows; as y grows it rises
// for x > 0 and falls for x < 0. Only the ends of x = 0 with y = 0 need the side the box lies on.
function upperAngles(yl: number, yh: number, xl: number, xh: number, range: Float64Array): void {
  if (yh === 0) {
    range[0] = xh > 0 ? 0 : piDown;
    range[1] = xl < 0 ? piUp : 0;
    return;
  }
  angle(xh > 0 ? yl : yh, xh);
  range[0] = point[0]!;
  angle(xl < 0 ? yl : yh, xl);
  range[1] = point[1]!;
}

const range = new Float64Array(2);

/**
 * {atan2(y, x) : y ∈ a, x ∈ b, (x, y) ≠ (0, 0)}, the angle of the point (x, y) in (−π, π].
 *
 * A box that reaches the negative x-axis from below, or crosses it, meets both −π and π: there the angle jumps.
 */
export function atan2Into(out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number): Decoration {
  const yl = a[i]!;
  const yh = a[i + 1]!;
  const xl = b[j]!;
  const xh = b[j + 1]!;
  if (yl > yh || xl > xh) return writeEmpty(out, o);
  const bounded = isBounded(yl, yh) && isBounded(xl, xh);
  const meetsOrigin = yl <= 0 && yh >= 0 && xl <= 0 && xh >= 0;
  if (meetsOrigin && yl === 0 && yh === 0 && xl === 0 && xh === 0) return writeEmpty(out, o);
  if (yl < 0 && yh >= 0 && xl < 0) {
    writePartial(out, o, -piUp, piUp);
    return meetsOrigin ? TRV : DEF;
  }
  let lo: number;
  let hi: number;
  if (yl >= 0) {
    upperAngles(yl, yh, xl, xh, range);
    lo = range[0]!;
    hi = range[1]!;
  } else if (yh <= 0) {
    upperAngles(-yh, -yl, xl, xh, range);
    lo = -range[1]!;
    hi = -range[0]!;
  } else {
    angle(-yl, xl);
    lo = -point[1]!;
    angle(yh, xl);
    hi = point[1]!;
  }
  if (meetsOrigin) return writePartial(out, o, lo, hi);
  const d = writeContinuous(out, o, lo, hi, bounded);
  // On the negative axis itself the angle is continuous from above only.
  return yl === 0 && xl < 0 ? DAC : d;
}
