/** Expressions of WebAssembly code for intervals: a bound in each lane of a vector, (lo, hi). What must agree with TypeScript bit for bit is written with them. */
import { greatestExact, greatestFactor, leastExact, splitter } from '../../rounding/limits.js';
import { type FunctionBody, type Numbers, op, V128, vector } from '../../wasm/encoder.js';

/** Code that leaves one value on the stack, or does something. */
export type Code = () => void;

/** What code of one function is written with. */
export class Vocabulary {
  readonly f: FunctionBody;
  readonly add: (left: Code, right: Code) => Code;
  readonly sub: (left: Code, right: Code) => Code;
  readonly mul: (left: Code, right: Code) => Code;
  readonly div: (left: Code, right: Code) => Code;
  readonly atMost: (left: Code, right: Code) => Code;
  readonly atLeast: (left: Code, right: Code) => Code;
  readonly above: (left: Code, right: Code) => Code;
  readonly equal: (left: Code, right: Code) => Code;
  readonly and: (left: Code, right: Code) => Code;
  readonly or: (left: Code, right: Code) => Code;
  readonly xor: (left: Code, right: Code) => Code;
  /** Where right < left the right, else the left. */
  readonly smaller: (left: Code, right: Code) => Code;
  #halves: Numbers<5> | undefined;

  constructor(f: FunctionBody) {
    this.f = f;
    const binary = (opcode: number) => (left: Code, right: Code) => () => {
      left();
      right();
      f.emitVector(opcode);
    };
    this.add = binary(vector.add);
    this.sub = binary(vector.sub);
    this.mul = binary(vector.mul);
    this.div = binary(vector.div);
    this.atMost = binary(vector.le);
    this.atLeast = binary(vector.ge);
    this.above = binary(vector.gt);
    this.equal = binary(vector.eq);
    this.and = binary(vector.and);
    this.or = binary(vector.or);
    this.xor = binary(vector.xor);
    this.smaller = binary(vector.pmin);
  }

  /** A vector of the function's own. */
  variable(): number {
    return this.f.local(V128);
  }

  variables<N extends number>(count: N): Numbers<N> {
    return this.f.fresh(V128, count);
  }

  get(local: number): Code {
    return () => this.f.get(local);
  }

  set(local: number, value: Code): void {
    value();
    this.f.set(local);
  }

  pair(lo: number, hi: number): Code {
    return () => this.f.f64x2(lo, hi);
  }

  both(value: number): Code {
    return this.pair(value, value);
  }

  /** The two doubles at an address held by a local. */
  load(address: number, offset = 0): Code {
    return () => {
      this.f.get(address);
      this.f.loadVector(offset);
    };
  }

  abs(value: Code): Code {
    return this.#unary(vector.abs, value);
  }

  neg(value: Code): Code {
    return this.#unary(vector.neg, value);
  }

  /** −lo, hi: what is to be moved outward, or points that way, counts as positive. */
  outward(value: Code): Code {
    return this.xor(value, this.pair(-0, 0));
  }

  splat(value: Code): Code {
    return this.#unary(vector.splat, value);
  }

  #unary(opcode: number, value: Code): Code {
    return () => {
      value();
      this.f.emitVector(opcode);
    };
  }

  /** Two lanes of two vectors: those of `left` are 0 and 1, those of `right` are 2 and 3. */
  lanes(left: Code, right: Code, one: number, two: number): Code {
    return () => {
      left();
      right();
      this.f.shuffle(one, two);
    };
  }

  swap(value: Code): Code {
    return this.lanes(value, value, 1, 0);
  }

  lane(value: number, i: number): Code {
    return () => {
      this.f.get(value);
      this.f.extractLane(i);
    };
  }

  /** In each lane `one` where the mask is set, else `other`. */
  select(mask: Code, one: Code, other: Code): Code {
    return () => {
      one();
      other();
      mask();
      this.f.emitVector(vector.bitselect);
    };
  }

  isAllTrue(mask: Code): Code {
    return this.#unary(vector.allTrue, mask);
  }

  when(condition: Code, then: Code, otherwise?: Code): void {
    condition();
    this.f.when();
    then();
    if (otherwise !== undefined) {
      this.f.otherwise();
      otherwise();
    }
    this.f.end();
  }

  /** Leaves with an integer. */
  leave(value: number): Code {
    return () => {
      this.f.i32(value);
      this.f.emit(op.return);
    };
  }

  /** Leaves with 1 unless both lanes of a mask are set. */
  require(mask: Code): void {
    const isNot = (): void => {
      this.isAllTrue(mask)();
      this.f.emit(op.i32Eqz);
    };
    this.when(isNot, this.leave(1));
  }

  /** `isSafeProduct` as a mask. */
  isSafe(left: number, right: number, of: number): Code {
    const { atMost, atLeast, and, or, equal } = this;
    const size = this.abs(this.get(of));
    const zero = this.both(0);
    const factors = and(
      atMost(this.abs(this.get(left)), this.both(greatestFactor)),
      atMost(this.abs(this.get(right)), this.both(greatestFactor)),
    );
    const isZero = and(equal(this.get(of), zero), or(equal(this.get(left), zero), equal(this.get(right), zero)));
    return and(factors, or(and(atLeast(size, this.both(leastExact)), atMost(size, this.both(greatestExact))), isZero));
  }

  /**
   * `twoProductError`: its halves are set when this is called.
   *
   * @param isShort - whether the right factor has 26 bits at most, and so is its own upper half
   */
  productError(left: number, right: number, of: number, isShort: boolean = false): Code {
    const { add, sub, mul } = this;
    this.#halves ??= this.variables(5);
    const [v, a1, a2, b1, b2] = this.#halves;
    const split = (value: number, high: number, low: number): void => {
      this.set(v, mul(this.both(splitter), this.get(value)));
      this.set(high, sub(this.get(v), sub(this.get(v), this.get(value))));
      this.set(low, sub(this.get(value), this.get(high)));
    };
    split(left, a1, a2);
    if (isShort) {
      return add(sub(mul(this.get(a1), this.get(right)), this.get(of)), mul(this.get(a2), this.get(right)));
    }
    split(right, b1, b2);
    return add(
      add(
        add(sub(mul(this.get(a1), this.get(b1)), this.get(of)), mul(this.get(a1), this.get(b2))),
        mul(this.get(a2), this.get(b1)),
      ),
      mul(this.get(a2), this.get(b2)),
    );
  }

  /** The error of the sum of a and b, `sumError`; v is what it needs a variable for. */
  sumError(a: Code, b: Code, sum: number, v: number): Code {
    const { add, sub } = this;
    this.set(v, sub(this.get(sum), a));
    return add(sub(a, sub(this.get(sum), this.get(v))), sub(b, this.get(v)));
  }

  /**
   * The factors (first) and (second) of the least product and the greatest of two intervals, as `mulInto` and `convolveInto` choose them by the signs.
   * Leaves with 1 where both straddle zero and products are equal, but for symmetric intervals where `ties` is given, and squares, which that tells.
   */
  factors(a: number, b: number, first: number, second: number, ties?: { readonly isSquare: number }): void {
    const { f, mul, above, equal } = this;
    const [swappedA, swappedB, v, signs, direct, crossed] = this.variables(6);
    this.set(swappedA, this.swap(this.get(a)));
    this.set(swappedB, this.swap(this.get(b)));
    const isAtLeastZero = (value: number, i: number) => () => {
      this.lane(value, i)();
      f.f64(0);
      f.emit(op.f64Ge);
    };
    const isAtMostZero = (value: number, i: number) => () => {
      f.f64(0);
      this.lane(value, i)();
      f.emit(op.f64Ge);
    };
    const sign = this.get(signs);
    this.set(signs, this.atLeast(this.get(b), this.both(0)));
    const aroundZero = (): void => {
      this.set(direct, mul(this.get(a), this.get(b))); // third, fourth
      this.set(crossed, mul(this.get(a), this.get(swappedB))); // first, second
      const isTied = (): void => {
        this.lane(crossed, 0)();
        this.lane(crossed, 1)();
        f.emit(op.f64Eq);
        this.lane(direct, 0)();
        this.lane(direct, 1)();
        f.emit(op.f64Eq);
        f.emit(op.i32Or);
        if (ties === undefined) return;
        f.get(ties.isSquare);
        f.emit(op.i32Eqz);
        f.emit(op.i32And);
      };
      this.when(isTied, () => {
        if (ties === undefined) this.leave(1)();
        else {
          this.require(
            this.and(equal(this.get(a), this.neg(this.get(swappedA))), equal(this.get(b), this.neg(this.get(swappedB)))),
          );
        }
      });
      // lane 0: al·bh if first < second, else ah·bl; lane 1: al·bl if third > fourth, else ah·bh
      const least = above(this.swap(this.get(crossed)), this.get(crossed));
      this.set(v, this.lanes(least, above(this.get(direct), this.swap(this.get(direct))), 0, 2));
      const of = (value: number, one: number, two: number): Code => this.lanes(this.get(value), this.get(value), one, two);
      this.set(first, this.select(this.get(v), of(a, 0, 0), of(a, 1, 1)));
      this.set(second, this.select(this.get(v), of(b, 1, 0), of(b, 0, 1)));
      if (ties === undefined) return;
      this.when(this.get(ties.isSquare), () => {
        this.set(first, this.lanes(this.both(0), this.get(first), 0, 3));
        this.set(second, this.lanes(this.both(0), this.get(second), 0, 3));
      });
    };
    // Both cases of an interval a on one side of zero without a branch, since their order is as good as random; a around zero comes in runs.
    const isOneSided = (): void => {
      isAtLeastZero(a, 0)();
      isAtMostZero(a, 1)();
      f.emit(op.i32Or);
    };
    this.when(
      isOneSided,
      () => {
        this.set(v, this.atLeast(this.lanes(this.get(a), this.get(a), 0, 0), this.both(0)));
        this.set(first, this.select(this.select(this.get(v), sign, this.swap(sign)), this.get(a), this.get(swappedA)));
        this.set(second, this.select(this.get(v), this.get(b), this.get(swappedB)));
      },
      () =>
        this.when(
          isAtLeastZero(b, 0),
          () => {
            this.set(first, this.get(a));
            this.set(second, this.lanes(this.get(b), this.get(b), 1, 1));
          },
          () =>
            this.when(
              isAtMostZero(b, 1),
              () => {
                this.set(first, this.get(swappedA));
                this.set(second, this.lanes(this.get(b), this.get(b), 0, 0));
              },
              aroundZero,
            ),
        ),
    );
  }
}
