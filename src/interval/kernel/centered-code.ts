/**
 * `convolveCentered` as WebAssembly, with two terms of a sum in the lanes of vectors: the operations of centered.ts in the same order, so that the bits are those, and
 * the proof is.
 *
 * Midpoints and radii are made once for each coefficient (`prepare`) and kept in rows, one for each part, ascending for a first factor and descending for a second,
 * so that both factors of a sum are read upwards.
 */
import { F64, FunctionBody, I32, op } from '../../wasm/encoder.js';
import { LEAST_SIZE, MIDPOINT_ERROR, MIDPOINT_TERMS, MOST_SIZE, RADIUS_ERROR, RADIUS_TERMS, SPLITTER } from './centered.js';
import { FRESH, field, SELF } from './instruction.js';
import { type Code, PHI, PRODUCT_MAX, PRODUCT_MIN, Vocabulary } from './vector-code.js';

/** Parts of a coefficient: the halves of its midpoint, the size of that (the midpoint itself for a second factor), and the radius. */
const PARTS = 4;

/** Doubles that the rows of a series of so many coefficients take in one direction. */
export function preparedSize(coefficients: number): number {
  return PARTS * coefficients;
}

/** Scalar operations, written like those of vectors. */
function scalars(f: FunctionBody) {
  const binary = (opcode: number) => (left: Code, right: Code) => () => {
    left();
    right();
    f.emit(opcode);
  };
  return {
    add: binary(op.f64Add),
    sub: binary(op.f64Sub),
    mul: binary(op.f64Mul),
    above: binary(op.f64Gt),
    atMost: binary(op.f64Le),
    atLeast: binary(op.f64Ge),
    larger: binary(op.f64Max),
    isBoth: binary(op.i32And),
    number: (value: number) => () => f.f64(value),
    abs: (value: Code) => () => {
      value();
      f.emit(op.f64Abs);
    },
    select: (condition: Code, one: Code, other: Code) => () => {
      one();
      other();
      condition();
      f.emit(op.select);
    },
    load: (address: number, offset: number) => () => {
      f.get(address);
      f.load(offset);
    },
  };
}

/** `prepare(coefficient, ascending, descending)` at addresses; 0 for a direction that is not needed. */
export function prepareFunction(coefficients: number): FunctionBody {
  const f = new FunctionBody('prepare', [I32, I32, I32], []);
  const { add, sub, mul, number, abs, load } = scalars(f);
  const [at, ascending, descending] = [0, 1, 2] as const;
  const [lo, hi, m, r, c, high, low] = f.fresh(F64, 7);
  const get =
    (local: number): Code =>
    () =>
      f.get(local);
  const set = (local: number, value: Code): void => {
    value();
    f.set(local);
  };
  set(lo, load(at, 0));
  set(hi, load(at, 8));
  set(m, add(get(lo), get(hi)));
  set(r, sub(get(hi), get(lo)));
  // what the midpoint was rounded by belongs to its lower half
  set(c, sub(get(m), get(lo)));
  set(low, add(sub(get(lo), sub(get(m), get(c))), sub(get(hi), get(c))));
  set(c, mul(number(SPLITTER), get(m)));
  set(high, sub(get(c), sub(get(c), get(m))));
  set(low, add(sub(get(m), get(high)), get(low)));
  const store = (to: number, parts: readonly Code[]): void => {
    f.get(to);
    f.when();
    parts.forEach((part, i) => {
      f.get(to);
      part();
      f.store(8 * coefficients * i);
    });
    f.end();
  };
  store(ascending, [get(high), get(low), abs(get(m)), get(r)]);
  store(descending, [get(high), get(low), get(m), get(r)]);
  return f;
}

/** `centered(instruction)`: 0 where it is done; with nothing written, 1 where this form does not serve, and 2 where its last rounding is out of the ordinary. */
export function centeredFunction(coefficients: number): FunctionBody {
  const f = new FunctionBody('centered', [I32], [I32]);
  const code = new Vocabulary(f);
  const one = scalars(f);
  const { add, sub, mul, above, atLeast, atMost, and, smaller, xor } = code;
  const instruction = 0;
  const [x, y, rest, out] = f.fresh(I32, 4);
  const [s, t, r, g, w, step] = code.variables(6);
  const [a1, a2, size, ra, b1, b2, b, rb] = code.variables(8);
  const [product, sum, q1, q2, q3, mu, c] = code.variables(7);
  const n = f.local(F64);
  const [s1, t1, r1, g1, u, e, v1] = f.fresh(F64, 7);
  const get = (local: number): Code => code.get(local);
  const set = (local: number, value: Code): void => code.set(local, value);
  const integer = (offset: number) => () => {
    f.get(instruction);
    f.loadInteger(offset);
  };

  const term = (isWeighted: boolean, isLast: boolean): void => {
    const load = (address: number, part: number) => () => {
      f.get(address);
      if (isLast) f.loadLow(8 * coefficients * part);
      else f.loadVector(8 * coefficients * part);
    };
    set(a1, load(x, 0));
    set(a2, load(x, 1));
    set(size, load(x, 2));
    set(ra, load(x, 3));
    if (isWeighted) {
      // w·a = w·a₁ + w·a₂, both exact, in two new halves
      set(mu, mul(get(w), get(a1)));
      set(c, mul(code.both(SPLITTER), get(mu)));
      set(a1, sub(get(c), sub(get(c), get(mu))));
      set(a2, add(sub(get(mu), get(a1)), mul(get(w), get(a2))));
      set(c, code.abs(get(w)));
      set(size, mul(get(c), get(size)));
      set(ra, mul(get(c), get(ra)));
      set(w, add(get(w), get(step)));
    }
    set(b1, load(y, 0));
    set(b2, load(y, 1));
    set(b, load(y, 2));
    set(rb, load(y, 3));
    set(product, mul(get(a1), get(b1)));
    set(q1, mul(get(ra), code.abs(get(b))));
    set(q2, mul(get(size), get(rb)));
    set(q3, mul(get(ra), get(rb)));
    set(mu, smaller(smaller(get(q1), get(q2)), get(q3)));
    set(sum, add(get(s), get(product)));
    const error = code.sumError(get(s), get(product), sum, c);
    const shift = xor(get(mu), and(get(product), code.both(-0)));
    set(t, add(get(t), add(add(add(mul(get(a1), get(b2)), mul(get(a2), get(b))), shift), error)));
    set(r, add(get(r), sub(add(add(get(q1), get(q2)), get(q3)), get(mu))));
    set(g, add(get(g), code.abs(get(product))));
    set(s, get(sum));
    for (const address of [x, y]) {
      f.get(address);
      f.i32(isLast ? 8 : 16);
      f.emit(op.i32Add);
      f.set(address);
    }
  };
  const terms = (isWeighted: boolean): void => {
    const isMore = (): void => {
      f.i32(1);
      f.get(rest);
      f.emit(op.i32LtS);
    };
    code.when(isMore, () => {
      f.loop();
      term(isWeighted, false);
      f.get(rest);
      f.i32(2);
      f.emit(op.i32Sub);
      f.set(rest);
      isMore();
      f.branchIf(0);
      f.end();
    });
    code.when(get(rest), () => term(isWeighted, true));
  };
  const isKind = (bit: number) => () => {
    integer(field.kind)();
    f.i32(bit);
    f.emit(op.i32And);
  };
  const isSelf = isKind(SELF);
  const isEven = (): void => {
    integer(field.last)();
    f.i32(1);
    f.emit(op.i32Shl);
    integer(field.k)();
    f.emit(op.i32Eq);
    isSelf();
    f.emit(op.i32And);
  };
  set(x, integer(field.ascending));
  set(y, integer(field.descending));
  set(out, integer(field.out));
  const count = (): void => {
    integer(field.last)();
    integer(field.from)();
    f.emit(op.i32Sub);
    f.i32(1);
    f.emit(op.i32Add);
  };
  set(n, () => {
    count();
    f.emit(op.f64ConvertI32S);
  });
  set(rest, () => {
    count();
    isEven();
    f.emit(op.i32Sub);
  });
  code.when(
    integer(field.weighted),
    () => {
      // w_from, w_from+1 and twice the difference
      const p = one.load(instruction, field.p);
      f.get(instruction);
      f.load(field.p);
      f.set(u);
      const first = (): void => {
        one.add(
          one.mul(get(u), () => {
            integer(field.from)();
            f.emit(op.f64ConvertI32S);
          }),
          one.load(instruction, field.q),
        )();
      };
      set(w, code.splat(first));
      set(step, code.splat(p));
      set(w, add(get(w), mul(get(step), code.pair(0, 1))));
      set(step, add(get(step), get(step)));
      terms(true);
    },
    () => terms(false),
  );

  // Both lanes together. scalars: s1, t1, r1, g1
  const lanes = (pair: number): Code => one.add(code.lane(pair, 0), code.lane(pair, 1));
  const sumError = (first: Code, second: Code, of: number): Code => {
    set(v1, one.sub(get(of), first));
    return one.add(one.sub(first, one.sub(get(of), get(v1))), one.sub(second, get(v1)));
  };
  set(u, lanes(s));
  set(e, sumError(code.lane(s, 0), code.lane(s, 1), u));
  set(t1, one.add(lanes(t), get(e)));
  set(s1, get(u));
  set(r1, lanes(r));
  set(g1, lanes(g));
  code.when(isSelf, () => {
    for (const local of [s1, t1, r1, g1]) set(local, one.mul(get(local), one.number(2)));
    code.when(isEven, () => {
      const stride = 8 * coefficients;
      const [high, low, m, radius, p, m1, m3] = f.fresh(F64, 7);
      set(high, one.load(y, 0));
      set(low, one.load(y, stride));
      set(m, one.load(y, 2 * stride));
      set(radius, one.load(y, 3 * stride));
      set(p, one.mul(get(high), get(high)));
      set(m1, one.mul(get(radius), one.abs(get(m))));
      set(m3, one.mul(get(radius), get(radius)));
      const twice = one.add(one.add(get(m3), get(m1)), one.sub(get(m1), one.mul(get(m), get(m))));
      const isAroundZero = one.above(get(radius), one.abs(get(m)));
      set(e, one.select(isAroundZero, one.mul(twice, one.number(0.5)), get(m3)));
      set(u, one.add(get(s1), get(p)));
      const low2 = one.add(one.add(one.mul(get(high), get(low)), one.mul(get(low), get(m))), get(e));
      const error = sumError(get(s1), get(p), u);
      set(t1, one.add(get(t1), one.add(low2, error)));
      set(r1, one.add(get(r1), one.sub(one.add(one.add(get(m1), get(m1)), get(m3)), get(e))));
      set(g1, one.add(get(g1), get(p)));
      set(s1, get(u));
    });
  });
  code.when(() => {
    one.above(get(r1), one.number(0))();
    f.emit(op.i32Eqz);
  }, code.leave(1));
  for (const local of [s1, t1, r1, g1]) set(local, one.mul(get(local), one.number(0.25)));
  set(u, get(s1));
  // what the sum starts from; a zero would change nothing
  const isBegun = (): void => {
    isKind(FRESH)();
    f.emit(op.i32Eqz);
  };
  code.when(isBegun, () => {
    const [lo, hi, m] = f.fresh(F64, 3);
    set(lo, one.load(out, 0));
    set(hi, one.load(out, 8));
    set(m, one.add(get(lo), get(hi)));
    set(e, one.mul(sumError(get(lo), get(hi), m), one.number(0.5)));
    set(m, one.mul(get(m), one.number(0.5)));
    set(u, one.add(get(s1), get(m)));
    set(t1, one.add(get(t1), one.add(sumError(get(s1), get(m), u), get(e))));
    set(r1, one.add(get(r1), one.mul(one.sub(get(hi), get(lo)), one.number(0.5))));
    set(g1, one.add(get(g1), one.abs(get(m))));
  });
  code.when(() => {
    one.isBoth(
      one.atLeast(one.larger(get(r1), get(g1)), one.number(LEAST_SIZE)),
      one.isBoth(one.atMost(get(r1), one.number(MOST_SIZE)), one.atMost(get(g1), one.number(MOST_SIZE))),
    )();
    f.emit(op.i32Eqz);
  }, code.leave(1));
  const part = (terms: number, each: number): Code => one.mul(one.add(get(n), one.number(terms)), one.number(each));
  set(
    r1,
    one.add(
      one.add(get(r1), one.mul(get(r1), part(RADIUS_TERMS, RADIUS_ERROR))),
      one.mul(get(g1), part(MIDPOINT_TERMS, MIDPOINT_ERROR)),
    ),
  );
  // addDown(s, t − r) and addUp(s, t + r)
  set(s, code.splat(get(u)));
  set(t, add(code.splat(get(t1)), code.outward(code.splat(get(r1)))));
  set(sum, add(get(s), get(t)));
  set(q1, code.sumError(get(s), get(t), sum, c));
  const length = code.abs(get(sum));
  code.when(() => {
    code.isAllTrue(and(atLeast(length, code.both(PRODUCT_MIN)), atMost(length, code.both(PRODUCT_MAX))))();
    f.emit(op.i32Eqz);
  }, code.leave(2));
  const moved = add(get(sum), code.outward(mul(length, code.both(PHI))));
  set(sum, code.select(above(code.outward(get(q1)), code.both(0)), moved, get(sum)));
  f.get(out);
  f.get(sum);
  f.storeVector(0);
  f.i32(0);
  return f;
}
