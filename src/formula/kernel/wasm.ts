import type { HeadName } from '../../algebra/algebra.js';
import { float64 } from '../../algebra/float64.js';
import { type Rational, rationalNearest } from '../../rounding/rational.js';
import { F64, type FunctionBody, type ImportedFunction, op, V128, vector } from '../../wasm/encoder.js';
import type { Machine, Term, Value } from './machine.js';

const scalar = { add: op.f64Add, sub: op.f64Sub, mul: op.f64Mul, div: op.f64Div } as const;

/** Functions that a module needs from outside, each imported once. */
export class Imports {
  readonly #functions: ImportedFunction[] = [];
  readonly #values: Record<string, (x: number) => number> = {};

  get functions(): readonly ImportedFunction[] {
    return this.#functions;
  }

  get values(): Readonly<Record<string, (x: number) => number>> {
    return this.#values;
  }

  /** The index of an imported function of one argument. */
  index(name: string, value: () => (x: number) => number): number {
    const at = this.#functions.findIndex((f) => f.name === name);
    if (at >= 0) return at;
    this.#values[name] = value();
    return this.#functions.push({ name, parameters: [F64], results: [F64] }) - 1;
  }
}

/**
 * Straight-line WebAssembly in one function: each value a local, of one double or of two interleaved lanes that run the same operations.
 */
export class WasmMachine implements Machine {
  readonly #body: FunctionBody;
  readonly #imports: Imports;
  readonly #lanes: 1 | 2;
  /** Constants are values below zero: constant i is −1 − i. */
  readonly #constants: number[] = [];

  constructor(body: FunctionBody, imports: Imports, lanes: 1 | 2) {
    this.#body = body;
    this.#imports = imports;
    this.#lanes = lanes;
  }

  constant(value: number): Value {
    return -this.#constants.push(value);
  }

  load(position: number): Value {
    this.#body.i32(0);
    if (this.#lanes === 1) this.#body.load(8 * position);
    else this.#body.loadVector(16 * position);
    return this.pop();
  }

  store(position: number, value: Value): void {
    this.#body.i32(0);
    this.push(value);
    if (this.#lanes === 1) this.#body.store(8 * position);
    else this.#body.storeVector(16 * position);
  }

  neg(a: Value): Value {
    this.push(a);
    if (this.#lanes === 1) this.#body.emit(op.f64Neg);
    else this.#body.emitVector(vector.neg);
    return this.pop();
  }

  binary(name: 'add' | 'sub' | 'mul' | 'div', a: Value, b: Value): Value {
    this.push(a);
    this.push(b);
    this.#operate(name);
    return this.pop();
  }

  sum(terms: readonly Term[]): Value {
    if (terms.length === 0) return this.constant(0);
    this.push(this.constant(0));
    for (const { w, x, y } of terms) {
      if (w === 1) this.push(x);
      else {
        this.push(this.constant(w));
        this.push(x);
        this.#operate('mul');
      }
      this.push(y);
      this.#operate('mul');
      this.#operate('add');
    }
    return this.pop();
  }

  apply(head: HeadName, a: Value): Value {
    return this.#call(
      this.#imports.index(head, () => function_(head)),
      a,
    );
  }

  pow(exponent: Rational, a: Value): Value {
    return this.#call(
      this.#imports.index(`pow${exponent.num}/${exponent.den}`, () => {
        const r = rationalNearest(exponent);
        return (x) => Math.pow(x, r);
      }),
      a,
    );
  }

  #call(index: number, a: Value): Value {
    const body = this.#body;
    if (this.#lanes === 1) {
      this.push(a);
      body.call(index);
      return this.pop();
    }
    const lane = (i: number): void => {
      this.push(a);
      body.extractLane(i);
      body.call(index);
    };
    lane(0);
    body.emitVector(vector.splat);
    lane(1);
    body.replaceLane(1);
    return this.pop();
  }

  #operate(name: 'add' | 'sub' | 'mul' | 'div'): void {
    if (this.#lanes === 1) this.#body.emit(scalar[name]);
    else this.#body.emitVector(vector[name]);
  }

  /** Puts a value on the stack. */
  push(value: Value): void {
    if (value >= 0) {
      this.#body.get(value);
      return;
    }
    this.#body.f64(this.#constants[-1 - value]!);
    if (this.#lanes === 2) this.#body.emitVector(vector.splat);
  }

  /** Takes the value on the stack into a new local. */
  pop(): Value {
    const local = this.#body.local(this.#lanes === 1 ? F64 : V128);
    this.#body.set(local);
    return local;
  }
}

/** A head of the float64 algebra as a function of one number. */
function function_(head: HeadName): (x: number) => number {
  const m = new Float64Array(2);
  const kernel = float64.heads[head];
  return (x) => {
    m[0] = x;
    kernel(m, 1, 0);
    return m[1]!;
  };
}
