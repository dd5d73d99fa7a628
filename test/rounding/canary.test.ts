import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkPlatform } from '../../src/rounding/canary.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Loads the check on a machine whose memory changes every number by `change`. */
async function checkWith(change: (x: number) => number): Promise<() => void> {
  const Doubles = Float64Array;
  vi.stubGlobal(
    'Float64Array',
    class extends Doubles {
      constructor(xs: number[]) {
        super(xs.map(change));
      }
    },
  );
  vi.resetModules();
  return (await import('../../src/rounding/canary.js')).checkPlatform;
}

describe('checkPlatform', () => {
  test('passes on this machine', () => {
    expect(checkPlatform()).toBe(undefined);
  });

  test('throws where subnormal numbers are flushed to zero', async () => {
    const check = await checkWith((x) => (Math.abs(x) < 2 ** -1022 ? 0 : x));
    expect(check).toThrow(/^checkPlatform: expected IEEE 754 binary64 arithmetic with subnormal numbers, got something else; /);
  });

  test('throws where half a unit is rounded up', async () => {
    const check = await checkWith((x) => (x === 2 ** -53 ? 2 ** -53 * (1 + 2 ** -52) : x));
    expect(check).toThrow(/ties to even/);
  });

  test('throws where numbers are kept in single precision', async () => {
    const check = await checkWith(Math.fround);
    expect(check).toThrow(/checkPlatform/);
  });
});
