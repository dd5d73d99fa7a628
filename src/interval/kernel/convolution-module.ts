import { type CompiledModule, compileModule } from '../../wasm/link.js';
import { convolutionModule } from './convolution-code.js';

/** A memory of doubles, and the convolution of intervals in it. */
export interface ConvolutionMemory {
  readonly memory: Float64Array;
  /** `convolveInto` with positions in doubles; false, with nothing written, if something was out of the ordinary. */
  readonly convolve: (
    out: number,
    x: number,
    y: number,
    stride: number,
    k: number,
    from: number,
    last: number,
    p: number,
    q: number,
    self: boolean,
  ) => boolean;
}

let compiled: CompiledModule | undefined;
let isTried = false;

/** A memory of its own, where WebAssembly and its vectors are to be had. */
export function convolutionMemory(doubles: number): ConvolutionMemory | undefined {
  if (!isTried) compiled = compileModule(convolutionModule());
  isTried = true;
  if (compiled === undefined) return undefined;
  const { memory, exports } = compiled.instantiate(doubles);
  const run = exports['convolve']!;
  return {
    memory: memory.subarray(0, doubles),
    convolve: (out, x, y, stride, k, from, last, p, q, self) =>
      run(8 * out, 8 * x, 8 * y, 8 * stride, k, from, last, p, q, self ? 1 : 0) === 0,
  };
}
