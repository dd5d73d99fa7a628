/**
 * Arithmetic that rounds the same way everywhere: what is computed through it has the same bits in JavaScript, where a value is a number, and in
 * WebAssembly, where it is a local variable that code has been written for.
 */
export interface Arithmetic<V> {
  constant(x: number): V;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  mul(a: V, b: V): V;
  div(a: V, b: V): V;
  /** The smaller one of two numbers, or the first if one is none. */
  min(a: V, b: V): V;
  /** The larger one of two numbers, or the first if one is none. */
  max(a: V, b: V): V;
  abs(a: V): V;
  sqrt(a: V): V;
  /**
   * The upper half of the bits of a number ≥ 0, a whole number: 2^20 (1023 + e + f) for a = 2^e (1 + f), with f cut off after 20 bits, which is log₂ a along a
   * broken line through the powers of two; too small by 0.0861 at most. For 0 it is 0.
   */
  high(a: V): V;
  /** 2^{−e} for a normal number a = 2^e (1 + f) > 0. */
  inversePower(a: V): V;
  /** 2^k for a whole k from −1022 to 1023, given as the sum k + 1.5·2^52. */
  power(sum: V): V;
}

const view = new DataView(new ArrayBuffer(8));

/** The exponent's bits in the upper half of a double, and what those of a and of 2^{−e} add up to. */
const EXPONENT = 0x7ff00000;
const EXPONENT_OF_INVERSE = 0x7fe00000;

// of two numbers of which one is NaN, vectors keep the first, and `Math` has NaN

function smaller(a: number, b: number): number {
  if (b < a) return b;
  return a;
}

function larger(a: number, b: number): number {
  if (a < b) return b;
  return a;
}

/** Numbers themselves. */
export const numbers: Arithmetic<number> = {
  constant: (x) => x,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: smaller,
  max: larger,
  abs: Math.abs,
  sqrt: Math.sqrt,
  high(a) {
    view.setFloat64(0, a);
    return view.getInt32(0);
  },
  inversePower(a) {
    view.setFloat64(0, a);
    view.setInt32(0, EXPONENT_OF_INVERSE - (view.getInt32(0) & EXPONENT));
    view.setInt32(4, 0);
    return view.getFloat64(0);
  },
  power(sum) {
    view.setFloat64(0, sum);
    const k = view.getInt32(4);
    view.setInt32(0, (k + 1023) << 20);
    view.setInt32(4, 0);
    return view.getFloat64(0);
  },
};
