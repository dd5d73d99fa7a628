import { type FunctionBody, I32, op } from '../../wasm/encoder.js';
import type { Binary, Place, Value } from './machine.js';
import type { Lanes } from './wasm.js';

/** The locals of one function that loops move: 8 bytes or more a step. */
interface Indices {
  readonly k: number;
  readonly j: number;
  readonly partner: number;
}

/** Loops and conditions in a function of WebAssembly, and addresses of what moves with them. */
export abstract class WasmFlow {
  protected readonly lanes: Lanes;
  protected body: FunctionBody;
  protected indices: Indices | undefined;
  protected isInOrders = false;

  constructor(lanes: Lanes, body: FunctionBody) {
    this.lanes = lanes;
    this.body = body;
  }

  abstract constant(value: number): Value;
  abstract binary(name: Binary, a: Value, b: Value): Value;
  abstract variable(start: Value): Value;
  abstract assign(variable: Value, value: Value): void;

  orders(last: number, write: (k: Value) => void): void {
    const body = this.body;
    const { k } = this.locals();
    const step = 8 * this.lanes;
    const order = this.variable(this.constant(1));
    body.i32(step);
    body.set(k);
    this.isInOrders = true;
    body.loop();
    write(order);
    this.assign(order, this.binary('add', order, this.constant(1)));
    body.get(k);
    body.i32(step);
    body.emit(op.i32Add);
    body.tee(k);
    body.i32(step * (last + 1));
    body.emit(op.i32LtS);
    body.branchIf(0);
    body.end();
    this.isInOrders = false;
  }

  terms(first: number, to: number | 'half', write: (ahead: 0 | 1) => void, inTurns: boolean): void {
    const body = this.body;
    const { k, j, partner } = this.locals();
    const step = 8 * this.lanes;
    const by = inTurns ? 2 * step : step;
    body.i32(step * first);
    body.set(j);
    body.get(k);
    body.i32(step * first);
    body.emit(op.i32Sub);
    body.set(partner);
    const isMore = (ahead: 0 | 1): void => {
      if (to === 'half') {
        body.get(j);
        if (ahead === 1) {
          body.i32(2 * step);
          body.emit(op.i32Add);
        }
      } else body.i32(step * (to - 1 + ahead));
      body.get(partner);
      body.emit(op.i32LtS);
    };
    const ahead = inTurns ? 1 : 0;
    body.block();
    isMore(ahead);
    body.emit(op.i32Eqz);
    body.branchIf(0);
    body.loop();
    write(0);
    if (inTurns) write(1);
    body.increase(j, by);
    body.increase(partner, -by);
    isMore(ahead);
    body.branchIf(0);
    body.end();
    body.end();
    if (!inTurns) return;
    isMore(0);
    body.when();
    write(0);
    body.end();
  }

  descending(from: number, by: number, write: () => void): void {
    const body = this.body;
    const { j } = this.locals();
    const step = 8 * this.lanes;
    body.i32(step * from);
    body.set(j);
    body.loop();
    write();
    body.get(j);
    body.i32(step * by);
    body.emit(op.i32Sub);
    body.tee(j);
    body.i32(0);
    body.emit(op.i32LtS);
    body.emit(op.i32Eqz);
    body.branchIf(0);
    body.end();
  }

  whenAtLeast(least: number, write: () => void): void {
    if (least <= 1) {
      write();
      return;
    }
    this.#unless(() => this.#isBelow(least), write);
  }

  whenBelow(bound: number, write: () => void): void {
    const isNot = (): void => {
      this.#isBelow(bound);
      this.body.emit(op.i32Eqz);
    };
    this.#unless(isNot, write);
  }

  whenEven(least: number, write: () => void): void {
    const isOdd = (): void => {
      this.body.get(this.locals().k);
      this.body.i32(8 * this.lanes);
      this.body.emit(op.i32And);
    };
    this.#unless(isOdd, () => this.whenAtLeast(least, write));
  }

  protected locals(): Indices {
    const body = this.body;
    this.indices ??= { k: body.local(I32), j: body.local(I32), partner: body.local(I32) };
    return this.indices;
  }

  #isBelow(least: number): void {
    this.body.get(this.locals().k);
    this.body.i32(8 * this.lanes * least);
    this.body.emit(op.i32LtS);
  }

  #unless(condition: () => void, write: () => void): void {
    this.body.block();
    condition();
    this.body.branchIf(0);
    write();
    this.body.end();
  }

  /** Pushes what moves of an address in bytes, and gives what is fixed. Fixed parts are not negative, hence what is pushed takes up the difference. */
  protected address({ position, index, spacing = 1 }: Place): number {
    const body = this.body;
    if (index === undefined) {
      body.i32(0);
    } else {
      const { k, j, partner } = this.locals();
      body.get(index === 'j' ? j : index === 'k-j' ? partner : k);
      if (index === 'k/2' && spacing === 1) {
        body.i32(1);
        body.emit(op.i32ShrU);
      } else if (index !== 'k/2' && spacing === 2) {
        body.i32(1);
        body.emit(op.i32Shl);
      }
    }
    const offset = 8 * this.lanes * position;
    if (offset >= 0) return offset;
    body.i32(offset);
    body.emit(op.i32Add);
    return 0;
  }
}
