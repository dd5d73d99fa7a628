import type { PortableSystem } from '../formula/portable.js';
import type { TextEvent } from './events.js';
import type { Kernel } from './kernel.js';
import type { PackedEvents } from './member-events.js';
import type { IntegrationStatus } from './trajectory.js';

/** What all members of an ensemble have in common. */
export interface SweepJob {
  readonly system: PortableSystem;
  /** The times at which states are wanted, the initial time first. */
  readonly t: readonly number[];
  readonly order: number;
  /** How far steps stay within the radius of convergence: see `Plan`. */
  readonly margin: number;
  readonly maxSteps: number;
  readonly kernel: Kernel;
  readonly tolerance: number;
  /** The order that was asked for, if any. */
  readonly givenOrder: number | undefined;
  readonly lanes: 1 | 2;
  /** Plain data, too, where jumps are formulas. */
  readonly events: readonly TextEvent[];
}

/** Members, one after the other: their initial states and the values of their parameters. */
export interface Members {
  readonly count: number;
  readonly initial: Float64Array;
  readonly parameters: Float64Array;
}

/** How a member ended, by its place here. */
export const outcomes: readonly IntegrationStatus[] = [
  'complete',
  'maxSteps',
  'singular',
  'notFinite',
  'aborted',
  'event',
  'stuck',
];

/** What became of members, one after the other. */
export interface Results {
  /** The states at the times after the first, NaN where these were not reached. */
  readonly states: Float64Array;
  /** The last state. */
  readonly ends: Float64Array;
  /** The time reached. */
  readonly times: Float64Array;
  readonly steps: Uint32Array;
  readonly outcomes: Uint8Array;
  readonly events: PackedEvents;
}
