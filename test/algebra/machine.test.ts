import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
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
