/**
 * The interval machine: one function `run(address)` that carries out instructions one after the other, each the common case of a kernel of the interval algebra in the
 * same operations. It returns the address of the first instruction that is left to the caller: `host`, one whose operands are out of the ordinary, or the end.
 */
import { FunctionBody, I32, op } from '../../wasm/encoder.js';
import { encodeModule } from '../../wasm/module.js';
import { arithmeticFunctions } from './arithmetic-code.js';
import { centeredFunction } from './centered-code.js';
import { convolutionFunction } from './convolution-code.js';
import { codes, FRESH, field, INSTRUCTION, type InstructionCode, SELF } from './instruction.js';
import { prepareFunction } from './prepared-code.js';

/** The module for series of so many coefficients, which prepared rows have. */
export function machineModule(coefficients: number): Uint8Array<ArrayBuffer> {
  const arithmetic = arithmeticFunctions();
  const functions = [
    ...arithmetic,
    convolutionFunction(arithmetic.findIndex(({ name }) => name === 'mul')),
    prepareFunction(coefficients),
    centeredFunction(coefficients),
  ];
  return encodeModule([], [...functions, run(functions.map(({ name }) => name))]);
}

function run(names: readonly string[]): FunctionBody {
  const f = new FunctionBody('run', [I32], [I32]);
  const at = 0;
  const integer = (offset: number): void => {
    f.get(at);
    f.loadInteger(offset);
  };
  const call = (name: string): void => f.callOwn(names.indexOf(name));
  const number = (part: 'p' | 'q'): void => {
    f.get(at);
    f.load(field[part]);
  };
  const convolve = (): void => {
    for (const part of ['out', 'a', 'b', 'stride', 'k', 'from', 'last'] as const) integer(field[part]);
    number('p');
    number('q');
    integer(field.kind);
    f.i32(SELF);
    f.emit(op.i32And);
    call('convolve');
  };
  /** What a sum starts from is written first where that is zero. */
  const clear = (): void => {
    integer(field.kind);
    f.i32(FRESH);
    f.emit(op.i32And);
    f.when();
    integer(field.out);
    f.f64x2(0, 0);
    f.storeVector(0);
    f.end();
  };
  const operands = (...parts: readonly (keyof typeof field)[]): void => {
    for (const part of parts) integer(field[part]);
  };
  /** Leaves on the stack whether the instruction was not carried out, or nothing where it always is. */
  const carryOut: Readonly<Partial<Record<InstructionCode, () => void>>> = {
    add: () => {
      operands('out', 'a', 'b');
      call('add');
    },
    sub: () => {
      operands('out', 'a', 'b');
      call('sub');
    },
    mul: () => {
      operands('out', 'a', 'b');
      call('mul');
    },
    div: () => {
      operands('out', 'a', 'b');
      call('div');
    },
    times: () => {
      operands('out', 'a');
      number('p');
      call('times');
    },
    over: () => {
      operands('out', 'a');
      number('p');
      call('over');
    },
    neg: () => {
      operands('out', 'a');
      call('neg');
    },
    copy: () => {
      integer(field.out);
      integer(field.a);
      f.loadVector(0);
      f.storeVector(0);
      f.i32(0);
    },
    zero: () => {
      integer(field.out);
      f.f64x2(0, 0);
      f.storeVector(0);
      f.i32(0);
    },
    prepare: () => {
      operands('a', 'ascending', 'descending');
      call('prepare');
      f.i32(0);
    },
    convolve: () => {
      clear();
      convolve();
    },
    centered: () => {
      const status = f.local(I32);
      clear();
      f.get(at);
      call('centered');
      f.tee(status);
      f.i32(1);
      f.emit(op.i32Eq);
      f.when();
      convolve();
      f.set(status);
      f.end();
      f.get(status);
    },
  };
  // Blocks from the outside in: one to leave, the loop, one to go on, and one for each code, at whose end it is carried out.
  f.block();
  f.loop();
  f.block();
  for (const _ of codes) f.block();
  integer(field.code);
  f.branchTable(codes.map((_, i) => i));
  codes.forEach((code, i) => {
    f.end();
    const goOn = codes.length - 1 - i;
    const leave = goOn + 2;
    const write = carryOut[code];
    if (write === undefined) {
      f.branch(leave);
      return;
    }
    write();
    f.branchIf(leave);
    f.branch(goOn);
  });
  f.end();
  f.increase(at, INSTRUCTION);
  f.branch(0);
  f.end();
  f.end();
  f.get(at);
  return f;
}
