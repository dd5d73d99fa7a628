/**
 * The loop of `convolveInto` as WebAssembly: the same operations in the same order, with both bounds in the lanes of vectors, so that the bits are those, and the
 * proof is.
 *
 * What is out of the ordinary (empty or unbounded operands, an overflow, an underflow, equal products of unequal intervals around zero, a sum near zero
 * or too large) is not done here: the function writes nothing then and returns 1.
 */
import { eta, greatestExact, leastExact, phi, ulp } from '../../rounding/limits.js';
import { F64, FunctionBody, I32, op } from '../../wasm/encoder.js';
import { type Code, Vocabulary } from './vector-code.js';

/**
 * `convolve(out, x, y, stride, k, from, last, p, q, self)`: addresses and the stride in bytes, weights p·j + q as doubles.
 *
 * @param product - the function `mul` of the same module
 */
export function convolutionFunction(product: number): FunctionBody {
  const f = new FunctionBody('convolve', [I32, I32, I32, I32, I32, I32, I32, F64, F64, I32], [I32]);
  const code = new Vocabulary(f);
  const { add, mul, atMost, atLeast, above, equal, and, or } = code;
  const [out, x, y, stride, k, from, last, p, q, self] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const j = f.local(I32);
  const xAt = f.local(I32);
  const yAt = f.local(I32);
  const isSquare = f.local(I32);
  const w = f.local(F64);
  const [a, b, first, second, value, error, weight, s, t, g, r, v, e, ok, exact] = code.variables(15);
  const get = (local: number): Code => code.get(local);
  const set = (local: number, value: Code): void => code.set(local, value);
  const requireLanes = (mask: Code): void => set(ok, and(get(ok), mask));

  // xAt = x + from·stride, yAt = y + (k − from)·stride
  const advance = (base: number, steps: Code) => () => {
    f.get(base);
    steps();
    f.get(stride);
    f.emit(op.i32Mul);
    f.emit(op.i32Add);
  };
  const rest = (): void => {
    f.get(k);
    f.get(from);
    f.emit(op.i32Sub);
  };
  set(s, code.load(out));
  // a product alone
  const isAlone = (): void => {
    f.get(from);
    f.get(last);
    f.emit(op.i32Eq);
    f.get(self);
    f.emit(op.i32Eqz);
    f.emit(op.i32And);
    f.get(p);
    f.get(from);
    f.emit(op.f64ConvertI32S);
    f.emit(op.f64Mul);
    f.get(q);
    f.emit(op.f64Add);
    f.f64(1);
    f.emit(op.f64Eq);
    f.emit(op.i32And);
    code.isAllTrue(equal(get(s), code.both(0)))();
    f.emit(op.i32And);
  };
  code.when(isAlone, () => {
    f.get(out);
    advance(x, get(from))();
    advance(y, rest)();
    f.callOwn(product);
    f.emit(op.return);
  });
  set(ok, equal(code.both(0), code.both(0)));
  set(j, get(from));
  set(xAt, advance(x, get(from)));
  set(yAt, advance(y, rest));

  f.block();
  f.get(last);
  f.get(from);
  f.emit(op.i32LtS);
  f.branchIf(0);
  f.loop();

  // w, and whether the term is a square
  code.when(
    get(self),
    () => {
      f.get(j);
      f.i32(1);
      f.emit(op.i32Shl);
      f.get(k);
      f.emit(op.i32Eq);
      f.set(isSquare);
      f.f64(1);
      f.f64(2);
      f.get(isSquare);
      f.emit(op.select);
      f.set(w);
    },
    () => {
      f.get(p);
      f.get(j);
      f.emit(op.f64ConvertI32S);
      f.emit(op.f64Mul);
      f.get(q);
      f.emit(op.f64Add);
      f.set(w);
    },
  );
  set(a, code.load(xAt));
  set(b, code.load(yAt));
  // bounds in order: (al, bl) ≤ (ah, bh)
  requireLanes(atMost(code.lanes(get(a), get(b), 0, 2), code.lanes(get(a), get(b), 1, 3)));
  code.factors(a, b, first, second, { isSquare });
  code.when(
    () => {
      f.get(w);
      f.f64(0);
      f.emit(op.f64Lt);
    },
    () => {
      set(first, code.swap(get(first)));
      set(second, code.swap(get(second)));
    },
  );
  set(value, mul(get(first), get(second)));
  requireLanes(code.isSafe(first, second, value));
  set(error, code.productError(first, second, value));
  code.when(
    () => {
      f.get(w);
      f.f64(1);
      f.emit(op.f64Eq);
      f.emit(op.i32Eqz);
    },
    () => {
      set(weight, code.splat(get(w)));
      set(r, mul(get(weight), get(value)));
      requireLanes(code.isSafe(weight, value, r));
      set(error, mul(get(error), get(weight)));
      set(g, add(get(g), mul(code.both(2), code.abs(get(error)))));
      const more = code.productError(weight, value, r);
      set(error, add(get(error), more));
      set(value, get(r));
    },
  );
  // s, and what the errors of products and additions come to
  set(r, add(get(s), get(value)));
  set(e, code.sumError(get(s), get(value), r, v));
  set(t, add(get(t), add(get(error), get(e))));
  set(g, add(get(g), add(code.abs(get(error)), code.abs(get(e)))));
  set(s, get(r));

  f.get(xAt);
  f.get(stride);
  f.emit(op.i32Add);
  f.set(xAt);
  f.get(yAt);
  f.get(stride);
  f.emit(op.i32Sub);
  f.set(yAt);
  f.get(j);
  f.i32(1);
  f.emit(op.i32Add);
  f.tee(j);
  f.get(last);
  f.emit(op.i32LtS);
  f.get(j);
  f.get(last);
  f.emit(op.i32Eq);
  f.emit(op.i32Or);
  f.branchIf(0);
  f.end();
  f.end();

  // isSettled
  requireLanes(and(atMost(get(g), code.both(greatestExact)), atMost(code.abs(get(s)), code.both(Number.MAX_VALUE))));
  // settleDown and settleUp: s itself where g is 0, else addDown(s, t − slack) and addUp(s, t + slack) with slack = g·(c·ulp) + η
  const perError = code.splat(() => {
    f.get(last);
    f.get(from);
    f.emit(op.i32Sub);
    f.i32(9);
    f.emit(op.i32Add);
    f.emit(op.f64ConvertI32S);
    f.f64(ulp);
    f.emit(op.f64Mul);
  });
  set(error, add(mul(get(g), perError), code.both(eta)));
  set(error, add(get(t), code.outward(get(error))));
  set(r, add(get(s), get(error)));
  set(e, code.sumError(get(s), get(error), r, v));
  set(exact, equal(get(g), code.both(0)));
  const size = code.abs(get(r));
  requireLanes(or(get(exact), and(atLeast(size, code.both(leastExact)), atMost(size, code.both(greatestExact)))));
  const moved = add(get(r), code.outward(mul(size, code.both(phi))));
  set(r, code.select(above(code.outward(get(e)), code.both(0)), moved, get(r)));
  set(r, code.select(get(exact), get(s), get(r)));
  code.require(get(ok));
  f.get(out);
  f.get(r);
  f.storeVector(0);
  f.i32(0);
  return f;
}
