import { describe, expect, test, vi } from 'vitest';
import { float64 } from '../../../src/algebra/float64.js';
import { compileSolution } from '../../../src/formula/kernel/compile.js';
import { superwords } from '../../../src/formula/kernel/superword.js';
import { WasmTarget } from '../../../src/formula/kernel/wasm.js';
import { layoutOf, writeSolution } from '../../../src/formula/kernel/write.js';
import { Solution, type SolutionKernel } from '../../../src/formula/solution.js';
import { type System, system } from '../../../src/formula/system.js';
import { arenstorf, kepler, lorenz, pendulum, pleiades } from '../../../src/problems.js';
import { FunctionBody, V128 } from '../../../src/wasm/encoder.js';

/** The rules that run in pairs, and the pairs of states. */
function found(field: System): { readonly rules: string[]; readonly states: string[] } {
  const { program, fields } = layoutOf(field, 20, []);
  const { applications, pairs, moves } = superwords(program, fields);
  const isPair = (row: number): boolean => row >= program.rows;
  return {
    rules: applications.filter(({ results }) => isPair(results[0]!)).map(({ rule }) => rule.name),
    states: moves.filter(([row]) => isPair(row)).map(([row]) => pairs[row - program.rows]!.map((i) => field.states[i]).join()),
  };
}

/** Of every rule of one argument that has no branch, two applications side by side. */
const twice = [
  'exp',
  'exp2',
  'exp10',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'sqrt',
  'cbrt',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
]
  .concat([
    'tanh',
    'asinh',
    'atanh',
    'sinpi',
    'cospi',
    'gaussian',
    'erf',
    'erfc',
    'sigmoid',
    'lambertW',
    'sinc',
    'gamma',
    'lgamma',
    'digamma',
  ])
  .map((name): [string, System] => [name, system({ x: `${name}(x/3)*${name}(y/2)`, y: `${name}(y/4)` })]);

describe('superwords', () => {
  test('x and y of Kepler’s problem go from sum to sum in vectors', () => {
    expect(found(system(kepler.equations))).toEqual({ rules: ['sqr', 'mul', 'neg'], states: ['x,y', 'u,v'] });
  });

  test('both powers and all products of the restricted three-body problem run in pairs', () => {
    const rules = ['mulConstant', 'add', 'sqr', 'sqr', 'add', 'scaled pow(-3/2)', 'add', 'shifted', 'sub'];
    expect(found(system(arenstorf.equations)).rules).toEqual(rules);
  });

  test('the factors of both powers stay in the lanes in which they are computed, once as they are and once exchanged', () => {
    const { program, fields } = layoutOf(system(arenstorf.equations), 20, []);
    const { applications, pairs } = superwords(program, fields);
    const named = (name: string): readonly (readonly number[])[] =>
      applications.filter(({ rule }) => rule.name === name).map(({ args }) => args);
    const [p, q] = named('shifted')[0]!.slice(2) as [number, number];
    expect(pairs[q - program.rows]).toEqual([...pairs[p - program.rows]!].reverse());
    // their sum stands in both lanes at once
    expect(named('add')).toContainEqual([p, q]);
  });

  test('constant terms run in pairs, too: both square roots of the restricted three-body problem are one', () => {
    const target = new WasmTarget(1);
    writeSolution(target, layoutOf(system(arenstorf.equations), 20, []), 'straight');
    // f64x2.sqrt is 0xfd 0xef 0x01
    const roots = String.fromCharCode(...target.functions[0]!.code).split('\xfd\xef\x01').length - 1;
    expect(roots).toBe(1);
  });

  test('a square beside a copy shares the sum of a pair, whichever lane that has it', () => {
    for (const [c, d] of [
      ['x + 1', 'y'],
      ['x', 'y + 1'],
    ]) {
      const field = system({ x: `x*(x^2 + y^2)^(3/2) + y*((${c})^2 + (${d})^2)^(3/2)`, y: 'x*y*(x^2 + y^2)^(3/2)' });
      expect(found(field).rules.filter((name) => name === 'sqr').length).toBe(2);
    }
  });

  test('two sums are not paired: each runs in two lanes, from order 5 on, where there are two pairs of terms between its ends', () => {
    const vectors = [4, 5].map((order) => {
      const target = new WasmTarget(1);
      // the highest order of a product is one less than that of the states
      writeSolution(target, layoutOf(system(lorenz.equations), order + 1, []), 'straight');
      return target.functions[0]!.locals.filter((type) => type === V128).length;
    });
    // two vectors of x, y and z each, and two sums
    expect(vectors).toEqual([0, 6 + 2]);
  });

  test('what the sums of sine and cosine multiply by the same weight is multiplied once, for all orders', () => {
    const weights = vi.spyOn(FunctionBody.prototype, 'f64x2');
    writeSolution(new WasmTarget(1), layoutOf(system(pendulum.equations), 20, []), 'straight');
    const seen = weights.mock.calls.map(String);
    weights.mockRestore();
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('products of one value are shared where both lanes have the same weights', () => {
    const target = new WasmTarget(1);
    target.define('f', 0, (machine) => {
      const [x, y] = [machine.loadPair({ position: 0 }), machine.loadPair({ position: 2 })];
      const sums = [0, 1, 0].map((step) => machine.sum([{ w: 2, step, x, y }]));
      for (const [i, sum] of sums.entries())
        for (const lane of [0, 1] as const) machine.store({ position: 4 + 2 * i + lane }, machine.lane(sum, lane));
    });
    const { memory, exports } = target.link(10)!;
    memory.set([3, 5, 7, 11]);
    exports['f']!();
    // 2·3·7 in the first lane; 2·5·11 or 3·5·11 in the second
    expect([...memory.subarray(4, 10)]).toEqual([42, 110, 42, 165, 42, 110]);
  });

  test('what takes both lanes of a pair runs in lanes itself, products that are added beside such that are taken off', () => {
    expect(found(system({ x: 'x*u - 2*y', y: 'y*v + 2*x', u: '1', v: '1' })).rules).toEqual(['mul', 'mulConstant', 'add']);
    // the product is needed for itself
    expect(found(system({ x: 'x*u - 2*y', y: 'y*v + 2*x', u: '2*y', v: '1' })).rules).not.toContain('add');
  });

  test('what depends on another does not run beside it', () => {
    expect(found(system({ x: '(x*y)*y', y: '1' })).rules).toEqual([]);
    expect(found(system({ x: 'sqrt(1 + sqrt(1 + x^2))' })).rules).toEqual([]);
    // x·y beside z·w would need its own result
    expect(found(system({ x: 'y*(x*z)', y: 'x*(y*(x*z))', z: '1' })).rules).toEqual([]);
  });

  test('branches do not run in pairs', () => {
    expect(found(system({ x: 'abs(y)*y', y: 'abs(x)*x' })).rules).toEqual(['mul']);
  });

  test('every application is computed after what it needs, and again only beside another', () => {
    for (const { equations } of [arenstorf, pleiades, lorenz]) {
      const { program, fields, states } = layoutOf(system(equations), 20, []);
      const { applications, pairs } = superwords(program, fields);
      const rowsOf = (row: number): readonly number[] => (row < program.rows ? [row] : pairs[row - program.rows]!);
      const known = new Set([...Array.from({ length: states }, (_, i) => i), ...program.constants.map(({ row }) => row)]);
      const given = known.size;
      for (const application of applications) {
        for (const row of application.args.flatMap(rowsOf)) expect(known.has(row)).toBe(true);
        const results = application.results.flatMap(rowsOf);
        expect(results.every((row) => known.has(row))).toBe(false);
        for (const row of results) known.add(row);
      }
      expect(known.size - given).toBe(program.applications.flatMap((application) => application.results).length);
    }
  });

  test.each([
    ...twice.map(([name, field]) => [name, field, [0.75, 0.5]] as const),
    ['x^y', system({ x: 'x^y*(x + 1)^(y/2)', y: 'y^x' }), [0.75, 0.5]],
    ['acosh', system({ x: 'acosh(3 + x)*acosh(2 + y)', y: 'acosh(4 + y)' }), [0.75, 0.5]],
    ['quotients', system({ x: '1/(2 + x)*(1/(3 + y))', y: 'x/y*(y/(x + 1))' }), [0.75, 0.5]],
    ['Kepler', system(kepler.equations), kepler.initial],
    ['the restricted three-body problem', system(arenstorf.equations), arenstorf.initial],
    ['powers of thirds', system({ x: '(2 + x*y)^(1/3)*y', y: '(3 + x^2)^(1/3)*x' }), [0.75, 0.5]],
    ['powers that are whole', system({ x: 'x/(2 + y)^3', y: 'y/(3 + x)^3' }), [0.75, 0.5]],
    ['two centers', system({ x: 'x*(x^2 + y^2)^(3/2) + y*(x^2 + (y + 1)^2)^(3/2)', y: 'x*y*(x^2 + y^2)^(3/2)' }), [0.5, 0.25]],
    [
      'powers that change their lanes',
      system({
        x: 'x/(x^2 + y^2)^(3/2) + (x - 1)/((x - 1)^2 + y^2)^(3/2)',
        y: 'y/((x - 1)^2 + y^2)^(3/2) + (y + 2)/(x^2 + y^2)^(3/2)',
      }),
      [0.5, 0.25],
    ],
    ['two pendulums and the time', system({ x: 'u', y: 'v', u: '-sin(x) + t', v: '-sin(y) - t*u' }), [1, 0.5, 0.2, 0.1]],
    ['constant and equal fields', system({ x: '2', y: '3', z: 'x*x', w: 'y*y', a: 'z', b: 'z' }), [1, 2, 3, 4, 5, 6]],
    ['two logarithms', system({ x: 'log(2 + x*y)*log(3 + z)', y: '1/log(4 + x)', z: 'log(5 + y)' }), [1, 0.5, 0.25]],
    ['negatives that more than an integral needs', system({ x: '-sin(y)', y: '-x*y*z', z: '-sin(y)*z - x*y*z' }), [1, 0.5, 0.25]],
    ['zeros of either sign', system({ x: '-y*z', y: '-x*z', z: '0' }), [0, 0, -1]],
  ] as const)('have the bits of the interpreter: %s', (_, field, initial) => {
    for (let order = 1; order <= 24; order++) {
      const run = (kernel: SolutionKernel): number[] => {
        for (const [i, x] of initial.entries()) kernel.memory[kernel.at(i, 0)] = x;
        if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = 0.25;
        kernel.solve();
        return initial.flatMap((_, i) => Array.from({ length: order + 1 }, (_, k) => kernel.memory[kernel.at(i, k)]!));
      };
      const compiled = run(compileSolution(field, order, [], [], 'straight')!);
      expect(compiled).toEqual(run(new Solution(float64, field, order, [])));
    }
  });
});
