import { mapsLength, PARTS } from './damping-maps.js';

/** Positions in a kernel's memory, in doubles, of what steers a march, and of what it leaves. */
export interface Places {
  readonly control: {
    /** The time is hi + lo. */
    readonly hi: number;
    readonly lo: number;
    readonly target: number;
    /** 1 forward, −1 backward. */
    readonly direction: number;
    /** Bounds on the length of a step. */
    readonly least: number;
    readonly most: number;
    /** The last step, with its sign. */
    readonly step: number;
    readonly outcome: number;
    /** How far steps stay within the radius of convergence: see `Plan`. */
    readonly margin: number;
    /** Whether that step is doubtful, 1 or 0: see `isDoubtful`. */
    readonly doubt: number;
  };
  readonly sought: {
    /** The signs that the formulas of events have had last, 0 where that is not known. */
    readonly sides: number;
    /** Whether an event is only recorded: 1 or 0. */
    readonly recorded: number;
    /** Hits that the march has found, and room for them, one after the other: the event, the sign behind it, the step, the time from its start and the state. */
    readonly count: number;
    readonly hits: number;
    /** Doubles of a hit. */
    readonly hit: number;
    /** Room for a polynomial. */
    readonly polynomial: number;
    /** The largest state, or 1, and the largest last coefficient. */
    readonly start: number;
    readonly last: number;
  };
  /** What the sums of `advance` have rounded away, for each state, where that is kept. */
  readonly low: number;
  /** Records of the starts of steps, one after the other: hi, lo and the state. */
  readonly ring: number;
  /** Doubles of a record. */
  readonly record: number;
  /** Where steps are damped. */
  readonly damping: {
    /** `nearestMaps` and `mapsFor`. */
    readonly nearest: number;
    readonly maps: number;
    /** What the search for singularities leaves: ±ρ and its powers. */
    readonly distance: number;
    readonly powers: number;
    /** As an integer, where in memory the row of a map lies that the step at hand is damped by, counted in bytes, or 0 where it is as it was. */
    readonly row: number;
    /** The powers that take the place of those of ρ for a step shorter than the one proposed. */
    readonly shorter: number;
  };
}

/** Doubles of control. */
const CONTROL = 10;

/** Doubles of what the search for singularities leaves, without powers. */
const FOUND = 2;

/** Doubles of a hit before the state. */
export const HIT = 4;

/** Doubles of all records together, about, and the most steps that leave records before they are taken over. */
const RING = 8192;
const MOST_RECORDS = 256;

/** What a march is about. */
export class Layout {
  /** All states of the kernel. */
  readonly rows: number;
  /** How many of them are the orbit's own, from the first; the others vary about it. */
  readonly states: number;
  /** How many are recorded, from the first. */
  readonly recorded: number;
  /** How many are looked at for being finite, from the first. */
  readonly bounded: number;
  /** Where groups of them end that choose the steps, each by its own size; the first begins with the first. */
  readonly groups: readonly number[];
  /** Whether groups behind the first have a say only where the first would go farther by `easeOf`, and they are finite. */
  readonly isEased: boolean;
  readonly order: number;
  /** How many watched formulas are events, and how many of these, from the first, are looked for by an `EventFinder`. */
  readonly events: number;
  readonly sought: number;
  readonly compensated: boolean;
  /** Whether steps go beyond what the polynomials are good for by themselves: see `damp`. The states choose them then, nothing is watched, and the order is even. */
  readonly damped: boolean;
  /** Doubles of a record. */
  readonly record: number;
  /** Records that there is room for. */
  readonly records: number;

  constructor(parts: {
    readonly rows: number;
    readonly states: number;
    readonly recorded: number;
    readonly bounded: number;
    readonly groups: readonly number[];
    readonly isEased: boolean;
    readonly order: number;
    readonly events: number;
    readonly sought: number;
    readonly compensated: boolean;
    readonly damped: boolean;
  }) {
    this.rows = parts.rows;
    this.states = parts.states;
    this.order = parts.order;
    this.recorded = parts.recorded;
    this.bounded = parts.bounded;
    this.groups = parts.groups;
    this.isEased = parts.isEased;
    this.events = parts.events;
    this.sought = parts.sought;
    this.damped = parts.damped;
    this.compensated = parts.compensated;
    this.record = 2 + parts.recorded;
    this.records = Math.max(1, Math.min(MOST_RECORDS, Math.floor(RING / this.record)));
  }

  /** How many have a full say in the steps, from the first. */
  get controlling(): number {
    return this.isEased ? this.states : this.groups[this.groups.length - 1]!;
  }

  /** Doubles of memory. */
  get doubles(): number {
    return (this.compensated ? this.rows : 0) + CONTROL + this.records * this.record + this.#events + this.#maps;
  }

  get #events(): number {
    return this.sought === 0 ? 0 : 2 * this.sought + 3 + this.order + this.records * (HIT + this.states);
  }

  get #maps(): number {
    return this.damped ? mapsLength(this.order) + FOUND + 2 * this.order : 0;
  }

  /** Where everything is when it begins at a position: first `low`, which the kernel itself knows. */
  from(own: number): Places {
    const at = own + (this.compensated ? this.rows : 0);
    const behind = at + CONTROL + this.records * this.record;
    const damping = behind + this.#events;
    const shorter = damping + FOUND + this.order;
    const nearest = shorter + this.order;
    return {
      control: {
        hi: at,
        lo: at + 1,
        target: at + 2,
        direction: at + 3,
        least: at + 4,
        most: at + 5,
        step: at + 6,
        outcome: at + 7,
        margin: at + 8,
        doubt: at + 9,
      },
      low: own,
      ring: at + CONTROL,
      record: this.record,
      damping: {
        distance: damping,
        row: damping + 1,
        powers: damping + FOUND,
        shorter,
        nearest,
        maps: nearest + PARTS + 1,
      },
      sought: {
        sides: behind,
        recorded: behind + this.sought,
        count: behind + 2 * this.sought,
        start: behind + 2 * this.sought + 1,
        last: behind + 2 * this.sought + 2,
        polynomial: behind + 2 * this.sought + 3,
        hits: behind + 2 * this.sought + 3 + this.order,
        hit: HIT + this.states,
      },
    };
  }
}
