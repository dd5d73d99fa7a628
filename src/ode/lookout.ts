import { cuts, type EventFinder, type Hit, type Sought } from './events.js';
import type { OdeKernel } from './kernel.js';
import { reach, tempered } from './reach.js';
import type { Stepper } from './stepper.js';
import type { Switch, Switching } from './switching.js';

/** What happens in a step that was proposed. */
export interface Sight {
  /** How much of the step is made: up to the first event that ends it, or to where the equations change. */
  readonly h: number;
  /** How much of it events were looked for in. */
  readonly full: number;
  /** Whether nothing of the way is left behind `full`. */
  readonly isLast: boolean;
  /** The events, at parts of `full`, in order. */
  readonly hits: readonly Hit[];
  /** Those that end the step. */
  readonly cutting: readonly Hit[];
  /** Where the equations change at the end of the step; undefined where an event ends it before, or at the same time. */
  readonly turn: Switch | undefined;
  /** Whether the event that ends the step does so where the equations change. */
  readonly isOnSurface: boolean;
}

/** Looks at the step whose coefficients a kernel has at hand, as far as the polynomials of formulas and guards are good. */
export function look(
  kernel: OdeKernel,
  stepper: Stepper,
  finder: EventFinder,
  specs: readonly Sought[],
  switching: Switching | undefined,
): Sight {
  const { clock, step: proposed } = stepper;
  const { compensated, controlling, events } = kernel.layout;
  const counts = (formula: number): boolean => stepper.isOpen(formula) && switching?.isStill(kernel, formula, proposed) !== true;
  const calm = tempered(kernel, controlling, proposed);
  const whole = reach(kernel, events, clock.hi, calm, stepper.tail, finder.lost, counts, compensated);
  const isWhole = whole === proposed;
  const turn = switching?.first(kernel, whole);
  const isCut = turn !== undefined && !(stepper.isLast && isWhole && turn.s === 1);
  const full = isCut ? turn.s * whole : whole;
  const isLast = stepper.isLast && isWhole && !isCut;
  const hits = finder.find(kernel, clock.hi, full, isLast);
  const cutting = hits.filter(({ event }) => cuts(specs[event]!));
  const [cut] = cutting;
  return {
    h: cut === undefined ? full : cut.s * full,
    full,
    isLast,
    hits,
    cutting,
    turn: cut === undefined && isCut ? turn : undefined,
    isOnSurface: isCut && cut?.s === 1,
  };
}
