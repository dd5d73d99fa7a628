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
  /** The smaller one of two numbers. */
  min(a: V, b: V): V;
  /** The larger one of two numbers. */
  max(a: V, b: V): V;
  abs(a: V): V;
  /** e and f with a = 2^e (1 + f) and 0 ≤ f < 1, for a normal a > 0; for 0, an e below that of every normal number. */
  split(a: V): { readonly exponent: V; readonly fraction: V };
  /** 2^k for a whole k from −1022 to 1023. */
  power(k: V): V;
}

const view = new DataView(new ArrayBuffer(8));

/** Numbers themselves. */
export const numbers: Arithmetic<number> = {
  constant: (x) => x,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  split(a) {
    view.setFloat64(0, a);
    const high = view.getInt32(0);
    view.setInt32(0, (high & 0xfffff) | 0x3ff00000);
    return { exponent: (high >> 20) - 1023, fraction: view.getFloat64(0) - 1 };
  },
  power(k) {
    view.setInt32(0, (k + 1023) << 20);
    view.setInt32(4, 0);
    return view.getFloat64(0);
  },
};
