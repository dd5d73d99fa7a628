import type { Application, Program } from '../../series/program.js';
import { F64, type FunctionBody, I32, op } from '../../wasm/encoder.js';
import type { Value } from './machine.js';
import type { WasmMachine } from './wasm.js';
import { rowOf, type Square, type Sum, Writer } from './writer.js';

/** Sums that share one loop: more accumulators hide the latency of additions, too many spill. */
const FUSED = 5;

/** A sum or square of a rule, with the local that holds what its loop has added up. */
interface Pending {
  readonly expression: Sum | Square;
  readonly x: number;
  readonly y: number;
  readonly accumulator: number;
}

/**
 * Writes the orders k = 1, 2, … of a program as one loop over k, for programs whose straight-line code would be too long: all rows in memory, coefficient k
 * of row r at 8·(r·(order + 1) + k).
 *
 * The inner part of every sum needs only coefficients of lower orders, so that all of them are added up first, several in one loop; the ends, which hold the
 * newest coefficients, follow where each is used. The order of additions is that of the float64 algebra.
 */
export class Looped extends Writer {
  readonly #body: FunctionBody;
  readonly #wasm: WasmMachine;
  readonly #program: Program;
  readonly #stride: number;
  /** k, and 8·k. */
  readonly #k: number;
  readonly #k8: number;
  readonly #kDouble: number;
  readonly #pending: Map<string, Pending> = new Map();
  /** Sums whose ends are written: a second use has its value ready. */
  readonly #finished: Set<string> = new Set();

  constructor(body: FunctionBody, machine: WasmMachine, program: Program, order: number) {
    super(machine);
    this.#body = body;
    this.#wasm = machine;
    this.#program = program;
    this.#stride = order + 1;
    this.#k = body.local(I32);
    this.#k8 = body.local(I32);
    this.#kDouble = body.local(F64);
    for (const application of program.applications) {
      for (const expression of application.rule.next) this.#collect(expression, application);
    }
  }

  /** Writes the loop over k = 1 … last, with `each` at the end of every order; k8 is the local that holds 8·k. */
  write(last: number, each: (k8: number) => void): void {
    const body = this.#body;
    body.i32(1);
    body.set(this.#k);
    body.i32(8);
    body.set(this.#k8);
    body.f64(1);
    body.set(this.#kDouble);
    body.loop();
    this.#interiors();
    for (const application of this.#program.applications) {
      application.rule.next.forEach((expression, i) => {
        if (expression.op !== 'zero') this.store(application.results[i]!, this.value(expression, application));
      });
    }
    each(this.#k8);
    body.get(this.#kDouble);
    body.f64(1);
    body.emit(op.f64Add);
    body.set(this.#kDouble);
    body.get(this.#k8);
    body.i32(8);
    body.emit(op.i32Add);
    body.set(this.#k8);
    body.get(this.#k);
    body.i32(1);
    body.emit(op.i32Add);
    body.tee(this.#k);
    body.i32(last + 1);
    body.emit(op.i32LtS);
    body.branchIf(0);
    body.end();
  }

  /** Stores a value as coefficient k + ahead of a row. */
  store(row: number, value: Value, ahead = 0): void {
    this.#body.get(this.#k8);
    this.#wasm.push(value);
    this.#body.store(this.#address(row) + 8 * ahead);
  }

  at(row: number): Value {
    this.#body.get(this.#k8);
    this.#body.load(this.#address(row));
    return this.#wasm.pop();
  }

  protected override head(row: number): Value {
    return this.#wasm.load(row * this.#stride);
  }

  protected override perK(value: Value): Value {
    return this.machine.binary('div', value, this.#kDouble);
  }

  protected override sum(expression: Sum, x: number, y: number): Value {
    const { from, to } = expression;
    const body = this.#body;
    const key = keyOf(expression, x, y);
    const { accumulator } = this.#pending.get(key)!;
    if (this.#finished.has(key)) return accumulator;
    this.#finished.add(key);
    const end = (first: boolean): void => {
      // j = from, or j = k − to: the fixed factor has a fixed address, the other follows k
      body.get(accumulator);
      if (!isPlain(expression)) {
        this.#weight(expression, first ? from : undefined, to);
      }
      if (first) this.#loadAt(x, from);
      else this.#loadFromK(x, -to);
      if (!isPlain(expression)) body.emit(op.f64Mul);
      if (first) this.#loadFromK(y, -from);
      else this.#loadAt(y, to);
      body.emit(op.f64Mul);
      body.emit(op.f64Add);
      body.set(accumulator);
    };
    this.#whenAtLeast(from + to, () => end(true));
    this.#whenAtLeast(from + to + 1, () => end(false));
    return accumulator;
  }

  protected override square(expression: Square, x: number): Value {
    const { from } = expression;
    const body = this.#body;
    const key = keyOf(expression, x, x);
    const { accumulator } = this.#pending.get(key)!;
    if (this.#finished.has(key)) return accumulator;
    this.#finished.add(key);
    this.#whenAtLeast(2 * from + 1, () => {
      body.get(accumulator);
      this.#loadAt(x, from);
      this.#loadFromK(x, -from);
      body.emit(op.f64Mul);
      body.emit(op.f64Add);
      body.set(accumulator);
    });
    body.f64(2);
    body.get(accumulator);
    body.emit(op.f64Mul);
    body.set(accumulator);
    // the middle square, for even k ≥ 2·from
    body.block();
    body.get(this.#k);
    body.i32(1);
    body.emit(op.i32And);
    body.branchIf(0);
    body.get(this.#k);
    body.i32(2 * from);
    body.emit(op.i32LtS);
    body.branchIf(0);
    const middle = body.local(F64);
    body.get(this.#k);
    body.i32(2);
    body.emit(op.i32Shl); // 8·(k/2)
    body.load(this.#address(x));
    body.set(middle);
    body.get(accumulator);
    body.get(middle);
    body.get(middle);
    body.emit(op.f64Mul);
    body.emit(op.f64Add);
    body.set(accumulator);
    body.end();
    return accumulator;
  }

  #collect(expression: Sum | Square | { readonly op: string }, application: Application): void {
    const inner = expression as { left?: Sum; right?: Sum; of?: Sum };
    for (const part of [inner.left, inner.right, inner.of]) if (part !== undefined) this.#collect(part, application);
    if (expression.op !== 'sum' && expression.op !== 'square') return;
    const found = expression as Sum | Square;
    const x = rowOf(application, found.x);
    const y = found.op === 'sum' ? rowOf(application, found.y) : x;
    const key = keyOf(found, x, y);
    if (!this.#pending.has(key)) this.#pending.set(key, { expression: found, x, y, accumulator: this.#body.local(F64) });
  }

  /** The inner parts of all sums: those with the same range share loops. */
  #interiors(): void {
    const classes = new Map<string, Pending[]>();
    for (const pending of this.#pending.values()) {
      const { expression } = pending;
      const key = expression.op === 'sum' ? `${expression.from} ${expression.to}` : `square ${expression.from}`;
      classes.set(key, [...(classes.get(key) ?? []), pending]);
    }
    for (const members of classes.values()) {
      for (let i = 0; i < members.length; i += FUSED) this.#fusedLoop(members.slice(i, i + FUSED));
    }
  }

  /** One loop over j = from + 1 … k − to − 1, or while 2j < k for squares. */
  #fusedLoop(members: readonly Pending[]): void {
    const body = this.#body;
    const { expression } = members[0]!;
    const { from } = expression;
    const j8 = body.local(I32);
    const rest8 = body.local(I32); // 8·(k − j)
    const weights = new Map<Pending, number>();
    for (const member of members) {
      body.f64(0);
      body.set(member.accumulator);
      if (member.expression.op === 'sum' && !isPlain(member.expression)) {
        const weight = body.local(F64);
        weights.set(member, weight);
        this.#weight(member.expression, from + 1, 0);
        body.set(weight);
      }
    }
    body.i32(8 * (from + 1));
    body.set(j8);
    body.get(this.#k8);
    body.get(j8);
    body.emit(op.i32Sub);
    body.set(rest8);
    const more = (): void => {
      if (expression.op === 'sum') {
        body.i32(8 * expression.to);
        body.get(rest8);
      } else {
        body.get(j8);
        body.get(rest8);
      }
      body.emit(op.i32LtS);
    };
    body.block();
    more();
    body.emit(op.i32Eqz);
    body.branchIf(0);
    body.loop();
    for (const member of members) {
      const weight = weights.get(member);
      body.get(member.accumulator);
      if (weight !== undefined) body.get(weight);
      body.get(j8);
      body.load(this.#address(member.x));
      if (weight !== undefined) body.emit(op.f64Mul);
      body.get(rest8);
      body.load(this.#address(member.y));
      body.emit(op.f64Mul);
      body.emit(op.f64Add);
      body.set(member.accumulator);
      if (weight !== undefined && member.expression.op === 'sum') {
        body.get(weight);
        body.f64(member.expression.weight.j);
        body.emit(op.f64Add);
        body.set(weight);
      }
    }
    body.get(j8);
    body.i32(8);
    body.emit(op.i32Add);
    body.set(j8);
    body.get(rest8);
    body.i32(8);
    body.emit(op.i32Sub);
    body.set(rest8);
    more();
    body.branchIf(0);
    body.end();
    body.end();
  }

  /** Pushes p·j + q·k + one for j given, or for j = k − to. Integers, so that the order of operations does not matter. */
  #weight({ weight }: Sum, j: number | undefined, to: number): void {
    const body = this.#body;
    const fixed = weight.one + (j === undefined ? -weight.j * to : weight.j * j);
    body.f64(j === undefined ? weight.j + weight.k : weight.k);
    body.get(this.#kDouble);
    body.emit(op.f64Mul);
    body.f64(fixed);
    body.emit(op.f64Add);
  }

  #whenAtLeast(least: number, write: () => void): void {
    if (least <= 1) {
      write();
      return;
    }
    const body = this.#body;
    body.block();
    body.get(this.#k);
    body.i32(least);
    body.emit(op.i32LtS);
    body.branchIf(0);
    write();
    body.end();
  }

  #loadAt(row: number, k: number): void {
    this.#body.i32(0);
    this.#body.load(this.#address(row) + 8 * k);
  }

  /** Pushes coefficient k + offset, offset ≤ 0. */
  #loadFromK(row: number, offset: number): void {
    const body = this.#body;
    body.get(this.#k8);
    if (offset !== 0) {
      body.i32(-8 * offset);
      body.emit(op.i32Sub);
    }
    body.load(this.#address(row));
  }

  #address(row: number): number {
    return 8 * row * this.#stride;
  }
}

function keyOf(expression: Sum | Square, x: number, y: number): string {
  if (expression.op === 'square') return `square ${expression.from} ${x}`;
  const { from, to, weight } = expression;
  return `${from} ${to} ${weight.j} ${weight.k} ${weight.one} ${x} ${y}`;
}

function isPlain({ weight }: Sum): boolean {
  return weight.j === 0 && weight.k === 0 && weight.one === 1;
}
