import { measure } from '../measure.js';

const count = 4096;
let seed = 7;
function uniform(lo, hi) {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return lo + ((hi - lo) * seed) / 0x7fffffff;
}
const numbers = (lo, hi) => Float64Array.from({ length: count }, () => uniform(lo, hi));
const integers = (lo, hi) => numbers(lo, hi).map(Math.round);
const room = '../../../dist/rounding/elementary/';

// Where Math has no such function, what one would write instead.
const functions = [
  ['exp', numbers(-10, 10)],
  ['exp2', numbers(-10, 10), undefined, 'Math.pow(2, x)'],
  ['exp10', numbers(-10, 10), undefined, 'Math.pow(10, x)'],
  ['expm1', numbers(-10, 10)],
  ['log', numbers(0.001, 100)],
  ['log2', numbers(0.001, 100)],
  ['log10', numbers(0.001, 100)],
  ['log1p', numbers(-0.999, 100)],
  ['sin', numbers(-10, 10)],
  ['cos', numbers(-10, 10)],
  ['tan', numbers(-10, 10)],
  ['cot', numbers(-10, 10), undefined, '1 / Math.tan(x)'],
  ['sec', numbers(-10, 10), undefined, '1 / Math.cos(x)'],
  ['csc', numbers(-10, 10), undefined, '1 / Math.sin(x)'],
  ['sinpi', numbers(-10, 10), undefined, 'Math.sin(Math.PI * x)'],
  ['cospi', numbers(-10, 10), undefined, 'Math.cos(Math.PI * x)'],
  ['tanpi', numbers(-10, 10), undefined, 'Math.tan(Math.PI * x)'],
  ['asin', numbers(-1, 1)],
  ['acos', numbers(-1, 1)],
  ['atan', numbers(-10, 10)],
  ['acot', numbers(-10, 10), undefined, 'Math.atan(1 / x)'],
  ['atan2', numbers(-10, 10), numbers(-10, 10)],
  ['sinh', numbers(-10, 10)],
  ['cosh', numbers(-10, 10)],
  ['tanh', numbers(-10, 10)],
  ['coth', numbers(-10, 10), undefined, '1 / Math.tanh(x)'],
  ['sech', numbers(-10, 10), undefined, '1 / Math.cosh(x)'],
  ['csch', numbers(-10, 10), undefined, '1 / Math.sinh(x)'],
  ['asinh', numbers(-10, 10)],
  ['acosh', numbers(1, 100)],
  ['atanh', numbers(-1, 1)],
  ['acoth', numbers(1, 100), undefined, 'Math.atanh(1 / x)'],
  ['cbrt', numbers(-100, 100)],
  ['hypot', numbers(-10, 10), numbers(-10, 10)],
  ['pow', numbers(0.001, 100), numbers(-10, 10)],
  ['pown', numbers(-10, 10), integers(-9, 9), 'Math.pow(x, ys[i])'],
  ['rootn', numbers(0.001, 100), integers(2, 9), 'Math.pow(x, 1 / ys[i])'],
];

const files = { sin: 'trig', cos: 'trig', cot: 'tan', sec: 'tan', csc: 'tan' };

/** Both bounds of a function at a double, always tightest, beside one unproved value by `Math`: one table. */
export async function compare() {
  const pairs = [];
  for (const [name, xs, ys, instead] of functions) {
    const { [`${name}Bounds`]: bounds } = await import(`${room}${files[name] ?? name}.js`);
    const out = new Float64Array(2);
    // A fresh pair of loops for each function, so that what the engine learns of one does not slow another.
    const loop = (body) =>
      new Function(
        'bounds',
        'xs',
        'ys',
        'out',
        `let s = 0; for (let i = 0; i < ${count}; i++) { const x = xs[i]; ${body} } return s;`,
      );
    const operands = ys === undefined ? 'x' : 'x, ys[i]';
    const theirs = instead ?? `Math.${name}(${operands})`;
    const enclosing = loop(`bounds(${operands}, out); s += out[0] + out[1];`);
    const plain = loop(`s += ${theirs};`);
    const [our, their] = measure(
      [
        { name, run: () => enclosing(bounds, xs, ys, out) },
        { name: theirs, run: () => plain(bounds, xs, ys, out) },
      ],
      { rounds: 21 },
    ).map((timing) => ({ name: timing.name, median: timing.median / count, least: timing.least / count }));
    pairs.push([our, their]);
  }
  return [{ title: 'Bounds of elementary functions at a number, beside one value by `Math`', pairs }];
}
