import type { HeadName } from '../../algebra/algebra.js';
import { numberFunctions, power } from '../../algebra/float64.js';
import type { Rational } from '../../rounding/rational.js';
import { F64, type FunctionBody, I32, op, V128, vector } from '../../wasm/encoder.js';
import type { Binary, Factor, Machine, Outside, Piece, Place, Term, Value } from './machine.js';
import type { WasmTarget } from './wasm.js';
import { WasmFlow } from './wasm-flow.js';

const scalar = { add: op.f64Add, sub: op.f64Sub, mul: op.f64Mul, div: op.f64Div, min: op.f64Min, max: op.f64Max } as const;
const pieces = { abs: op.f64Abs, floor: op.f64Floor, ceil: op.f64Ceil, trunc: op.f64Trunc } as const;

/** Where a weight lies in memory, and behind it, unless `step` is 0, the one that is larger by it. */
export type PlaceOfWeight = (weight: number, step: number) => number;

/** Code of WebAssembly in one function and its sections: each value a local, of one double or of two interleaved lanes that run the same operations. */
export class WasmMachine extends WasmFlow implements Machine {
  readonly #target: WasmTarget;
  readonly #placeOf: PlaceOfWeight | undefined;
  readonly #name: string;
  #sections = 0;
  /** Constants are values below zero: constant i is −1 − i. */
  readonly #constants: number[] = [];
  /** Locals of the function at hand that are pairs in a machine of one lane. */
  #pairs: Set<Value> = new Set();
  /** Locals of the function at hand that are one lane of a pair, which is stored without taking it out. */
  #origins: Map<Value, { readonly pair: Value; readonly lane: 0 | 1 }> = new Map();
  /** Locals of the function at hand that are assigned anew. */
  #variables: Set<Value> = new Set();
  /** Locals of the function at hand that are zero, of one double and of vectors. */
  #zeros: [number?, number?] = [];

  /** @param placeOf - where a weight lies in memory, if weights do */
  constructor(target: WasmTarget, body: FunctionBody, placeOf?: PlaceOfWeight) {
    super(target.lanes, body);
    this.#placeOf = placeOf;
    this.#target = target;
    this.#name = body.name;
  }

  /** The i-th number that the function was called with. */
  argument(i: number): Value {
    if (this.lanes === 1) return i;
    this.body.get(2 * i);
    this.body.emitVector(vector.splat);
    this.body.get(2 * i + 1);
    this.body.replaceLane(1);
    return this.#pop();
  }

  constant(value: number): Value {
    return -this.#constants.push(value);
  }

  load(place: Place): Value {
    this.#fetch(place);
    return this.#pop();
  }

  store(place: Place, value: Value): void {
    const offset = this.address(place);
    const origin = this.#origins.get(value);
    if (origin !== undefined) {
      this.#push(origin.pair);
      this.body.storeLane(offset, origin.lane);
      return;
    }
    this.#push(value);
    if (this.lanes === 1) this.body.store(offset);
    else this.body.storeVector(offset);
  }

  neg(a: Value): Value {
    const isVector = this.#isVector(a);
    this.#push(a, isVector);
    if (!isVector) this.body.emit(op.f64Neg);
    else this.body.emitVector(vector.neg);
    return this.#pop(isVector);
  }

  binary(name: Binary, a: Value, b: Value): Value {
    const isVector = this.#isVector(a) || this.#isVector(b);
    this.#push(a, isVector);
    this.#push(b, isVector);
    this.#operate(name, isVector);
    return this.#pop(isVector);
  }

  piece(name: Piece, a: Value): Value {
    this.#push(a);
    if (this.lanes === 1) this.body.emit(pieces[name]);
    else this.body.emitVector(vector[name]);
    return this.#pop();
  }

  less(a: Value, b: Value): Value {
    this.#push(a);
    this.#push(b);
    if (this.lanes === 1) {
      this.body.emit(op.f64Lt);
      this.body.emit(op.f64ConvertI32S);
    } else {
      this.body.emitVector(vector.lt);
      this.body.f64x2(1, 1);
      this.body.emitVector(vector.and);
    }
    return this.#pop();
  }

  select(test: Value, yes: Value, no: Value): Value {
    this.#push(yes);
    this.#push(no);
    this.#push(test);
    this.#push(this.constant(0));
    this.#choose('ne');
    // a number equals itself
    for (let i = 0; i < 3; i++) this.#push(test);
    this.#choose('eq');
    return this.#pop();
  }

  sum(terms: readonly Term[], isFleeting: boolean = false, start?: Value): Value {
    const placeOf = isFleeting ? this.#placeOf : undefined;
    if (terms.length === 0) return start ?? this.constant(-0);
    const isVector = terms.some(({ x, y }) => this.#isVector(x) || this.#isVector(y));
    if (start !== undefined) this.#push(start, isVector);
    for (const [i, { w, step = 0, x, y }] of terms.entries()) {
      if (w === 1 && step === 0) this.#push(x, isVector);
      else {
        if (placeOf !== undefined) this.#fetch({ position: placeOf(w, step), splat: step === 0 }, isVector);
        else if (step === 0) this.#push(this.constant(w), isVector);
        else this.body.f64x2(w, w + step);
        this.#push(x, isVector);
        this.#operate('mul', isVector);
      }
      this.#push(y, isVector);
      this.#operate('mul', isVector);
      if (i > 0 || start !== undefined) this.#operate('add', isVector);
    }
    return this.#pop(isVector);
  }

  /**
   * Within a block V8 sorts operations by how far they are from its end, over all orders: sums of all of them are under way at once, and what they multiply is
   * loaded again and again. A branch ends the block; this one is never taken, which no engine knows. Two copies of Lorenz in two lanes run in two thirds of the time.
   */
  rest(): void {
    if (this.#placeOf === undefined) return;
    const body = this.body;
    body.i32(0);
    body.loadInteger(8 * this.lanes * this.#placeOf(0, 0));
    body.when();
    body.emit(op.return);
    body.end();
  }

  apply(head: HeadName, a: Value): Value {
    if (head === 'sqrt') {
      this.#push(a);
      if (this.lanes === 1) this.body.emit(op.f64Sqrt);
      else this.body.emitVector(vector.sqrt);
      return this.#pop();
    }
    return this.#call(
      this.#target.imported(head, () => numberFunctions[head]),
      a,
    );
  }

  call({ name, value }: Outside, ...args: Value[]): Value {
    return this.#call(
      this.#target.imported(name, () => value, args.length),
      ...args,
    );
  }

  pow(exponent: Rational, a: Value): Value {
    return this.#call(
      this.#target.imported(
        `pow${exponent.num}/${exponent.den}`,
        () =>
          (x = 0) =>
            power(x, exponent),
      ),
      a,
    );
  }

  variable(start: Value): Value {
    this.#push(start);
    const variable = this.#pop(this.#isVector(start));
    this.#variables.add(variable);
    return variable;
  }

  assign(variable: Value, value: Value): void {
    this.#push(value);
    this.body.set(variable);
  }

  factor(place: Place, isPair: boolean): Value {
    const isVector = isPair || this.lanes === 2;
    this.#fetch(place, isVector);
    return this.#pop(isVector);
  }

  addProduct(sum: Value, x: Factor, y: Factor, w?: Value): void {
    const isVector = this.#isVector(sum);
    const push = (factor: Factor): void => {
      if (typeof factor === 'number') this.#push(factor, isVector);
      else this.#fetch(factor, isVector);
    };
    this.#push(sum);
    if (w !== undefined) this.#push(w, isVector);
    push(x);
    if (w !== undefined) this.#operate('mul', isVector);
    push(y);
    this.#operate('mul', isVector);
    this.#operate('add', isVector);
    this.body.set(sum);
  }

  get hasPairs(): boolean {
    return this.lanes === 1;
  }

  loadPair(place: Place): Value {
    this.#fetch(place, true);
    return this.#pop(true);
  }

  splat(value: Value): Value {
    if (value < 0) this.#push(value, true);
    else {
      this.#push(value);
      this.body.emitVector(vector.splat);
    }
    return this.#pop(true);
  }

  pack(a: Value, b: Value): Value {
    const first = this.splat(a);
    this.#push(first);
    this.#push(b);
    this.body.replaceLane(1);
    return this.#pop(true);
  }

  lane(pair: Value, lane: 0 | 1): Value {
    if (!this.#isVector(pair)) return pair; // the same in both
    this.#push(pair);
    this.body.extractLane(lane);
    const value = this.#pop();
    if (!this.#variables.has(pair)) this.#origins.set(value, { pair, lane });
    return value;
  }

  section(write: (k: Value) => void): void {
    const outer = this.body;
    const indices = this.indices;
    const [pairs, zeros, origins, variables] = [this.#pairs, this.#zeros, this.#origins, this.#variables];
    this.#pairs = new Set();
    this.#origins = new Map();
    this.#variables = new Set();
    this.#zeros = [];
    const at = this.#target.functions.length;
    if (this.isInOrders) outer.get(this.locals().k);
    else outer.i32(0);
    outer.callOwn(at);
    this.body = this.#target.body(`${this.#name} ${++this.#sections}`, [I32]);
    this.indices = { k: 0, j: this.body.local(I32), partner: this.body.local(I32) };
    // k as a number
    this.body.get(0);
    this.body.i32(this.lanes === 1 ? 3 : 4);
    this.body.emit(op.i32ShrU);
    this.body.emit(op.f64ConvertI32S);
    if (this.lanes === 2) this.body.emitVector(vector.splat);
    write(this.#pop());
    this.body = outer;
    this.indices = indices;
    this.#pairs = pairs;
    this.#origins = origins;
    this.#variables = variables;
    this.#zeros = zeros;
  }

  #isVector(value: Value): boolean {
    return this.lanes === 2 || this.#pairs.has(value);
  }

  /** Pushes the coefficient or the pair at a place. */
  #fetch(place: Place, isVector: boolean = this.lanes === 2): void {
    const offset = this.address(place);
    if (!isVector) this.body.load(offset);
    else if (place.splat === true && this.lanes === 1) this.body.loadSplat(offset);
    else this.body.loadVector(offset);
  }

  #call(index: number, ...args: Value[]): Value {
    const body = this.body;
    if (this.lanes === 1) {
      for (const a of args) this.#push(a);
      body.call(index);
      return this.#pop();
    }
    const lane = (i: number): void => {
      for (const a of args) {
        this.#push(a);
        body.extractLane(i);
      }
      body.call(index);
    };
    lane(0);
    body.emitVector(vector.splat);
    lane(1);
    body.replaceLane(1);
    return this.#pop();
  }

  #operate(name: Binary, isVector: boolean = this.lanes === 2): void {
    if (!isVector) this.body.emit(scalar[name]);
    else this.body.emitVector(vector[name]);
  }

  /** Of four values on the stack, the first where the last two compare so, otherwise the second. */
  #choose(relation: 'eq' | 'ne'): void {
    if (this.lanes === 1) {
      this.body.emit(relation === 'eq' ? op.f64Eq : op.f64Ne);
      this.body.emit(op.select);
    } else {
      this.body.emitVector(vector[relation]);
      this.body.emitVector(vector.bitselect);
    }
  }

  /** Puts a value on the stack. */
  #push(value: Value, isVector: boolean = this.lanes === 2): void {
    if (value >= 0) {
      this.body.get(value);
      // what was made of constants alone is one double beside vectors, too
      if (isVector && !this.#isVector(value)) this.body.emitVector(vector.splat);
      return;
    }
    const constant = this.#constants[-1 - value]!;
    if (Object.is(constant, 0)) this.body.get(this.#zero(isVector));
    else if (!isVector) this.body.f64(constant);
    else this.body.f64x2(constant, constant);
  }

  /** A local of the function at hand that is never set: shorter than a constant. */
  #zero(isVector: boolean): number {
    const i = isVector ? 1 : 0;
    this.#zeros[i] ??= this.body.local(isVector ? V128 : F64);
    return this.#zeros[i];
  }

  /** Takes the value on the stack into a new local. */
  #pop(isVector: boolean = this.lanes === 2): Value {
    const local = this.body.local(isVector ? V128 : F64);
    if (isVector && this.lanes === 1) this.#pairs.add(local);
    this.body.set(local);
    return local;
  }
}
