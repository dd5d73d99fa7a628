import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Interval } from '../../../src/interval/interval.js';
import { addInto, divInto, mulInto, sqrtInto, subInto } from '../../../src/interval/kernel/arithmetic.js';
import { addElements, mapElements, mulElements, subElements, zipElements } from '../../../src/interval/kernel/elementwise.js';
import { loadBlocks } from '../../../src/interval/kernel/elementwise-module.js';
import { Random } from '../../rigor/random.js';
import { nextDown, nextUp } from '../../rounding/oracle.js';
import { any, bounded } from '../arbitrary.js';
import { compare, type Fraction, fraction, greatest, least, minus, plus, times } from '../exact.js';

const operations = { add: addElements, sub: subElements, mul: mulElements };
const kernels = { add: addInto, sub: subInto, mul: mulInto };
const names = ['add', 'sub', 'mul'] as const;

function pairs(intervals: readonly Interval[]): Float64Array {
  return Float64Array.from(intervals.flatMap((x) => [x.lo, x.hi]));
}

const sorted = (x: number, y: number): [number, number] => [Math.min(x, y), Math.max(x, y)];

/** What the loops give: arrays this short never go to WebAssembly. */
function byLoops(name: 'add' | 'sub' | 'mul', a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 2) {
    const one = new Float64Array(2);
    operations[name](one, a.slice(i, i + 2), b.slice(i, i + 2));
    out.set(one, i);
  }
  return out;
}

class Refusing {
  constructor() {
    throw new WebAssembly.CompileError('refused by a content-security policy');
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const bits = (x: Float64Array): bigint[] => [...new BigUint64Array(x.buffer, x.byteOffset, x.length)];

describe('elementwise operations on arrays of intervals', () => {
  test('the module runs here', () => {
    expect(loadBlocks()).toBeDefined();
  });

  test.each([
    ['there is no WebAssembly', undefined],
    ['a policy forbids it', { ...WebAssembly, Memory: WebAssembly.Memory, Module: Refusing }],
  ])('the loops go on where %s', async (_, engine) => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', engine);
    const { addElements: add } = await import('../../../src/interval/kernel/elementwise.js');
    const { loadBlocks: load } = await import('../../../src/interval/kernel/elementwise-module.js');
    expect(load()).toBeUndefined();
    const a = pairs(Array.from({ length: 100 }, (_, k) => new Interval(k / 3, k)));
    const out = new Float64Array(200);
    add(out, a, a);
    expect(out).toEqual(byLoops('add', a, a));
  });

  test.each(names)('%s: loops and WebAssembly give the same bits, in blocks with and without extraordinary pairs', (name) => {
    const many = (x: fc.Arbitrary<Interval>): fc.Arbitrary<Interval[]> => fc.array(x, { minLength: 64, maxLength: 200 });
    fc.assert(
      fc.property(
        fc.oneof(many(bounded), many(any), many(bounded.map((x) => x.intersection({ lo: -1e100, hi: 1e100 }).hull(0)))),
        fc.nat(),
        (x, shift) => {
          const a = pairs(x);
          const b = pairs(x.map((_, k) => x[(k + shift) % x.length]!));
          const out = new Float64Array(a.length);
          operations[name](out, a, b);
          expect(bits(out)).toEqual(bits(byLoops(name, a, b)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('blocks beyond the first, and a last one cut short', () => {
    const n = 2500;
    const a = Float64Array.from({ length: 2 * n }, (_, i) => Math.sin(i - (i % 2)) + (i % 2) * 0.1);
    const out = new Float64Array(2 * n);
    for (const name of names) {
      operations[name](out, a, a);
      expect(bits(out)).toEqual(bits(byLoops(name, a, a)));
    }
  });

  test.each(['add', 'sub'] as const)('%s: tightest for ordinary bounds', (name) => {
    fc.assert(
      fc.property(bounded, bounded, (x, y) => {
        const [a, b] = [pairs([x]), pairs([y])];
        const tight = new Float64Array(2);
        kernels[name](tight, 0, a, 0, b, 0);
        fc.pre([...tight].every((t) => t === 0 || Math.abs(t) > 1e-290));
        expect(byLoops(name, a, b)).toEqual(tight);
      }),
      { numRuns: 400 },
    );
  });

  test('mul: each bound is the tightest or its outer neighbor, and a zero stays a zero', () => {
    fc.assert(
      fc.property(any, any, (x, y) => {
        const [a, b] = [pairs([x]), pairs([y])];
        const tight = new Float64Array(2);
        mulInto(tight, 0, a, 0, b, 0);
        const got = byLoops('mul', a, b);
        const [lo, hi] = tight as unknown as [number, number];
        const allowed =
          Math.abs(lo) > 1e-290 || lo === 0
            ? [lo, ...(lo === 0 ? [] : [nextDown(lo)])]
            : [lo, nextDown(lo), nextDown(nextDown(lo))];
        expect(allowed).toContain(got[0]);
        const above =
          Math.abs(hi) > 1e-290 || hi === 0 ? [hi, ...(hi === 0 ? [] : [nextUp(hi)])] : [hi, nextUp(hi), nextUp(nextUp(hi))];
        expect(above).toContain(got[1]);
      }),
      { numRuns: 600 },
    );
  });

  // From 2^-1021 on sums are inexact, and from 2^-1000 on products are moderate: there φ|s| comes out as half a unit, a tie, and η decides.
  test.each(names)('%s: where η is needed, hulls hold the exact ones', (name) => {
    const random = new Random(1788);
    const sign = (): number => random.pick([-1, 1]);
    const size =
      name === 'mul'
        ? () => sign() * 2 ** -500 * (1 + random.next() / 2 ** 23 / 3)
        : () => ((random.next() - 0.5) / 3) * 2 ** -1018;
    const a = pairs(Array.from({ length: 3000 }, () => new Interval(...sorted(size(), size()))));
    const b = pairs(
      Array.from({ length: 3000 }, (_, k) => new Interval(...sorted(name === 'mul' ? size() : size() / 2 ** (k % 9), size()))),
    );
    const out = new Float64Array(a.length);
    operations[name](out, a, b);
    const exact = { add: plus, sub: minus, mul: times }[name];
    const at = (x: Float64Array, i: number): Fraction => fraction(x[i]!);
    for (let i = 0; i < out.length; i += 2) {
      const images = [0, 1].flatMap((j) => [0, 1].map((k) => exact(at(a, i + j), at(b, i + k))));
      expect(compare(at(out, i), least(images))).toBeLessThanOrEqual(0);
      expect(compare(at(out, i + 1), greatest(images))).toBeGreaterThanOrEqual(0);
    }
    expect(bits(out)).toEqual(bits(byLoops(name, a, b)));
  });

  test('the result may replace an operand', () => {
    const a = pairs(Array.from({ length: 100 }, (_, k) => new Interval(k - 50, k)));
    const b = pairs(Array.from({ length: 100 }, (_, k) => new Interval(-k / 3, 7)));
    for (const name of names) {
      const expected = new Float64Array(200);
      operations[name](expected, a, b);
      const [x, y] = [a.slice(), b.slice()];
      operations[name](x, x, y);
      expect(x).toEqual(expected);
      operations[name](y, a, y);
      expect(y).toEqual(expected);
    }
  });

  test('any kernel goes over an array', () => {
    const a = pairs([new Interval(1, 4), new Interval(-1, 9)]);
    const out = new Float64Array(4);
    mapElements(sqrtInto, out, a);
    expect([...out]).toEqual([1, 2, 0, 3]);
    zipElements(divInto, out, a, pairs([new Interval(2, 2), new Interval(0, 0)]));
    expect([...out]).toEqual([0.5, 2, Infinity, -Infinity]);
  });

  test('arrays of different or odd lengths are an error', () => {
    const x = new Float64Array(4);
    expect(() => addElements(x, x, new Float64Array(6))).toThrow('addElements: expected arrays of one even length, got 4, 4, 6');
    expect(() => mulElements(new Float64Array(3), new Float64Array(3), new Float64Array(3))).toThrow(RangeError);
    expect(() => mapElements(sqrtInto, x, new Float64Array(2))).toThrow('mapElements');
  });
});
