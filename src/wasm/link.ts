import { FunctionBody, V128, vector } from './encoder.js';
import { encodeModule } from './module.js';

/** The part of the WebAssembly API that is used here; TypeScript knows it only with the types of a browser. */
interface Engine {
  readonly Memory: new (descriptor: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, (...args: number[]) => number>> };
}

/** A linked module: its memory as doubles, and its functions. */
export interface Linked {
  readonly memory: Float64Array<ArrayBuffer>;
  readonly exports: Readonly<Record<string, (...args: number[]) => number>>;
}

const bytesPerPage = 65536;

/** A module that can be linked with any number of memories. */
export interface CompiledModule {
  /**
   * @param doubles - size of the memory, which is rounded up to whole pages
   * @param imported - the functions that the module imports, by name
   */
  instantiate(doubles: number, imported?: Readonly<Record<string, (x: number) => number>>): Linked;
}

/**
 * Compiles a module of {@link encodeModule}.
 *
 * @returns undefined where WebAssembly or its vectors are missing, or a content-security policy forbids it
 */
export function compileModule(bytes: Uint8Array<ArrayBuffer>): CompiledModule | undefined {
  const engine = (globalThis as unknown as { readonly WebAssembly?: Engine }).WebAssembly;
  if (engine === undefined) return undefined;
  let module: object;
  try {
    module = new engine.Module(bytes);
  } catch (error) {
    if (isAllowed(engine)) throw error; // then the module is at fault
    return undefined;
  }
  return {
    instantiate: (doubles, imported = {}) => {
      const memory = new engine.Memory({ initial: Math.ceil((8 * doubles) / bytesPerPage) });
      const { exports } = new engine.Instance(module, { f: imported, m: { memory } });
      return { memory: new Float64Array(memory.buffer), exports };
    },
  };
}

/** Compiles a module and links it once: see {@link compileModule} and {@link CompiledModule}. */
export function link(
  bytes: Uint8Array<ArrayBuffer>,
  doubles: number,
  imported: Readonly<Record<string, (x: number) => number>> = {},
): Linked | undefined {
  return compileModule(bytes)?.instantiate(doubles, imported);
}

/** Whether this engine compiles what brook writes: a strict policy refuses every module, an old engine those with vectors. */
function isAllowed(engine: Engine): boolean {
  const probe = new FunctionBody('probe', [], []);
  probe.f64x2(0, 0);
  probe.emitVector(vector.neg);
  probe.set(probe.local(V128));
  try {
    new engine.Module(encodeModule([], [probe]));
    return true;
  } catch {
    return false;
  }
}
