import { expect, test } from 'vitest';
import { Interval } from '../../src/interval/interval.js';
import { keplerE } from '../../src/interval/kepler.js';

test('an orbit of eccentricity 1 around the time where the slope vanishes ends, and encloses', () => {
  const E = keplerE(new Interval(1, 1), new Interval(-0.5, 0.5));
  // E − sin E = 1/2
  expect(E.contains(1.4973) && E.contains(-1.4973) && E.contains(0)).toBe(true);
  expect(E.mag()).toBeLessThan(1.6);
});
