import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { float64 } from '../../../src/algebra/float64.js';
import { expanded } from '../../../src/formula/expanded.js';
import { compileBatch, compileSolution } from '../../../src/formula/kernel/compile.js';
import { generateSolution } from '../../../src/formula/kernel/generate.js';
import { WasmTarget } from '../../../src/formula/kernel/wasm.js';
import { layoutOf, type Shape, writeSolution } from '../../../src/formula/kernel/write.js';
import { Solution, type SolutionKernel } from '../../../src/formula/solution.js';
import { type System, system } from '../../../src/formula/system.js';
import { integrate } from '../../../src/ode/integrate.js';
import { outerSolarSystem } from '../../../src/problems.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** All coefficients, after a first use with other data that must leave no trace. */
function coefficients(kernel: SolutionKernel, initial: readonly number[], time: number): number[] {
  for (const shift of [0.5, 0]) {
    for (const [i, x] of initial.entries()) kernel.memory[kernel.at(i, 0)] = x + shift;
    if (kernel.timeAt !== undefined) kernel.memory[kernel.timeAt] = time + shift;
    kernel.solve();
  }
  return initial.flatMap((_, i) => Array.from({ length: kernel.order + 1 }, (_, k) => kernel.memory[kernel.at(i, k)]!));
}

function expectSameBits(field: System, initial: readonly number[], order: number, parameters: readonly number[] = []): void {
  const truth = coefficients(new Solution(float64, field, order, parameters), initial, 0.25);
  for (const shape of ['straight', 'looped'] as const satisfies readonly Shape[]) {
    for (const make of [compileSolution, generateSolution]) {
      const kernel = make(field, order, parameters, [], shape);
      expect(kernel).toBeDefined();
      const found = coefficients(kernel!, initial, 0.25);
      expect(
        found.findIndex((x, i) => !Object.is(x, truth[i])),
        `${shape} code of order ${order} by ${make.name} must agree in every bit`,
      ).toBe(-1);
    }
  }
}

/** A field with every function of the table, the time, and constants. */
const everything = system({
  x: 'exp(sin(x))*log(1 + y^2) + t*cos(x) - pi',
  y: 'x^(3/2)/(2 + cos(y)) - tan(y/9)',
  z: 'sqrt(1 + x^2) + atan(z) + asin(z/99) + acos(z/88) + sinh(z/50) + tanh(z) + asinh(x) + acosh(3 + y) + atanh(z/70)',
  w: 'z^5 + x^(-3) + expm1(w/10) + log1p(y^2) + exp2(w/9) + log2(3 + w^2) + cbrt(2 + w) + cosh(w/8) + log10(5 + w^2) + exp10(w/20) + w^7 + 3/w + 1',
  v: '7',
  u: 'v - exp(1)*t^2',
});

describe('compiled coefficients are those of the interpreter, bit for bit', () => {
  const orders = [1, 2, 3, 4, 5, 8, 20];

  test.each(orders)('Lorenz, order %i', (order) => {
    expectSameBits(system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }), [15, 15, 36], order);
  });

  test.each(orders)('every function of the table, time and constants, order %i', (order) => {
    expectSameBits(everything, [1.3, 0.7, 0.2, 0.9, 0, 1], order);
  });

  test('parameters, a parameter as a whole field, one state as the field of another', () => {
    const field = system({ x: 'a*x*y - b', y: 'b', z: 'x' }, { parameters: { a: 1, b: 2 } });
    expectSameBits(field, [0.3, 0.4, 0.5], 12, [1.7, -0.3]);
  });

  test('random polynomial fields', () => {
    const atom = fc.constantFrom('x', 'y', 'z', '2', '1/3', '0.7', 't');
    const expression = fc.letrec<{ sum: string; product: string }>((tie) => ({
      sum: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc.tuple(tie('product'), tie('product')).map(([a, b]) => `(${a} + ${b})`),
        fc.tuple(atom, tie('product')).map(([a, b]) => `(${a} - ${b})`),
      ),
      product: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc.tuple(tie('sum'), tie('sum')).map(([a, b]) => `${a}*${b}`),
        tie('sum').map((a) => `${a}^2`),
      ),
    })).product;
    fc.assert(
      fc.property(expression, expression, expression, fc.integer({ min: 1, max: 9 }), (x, y, z, order) => {
        expectSameBits(system({ x, y, z }), [0.5, -0.75, 1.25], order);
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });

  test.each([-1, 0, 1] as const)('branches, where solutions go to the side %i', (side) => {
    const field = system({
      x: 'y + abs(z)*floor(x + 1/2)',
      y: 'if(x < t, -y*abs(y), max(x, z)) + sign(z - t)',
      z: 'min(x, y, abs(z - 1/4))*step(x) - round(y) + trunc(3*z)',
      w: 'abs(w)*w + abs(abs(x*t - 1/4))',
    });
    const states = [
      [0, 0, 0, 0],
      [0.25, -0.5, 0.25, 0],
      [-0.5, 0.5, 1, -1],
      [1 / 3, 2, -0.25, 1],
    ];
    for (const order of [1, 2, 7]) {
      for (const initial of states) {
        for (const time of [0, 0.25]) {
          const truth = coefficients(new Solution(float64, field, order, [], [], side), initial, time);
          for (const shape of ['straight', 'looped'] as const) {
            for (const kernel of [
              compileSolution(field, order, [], [], shape, undefined, side),
              generateSolution(field, order, [], [], shape, side),
            ]) {
              const found = coefficients(kernel!, initial, time);
              expect(found.findIndex((x, i) => !Object.is(x, truth[i]))).toBe(-1);
            }
          }
        }
      }
    }
  });

  test('half-integer exponents', () => {
    const field = system({ x: 'y^(1/2)*(x^2 + y^2)^(-3/2)', y: 'x^(5/2) - y^(-15/2)', z: 'x^(17/2) + y^(1/3)' });
    for (const order of [1, 6, 15]) expectSameBits(field, [0.8, 1.1, 0.5], order);
  });

  test('a trajectory is the same whichever kernel computed it', () => {
    const options = { t: [0, 5] } as const;
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kernel) =>
      integrate({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }, [15, 15, 36], { ...options, kernel }),
    );
    expect(compiled!.states).toEqual(interpreted!.states);
    expect(compiled!.t).toEqual(interpreted!.t);
  });
});

describe('two lanes are two kernels of their own, bit for bit', () => {
  const shapes = ['straight', 'looped'] as const satisfies readonly Shape[];

  /** All of a lane that can be read: coefficients after a step of its own, and what is watched. */
  function expectLanes(
    field: System,
    initial: readonly (readonly number[])[],
    order: number,
    parameters: readonly number[][],
  ): void {
    const watched = [field.roots[0]!];
    const steps = [0.015625, -0.03125] as const;
    const times = [0.25, 3];
    for (const shape of shapes) {
      const batch = compileBatch(field, order, watched, shape)!;
      const { memory } = batch;
      for (const lane of [0, 1]) {
        for (const [i, x] of initial[lane]!.entries()) memory[batch.at(i, 0) + lane] = x;
        for (const [i, p] of parameters[lane]!.entries()) memory[batch.parameterAt(i) + lane] = p;
        if (batch.timeAt !== undefined) memory[batch.timeAt + lane] = times[lane]!;
      }
      batch.solve();
      batch.advance(...steps);
      batch.solve();
      for (const lane of [0, 1]) {
        const single = compileSolution(field, order, parameters[lane]!, watched, shape)!;
        for (const [i, x] of initial[lane]!.entries()) single.memory[single.at(i, 0)] = x;
        if (single.timeAt !== undefined) single.memory[single.timeAt] = times[lane]!;
        single.solve();
        single.advance(steps[lane]!);
        single.solve();
        const found: number[] = [];
        const truth: number[] = [];
        for (let k = 0; k <= order; k++) {
          for (let i = 0; i < single.states; i++) {
            found.push(memory[batch.at(i, k) + lane]!);
            truth.push(single.memory[single.at(i, k)]!);
          }
          if (k === order) continue;
          found.push(memory[batch.watchedAt(0) + 2 * k + lane]!);
          truth.push(single.memory[single.watchedAt(0) + k]!);
        }
        expect(truth.filter(Number.isFinite).length).toBe(truth.length);
        expect(
          found.findIndex((x, i) => !Object.is(x, truth[i])),
          `lane ${lane} of ${shape} code of order ${order}`,
        ).toBe(-1);
      }
    }
  }

  const lorenz = system({ x: 's*(y - x)', y: 'x*(r - z) - y', z: 'x*y - b*z' }, { parameters: ['s', 'r', 'b'] });

  test.each([1, 2, 3, 7, 20])('Lorenz with parameters of its own in each lane, order %i', (order) => {
    const parameters = [
      [10, 28, 8 / 3],
      [16, 45.92, 4],
    ];
    expectLanes(
      lorenz,
      [
        [15, 15, 36],
        [-1, 0.3, 20],
      ],
      order,
      parameters,
    );
  });

  test.each([2, 5, 16])('every function of the table, times and steps of its own in each lane, order %i', (order) => {
    const initial = [
      [1.3, 0.7, 0.2, 0.9, 0, 1],
      [0.9, 0.6, -0.3, 1.1, 0.5, -1],
    ];
    expectLanes(everything, initial, order, [[], []]);
  });
});

/** The k-th coefficient of an integral, as the float64 algebra has it. */
function overOrder(a: number, k: number): number {
  const m = Float64Array.of(a, 0);
  float64.overOrder(m, 1, 0, k);
  return m[1]!;
}

describe('straight code', () => {
  test.each([1, 2] as const)('a branch ends each order, lest engines mix the sums of all: %i lanes', (lanes) => {
    const target = new WasmTarget(lanes);
    writeSolution(target, layoutOf(system({ x: 'y', y: '-x - x^2' }), 9, []), 'straight');
    // if return end
    const branches = [...target.functions[0]!.code.join().matchAll(/,4,64,15,11,/gu)];
    expect(branches).toHaveLength(8);
  });
});

describe('large systems', () => {
  test('sums in pairs, what is watched, and steps', () => {
    const field = system(outerSolarSystem.equations);
    const watched = field.roots.slice(18, 20);
    const kernels = [compileSolution, generateSolution].map((make) => make(field, 9, [], watched, 'looped')!);
    const found = kernels.map((kernel) => {
      for (const [i, x] of outerSolarSystem.initial.entries()) kernel.memory[kernel.at(i, 0)] = x;
      kernel.solve();
      kernel.advance(40);
      kernel.solve();
      const seen = [...kernel.memory.slice(0, 36 * 10)];
      for (let i = 0; i < watched.length; i++) seen.push(...kernel.memory.slice(kernel.watchedAt(i), kernel.watchedAt(i) + 9));
      return seen;
    });
    expect(found[0]!.every(Number.isFinite)).toBe(true);
    expect(found[0]).toEqual(found[1]);
    // x_{k+1} = f_k/(k + 1)
    const [kernel] = kernels;
    for (let k = 0; k < 9; k++) {
      expect(overOrder(kernel!.memory[kernel!.watchedAt(0) + k]!, k + 1)).toBe(kernel!.memory[kernel!.at(18, k + 1)]);
    }
  });

  test('time, parameters and constants among pairs', () => {
    const parts = ['x', 'y', 'z'].map((x) => `exp(${x})*sin(a*t)/(2 + cos(${x})) + ${x}^(5/3)*pi - b*${x}*y*z`);
    const equations = Object.fromEntries(parts.map((part, i) => ['xyz'[i]!, part]));
    expectSameBits(system(equations, { parameters: { a: 1, b: 2 } }), [0.4, 0.7, 1.1], 14, [1.5, -0.25]);
  });

  test('code in sections: the outer Solar System and its variational equations', () => {
    const field = system(outerSolarSystem.equations);
    // orders that divide, and orders that multiply by the reciprocal
    expectSameBits(field, outerSolarSystem.initial, 11);
    const batch = compileBatch(field, 11)!;
    const [there, later] = [0, 1].map((lane) => outerSolarSystem.initial.map((x) => x * (1 + lane / 64)));
    for (const [i, x] of there!.entries()) batch.memory.set([x, later![i]!], batch.at(i, 0));
    batch.solve();
    for (const [lane, initial] of [there!, later!].entries()) {
      const truth = coefficients(new Solution(float64, field, 11, []), initial, 0);
      const found = initial.flatMap((_, i) => Array.from({ length: 12 }, (_, k) => batch.memory[batch.at(i, k) + lane]!));
      expect(found.findIndex((x, i) => !Object.is(x, truth[i]))).toBe(-1);
    }
    const varied = expanded({ system: field, nodes: [] }, { names: field.states, order: 1 })!.system;
    const one = Array.from({ length: 36 * 36 }, (_, i) => (i % 37 === 0 ? 1 : 0));
    const initial = [...outerSolarSystem.initial, ...one];
    const truth = coefficients(new Solution(float64, varied, 4, []), initial, 0);
    const found = coefficients(compileSolution(varied, 4, [])!, initial, 0);
    expect(found.findIndex((x, i) => !Object.is(x, truth[i]))).toBe(-1);
  });
});

describe('where WebAssembly is not to be had', () => {
  const field = { x: 'y', y: '-x' };
  const refusing = {
    Memory: WebAssembly.Memory,
    Instance: WebAssembly.Instance,
    Module: class {
      constructor() {
        throw new Error('Wasm code generation disallowed by embedder');
      }
    },
  };

  test.each([
    ['no engine', undefined],
    ['a policy that forbids it', refusing],
  ])('%s: the interpreter takes over, and asking for wasm is an error', (_, engine) => {
    const expected = integrate(field, [1, 0], { t: [0, 1] }).end;
    vi.stubGlobal('WebAssembly', engine);
    expect(integrate(field, [1, 0], { t: [0, 1] }).end).toEqual(expected);
    expect(() => integrate(field, [1, 0], { t: [0, 1], kernel: 'wasm' })).toThrow(/expected WebAssembly to be allowed/);
  });

  test('nor code from text: no kernel comes of it', () => {
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('Refused to evaluate a string as JavaScript');
    });
    expect(generateSolution(system(field), 5, [])).toBeUndefined();
  });
});
