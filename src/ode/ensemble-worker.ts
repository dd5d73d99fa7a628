// What runs in a worker of an ensemble: see ensemble.ts.
import { type Runner, runnerOf } from './one-by-one.js';
import type { Results } from './sweep-job.js';
import type { Answer, Order } from './workers.js';

/** The other end of a worker's channel; TypeScript knows it only with the types of a browser or of Node. */
interface Port {
  postMessage(message: unknown, transfer: readonly unknown[]): void;
  on?(event: 'message', listener: (order: Order) => void): void;
  onmessage?: (event: { readonly data: Order }) => void;
}

const platform = globalThis as unknown as Port & {
  readonly process?: { readonly getBuiltinModule?: (name: string) => { readonly parentPort: Port | null } };
};
const port: Port = platform.process?.getBuiltinModule?.('node:worker_threads').parentPort ?? platform;
let runner: Runner | undefined;

function take(order: Order): void {
  const answer = reply(order);
  if (answer === undefined) return;
  port.postMessage(answer, answer.kind === 'results' ? buffersOf(answer.results) : []);
}

/** What goes over to the other thread without being copied. */
function buffersOf({ events, ...arrays }: Results): unknown[] {
  return [...Object.values(arrays), ...Object.values(events)].map(({ buffer }) => buffer);
}

function reply(order: Order): Answer | undefined {
  try {
    if (order.kind === 'members') return { kind: 'results', results: runner!.run(order.members) };
    runner = runnerOf(order.job);
    return undefined;
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

if (port.on !== undefined) port.on('message', take);
else port.onmessage = ({ data }): void => take(data);
