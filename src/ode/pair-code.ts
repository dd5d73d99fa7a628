import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { type FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import type { CodeArithmetic } from './code.js';
import type { Layout, Places } from './layout.js';

/** How many polynomials code may be about at once. */
const MOST_AT_ONCE = [4, 3, 2, 1];

/** Code about polynomials, two neighboring coefficients at a time: pair m is 2m + 1 and 2m + 2. */
export class PairCode {
  readonly on: CodeArithmetic;
  readonly places: Places;
  readonly #body: FunctionBody;
  readonly #order: number;
  /** Of the first of the polynomials at hand. */
  readonly first: number;

  constructor(body: FunctionBody, on: CodeArithmetic, place: Place, layout: Layout) {
    this.#body = body;
    this.on = on;
    this.places = layout.from(place.own);
    this.#order = layout.order;
    this.first = body.local(I32);
  }

  get #stride(): number {
    return this.#order + 1;
  }

  get pairs(): readonly number[] {
    return Array.from({ length: this.#order / 2 }, (_, m) => m);
  }

  /** Writes code for the first polynomials: for a few at once, as many as divide them, in a loop if there are more. `write` takes their numbers. */
  each(polynomials: number, write: (few: readonly number[]) => void): void {
    const body = this.#body;
    const count = MOST_AT_ONCE.find((few) => polynomials % few === 0)!;
    const few = Array.from({ length: count }, (_, i) => i);
    body.i32(0);
    body.set(this.first);
    if (count === polynomials) {
      write(few);
      return;
    }
    body.loop();
    write(few);
    body.increase(this.first, 8 * this.#stride * count);
    body.get(this.first);
    body.i32(8 * this.#stride * polynomials);
    body.emit(op.i32LtS);
    body.branchIf(0);
    body.end();
  }

  /**
   * Writes a loop over the pairs of the polynomials at hand from one to another, up or down. `write` takes what the addresses of pairs are beyond those of the first ones.
   *
   * Written out, V8 would load all pairs before it adds any, and spill most of them.
   */
  along(from: number, to: number, write: (beyond: number) => void): void {
    const body = this.#body;
    const step = from < to ? 1 : -1;
    const beyond = body.local(I32);
    body.i32(16 * from);
    body.set(beyond);
    body.loop();
    write(beyond);
    body.increase(beyond, 16 * step);
    body.get(beyond);
    body.i32(16 * (to + step));
    body.emit(op.i32Sub);
    body.branchIf(0);
    body.end();
  }

  /** The address of a position. */
  address(position: number): number {
    const local = this.#body.local(I32);
    this.#body.i32(8 * position);
    this.#body.set(local);
    return local;
  }

  /** The sum of two addresses. */
  sum(a: number, b: number): number {
    const local = this.#body.local(I32);
    this.#body.get(a);
    this.#body.get(b);
    this.#body.emit(op.i32Add);
    this.#body.set(local);
    return local;
  }

  /** Pushes a pair of one of the polynomials at hand. */
  terms(i: number, m: number): void {
    this.entries(this.first, this.termsAt(i), m);
  }

  /** How far behind the address at hand its pairs begin. */
  termsAt(i: number): number {
    return i * this.#stride + 1;
  }

  storeTerms(i: number, m: number, push: () => void): void {
    this.#body.get(this.first);
    push();
    this.#body.storeVector(8 * (this.termsAt(i) + 2 * m));
  }

  /** Its constant term. */
  start(i: number): number {
    this.#body.get(this.first);
    this.#body.load(8 * i * this.#stride);
    return this.on.pop();
  }

  storeStart(i: number, value: number): void {
    this.#body.get(this.first);
    this.on.push(value);
    this.#body.store(8 * i * this.#stride);
  }

  /** Pushes pair m of what begins at an address. */
  entries(address: number, at: number, m: number): void {
    this.#body.get(address);
    this.#body.loadVector(8 * (at + 2 * m));
  }

  /** Pushes pair m of a row of a map, with ω_1 = 1 in place of h/ρ. */
  weights(row: number, m: number): void {
    this.entries(row, 0, m);
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

  /** Zeros, in a new local variable. */
  nothing(): number {
    return this.pair(() => this.#body.f64x2(0, 0));
  }

  /** sum ← sum + factor times the vector that is pushed */
  addTo(sum: number, factor: number, push: () => void): void {
    this.#body.get(sum);
    push();
    this.#body.get(factor);
    this.#body.emitVector(vector.mul);
    this.#body.emitVector(vector.add);
    this.#body.set(sum);
  }

  two(operation: number, a: number, b: number): number {
    return this.pair(() => {
      this.#body.get(a);
      this.#body.get(b);
      this.#body.emitVector(operation);
    });
  }

  /** Pushes the larger one of two integers. */
  larger(a: number, b: number): void {
    const body = this.#body;
    body.get(a);
    body.get(b);
    body.get(a);
    body.get(b);
    body.emit(op.i64GtS);
    body.emit(op.select);
  }

  /** All of them, joined two by two. */
  joined(values: readonly number[], join: (a: number, b: number) => number): number {
    let left = values;
    while (left.length > 1)
      left = left.flatMap((a, i) => (i % 2 === 1 ? [] : i + 1 < left.length ? [join(a, left[i + 1]!)] : [a]));
    return left[0]!;
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

  storePowers(position: number, x: number): void {
    for (const [m, power] of this.powersOf(x).entries()) {
      this.#body.i32(0);
      this.#body.get(power);
      this.#body.storeVector(8 * (position + 2 * m));
    }
  }

  /** x, x² | x³, x⁴ | … in the order of `powersOf`. */
  powersOf(x: number, count: number = this.#order): readonly number[] {
    const { on } = this;
    const second = on.mul(x, x);
    const powers = [this.pair(() => this.pack(x, second))];
    let square = this.splat(second);
    for (let leap = 1, pair = 1; 2 * pair < count; pair++) {
      if (pair === 2 * leap) {
        leap = pair;
        square = this.two(vector.mul, square, square);
      }
      powers.push(this.two(vector.mul, powers[pair - leap]!, square));
    }
    return powers;
  }
}
