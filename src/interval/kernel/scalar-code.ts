import { type FunctionBody, op } from '../../wasm/encoder.js';
import type { Code } from './vector-code.js';

/** What code of one function is written with for single doubles, as vectors are with `Vocabulary`. */
export class Scalars {
  readonly f: FunctionBody;
  readonly add: (left: Code, right: Code) => Code;
  readonly sub: (left: Code, right: Code) => Code;
  readonly mul: (left: Code, right: Code) => Code;
  readonly above: (left: Code, right: Code) => Code;
  readonly atMost: (left: Code, right: Code) => Code;
  readonly atLeast: (left: Code, right: Code) => Code;
  readonly larger: (left: Code, right: Code) => Code;
  /** Whether both of two conditions hold. */
  readonly both: (left: Code, right: Code) => Code;

  constructor(f: FunctionBody) {
    this.f = f;
    const binary = (opcode: number) => (left: Code, right: Code) => () => {
      left();
      right();
      f.emit(opcode);
    };
    this.add = binary(op.f64Add);
    this.sub = binary(op.f64Sub);
    this.mul = binary(op.f64Mul);
    this.above = binary(op.f64Gt);
    this.atMost = binary(op.f64Le);
    this.atLeast = binary(op.f64Ge);
    this.larger = binary(op.f64Max);
    this.both = binary(op.i32And);
  }

  get(local: number): Code {
    return () => this.f.get(local);
  }

  set(local: number, value: Code): void {
    value();
    this.f.set(local);
  }

  number(value: number): Code {
    return () => this.f.f64(value);
  }

  abs(value: Code): Code {
    return () => {
      value();
      this.f.emit(op.f64Abs);
    };
  }

  not(condition: Code): Code {
    return () => {
      condition();
      this.f.emit(op.i32Eqz);
    };
  }

  select(condition: Code, one: Code, other: Code): Code {
    return () => {
      one();
      other();
      condition();
      this.f.emit(op.select);
    };
  }

  /** The double at an address held by a local. */
  load(address: number, offset: number): Code {
    return () => {
      this.f.get(address);
      this.f.load(offset);
    };
  }

  /** The error of the sum of two, `sumError`; v is what it needs a variable for. */
  sumError(first: Code, second: Code, of: number, v: number): Code {
    const { sub, add } = this;
    this.set(v, sub(this.get(of), first));
    return add(sub(first, sub(this.get(of), this.get(v))), sub(second, this.get(v)));
  }
}
