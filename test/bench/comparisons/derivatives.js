import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { derivatives, formula, interval } from 'brook';
import { derivative as differentiate, parse } from 'mathjs';
import { text, x } from '../function.js';
import { measure } from '../measure.js';

/** Other packages that differentiate, what their values are good for, and what there is to say of them. */
const peers = [
  { name: 'mathjs', version: '15', tolerance: 1e-9 },
  { name: 'nerdamer-prime', version: '1.5', tolerance: 1e-9 },
  { name: 'algebrite', version: '1.4', tolerance: 1e-5 },
  { name: '@jax-js/jax', version: '0.1, single precision', tolerance: 1e-5 },
  { name: '@cortex-js/compute-engine', version: '0.140', tolerance: 1e-9 },
];

/** Seconds after which one is cut off. */
const LIMIT = 20;

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

/** The derivatives 0 … order by a package in a process of its own, as far as it gets: too long to repeat, so the time of the processor, in which what else the machine does is not. */
async function once({ name, version, tolerance }, order) {
  const script = fileURLToPath(new URL('../peers.js', import.meta.url));
  const run = promisify(execFile)(process.execPath, [script, name, `${order}`], { timeout: 1e3 * LIMIT });
  const { stdout } = await run.catch((error) => {
    if (error.killed) return error;
    throw error;
  });
  const reached = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  // some give no number where they meet a limit of their own
  const failed = reached.findIndex(({ value }) => value === null);
  if (failed >= 0) reached.length = failed;
  const expected = derivatives(text, x, order);
  reached.forEach(({ value }, k) => {
    if (!(Math.abs(value / expected[k] - 1) < tolerance))
      throw new Error(`derivative ${k}: ${value} by ${name}, ${expected[k]} by brook`);
  });
  const last = reached.length - 1;
  const { time } = reached[last];
  const end = last === order ? '' : failed >= 0 ? ', with no value for the next' : `, where it was cut off after ${LIMIT} s`;
  return { name: `${name} ${version}, 0 … ${last}${end} (processor time, one run)`, median: time, least: time };
}

/** Derivatives of the tour's formula, from its text, against packages that differentiate. */
export async function compare() {
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
  // The last takes as long as the others together.
  const [last, ...others] = peers.toReversed();
  const inTurn = async () => {
    const timings = [];
    for (const peer of others.reverse()) timings.push(await once(peer, 8));
    return timings;
  };
  const [timings, longest] = await Promise.all([inTurn(), once(last, 8)]);
  many.push(...timings, longest);
  return [
    { title: `Derivatives 0 … ${order} of \`${text}\` at ${x}`, base: 'brook, from the text', timings: few },
    { title: `Derivatives of the same of higher order`, base: 'brook, 0 … 30, from the text', timings: many },
  ];
}
