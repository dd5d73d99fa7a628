import { describe, expect, test } from 'vitest';
import { Interval } from '../../../src/interval/interval.js';
import { pred, succ } from '../../../src/rounding/neighbor.js';
import { Random } from '../../rigor/random.js';

/** A function of an angle, of boxes and of numbers, and a full turn. */
interface Wave {
  readonly of: (x: Interval) => Interval;
  readonly at: (x: number) => number;
  readonly unit: number;
}

const waves: Readonly<Record<string, Wave>> = {
  sin: { of: (x) => x.sin(), at: Math.sin, unit: 2 * Math.PI },
  cos: { of: (x) => x.cos(), at: Math.cos, unit: 2 * Math.PI },
  tan: { of: (x) => x.tan(), at: Math.tan, unit: 2 * Math.PI },
  cot: { of: (x) => x.cot(), at: (x) => 1 / Math.tan(x), unit: 2 * Math.PI },
  sec: { of: (x) => x.sec(), at: (x) => 1 / Math.cos(x), unit: 2 * Math.PI },
  csc: { of: (x) => x.csc(), at: (x) => 1 / Math.sin(x), unit: 2 * Math.PI },
  sinpi: { of: (x) => x.sinpi(), at: (x) => Math.sin(Math.PI * x), unit: 2 },
  cospi: { of: (x) => x.cospi(), at: (x) => Math.cos(Math.PI * x), unit: 2 },
  tanpi: { of: (x) => x.tanpi(), at: (x) => Math.tan(Math.PI * x), unit: 2 },
};

describe('images of boxes of all widths up to a turn and a little more, where quadrants alone do not tell one end from five', () => {
  test.each(Object.entries(waves))('%s holds its values at points between', (_, { of, at, unit }) => {
    const random = new Random(20261128);
    for (let trial = 0; trial < 4000; trial++) {
      const lo = (random.next() * 6 - 3) * unit;
      const width = unit * (random.chance(0.5) ? 1 + random.next() * 0.004 : random.next() * 1.2);
      const image = of(new Interval(lo, lo + width));
      for (let i = 1; i < 24; i++) {
        const y = at(lo + (width * i) / 24);
        const slack = 1e-9 * (1 + y * y);
        if (Math.abs(y) < 1e6 && !(image.lo <= y + slack && y - slack <= image.hi))
          expect.fail(`${image} on ${lo}, ${width}: ${y}`);
      }
    }
  });

  test('the least box around [−π, π]', () => {
    const x = new Interval(pred(-Math.PI), succ(Math.PI));
    for (const image of [x.sin(), x.cos()]) expect([image.lo, image.hi]).toEqual([-1, 1]);
    for (const image of [x.tan(), x.cot(), x.sec(), x.csc()]) expect([image.lo, image.hi]).toEqual([-Infinity, Infinity]);
    // a little more than a turn
    const longer = new Interval(-3.145, 3.145);
    for (const image of [longer.sin(), longer.cos()]) expect([image.lo, image.hi]).toEqual([-1, 1]);
  });
});
