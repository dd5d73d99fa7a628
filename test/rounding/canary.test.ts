import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkPlatform } from '../../src/rounding/canary.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Makes the modules loaded from here on run on a machine whose memory changes every number in an array literal by `change`. */
function changeMemory(change: (x: number) => number): void {
  const Doubles = Float64Array;
  vi.stubGlobal(
    'Float64Array',
    class extends Doubles {
      constructor(content: number | number[]) {
        super(typeof content === 'number' ? new Array(content).fill(0) : content.map(change));
      }
    },
  );
  vi.resetModules();
}

async function checkWith(change: (x: number) => number): Promise<() => void> {
  changeMemory(change);
  return (await import('../../src/rounding/canary.js')).checkPlatform;
}

const flushToZero = (x: number): number => (Math.abs(x) < 2 ** -1022 ? 0 : x);

describe('checkPlatform', () => {
  test('passes on this machine', () => {
    expect(checkPlatform()).toBe(undefined);
  });

  test('throws where subnormal numbers are flushed to zero', async () => {
    const check = await checkWith(flushToZero);
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

  test('runs when the directed operations are loaded', async () => {
    changeMemory(flushToZero);
    await expect(import('../../src/rounding/directed.js')).rejects.toThrow(/^checkPlatform/);
  });
});
