import { type EventRecord, type Sought, wants } from './events.js';
import type { OdeKernel } from './kernel.js';
import { HIT } from './layout.js';
import type { Sign } from './roots.js';

/** Adds the events that a march has found by itself to those before it: crossings that are only to be recorded. */
export function takeHits(
  { board, places, layout }: Pick<OdeKernel, 'board' | 'places' | 'layout'>,
  specs: readonly Sought[],
  forward: number,
  records: EventRecord[],
): void {
  const { count, hits, hit } = places.sought;
  for (let i = 0; i < board[count]!; i++) {
    const at = hits + i * hit;
    const event = board[at]!;
    const direction = (forward * board[at + 1]!) as Sign;
    if (!wants(specs[event]!, direction)) continue;
    const start = places.ring + board[at + 2]! * places.record;
    // as `Clock.after` has it
    const t = board[start]! + (board[start + 1]! + board[at + 3]!);
    const state = new Array<number>(layout.states);
    for (let j = 0; j < state.length; j++) state[j] = board[at + HIT + j]!;
    records.push({ event, t, state, direction, kind: 'crossing' });
  }
}
