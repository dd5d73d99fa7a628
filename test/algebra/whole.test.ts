import { afterEach, describe, expect, test, vi } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { scatterOf } from '../../src/algebra/scatter.js';
import { wholeFloat64 as whole } from '../../src/algebra/whole.js';
import { applyRule } from '../../src/series/apply.js';
import { rules } from '../../src/series/recurrence.js';
import type { Rule } from '../../src/series/rule.js';
import { type Shape, sizeOf } from '../../src/series/shape.js';
import { Space } from '../../src/series/space.js';
import { substituted } from '../../src/series/substitute.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Doubles of all sizes, some zero, always the same for a seed. */
function doubles(count: number, seed: number): Float64Array {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return Float64Array.from({ length: count }, () => (next() < 0.1 ? 0 : (next() - 0.5) * 2 ** Math.round(40 * (next() - 0.5))));
}

function byTape(rule: Rule, shape: Shape, ...args: Float64Array[]): number[] {
  return [...applyRule(float64, rule, 0, shape, args)].map((value) => value + 0);
}

function direct(size: number, fill: (out: Float64Array) => void): number[] {
  const out = new Float64Array(size);
  fill(out);
  return [...out].map((value) => value + 0);
}

describe('kernels of whole series give the bits of the rules', () => {
  const shapes: Shape[] = [
    ...Array(26).keys(),
    61,
    new Space(1, 9),
    new Space(2, 7),
    new Space(3, 5),
    new Space(6, 3),
    // large enough for WebAssembly, but the last, whose partners are no prefixes
    new Space(2, 20),
    new Space(3, 9),
    new Space(6, 6),
    new Space(3, 12, { weights: [1, 2, 3] }),
    new Space(3, 12, { orders: [3, 4, Infinity] }),
  ];
  test.each(shapes.flatMap((shape) => (typeof shape === 'number' ? [] : [[String(shape), shape] as const])))(
    'the value of a polynomial, %s, is that of Horner’s rule over any algebra',
    (_, shape) => {
      const [a, h] = [
        doubles(shape.size, 5),
        doubles(shape.variables, 6).map((x) => (x === 0 ? 0.5 : x / 2 ** Math.ceil(Math.log2(Math.abs(x))))),
      ];
      const inner = Array.from(h, (x) => ({ memory: Float64Array.of(x), leading: 0 }));
      const wanted = substituted(float64, { memory: a, shape }, inner, 0, 0)[0];
      expect(direct(1, (out) => whole.horner(out, a, h, shape.nesting))).toEqual([wanted]);
    },
  );

  test.each(shapes.map((shape) => [typeof shape === 'number' ? shape : `${shape.variables}, ${shape.order}`, shape] as const))(
    'order %s',
    (_, shape) => {
      const size = sizeOf(shape);
      const [a, b] = [doubles(size, 3), doubles(size, 4)];
      const c = Float64Array.from({ length: size }, (__, k) => (k === 0 ? 0.3 : 0));
      expect(direct(size, (out) => whole.neg(out, a))).toEqual(byTape(rules.neg, shape, a));
      expect(direct(size, (out) => whole.add(out, a, b))).toEqual(byTape(rules.add, shape, a, b));
      expect(direct(size, (out) => whole.sub(out, a, b))).toEqual(byTape(rules.sub, shape, a, b));
      expect(direct(size, (out) => whole.shift(out, a, 0.3))).toEqual(byTape(rules.addConstant, shape, a, c));
      expect(direct(size, (out) => whole.shift(out, a, -0.3))).toEqual(byTape(rules.subConstant, shape, a, c));
      expect(direct(size, (out) => whole.scale(out, a, 0.3))).toEqual(byTape(rules.mulConstant, shape, a, c));
      expect(direct(size, (out) => whole.divide(out, a, 0.3))).toEqual(byTape(rules.divConstant, shape, a, c));
      const product = byTape(rules.mul, shape, a, b);
      if (typeof shape === 'number') expect(direct(size, (out) => whole.product(out, a, b))).toEqual(product);
      else expect(direct(size, (out) => whole.gather(out, a, b, shape.pairs))).toEqual(product);
    },
  );
});

describe('products in many variables', () => {
  const space = new Space(4, 6);
  const { size, pairs } = space;

  test('are compiled where that pays, and interpreted where WebAssembly is not to be had: the same bits', () => {
    const [a, b] = [doubles(size, 5), doubles(size, 6)];
    a[3] = Number.NaN;
    b[7] = Infinity;
    a[0] = -0;
    expect(scatterOf(pairs)).toBeDefined();
    const fast = new Float64Array(size);
    whole.gather(fast, a, b, pairs);
    const slow = new Float64Array(size);
    // another object, so that nothing is remembered
    const others = { ...pairs };
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    return import('../../src/algebra/whole.js').then(({ wholeFloat64 }) => {
      wholeFloat64.gather(slow, a, b, others);
      expect([...fast]).toEqual([...slow]);
      expect(slow.some((value) => Number.isFinite(value) && value !== 0)).toBe(true);
    });
  });

  test('operands may be the same, and views of one memory', () => {
    const memory = new Float64Array(3 * size);
    memory.set(doubles(size, 8), 7);
    const a = memory.subarray(7, 7 + size);
    const out = memory.subarray(2 * size, 3 * size);
    whole.gather(out, a, a, pairs);
    expect([...out].map((value) => value + 0)).toEqual(byTape(rules.mul, space, a, a));
  });

  test('few terms, or partners that are no prefix, are gathered', () => {
    expect(scatterOf(new Space(2, 3).pairs)).toBeUndefined();
    expect(scatterOf(new Space(3, 12, { orders: [3, 4, Infinity] }).pairs)).toBeUndefined();
  });
});

describe('memory', () => {
  test('is zero, and no two overlap', () => {
    const made = Array.from({ length: 200 }, (_, i) => {
      const memory = float64.allocate(1 + (i % 70));
      expect(memory.every((value) => value === 0)).toBe(true);
      memory.fill(i + 1);
      return memory;
    });
    made.forEach((memory, i) => {
      expect(memory.length).toBe(1 + (i % 70));
      expect(memory.every((value) => value === i + 1)).toBe(true);
    });
  });
});
