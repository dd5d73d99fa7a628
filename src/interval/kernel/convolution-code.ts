/**
 * `convolveInto` as WebAssembly: the same operations in the same order, with both bounds in the lanes of vectors, so that the bits are those, and the proof is.
 *
 * What is out of the ordinary (empty or unbounded operands, an overflow, an underflow, equal products of unequal intervals around zero, a sum near zero
 * or too large) is not done here: the function writes nothing then and returns 1.
 */
import { encodeModule, F64, FunctionBody, I32, op, V128, vector } from '../../wasm/encoder.js';

const MAX = 1.7976931348623157e308;
// as in rounding/compensated.ts
const FACTOR_MAX = 3.3484643974570854e299; // 2^995
const PRODUCT_MIN = 2.0041683600089728e-292; // 2^−969
const PRODUCT_MAX = 2.247116418577895e307; // 2^1021
const ULP = 2.220446049250313e-16; // 2^−52
const ETA = 5e-324; // 2^−1074
const SPLITTER = 134217729; // 2^27 + 1
// as in rounding/directed.ts
const PHI = 1.1102230246251568e-16; // 2^−53·(1 + 2^−52)

/** The module with its function `convolve(out, x, y, stride, k, from, last, p, q, self)`: addresses and the stride in bytes, weights p·j + q as doubles. */
export function convolutionModule(): Uint8Array<ArrayBuffer> {
  const f = new FunctionBody('convolve', [I32, I32, I32, I32, I32, I32, I32, F64, F64, I32], [I32]);
  const [out, x, y, stride, k, from, last, p, q, self] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const j = f.local(I32);
  const xAt = f.local(I32);
  const yAt = f.local(I32);
  const isSquare = f.local(I32);
  const w = f.local(F64);
  const variable = (): number => f.local(V128);
  const a = variable();
  const b = variable();
  const swappedA = variable();
  const swappedB = variable();
  const first = variable();
  const second = variable();
  const product = variable();
  const error = variable();
  const weight = variable();
  const s = variable();
  const t = variable();
  const g = variable();
  const r = variable();
  const v = variable();
  const ok = variable();
  const direct = variable();
  const crossed = variable();
  const signs = variable();
  const a1 = variable();
  const a2 = variable();
  const b1 = variable();
  const b2 = variable();

  const get = (local: number) => () => f.get(local);
  const both = (value: number) => () => f.f64x2(value, value);
  const binary = (opcode: number) => (left: Code, right: Code) => () => {
    left();
    right();
    f.emitVector(opcode);
  };
  const add = binary(vector.add);
  const sub = binary(vector.sub);
  const mul = binary(vector.mul);
  const atMost = binary(vector.le);
  const atLeast = binary(vector.ge);
  const above = binary(vector.gt);
  const equal = binary(vector.eq);
  const and = binary(vector.and);
  const or = binary(vector.or);
  const abs = (value: Code) => () => {
    value();
    f.emitVector(vector.abs);
  };
  const set = (local: number, value: Code): void => {
    value();
    f.set(local);
  };
  const lanes = (left: Code, right: Code, one: number, two: number) => () => {
    left();
    right();
    f.shuffle(one, two);
  };
  const swap = (value: Code) => lanes(value, value, 1, 0);
  const lane = (value: number, i: number): void => {
    f.get(value);
    f.extractLane(i);
  };
  const select = (mask: Code, one: Code, other: Code) => () => {
    one();
    other();
    mask();
    f.emitVector(vector.bitselect);
  };
  const requireLanes = (mask: Code): void => set(ok, and(get(ok), mask));
  /** Leaves with 1. */
  const leave = (): void => {
    f.i32(1);
    f.emit(op.return);
  };
  const when = (condition: Code, then: Code, otherwise?: Code): void => {
    condition();
    f.when();
    then();
    if (otherwise !== undefined) {
      f.otherwise();
      otherwise();
    }
    f.end();
  };

  /** isSafeProduct in both lanes. */
  const requireSafe = (left: number, right: number, of: number): void => {
    requireLanes(and(atMost(abs(get(left)), both(FACTOR_MAX)), atMost(abs(get(right)), both(FACTOR_MAX))));
    requireLanes(
      or(
        and(atLeast(abs(get(of)), both(PRODUCT_MIN)), atMost(abs(get(of)), both(PRODUCT_MAX))),
        and(equal(get(of), both(0)), or(equal(get(left), both(0)), equal(get(right), both(0)))),
      ),
    );
  };
  /** twoProductError. */
  const productError = (left: number, right: number, of: number): Code => {
    const split = (value: number, high: number, low: number): void => {
      set(v, mul(both(SPLITTER), get(value)));
      set(high, sub(get(v), sub(get(v), get(value))));
      set(low, sub(get(value), get(high)));
    };
    split(left, a1, a2);
    split(right, b1, b2);
    return add(
      add(add(sub(mul(get(a1), get(b1)), get(of)), mul(get(a1), get(b2))), mul(get(a2), get(b1))),
      mul(get(a2), get(b2)),
    );
  };

  f.get(out);
  f.loadVector(0);
  f.set(s);
  set(ok, equal(both(0), both(0)));
  set(j, get(from));
  // xAt = x + from·stride, yAt = y + (k − from)·stride
  const advance = (base: number, steps: Code) => () => {
    f.get(base);
    steps();
    f.get(stride);
    f.emit(op.i32Mul);
    f.emit(op.i32Add);
  };
  set(xAt, advance(x, get(from)));
  set(
    yAt,
    advance(y, () => {
      f.get(k);
      f.get(from);
      f.emit(op.i32Sub);
    }),
  );

  f.block();
  f.get(last);
  f.get(from);
  f.emit(op.i32LtS);
  f.branchIf(0);
  f.loop();

  // w, and whether the term is a square
  when(
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
  f.get(xAt);
  f.loadVector(0);
  f.set(a);
  f.get(yAt);
  f.loadVector(0);
  f.set(b);
  // bounds in order: (al, bl) ≤ (ah, bh)
  requireLanes(atMost(lanes(get(a), get(b), 0, 2), lanes(get(a), get(b), 1, 3)));
  set(swappedA, swap(get(a)));
  set(swappedB, swap(get(b)));

  // The signs choose the factors (a₁, a₂) and (b₁, b₂) of the least product and the greatest.
  const isAtLeastZero = (value: number, i: number) => () => {
    lane(value, i);
    f.f64(0);
    f.emit(op.f64Ge);
  };
  const isAtMostZero = (value: number, i: number) => () => {
    f.f64(0);
    lane(value, i);
    f.emit(op.f64Ge);
  };
  const sign: Code = () => f.get(signs);
  set(signs, atLeast(get(b), both(0)));
  const aroundZero = (): void => {
    set(direct, mul(get(a), get(b))); // third, fourth
    set(crossed, mul(get(a), get(swappedB))); // first, second
    // equal products, but of two symmetric intervals or in a square: not here
    when(
      () => {
        lane(crossed, 0);
        lane(crossed, 1);
        f.emit(op.f64Eq);
        lane(direct, 0);
        lane(direct, 1);
        f.emit(op.f64Eq);
        f.emit(op.i32Or);
        f.get(isSquare);
        f.emit(op.i32Eqz);
        f.emit(op.i32And);
      },
      () => {
        when(() => {
          equal(get(a), () => {
            f.get(swappedA);
            f.emitVector(vector.neg);
          })();
          equal(get(b), () => {
            f.get(swappedB);
            f.emitVector(vector.neg);
          })();
          f.emitVector(vector.and);
          f.emitVector(vector.allTrue);
          f.emit(op.i32Eqz);
        }, leave);
      },
    );
    // lane 0: al·bh if first < second, else ah·bl; lane 1: al·bl if third > fourth, else ah·bh
    const least = lanes(above(swap(get(crossed)), get(crossed)), above(get(direct), swap(get(direct))), 0, 2);
    set(v, least);
    set(first, select(get(v), lanes(get(a), get(a), 0, 0), lanes(get(a), get(a), 1, 1)));
    set(second, select(get(v), lanes(get(b), get(b), 1, 0), lanes(get(b), get(b), 0, 1)));
    when(get(isSquare), () => {
      set(first, lanes(both(0), get(first), 0, 3));
      set(second, lanes(both(0), get(second), 0, 3));
    });
  };
  // Both cases of an interval a on one side of zero without a branch, since their order is as good as random; a around zero comes in runs.
  when(
    () => {
      isAtLeastZero(a, 0)();
      isAtMostZero(a, 1)();
      f.emit(op.i32Or);
    },
    () => {
      set(v, atLeast(lanes(get(a), get(a), 0, 0), both(0)));
      set(first, select(select(get(v), sign, swap(sign)), get(a), get(swappedA)));
      set(second, select(get(v), get(b), get(swappedB)));
    },
    () =>
      when(
        isAtLeastZero(b, 0),
        () => {
          set(first, get(a));
          set(second, lanes(get(b), get(b), 1, 1));
        },
        () =>
          when(
            isAtMostZero(b, 1),
            () => {
              set(first, get(swappedA));
              set(second, lanes(get(b), get(b), 0, 0));
            },
            aroundZero,
          ),
      ),
  );
  when(
    () => {
      f.get(w);
      f.f64(0);
      f.emit(op.f64Lt);
    },
    () => {
      set(first, swap(get(first)));
      set(second, swap(get(second)));
    },
  );
  set(product, mul(get(first), get(second)));
  requireSafe(first, second, product);
  set(error, productError(first, second, product));
  when(
    () => {
      f.get(w);
      f.f64(1);
      f.emit(op.f64Eq);
      f.emit(op.i32Eqz);
    },
    () => {
      set(weight, () => {
        f.get(w);
        f.emitVector(vector.splat);
      });
      set(r, mul(get(weight), get(product)));
      requireSafe(weight, product, r);
      set(error, mul(get(error), get(weight)));
      set(g, add(get(g), mul(both(2), abs(get(error)))));
      const more = productError(weight, product, r);
      set(error, add(get(error), more));
      set(product, get(r));
    },
  );
  // s, and what the errors of products and additions come to
  set(r, add(get(s), get(product)));
  set(v, sub(get(r), get(s)));
  set(a1, add(sub(get(s), sub(get(r), get(v))), sub(get(product), get(v))));
  set(t, add(get(t), add(get(error), get(a1))));
  set(g, add(get(g), add(abs(get(error)), abs(get(a1)))));
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
  requireLanes(and(atMost(get(g), both(PRODUCT_MAX)), atMost(abs(get(s)), both(MAX))));
  // settleDown and settleUp: s itself where g is 0, else addDown(s, t − slack) and addUp(s, t + slack) with slack = g·(c·ULP) + η
  const outward = (): void => f.f64x2(-1, 1);
  set(
    error,
    add(
      mul(get(g), () => {
        f.get(last);
        f.get(from);
        f.emit(op.i32Sub);
        f.i32(9);
        f.emit(op.i32Add);
        f.emit(op.f64ConvertI32S);
        f.f64(ULP);
        f.emit(op.f64Mul);
        f.emitVector(vector.splat);
      }),
      both(ETA),
    ),
  );
  set(error, add(get(t), mul(get(error), outward)));
  set(r, add(get(s), get(error)));
  set(v, sub(get(r), get(s)));
  set(a1, add(sub(get(s), sub(get(r), get(v))), sub(get(error), get(v))));
  set(b1, equal(get(g), both(0)));
  requireLanes(or(get(b1), and(atLeast(abs(get(r)), both(PRODUCT_MIN)), atMost(abs(get(r)), both(PRODUCT_MAX)))));
  set(r, select(above(mul(get(a1), outward), both(0)), add(get(r), mul(mul(abs(get(r)), both(PHI)), outward)), get(r)));
  set(r, select(get(b1), get(s), get(r)));
  when(() => {
    f.get(ok);
    f.emitVector(vector.allTrue);
    f.emit(op.i32Eqz);
  }, leave);
  f.get(out);
  f.get(r);
  f.storeVector(0);
  f.i32(0);
  return encodeModule([], [f]);
}

/** Code that leaves one value on the stack, or does something. */
type Code = () => void;
