import { interval } from 'brook';
import { add, atan, cos, div, exp, Interval, log, mul, sin, tan } from 'interval-arithmetic';
import { measure } from '../measure.js';

const count = 256;
/** Bounds between −4 and 4, some of both signs, always the same. */
const bounds = Array.from({ length: count }, (_, i) => {
  const middle = 4 * Math.sin(1 + 12.9898 * i);
  const radius = Math.abs(Math.sin(1 + 78.233 * i)) * 0.5;
  return [middle - radius, middle + radius];
});
const ours = bounds.map(([lo, hi]) => interval(lo, hi));
const theirs = bounds.map(([lo, hi]) => new Interval(lo, hi));
const points = bounds.map(([lo]) => Math.abs(lo) + 0.1);
const thin = points.map((x) => interval(x));
const thinTheirs = points.map((x) => new Interval(x, x));

/** One operation over the whole table; times are then divided by its length. */
function over(values, operation) {
  return () => {
    let last;
    for (let i = 0; i < count; i++) last = operation(values[i], values[(i * 7 + 3) % count]);
    return last;
  };
}

function perOperation(timings) {
  return timings.map(({ name, median, least }) => ({ name, median: median / count, least: least / count }));
}

/** Interval arithmetic against npm interval-arithmetic, elementary enclosures against Math. */
export function compare() {
  const arithmetic = Object.entries({ add, mul, div }).map(([name, theirOperation]) => ({
    title: `Interval ${name}`,
    base: 'brook',
    timings: perOperation(
      measure([
        { name: 'brook', run: over(ours, (x, y) => x[name](y)) },
        { name: 'interval-arithmetic 1.1', run: over(theirs, theirOperation) },
      ]),
    ),
  }));
  const elementary = Object.entries({ exp, log, sin, cos, tan, atan }).map(([name, theirFunction]) => ({
    title: `Enclosure of ${name} at a number`,
    base: `Math.${name}`,
    timings: perOperation(
      measure([
        { name: `Math.${name}`, run: over(points, Math[name]) },
        { name: 'brook', run: over(thin, (x) => x[name]()) },
        { name: 'interval-arithmetic 1.1', run: over(thinTheirs, theirFunction) },
      ]),
    ),
  }));
  return [...arithmetic, ...elementary];
}
