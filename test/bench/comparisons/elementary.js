import { asinBounds } from '../../../dist/rounding/elementary/asin.js';
import { atanBounds } from '../../../dist/rounding/elementary/atan.js';
import { expBounds } from '../../../dist/rounding/elementary/exp.js';
import { logBounds } from '../../../dist/rounding/elementary/log.js';
import { powBounds } from '../../../dist/rounding/elementary/pow.js';
import { sinhBounds } from '../../../dist/rounding/elementary/sinh.js';
import { tanBounds } from '../../../dist/rounding/elementary/tan.js';
import { sinBounds } from '../../../dist/rounding/elementary/trig.js';
import { measure } from '../measure.js';

const count = 4096;
let seed = 7;
function uniform(lo, hi) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return lo + ((hi - lo) * seed) / 0x7fffffff;
}
const numbers = (lo, hi) => Float64Array.from({ length: count }, () => uniform(lo, hi));

const functions = [
  ['exp', expBounds, numbers(-10, 10)],
  ['log', logBounds, numbers(0.001, 100)],
  ['sin', sinBounds, numbers(-10, 10)],
  ['tan', tanBounds, numbers(-10, 10)],
  ['asin', asinBounds, numbers(-1, 1)],
  ['atan', atanBounds, numbers(-10, 10)],
  ['sinh', sinhBounds, numbers(-10, 10)],
  ['pow', powBounds, numbers(0.001, 100), numbers(-10, 10)],
];

/** Both bounds of a function at a double, always tightest, beside one unproved value by `Math`. */
export function compare() {
  return functions.map(([name, bounds, xs, ys]) => {
    const out = new Float64Array(2);
    // A fresh pair of loops for each function, so that what the engine learns of one does not slow another.
    const loop = (body) =>
      new Function('bounds', 'xs', 'ys', 'out', `let s = 0; for (let i = 0; i < ${count}; i++) ${body} return s;`);
    const operands = ys === undefined ? 'xs[i]' : 'xs[i], ys[i]';
    const ours = loop(`{ bounds(${operands}, out); s += out[0] + out[1]; }`);
    const theirs = loop(`s += Math.${name}(${operands});`);
    const timings = measure(
      [
        { name: 'brook, both bounds', run: () => ours(bounds, xs, ys, out) },
        { name: `Math.${name}`, run: () => theirs(bounds, xs, ys, out) },
      ],
      { rounds: 21 },
    );
    return {
      title: `Bounds of ${name} at a number`,
      base: `Math.${name}`,
      timings: timings.map((timing) => ({ name: timing.name, median: timing.median / count, least: timing.least / count })),
    };
  });
}
