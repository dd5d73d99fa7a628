import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { layoutOf } from '../../src/formula/kernel/write.js';
import { Solution } from '../../src/formula/solution.js';
import { type System, system } from '../../src/formula/system.js';

const ORDER = 6;

function rulesOf(field: System): string[] {
  return layoutOf(field, ORDER, []).program.applications.map(({ rule }) => rule.name);
}

describe('products with a constant that are taken off', () => {
  test.each([
    ['a difference', { x: 'y - 0.1*x', y: 'x' }, { x: 'y + (-0.1)*x', y: 'x' }, ['mulConstant', 'add']],
    ['a constant before it', { x: '3 - y*0.1', y: 'x' }, { x: '3 + y*(-0.1)', y: 'x' }, ['mulConstant', 'addConstant']],
    [
      'both sides multiples',
      { x: '7*y - 0.2*x', y: 'x' },
      { x: '7*y + (-0.2)*x', y: 'x' },
      ['mulConstant', 'mulConstant', 'add'],
    ],
  ])('are multiples that are added, to the last bit: %s', (_, taken, given, rules) => {
    const [one, other] = [system(taken), system(given)];
    expect(rulesOf(one)).toEqual(rules);
    const [bits, wanted] = [one, other].map((field) => {
      const solution = new Solution(float64, field, ORDER, []);
      solution.memory[solution.at(0, 0)] = 0.7;
      solution.memory[solution.at(1, 0)] = -0;
      solution.solve();
      return [...solution.memory.slice(0, 2 * (ORDER + 1))];
    });
    expect(bits).toEqual(wanted);
  });

  test('stay as they are where they are needed once more, or where the factor is a parameter', () => {
    expect(rulesOf(system({ x: 'y - 2*x', y: '2*x' }))).toContain('sub');
    expect(rulesOf(system({ x: 'y - a*x', y: 'x' }, { parameters: ['a'] }))).toContain('sub');
  });
});
