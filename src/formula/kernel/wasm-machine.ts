import type { HeadName } from '../../algebra/algebra.js';
import { numberFunctions, power } from '../../algebra/float64.js';
import type { Rational } from '../../rounding/rational.js';
import { type FunctionBody, I32, op, vector } from '../../wasm/encoder.js';
import type { Binary, Factor, Machine, Outside, Piece, Place, Term, Value } from './machine.js';
import type { WasmTarget } from './wasm.js';
import { type PlaceOf, WasmValues } from './wasm-values.js';

const scalar = { add: op.f64Add, sub: op.f64Sub, mul: op.f64Mul, div: op.f64Div, min: op.f64Min, max: op.f64Max } as const;
const pieces = { abs: op.f64Abs, floor: op.f64Floor, ceil: op.f64Ceil, trunc: op.f64Trunc } as const;

/** Code of WebAssembly in one function and its sections, of one double or of two interleaved lanes that run the same operations. */
export class WasmMachine extends WasmValues implements Machine {
  readonly #target: WasmTarget;
  readonly #name: string;
  #sections = 0;

  /** @param placeOf - where constants lie in memory, if they do */
  constructor(target: WasmTarget, body: FunctionBody, placeOf?: PlaceOf) {
    super(target.lanes, body, placeOf);
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
    return this.pop();
  }

  neg(a: Value): Value {
    const isVector = this.isVector(a);
    this.push(a, isVector);
    if (!isVector) this.body.emit(op.f64Neg);
    else this.body.emitVector(vector.neg);
    return this.pop(isVector);
  }

  binary(name: Binary, a: Value, b: Value): Value {
    const isVector = this.isVector(a) || this.isVector(b);
    this.push(a, isVector);
    this.push(b, isVector);
    this.#operate(name, isVector);
    return this.pop(isVector);
  }

  piece(name: Piece, a: Value): Value {
    const isVector = this.isVector(a);
    this.push(a, isVector);
    if (!isVector) this.body.emit(pieces[name]);
    else this.body.emitVector(vector[name]);
    return this.pop(isVector);
  }

  less(a: Value, b: Value): Value {
    this.push(a);
    this.push(b);
    if (this.lanes === 1) {
      this.body.emit(op.f64Lt);
      this.body.emit(op.f64ConvertI32S);
    } else {
      this.body.emitVector(vector.lt);
      this.body.f64x2(1, 1);
      this.body.emitVector(vector.and);
    }
    return this.pop();
  }

  select(test: Value, yes: Value, no: Value): Value {
    this.push(yes);
    this.push(no);
    this.push(test);
    this.push(this.constant(0));
    this.#choose('ne');
    // a number equals itself
    for (let i = 0; i < 3; i++) this.push(test);
    this.#choose('eq');
    return this.pop();
  }

  sum(terms: readonly Term[], isFleeting: boolean = false, start?: Value): Value {
    if (terms.length === 0) return start ?? this.constant(-0);
    const isVector = terms.some(({ x, y }) => this.isVector(x) || this.isVector(y));
    if (start !== undefined) this.push(start, isVector);
    for (const [i, { w, step = 0, x, y }] of terms.entries()) {
      if (w === 1 && step === 0) this.push(x, isVector);
      else if (!isFleeting) this.pushWeighted(w, w + step, x, isVector);
      else {
        this.pushWeight(w, w + step, isVector, isFleeting);
        this.push(x, isVector);
        this.#operate('mul', isVector);
      }
      this.push(y, isVector);
      this.#operate('mul', isVector);
      if (i > 0 || start !== undefined) this.#operate('add', isVector);
    }
    return this.pop(isVector);
  }

  apply(head: HeadName, a: Value): Value {
    if (head === 'sqrt') {
      const isVector = this.isVector(a);
      this.push(a, isVector);
      if (!isVector) this.body.emit(op.f64Sqrt);
      else this.body.emitVector(vector.sqrt);
      return this.pop(isVector);
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

  factor(place: Place, isPair: boolean): Value {
    const isVector = isPair || this.lanes === 2;
    this.fetch(place, isVector);
    return this.pop(isVector);
  }

  addProduct(sum: Value, x: Factor, y: Factor, w?: Value): void {
    const isVector = this.isVector(sum);
    const push = (factor: Factor): void => {
      if (typeof factor === 'number') this.push(factor, isVector);
      else this.fetch(factor, isVector);
    };
    this.push(sum);
    if (w !== undefined) this.push(w, isVector);
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

  section(write: (k: Value) => void): void {
    const at = this.#target.functions.length;
    if (this.isInOrders) this.body.get(this.locals().k);
    else this.body.i32(0);
    this.body.callOwn(at);
    this.within(this.#target.body(`${this.#name} ${++this.#sections}`, [I32]), () => {
      this.indices = { k: 0, j: this.body.local(I32), partner: this.body.local(I32) };
      // k as a number
      this.body.get(0);
      this.body.i32(this.lanes === 1 ? 3 : 4);
      this.body.emit(op.i32ShrU);
      this.body.emit(op.f64ConvertI32S);
      if (this.lanes === 2) this.body.emitVector(vector.splat);
      write(this.pop());
    });
  }

  #call(index: number, ...args: Value[]): Value {
    const body = this.body;
    if (this.lanes === 1) {
      for (const a of args) this.push(a);
      body.call(index);
      return this.pop();
    }
    const lane = (i: number): void => {
      for (const a of args) {
        this.push(a);
        body.extractLane(i);
      }
      body.call(index);
    };
    lane(0);
    body.emitVector(vector.splat);
    lane(1);
    body.replaceLane(1);
    return this.pop();
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
}
