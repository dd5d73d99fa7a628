import type { Algebra, Memory } from '../algebra/algebra.js';
import { Emitter, type Lost } from './emitter.js';
import { type Grading, type Instruction, univariate } from './grading.js';
import type { Guard, Program } from './program.js';

/**
 * A program laid out in one memory of an algebra and ready to run: `start()` fills the constant terms, `advance(k)` the k-th parts.
 *
 * Rows lie node-major, each a whole series. An ODE solver interleaves `advance` with its own step x_{k+1} = f_k/(k+1); a formula on given
 * series just runs k = 1…order. Nothing is allocated while it runs.
 */
export class Tape<T, M extends Memory> {
  readonly algebra: Algebra<T, M>;
  readonly order: number;
  readonly memory: M;
  readonly #stride: number;
  readonly #heads: readonly Instruction<M>[];
  readonly #next: readonly Instruction<M>[];
  readonly #start: Instruction<M>;
  readonly #advance: Instruction<M>;
  /** Where the instructions of application i begin in #next; one more for the end. */
  readonly #starts: readonly number[];
  /** The same in #heads. */
  readonly #headStarts: readonly number[];
  /** Where there are any, guards, and which `start` found to hold, if it came to them. */
  readonly #guards: readonly Guard[] | undefined;
  readonly #holds: (boolean | undefined)[] = [];
  /** The guard of each application, and whether its results are needed. */
  readonly #when: readonly (number | undefined)[];
  readonly #needed: boolean[];
  readonly #lost: Lost | undefined;

  constructor(
    algebra: Algebra<T, M>,
    program: Program,
    order: number,
    grading: Grading<M> = univariate(algebra as Algebra<unknown, M>, order),
  ) {
    this.algebra = algebra;
    this.order = order;
    this.#stride = grading.coefficients * algebra.width;
    this.#lost = algebra.loosen && { rows: new Uint8Array(program.rows), any: false };
    const emitter = new Emitter(algebra as Algebra<unknown, M>, grading, program, this.#stride, this.#lost);
    const { sequence = oneByOne } = grading;
    const heads = program.applications.map((application) => emitter.heads(application, order > 0));
    const next = program.applications.map((application) => emitter.next(application));
    this.#heads = heads.flat();
    this.#next = next.flat();
    this.#start = sequence(this.#heads);
    this.#advance = sequence(this.#next);
    this.#headStarts = startsOf(heads);
    this.#starts = startsOf(next);
    this.#guards = program.guards;
    this.#when = program.applications.map(({ when }) => when);
    this.#needed = program.applications.map(() => true);
    this.memory = algebra.allocate(program.rows * grading.coefficients + emitter.temporaries);
    for (const { row, value } of program.constants) {
      if (value === 'pi') algebra.pi(this.memory, this.row(row));
      else algebra.rational(this.memory, this.row(row), value);
    }
  }

  /** Position of the constant term of a row. */
  row(r: number): number {
    return r * this.#stride;
  }

  start(): void {
    this.forget();
    const { memory } = this;
    if (this.#guards === undefined) {
      this.#start(memory, 0);
      return;
    }
    this.#holds.fill(undefined);
    for (const [i, when] of this.#when.entries()) {
      this.#needed[i] = when === undefined || this.#mayHold(when);
      if (!this.#needed[i]) continue;
      for (let c = this.#headStarts[i]!; c < this.#headStarts[i + 1]!; c++) this.#heads[c]!(memory, 0);
    }
  }

  advance(k: number): void {
    if (this.#guards === undefined) {
      this.#advance(this.memory, k);
      return;
    }
    for (let i = 0; i < this.#needed.length; i++) if (this.#needed[i]) this.advanceOne(i, k);
  }

  /** Whether the results of application number i are needed at the values that `start` met. */
  isNeeded(i: number): boolean {
    return this.#needed[i]!;
  }

  /** Whether a guard and those around it may hold, found out when it is first asked. */
  #mayHold(number: number): boolean {
    const inwards: number[] = [];
    let known: number | undefined = number;
    for (; known !== undefined && this.#holds[known] === undefined; known = this.#guards![known]!.outer) inwards.push(known);
    let holds = known === undefined || this.#holds[known]!;
    for (const inner of inwards.reverse()) {
      const guard = this.#guards![inner]!;
      if (holds) {
        const sign = this.algebra.order!.sign(this.memory, this.row(guard.row));
        holds = Number.isNaN(sign) || (sign !== 0) === guard.holds;
      }
      this.#holds[inner] = holds;
    }
    return holds;
  }

  /**
   * Whether a row of an enclosing algebra has no derivatives of some order so far, or is made of one that has none. The chain rule says nothing then:
   * cbrt(x)·cbrt(x²) has the derivative 1 at 0, where one factor and its slope are 0 and the other factor has no slope. So all later coefficients of the
   * row are the whole line, whatever zeros they are products with.
   */
  isLost(row: number): boolean {
    return this.#lost?.rows[row] === 1;
  }

  /** Whether any row is lost. */
  get hasLost(): boolean {
    return this.#lost?.any === true;
  }

  /** Takes a row for lost that is filled from outside. */
  lose(row: number): void {
    if (this.#lost === undefined) return;
    this.#lost.rows[row] = 1;
    this.#lost.any = true;
  }

  /** Takes no row for lost, until another is. */
  forget(): void {
    if (!this.#lost?.any) return;
    this.#lost.rows.fill(0);
    this.#lost.any = false;
  }

  /** The k-th parts of the results of application number i alone. */
  advanceOne(i: number, k: number): void {
    for (let c = this.#starts[i]!; c < this.#starts[i + 1]!; c++) this.#next[c]!(this.memory, k);
  }

  /** start, then every order. */
  run(): void {
    this.start();
    for (let k = 1; k <= this.order; k++) this.advance(k);
  }
}

function oneByOne<M extends Memory>(instructions: readonly Instruction<M>[]): Instruction<M> {
  return (m, k) => {
    for (const instruction of instructions) instruction(m, k);
  };
}

/** Where each list begins in all of them together; one more for the end. */
function startsOf(lists: readonly (readonly unknown[])[]): number[] {
  const starts = [0];
  for (const { length } of lists) starts.push(starts.at(-1)! + length);
  return starts;
}
