import { expect } from 'vitest';
import { floatValues } from '../../../src/formula/float.js';
import { type PlainFunction, read } from '../../../src/formula/read.js';

const points = [-200, -3, -1, -0.5, 0, 0.25, 0.5, 1, 1.5, 2, 3, 10, 60, 200];

/** Expects the reading of a function of one number to have its values, also far from where the reader itself checks. */
export function expectSame(fn: (x: number) => number): void {
  const { dag, roots } = read(fn as PlainFunction);
  for (const x of points) {
    const [value] = floatValues(dag, roots, [x]) as [number];
    const own = ownValue(fn, x);
    if (Number.isNaN(own)) expect(value, `at ${x}`).toBeNaN();
    else expect(Math.abs(value - own), `${value} for ${own} at ${x}`).toBeLessThanOrEqual(1e-12 * Math.abs(own));
  }
}

function ownValue(fn: (x: number) => number, x: number): number {
  try {
    return fn(x);
  } catch {
    return Number.NaN;
  }
}
