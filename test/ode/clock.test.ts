import { describe, expect, test } from 'vitest';
import { Clock } from '../../src/ode/clock.js';
import { addRational, rationalNearest, rationalOf, subRational } from '../../src/rounding/rational.js';

describe('Clock', () => {
  test('a hundred thousand steps of 0.1 are exact to rounding, where plain addition has lost five digits', () => {
    const clock = new Clock(0);
    let plain = 0;
    for (let k = 0; k < 100_000; k++) {
      clock.advance(0.1);
      plain += 0.1;
    }
    const exact = rationalOf(0.1);
    const total = { num: exact.num * 100_000n, den: exact.den };
    const error = (parts: number[]): number =>
      Math.abs(rationalNearest(subRational(parts.map(rationalOf).reduce(addRational), total)));
    expect(error([clock.hi, clock.lo])).toBeLessThan(1e-24);
    expect(error([plain])).toBeGreaterThan(1e-9);
  });

  test('what is left until a time counts the low part', () => {
    const clock = new Clock(1);
    clock.advance(2 ** -60);
    expect(clock.hi).toBe(1);
    expect(clock.until(1)).toBe(-(2 ** -60));
  });
});
