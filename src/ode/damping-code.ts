import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, type FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import type { CodeArithmetic } from './code.js';
import {
  evened,
  functionalAt,
  LEVELS,
  levelAt,
  levelOf,
  type Moments,
  mapLength,
  momentsOf,
  ordersOfTail,
  ordersShown,
  PARTS,
  singularities,
} from './damping.js';
import type { Layout } from './layout.js';
import { stepExponent, TO_WHOLE } from './step.js';

/**
 * `damp` of damping.ts as code in two parts: the search for singularities goes before what takes the last coefficients, since a processor goes on with it while it
 * waits for these.
 */
export class DampingCode {
  readonly #body: FunctionBody;
  readonly #on: CodeArithmetic;
  readonly #place: Place;
  readonly #layout: Layout;
  readonly #address: number;
  /** Whether there is a map, and where it lies. */
  readonly #isMapped: number;
  readonly #table: number;
  readonly #radius: number;
  /** R, R² | R³, R⁴ | … */
  readonly #powers: readonly number[];

  /** Writes the search. */
  constructor(body: FunctionBody, on: CodeArithmetic, place: Place, layout: Layout, norm: (k: number) => number) {
    this.#body = body;
    this.#on = on;
    this.#place = place;
    this.#layout = layout;
    [this.#address, this.#isMapped, this.#table] = body.fresh(I32, 3);
    const { order, states } = layout;
    const { control, maps, nearest } = layout.from(place.own);
    const { orders, scale } = ordersShown(order);
    const inverse = on.inversePower(on.ofBits(norm(scale)));
    const factors = orders.map((k) => on.mul(on.constant(evened(k, order)), inverse));
    const moments = body.fresh(F64, 5);
    this.#each(states, () => {
      const g = orders.map((k, i) => {
        body.get(this.#address);
        body.load(8 * k);
        return on.mul(on.pop(), factors[i]!);
      });
      const own = momentsOf(on, g as [number, number, number, number]);
      for (const [i, moment] of moments.entries()) {
        on.push(on.add(moment, own[i]!));
        body.set(moment);
      }
    });
    const direction = on.load(control.direction);
    const { angle, distance } = singularities(on, moments as unknown as Moments<number>, direction);
    on.push(on.abs(angle));
    body.f64(PARTS);
    body.emit(op.f64Le);
    on.push(distance);
    body.f64(0);
    body.emit(op.f64Gt);
    body.emit(op.i32And);
    body.set(this.#isMapped);
    on.push(on.add(angle, on.constant(TO_WHOLE)));
    body.emit(op.i64OfBits);
    body.emit(op.i32WrapI64);
    body.i32(0);
    body.get(this.#isMapped);
    body.emit(op.select);
    body.i32(PARTS);
    body.emit(op.i32Add);
    body.i32(2);
    body.emit(op.i32Shl);
    body.loadInteger(8 * nearest);
    body.i32(8 * mapLength(order));
    body.emit(op.i32Mul);
    body.set(this.#table);
    body.get(this.#table);
    body.load(8 * maps);
    this.#radius = on.mul(on.pop(), on.mul(distance, direction));
    this.#powers = this.#powersOf(this.#radius);
  }

  /** Damps the polynomials and sets a longer step in place of the plain one, where that is to be had. */
  write(step: number, start: number): void {
    const body = this.#body;
    const on = this.#on;
    const { order, states } = this.#layout;
    const { control, maps } = this.#layout.from(this.#place.own);
    body.get(this.#isMapped);
    body.when();
    const tail = ordersOfTail(order).map((k) => ({ k, norm: body.local(F64) }));
    this.#each(states, () => {
      const terms = this.#powers.map((power, m) =>
        this.#pair(() => {
          this.#terms(m);
          body.get(power);
          body.emitVector(vector.mul);
        }),
      );
      for (const [i, { norm }] of tail.entries()) {
        const sum = this.#pair(() => {
          for (const [m, term] of terms.entries()) {
            body.get(term);
            this.#entries(functionalAt(order, i), m);
            body.emitVector(vector.mul);
            if (m > 0) body.emitVector(vector.add);
          }
        });
        on.push(on.abs(on.add(this.#lane(sum, 0), this.#lane(sum, 1))));
        body.get(norm);
        body.emit(op.f64Max);
        body.set(norm);
      }
    });
    on.push(tail.reduce((sum, { norm }) => on.add(sum, norm), on.constant(0)));
    body.f64(Infinity);
    body.emit(op.f64Lt);
    body.when();
    const y = stepExponent(on, start, tail, on.load(control.margin));
    const level = on.max(on.constant(0), levelOf(on, y));
    on.push(level);
    body.f64(LEVELS - 0.5);
    body.emit(op.f64Lt);
    body.when();
    on.push(on.add(level, on.constant(TO_WHOLE)));
    body.emit(op.i64OfBits);
    body.emit(op.i32WrapI64);
    body.i32(8 * order);
    body.emit(op.i32Mul);
    body.get(this.#table);
    body.emit(op.i32Add);
    body.set(this.#table);
    body.get(this.#table);
    body.load(8 * (maps + levelAt(order, 0)));
    const h = on.mul(on.abs(this.#radius), on.pop());
    on.push(h);
    body.get(step);
    body.emit(op.f64Gt);
    body.when();
    on.push(h);
    body.set(step);
    this.#apply();
    for (let i = 0; i < 4; i++) body.end();
  }

  /** Multiplies all polynomials by ω_k. */
  #apply(): void {
    const body = this.#body;
    const { order, rows } = this.#layout;
    const factors = Array.from({ length: order / 2 }, (_, m) =>
      this.#pair(() => {
        this.#entries(levelAt(order, 0), m);
        if (m > 0) return;
        body.f64(1);
        body.replaceLane(0);
      }),
    );
    this.#each(rows, () => {
      for (const [m, factor] of factors.entries()) {
        body.get(this.#address);
        this.#terms(m);
        body.get(factor);
        body.emitVector(vector.mul);
        body.storeVector(8 * (2 * m + 1));
      }
    });
  }

  /**
   * Writes code for each of the first polynomials, which begins at the address: as a loop, since a kernel for few states and this fill the processor's memory for
   * instructions.
   */
  #each(polynomials: number, write: () => void): void {
    const body = this.#body;
    const stride = 8 * (this.#layout.order + 1);
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

  /** Pushes coefficients 2m + 1 and 2m + 2 of a polynomial. */
  #terms(m: number): void {
    this.#body.get(this.#address);
    this.#body.loadVector(8 * (2 * m + 1));
  }

  /** Pushes entries 2m and 2m + 1 of what begins somewhere in the map. */
  #entries(at: number, m: number): void {
    const { maps } = this.#layout.from(this.#place.own);
    this.#body.get(this.#table);
    this.#body.loadVector(8 * (maps + at + 2 * m));
  }

  /** x, x² | x³, x⁴ | … in the order of `powersOf`. */
  #powersOf(x: number): readonly number[] {
    const body = this.#body;
    const on = this.#on;
    const second = on.mul(x, x);
    const powers = [
      this.#pair(() => {
        on.push(x);
        body.emitVector(vector.splat);
        on.push(second);
        body.replaceLane(1);
      }),
    ];
    const times = (a: number, b: number): number =>
      this.#pair(() => {
        body.get(a);
        body.get(b);
        body.emitVector(vector.mul);
      });
    let square = this.#pair(() => {
      on.push(second);
      body.emitVector(vector.splat);
    });
    for (let leap = 1, pair = 1; 2 * pair < this.#layout.order; pair++) {
      if (pair === 2 * leap) {
        leap = pair;
        square = times(square, square);
      }
      powers.push(times(powers[pair - leap]!, square));
    }
    return powers;
  }

  /** One lane of a vector. */
  #lane(pair: number, lane: 0 | 1): number {
    this.#body.get(pair);
    this.#body.extractLane(lane);
    return this.#on.pop();
  }

  /** The vector that is pushed, in a new local variable. */
  #pair(push: () => void): number {
    push();
    const local = this.#body.local(V128);
    this.#body.set(local);
    return local;
  }
}
