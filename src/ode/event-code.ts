import type { ExtensionPlace as Place } from '../formula/kernel/compile.js';
import { F64, FunctionBody, I32, op, V128, vector } from '../wasm/encoder.js';
import { REST, tailOf } from './clear.js';
import { downward, product, type SizeLocals, sizeLocals, writeMayVanish } from './clear-code.js';
import { CodeArithmetic, loadDouble, storeDouble } from './code.js';
import { HIT, type Layout, type Places } from './layout.js';
import { NOISE } from './roots.js';
import { writeBetween, writeOnlyZero } from './zero-code.js';

// What most events come to, as code: that they do not happen in a step, or once, with a change of sign, and are only to be recorded. JavaScript looks at the others.

/** Local variables of a march. */
interface Marching {
  /** The length of the step, with its sign and without. */
  readonly full: number;
  readonly h: number;
  /** 1 forward and −1 backward. */
  readonly direction: number;
  /** Steps made. */
  readonly count: number;
}

/** The part of a march that is about events. */
export class EventCode {
  readonly #body: FunctionBody;
  readonly #place: Place;
  readonly #layout: Layout;
  readonly #marching: Marching;
  readonly #next: number;
  readonly #locals: SizeLocals;
  /** The one event that happens in the step: its number, or −1, the part of the step and the sign behind it. */
  readonly #event: number;
  readonly #part: number;
  readonly #sense: number;
  /** Whether a polynomial is good for all of the step. */
  readonly #isGood: number;
  /** How many hits there are, and the address behind them. */
  readonly #hits: number;
  readonly #address: number;

  /** @param next - index of the first of `eventFunctions` */
  constructor(body: FunctionBody, place: Place, layout: Layout, marching: Marching, next: number) {
    this.#body = body;
    this.#place = place;
    this.#layout = layout;
    this.#marching = marching;
    this.#next = next;
    this.#locals = sizeLocals(body, marching.h);
    [this.#event, this.#isGood, this.#address] = body.fresh(I32, 3);
    [this.#part, this.#sense, this.#hits] = body.fresh(F64, 3);
  }

  /**
   * Looks at all events in the step proposed. Where one has to be looked at in JavaScript, `leave` ends the march, with so many blocks open around.
   *
   * A formula that clearly keeps the sign that it has had last does nothing there, and one that clearly crosses zero once, as the only one, is recorded: what
   * `EventFinder.find` would do.
   */
  look(leave: (depth: number) => void): void {
    const body = this.#body;
    const { events, sought, order } = this.#layout;
    body.i32(-1);
    body.set(this.#event);
    for (let e = 0; e < events; e++) {
      const at = this.#place.watchedAt(e);
      writeMayVanish(body, at, order - 1, 1, this.#locals);
      if (e < sought) {
        // or it has changed its sign since, unseen by the polynomial of the step before
        loadDouble(body, at);
        loadDouble(body, this.#places.sides + e);
        body.emit(op.f64Mul);
        body.f64(0);
        body.emit(op.f64Lt);
        body.emit(op.i32Or);
      }
      body.when();
      if (e < sought) {
        this.#pushIsBeyond(e);
        body.emit(op.i32Eqz);
        body.when();
        this.#cross(e, 1);
        leave(2);
        body.end();
        body.otherwise();
        this.#learnSide(e);
      } else leave(1);
      body.end();
    }
    if (sought > 0) this.#record();
  }

  /** Leaves the number of hits where it belongs. */
  finish(): void {
    if (this.#layout.sought > 0) storeDouble(this.#body, this.#places.count, () => this.#body.get(this.#hits));
  }

  get #places(): Places['sought'] {
    return this.#layout.from(this.#place.own).sought;
  }

  /** Notes the sign of a formula that has clearly one throughout the step. */
  #learnSide(e: number): void {
    const body = this.#body;
    loadDouble(body, this.#places.sides + e);
    body.f64(0);
    body.emit(op.f64Eq);
    body.when();
    storeDouble(body, this.#places.sides + e, () => {
      body.f64(1);
      loadDouble(body, this.#place.watchedAt(e));
      body.emit(op.f64Copysign);
    });
    body.end();
  }

  /** Pushes whether the formula has the sign that it has had last. */
  #pushKeepsSide(e: number): void {
    const body = this.#body;
    loadDouble(body, this.#place.watchedAt(e));
    loadDouble(body, this.#places.sides + e);
    body.emit(op.f64Mul);
    body.f64(0);
    body.emit(op.f64Gt);
  }

  /** Pushes whether the polynomial is on its side of zero throughout, as `isBeyond` tells it. */
  #pushIsBeyond(e: number): void {
    const body = this.#body;
    const { order } = this.#layout;
    const { h, size, offset } = this.#locals;
    const at = this.#place.watchedAt(e);
    const on = new CodeArithmetic(body);
    const all = on.add(size, on.abs(on.load(at)));
    const { start, last } = this.#places;
    body.callOwn(this.#next + 2);
    const tail = tailOf(on, {
      order,
      h,
      coefficient: (k) => on.load(at + k),
      start: on.load(start),
      last: on.load(last),
    });
    const { least, end, largest } = tail;
    on.push(end);
    on.push(on.mul(least, largest));
    body.emit(op.f64Le);
    body.set(this.#isGood);
    const side = on.load(this.#places.sides + e);
    this.#pushBounds(at, offset);
    on.push(side);
    body.f64(0);
    body.emit(op.f64Gt);
    body.emit(op.select);
    on.push(on.mul(on.constant(2 * NOISE), all));
    on.push(on.mul(on.constant(REST), end));
    body.f64(Infinity);
    body.get(this.#isGood);
    on.push(end);
    on.push(on.mul(on.constant(2 ** -order), largest));
    body.emit(op.f64Le);
    body.emit(op.i32Or);
    body.emit(op.select);
    body.emit(op.f64Add);
    body.emit(op.f64Gt);
    on.push(side);
    body.f64(0);
    body.emit(op.f64Ne);
    body.emit(op.i32And);
  }

  /** Pushes lower bounds of a polynomial and of its negative over the step. */
  #pushBounds(at: number, offset: number): void {
    const body = this.#body;
    const { order } = this.#layout;
    const { h, direction } = this.#marching;
    const [bounds, sign, flip, length] = body.fresh(V128, 4);
    const splat = (number: number, pair: number): void => {
      body.get(number);
      body.emitVector(vector.splat);
      body.set(pair);
    };
    splat(h, length);
    splat(direction, flip);
    // of coefficient order − 1 of the polynomial in the length of the step
    body.f64x2(1, -1);
    if (order % 2 === 0) {
      body.get(flip);
      body.emitVector(vector.mul);
    }
    body.set(sign);
    body.f64x2(0, 0);
    body.set(bounds);
    downward(body, offset, order - 1, 1, () => {
      body.f64x2(0, 0);
      body.get(bounds);
      body.get(length);
      body.emitVector(vector.mul);
      body.emitVector(vector.pmin);
      body.get(offset);
      body.loadSplat(8 * at);
      body.get(sign);
      body.emitVector(vector.mul);
      body.emitVector(vector.add);
      body.set(bounds);
      body.get(sign);
      body.get(flip);
      body.emitVector(vector.mul);
      body.set(sign);
    });
    for (const lane of [0, 1]) {
      body.get(bounds);
      body.extractLane(lane);
    }
  }

  /** Notes the one zero of a formula in the step, and branches, where it is simple, comes from the side known, is only to be recorded, and no other event happens. */
  #cross(e: number, depth: number): void {
    const body = this.#body;
    body.get(this.#isGood);
    this.#pushKeepsSide(e);
    body.emit(op.i32And);
    loadDouble(body, this.#places.recorded + e);
    body.f64(0);
    body.emit(op.f64Ne);
    body.emit(op.i32And);
    body.get(this.#event);
    body.i32(0);
    body.emit(op.i32LtS);
    body.emit(op.i32And);
    body.when();
    body.i32(8 * this.#place.watchedAt(e));
    body.get(this.#marching.full);
    body.callOwn(this.#next);
    body.tee(this.#part);
    body.f64(0);
    body.emit(op.f64Ge);
    body.when();
    body.i32(e);
    body.set(this.#event);
    body.f64(0);
    loadDouble(body, this.#places.sides + e);
    body.emit(op.f64Sub);
    body.set(this.#sense);
    body.branch(depth + 2);
    body.end();
    body.end();
  }

  /** Writes the hit of the step, if there is one. */
  #record(): void {
    const body = this.#body;
    const { sides, hits, hit } = this.#places;
    const time = body.local(F64);
    body.get(this.#event);
    body.i32(0);
    body.emit(op.i32LtS);
    body.emit(op.i32Eqz);
    body.when();
    const keep = (position: number, value: () => void): void => {
      body.get(this.#address);
      value();
      body.store(8 * (hits + position));
    };
    const integer = (local: number): void => {
      body.get(local);
      body.emit(op.f64ConvertI32S);
    };
    product(body, this.#part, this.#marching.full);
    body.set(time);
    keep(0, () => integer(this.#event));
    keep(1, () => body.get(this.#sense));
    keep(2, () => integer(this.#marching.count));
    keep(3, () => body.get(time));
    body.get(time);
    body.get(this.#address);
    body.i32(8 * (hits + HIT));
    body.emit(op.i32Add);
    body.callOwn(this.#next + 1);
    body.get(this.#event);
    body.i32(3);
    body.emit(op.i32Shl);
    body.get(this.#sense);
    body.store(8 * sides);
    body.increase(this.#address, 8 * hit);
    body.get(this.#hits);
    body.f64(1);
    body.emit(op.f64Add);
    body.set(this.#hits);
    body.end();
  }
}

/** What `EventCode` calls. */
export function eventFunctions(place: Place, layout: Layout): readonly FunctionBody[] {
  if (layout.sought === 0) return [];
  const { sought } = layout.from(place.own);
  return [writeOnlyZero(sought.polynomial, layout.order), writeBetween(layout), writeNorms(sought, layout)];
}

/** `norms()`: leaves the largest state, or 1, and the largest last coefficient where they belong. */
function writeNorms({ start, last }: Places['sought'], { controlling, order }: Layout): FunctionBody {
  const body = new FunctionBody('norms', [], []);
  const on = new CodeArithmetic(body);
  const largest = (k: number, least: number): number => {
    let norm = on.constant(least);
    for (let i = 0; i < controlling; i++) norm = on.max(norm, on.abs(on.load(i * (order + 1) + k)));
    return norm;
  };
  for (const [position, norm] of [
    [start, largest(0, 1)],
    [last, largest(order, 0)],
  ] as const) {
    storeDouble(body, position, () => on.push(norm));
  }
  return body;
}
