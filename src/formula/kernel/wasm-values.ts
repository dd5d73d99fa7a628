import { F64, type FunctionBody, op, V128, vector } from '../../wasm/encoder.js';
import { remembered } from './collect.js';
import type { Place, Value } from './machine.js';
import type { Lanes } from './wasm.js';
import { WasmFlow } from './wasm-flow.js';

/** Where constants lie in memory that follow each other: one, or two for the lanes of a pair. */
export type PlaceOf = (...values: number[]) => number;

/** What is known of the locals of one function. */
class Locals {
  /** Those that are pairs in a machine of one lane. */
  readonly pairs: Set<Value> = new Set();
  /** Those that are one lane of a pair, which need not be taken out to be stored or put into another one. */
  readonly origins: Map<Value, { readonly pair: Value; readonly lane: 0 | 1 }> = new Map();
  /** Those that are assigned anew. */
  readonly variables: Set<Value> = new Set();
  /** Vectors of one constant that were loaded since the last rest. */
  readonly constants: Map<number, Value> = new Map();
  /** Products of a weight, or two, and a value. */
  readonly weighted: Map<string, Value> = new Map();
  /** Zero, as one double and as a vector. */
  readonly zeros: [Value?, Value?] = [];
}

/** Values of WebAssembly: locals, of one double, of two interleaved lanes or of a pair, and constants. */
export abstract class WasmValues extends WasmFlow {
  readonly #placeOf: PlaceOf | undefined;
  /** Constants are values below zero: constant i is −1 − i. */
  readonly #constants: number[] = [];
  #locals: Locals = new Locals();

  /** @param placeOf - where constants lie in memory, if they do */
  constructor(lanes: Lanes, body: FunctionBody, placeOf?: PlaceOf) {
    super(lanes, body);
    this.#placeOf = placeOf;
  }

  constant(value: number): Value {
    return -this.#constants.push(value);
  }

  load(place: Place): Value {
    this.fetch(place);
    return this.pop();
  }

  loadPair(place: Place): Value {
    this.fetch(place, true);
    return this.pop(true);
  }

  store(place: Place, value: Value): void {
    const offset = this.address(place);
    const origin = this.#locals.origins.get(value);
    if (origin !== undefined) {
      this.push(origin.pair);
      this.body.storeLane(offset, origin.lane);
      return;
    }
    this.push(value);
    if (this.lanes === 1) this.body.store(offset);
    else this.body.storeVector(offset);
  }

  variable(start: Value): Value {
    this.push(start);
    const variable = this.pop(this.isVector(start));
    this.#locals.variables.add(variable);
    return variable;
  }

  assign(variable: Value, value: Value): void {
    this.push(value);
    this.body.set(variable);
  }

  splat(value: Value): Value {
    return this.pack(value, value);
  }

  /** By one instruction of a processor where both values are lanes already, or one stays where it is. */
  pack(a: Value, b: Value): Value {
    const { body } = this;
    const [one, other] = [a, b].map((value) => this.#locals.origins.get(value));
    if (one !== undefined && other !== undefined) this.#shuffle(one.pair, one.lane, other.pair, other.lane);
    else if (other?.lane === 1) {
      this.push(other.pair);
      this.push(a, false);
      body.replaceLane(0);
    } else {
      if (one?.lane === 0) this.push(one.pair);
      else if (one !== undefined) this.#shuffle(one.pair, 1, one.pair, 1);
      else this.push(a, true);
      if (a !== b) {
        this.push(b, false);
        body.replaceLane(1);
      }
    }
    return this.pop(true);
  }

  lane(pair: Value, lane: 0 | 1): Value {
    if (!this.isVector(pair)) return pair; // the same in both
    this.push(pair);
    this.body.extractLane(lane);
    const value = this.pop();
    if (!this.#locals.variables.has(pair)) this.#locals.origins.set(value, { pair, lane });
    return value;
  }

  /**
   * Within a block V8 sorts operations by how far they are from its end, over all orders: sums of all of them are under way at once, and what they multiply is
   * loaded again and again. A branch ends the block; this one is never taken, which no engine knows. Two copies of Lorenz in two lanes run in two thirds of the time.
   */
  rest(): void {
    if (this.#placeOf === undefined) return;
    const body = this.body;
    body.i32(0);
    body.loadInteger(8 * this.lanes * this.#placeOf(0));
    body.when();
    body.emit(op.return);
    body.end();
    this.#locals.constants.clear();
  }

  /** What is written in another function, with locals of its own. */
  protected within(body: FunctionBody, write: () => void): void {
    const [outer, indices, locals] = [this.body, this.indices, this.#locals];
    this.body = body;
    this.#locals = new Locals();
    write();
    this.body = outer;
    this.indices = indices;
    this.#locals = locals;
  }

  protected isVector(value: Value): boolean {
    return this.lanes === 2 || this.#locals.pairs.has(value);
  }

  /** Pushes the coefficient or the pair at a place. */
  protected fetch(place: Place, isVector: boolean = this.lanes === 2): void {
    const offset = this.address(place);
    if (!isVector) this.body.load(offset);
    else if (place.splat === true && this.lanes === 1) this.body.loadSplat(offset);
    else this.body.loadVector(offset);
  }

  /** Pushes a weight, or two for the lanes of a pair: as constants in memory if they are `fleeting` and there is room for them. */
  protected pushWeight(first: number, second: number, isVector: boolean, isFleeting: boolean): void {
    if (isFleeting && this.#placeOf !== undefined) this.#fetchConstant(this.#placeOf, first, second, isVector);
    else if (isVector) this.body.f64x2(first, second);
    else this.body.f64(first);
  }

  /** Pushes w·x of straight code, which other sums may have: computed once, for not every engine finds equal products of vectors. */
  protected pushWeighted(first: number, second: number, x: Value, isVector: boolean): void {
    const product = remembered(this.#locals.weighted, `${first} ${second} ${x} ${isVector}`, () => {
      this.pushWeight(first, second, isVector, false);
      this.push(x, isVector);
      if (isVector) this.body.emitVector(vector.mul);
      else this.body.emit(op.f64Mul);
      return this.pop(isVector);
    });
    this.push(product, isVector);
  }

  /** Puts a value on the stack. */
  protected push(value: Value, isVector: boolean = this.lanes === 2): void {
    if (value >= 0) {
      this.body.get(value);
      // one double beside vectors is one in both lanes
      if (isVector && !this.isVector(value)) this.body.emitVector(vector.splat);
      return;
    }
    const constant = this.#constants[-1 - value]!;
    if (Object.is(constant, 0)) this.body.get(this.#zero(isVector));
    else if (!isVector) this.body.f64(constant);
    else if (this.#placeOf === undefined) this.body.f64x2(constant, constant);
    else this.body.get(this.#constantFrom(this.#placeOf, constant));
  }

  /** Takes the value on the stack into a new local. */
  protected pop(isVector: boolean = this.lanes === 2): Value {
    const local = this.body.local(isVector ? V128 : F64);
    if (isVector && this.lanes === 1) this.#locals.pairs.add(local);
    this.body.set(local);
    return local;
  }

  /** Pushes a lane of one pair and a lane of another. */
  #shuffle(one: Value, lane: 0 | 1, other: Value, otherLane: 0 | 1): void {
    this.push(one);
    this.push(other);
    this.body.shuffle(lane, 2 + otherLane);
  }

  /** A local that is never set: shorter than a constant. */
  #zero(isVector: boolean): Value {
    const { zeros } = this.#locals;
    const i = isVector ? 1 : 0;
    zeros[i] ??= this.body.local(isVector ? V128 : F64);
    return zeros[i];
  }

  /** A local with a constant in both lanes, loaded once between two rests. */
  #constantFrom(placeOf: PlaceOf, constant: number): Value {
    return remembered(this.#locals.constants, constant, () => {
      this.#fetchConstant(placeOf, constant, constant, true);
      return this.pop(true);
    });
  }

  /** A batch has each constant of its own in both lanes. */
  #fetchConstant(placeOf: PlaceOf, first: number, second: number, isVector: boolean): void {
    this.fetch({ position: isVector && this.lanes === 1 ? placeOf(first, second) : placeOf(first) }, isVector);
  }
}
