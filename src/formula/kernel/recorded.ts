import type { IntervalAlgebra } from '../../algebra/interval.js';
import { isContinuous, type Laid, recorded } from '../../algebra/interval-recorder.js';
import type { Runner } from './program.js';

/**
 * The runner of a computation over intervals: a recording of it in WebAssembly; by the algebra itself where there is none, and again where a run
 * leaves a domain, since only the algebra notes what a series loses there. The bounds and the decoration are the same.
 */
export function recordedRunner(
  algebra: IntervalAlgebra,
  { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
  over: Parameters<typeof recorded>[2],
): Runner {
  const unit = algebra.width;
  const laid = recorded(algebra, inputs, over);
  if (!laid.isRecorded) return { backend: 'interpreter', unit, ...laid };
  const { memory, inputAt, outputAt } = laid;
  let interpreted: Laid<Float64Array> | undefined;
  const run = (): void => {
    const { decoration } = algebra;
    laid.run();
    if (isContinuous(algebra)) return;
    algebra.decoration = decoration;
    interpreted ??= over(algebra);
    const own = interpreted;
    for (let i = 0; i < inputs; i++) algebra.transfer(own.memory, own.inputAt(i), memory, inputAt(i), 1);
    own.run();
    for (let i = 0; i < outputs; i++) algebra.transfer(memory, outputAt(i), own.memory, own.outputAt(i), 1);
  };
  return { backend: 'wasm', unit, memory, inputAt, outputAt, run };
}
