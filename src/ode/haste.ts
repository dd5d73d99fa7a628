/** Jumps of one event that follow each other at intervals that are nothing against the time passed lead nowhere. */
export class Haste {
  readonly #latest: number[] = [];
  readonly #counts: number[] = [];

  /** Whether an event that jumps at a time has now done so too often, too fast. */
  isTooMuch(event: number, t: number, start: number): boolean {
    const isFast = Math.abs(t - (this.#latest[event] ?? Number.NaN)) < HASTY * Math.abs(t - start);
    this.#counts[event] = isFast ? (this.#counts[event] ?? 0) + 1 : 0;
    this.#latest[event] = t;
    return this.#counts[event]! >= TOO_OFTEN;
  }
}

/** Such an interval, as a part of the time passed. */
const HASTY = 2 ** -36;
/** So many of them in a row are too many. */
const TOO_OFTEN = 4;
