import { setParameters } from './kernel.js';
import { Outcome } from './march.js';
import { nextKernel } from './stepper.js';
import type { Steps } from './steps.js';
import type { VariedOrbit } from './varied-orbit.js';

/** How far an orbit with its neighbors may go. */
export interface TransportLimits {
  readonly maxSteps: number;
  readonly onProgress?: ((progress: { readonly t: number; readonly steps: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How the way of an orbit with its neighbors ended. */
export type TransportStatus = 'complete' | 'event' | 'tangent' | 'corner' | 'maxSteps' | 'notFinite' | 'singular' | 'aborted';

export const transportStatuses: readonly TransportStatus[] = [
  'complete',
  'event',
  'tangent',
  'corner',
  'maxSteps',
  'notFinite',
  'singular',
  'aborted',
];

/** What happens within a step: it ends after the time h, and then the state changes. */
export interface Interruption {
  readonly h: number;
  /** Changes the state at the end of the shortened step; returns how the way ends there, if it does. */
  readonly act: () => 'event' | 'corner' | undefined;
}

/** What happens in the step of this length that was proposed and whose coefficients are at hand. */
export type Meeting = (full: number, isLast: boolean) => Interruption | 'tangent';

/**
 * Moves an orbit with its neighbors to the time `target`.
 *
 * @param meet - says what happens in a step in which an event function may vanish
 * @param record - takes the starts of all steps
 */
export function transport(
  orbit: VariedOrbit,
  target: number,
  { maxSteps, onProgress, signal }: TransportLimits,
  meet?: Meeting,
  record?: Steps,
): { readonly status: TransportStatus; readonly steps: number } {
  const { stepper } = orbit;
  const { clock } = stepper;
  const start = clock.hi;
  const direction = Math.sign(clock.until(target));
  let steps = 0;
  const end = (status: TransportStatus): { status: TransportStatus; steps: number } => {
    if (record !== undefined) Object.assign(record.end, { hi: clock.hi, lo: clock.lo });
    return { status, steps };
  };
  while (clock.until(target) * direction > 0) {
    if (signal?.aborted) return end('aborted');
    if (steps >= maxSteps) return end('maxSteps');
    const kernel = nextKernel(orbit.pool, stepper, { made: steps, start, target, most: maxSteps });
    setParameters(kernel, orbit.parameters);
    const { board, places } = kernel;
    const most = kernel.isProvisional ? Math.max(1, steps) : Infinity;
    const count = stepper.march(target, Math.min(maxSteps - steps, most, onProgress === undefined ? Infinity : 1));
    record?.append(board, places.ring, count);
    steps += count;
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
      const met = meet!(stepper.step, stepper.isLast);
      if (met === 'tangent') return end(met);
      const isWhole = stepper.isLast && met.h === stepper.step;
      const before = orbit.rows;
      if (!stepper.take(met.h)) {
        stepper.state = Array.from(before);
        return end('notFinite');
      }
      record?.append(board, places.ring + count * places.record, 1);
      steps++;
      if (isWhole) stepper.arrive(target);
      const ending = met.act();
      if (ending !== undefined) {
        onProgress?.({ t: clock.hi, steps });
        return end(ending);
      }
    }
    record?.forget();
    onProgress?.({ t: clock.hi, steps });
  }
  return end('complete');
}
