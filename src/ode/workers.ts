import type { Members, Results, SweepJob } from './sweep-job.js';

/** What a worker is told. */
export type Order = { readonly kind: 'job'; readonly job: SweepJob } | { readonly kind: 'members'; readonly members: Members };

/** What a worker answers to members. */
export type Answer =
  | { readonly kind: 'results'; readonly results: Results }
  | { readonly kind: 'error'; readonly message: string };

/** A thread as an ensemble uses it: a `Worker` of a browser or of Node. */
export interface WorkerLike {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  terminate(): unknown;
  /** Node’s own way to listen. */
  on?(event: string, listener: (value: unknown) => void): unknown;
  /** That of browsers. */
  addEventListener?(event: string, listener: (event: unknown) => void): void;
}

/** A thread that does not run, as against an error in what it computes. */
export class ThreadError extends Error {}

/** Listens to a worker of either kind. */
export function listen(worker: WorkerLike, onAnswer: (answer: Answer) => void, onError: (error: Error) => void): void {
  if (worker.on !== undefined) {
    worker.on('message', (answer) => onAnswer(answer as Answer));
    worker.on('error', (error) => onError(error as Error));
    return;
  }
  worker.addEventListener?.('message', (event) => onAnswer((event as { readonly data: Answer }).data));
  // a module that does not load gives an event without a message: import maps, for one, do not hold in workers
  worker.addEventListener?.('error', (event) =>
    onError(new Error((event as { readonly message?: string }).message ?? 'it did not load')),
  );
}

/** What this needs of a platform; TypeScript knows it only with the types of a browser or of Node. */
interface Platform {
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly process?: {
    readonly getBuiltinModule?: (name: string) => {
      readonly Worker: new (url: URL) => WorkerLike;
      readonly availableParallelism?: () => number;
    };
  };
}

const platform = globalThis as unknown as Platform;

declare const Worker: (new (url: URL, options: { readonly type: 'module' }) => WorkerLike) | undefined;

/** A worker of the platform’s own; undefined where it has none. Node gives its modules without an import from version 20.16 on. */
export function spawn(): WorkerLike | undefined {
  // bundlers know a worker, and put it into a file of its own, by just these words
  if (typeof Worker !== 'undefined') return new Worker(new URL('./ensemble-worker.js', import.meta.url), { type: 'module' });
  const threads = platform.process?.getBuiltinModule?.('node:worker_threads');
  return threads && new threads.Worker(new URL('./ensemble-worker.js', import.meta.url));
}

/** Threads that run at once here. */
export function parallelism(): number {
  const os = platform.process?.getBuiltinModule?.('node:os');
  return os?.availableParallelism?.() ?? platform.navigator?.hardwareConcurrency ?? 1;
}
