import { rationalNearest } from '../../rounding/rational.js';
import type { Application, Program } from '../../series/program.js';
import type { Machine, Value } from './machine.js';
import { rowOf, type Square, type Sum, Writer } from './writer.js';

/** Sums that share one loop: more accumulators hide the latency of additions, too many spill. */
const FUSED = 5;

/** Applications in one section: engines compile longer functions slowly, and a call costs no more than a few of the operations. */
const SECTION = 120;

/** A sum or square of a rule, with the rows it multiplies and the variable that holds what its loop has added up. */
interface Pending {
  readonly expression: Sum | Square;
  readonly x: number;
  readonly y: number;
  readonly accumulator: Value;
}

/**
 * Writes a program as one loop over the orders, for programs whose straight-line code would be too long: all rows in memory, coefficient k of row r at
 * r·(order + 1) + k.
 *
 * The inner part of every sum needs only coefficients of lower orders, so that all of them are added up first, several in one loop; the ends, which hold the
 * newest coefficients, follow where each is used. The order of additions is that of the float64 algebra.
 */
export class Looped extends Writer {
  readonly #program: Program;
  readonly #stride: number;
  /** The order at hand, as a number. */
  #k: Value = 0;
  #next: Value | undefined;
  /** What the section at hand has computed or loaded: constant terms, coefficients of order k, and sums, by row or key. */
  readonly #heads: Map<number, Value> = new Map();
  readonly #newest: Map<number, Value> = new Map();
  readonly #pending: Map<string, Pending> = new Map();
  readonly #finished: Map<string, Value> = new Map();

  constructor(machine: Machine, program: Program, order: number) {
    super(machine);
    this.#program = program;
    this.#stride = order + 1;
  }

  /** Writes the constant terms, then `each` for 0 … count − 1. */
  start(count: number, each: (i: number) => void): void {
    for (const { row, value } of this.#program.constants) {
      this.machine.store(
        { position: row * this.#stride },
        this.machine.constant(value === 'pi' ? Math.PI : rationalNearest(value)),
      );
    }
    this.#sections(
      (applications) => {
        for (const application of applications) {
          application.rule.heads.forEach((expression, i) => {
            const row = application.results[i]!;
            const value = this.value(expression, application);
            this.#heads.set(row, value);
            this.machine.store({ position: row * this.#stride }, value);
          });
        }
      },
      count,
      each,
    );
  }

  /** Writes the loop over k = 1 … last, with `each` for 0 … count − 1 at the end of every order. */
  run(last: number, count: number, each: (i: number) => void): void {
    this.machine.orders(last, (k) => {
      this.#k = k;
      this.#sections(
        (applications) => {
          this.#interiors(applications);
          for (const application of applications) {
            application.rule.next.forEach((expression, i) => {
              if (expression.op !== 'zero') this.store(application.results[i]!, this.value(expression, application));
            });
          }
        },
        count,
        each,
      );
    });
  }

  /** Stores coefficient k + ahead of a row. */
  store(row: number, value: Value, ahead = 0): void {
    this.machine.store({ position: row * this.#stride + ahead, index: 'k' }, value);
    if (ahead === 0) this.#newest.set(row, value);
  }

  /** The coefficient of order k of a row. */
  override at(row: number): Value {
    return remembered(this.#newest, row, () => this.machine.load({ position: row * this.#stride, index: 'k' }));
  }

  /** The constant term of a row. */
  override head(row: number): Value {
    return remembered(this.#heads, row, () => this.machine.load({ position: row * this.#stride }));
  }

  protected override perK(value: Value): Value {
    return this.machine.binary('div', value, this.#k);
  }

  /** The value of 1/(k + 1). */
  reciprocal(): Value {
    const { machine } = this;
    const one = machine.constant(1);
    this.#next ??= machine.binary('div', one, machine.binary('add', this.#k, one));
    return this.#next;
  }

  protected override sum(expression: Sum, x: number, y: number): Value {
    const { from, to } = expression;
    const { machine } = this;
    return remembered(this.#finished, keyOf(expression, x, y), (key) => {
      const { accumulator } = this.#pending.get(key)!;
      const left = x * this.#stride;
      const right = y * this.#stride;
      // j = from, and j = k − to: the fixed factor has a fixed place, the other follows k
      machine.whenAtLeast(from + to, () => {
        const weight = isPlain(expression) ? undefined : this.#weight(expression, from);
        machine.addProduct(accumulator, { position: left + from }, { position: right - from, index: 'k' }, weight);
      });
      machine.whenAtLeast(from + to + 1, () => {
        const weight = isPlain(expression) ? undefined : this.#weight(expression, 'last');
        machine.addProduct(accumulator, { position: left - to, index: 'k' }, { position: right + to }, weight);
      });
      return accumulator;
    });
  }

  /** Σ_{j=from..k−from} x_j x_{k−j} = 2 Σ_{from ≤ j < k/2} x_j x_{k−j} + [k even] x_{k/2}² */
  protected override square(expression: Square, x: number): Value {
    const { from } = expression;
    const { machine } = this;
    return remembered(this.#finished, keyOf(expression, x, x), (key) => {
      const { accumulator } = this.#pending.get(key)!;
      const row = x * this.#stride;
      machine.whenAtLeast(2 * from + 1, () => {
        machine.addProduct(accumulator, { position: row + from }, { position: row - from, index: 'k' });
      });
      machine.assign(accumulator, machine.binary('mul', machine.constant(2), accumulator));
      machine.whenEven(2 * from, () => {
        machine.addProduct(accumulator, { position: row, index: 'k/2' }, { position: row, index: 'k/2' });
      });
      return accumulator;
    });
  }

  /** Writes all applications and then `each` for 0 … count − 1, in sections where there are many. */
  #sections(write: (applications: readonly Application[]) => void, count: number, each: (i: number) => void): void {
    const { applications } = this.#program;
    const parts: (() => void)[] = [];
    for (let from = 0; from < applications.length; from += SECTION) {
      parts.push(() => write(applications.slice(from, from + SECTION)));
    }
    for (let from = 0; from < count; from += SECTION) {
      parts.push(() => {
        for (let i = from; i < Math.min(count, from + SECTION); i++) each(i);
      });
    }
    const isShort = applications.length + count <= SECTION;
    if (isShort) this.#forget();
    for (const part of parts) {
      if (isShort) part();
      else {
        this.machine.section((k) => {
          this.#forget();
          this.#k = k;
          part();
        });
      }
    }
  }

  #forget(): void {
    for (const map of [this.#heads, this.#newest, this.#pending, this.#finished]) map.clear();
    this.#next = undefined;
  }

  /** The inner parts of all sums: those with the same range share loops. */
  #interiors(applications: readonly Application[]): void {
    const classes = new Map<string, Pending[]>();
    for (const [key, { expression, x, y }] of sumsOf(applications)) {
      const pending = { expression, x, y, accumulator: this.machine.variable(this.machine.constant(0)) };
      this.#pending.set(key, pending);
      const range = expression.op === 'sum' ? `${expression.from} ${expression.to}` : `square ${expression.from}`;
      const members = classes.get(range);
      if (members === undefined) classes.set(range, [pending]);
      else members.push(pending);
    }
    for (const members of classes.values()) {
      for (let i = 0; i < members.length; i += FUSED) this.#fusedLoop(members.slice(i, i + FUSED));
    }
  }

  /** One loop over j = from + 1 … k − to − 1, or while 2j < k for squares. */
  #fusedLoop(members: readonly Pending[]): void {
    const { machine } = this;
    const { expression } = members[0]!;
    const first = expression.from + 1;
    const weights = members.map((member) =>
      member.expression.op === 'sum' && !isPlain(member.expression)
        ? machine.variable(this.#weight(member.expression, first))
        : undefined,
    );
    machine.terms(first, expression.op === 'sum' ? expression.to + 1 : 'half', () => {
      for (const [i, { x, y, accumulator }] of members.entries()) {
        machine.addProduct(
          accumulator,
          { position: x * this.#stride, index: 'j' },
          { position: y * this.#stride, index: 'k-j' },
          weights[i],
        );
      }
      for (const [i, { expression: e }] of members.entries()) {
        const weight = weights[i];
        if (weight !== undefined && e.op === 'sum') {
          machine.assign(weight, machine.binary('add', weight, machine.constant(e.weight.j)));
        }
      }
    });
  }

  /** The weight p·j + q·k + one for j given, or for j = k − to. Integers, so that the order of operations does not matter. */
  #weight({ weight, to }: Sum, j: number | 'last'): Value {
    const { machine } = this;
    const fixed = weight.one + (j === 'last' ? -weight.j * to : weight.j * j);
    const factor = j === 'last' ? weight.j + weight.k : weight.k;
    if (factor === 0) return machine.constant(fixed);
    return machine.binary('add', machine.binary('mul', machine.constant(factor), this.#k), machine.constant(fixed));
  }
}

function remembered<K>(values: Map<K, Value>, key: K, make: (key: K) => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = make(key);
    values.set(key, value);
  }
  return value;
}

/** The different sums and squares among the rules of applications, by key. */
function sumsOf(applications: readonly Application[]): Map<string, Omit<Pending, 'accumulator'>> {
  const found = new Map<string, Omit<Pending, 'accumulator'>>();
  const collect = (expression: Sum | Square | { readonly op: string }, application: Application): void => {
    const inner = expression as { left?: Sum; right?: Sum; of?: Sum };
    for (const part of [inner.left, inner.right, inner.of]) if (part !== undefined) collect(part, application);
    if (expression.op !== 'sum' && expression.op !== 'square') return;
    const sum = expression as Sum | Square;
    const x = rowOf(application, sum.x);
    const y = sum.op === 'sum' ? rowOf(application, sum.y) : x;
    found.set(keyOf(sum, x, y), { expression: sum, x, y });
  };
  for (const application of applications) {
    for (const expression of application.rule.next) collect(expression, application);
  }
  return found;
}

function keyOf(expression: Sum | Square, x: number, y: number): string {
  if (expression.op === 'square') return `square ${expression.from} ${x}`;
  const { from, to, weight } = expression;
  return `${from} ${to} ${weight.j} ${weight.k} ${weight.one} ${x} ${y}`;
}

function isPlain({ weight }: Sum): boolean {
  return weight.j === 0 && weight.k === 0 && weight.one === 1;
}
