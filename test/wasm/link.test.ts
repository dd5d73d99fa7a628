import { afterEach, describe, expect, test, vi } from 'vitest';
import { F64, FunctionBody } from '../../src/wasm/encoder.js';
import { link } from '../../src/wasm/link.js';
import { encodeModule } from '../../src/wasm/module.js';

const one = new FunctionBody('one', [], [F64]);
one.f64(1);
const bytes = encodeModule([], [one]);

const engine = WebAssembly;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The platform's WebAssembly, whose compiler refuses some modules. */
function refusing(refuses: (bytes: Uint8Array<ArrayBuffer>) => boolean): object {
  class Module extends engine.Module {
    constructor(source: Uint8Array<ArrayBuffer>) {
      if (refuses(source)) throw new engine.CompileError('refused');
      super(source);
    }
  }
  return { Memory: engine.Memory, Instance: engine.Instance, Module };
}

describe('link', () => {
  test('gives the functions of a module and a memory of at least the size asked for', () => {
    const { exports, memory } = link(bytes, 10_000)!;
    expect(exports['one']!()).toBe(1);
    expect(memory.length).toBeGreaterThanOrEqual(10_000);
  });

  test('gives nothing where there is no WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(link(bytes, 1)).toBeUndefined();
  });

  test('gives nothing where every module is refused', () => {
    vi.stubGlobal(
      'WebAssembly',
      refusing(() => true),
    );
    expect(link(bytes, 1)).toBeUndefined();
  });

  test('gives nothing where vectors are unknown and the module has some', () => {
    const f = new FunctionBody('f', [], []);
    f.i32(0);
    f.f64x2(1, 2);
    f.storeVector(0);
    vi.stubGlobal(
      'WebAssembly',
      refusing((source) => source.includes(0xfd)),
    );
    expect(link(encodeModule([], [f]), 1)).toBeUndefined();
    expect(link(bytes, 1)).toBeDefined();
  });

  test('a module that is wrong is an error', () => {
    const wrong = new FunctionBody('wrong', [], [F64]);
    wrong.i32(1);
    expect(() => link(encodeModule([], [wrong]), 1)).toThrow(engine.CompileError);
  });
});
