/** Modules of WebAssembly: functions, what they import, and one imported memory. */
import { type FunctionBody, op, type ValueType } from './encoder.js';
import { LONGEST_LEB, unsigned } from './leb.js';

/** A function that the module imports from the name space `f`. */
export interface ImportedFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** The bytes of a module that imports its memory as `m.memory` and exports each of its functions. */
export function encodeModule(imports: readonly ImportedFunction[], functions: readonly FunctionBody[]): Uint8Array<ArrayBuffer> {
  const types: number[][] = [];
  const typeIndex = new Map<string, number>();
  const typeOf = ({ parameters, results }: Pick<ImportedFunction, 'parameters' | 'results'>): number => {
    const key = `${parameters.join()}>${results.join()}`;
    let index = typeIndex.get(key);
    if (index === undefined) {
      index = types.push([0x60, parameters.length, ...parameters, results.length, ...results]) - 1;
      typeIndex.set(key, index);
    }
    return index;
  };
  const imported = imports.map((f) => [...text('f'), ...text(f.name), 0x00, ...leb(typeOf(f))]);
  imported.push([...text('m'), ...text('memory'), 0x02, 0x00, 0x01]);
  const declared = functions.map((f) => leb(typeOf(f)));
  const exported = functions.map((f, i) => [...text(f.name), 0x00, ...leb(imports.length + i)]);
  return joined([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types.length, types),
    ...section(2, imported.length, imported),
    ...section(3, declared.length, declared),
    ...section(7, exported.length, exported),
    ...section(
      10,
      functions.length,
      functions.flatMap((f) => body(f, imports.length)),
    ),
  ]);
}

/** Bytes in parts, which are joined at the end and by the engine: in a new process, a loop over a module's bytes takes as long as some steps of everything else. */
type Parts = readonly (readonly number[])[];

function joined(parts: Parts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function sizeOf(parts: Parts): number {
  return parts.reduce((size, part) => size + part.length, 0);
}

function leb(value: number): number[] {
  const out: number[] = [];
  unsigned(out, value);
  return out;
}

/** Names are ASCII here: one byte a character. */
function text(name: string): number[] {
  return [...leb(name.length), ...[...name].map((character) => character.charCodeAt(0))];
}

function section(id: number, items: number, parts: Parts): Parts {
  const count = leb(items);
  return [[id, ...leb(count.length + sizeOf(parts)), ...count], ...parts];
}

function body({ locals, code, ownCalls }: FunctionBody, imports: number): Parts {
  const runs: [number, ValueType][] = [];
  for (const type of locals) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  for (const { at, index } of ownCalls) {
    // as long as it was reserved: the last byte alone ends the number
    for (let i = 0; i < LONGEST_LEB; i++)
      code[at + i] = (((imports + index) >>> (7 * i)) & 127) | (i < LONGEST_LEB - 1 ? 128 : 0);
  }
  const declared = leb(runs.length);
  for (const [count, type] of runs) {
    unsigned(declared, count);
    declared.push(type);
  }
  return [[...leb(declared.length + code.length + 1), ...declared], code, [op.end]];
}
