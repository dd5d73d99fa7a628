import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { expanded } from '../../src/formula/expanded.js';
import { fieldOf } from '../../src/formula/field.js';
import { sumsIn } from '../../src/formula/kernel/sums.js';
import { Solution } from '../../src/formula/solution.js';
import { type System, system } from '../../src/formula/system.js';
import { watch } from '../../src/formula/watch.js';
import { arenstorf, kepler, lorenz } from '../../src/problems.js';

/** How many sums there are, and how many of them go by turns. */
function sums(field: Parameters<typeof fieldOf>[0], watched: readonly number[] = []): [number, number] {
  const { applications } = fieldOf(field, 20, watched).program;
  return [sumsIn({ applications }), sumsIn({ applications: applications.filter(({ inTurns }) => inTurns) })];
}

const field = (text: Readonly<Record<string, string>>): System => system(text);

describe('sums that go by turns', () => {
  test('those of small fields', () => {
    expect(sums(field(lorenz.equations))).toEqual([2, 2]);
    expect(sums(field(kepler.equations))).toEqual([5, 5]);
    expect(sums(field(arenstorf.equations))).toEqual([7, 0]);
  });

  test('a sum depends on those of other states, too', () => {
    const squares = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, `x${(i + 1) % count}^2`]));
    expect(sums(field(squares(5)))).toEqual([5, 5]);
    expect(sums(field(squares(6)))).toEqual([6, 0]);
    // by way of derivatives that are states
    expect(sums(field({ a: 'b', b: 'c', c: 'a', d: 'a*d' }))).toEqual([1, 1]);
    // a part that depends on nothing else keeps its own
    expect(sums(field({ x: 'x^2', ...squares(6) }))).toEqual([7, 1]);
  });

  test('neither variations nor what is watched change those of an orbit', () => {
    const plain = field(lorenz.equations);
    const { system: varied } = expanded(watch(plain, [], String), { names: ['x', 'y', 'z'], order: 1 })!;
    const [all, inTurns] = sums(varied);
    expect(all).toBeGreaterThan(10);
    expect(inTurns).toBe(2);
    const watched = watch(plain, ['x*y*z^2*(x + y)^2 - sin(x)*exp(y)'], String);
    const coefficients = (equations: Parameters<typeof fieldOf>[0], nodes: readonly number[]): number[] => {
      const solution = new Solution(float64, equations, 20, [], nodes);
      [15, 14, 36].forEach((value, i) => {
        solution.memory[solution.at(i, 0)] = value;
      });
      solution.solve();
      return [...solution.memory.subarray(0, solution.at(3, 0))];
    };
    const orbit = coefficients(plain, []);
    expect(coefficients(varied, [])).toEqual(orbit);
    expect(coefficients(watched.system, watched.nodes)).toEqual(orbit);
  });
});
