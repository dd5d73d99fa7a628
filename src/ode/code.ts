import { F64, type FunctionBody, I64, op } from '../wasm/encoder.js';
import type { Arithmetic } from './arithmetic.js';

/** The bits of 1/√2: a number from there on counts to the next power of two. */
const ROOT_HALF = 0x3fe6a09e667f3bcdn;

/** 2^52, which makes the last bits of a small whole number added to it that number itself. */
const WHOLE = 4503599627370496;

/** Arithmetic as code: values are local variables of a function, and below zero, constants: constant i is −1 − i. */
export class CodeArithmetic implements Arithmetic<number> {
  readonly #body: FunctionBody;
  readonly #constants: number[] = [];

  constructor(body: FunctionBody) {
    this.#body = body;
  }

  constant(x: number): number {
    return -this.#constants.push(x);
  }

  /** The double at a position counted in doubles. */
  load(position: number): number {
    loadDouble(this.#body, position);
    return this.#pop();
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
    return this.#two(op.f64Min, a, b);
  }

  max(a: number, b: number): number {
    return this.#two(op.f64Max, a, b);
  }

  abs(a: number): number {
    this.push(a);
    this.#body.emit(op.f64Abs);
    return this.#pop();
  }

  /** e = ⌊(bits of a − bits of 1/√2)/2^52⌋; taking that from the exponent's field leaves m. */
  split(a: number): { readonly exponent: number; readonly mantissa: number } {
    const body = this.#body;
    const bits = body.local(I64);
    const power = body.local(I64);
    this.push(a);
    body.emit(op.i64OfBits);
    body.tee(bits);
    body.i64(ROOT_HALF);
    body.emit(op.i64Sub);
    body.i64(52n);
    body.emit(op.i64ShrS);
    body.tee(power);
    body.emit(op.i32WrapI64);
    body.emit(op.f64ConvertI32S);
    const exponent = this.#pop();
    body.get(bits);
    body.get(power);
    body.i64(52n);
    body.emit(op.i64Shl);
    body.emit(op.i64Sub);
    body.emit(op.f64OfBits);
    return { exponent, mantissa: this.#pop() };
  }

  /** The last bits of 2^52 + (1023 + k), moved to the exponent's field. */
  power(k: number): number {
    const body = this.#body;
    this.push(k);
    body.f64(WHOLE + 1023);
    body.emit(op.f64Add);
    body.emit(op.i64OfBits);
    body.i64(52n);
    body.emit(op.i64Shl);
    body.emit(op.f64OfBits);
    return this.#pop();
  }

  /** Puts a value on the stack. */
  push(value: number): void {
    if (value >= 0) this.#body.get(value);
    else this.#body.f64(this.#constants[-1 - value]!);
  }

  /** Takes the value on the stack into a new local variable. */
  #pop(): number {
    const local = this.#body.local(F64);
    this.#body.set(local);
    return local;
  }

  #two(opcode: number, a: number, b: number): number {
    this.push(a);
    this.push(b);
    this.#body.emit(opcode);
    return this.#pop();
  }
}

/** Pushes the double at a position counted in doubles. */
export function loadDouble(body: FunctionBody, position: number): void {
  body.i32(0);
  body.load(8 * position);
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
