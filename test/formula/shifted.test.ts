import { describe, expect, test } from 'vitest';
import { fractionAlgebra } from '../../src/algebra/fraction.js';
import { layoutOf } from '../../src/formula/kernel/write.js';
import { Solution } from '../../src/formula/solution.js';
import { type System, system } from '../../src/formula/system.js';
import { fraction } from '../../src/number/fraction.js';

const ORDER = 9;

function rulesOf(field: System): string[] {
  return layoutOf(field, ORDER, []).program.applications.map(({ rule }) => rule.name);
}

/** Exact Taylor coefficients. */
function coefficients(field: System): string[] {
  const parameters = field.parameters.map((_, i) => fraction(3 + 2 * i, 7));
  const solution = new Solution(fractionAlgebra, field, ORDER, parameters);
  const initial = [fraction(2, 3), fraction(-1, 5), fraction(4, 7)];
  for (const [i, value] of initial.entries()) fractionAlgebra.write(solution.memory, solution.at(i, 0), value);
  solution.solve();
  return initial.flatMap((_, i) =>
    Array.from({ length: ORDER + 1 }, (_, k) => String(fractionAlgebra.read(solution.memory, solution.at(i, k)))),
  );
}

describe('products whose factors differ by a constant', () => {
  test.each([
    [
      'and one with both others',
      { x: '(x + 1)*y + (x - 2)*z', y: 'x*(y + z)', z: '-y - z' },
      { x: 'x*y + y + x*z - 2*z', y: 'x*y + x*z', z: '-y - z' },
      2,
    ],
    [
      'and signs and constant factors',
      { x: '1 - 3*((x + 1)*y) - (x - 2)*z*5', y: 'x', z: 'y*y' },
      { x: '1 - 3*(x*y) - 3*y - 5*(x*z) + 10*z', y: 'x', z: 'y*y' },
      1,
    ],
    ['a parameter being one', { x: '(x + a)*y + (x - b)*z', y: 'x', z: '1' }, { x: 'x*y + a*y + x*z - b*z', y: 'x', z: '1' }, 1],
    ['both the same', { x: '(x + 1)*y + (x + 2)*y', y: 'x', z: '1' }, { x: '2*(x*y) + 3*y', y: 'x', z: '1' }, 0],
  ] as const)('%s: exactly the coefficients of the sum multiplied out', (_, equations, multiplied, count) => {
    const options = { parameters: equations.x.includes('a') ? ['a', 'b'] : [] };
    const field = system(equations, options);
    expect(rulesOf(field).filter((name) => name === 'shifted')).toHaveLength(count);
    const truth = coefficients(system(multiplied, options));
    expect(coefficients(field)).toEqual(truth);
    expect(new Set(truth).size).toBeGreaterThan(ORDER);
  });

  test('stay apart at low orders, and where one of them is needed by itself', () => {
    const field = system({ x: '(x + 1)*y + (x - 2)*z', y: '1', z: 'x' });
    expect(layoutOf(field, 3, []).program.applications.some(({ rule }) => rule.name === 'shifted')).toBe(false);
    expect(rulesOf(system({ x: '(x + 1)*y + (x - 2)*z', y: '(x + 1)*y', z: 'x' }))).not.toContain('shifted');
  });
});
