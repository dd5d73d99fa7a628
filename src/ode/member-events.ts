import type { EventRecord } from './events.js';

/** Events of members, one member after the other: for each event which one, the time, the direction, 1 for grazing, and the state. */
export interface PackedEvents {
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly records: Float64Array<ArrayBuffer>;
}

/** Numbers of a record before the state. */
const HEAD = 4;

export function packEvents(members: readonly (readonly EventRecord[])[], states: number): PackedEvents {
  const counts = Uint32Array.from(members, (events) => events.length);
  const records = new Float64Array(members.reduce((sum, { length }) => sum + length, 0) * (HEAD + states));
  let at = 0;
  for (const { event, t, direction, kind, state } of members.flat()) {
    records.set([event, t, direction, Number(kind === 'grazing'), ...state], at);
    at += HEAD + states;
  }
  return { counts, records };
}

/** The events of all members of an ensemble, by member. */
export class MemberEvents {
  readonly #states: number;
  readonly #packed: (Float64Array | undefined)[];

  constructor(members: number, states: number) {
    this.#states = states;
    this.#packed = Array.from({ length: members }, () => undefined);
  }

  /** Takes over the events of members from one on. */
  take({ counts, records }: PackedEvents, from: number): void {
    const size = HEAD + this.#states;
    let at = 0;
    for (const [i, count] of counts.entries()) {
      this.#packed[from + i] = records.subarray(at, at + count * size);
      at += count * size;
    }
  }

  of(member: number): EventRecord[] {
    const packed = this.#packed[member] ?? [];
    const size = HEAD + this.#states;
    return Array.from({ length: packed.length / size }, (_, i) => {
      const [event, t, direction, grazing, ...state] = packed.slice(i * size, (i + 1) * size);
      return {
        event: event!,
        t: t!,
        state,
        direction: direction as -1 | 0 | 1,
        kind: grazing === 1 ? 'grazing' : 'crossing',
      };
    });
  }
}
