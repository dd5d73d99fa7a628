/** Time as an unevaluated sum of two doubles: after a million steps it is still exact to rounding. */
export class Clock {
  hi: number;
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
