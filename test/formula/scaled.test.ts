import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { fractionAlgebra } from '../../src/algebra/fraction.js';
import { layoutOf } from '../../src/formula/kernel/write.js';
import { Solution } from '../../src/formula/solution.js';
import { type System, system } from '../../src/formula/system.js';
import { fraction } from '../../src/number/fraction.js';

const ORDER = 9;

function rulesOf(field: System): string[] {
  return layoutOf(field, ORDER, []).program.applications.map(({ rule }) => rule.name);
}

/** Exact Taylor coefficients of y, where x is the time. */
function coefficients(y: string, z: string): string[] {
  const field = system({ x: '1', y, z }, { parameters: ['a'] });
  const solution = new Solution(fractionAlgebra, field, ORDER, [fraction(-5, 3)]);
  fractionAlgebra.write(solution.memory, solution.at(0, 0), fraction(2, 7));
  solution.solve();
  return Array.from({ length: ORDER + 1 }, (_, k) => String(fractionAlgebra.read(solution.memory, solution.at(1, k))));
}

describe('powers times constants', () => {
  test.each([
    ['a number', '5*(x + 1)^(-3)', ['addConstant', 'scaled pow(-3/1)']],
    ['a parameter', 'a*(x + 1)^(-2)', ['addConstant', 'scaled pow(-2/1)']],
    ['taken off', 'x - 2*(x + 1)^(-3)', ['addConstant', 'scaled pow(-3/1)', 'add']],
  ])('are one application with the exact coefficients of both: %s', (_, formula, rules) => {
    expect(rulesOf(system({ x: '1', y: formula, z: '1' }, { parameters: ['a'] }))).toEqual(rules);
    // the power by itself is needed once more
    const power = /\(x \+ 1\)\^\(-\d\)/u.exec(formula)![0];
    expect(rulesOf(system({ x: '1', y: formula, z: power }, { parameters: ['a'] })).join()).not.toContain('scaled');
    const truth = coefficients(formula, power);
    expect(coefficients(formula, '1')).toEqual(truth);
    expect(new Set(truth).size).toBe(ORDER + 1);
  });

  test('powers of halves have the binomial coefficients', () => {
    const solution = new Solution(float64, system({ x: '1', y: '7*x^(-3/2)' }), ORDER, []);
    solution.memory[solution.at(0, 0)] = 1;
    solution.solve();
    let wanted = 7;
    for (let k = 0; k < ORDER; k++) {
      // y' = 7 x^(−3/2)
      expect(Math.abs((solution.memory[solution.at(1, k + 1)]! * (k + 1)) / wanted - 1)).toBeLessThan(1e-15 * (k + 1));
      wanted *= (-1.5 - k) / (k + 1);
    }
  });

  test('what goes by products or quotients stays: roots, squares and reciprocals', () => {
    for (const formula of ['3*x^2', '3*x^(-1)', '3/x', '3*sqrt(x)', '3*x^0.3^x']) {
      expect(rulesOf(system({ x: '1', y: formula })).join()).not.toContain('scaled');
    }
  });
});
