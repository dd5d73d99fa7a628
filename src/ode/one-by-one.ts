import type { Equations } from '../formula/equations.js';
import { evenRoots } from '../formula/even-roots.js';
import { arePieces } from '../formula/pieces.js';
import { systemOfPortable } from '../formula/portable.js';
import { watch } from '../formula/watch.js';
import type { EventRecord } from './events.js';
import { whenOf } from './events.js';
import { Integration } from './integration.js';
import { packEvents } from './member-events.js';
import { Sweep } from './sweep.js';
import { type Members, outcomes, type Results, type SweepJob } from './sweep-job.js';

/** What computes members of an ensemble. */
export interface Runner {
  run(members: Members): Results;
}

/** Functions that are flat to rounding but for a short time: where they change their sign unseen, `Integration` goes back. */
const flat: ReadonlySet<string> = new Set([
  'exp',
  'exp2',
  'exp10',
  'expm1',
  'tanh',
  'sigmoid',
  'erf',
  'erfc',
  'gaussian',
  'atan',
]);

/**
 * Lanes of one kernel for smooth equations. With branches, members are on different pieces at a time, and go by themselves; and so they do with events whose formulas may be
 * flat. It costs little: with an event, 2000 pendulums took as long in lanes as one after the other, since what lanes win is lost where one of the two waits.
 */
export function runnerOf(job: SweepJob): Runner {
  const system = systemOfPortable(job.system);
  const all = evenRoots(
    watch(
      system,
      job.events.map(({ when }) => when),
      whenOf('ensemble'),
    ),
  );
  const { dag } = all.system;
  const isFlat = dag.reach(all.nodes).some((id) => flat.has(dag.nodes[id]!.op));
  return isFlat || arePieces(all) ? new OneByOne(system, job) : new Sweep(job);
}

/** Integrates members of an ensemble one after the other. */
class OneByOne implements Runner {
  readonly #system: Equations;
  readonly #job: SweepJob;

  constructor(system: Equations, job: SweepJob) {
    this.#system = system;
    this.#job = job;
  }

  run({ count, initial, parameters }: Members): Results {
    const { t, maxSteps, kernel, events: specs, tolerance, givenOrder } = this.#job;
    const { states, parameters: names } = this.#system;
    const n = states.length;
    const m = names.length;
    const results = {
      states: new Float64Array(count * (t.length - 1) * n).fill(Number.NaN),
      ends: new Float64Array(count * n),
      times: new Float64Array(count),
      steps: new Uint32Array(count),
      outcomes: new Uint8Array(count),
    };
    const events: (readonly EventRecord[])[] = [];
    for (let i = 0; i < count; i++) {
      const integration = new Integration('ensemble', this.#system, Array.from(initial.subarray(i * n, (i + 1) * n)), {
        t,
        tolerance,
        ...(givenOrder !== undefined && { order: givenOrder }),
        maxSteps,
        kernel,
        events: specs,
        dense: false,
        highAccuracy: false,
        parameters: Object.fromEntries(names.map((name, j) => [name, parameters[i * m + j]!])),
      });
      integration.run();
      const orbit = integration.trajectory();
      results.ends.set(orbit.end, i * n);
      results.times[i] = integration.time;
      results.steps[i] = orbit.steps.count;
      results.outcomes[i] = outcomes.indexOf(orbit.status);
      const reached = t.length > 2 ? orbit.states!.slice(1) : orbit.status === 'complete' ? [orbit.end] : [];
      for (const [j, state] of reached.entries()) results.states.set(state, (i * (t.length - 1) + j) * n);
      events.push(orbit.events);
    }
    return { ...results, events: packEvents(events, n) };
  }
}
