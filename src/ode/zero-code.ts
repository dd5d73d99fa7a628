import { F64, FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import { downward, product } from './clear-code.js';
import { loadDouble } from './code.js';
import type { Layout } from './layout.js';
import { MOST_REFINEMENTS, NOISE } from './roots.js';

/**
 * `onlyZero(address, h)`: where in [0, 1] the polynomial whose coefficients begin at an address has its only zero, as a part of the step h, if it clearly has just one: the
 * function of that name in roots.ts, with the same roundings. NaN where it is not so clear.
 */
export function writeOnlyZero(polynomial: number, order: number): FunctionBody {
  const body = new FunctionBody('onlyZero', [I32, F64], [F64]);
  const [at, h] = [0, 1];
  const degree = order - 1;
  const [offset, rises, rounds] = body.fresh(I32, 3);
  const [power, sum, value, slope, k, left, right, noise, low, high, s] = body.fresh(F64, 11);
  const [least, most, next] = body.fresh(F64, 3);
  const start = (local: number, x: number): void => {
    body.f64(x);
    body.set(local);
  };
  /** Pushes coefficient `first` and those behind it. */
  const coefficient = (first: number): void => {
    body.get(offset);
    body.load(8 * (polynomial + first));
  };
  const unless = (write: () => void): void => {
    body.emit(op.i32Eqz);
    body.when();
    write();
    body.emit(op.return);
    body.end();
  };
  /** For k = degree … 1. */
  const orders = (write: () => void): void => {
    start(k, degree);
    if (degree === 0) return;
    downward(body, offset, degree - 1, 1, () => {
      write();
      body.get(k);
      body.f64(1);
      body.emit(op.f64Sub);
      body.set(k);
    });
  };
  const term = (): void => {
    body.get(k);
    coefficient(1);
    body.emit(op.f64Mul);
  };

  // a_k = g_k h^k
  start(power, 1);
  body.loop();
  body.get(offset);
  body.get(at);
  body.get(offset);
  body.emit(op.i32Add);
  body.load(0);
  body.get(power);
  body.emit(op.f64Mul);
  body.tee(value);
  body.store(8 * polynomial);
  body.get(sum);
  body.get(value);
  body.emit(op.f64Abs);
  body.emit(op.f64Add);
  body.set(sum);
  product(body, power, h);
  body.set(power);
  body.get(offset);
  body.i32(8);
  body.emit(op.i32Add);
  body.tee(offset);
  body.i32(8 * order);
  body.emit(op.i32LtS);
  body.branchIf(0);
  body.end();
  body.f64(NOISE);
  body.get(sum);
  body.emit(op.f64Mul);
  body.set(noise);

  // the ends
  loadDouble(body, polynomial);
  body.set(left);
  downward(body, offset, degree, 1, () => {
    body.get(right);
    coefficient(0);
    body.emit(op.f64Add);
    body.set(right);
  });
  for (const end of [left, right]) {
    body.get(end);
    body.emit(op.f64Abs);
    body.get(noise);
    body.emit(op.f64Gt);
  }
  body.emit(op.i32And);
  product(body, left, right);
  body.f64(0);
  body.emit(op.f64Lt);
  body.emit(op.i32And);
  unless(() => body.f64(Number.NaN));

  // the slope
  orders(() => {
    for (const [bound, extreme] of [
      [least, op.f64Min],
      [most, op.f64Max],
    ] as const) {
      body.f64(0);
      body.get(bound);
      body.emit(extreme);
      term();
      body.emit(op.f64Add);
      body.set(bound);
    }
  });
  body.get(least);
  body.f64(degree);
  body.get(noise);
  body.emit(op.f64Mul);
  body.emit(op.f64Gt);
  body.get(most);
  body.f64(-degree);
  body.get(noise);
  body.emit(op.f64Mul);
  body.emit(op.f64Lt);
  body.emit(op.i32Or);
  unless(() => body.f64(Number.NaN));

  start(high, 1);
  body.get(left);
  body.get(right);
  body.emit(op.f64Lt);
  body.set(rises);
  // where the secant is zero
  body.get(left);
  body.get(left);
  body.get(right);
  body.emit(op.f64Sub);
  body.emit(op.f64Div);
  body.tee(s);
  body.f64(0.5);
  body.get(s);
  body.f64(0);
  body.emit(op.f64Gt);
  body.get(s);
  body.f64(1);
  body.emit(op.f64Lt);
  body.emit(op.i32And);
  body.emit(op.select);
  body.set(s);
  body.loop();
  start(value, 0);
  start(slope, 0);
  orders(() => {
    product(body, value, s);
    coefficient(1);
    body.emit(op.f64Add);
    body.set(value);
    product(body, slope, s);
    term();
    body.emit(op.f64Add);
    body.set(slope);
  });
  product(body, value, s);
  loadDouble(body, polynomial);
  body.emit(op.f64Add);
  body.tee(value);
  body.f64(0);
  body.emit(op.f64Ne);
  unless(() => body.get(s));
  body.get(value);
  body.f64(0);
  body.emit(op.f64Lt);
  body.get(rises);
  body.emit(op.i32Eq);
  body.when();
  body.get(s);
  body.set(low);
  body.otherwise();
  body.get(s);
  body.set(high);
  body.end();
  // Newton's method, or halving
  body.get(s);
  body.get(value);
  body.get(slope);
  body.emit(op.f64Div);
  body.emit(op.f64Sub);
  body.tee(next);
  body.get(low);
  body.get(high);
  body.emit(op.f64Add);
  body.f64(0.5);
  body.emit(op.f64Mul);
  body.get(next);
  body.get(low);
  body.emit(op.f64Gt);
  body.get(next);
  body.get(high);
  body.emit(op.f64Lt);
  body.emit(op.i32And);
  body.emit(op.select);
  body.set(next);
  for (const [i, one] of [s, low, high].entries()) {
    body.get(next);
    body.get(one);
    body.emit(op.f64Ne);
    if (i > 0) body.emit(op.i32And);
  }
  unless(() => body.get(next));
  body.get(next);
  body.set(s);
  body.get(rounds);
  body.i32(1);
  body.emit(op.i32Add);
  body.tee(rounds);
  body.i32(MOST_REFINEMENTS);
  body.emit(op.i32LtS);
  body.branchIf(0);
  body.end();
  body.get(s);
  return body;
}

/** `between(h, address)`: puts the state after a part h of the step, as `evaluate` computes it, at an address. */
export function writeBetween({ states, order }: Layout): FunctionBody {
  const body = new FunctionBody('between', [F64, I32], []);
  const [h, out] = [0, 1];
  const [row, offset] = body.fresh(I32, 2);
  const square = body.local(F64);
  const [second, fourth, even, odd] = body.fresh(V128, 4);
  // pair i is c_{2i+1}, c_{2i+2}
  const last = ((order + 1) >> 1) - 1;
  const [first, beside] = last % 2 === 0 ? [last, undefined] : [last - 1, last];
  const coefficients = (pair: number): void => {
    body.get(row);
    if (2 * pair + 2 > order) body.loadLow(8 * order);
    else body.loadVector(8 * (2 * pair + 1));
  };
  product(body, h, h);
  body.tee(square);
  body.emitVector(vector.splat);
  body.set(second);
  product(body, square, square);
  body.emitVector(vector.splat);
  body.set(fourth);
  body.loop();
  coefficients(first);
  body.set(even);
  if (beside === undefined) body.f64x2(0, 0);
  else coefficients(beside);
  body.set(odd);
  if (first > 0) {
    downward(body, offset, 2 * first - 4, 4, () => {
      for (const [sum, from] of [
        [even, 1],
        [odd, 3],
      ] as const) {
        body.get(sum);
        body.get(fourth);
        body.emitVector(vector.mul);
        body.get(row);
        body.get(offset);
        body.emit(op.i32Add);
        body.loadVector(8 * from);
        body.emitVector(vector.add);
        body.set(sum);
      }
    });
  }
  body.get(even);
  body.get(second);
  body.get(odd);
  body.emitVector(vector.mul);
  body.emitVector(vector.add);
  body.set(even);
  body.get(out);
  body.get(row);
  body.load(0);
  body.get(h);
  body.get(even);
  body.extractLane(0);
  body.get(h);
  body.get(even);
  body.extractLane(1);
  body.emit(op.f64Mul);
  body.emit(op.f64Add);
  body.emit(op.f64Mul);
  body.emit(op.f64Add);
  body.store(0);
  body.increase(out, 8);
  body.get(row);
  body.i32(8 * (order + 1));
  body.emit(op.i32Add);
  body.tee(row);
  body.i32(8 * (order + 1) * states);
  body.emit(op.i32LtS);
  body.branchIf(0);
  body.end();
  return body;
}
