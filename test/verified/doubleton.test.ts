import { describe, expect, test } from 'vitest';
import { Doubleton } from '../../src/verified/doubleton.js';

/** A fixed stream of numbers in [−1, 1) that are multiples of 2^−20, so that sums and products of few of them are exact. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 11) - 1048576) / 1048576;
  };
}

describe('a doubleton moved by x + g + J·(X − x) holds the image of every point', () => {
  test.each([1, 2, 3, 4, 5, 6])('three random moves of random sets, seed %i', (seed) => {
    const next = stream(seed);
    for (const n of [1, 2, 3]) {
      const box = new Float64Array(2 * n);
      for (let i = 0; i < n; i++) {
        const x = 4 * next();
        const r = Math.abs(next()) / (seed % 2 === 0 ? 16 : 1e6);
        box.set([x - r, x + r], 2 * i);
      }
      const set = new Doubleton(box);
      // points of the box, by their offsets from the center as they really are
      let points = Array.from({ length: 12 }, () =>
        Array.from({ length: n }, (_, i) => {
          const side = next();
          const [lo, hi] = [box[2 * i]!, box[2 * i + 1]!];
          return side < -0.5 ? lo : side > 0.5 ? hi : Math.min(hi, Math.max(lo, lo + (hi - lo) * Math.abs(next())));
        }),
      );
      for (let step = 0; step < 3; step++) {
        const J = Array.from({ length: n * n }, () => next());
        const g = Array.from({ length: n }, () => next());
        const spread = 2 ** -30;
        const intervals = (values: number[]): Float64Array => Float64Array.from(values.flatMap((v) => [v - spread, v + spread]));
        const center = [...set.x];
        expect(set.move(intervals(g), intervals(J))).toBe(true);
        // each point moves by its own choice of J and g from their intervals
        points = points.map((point) =>
          center.map((x, i) => {
            let y = x + g[i]! + spread * next();
            for (let j = 0; j < n; j++) y += (J[i * n + j]! + spread * next()) * (point[j]! - center[j]!);
            return y;
          }),
        );
        const hull = new Float64Array(2 * n);
        set.hull(hull);
        for (const point of points) {
          // the sample itself is rounded: allow what a few roundings of numbers below 2^5 can do
          for (const [i, y] of point.entries()) expect(y >= hull[2 * i]! - 2e-14 && y <= hull[2 * i + 1]! + 2e-14).toBe(true);
        }
      }
    }
  });

  test('rotating a square for many steps does not wrap it', () => {
    const box = Float64Array.of(0.75, 1.25, -0.25, 0.25);
    const set = new Doubleton(box);
    const [c, s] = [Math.cos(0.1), Math.sin(0.1)];
    for (let k = 0; k < 1000; k++) {
      const [x, y] = [set.x[0]!, set.x[1]!];
      const g = [(c - 1) * x - s * y, s * x + (c - 1) * y];
      set.move(Float64Array.from(g.flatMap((v) => [v, v])), Float64Array.from([c, -s, s, c].flatMap((v) => [v, v])));
    }
    const hull = new Float64Array(4);
    set.hull(hull);
    // a turned square of side 1/2 fits a box of side √2/2; naive boxes would have grown by 1.1 each step
    expect(hull[1]! - hull[0]!).toBeLessThan(0.7072);
    expect(hull[3]! - hull[2]!).toBeLessThan(0.7072);
  });
});
