// A pendulum beside a clock: times come one by one, and the orbit goes no further than it is asked, until somebody has seen enough.
import { setInterval } from 'node:timers/promises';
import { stream, system } from 'brook';

const pendulum = system({ angle: 'speed', speed: '-9.81*sin(angle)' });

// What gives times may be any async iterable: a clock, a socket, a stream of Node's in object mode.
async function* clock() {
  let ticks = 0;
  for await (const _ of setInterval(20)) yield ticks++ / 8;
}

const control = new AbortController();
const lowest = { when: 'angle' };
const points = stream(pendulum, [1, 0], { t: clock(), events: [lowest], signal: control.signal });

let next = await points.next();
while (!next.done) {
  const { t, state, events } = next.value;
  const passed = events.map((event) => `, lowest at ${event.t.toFixed(12)}`).join('');
  console.log(`${t.toFixed(3)} s  ${'·'.repeat(Math.round(30 + 30 * state[0]))}o${passed}`);
  // ends the wait for the next time; what the clock has open is closed
  if (t === 2) control.abort();
  next = await points.next();
}

// The last value is the orbit as far as it came.
const { status, message, events } = next.value;
console.log(`${status}: ${message}`);
console.log(`from lowest to lowest and back: ${(2 * (events[1].t - events[0].t)).toFixed(12)} s`);
