// Interleaved timing: every variant gets a slice of a few milliseconds in each round, so that whatever else the machine does falls on all of them.

/**
 * @typedef {{ name: string, run: () => unknown }} Variant one unit of work a call
 * @typedef {{ name: string, median: number, least: number }} Timing nanoseconds a call
 */

/**
 * Times variants against each other.
 *
 * @param {readonly Variant[]} variants
 * @param {{ rounds?: number, slice?: number }} [options] slice in milliseconds
 * @returns {Timing[]}
 */
export function measure(variants, { rounds = 41, slice = 2 } = {}) {
  const calls = variants.map((variant) => calibrate(variant, slice));
  const samples = variants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < variants.length; i++) samples[i].push(timed(variants[i], calls[i]));
  }
  return variants.map(({ name }, i) => ({ name, median: median(samples[i]), least: Math.min(...samples[i]) }));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Calls that fill a slice, found while warming up for a third of a second: functions that compile themselves first, and large ones of the engine, take that long. */
function calibrate(variant, slice) {
  let calls = 1;
  let spent = 0;
  for (;;) {
    const time = timed(variant, calls) * calls;
    spent += time;
    if (spent > 1e9 || (spent > 3e8 && time > slice * 5e5)) return Math.max(1, Math.round((calls * slice * 1e6) / time));
    if (time < slice * 1e6) calls *= 2;
  }
}

// What a call returned last, kept so that no engine may leave the call out.
const sink = { last: undefined };

function timed({ run }, calls) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) sink.last = run();
  return Number(process.hrtime.bigint() - start) / calls;
}

/** A time in nanoseconds with a unit that fits. */
export function duration(ns) {
  const [value, unit] = ns < 1e3 ? [ns, 'ns'] : ns < 1e6 ? [ns / 1e3, 'µs'] : ns < 1e9 ? [ns / 1e6, 'ms'] : [ns / 1e9, 's'];
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 10 ? 3 : 2)} ${unit}`;
}

/** A ratio to two or three digits. */
export function ratio(x) {
  return x >= 1000 ? x.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ' ') : x >= 100 ? x.toFixed(0) : x.toPrecision(x >= 10 ? 3 : 2);
}
