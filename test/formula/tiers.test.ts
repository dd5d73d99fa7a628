import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ArrayKernel } from '../../src/formula/compiled.js';
import { type Formula, formula } from '../../src/formula/formula.js';
import { runsBeforeCompiling } from '../../src/formula/kernel/patience.js';
import { system } from '../../src/formula/system.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Above the most calls that any kernel is interpreted. */
const MANY = runsBeforeCompiling(0, 1) + 10;

const f: Formula = formula('x^2*y + sin(x)*exp(y)/(2 + x)');
const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const arithmetics = ['number', 'interval'] as const;

type Backend = 'auto' | 'wasm' | 'interpreter';
type Maker = (backend: Backend) => ArrayKernel;

const makers: [string, Maker][] = [
  ...arithmetics.flatMap((arithmetic): [string, Maker][] => [
    [`value, ${arithmetic}`, (backend) => lorenz.compile({ what: 'value', arithmetic, backend })],
    [`gradient, ${arithmetic}`, (backend) => f.compile({ what: 'gradient', arithmetic, backend })],
    [`jacobian, ${arithmetic}`, (backend) => lorenz.compile({ what: 'jacobian', arithmetic, backend })],
    [`taylor of a formula, ${arithmetic}`, (backend) => f.compile({ what: 'taylor', order: 5, arithmetic, backend })],
    [`taylor of a system, ${arithmetic}`, (backend) => lorenz.compile({ what: 'taylor', order: 8, arithmetic, backend })],
    [`jet, ${arithmetic}`, (backend) => f.compile({ what: 'jet', order: 3, arithmetic, backend })],
  ]),
  ['gradient, two lanes', (backend) => f.compile({ what: 'gradient', lanes: 2, backend })],
  ['taylor of a system, two lanes', (backend) => lorenz.compile({ what: 'taylor', order: 8, lanes: 2, backend })],
];

/** A point that differs from call to call; over intervals, entries in pairs are bounds. */
const pointOf = (inputs: number, call: number): number[] =>
  Array.from({ length: inputs }, (_, i) => 0.25 + i / 8 + (call % 7) / 64);

describe('a kernel whose back end is left to brook', () => {
  test.each(makers)('%s: is interpreted at first, then compiled, to the same bits', (_, make) => {
    const [auto, wasm] = [make('auto'), make('wasm')];
    expect(auto.backend).toBe('interpreter');
    expect(wasm.backend).toBe('wasm');
    expect([auto.inputs, auto.outputs]).toEqual([wasm.inputs, wasm.outputs]);
    const out = new Float64Array(auto.outputs);
    const results: Float64Array[] = [];
    let switched = 0;
    for (let call = 0; call < MANY; call++) {
      const x = pointOf(auto.inputs, call);
      const result = auto(x);
      expect(result).toEqual(wasm(x));
      expect(auto.decoration).toBe(wasm.decoration);
      expect(auto(x, out)).toBe(out);
      expect(out).toEqual(result);
      results.push(result);
      if (auto.backend === 'wasm') switched ||= call;
    }
    expect(auto.backend).toBe('wasm');
    expect(switched).toBeGreaterThan(5);
    // results of before and after are the caller's own
    expect(new Set(results.map(({ buffer }) => buffer)).size).toBe(MANY);
    expect(results[0]).toEqual(wasm(pointOf(auto.inputs, 0)));
  });

  test('a number is one before and after', () => {
    const value = f.compile();
    for (let call = 0; call < MANY; call++) {
      const x = pointOf(2, call);
      if (call < 100) expect(value.backend).toBe('interpreter');
      expect(value(x)).toBe(f.evaluate(x));
    }
    expect(value.backend).toBe('wasm');
  });

  test('the call that compiles keeps its own decoration', () => {
    const make = (backend: Backend) => formula('x + 1/3').compile({ what: 'gradient', arithmetic: 'interval', backend });
    const [auto, truth] = [make('auto'), make('interpreter')];
    for (let call = 0; call < MANY; call++) {
      const x = call % 2 === 0 ? [-Infinity, 5] : [1, 2];
      expect(auto(x)).toEqual(truth(x));
      expect(auto.decoration).toBe(call % 2 === 0 ? 3 : 4);
    }
    expect(auto.backend).toBe('wasm');
  });

  test('what may not be compiled goes on as it began, and nothing else is tried', () => {
    const made = makers.filter(([name]) => !name.endsWith('interval')).map(([, make]) => [make('auto'), make('wasm')] as const);
    vi.stubGlobal('WebAssembly', undefined);
    vi.stubGlobal('document', {}); // a page, whose policy may forbid code from text
    const attempts = vi.fn(function refuse() {
      throw new EvalError('Refused to evaluate a string as JavaScript');
    });
    vi.stubGlobal('Function', attempts);
    for (const [kernel, truth] of made) {
      for (let call = 0; call < MANY; call++) {
        const x = pointOf(kernel.inputs, call);
        expect(kernel(x)).toEqual(truth(x));
      }
      expect(kernel.backend).toBe('interpreter');
    }
    expect(attempts).not.toHaveBeenCalled();
  });

  test('misuse is the same error before and after, and leaves no trace', () => {
    const auto = f.compile({ what: 'gradient' });
    for (let call = 0; call < MANY; call++) {
      expect(() => auto([1])).toThrow('kernel: expected 2 numbers, got 1');
      expect(() => auto([1, 2], new Float64Array(3))).toThrow('kernel: expected out of length 2, got 3');
      expect(auto([0, 1])).toEqual(f.compile({ what: 'gradient', backend: 'wasm' })([0, 1]));
    }
    expect(auto.backend).toBe('wasm');
  });

  test('a kernel may call itself, also while it is compiled', () => {
    const points: [number, number] = [0.5, 0.75];
    const auto = f.compile({ what: 'gradient' });
    const truth = points.map((x) => f.compile({ what: 'gradient', backend: 'interpreter' })([x, 1]));
    /** Calls the kernel when its first entry is read. */
    const nested = (depth: number): ArrayLike<number> => ({
      length: 2,
      get 0() {
        if (depth > 0) auto(nested(depth - 1));
        return points[depth % 2]!;
      },
      1: 1,
    });
    for (let call = 0; call < MANY; call++) expect(auto(nested(call % 3))).toEqual(truth[(call % 3) % 2]);
    expect(auto.backend).toBe('wasm');
  });
});

describe('how long kernels are interpreted', () => {
  test('is a matter of their size, not of time: large ones as many runs as integrate makes steps, small ones more, heavy ones fewer', () => {
    expect(runsBeforeCompiling(1e6, 1)).toBe(64);
    expect(runsBeforeCompiling(1, 1)).toBeGreaterThan(200);
    expect(runsBeforeCompiling(1e6, 4)).toBe(16);
  });

  test.each([
    ['the Lorenz system to order 20', lorenz.compile({ what: 'taylor', order: 20 }), 64],
    ['two lanes of it', lorenz.compile({ what: 'taylor', order: 20, lanes: 2 }), 32],
    ['over intervals', lorenz.compile({ what: 'taylor', order: 20, arithmetic: 'interval' }), 16],
  ] as const)('%s', (_, kernel, calls) => {
    const x = pointOf(kernel.inputs, 0);
    for (let call = 0; call < calls; call++) kernel(x);
    expect(kernel.backend).toBe('interpreter');
    kernel(x);
    expect(kernel.backend).toBe('wasm');
  });
});
