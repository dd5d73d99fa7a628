import type { Clock } from './clock.js';
import type { VariedOrbit } from './varied-orbit.js';

/** How far an orbit with its neighbors may go. */
export interface TransportLimits {
  readonly maxSteps: number;
  readonly onProgress?: ((progress: { readonly t: number; readonly steps: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How the way of an orbit with its neighbors ended. */
export type TransportStatus = 'complete' | 'event' | 'tangent' | 'maxSteps' | 'notFinite' | 'singular' | 'aborted';

/** What happens within a step: it ends after the time h, and then the state changes. */
export interface Interruption {
  readonly h: number;
  /** Changes the state at the end of the shortened step; returns whether the way ends there. */
  readonly act: () => boolean;
}

/**
 * Moves an orbit with its neighbors to the time `target`.
 *
 * @param meet - looks for events in the step of this length that the orbit has just been expanded for
 */
export function transport(
  orbit: VariedOrbit,
  clock: Clock,
  target: number,
  { maxSteps, onProgress, signal }: TransportLimits,
  meet: (full: number) => Interruption | 'tangent' | undefined = () => undefined,
): { readonly status: TransportStatus; readonly steps: number } {
  const direction = Math.sign(clock.until(target));
  for (let steps = 0; ; steps++) {
    const end = (status: TransportStatus): { status: TransportStatus; steps: number } => ({ status, steps });
    const left = clock.until(target);
    if (!(left * direction > 0)) return end('complete');
    if (signal?.aborted) return end('aborted');
    if (steps >= maxSteps) return end('maxSteps');
    let wanted = orbit.expand(clock.hi);
    if (wanted === Infinity) wanted = Math.abs(orbit.leap(clock.hi, left));
    if (Number.isNaN(wanted) || wanted === 0) return end('notFinite');
    const last = wanted >= Math.abs(left);
    const full = last ? left : direction * wanted;
    if (!last && clock.hi + full === clock.hi) return end('singular');
    const met = meet(full);
    if (met === 'tangent') return end(met);
    if (!orbit.step(met?.h ?? full)) return end('notFinite');
    clock.advance(met?.h ?? full);
    if (last && met === undefined) clock.set(target);
    const stopped = met?.act() ?? false;
    onProgress?.({ t: clock.hi, steps: steps + 1 });
    if (stopped) return { status: 'event', steps: steps + 1 };
  }
}
