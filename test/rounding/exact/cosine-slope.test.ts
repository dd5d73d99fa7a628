import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosSlope2Maximum, maximaUpTo, zerosUpTo } from '../../../src/rounding/exact/cosine-slope.js';
import { exactCosSlope2 } from '../../../src/rounding/exact/slope.js';
import { pred, succ } from '../../../src/rounding/neighbor.js';

const out = new Float64Array(2);

// mpmath: 2*findroot(lambda t: sin(t) - t*cos(t), …) and its height, to 17 digits.
const maxima: [bigint, number, number][] = [
  [1n, 8.986818915818128, 0.047190449225811278],
  [2n, 15.450503673875414, 0.016480025992973942],
  [3n, 21.808243318857798, 0.008340292670672621],
  [10n, 65.91277807964495, 0.00091985862484851409],
  [1000n, 6286.326263531511, 1.0121994864443153e-7],
];

describe('zeros and maxima of cosSlope2', () => {
  test('zeros are counted up to each multiple of 2π, not below', () => {
    expect(zerosUpTo(5)).toBe(0n);
    expect(zerosUpTo(6.283185307179586)).toBe(0n);
    expect(zerosUpTo(6.283185307179587)).toBe(1n);
    expect(zerosUpTo(12.566370614359172)).toBe(1n);
    expect(zerosUpTo(12.566370614359174)).toBe(2n);
    expect(zerosUpTo(2 ** 60) - zerosUpTo(2 ** 60 - 256)).toBe(41n);
  });

  test('maxima are counted up to each, not below, and are as high as they should be', () => {
    for (const [k, x, height] of maxima) {
      expect(maximaUpTo(pred(x))).toBe(k - 1n);
      expect(maximaUpTo(succ(succ(x)))).toBe(k);
      cosSlope2Maximum(k, out);
      expect(succ(out[0]!)).toBe(out[1]);
      expect(Math.abs(out[0]! / height - 1)).toBeLessThan(2e-16);
    }
  });

  test('few bits to begin with are doubled until they tell', () => {
    for (const x of [6.283185307179586, 6.283185307179587, 12.566370614359174, 65.91277807964495, 1e22, 5.319372648326541e255]) {
      for (const start of [16, 24, 40]) {
        expect(zerosUpTo(x, start)).toBe(zerosUpTo(x));
        expect(maximaUpTo(x, start)).toBe(maximaUpTo(x));
      }
    }
  });

  test('between two zeros there is one maximum, above every value there', () => {
    const wide = fc.oneof(
      fc.double({ min: 7, max: 1e4, noNaN: true }),
      fc.double({ min: 7, max: 1e17, noNaN: true }),
      fc.double({ min: 7, noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(wide, (x) => {
        const zeros = zerosUpTo(x);
        const passed = maximaUpTo(x);
        expect(passed === zeros || passed === zeros - 1n).toBe(true);
        cosSlope2Maximum(zeros, out);
        const most = out[1]!;
        exactCosSlope2(x, out);
        expect(out[1]).toBeLessThanOrEqual(most);
        // it is below 1/h² for an h between x/2 − π and x/2 + π/2
        const [near, far] = [2 / (x - 6.3), 2 / (x + 3.2)];
        // an upper bound of what is subnormal is up to one step higher
        expect(most).toBeLessThanOrEqual(1.001 * near * near + 5e-324);
        expect(most).toBeGreaterThanOrEqual((0.999 * far * far) / (1 + far * far));
      }),
      { numRuns: 200 },
    );
  });
});
