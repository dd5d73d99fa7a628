import { afterEach, describe, expect, test, vi } from 'vitest';
import { integrate, system } from '../../src/index.js';
import { poolOf } from '../../src/ode/pool.js';
import { outerSolarSystem } from '../../src/problems.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const lorenz = { x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' };
const pendulum = { x: 'v', v: '-sin(x) - t/20*v' };

/** Modules that are compiled from now on. */
function countModules(): { modules: number } {
  const counted = { modules: 0 };
  const { Memory, Instance, Module } = WebAssembly;
  class Counting extends Module {
    constructor(bytes: BufferSource) {
      super(bytes);
      counted.modules++;
    }
  }
  vi.stubGlobal('WebAssembly', { Memory, Instance, Module: Counting });
  return counted;
}

describe('what runs is chosen by how many steps are to be expected', () => {
  test('a few steps are interpreted, and so is their dense output', () => {
    const counted = countModules();
    const field = system(lorenz);
    const orbit = integrate(field, [15, 15, 36], { t: [0, 0.3] });
    expect(orbit.steps).toBeLessThan(20);
    orbit.at(0.1);
    expect(counted.modules).toBe(0);
    integrate(field, [15, 15, 36], { t: [0, 0.3], kernel: 'wasm' });
    expect(counted.modules).toBe(1);
  });

  test('many steps are compiled, and nothing is compiled again', () => {
    const counted = countModules();
    const field = system(lorenz);
    integrate(field, [15, 15, 36], { t: [0, 30] });
    expect(counted.modules).toBe(1);
    for (let i = 0; i < 3; i++) integrate(field, [15, 15, 36 + i], { t: [0, i + 0.1] }).at(0.05);
    expect(counted.modules).toBe(1);
  });

  test('many calls of a few steps are many steps', () => {
    const counted = countModules();
    const field = system(lorenz);
    for (let i = 0; i < 3; i++) integrate(field, [15, 15, 36 + i], { t: [0, 0.3] });
    expect(counted.modules).toBe(0);
    for (let i = 0; i < 12; i++) integrate(field, [15, 15, 36 + i], { t: [0, 0.3] });
    expect(counted.modules).toBe(1);
  });

  test('no more than are allowed', () => {
    const counted = countModules();
    expect(integrate(system(lorenz), [15, 15, 36], { t: [0, 1000], maxSteps: 20 }).status).toBe('maxSteps');
    expect(counted.modules).toBe(0);
  });

  test.each([0.01, 0.03, 0.1, 0.5, 1, 1.9, 4, 6])('the bits are those of the interpreter alone, up to t = %d', (t) => {
    const events = [{ when: 'x' }, { when: 'x - 10', jump: ([x, y, z]: readonly number[]) => [x! - 1, y!, z!] }];
    for (const [field, initial, options] of [
      [lorenz, [15, 15, 36], {}],
      [lorenz, [15, 15, 36], { highAccuracy: false, events }],
      [lorenz, [15, 15, 36], { variational: true, dense: false }],
      [pendulum, [1, 0], { stepControl: 'terms' }],
    ] as const) {
      const span = field === pendulum ? 12 * t : t;
      const times = [0, span / 3, span];
      const [truth, ...others] = (['interpreter', 'auto', 'javascript', 'wasm'] as const).map((kernel) =>
        integrate(field, initial, { ...options, t: times, kernel }),
      );
      for (const orbit of others) {
        expect(orbit.steps).toBe(truth!.steps);
        expect(orbit.states).toEqual(truth!.states);
        expect(orbit.end).toEqual(truth!.end);
        expect(orbit.events).toEqual(truth!.events);
        expect(orbit.flowJacobian).toEqual(truth!.flowJacobian);
      }
    }
  });
});

describe('generated JavaScript', () => {
  test('has the bits of the others: a large system, and branches', () => {
    const [a, b] = (['javascript', 'wasm'] as const).map((kernel) =>
      integrate(outerSolarSystem.equations, outerSolarSystem.initial, { t: [0, 60_000], kernel }),
    );
    expect(a!.steps).toBeGreaterThan(128);
    expect(a!.end).toEqual(b!.end);
    const [c, d] = (['javascript', 'interpreter'] as const).map((kernel) =>
      integrate({ x: 'v', v: '-1 - v*abs(v) + max(0, -20*x)' }, [1, 0], { t: [0, 9], kernel }),
    );
    expect(c!.states).toEqual(d!.states);
  });

  test('is refused clearly by a policy', () => {
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('Refused to evaluate a string as JavaScript');
    });
    expect(() => integrate(system(lorenz), [1, 1, 1], { t: [0, 1], kernel: 'javascript' })).toThrow(
      "integrate: expected code from text to be allowed here for kernel: 'javascript', got an engine or a policy without it; use 'auto'",
    );
  });

  test('is tried unasked only where there is no WebAssembly, and never in a page', () => {
    const tried: string[] = [];
    const { Function: own } = globalThis;
    vi.stubGlobal('Function', function watched(...texts: string[]) {
      tried.push(texts.at(-1)!);
      return Reflect.construct(own, texts);
    });
    const expected = integrate(system(lorenz), [15, 15, 36], { t: [0, 5] }).end;
    expect(tried.length).toBe(0);
    const { Memory, Instance } = WebAssembly;
    const Module = class {
      constructor() {
        throw new Error('Wasm code generation disallowed by embedder');
      }
    };
    vi.stubGlobal('WebAssembly', { Memory, Instance, Module });
    expect(integrate(system(lorenz), [15, 15, 36], { t: [0, 5] }).end).toEqual(expected);
    expect(tried.length).toBe(0);
    vi.stubGlobal('WebAssembly', undefined);
    vi.stubGlobal('document', {});
    expect(integrate(system(lorenz), [15, 15, 36], { t: [0, 5] }).end).toEqual(expected);
    expect(tried.length).toBe(0);
    vi.stubGlobal('document', undefined);
    expect(integrate(system(lorenz), [15, 15, 36], { t: [0, 5] }).end).toEqual(expected);
    expect(tried.length).toBe(1);
  });

  test('a kernel that there is not', () => {
    expect(() => integrate(lorenz, [1, 1, 1], { t: [0, 1], kernel: 'llvm' as 'wasm' })).toThrow(
      'integrate: expected a kernel among auto, wasm, javascript and interpreter, got llvm',
    );
  });
});

test('a pool keeps what stood in apart from what was compiled', () => {
  const pool = poolOf(system(lorenz), {
    where: 'integrate',
    order: 20,
    watched: [],
    events: 0,
    control: 'states',
    compensated: true,
    kind: 'auto',
  });
  const short = pool.take(10);
  expect(short.isProvisional).toBe(true);
  pool.giveBack(short, 10);
  expect(pool.take(10)).toBe(short);
  const long = pool.take();
  expect(long.isProvisional).toBe(false);
  pool.giveBack(long);
  expect(pool.take(10)).toBe(long);
});
