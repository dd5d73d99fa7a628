import { derivatives, formula, interval } from 'brook';
import { derivative as differentiate, parse } from 'mathjs';
import { measure } from '../measure.js';

const text = 'exp(sin(x))*log(1 + x^2)';
const x = 0.3;

/** The derivatives 0 … order by mathjs: symbolically, one after the other, without simplification, which only slows it down. */
function byMathjs(order) {
  let f = parse(text);
  const values = [f.evaluate({ x })];
  for (let k = 1; k <= order; k++) {
    f = differentiate(f, 'x', { simplify: false });
    values.push(f.evaluate({ x }));
  }
  return values;
}

/** Derivatives of the tour's formula, from its text, against mathjs. */
export function compare() {
  const f = formula(text);
  const order = 5;
  const expected = derivatives(f, x, order);
  byMathjs(order).forEach((value, k) => {
    if (!(Math.abs(value / expected[k] - 1) < 1e-9))
      throw new Error(`derivative ${k}: ${value} by mathjs, ${expected[k]} by brook`);
  });
  const point = interval('0.3');
  const few = measure(
    [
      { name: 'brook, from the text', run: () => derivatives(text, x, order) },
      { name: 'brook, from a formula read before', run: () => derivatives(f, x, order) },
      { name: 'brook, enclosures', run: () => derivatives(f, point, order) },
      { name: 'mathjs 15', run: () => byMathjs(order) },
    ],
    { rounds: 15 },
  );
  const many = measure(
    [
      { name: 'brook, 0 … 8, from the text', run: () => derivatives(text, x, 8) },
      { name: 'brook, 0 … 30, from the text', run: () => derivatives(text, x, 30) },
      { name: 'brook, 0 … 30, from a formula read before', run: () => derivatives(f, x, 30) },
    ],
    { rounds: 15 },
  );
  // Too long to repeat, so the time of the processor: what else the machine does is not in it.
  const start = process.cpuUsage();
  byMathjs(8);
  const { user, system } = process.cpuUsage(start);
  const once = 1e3 * (user + system);
  many.push({ name: 'mathjs 15, 0 … 8 (processor time, one run)', median: once, least: once });
  return [
    { title: `Derivatives 0 … ${order} of \`${text}\` at ${x}`, base: 'brook, from the text', timings: few },
    { title: `Derivatives of the same of higher order`, base: 'brook, 0 … 30, from the text', timings: many },
  ];
}
