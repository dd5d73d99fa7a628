/** Seeded random numbers for fuzzing: `state` before a case is all that is needed to see the case again. */
export class Random {
  state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 32 random bits, an integer ≥ 0 (mulberry32). */
  word(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** Uniform in [0, 1), with 32 bits. */
  next(): number {
    return this.word() / 4294967296;
  }

  /** An integer in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** A double with random bits, but no infinity and no NaN. */
  double(): number {
    for (;;) {
      bits.setUint32(0, this.next() * 4294967296);
      bits.setUint32(4, this.next() * 4294967296);
      const x = bits.getFloat64(0);
      if (Number.isFinite(x)) return x;
    }
  }
}

const bits = new DataView(new ArrayBuffer(8));
