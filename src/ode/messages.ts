/** What it means how an orbit ended, by figures as they are to be read, and by states whose right-hand sides have no value there. */
type Message = (t: number | string, steps: number, unknown?: readonly string[]) => string;

/** Ends that all that follows an orbit has in common. */
export const orbitMessages: Readonly<
  Record<'complete' | 'maxSteps' | 'singular' | 'notFinite' | 'event' | 'aborted' | 'stuck', Message>
> = {
  complete: (t, steps) => `Reached t = ${t} in ${steps} steps.`,
  maxSteps: (t, steps) => `Stopped at t = ${t} after ${steps} steps, the most allowed; raise maxSteps to go on.`,
  singular: (t) =>
    `Stopped at t = ${t}: steps became too small to change the time, as they do before a singularity of the solution.`,
  notFinite: (t, _, unknown = []) =>
    `Stopped at t = ${t}: ${unknown.length === 0 ? 'the field or its derivatives are' : derivativesOf(unknown)} not finite there; the solution blows up or leaves the field's domain, so stop before or change variables; or it changes so fast that coefficients overflow, so measure time in a smaller unit.`,
  event: (t, steps) => `Stopped at an event at t = ${t} after ${steps} steps.`,
  stuck: (t) =>
    `Stopped at t = ${t}: branches of the equations meet there and none of them leads on, or jumps follow each other ever faster; say what happens there by another event, with a jump or a stop.`,
  aborted: (t, steps) => `Stopped by the signal at t = ${t} after ${steps} steps.`,
};

/** The derivatives of states, as the subject of a sentence. */
function derivativesOf(states: readonly string[]): string {
  return `${states.map((name) => `${name}'`).join(', ')} ${states.length === 1 ? 'is' : 'are'}`;
}
