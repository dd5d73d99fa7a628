import type { Encounters } from './encounters.js';
import { setParameters } from './kernel.js';
import { Outcome } from './march.js';
import { nextKernel } from './stepper.js';
import type { VariedOrbit } from './varied-orbit.js';

/** How far an orbit with its neighbors may go. */
export interface TransportLimits {
  readonly maxSteps: number;
  readonly onProgress?: ((progress: { readonly t: number; readonly steps: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How the way of an orbit with its neighbors ended. */
export type TransportStatus =
  | 'complete'
  | 'event'
  | 'tangent'
  | 'corner'
  | 'maxSteps'
  | 'notFinite'
  | 'singular'
  | 'stuck'
  | 'aborted';

const ends: Readonly<Record<TransportStatus, true>> = {
  complete: true,
  event: true,
  tangent: true,
  corner: true,
  maxSteps: true,
  notFinite: true,
  singular: true,
  stuck: true,
  aborted: true,
};

export const transportStatuses: readonly TransportStatus[] = Object.keys(ends) as TransportStatus[];

/** What happens within a step: it ends after the time h, and then the state changes. */
export interface Interruption {
  readonly h: number;
  /** Changes the state at the end of the shortened step; returns how the way ends there, if it does. */
  readonly act: () => 'event' | 'corner' | 'tangent' | 'stuck' | undefined;
}

/** Moves an orbit with its neighbors to the time `target`, through what they meet. */
export function transport(
  orbit: VariedOrbit,
  target: number,
  { maxSteps, onProgress, signal }: TransportLimits,
  encounters: Encounters,
): { readonly status: TransportStatus; readonly steps: number } {
  const { stepper } = orbit;
  const { clock } = stepper;
  const { steps } = encounters;
  const start = clock.hi;
  const direction = Math.sign(clock.until(target));
  const end = (status: TransportStatus): { status: TransportStatus; steps: number } => {
    Object.assign(steps.end, { hi: clock.hi, lo: clock.lo });
    return { status, steps: steps.count };
  };
  if (orbit.isStuck) return end('stuck');
  do {
    while (clock.until(target) * direction > 0) {
      if (signal?.aborted) return end('aborted');
      if (steps.count >= maxSteps) return end('maxSteps');
      const kernel = nextKernel(orbit.pool, stepper, { made: steps.count, start, target, most: maxSteps });
      setParameters(kernel, orbit.parameters);
      const { board, places } = kernel;
      const most = kernel.isProvisional ? Math.max(1, steps.count) : Infinity;
      const count = stepper.march(target, Math.min(maxSteps - steps.count, most, onProgress === undefined ? Infinity : 1));
      steps.append(board, places.ring, count);
      const { outcome } = stepper;
      if (outcome === Outcome.notFinite) return end('notFinite');
      if (outcome === Outcome.singular) return end('singular');
      if (outcome === Outcome.overflow) {
        // back to where the last step began
        const at = places.ring + count * places.record + 2;
        stepper.state = Array.from(board.subarray(at, at + kernel.layout.recorded));
        return end('notFinite');
      }
      if (outcome === Outcome.event) {
        const met = encounters.meet();
        if (met === 'tangent') return end(met);
        if (met === undefined) continue;
        const isWhole = stepper.isLast && met.h === stepper.step;
        const before = orbit.rows;
        if (!stepper.take(met.h)) {
          stepper.state = Array.from(before);
          return end('notFinite');
        }
        // equations that change at once make no step
        if (met.h !== 0) steps.append(board, places.ring + count * places.record, 1);
        if (isWhole) stepper.arrive(target);
        const ending = met.act();
        if (ending !== undefined) {
          onProgress?.({ t: clock.hi, steps: steps.count });
          return end(ending);
        }
      }
      steps.forget();
      onProgress?.({ t: clock.hi, steps: steps.count });
    }
  } while (encounters.lookAtEnd(target));
  return end('complete');
}
