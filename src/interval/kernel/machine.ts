import { type CompiledModule, compileModule } from '../../wasm/link.js';
import { machineModule } from './machine-code.js';

/** A memory of doubles, of which the same bytes are integers, and the interval machine in it. */
export interface IntervalMachine {
  readonly memory: Float64Array<ArrayBuffer>;
  /** Carries out instructions from a byte address on: see machine-code.ts. */
  readonly run: (address: number) => number;
}

const compiled = new Map<number, CompiledModule | undefined>();

/**
 * A machine with a memory of its own.
 *
 * @param coefficients - of the longest series that is prepared
 * @returns undefined where WebAssembly or its vectors are missing or forbidden
 */
export function intervalMachine(coefficients: number, doubles: number): IntervalMachine | undefined {
  if (!compiled.has(coefficients)) compiled.set(coefficients, compileModule(machineModule(coefficients)));
  const linked = compiled.get(coefficients)?.instantiate(doubles);
  return linked && { memory: linked.memory, run: linked.exports['run']! };
}
