import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import { CodeArithmetic, storeDouble } from './code.js';
import {
  evened,
  functionalAt,
  LEVELS,
  lastShown,
  levelAt,
  levelFrom,
  type Moments,
  MUCH_SHORTER,
  mapLength,
  momentsOf,
  ordersOfTail,
  PARTS,
  singularities,
} from './damping.js';
import type { Layout, Places } from './layout.js';
import { TO_WHOLE } from './step.js';

// `proposeDamped`, `moveDamped` and `damp` of damping.ts as code: the same operations in the same order.

/** 2^52: the last digit of doubles from here on is 1. */
const BEYOND = 2 ** 52;

/** Code about polynomials, two neighboring coefficients at a time: pair m is 2m + 1 and 2m + 2. */
class PairCode {
  readonly on: CodeArithmetic;
  readonly places: Places;
  readonly #body: FunctionBody;
  readonly #order: number;
  readonly #address: number;

  constructor(body: FunctionBody, on: CodeArithmetic, place: Place, layout: Layout) {
    this.#body = body;
    this.on = on;
    this.places = layout.from(place.own);
    this.#order = layout.order;
    this.#address = body.local(I32);
  }

  get pairs(): readonly number[] {
    return Array.from({ length: this.#order / 2 }, (_, m) => m);
  }

  /** Writes code for each of the first polynomials, as a loop: a kernel for few states is more code already than a processor holds decoded. */
  each(polynomials: number, write: () => void): void {
    const body = this.#body;
    const stride = 8 * (this.#order + 1);
    body.i32(0);
    body.set(this.#address);
    body.loop();
    write();
    body.increase(this.#address, stride);
    body.get(this.#address);
    body.i32(polynomials * stride);
    body.emit(op.i32LtS);
    body.branchIf(0);
    body.end();
  }

  /** Pushes a pair of the polynomial at hand. */
  terms(m: number): void {
    this.entries(this.#address, 1, m);
  }

  storeTerms(m: number, push: () => void): void {
    this.#body.get(this.#address);
    push();
    this.#body.storeVector(8 * (2 * m + 1));
  }

  /** Its constant term. */
  start(): number {
    this.#body.get(this.#address);
    this.#body.load(0);
    return this.on.pop();
  }

  storeStart(value: number): void {
    this.#body.get(this.#address);
    this.on.push(value);
    this.#body.store(0);
  }

  /** Pushes pair m of what begins at a position. */
  pairAt(position: number, m: number): void {
    this.#body.i32(0);
    this.#body.loadVector(8 * (position + 2 * m));
  }

  /** Pushes pair m of what begins at an address. */
  entries(address: number, at: number, m: number): void {
    this.#body.get(address);
    this.#body.loadVector(8 * (at + 2 * m));
  }

  /** Pushes ω_{2m+1} and ω_{2m+2}. */
  weights(address: number, m: number): void {
    this.entries(address, 0, m);
    if (m > 0) return;
    this.#body.f64(1);
    this.#body.replaceLane(0);
  }

  /** The integer in the double at a position. */
  integer(position: number): number {
    this.#body.i32(0);
    this.#body.loadInteger(8 * position);
    const local = this.#body.local(I32);
    this.#body.set(local);
    return local;
  }

  storeInteger(position: number, push: () => void): void {
    this.#body.i32(0);
    push();
    this.#body.storeInteger(8 * position);
  }

  /** The vector that is pushed, in a new local variable. */
  pair(push: () => void): number {
    push();
    const local = this.#body.local(V128);
    this.#body.set(local);
    return local;
  }

  two(operation: number, a: number, b: number): number {
    return this.pair(() => {
      this.#body.get(a);
      this.#body.get(b);
      this.#body.emitVector(operation);
    });
  }

  /** One lane of a vector. */
  lane(pair: number, lane: 0 | 1): number {
    this.#body.get(pair);
    this.#body.extractLane(lane);
    return this.on.pop();
  }

  /** Pushes the vector of two values. */
  pack(a: number, b: number): void {
    this.on.push(a);
    this.#body.emitVector(vector.splat);
    this.on.push(b);
    this.#body.replaceLane(1);
  }

  splat(value: number): number {
    return this.pair(() => {
      this.on.push(value);
      this.#body.emitVector(vector.splat);
    });
  }

  /** x, x² | x³, x⁴ | … in the order of `powersOf`. */
  powersOf(x: number): readonly number[] {
    const { on } = this;
    const second = on.mul(x, x);
    const powers = [this.pair(() => this.pack(x, second))];
    let square = this.splat(second);
    for (let leap = 1, pair = 1; 2 * pair < this.#order; pair++) {
      if (pair === 2 * leap) {
        leap = pair;
        square = this.two(vector.mul, square, square);
      }
      powers.push(this.two(vector.mul, powers[pair - leap]!, square));
    }
    return powers;
  }
}

/** Writes the search for singularities, which needs none of the last coefficients: a processor begins with it while those are computed. */
export function writeSearch(body: FunctionBody, place: Place, layout: Layout): void {
  const on = new CodeArithmetic(body);
  const code = new PairCode(body, on, place, layout);
  const { order, states } = layout;
  const { control, damping } = code.places;
  const last = lastShown(order);
  // coefficients k − 3, k − 2 and k − 1, k
  const [before, behind] = [last / 2 - 2, last / 2 - 1];
  const largest = body.local(V128);
  code.each(states, () => {
    body.get(largest);
    code.terms(behind);
    body.emitVector(vector.abs);
    body.emitVector(vector.pmax);
    body.set(largest);
  });
  const inverse = code.splat(on.inversePower(code.lane(largest, 0)));
  const factors = [before, behind].map((m) =>
    code.pair(() => {
      body.f64x2(evened(2 * m + 1, order), evened(2 * m + 2, order));
      body.get(inverse);
      body.emitVector(vector.mul);
    }),
  );
  const sums = body.fresh(V128, 5);
  code.each(states, () => {
    const [g, next] = [before, behind].map((m, i) =>
      code.pair(() => {
        code.terms(m);
        body.get(factors[i]!);
        body.emitVector(vector.mul);
      }),
    ) as [number, number];
    const middle = code.pair(() => {
      body.get(g);
      body.get(next);
      body.shuffle(1, 2);
    });
    for (const [i, [a, b]] of momentsOf(g, middle, next).entries()) {
      body.get(sums[i]!);
      body.get(code.two(vector.mul, a, b));
      body.emitVector(vector.add);
      body.set(sums[i]!);
    }
  });
  const moments = sums.map((sum) => on.add(code.lane(sum, 0), code.lane(sum, 1)));
  const direction = on.load(control.direction);
  const { angle, distance } = singularities(on, moments as unknown as Moments<number>, direction);
  const isMapped = body.local(I32);
  on.push(on.abs(angle));
  body.f64(PARTS);
  body.emit(op.f64Le);
  on.push(distance);
  body.f64(0);
  body.emit(op.f64Gt);
  body.emit(op.i32And);
  body.set(isMapped);
  on.push(on.add(angle, on.constant(TO_WHOLE)));
  body.emit(op.i64OfBits);
  body.emit(op.i32WrapI64);
  body.i32(0);
  body.get(isMapped);
  body.emit(op.select);
  body.i32(PARTS);
  body.emit(op.i32Add);
  body.i32(2);
  body.emit(op.i32Shl);
  body.loadInteger(8 * damping.nearest);
  body.i32(8 * mapLength(order));
  body.emit(op.i32Mul);
  body.i32(8 * damping.maps);
  body.emit(op.i32Add);
  const found = body.local(I32);
  body.set(found);
  code.storeInteger(damping.found, () => {
    body.get(found);
    body.i32(0);
    body.get(isMapped);
    body.emit(op.select);
  });
  storeDouble(body, damping.distance, () => on.push(distance));
  for (const [m, power] of code.powersOf(on.mul(distance, direction)).entries()) {
    body.i32(0);
    body.get(power);
    body.storeVector(8 * (damping.powers + 2 * m));
  }
}

/** Sets a longer step in place of the plain one, where that is to be had, and leaves what its polynomials are to be damped by. */
export function writeProposal(
  body: FunctionBody,
  on: CodeArithmetic,
  place: Place,
  layout: Layout,
  step: number,
  start: number,
): void {
  const code = new PairCode(body, on, place, layout);
  const { order, states } = layout;
  const { control, damping } = code.places;
  const map = code.integer(damping.found);
  body.get(map);
  body.when();
  const orders = ordersOfTail(order);
  const margin = on.load(control.margin);
  const [first, second] = orders.map(([k]) => levelFrom(on, k, start, margin));
  const [total, norm] = body.fresh(V128, 2);
  const [rising] = body.fresh(I32, 1);
  const square = code.splat(on.mul(step, step));
  code.each(states, () => {
    const size = (m: number): void => {
      code.terms(m);
      body.emitVector(vector.abs);
    };
    size(order / 2 - 1);
    body.get(square);
    body.emitVector(vector.mul);
    size(order / 2 - 2);
    body.emitVector(vector.gt);
    body.emitVector(vector.allTrue);
    body.get(rising);
    body.emit(op.i32Or);
    body.set(rising);
    const terms = code.pairs.map((m) =>
      code.pair(() => {
        code.terms(m);
        code.pairAt(damping.powers, m);
        body.emitVector(vector.mul);
      }),
    );
    const [sum, other] = orders.map((_, i) =>
      code.pair(() => {
        for (const [m, term] of terms.entries()) {
          body.get(term);
          code.entries(map, functionalAt(order, i), m);
          body.emitVector(vector.mul);
          if (m > 0) body.emitVector(vector.add);
        }
      }),
    );
    const sizes = code.pair(() => {
      for (const lane of [0, 1]) {
        body.get(sum!);
        body.get(other!);
        body.shuffle(lane, 2 + lane);
      }
      body.emitVector(vector.add);
      body.emitVector(vector.abs);
    });
    body.get(code.two(vector.pmax, norm, sizes));
    body.set(norm);
    body.get(code.two(vector.add, total, sizes));
    body.set(total);
  });
  on.push(on.add(code.lane(total, 0), code.lane(total, 1)));
  body.f64(Infinity);
  body.emit(op.f64Lt);
  body.when();
  body.get(rising);
  body.when();
  storeDouble(body, control.doubt, () => body.f64(1));
  body.otherwise();
  const levels = code.pair(() => {
    // the upper half of the bits as the last digits of a double
    body.get(norm);
    body.i32(32);
    body.emitVector(vector.shiftRight);
    body.f64x2(BEYOND, BEYOND);
    body.emitVector(vector.or);
    body.f64x2(BEYOND, BEYOND);
    body.emitVector(vector.sub);
    body.f64x2(first!.by, second!.by);
    body.emitVector(vector.mul);
    code.pack(first!.from, second!.from);
    body.emitVector(vector.add);
  });
  const level = on.max(on.max(on.constant(0), code.lane(levels, 0)), code.lane(levels, 1));
  on.push(level);
  body.f64(LEVELS - 0.5);
  body.emit(op.f64Lt);
  body.when();
  on.push(on.add(level, on.constant(TO_WHOLE)));
  body.emit(op.i64OfBits);
  body.emit(op.i32WrapI64);
  body.i32(8 * order);
  body.emit(op.i32Mul);
  body.get(map);
  body.emit(op.i32Add);
  body.i32(8 * levelAt(order, 0));
  body.emit(op.i32Add);
  body.set(map);
  body.get(map);
  body.load(0);
  const h = on.mul(on.load(damping.distance), on.pop());
  on.push(h);
  body.get(step);
  body.emit(op.f64Gt);
  body.when();
  on.push(h);
  body.set(step);
  code.storeInteger(damping.weights, () => body.get(map));
  body.otherwise();
  storeDouble(body, control.doubt, () => {
    on.push(h);
    on.push(on.mul(step, on.constant(MUCH_SHORTER)));
    body.emit(op.f64Lt);
    body.emit(op.f64ConvertI32S);
  });
  for (let i = 0; i < 5; i++) body.end();
}

/** `move(h)`: moves all rows by h, which is at most what was proposed. */
export function writeMove(place: Place, layout: Layout): FunctionBody {
  const body = new FunctionBody('move', [F64], []);
  const on = new CodeArithmetic(body);
  const code = new PairCode(body, on, place, layout);
  const { rows, compensated } = layout;
  const { damping, low } = code.places;
  const weights = code.integer(damping.weights);
  body.get(weights);
  body.emit(op.i32Eqz);
  body.when();
  body.get(0);
  body.callOwn(place.advance);
  body.emit(op.return);
  body.end();
  const factors = code.powersOf(0).map((power, m) =>
    code.pair(() => {
      code.weights(weights, m);
      body.get(power);
      body.emitVector(vector.mul);
    }),
  );
  const sum = (from: number): number =>
    code.pair(() => {
      for (let m = from; m >= 0; m -= 4) {
        code.terms(m);
        body.get(factors[m]!);
        body.emitVector(vector.mul);
        if (m < from) body.emitVector(vector.add);
      }
    });
  const kept = body.local(I32);
  code.each(rows, () => {
    const [a, b, c, d] = [1, 2, 3, 4].map((back) => sum(factors.length - back)) as [number, number, number, number];
    const sums = code.two(vector.add, code.two(vector.add, a, b), code.two(vector.add, c, d));
    let increment = on.add(code.lane(sums, 0), code.lane(sums, 1));
    const start = code.start();
    if (compensated) {
      body.get(kept);
      body.load(8 * low);
      increment = on.add(increment, on.pop());
    }
    const end = on.add(start, increment);
    code.storeStart(end);
    if (!compensated) return;
    const part = on.sub(end, start);
    body.get(kept);
    on.push(on.add(on.sub(start, on.sub(end, part)), on.sub(increment, part)));
    body.store(8 * low);
    body.increase(kept, 8);
  });
  return body;
}

/** `damp()`: multiplies all polynomials by ω_k. */
export function writeDamp(place: Place, layout: Layout): FunctionBody {
  const body = new FunctionBody('damp', [], []);
  const code = new PairCode(body, new CodeArithmetic(body), place, layout);
  const { damping } = code.places;
  const weights = code.integer(damping.weights);
  body.get(weights);
  body.when();
  code.storeInteger(damping.weights, () => body.i32(0));
  const factors = code.pairs.map((m) => code.pair(() => code.weights(weights, m)));
  code.each(layout.rows, () => {
    for (const [m, factor] of factors.entries()) {
      code.storeTerms(m, () => {
        code.terms(m);
        body.get(factor);
        body.emitVector(vector.mul);
      });
    }
  });
  body.end();
  return body;
}
