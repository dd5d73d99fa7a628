import { givenNames, portable, systemOfPortable } from '../formula/portable.js';
import { type SystemSource, systemOf } from '../formula/source.js';
import type { System } from '../formula/system.js';
import { watch } from '../formula/watch.js';
import { demandNames, type NamesOf } from '../text/options.js';
import { withTexts } from './begin.js';
import { type EventRecord, type EventSpec, whenOf } from './events.js';
import { jumpsOf } from './jump.js';
import { checkKernel, type Kernel } from './kernel.js';
import { gather, type MemberParameters, merge, type Part, slice, unbegun } from './members.js';
import { runnerOf } from './one-by-one.js';
import { demandTimes } from './options.js';
import { balancedPlan, planOf } from './step.js';
import { type Members, outcomes, type Results, type SweepJob } from './sweep-job.js';
import type { IntegrationStatus } from './trajectory.js';
import { pause } from './waiting.js';
import { listen, parallelism, spawn, ThreadError, type WorkerLike } from './workers.js';

/** Options of `ensemble`. */
export interface EnsembleOptions {
  /** From where to where, [t0, t1] in either direction; with more than two entries, the times at which the states are wanted. */
  readonly t: readonly number[];
  /** Values of the system's parameters, by name: one for all members, or one for each, `{ g: [9.8, 3.7] }`, `[{ g: 9.8 }, { g: 3.7 }]`. */
  readonly parameters?: MemberParameters;
  /** Error per step, relative to the state where it exceeds 1. Default 2⁻⁵². */
  readonly tolerance?: number;
  /** Order of the Taylor polynomials; by default what the tolerance asks for, as in `integrate`. */
  readonly order?: number;
  /**
   * What to look for along each orbit, and what to do there, as in `integrate`. Formulas go to workers, functions do not: with a `jump` that is a function,
   * members are computed here.
   */
  readonly events?: readonly EventSpec[];
  /** For each member. Default 100 000. */
  readonly maxSteps?: number;
  readonly kernel?: Kernel;
  /** Trajectories side by side in the lanes of vectors. Default 2, where the platform has vectors. */
  readonly lanes?: 1 | 2;
  /**
   * Threads besides this one; 0 computes here. Default as many as run at once, where that is worth their start as the first members show, and where there are
   * no functions and threads can be had.
   */
  readonly workers?: number;
  /**
   * Makes a worker that runs the module `brook/ensemble-worker`, where the package's own `new Worker(new URL('./ensemble-worker.js', import.meta.url))` does not find it:
   * bundlers that know these words, such as Vite, webpack and Parcel, put it into a file of its own, others need to be told. It loads no other package.
   */
  readonly worker?: () => WorkerLike;
  /** Called as members are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly members: number }) => void;
  /** Ends the computation early; members that were done are kept. */
  readonly signal?: AbortSignal;
}

const ensembleNames: NamesOf<EnsembleOptions> = {
  t: true,
  parameters: true,
  tolerance: true,
  order: true,
  events: true,
  maxSteps: true,
  kernel: true,
  lanes: true,
  workers: true,
  worker: true,
  onProgress: true,
  signal: true,
};

/** What `ensemble` returns: all arrays hold one member after the other. */
export interface Ensemble {
  readonly status: 'complete' | 'aborted';
  readonly members: number;
  /** The times at which states were wanted. */
  readonly t: readonly number[];
  /** How each member ended; `aborted` for one that was not begun. */
  readonly statuses: readonly IntegrationStatus[];
  /** The last state of each member, n numbers each. */
  readonly ends: Float64Array;
  /** The time that each reached. */
  readonly times: Float64Array;
  readonly steps: Uint32Array;
  /**
   * The last state of one member, by its number from 0 on.
   *
   * @throws RangeError, as the two below, for a member that there is not
   */
  end(member: number): number[];
  /** The states of one member at the times `t`; NaN where it did not come there. */
  states(member: number): number[][];
  /** The events along the orbit of one member, in order. */
  events(member: number): EventRecord[];
}

/** What is left has to take longer than this, in milliseconds, to be worth starting threads: each needs more than a tenth of a second to load its modules. */
const WORTH_THREADS = 500;

/** How long it takes to see that, and with how many members it begins: a pair of lanes. */
const TRIAL = 50;
const FEW = 2;

/** Members that go to a worker at once: many enough for two lanes and few messages, few enough that none works long after the others. */
const SMALLEST_CHUNK = 8;
const LARGEST_CHUNK = 256;

/**
 * Integrates one system from many initial states, or for many values of its parameters, on all processors, two trajectories at a time in the lanes of
 * vectors.
 *
 * Each member has the same bits, however many threads there are and whoever ran beside it: those of `integrate` with `highAccuracy: false`.
 *
 * @param initials - an initial state for each member
 * @throws RangeError for a wrong number of values, values that are not finite, or bad options
 * @example
 * const starts = Array.from({ length: 20 }, (_, i) => [1 + i / 20, 0]);
 * const swarm = await ensemble({ x: 'v', v: '-sin(x)' }, starts, { t: [0, 10] });
 * swarm.statuses.every((status) => status === 'complete'); // true
 * swarm.end(10).map((x) => Number(x.toFixed(9))); // [-1.054049155, -0.920127649]
 */
export async function ensemble(
  source: SystemSource,
  initials: Iterable<readonly number[]>,
  options: EnsembleOptions,
): Promise<Ensemble> {
  const system = systemOf(source);
  const job = jobOf(system, options);
  const members = gather(system, [...initials], options.parameters ?? {});
  const results = unbegun(members, job.t, system.states.length);
  const { count } = members;
  const { onProgress, signal } = options;
  const { workers = staysHere(job) === undefined ? parallelism() : 0 } = options;
  // whether it is for us to say where members are computed
  const isFree = options.workers === undefined && options.worker === undefined;
  const chunk = Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, Math.ceil(count / (8 * Math.max(1, workers)))));
  let begun = 0;
  let done = 0;
  /** Parts that threads are at. */
  const flying = new Set<Part>();
  /** Parts that were begun and are to be begun again. */
  let again: Part[] = [];
  /** The next members to be computed. */
  const next = (size: number): Part | undefined => {
    if (signal?.aborted) return undefined;
    const known = again.pop();
    if (known !== undefined || begun === count) return known;
    const from = begun;
    begun = Math.min(count, begun + size);
    return { from, count: begun - from };
  };
  const take = (part: Part, found: Results): void => {
    merge(results, found, part.from);
    flying.delete(part);
    done += part.count;
    onProgress?.({ done, members: count });
  };
  /** Computes here as long as what is left is expected to take less than `patience` milliseconds. */
  const compute = async (patience: number): Promise<void> => {
    const runner = runnerOf(job);
    let size = patience < Infinity ? FEW : chunk;
    let spent = 0;
    for (let part = next(size); part !== undefined; part = next(size)) {
      const start = Date.now();
      take(part, runner.run(slice(members, part)));
      const time = Date.now() - start;
      spent += time;
      if (time < TRIAL / 4) size = Math.min(2 * size, LARGEST_CHUNK);
      await pause();
      if (spent > TRIAL && (spent * (count - done)) / done > patience) return;
    }
  };
  const delegate = async (): Promise<void> => {
    const threads = startThreads(workers, options.worker);
    const fly = (): Part | undefined => {
      const part = next(chunk);
      if (part !== undefined) flying.add(part);
      return part;
    };
    try {
      await Promise.all(threads.map((thread) => drive(thread, job, fly, (part) => slice(members, part), take, signal)));
    } catch (error) {
      if (!(isFree && error instanceof ThreadError)) throw error;
      // this platform's threads do not find their module: what they were at is done here
      again = [...flying];
    } finally {
      await Promise.all(threads.map((thread) => thread.terminate()));
    }
  };
  if (workers > 0 && isFree) await compute(WORTH_THREADS);
  if (workers > 0 && begun < count) await delegate();
  await compute(Infinity);
  const n = system.states.length;
  const statuses = Array.from(results.outcomes, (outcome) => outcomes[outcome]!);
  /** A member's number, where it is one. */
  const known = (where: string, member: number): number => {
    if (Number.isInteger(member) && member >= 0 && member < count) return member;
    throw new RangeError(`${where}: expected a member from 0 to ${count - 1}, got ${member}`);
  };
  return {
    status: done === count ? 'complete' : 'aborted',
    members: count,
    t: [...job.t],
    statuses,
    ends: results.ends,
    times: results.times,
    steps: results.steps,
    end: (member) => {
      const from = known('end', member) * n;
      return Array.from(results.ends.subarray(from, from + n));
    },
    states: (member) => {
      known('states', member);
      const later = job.t.length - 1;
      const initial = Array.from(members.initial.subarray(member * n, (member + 1) * n));
      const at = (j: number): number => (member * later + j) * n;
      return [initial, ...Array.from({ length: later }, (_, j) => Array.from(results.states.subarray(at(j), at(j + 1))))];
    },
    events: (member) => results.events.of(known('events', member)),
  };
}

/** Gives one worker members as long as there are some. */
function drive(
  thread: WorkerLike,
  job: SweepJob,
  next: () => Part | undefined,
  members: (part: Part) => Members,
  take: (part: Part, results: Results) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let part: Part | undefined;
    const more = (): void => {
      part = next();
      if (part === undefined) resolve();
      else thread.postMessage({ kind: 'members', members: members(part) });
    };
    listen(
      thread,
      (answer) => {
        if (part === undefined) return;
        if (answer.kind === 'error') reject(new Error(answer.message));
        else {
          take(part, answer.results);
          more();
        }
      },
      ({ message }) =>
        reject(
          new ThreadError(
            `ensemble: a worker failed: ${message}; make one of the module brook/ensemble-worker in options.worker, or compute here with workers: 0`,
          ),
        ),
    );
    // what it is at is given up, and an answer that is on its way is not taken
    signal?.addEventListener(
      'abort',
      () => {
        part = undefined;
        resolve();
      },
      { once: true },
    );
    thread.postMessage({ kind: 'job', job });
    more();
  });
}

/** Threads, as many as wanted; none where the platform has none. */
function startThreads(workers: number, worker: (() => WorkerLike) | undefined): WorkerLike[] {
  const threads: WorkerLike[] = [];
  for (let i = 0; i < workers; i++) {
    const thread = worker === undefined ? spawn() : worker();
    if (thread === undefined) break;
    threads.push(thread);
  }
  return threads;
}

function jobOf(system: System, options: EnsembleOptions): SweepJob {
  demandNames('ensemble', options, ensembleNames);
  demandTimes('ensemble', options?.t);
  const { t, tolerance = 2 ** -52, maxSteps = 100_000, kernel = 'auto', lanes = 2, workers = 0 } = options;
  const direction = Math.sign(t[t.length - 1]! - t[0]!);
  const monotone = t.every((time, i) => Number.isFinite(time) && (i === 0 || (time - t[i - 1]!) * direction > 0));
  if (t.length < 2 || !monotone)
    throw new RangeError(`ensemble: expected at least two finite times that run one way in options.t, got [${t.join(', ')}]`);
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`ensemble: expected a tolerance between 0 and 1, got ${tolerance}`);
  const { order } = options;
  if (order !== undefined && (!Number.isInteger(order) || order < 2))
    throw new RangeError(`ensemble: expected an integer order ≥ 2, got ${order}`);
  const plan = order === undefined ? balancedPlan(tolerance) : planOf(order);
  if (!Number.isInteger(maxSteps) || maxSteps < 1)
    throw new RangeError(`ensemble: expected maxSteps to be an integer ≥ 1, got ${maxSteps}`);
  checkKernel('ensemble', kernel);
  if (lanes !== 1 && lanes !== 2) throw new RangeError(`ensemble: expected 1 or 2 lanes, got ${lanes}`);
  if (!Number.isInteger(workers) || workers < 0)
    throw new RangeError(`ensemble: expected workers to be an integer ≥ 0, got ${workers}`);
  const events = withTexts('ensemble', options.events ?? [], system);
  const job: SweepJob = {
    system: { ...portable(system), ...(workers === 0 && { scope: system.scope }) },
    t,
    ...plan,
    tolerance,
    givenOrder: order,
    maxSteps,
    kernel,
    lanes,
    events,
  };
  const local = workers > 0 ? staysHere(job) : undefined;
  if (local !== undefined) throw new TypeError(`ensemble: expected ${local}; compute here with workers: 0`);
  // what is wrong with events shows here, whoever computes
  watch(
    systemOfPortable(job.system),
    events.map(({ when }) => when),
    whenOf('ensemble'),
  );
  jumpsOf('ensemble', system, events);
  return job;
}

/** What a job would have to have instead of a function, which cannot be sent to another thread; undefined where it has none. */
function staysHere({ system, events }: SweepJob): string | undefined {
  const [name] = givenNames(system);
  if (name !== undefined) return `a system of formulas alone for workers, got the function ${name}`;
  const callback = events.findIndex(({ jump }) => typeof jump === 'function');
  if (callback < 0) return undefined;
  return `formulas such as { v: '-0.9*v' } in events[${callback}].jump for workers, got a function`;
}
