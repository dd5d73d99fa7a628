/**
 * `convolveCentered` as WebAssembly, with two terms of a sum in the lanes of vectors: the operations of centered.ts in the same order, so that the bits are those, and
 * the proof is.
 *
 * Midpoints and radii are made once for each coefficient (`prepare`) and kept in rows, one for each part, ascending for a first factor and descending for a second,
 * so that both factors of a sum are read upwards.
 */
import { greatestExact, leastExact, phi, splitter } from '../../rounding/limits.js';
import { F64, FunctionBody, I32, op } from '../../wasm/encoder.js';
import {
  LEAST_SIZE,
  MIDPOINT_ERROR,
  MIDPOINT_TERMS,
  MOST_LEFT,
  MOST_ROUNDED,
  MOST_SIZE,
  PLAIN_ERROR,
  RADIUS_ERROR,
  RADIUS_TERMS,
} from './centered.js';
import { field, SELF } from './instruction.js';
import { type Code, Vocabulary } from './vector-code.js';

/** Parts of a coefficient: its midpoint and radius, the halves of the midpoint, and the size of what it holds, |midpoint| + radius. */
const PARTS = 5;
const [MIDPOINT, RADIUS, HIGH, LOW, SIZE] = [0, 1, 2, 3, 4] as const;

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
  set(c, mul(number(splitter), get(m)));
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
  const parts = [get(m), get(r), get(high), get(low), add(abs(get(m)), get(r))];
  store(ascending, parts.slice(0, SIZE));
  store(descending, parts);
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
  const [s, t, r, h, g, w, step] = code.variables(7);
  const [a, a1, a2, ra, b1, b2, b, rb] = code.variables(8);
  const [product, sum, q1, q2, q3, mu, c] = code.variables(7);
  const n = f.local(F64);
  const [s1, t1, r1, h1, g1, u, e, v1] = f.fresh(F64, 8);
  const [lo, hi, m, ends, start] = f.fresh(F64, 5);
  const slack = f.local(F64);
  const [isThin, isWide] = f.fresh(I32, 2);
  const get = (local: number): Code => code.get(local);
  const set = (local: number, value: Code): void => code.set(local, value);
  const integer = (offset: number) => () => {
    f.get(instruction);
    f.loadInteger(offset);
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
  const count = (): void => {
    integer(field.last)();
    integer(field.from)();
    f.emit(op.i32Sub);
    f.i32(1);
    f.emit(op.i32Add);
  };

  /** Two terms, or a last one. */
  type Term = (load: (address: number, part: number) => Code, isWeighted: boolean) => void;

  /** s, r, h and g. */
  const plain: Term = (load, isWeighted) => {
    set(a, load(x, MIDPOINT));
    set(ra, load(x, RADIUS));
    if (isWeighted) {
      set(a, mul(get(w), get(a)));
      set(ra, mul(code.abs(get(w)), get(ra)));
      set(w, add(get(w), get(step)));
    }
    set(rb, load(y, RADIUS));
    set(product, mul(get(a), load(y, MIDPOINT)));
    set(s, add(get(s), get(product)));
    set(r, add(get(r), add(mul(get(ra), load(y, SIZE)), mul(code.abs(get(a)), get(rb)))));
    set(h, add(get(h), mul(get(ra), get(rb))));
    set(g, add(get(g), code.abs(get(product))));
  };

  /** s and t: in twice the working precision where the sum is thin, and with μ where factors are wide, which makes another r. */
  const another =
    (isThin: boolean, isWide: boolean): Term =>
    (load, isWeighted) => {
      if (isThin) {
        set(a1, load(x, HIGH));
        set(a2, load(x, LOW));
        set(b1, load(y, HIGH));
        set(b2, load(y, LOW));
      }
      set(b, load(y, MIDPOINT));
      if (isWide) {
        set(a, load(x, MIDPOINT));
        set(ra, load(x, RADIUS));
        set(rb, load(y, RADIUS));
      }
      if (isWeighted) {
        if (isThin) {
          // w·a = w·a₁ + w·a₂, both exact, in two new halves
          set(mu, mul(get(w), get(a1)));
          set(c, mul(code.both(splitter), get(mu)));
          set(a1, sub(get(c), sub(get(c), get(mu))));
          set(a2, add(sub(get(mu), get(a1)), mul(get(w), get(a2))));
        }
        if (isWide) {
          set(a, mul(get(w), get(a)));
          set(ra, mul(code.abs(get(w)), get(ra)));
        }
        set(w, add(get(w), get(step)));
      }
      set(product, isThin ? mul(get(a1), get(b1)) : mul(get(a), get(b)));
      set(sum, add(get(s), get(product)));
      const parts: Code[] = [];
      if (isThin) parts.push(add(mul(get(a1), get(b2)), mul(get(a2), get(b))));
      if (isWide) {
        set(q1, mul(get(ra), code.abs(get(b))));
        set(q2, mul(code.abs(get(a)), get(rb)));
        set(q3, mul(get(ra), get(rb)));
        set(mu, smaller(smaller(get(q1), get(q2)), get(q3)));
        parts.push(xor(get(mu), and(get(product), code.both(-0))));
        set(r, add(get(r), sub(add(add(get(q1), get(q2)), get(q3)), get(mu))));
      }
      if (isThin) parts.push(code.sumError(get(s), get(product), sum, c));
      set(t, add(get(t), parts.reduce(add)));
      set(s, get(sum));
    };

  const terms = (term: Term, isWeighted: boolean): void => {
    const next = (isLast: boolean): void => {
      term(
        (address, part) => () => {
          f.get(address);
          if (isLast) f.loadLow(8 * coefficients * part);
          else f.loadVector(8 * coefficients * part);
        },
        isWeighted,
      );
      for (const address of [x, y]) {
        f.increase(address, isLast ? 8 : 16);
      }
    };
    const isMore = (): void => {
      f.i32(1);
      f.get(rest);
      f.emit(op.i32LtS);
    };
    code.when(isMore, () => {
      f.loop();
      next(false);
      f.increase(rest, -2);
      isMore();
      f.branchIf(0);
      f.end();
    });
    code.when(get(rest), () => next(true));
  };

  /** Goes over all terms but the middle of a square. */
  const over = (term: Term): void => {
    set(x, integer(field.ascending));
    set(y, integer(field.descending));
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
        set(u, p);
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
        terms(term, true);
      },
      () => terms(term, false),
    );
  };
  const lanes = (pair: number): Code => one.add(code.lane(pair, 0), code.lane(pair, 1));
  const sumError = (first: Code, second: Code, of: number): Code => {
    set(v1, one.sub(get(of), first));
    return one.add(one.sub(first, one.sub(get(of), get(v1))), one.sub(second, get(v1)));
  };
  /** The middle of a square, behind its other terms, which count twice. */
  const middle = (twice: readonly number[], write: (part: (part: number) => Code) => void): void =>
    code.when(isSelf, () => {
      for (const local of twice) set(local, one.mul(get(local), one.number(2)));
      code.when(isEven, () => write((part) => one.load(y, 8 * coefficients * part)));
    });
  const [m1, rm, m3, p1, high, low] = f.fresh(F64, 6);

  set(out, integer(field.out));
  set(n, () => {
    count();
    f.emit(op.f64ConvertI32S);
  });
  over(plain);
  set(s1, lanes(s));
  set(r1, lanes(r));
  set(h1, lanes(h));
  set(g1, lanes(g));
  middle([s1, r1, h1, g1], (part) => {
    set(m, part(MIDPOINT));
    set(rm, part(RADIUS));
    set(p1, one.mul(get(m), get(m)));
    set(s1, one.add(get(s1), get(p1)));
    set(r1, one.add(get(r1), one.add(one.mul(get(rm), part(SIZE)), one.mul(one.abs(get(m)), get(rm)))));
    set(h1, one.add(get(h1), one.mul(get(rm), get(rm))));
    set(g1, one.add(get(g1), get(p1)));
  });
  code.when(() => {
    one.above(get(r1), one.number(0))();
    f.emit(op.i32Eqz);
  }, code.leave(1));
  // what the sum starts from
  set(lo, one.load(out, 0));
  set(hi, one.load(out, 8));
  set(ends, one.add(get(lo), get(hi)));
  set(start, one.mul(get(ends), one.number(0.5)));
  const quarter = (local: number): Code => one.mul(get(local), one.number(0.25));
  const setRadius = (): void => set(r1, one.add(quarter(r1), one.mul(one.sub(get(hi), get(lo)), one.number(0.5))));
  const isLarge = one.atLeast(one.larger(get(r1), get(g1)), one.number(LEAST_SIZE));
  const unless = (condition: Code): void =>
    code.when(() => {
      condition();
      f.emit(op.i32Eqz);
    }, code.leave(1));
  set(u, one.add(quarter(s1), get(start)));
  set(t1, one.number(0));
  setRadius();
  set(g1, one.add(quarter(g1), one.abs(get(start))));
  unless(one.isBoth(isLarge, one.isBoth(one.atMost(get(r1), one.number(MOST_SIZE)), one.atMost(get(g1), one.number(MOST_SIZE)))));
  const part = (terms: number, each: number): Code => one.mul(one.add(get(n), one.number(terms)), one.number(each));
  set(slack, one.mul(get(g1), part(MIDPOINT_TERMS, PLAIN_ERROR)));
  set(isWide, one.above(quarter(h1), one.mul(get(r1), one.number(MOST_LEFT))));
  const again = (isThin: boolean, isWideHere: boolean): void => {
    for (const local of isWideHere ? [s, t, r] : [s, t]) set(local, code.both(0));
    over(another(isThin, isWideHere));
    set(u, lanes(s));
    set(t1, lanes(t));
    if (isThin) set(t1, one.add(get(t1), sumError(code.lane(s, 0), code.lane(s, 1), u)));
    set(s1, get(u));
    if (isWideHere) set(r1, lanes(r));
    middle(isWideHere ? [s1, t1, r1] : [s1, t1], (half) => {
      set(m, half(MIDPOINT));
      if (isWideHere) {
        set(rm, half(RADIUS));
        set(m1, one.mul(get(rm), one.abs(get(m))));
        set(m3, one.mul(get(rm), get(rm)));
        const twice = one.add(one.add(get(m3), get(m1)), one.sub(get(m1), one.mul(get(m), get(m))));
        const isAroundZero = one.above(get(rm), one.abs(get(m)));
        set(e, one.select(isAroundZero, one.mul(twice, one.number(0.5)), get(m3)));
        set(r1, one.add(get(r1), one.sub(one.add(one.add(get(m1), get(m1)), get(m3)), get(e))));
      }
      if (isThin) {
        set(high, half(HIGH));
        set(low, half(LOW));
        set(p1, one.mul(get(high), get(high)));
        set(u, one.add(get(s1), get(p1)));
        const lower = one.add(one.mul(get(high), get(low)), one.mul(get(low), get(m)));
        set(t1, one.add(get(t1), one.add(isWideHere ? one.add(lower, get(e)) : lower, sumError(get(s1), get(p1), u))));
        set(s1, get(u));
      } else {
        set(s1, one.add(get(s1), one.mul(get(m), get(m))));
        set(t1, one.add(get(t1), get(e)));
      }
    });
    set(s1, quarter(s1));
    set(t1, quarter(t1));
    set(u, one.add(get(s1), get(start)));
    if (isThin) {
      set(e, one.mul(sumError(get(lo), get(hi), ends), one.number(0.5)));
      set(t1, one.add(get(t1), one.add(sumError(get(s1), get(start), u), get(e))));
      unless(one.isBoth(one.atMost(one.abs(get(u)), one.number(MOST_SIZE)), one.atMost(one.abs(get(t1)), one.number(MOST_SIZE))));
      set(slack, one.mul(get(g1), part(MIDPOINT_TERMS, MIDPOINT_ERROR)));
    }
    if (isWideHere) {
      setRadius();
      unless(isLarge);
    }
  };
  set(isThin, one.above(get(slack), one.mul(get(r1), one.number(MOST_ROUNDED))));
  code.when(
    get(isWide),
    () =>
      code.when(
        get(isThin),
        () => again(true, true),
        () => again(false, true),
      ),
    () => code.when(get(isThin), () => again(true, false)),
  );
  set(r1, one.add(one.add(get(r1), one.mul(get(r1), part(RADIUS_TERMS, RADIUS_ERROR))), get(slack)));
  // addDown(s, t − r) and addUp(s, t + r)
  set(s, code.splat(get(u)));
  set(t, add(code.splat(get(t1)), code.outward(code.splat(get(r1)))));
  set(sum, add(get(s), get(t)));
  set(q1, code.sumError(get(s), get(t), sum, c));
  const length = code.abs(get(sum));
  code.when(() => {
    code.isAllTrue(and(atLeast(length, code.both(leastExact)), atMost(length, code.both(greatestExact))))();
    f.emit(op.i32Eqz);
  }, code.leave(2));
  const moved = add(get(sum), code.outward(mul(length, code.both(phi))));
  set(sum, code.select(above(code.outward(get(q1)), code.both(0)), moved, get(sum)));
  f.get(out);
  f.get(sum);
  f.storeVector(0);
  f.i32(0);
  return f;
}
