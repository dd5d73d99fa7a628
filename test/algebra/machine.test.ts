import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { machineFloat64 } from '../../src/algebra/machine.js';
import { powRule } from '../../src/series/families.js';
import { programOf, programOfPower } from '../../src/series/program.js';
import { rules } from '../../src/series/recurrence.js';
import type { Rule } from '../../src/series/rule.js';
import { Tape } from '../../src/series/tape.js';

const { machine: _, ...called } = float64;

/** Series that start inside the domain of every rule but those of {@link outside}. */
function given(arguments_: number, order: number): number[][] {
  return Array.from({ length: arguments_ }, (__, i) =>
    Array.from({ length: order + 1 }, (___, k) => (k === 0 ? 0.3 + 0.4 * i : Math.sin(3 * k + 5 * i) / (1 + k))),
  );
}

/** Rules whose domains begin at 1 or end at 0. */
const outside: readonly string[] = ['acosh', 'lambertWm1'];

function bits(algebra: typeof called, rule: Rule, order: number): number[] {
  const tape = new Tape(algebra, programOf(rule), order);
  given(rule.arguments, order).forEach((coefficients, i) => {
    tape.memory.set(coefficients, tape.row(i));
  });
  tape.run();
  return [...tape.memory.subarray(0, tape.row(rule.arguments + rule.heads.length))];
}

describe('the machine gives the bits of the kernels that it stands for', () => {
  const all = [...Object.values(rules), powRule({ num: 2n, den: 3n }), powRule({ num: -3n, den: 1n })];
  test.each(all.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    for (const order of [0, 1, 2, 3, 4, 17]) {
      const expected = bits(called, rule, order);
      if (!outside.includes(name)) expect(expected.every(Number.isFinite)).toBe(true);
      expect(bits(float64, rule, order)).toEqual(expected);
    }
  });

  test('powers by products', () => {
    const runs = [called, float64].map((algebra) => {
      const tape = new Tape(algebra, programOfPower(7), 12);
      tape.memory.set(given(1, 12)[0]!, 0);
      tape.run();
      return [...tape.memory];
    });
    expect(runs[1]).toEqual(runs[0]);
  });
});

describe('sums of products, in the order in which every back end adds', () => {
  const order = 30;
  const [y, out] = [order + 1, 2 * (order + 1)];
  /** Rows x and y whose products round, and a place for a sum. */
  const memory = Float64Array.from({ length: out + 1 }, (_, i) => Math.sin(3 * i + 1) / 3);
  const term = (j: number, k: number, w = 1): number => w * memory[j]! * memory[y + k - j]!;
  const own = (j: number, k: number): number => memory[j]! * memory[k - j]!;
  const plain = { j: 0, k: 0, one: 1 };
  const place = { base: out, moves: false };

  function sum(k: number, from: number, to: number, weight: typeof plain, inTurns: boolean, m = memory): number {
    machineFloat64([{ op: 'sum', out: place, x: 0, y, from, to, weight, inTurns }])(m, k);
    return m[out]!;
  }

  function square(k: number, from: number, inTurns: boolean): number {
    machineFloat64([{ op: 'square', out: place, x: 0, from, inTurns }])(memory, k);
    return memory[out]!;
  }

  test('in sequence, the ends last', () => {
    const inSequence = term(1, 6) + term(2, 6) + term(3, 6) + term(4, 6) + term(5, 6) + term(0, 6) + term(6, 6);
    expect(sum(6, 0, 0, plain, false)).toBe(inSequence);
    expect(square(8, 1, false)).toBe(2 * (own(2, 8) + own(3, 8)) + own(4, 8) + 2 * memory[1]! * memory[7]!);
  });

  test('by turns, the ends last', () => {
    const inTurns = term(1, 6) + term(3, 6) + term(5, 6) + (term(2, 6) + term(4, 6)) + term(0, 6) + term(6, 6);
    expect(sum(6, 0, 0, plain, true)).toBe(inTurns);
    const half = own(1, 9) + own(3, 9) + (own(2, 9) + own(4, 9));
    expect(square(9, 0, true)).toBe(2 * half + 2 * memory[0]! * memory[9]!);
    // which is another order
    const orders = Array.from({ length: order + 1 }, (_, k) => k);
    expect(orders.some((k) => sum(k, 0, 0, plain, true) !== sum(k, 0, 0, plain, false))).toBe(true);
    expect(orders.some((k) => square(k, 0, true) !== square(k, 0, false))).toBe(true);
  });

  test('weights multiply the first factor', () => {
    const [a, b, c, d, e, f] = [1, 2, 3, 4, 5, 6].map((j) => term(j, 7, 5 * j - 2 * 7)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const weight = { j: 5, k: -2, one: 0 };
    expect(sum(7, 1, 1, weight, false)).toBe(b + c + d + e + a + f);
    expect(sum(7, 1, 1, weight, true)).toBe(b + d + (c + e) + a + f);
  });

  test('nothing is −0, and −0 alone stays so', () => {
    const zeros = memory.map((_, i) => (i < y ? -1 : 0));
    for (const inTurns of [false, true]) {
      expect(sum(1, 1, 1, plain, inTurns)).toBe(-0);
      expect(square(1, 1, inTurns)).toBe(-0);
      expect(sum(5, 0, 0, plain, inTurns, zeros)).toBe(-0);
    }
  });
});
