import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { float64 } from '../../../src/algebra/float64.js';
import { compileSolution, type Shape } from '../../../src/formula/kernel/compile.js';
import { Solution, type SolutionKernel } from '../../../src/formula/solution.js';
import { type System, system } from '../../../src/formula/system.js';
import { integrate } from '../../../src/ode/integrate.js';

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
    const kernel = compileSolution(field, order, parameters, [], shape);
    expect(kernel).toBeDefined();
    const found = coefficients(kernel!, initial, 0.25);
    expect(
      found.findIndex((x, i) => !Object.is(x, truth[i])),
      `${shape} code of order ${order} must agree in every bit`,
    ).toBe(-1);
  }
}

describe('compiled coefficients are those of the interpreter, bit for bit', () => {
  const orders = [1, 2, 3, 4, 5, 8, 20];

  test.each(orders)('Lorenz, order %i', (order) => {
    expectSameBits(system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }), [15, 15, 36], order);
  });

  test.each(orders)('every function of the table, time and constants, order %i', (order) => {
    const field = system({
      x: 'exp(sin(x))*log(1 + y^2) + t*cos(x) - pi',
      y: 'x^(3/2)/(2 + cos(y)) - tan(y/9)',
      z: 'sqrt(1 + x^2) + atan(z) + asin(z/99) + acos(z/88) + sinh(z/50) + tanh(z) + asinh(x) + acosh(3 + y) + atanh(z/70)',
      w: 'z^5 + x^(-3) + expm1(w/10) + log1p(y^2) + exp2(w/9) + log2(3 + w^2) + cbrt(2 + w) + cosh(w/8) + log10(5 + w^2) + exp10(w/20) + w^7 + 3/w + 1',
      v: '7',
      u: 'v - exp(1)*t^2',
    });
    expectSameBits(field, [1.3, 0.7, 0.2, 0.9, 0, 1], order);
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

  test('a trajectory is the same whichever kernel computed it', () => {
    const options = { t: [0, 5] } as const;
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kernel) =>
      integrate({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }, [15, 15, 36], { ...options, kernel }),
    );
    expect(compiled!.states).toEqual(interpreted!.states);
    expect(compiled!.t).toEqual(interpreted!.t);
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
});
