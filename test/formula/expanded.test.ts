import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { expanded } from '../../src/formula/expanded.js';
import { jetSolution } from '../../src/formula/jet-solution.js';
import { Solution } from '../../src/formula/solution.js';
import { type System, system } from '../../src/formula/system.js';
import { Space } from '../../src/series/space.js';

const order = 8;

/**
 * The largest difference of the coefficients of both ways, relative to the largest of the same order in time.
 *
 * @param point - states and parameters
 */
function difference(field: System, names: readonly string[], degree: number, point: readonly number[]): number {
  const varied = { names, order: degree };
  const equations = expanded({ system: field, nodes: [] }, varied)!;
  const n = field.states.length;
  const parameters = point.slice(n);
  const formed = new Solution(float64, equations.system, order, parameters);
  const jets = jetSolution({ system: field, nodes: [] }, varied, order);
  const rows = n * Space.of(names.length, degree).size;
  expect(formed.states).toBe(rows);
  expect(jets.states).toBe(rows);
  for (const solution of [formed, jets]) {
    for (let i = 0; i < rows; i++) {
      const v = Math.floor(i / n) - 1;
      const own = v >= 0 && v < names.length && names[v] === field.states[i % n] ? 1 : 0;
      // something in every coefficient
      solution.memory[solution.at(i, 0)] = (i < n ? point[i]! : own) + (i < n ? 0 : 0.25 * Math.sin(i));
    }
    parameters.forEach((value, i) => {
      solution.memory[solution.parameterAt(i)] = value;
    });
    if (solution.timeAt !== undefined) solution.memory[solution.timeAt] = 0.5;
    solution.solve();
  }
  let worst = 0;
  for (let k = 0; k <= order; k++) {
    const of = (solution: typeof jets): number[] => Array.from({ length: rows }, (_, i) => solution.memory[solution.at(i, k)]!);
    const [a, b] = [of(formed), of(jets)];
    const size = Math.max(1e-3, ...b.map(Math.abs));
    worst = Math.max(worst, ...a.map((x, i) => Math.abs(x - b[i]!) / size));
  }
  return worst;
}

describe('variational equations are what jets compute', () => {
  const functions: readonly (readonly [string, number])[] = [
    ['sqrt(x)', 0.7],
    ['cbrt(x)', 0.7],
    ['exp(x)', 0.3],
    ['exp2(x)', 0.3],
    ['exp10(x)', 0.3],
    ['expm1(x)', 0.3],
    ['log(x)', 0.7],
    ['log2(x)', 0.7],
    ['log10(x)', 0.7],
    ['log1p(x)', 0.7],
    ['sin(x) + 2*cos(x)', 0.3],
    ['tan(x)', 0.3],
    ['asin(x)', 0.3],
    ['acos(x)', 0.3],
    ['atan(x)', 0.3],
    ['sinh(x) + 2*cosh(x)', 0.3],
    ['tanh(x)', 0.3],
    ['asinh(x)', 0.3],
    ['acosh(x)', 1.7],
    ['atanh(x)', 0.3],
    ['sinpi(x) + 2*cospi(x)', 0.3],
    ['tanpi(x)', 0.2],
    ['erf(x) + erfc(2*x)', 0.3],
    ['lambertW(x) + lambertWm1(-x/4)', 0.7],
    ['gaussian(x) + sphericalJ(2, x)', 0.7],
    ['gamma(x) + lgamma(x) + digamma(x)', 1.7],
    ['polygamma(2, x)', 1.7],
    ['besselJ(2, x) + besselJ(0, x)', 0.7],
    ['sinc(x)', 0.7],
    ['atan2(x, 2 + x^2)', 0.7],
    ['hypot(x, 3)', 0.7],
    ['keplerE(0.5*cos(x), x)', 0.7],
    ['x^3 + x^-2 + x^(3/2) + x^p', 0.7],
    ['p^x', 0.7],
    ['1/(1 + x) - x/(2 - x)', 0.7],
    ['sigmoid(x)', 0.7],
    ['x*cos(t*x)', 0.7],
  ];
  test.each(functions)('of x′ = %s', (text, x) => {
    const field = system({ x: `${text} + 0*p` }, { parameters: ['p'] });
    for (const degree of [1, 2, 3]) expect(difference(field, ['x', 'p'], degree, [x, 1.25])).toBeLessThan(1e-12);
  });

  test('of systems, with parameters among what varies, others not, and what depends on initial values alone', () => {
    const chaos = system({ x: 's*(y - x)', y: 'x*(r - z) - y', z: 'x*y - 8/3*z' }, { parameters: ['s', 'r'] });
    expect(difference(chaos, ['y', 'r', 't0'], 3, [1, 2, 20, 10, 28])).toBeLessThan(1e-13);
    const kepler = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });
    expect(difference(kepler, ['x', 'v'], 4, [1, 0.1, 0.2, 1.1])).toBeLessThan(1e-13);
  });

  test('of tanh where cosh² would overflow', () => {
    const { system: varied } = expanded({ system: system({ x: 'tanh(500*x)' }), nodes: [] }, { names: ['x'], order: 1 })!;
    const solution = new Solution(float64, varied, 4, []);
    solution.memory[solution.at(0, 0)] = 1;
    solution.memory[solution.at(1, 0)] = 1;
    solution.solve();
    expect([1, 2, 3, 4].map((k) => solution.memory[solution.at(1, k)])).toEqual([0, 0, 0, 0]);
  });

  test('are not formed where they would be too many', () => {
    const field = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });
    expect(expanded({ system: field, nodes: [] }, { names: field.states, order: 8 })).toBeUndefined();
    expect(expanded({ system: field, nodes: [] }, { names: field.states, order: 4, isBrief: true })).toBeUndefined();
    expect(expanded({ system: field, nodes: [] }, { names: field.states, order: 4 })).toBeDefined();
  });
});
