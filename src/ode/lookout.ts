import { unknownBeside, withinRoots } from './beside-root.js';
import type { EventFinder } from './event-finder.js';
import { cuts, type Hit, type Sought } from './events.js';
import type { OdeKernel } from './kernel.js';
import { behindTouch, isStill, type PieceEnd } from './piece-end.js';
import { reach, tempered } from './reach.js';
import type { Stepper } from './stepper.js';
import type { Switching } from './switching.js';

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
  readonly turn: PieceEnd | undefined;
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
  const calm = tempered(kernel, controlling, proposed);
  // as in the march, which does not come here for a root that keeps clear of zero
  const roots = switching?.roots ?? [];
  const isBeside = roots.some((formula) => stepper.isOpen(formula));
  const touch =
    isBeside && switching !== undefined
      ? behindTouch(kernel, switching, clock.hi, calm, calm === proposed ? longer(stepper) : 1)
      : undefined;
  const wanted = touch === undefined ? calm : Math.max(1, touch) * calm;
  const counts = (formula: number): boolean =>
    stepper.isOpen(formula) &&
    !roots.includes(formula) &&
    !finder.rests(formula) &&
    !(switching !== undefined && isStill(kernel, switching, formula, proposed)) &&
    !(touch !== undefined && switching?.dependsOnRoot(formula) === true);
  const unknown = switching && unknownBeside(kernel, roots, (formula) => switching.dependsOnRoot(formula));
  const reached = reach(kernel, events, clock.hi, wanted, stepper.tail, finder.lost, counts, compensated, unknown);
  const whole = isBeside && touch === undefined ? withinRoots(kernel, roots, reached) : reached;
  const isWhole = whole === proposed || (touch !== undefined && whole === wanted && calm === proposed);
  const turn = switching?.first(kernel, clock.hi, whole, stepper.isLast && isWhole);
  const isCut = turn !== undefined && !(stepper.isLast && isWhole && turn.s === 1);
  const full = isCut ? turn.s * whole : whole;
  const isLast = stepper.isLast && isWhole && !isCut;
  const hits = finder.find(kernel, clock.hi, full, isLast, turn?.landing, isCut);
  const cutting = hits.filter(({ event }) => cuts(specs[event]!));
  const [cut] = cutting;
  return {
    h: cut === undefined ? full : cut.s * full,
    full,
    isLast,
    hits,
    cutting,
    turn: cut === undefined && isCut && turn.guards.length > 0 ? turn : undefined,
    isOnSurface: isCut && cut?.s === 1,
  };
}

/** How much longer than proposed a step may be, as a part of it: a little, where nothing is in the way. */
function longer({ step, most, clock, isLast, target }: Stepper): number {
  if (isLast || Math.abs(step) * LONGER > most) return 1;
  return Math.max(1, Math.min(LONGER, clock.until(target) / step));
}

/** By so much, the terms left out of a polynomial of order 20 become ten times as large. */
const LONGER = 1.125;
