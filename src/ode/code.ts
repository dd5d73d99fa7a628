import { F64, type FunctionBody, op, vector } from '../wasm/encoder.js';
import type { Arithmetic } from './arithmetic.js';

const BITS_OF_ONE = 0x3ff0000000000000n;
const EXPONENT = 0x7ff0000000000000n;
const BITS_OF_INVERSE = 0x7fe0000000000000n;

/** Arithmetic as code: values are local variables of a function, and below zero, constants: constant i is −1 − i. */
export class CodeArithmetic implements Arithmetic<number> {
  readonly #body: FunctionBody;
  readonly #constants: number[] = [];
  /** Bits of values that were made of them. */
  readonly #bits: Map<number, number> = new Map();

  constructor(body: FunctionBody) {
    this.#body = body;
  }

  constant(x: number): number {
    return -this.#constants.push(x);
  }

  /** The double at a position counted in doubles. */
  load(position: number): number {
    loadDouble(this.#body, position);
    return this.pop();
  }

  /** The double of which a local variable has the bits. */
  ofBits(bits: number): number {
    this.#body.get(bits);
    this.#body.emit(op.f64OfBits);
    const value = this.pop();
    this.#bits.set(value, bits);
    return value;
  }

  add(a: number, b: number): number {
    return this.#two(op.f64Add, a, b);
  }

  sub(a: number, b: number): number {
    return this.#two(op.f64Sub, a, b);
  }

  mul(a: number, b: number): number {
    return this.#two(op.f64Mul, a, b);
  }

  div(a: number, b: number): number {
    return this.#two(op.f64Div, a, b);
  }

  min(a: number, b: number): number {
    return this.#extreme(vector.pmin, a, b);
  }

  max(a: number, b: number): number {
    return this.#extreme(vector.pmax, a, b);
  }

  abs(a: number): number {
    return this.#one(op.f64Abs, a);
  }

  sqrt(a: number): number {
    return this.#one(op.f64Sqrt, a);
  }

  high(a: number): number {
    const body = this.#body;
    const bits = this.#bits.get(a);
    if (bits !== undefined) body.get(bits);
    else {
      this.push(a);
      body.emit(op.i64OfBits);
    }
    body.i64(32n);
    body.emit(op.i64ShrS);
    body.emit(op.i32WrapI64);
    body.emit(op.f64ConvertI32S);
    return this.pop();
  }

  inversePower(a: number): number {
    const body = this.#body;
    body.i64(BITS_OF_INVERSE);
    this.push(a);
    body.emit(op.i64OfBits);
    body.i64(EXPONENT);
    body.emit(op.i64And);
    body.emit(op.i64Sub);
    body.emit(op.f64OfBits);
    return this.pop();
  }

  /** The last bits of k + 1.5·2^52, moved to the exponent's field. */
  power(sum: number): number {
    const body = this.#body;
    this.push(sum);
    body.emit(op.i64OfBits);
    body.i64(52n);
    body.emit(op.i64Shl);
    body.i64(BITS_OF_ONE);
    body.emit(op.i64Add);
    body.emit(op.f64OfBits);
    return this.pop();
  }

  /** Puts a value on the stack. */
  push(value: number): void {
    if (value >= 0) this.#body.get(value);
    else this.#body.f64(this.#constants[-1 - value]!);
  }

  /** Takes the value on the stack into a new local variable. */
  pop(): number {
    const local = this.#body.local(F64);
    this.#body.set(local);
    return local;
  }

  #one(opcode: number, a: number): number {
    this.push(a);
    this.#body.emit(opcode);
    return this.pop();
  }

  /** By vectors, where it takes one instruction and no branch. */
  #extreme(opcode: number, a: number, b: number): number {
    const body = this.#body;
    for (const value of [a, b]) {
      this.push(value);
      body.emitVector(vector.splat);
    }
    body.emitVector(opcode);
    body.extractLane(0);
    return this.pop();
  }

  #two(opcode: number, a: number, b: number): number {
    this.push(a);
    this.push(b);
    this.#body.emit(opcode);
    return this.pop();
  }
}

/** Pushes the double at a position counted in doubles. */
export function loadDouble(body: FunctionBody, position: number): void {
  body.i32(0);
  body.load(8 * position);
}

/**
 * Pushes the vector of two doubles, from an address and a position behind it, that have only just been stored, each by itself: one load of both would wait until both stores have reached
 * the cache.
 */
export function loadHalves(body: FunctionBody, address: number | undefined, position: number): void {
  const push = (): void => {
    if (address === undefined) body.i32(0);
    else body.get(address);
  };
  push();
  body.loadSplat(8 * position);
  push();
  body.load(8 * (position + 1));
  body.replaceLane(1);
}

/** Stores what `value` pushes. */
export function storeDouble(body: FunctionBody, position: number, value: () => void): void {
  body.i32(0);
  value();
  body.store(8 * position);
}

/** A new local variable with the double at a position. */
export function doubleAt(body: FunctionBody, position: number): number {
  const local = body.local(F64);
  loadDouble(body, position);
  body.set(local);
  return local;
}
