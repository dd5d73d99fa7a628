import { atan2Bounds } from '../../rounding/elementary/atan2.js';
import { exactAtan2pi } from '../../rounding/exact/inverse-halfturn.js';
import { DAC, DEF, type Decoration, TRV } from '../decoration.js';
import { type BinaryKernel, isBounded, writeContinuous, writeEmpty, writePartial } from './bounds.js';

/** A measure of angles: the angle of a point, and the bounds of a quarter and of a half turn. */
interface Measure {
  readonly bounds: (y: number, x: number, out: Float64Array) => void;
  readonly quarter: readonly [number, number];
  readonly half: readonly [number, number];
}

const radians: Measure = {
  bounds: atan2Bounds,
  quarter: [1.5707963267948966, 1.5707963267948968],
  half: [3.141592653589793, 3.1415926535897936],
};

const halfTurns: Measure = { bounds: exactAtan2pi, quarter: [0.5, 0.5], half: [1, 1] };

const point = new Float64Array(2);

// The bounds of the angle of (x, y), y ≥ 0, with its limit where one of the two is infinite; x = 0 means y > 0.
function angle({ bounds, quarter, half }: Measure, y: number, x: number): void {
  if (y === Infinity || x === 0) {
    point[0] = quarter[0];
    point[1] = quarter[1];
  } else if (y === 0 || x === Infinity || x === -Infinity) {
    point[0] = x > 0 ? 0 : half[0];
    point[1] = x > 0 ? 0 : half[1];
  } else bounds(y, x, point);
}

// Range over a box of the closed upper half-plane, not the origin alone: the angle falls as x grows; as y grows it rises
// for x > 0 and falls for x < 0. Only the ends of x = 0 with y = 0 need the side the box lies on.
function upperAngles(measure: Measure, yl: number, yh: number, xl: number, xh: number, range: Float64Array): void {
  if (yh === 0) {
    range[0] = xh > 0 ? 0 : measure.half[0];
    range[1] = xl < 0 ? measure.half[1] : 0;
    return;
  }
  angle(measure, xh > 0 ? yl : yh, xh);
  range[0] = point[0]!;
  angle(measure, xl < 0 ? yl : yh, xl);
  range[1] = point[1]!;
}

const range = new Float64Array(2);

// A box that reaches the negative x-axis from below, or crosses it, meets both ends of the range: there the angle jumps.
function angles(measure: Measure): BinaryKernel {
  return (out, o, a, i, b, j): Decoration => {
    const yl = a[i]!;
    const yh = a[i + 1]!;
    const xl = b[j]!;
    const xh = b[j + 1]!;
    if (yl > yh || xl > xh) return writeEmpty(out, o);
    const bounded = isBounded(yl, yh) && isBounded(xl, xh);
    const meetsOrigin = yl <= 0 && yh >= 0 && xl <= 0 && xh >= 0;
    if (meetsOrigin && yl === 0 && yh === 0 && xl === 0 && xh === 0) return writeEmpty(out, o);
    if (yl < 0 && yh >= 0 && xl < 0) {
      writePartial(out, o, -measure.half[1], measure.half[1]);
      return meetsOrigin ? TRV : DEF;
    }
    let lo: number;
    let hi: number;
    if (yl >= 0) {
      upperAngles(measure, yl, yh, xl, xh, range);
      lo = range[0]!;
      hi = range[1]!;
    } else if (yh <= 0) {
      upperAngles(measure, -yh, -yl, xl, xh, range);
      lo = -range[1]!;
      hi = -range[0]!;
    } else {
      angle(measure, -yl, xl);
      lo = -point[1]!;
      angle(measure, yh, xl);
      hi = point[1]!;
    }
    if (meetsOrigin) return writePartial(out, o, lo, hi);
    const d = writeContinuous(out, o, lo, hi, bounded);
    // On the negative axis itself the angle is continuous from above only.
    return yl === 0 && xl < 0 ? DAC : d;
  };
}

/** {atan2(y, x) : y ∈ a, x ∈ b, (x, y) ≠ (0, 0)}, the angle of the point (x, y) in (−π, π]. */
export const atan2Into: BinaryKernel = angles(radians);

/** {atan2(y, x)/π : y ∈ a, x ∈ b, (x, y) ≠ (0, 0)}, in (−1, 1]. */
export const atan2piInto: BinaryKernel = angles(halfTurns);
