import { F64, type FunctionBody, I32, op } from '../wasm/encoder.js';
import { CLEARLY, restWeight } from './clear.js';
import { loadDouble } from './code.js';

/** Local variables of `writeMayVanish`: `h` is the length of the step, positive. */
export interface SizeLocals {
  readonly h: number;
  readonly square: number;
  readonly odd: number;
  readonly even: number;
  readonly size: number;
  readonly offset: number;
}

/** @param h - a local variable with the length of the step, positive */
export function sizeLocals(body: FunctionBody, h: number): SizeLocals {
  const [square, odd, even, size] = body.fresh(F64, 4);
  return { h, square, odd, even, size, offset: body.local(I32) };
}

/** Pushes whether |g_0| does not clearly exceed Σ_{k≥1} |g_k| h^k, the last terms weighed, as `mayVanish` does it; coefficient k lies k·stride doubles from `at`. */
export function writeMayVanish(body: FunctionBody, at: number, degree: number, stride: number, locals: SizeLocals): void {
  const { h, square, odd, even, size, offset } = locals;
  const weight = restWeight(degree + 1);
  let top = 2 * ((degree + 1) >> 1) - 1;
  const magnitude = (position: number): void => {
    loadDouble(body, position);
    body.emit(op.f64Abs);
  };
  product(body, h, h);
  body.set(square);
  const weighed = (k: number): void => {
    magnitude(at + stride * k);
    body.f64(weight);
    body.emit(op.f64Mul);
  };
  weighed(top);
  body.set(odd);
  if (top !== degree) weighed(top + 1);
  else if (top > 1) {
    top -= 2;
    product(body, odd, square);
    magnitude(at + stride * top);
    body.emit(op.f64Add);
    body.set(odd);
    weighed(top + 1);
  } else body.f64(0);
  body.set(even);
  if (top > 1) {
    downward(body, offset, stride * (top - 3), 2 * stride, () => {
      for (const [sum, first] of [
        [odd, 1],
        [even, 2],
      ] as const) {
        product(body, sum, square);
        body.get(offset);
        body.load(8 * (at + stride * first));
        body.emit(op.f64Abs);
        body.emit(op.f64Add);
        body.set(sum);
      }
    });
  }
  body.get(h);
  body.get(odd);
  product(body, h, even);
  body.emit(op.f64Add);
  body.emit(op.f64Mul);
  body.set(size);
  magnitude(at);
  body.get(size);
  body.f64(CLEARLY);
  body.emit(op.f64Mul);
  body.emit(op.f64Gt);
  body.emit(op.i32Eqz);
}

/** Pushes the product of two local variables. */
export function product(body: FunctionBody, a: number, b: number): void {
  body.get(a);
  body.get(b);
  body.emit(op.f64Mul);
}

/** What is written runs for offsets of `from`, from − by, … ≥ 0 doubles. */
export function downward(body: FunctionBody, offset: number, from: number, by: number, write: () => void): void {
  body.i32(8 * from);
  body.set(offset);
  body.loop();
  write();
  body.get(offset);
  body.i32(8 * by);
  body.emit(op.i32Sub);
  body.tee(offset);
  body.i32(0);
  body.emit(op.i32LtS);
  body.emit(op.i32Eqz);
  body.branchIf(0);
  body.end();
}
