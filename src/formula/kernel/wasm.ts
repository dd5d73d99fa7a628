import { F64, FunctionBody, type I32, type ValueType } from '../../wasm/encoder.js';
import { type Linked, link } from '../../wasm/link.js';
import { encodeModule, type ImportedFunction } from '../../wasm/module.js';
import { remembered } from './collect.js';
import type { Machine, Target, Value } from './machine.js';
import { WasmMachine } from './wasm-machine.js';
import type { PlaceOf } from './wasm-values.js';

/** How many trajectories a kernel computes at once. */
export type Lanes = 1 | 2;

/** A module whose functions compute with doubles, or with vectors of two lanes that interleave in memory. */
export class WasmTarget implements Target {
  readonly lanes: Lanes;
  readonly functions: FunctionBody[] = [];
  readonly #imported: ImportedFunction[] = [];
  readonly #values: Record<string, (...args: number[]) => number> = {};
  /** Constants in memory, by position. */
  readonly #kept: Map<number, number> = new Map();

  constructor(lanes: Lanes) {
    this.lanes = lanes;
  }

  /**
   * Each number is a parameter in every lane. Constants go to memory, where there is room for them: engines make one in the code out of two or three instructions, of
   * which some compete with arithmetic, and what they load they take one for. A zero there is what no branch is taken for.
   */
  define(
    name: string,
    parameters: number,
    write: (machine: Machine, values: readonly Value[]) => void,
    constants?: number,
  ): number {
    const body = this.body(
      name,
      Array.from({ length: parameters * this.lanes }, () => F64),
    );
    const places = new Map<string, number>();
    let count = 0;
    const placeOf: PlaceOf = (...values) =>
      remembered(places, values.join(' '), () => {
        // a vector in one line of a processor's cache
        if ((constants! + count) % values.length === 1) count++;
        const place = constants! + count;
        for (const value of values) this.#kept.set(constants! + count++, value);
        return place;
      });
    const machine = new WasmMachine(this, body, constants === undefined ? undefined : placeOf);
    const values = Array.from({ length: parameters }, (_, i) => machine.argument(i));
    write(machine, values);
    return count;
  }

  /** A new function of the module. */
  body(name: string, parameters: readonly (typeof F64 | typeof I32)[]): FunctionBody {
    const body = new FunctionBody(name, parameters, []);
    this.functions.push(body);
    return body;
  }

  /** The index of an imported function of so many arguments. */
  imported(name: string, value: () => (...args: number[]) => number, count = 1): number {
    const at = this.#imported.findIndex((f) => f.name === name);
    if (at >= 0) return at;
    this.#values[name] = value();
    const parameters: ValueType[] = Array.from({ length: count }, () => F64);
    return this.#imported.push({ name, parameters, results: [F64] }) - 1;
  }

  /** The module over a memory of so many doubles, where WebAssembly is to be had. */
  link(doubles: number): Linked | undefined {
    const linked = link(encodeModule(this.#imported, this.functions), doubles, this.#values);
    const { lanes } = this;
    for (const [place, value] of this.#kept) linked?.memory.fill(value, lanes * place, lanes * (place + 1));
    return linked;
  }
}
