import { afterEach, describe, expect, test, vi } from 'vitest';
import { intervalAlgebra } from '../../../src/algebra/interval.js';
import { convolveInto } from '../../../src/interval/kernel/convolution.js';
import { convolutionMemory } from '../../../src/interval/kernel/convolution-module.js';
import { Random } from '../../rigor/random.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const terms = 24;

/** Bounds of all kinds: ordinary, zero, symmetric, thin, tied, huge, tiny, unbounded, empty. */
function bounds(random: () => number, kind: number): [number, number] {
  const size = 10 ** (6 * random() - 3);
  const x = (2 * random() - 1) * size;
  const y = (2 * random() - 1) * size;
  const integer = (): number => Math.round(6 * random() - 3);
  switch (kind) {
    case 0:
      return [Math.min(x, y), Math.max(x, y)];
    case 1:
      return [x, x];
    case 2:
      return [-Math.abs(x), Math.abs(x)];
    case 3:
      return random() < 0.5 ? [0, Math.abs(x)] : [-Math.abs(x), -0];
    case 4: {
      const [a, b] = [integer(), integer()];
      return [Math.min(a, b), Math.max(a, b)];
    }
    case 5:
      return [0, 0];
    case 6:
      return [x, x + Math.abs(x) * 2 ** -51];
    case 7:
      return [Math.min(x, y) * 1e160, Math.max(x, y) * 1e160];
    case 8:
      return [Math.min(x, y) * 1e-155, Math.max(x, y) * 1e-155];
    case 9:
      return random() < 0.5 ? [x, Infinity] : [-Infinity, Infinity];
    default:
      return [Infinity, -Infinity];
  }
}

describe('convolutions in WebAssembly', () => {
  test('have the bits of convolveInto, or say that they do not know', () => {
    const length = 2 * (2 * terms + 1);
    const fast = convolutionMemory(length)!;
    const { memory } = fast;
    const source = new Random(20261128);
    const random = (): number => source.next();
    let done = 0;
    let refused = 0;
    for (let trial = 0; trial < 20_000; trial++) {
      // mostly one family of ordinary bounds, sometimes with one of the others among them
      const family = trial % 5 === 4 ? 7 : Math.floor(7 * random());
      const odd = random() < 0.15 ? Math.floor(11 * random()) : family;
      const at = Math.floor(terms * random());
      memory.fill(0);
      for (let i = 0; i < 2 * terms; i++) memory.set(bounds(random, i % terms === at ? odd : family % 7), 2 + 2 * i);
      memory.set(bounds(random, random() < 0.2 ? 0 : 5), 0);
      const k = Math.floor(terms * random());
      const self = random() < 0.3;
      const from = Math.floor(Math.min(3, k + 1) * random());
      const last = self ? Math.floor(k / 2) : k - Math.floor(Math.min(3, k + 1) * random());
      const [p, q] = self || random() < 0.4 ? [0, 1] : [Math.round(8 * random() - 4), Math.round(40 * random() - 20)];
      const x = 2;
      const y = self ? x : 2 + 2 * terms;
      const slow = memory.slice();
      const before = memory.slice();
      convolveInto(slow, 0, x, y, 2, k, from, last, p, q, self);
      if (fast.convolve(0, x, y, 2, k, from, last, p, q, self)) {
        done++;
        expect([...memory], `trial ${trial}`).toEqual([...slow]);
      } else {
        refused++;
        expect([...memory], `trial ${trial}`).toEqual([...before]);
      }
    }
    expect(done).toBeGreaterThan(14_000);
    expect(refused).toBeGreaterThan(500);
  });

  test('ordinary data is always done', () => {
    const fast = convolutionMemory(2 * (2 * terms + 1))!;
    const source = new Random(7);
    const random = (): number => source.next();
    for (let trial = 0; trial < 500; trial++) {
      for (let i = 0; i < 2 * terms; i++) fast.memory.set(bounds(random, [0, 1, 2, 6][trial % 4]!), 2 + 2 * i);
      fast.memory.fill(0, 0, 2);
      expect(fast.convolve(0, 2, 2 + 2 * terms, 2, terms - 1, 0, terms - 1, 0, 1, false)).toBe(true);
    }
  });

  test('an algebra with compiled convolutions, and one where that is forbidden', () => {
    const fill = (memory: Float64Array): void => {
      for (let i = 0; i < 40; i++) memory.set([Math.sin(i), Math.sin(i) + i / 64], 2 * i + 2);
    };
    const results = [true, false].map((compiled) => {
      const algebra = intervalAlgebra({ compiled });
      const other = algebra.allocate(41);
      const m = algebra.allocate(41);
      fill(m);
      fill(other);
      algebra.convolve(other, 0, 2, 42, 2, 10, 0, 10, 0, 1);
      algebra.convolve(m, 0, 2, 42, 2, 19, 1, 18, 2, -3);
      algebra.convolveSelf(m, 0, 2, 2, 16, 0);
      return [...m.slice(0, 2), ...other.slice(0, 2)];
    });
    expect(results[0]).toEqual(results[1]);
    expect(results[0]![0]).not.toBe(0);
  });
});
