import { describe, expect, test } from 'vitest';
import { float64 } from '../../../src/algebra/float64.js';
import { taylorToC } from '../../../src/formula/kernel/taylor-code.js';
import type { Shape } from '../../../src/formula/kernel/write.js';
import { Solution } from '../../../src/formula/solution.js';
import { type System, system } from '../../../src/formula/system.js';
import { evaluate } from '../../../src/ode/evaluate.js';
import { kepler } from '../../../src/problems.js';
import { hasCompiler, numberInC, printed } from '../compiler.js';

/** What C computes: coefficients of all states, then the states after a step of 7/16. */
function byC(field: System, order: number, given: readonly number[], shape: Shape): number[] {
  const stride = order + 1;
  const states = field.states.length;
  const main = `
#include <stdio.h>
int main(void) {
  static double m[lorenz_5_size];
  ${given.map((x, i) => `m[${i * stride}] = ${x};`).join(' ')}
  lorenz_5_solve(m);
  for (int i = 0; i < ${states * stride}; i++) printf("%.17g\\n", m[i]);
  lorenz_5_advance(m, 0.4375);
  for (int i = 0; i < ${states}; i++) printf("%.17g\\n", m[i * ${stride}]);
  return 0;
}`;
  const options = ['-O1', '-ffp-contract=off', '-Wextra', '-Wno-unused', '-Wno-unused-parameter'];
  return printed(taylorToC(field, order, 'lorenz-5', shape) + main, options).map(numberInC);
}

describe('Taylor coefficients in C', () => {
  test.runIf(hasCompiler).each(['straight', 'looped'] as const satisfies readonly Shape[])(
    'without contraction they are the doubles of brook: %s',
    (shape) => {
      // only operations that IEEE 754 rounds correctly: libraries differ in the others
      const field = system(
        { x: 's*(y - x)', y: 'x*(28 - z)/(1 + x^2) - y', z: 'x*y - 8/3*z + sqrt(2 + z^2) - t/(4 + y^2)^(3/2)' },
        { parameters: ['s'] },
      );
      const order = 12;
      const given = [1.5, -0.75, 2.25, 0.5, 10];
      const solution = new Solution(float64, field, order, [10]);
      given.slice(0, 4).forEach((x, i) => {
        solution.memory[solution.at(i, 0)] = x;
      });
      solution.solve();
      const truth = [0, 1, 2].flatMap((i) => Array.from({ length: order + 1 }, (_, k) => solution.memory[solution.at(i, k)]!));
      const ends = [0, 1, 2].map((i) => evaluate(solution.memory, solution.at(i, 0), order, 0.4375));
      const found = byC(field, order, given, shape);
      expect(found.length).toBe(truth.length + 3);
      // a zero may have either sign
      expect(found.map((x) => x + 0)).toEqual([...truth, ...ends].map((x) => x + 0));
    },
  );

  test.runIf(hasCompiler).each(['straight', 'looped'] as const)('branches: %s', (shape) => {
    const field = system({
      x: 'y + abs(z)*floor(x + 1/2) + 1/min(z, 0)',
      y: 'if(x < t, -y*abs(y), max(x, z)) + sign(z - t)*round(x - z)',
      z: 'min(x, y, abs(z - 1/4))*step(x) + trunc(3*z)*ceil(y)',
    });
    const order = 6;
    for (const given of [
      [0, 0, 0, 0],
      [0.25, -0.5, 0.25, 0.125],
      [-0.5, 0.5, 1, -1],
    ]) {
      const solution = new Solution(float64, field, order, []);
      given.forEach((x, i) => {
        solution.memory[solution.at(i, 0)] = x;
      });
      solution.solve();
      const truth = [0, 1, 2].flatMap((i) => Array.from({ length: order + 1 }, (_, k) => solution.memory[solution.at(i, k)]!));
      const found = byC(field, order, given, shape).slice(0, truth.length);
      expect(found.map((x) => x + 0)).toEqual(truth.map((x) => x + 0));
    }
  });

  test('a loop over the orders keeps what is asked for again, loads common factors once, and decides once for all states', () => {
    const code = taylorToC(system(kepler.equations), 20, 'kepler', 'looped');
    const count = (pattern: RegExp): number => code.match(pattern)?.length ?? 0;
    // x² + y², its power, the negatives of two products; what these are made of is not seen again
    expect(count(/^ {4}m\[\d+ \+ k\] = /gmu)).toBe(4);
    // x·r⁻³ and y·r⁻³ take 4 coefficients a term less one, squares two each, the power two
    const loads = (loop: RegExp): number[] => [...code.matchAll(loop)].map(([text]) => (text.match(/m\[/gu) ?? []).length);
    expect(loads(/^ {6}if .*?^ {6}\}/gmsu)).toEqual([4, 2, 3]);
    // in turns, two terms at a time
    expect(loads(/^ {6}for .*?^ {6}\}/gmsu)).toEqual([8, 4, 6]);
    // all divide by k below 8, all multiply by 1/k from there on
    expect(count(/if \(k < 8\)/gu)).toBe(1);
  });

  test('a bad order is an error', () => {
    const field = system({ x: '-x' });
    expect(() => field.toC({ taylor: 0 })).toThrow('toC: expected taylor to be an integer order ≥ 1, got 0');
    expect(() => field.toC({ taylor: 2.5 })).toThrow(RangeError);
    expect(field.toC({ taylor: 2, name: 'decay' })).toMatch(
      /void decay_solve\(double \*restrict m\) \{[\s\S]*void decay_advance/u,
    );
  });
});
