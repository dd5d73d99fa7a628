/** Time as an unevaluated sum of two doubles: after a million steps it is still exact to rounding. */
export class Clock {
  hi = 0;
  lo = 0;

  constructor(t: number) {
    this.hi = t;
  }

  /** Adds h by two TwoSums, so that only the last bit of `lo` is ever rounded. */
  advance(h: number): void {
    const sum = this.hi + h;
    const part = sum - this.hi;
    const error = this.hi - (sum - part) + (h - part) + this.lo;
    this.hi = sum + error;
    this.lo = error - (this.hi - sum);
  }

  /**
   * h, changed by less than a rounding of the time, so that the time behind it is a double but for what is smaller still. A field takes the time as a double: what it
   * does not see of it would be an error of its own, at random, in every step.
   */
  snapped(h: number): number {
    return this.hi + h - this.hi - this.lo;
  }

  /** Puts the time exactly at t. */
  set(t: number): void {
    this.hi = t;
    this.lo = 0;
  }

  /** t + h, rounded once or nearly so. */
  after(h: number): number {
    return this.hi + (this.lo + h);
  }

  /** target − t, rounded once. */
  until(target: number): number {
    return target - this.hi - this.lo;
  }
}
