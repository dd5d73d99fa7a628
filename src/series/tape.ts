import { type Algebra, givenValue, type Memory, unknownFunction } from '../algebra/algebra.js';
import type { Order } from '../algebra/order.js';
import { rational } from '../rounding/rational.js';
import { type Grading, type Instruction, type Place, univariate } from './grading.js';
import type { Application, Guard, Program } from './program.js';
import type { Expression, Name } from './recurrence.js';

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
    const emitter = new Emitter(algebra as Algebra<unknown, M>, grading, program.rows * this.#stride, this.#stride, this.#lost);
    const { sequence = oneByOne } = grading;
    const heads = program.applications.map((application) => emitter.heads(application));
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

/** Which rows are lost, and whether any is: see `Tape.isLost`. */
interface Lost {
  readonly rows: Uint8Array;
  any: boolean;
}

/** Turns the expressions of rules into kernel calls; temporaries lie behind the rows. */
class Emitter<M extends Memory> {
  /** Coefficients taken by temporaries so far. */
  temporaries = 0;
  readonly #algebra: Algebra<unknown, M>;
  readonly #grading: Grading<M>;
  readonly #end: number;
  readonly #stride: number;
  readonly #lost: Lost | undefined;
  /** The row whose instructions are being made. */
  #target = 0;

  constructor(algebra: Algebra<unknown, M>, grading: Grading<M>, end: number, stride: number, lost: Lost | undefined) {
    this.#algebra = algebra;
    this.#grading = grading;
    this.#end = end;
    this.#stride = stride;
    this.#lost = lost;
  }

  heads(application: Application): Instruction<M>[] {
    return application.rule.heads.flatMap((expression, i) =>
      this.#into({ base: application.results[i]! * this.#stride, moves: false, part: false }, expression, application),
    );
  }

  next(application: Application): Instruction<M>[] {
    return application.rule.next.flatMap((expression, i) =>
      // a carried constant: its later coefficients stay zero as allocated
      expression.op === 'zero' ? [] : this.#part(application.results[i]!, expression, application),
    );
  }

  /** The k-th part of a row. */
  #part(row: number, expression: Expression, application: Application): Instruction<M>[] {
    const base = row * this.#stride;
    const out = { base, moves: true, part: true };
    this.#target = row;
    const code = this.#into(out, expression, application);
    const { loosen, lose } = this.#algebra;
    const lost = this.#lost;
    if (loosen === undefined || lose === undefined || lost === undefined) return code;
    const head = { base, moves: false, part: false };
    const check = this.#grading.binary(
      (m, at, _, constant) => {
        if (loosen(m, at, constant)) this.#lose(row);
      },
      out,
      out,
      head,
    );
    const fill = this.#grading.unary(lose, out, out);
    const isMadeOfLost = this.#lostWithin(expression, application);
    const isSingular = this.#singularIn(application);
    return [
      ...code,
      check,
      (m, k) => {
        if (!isSingular(m) && (!lost.any || (lost.rows[row] === 0 && !isMadeOfLost(m)))) return;
        this.#lose(row);
        fill(m, k);
      },
    ];
  }

  #lose(row: number): void {
    if (this.#lost === undefined) return;
    this.#lost.rows[row] = 1;
    this.#lost.any = true;
  }

  /** Whether the equation of a given function may be singular, where it says nothing of derivatives. */
  #singularIn(application: Application): (m: M) => boolean {
    const [head] = application.rule.heads;
    const { mignitude } = this.#algebra;
    if (head?.op !== 'given' || mignitude === undefined) return () => false;
    const divisor = this.#row(application, head.of[1]);
    return (m) => mignitude(m, divisor) === 0;
  }

  /** Whether any of the rows is lost whose coefficients an expression takes; of two branches those that may be taken count. */
  #lostWithin(expression: Expression, application: Application): (m: M) => boolean {
    const isLost = (name: Name): ((m: M) => boolean) => {
      const row = this.#row(application, name) / this.#stride;
      return () => this.#lost!.rows[row] === 1;
    };
    const within = (of: Expression): ((m: M) => boolean) => this.#lostWithin(of, application);
    const or =
      (...tests: ((m: M) => boolean)[]): ((m: M) => boolean) =>
      (m) =>
        tests.some((test) => test(m));
    switch (expression.op) {
      case 'at':
        return isLost(expression.series);
      case 'sum':
        return or(isLost(expression.x), isLost(expression.y));
      case 'square':
        return isLost(expression.x);
      case 'flat':
        return isLost(expression.of);
      case 'choose':
        return or(isLost(expression.by), within(expression.negative), within(expression.positive));
      case 'select': {
        const [yes, no] = [within(expression.yes), within(expression.no)];
        const { test } = expression;
        if (test.op !== 'head') return or(yes, no);
        const at = this.#row(application, test.series);
        return (m) => {
          const sign = this.#algebra.order!.sign(m, at);
          return Number.isNaN(sign) ? yes(m) || no(m) : sign === 0 ? no(m) : yes(m);
        };
      }
      case 'neg':
      case 'perK':
      case 'scale':
        return within(expression.of);
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
        return or(within(expression.left), within(expression.right));
      default:
        return () => false;
    }
  }

  #row(application: Application, name: Name): number {
    return (name.kind === 'argument' ? application.args : application.results)[name.index]! * this.#stride;
  }

  #temporary(part: boolean): Place {
    const base = this.#end + this.temporaries * this.#algebra.width;
    this.temporaries += part ? this.#grading.largestPart : 1;
    return { base, moves: false, part };
  }

  /** The instructions that put the value of `expression` at `out`. */
  #into(out: Place, expression: Expression, application: Application): Instruction<M>[] {
    const code: Instruction<M>[] = [];
    const algebra = this.#algebra;
    const grading = this.#grading;
    const place = (operand: Expression): Place => {
      if (operand.op === 'at') return { base: this.#row(application, operand.series), moves: true, part: true };
      if (operand.op === 'head') return { base: this.#row(application, operand.series), moves: false, part: false };
      const temporary = this.#temporary(isPart(operand));
      code.push(...this.#into(temporary, operand, application));
      return temporary;
    };
    const unary = (kernel: (m: M, o: number, a: number, k: number) => void, of: Expression): void => {
      const a = place(of);
      code.push(grading.unary(kernel, out, a));
    };
    switch (expression.op) {
      case 'zero':
        code.push((m) => algebra.zero(m, out.base));
        break;
      case 'integer': {
        const value = algebra.allocate(1);
        algebra.rational(value, 0, rational(BigInt(expression.value), 1n));
        code.push((m) => algebra.transfer(m, out.base, value, 0, 1));
        break;
      }
      case 'at':
      case 'head':
        unary(algebra.copy, expression);
        break;
      case 'neg':
        unary(algebra.neg, expression.of);
        break;
      case 'scale': {
        const { by } = expression;
        unary((m, o, a) => algebra.scale(m, o, a, by), expression.of);
        break;
      }
      case 'perK':
        unary(algebra.divide, expression.of);
        break;
      case 'pi':
        code.push((m) => algebra.pi(m, out.base));
        break;
      case 'apply':
        unary(algebra.heads[expression.head] ?? unknownFunction(expression.head, algebra), expression.of);
        break;
      case 'indexed': {
        const { head, index } = expression;
        const kernel = algebra.indexed?.[head] ?? unknownFunction(head, algebra);
        unary((m, o, a) => kernel(m, o, a, index), expression.of);
        break;
      }
      case 'pair': {
        const a = place(expression.left);
        const b = place(expression.right);
        code.push(grading.binary(algebra.pairs?.[expression.head] ?? unknownFunction(expression.head, algebra), out, a, b));
        break;
      }
      case 'given': {
        const { f } = expression;
        const [a = 0, b = 0, p = 0, q = 0] = expression.of.map((name) => this.#row(application, name));
        const { given } = algebra;
        code.push(given === undefined ? (m) => givenValue(algebra, f, m, out.base, a) : (m) => given(m, out.base, f, a, b, p, q));
        break;
      }
      case 'powInteger': {
        const { exponent } = expression;
        unary((m, o, a) => algebra.powInteger(m, o, a, exponent), expression.of);
        break;
      }
      case 'pow': {
        const { exponent } = expression;
        unary((m, o, a) => algebra.pow(m, o, a, exponent), expression.of);
        break;
      }
      case 'raise': {
        const a = place(expression.base);
        const b = place(expression.exponent);
        code.push(grading.binary(algebra.raise, out, a, b));
        break;
      }
      case 'ordered':
        unary(algebra.copy, algebra.order === undefined ? expression.right : expression.left);
        break;
      case 'add':
      case 'sub':
      case 'mul':
      case 'div': {
        const a = place(expression.left);
        const b = place(expression.right);
        code.push(grading.binary(algebra[expression.op], out, a, b));
        break;
      }
      case 'sum': {
        const { from, to, weight } = expression;
        code.push(grading.sum(out, this.#row(application, expression.x), this.#row(application, expression.y), from, to, weight));
        break;
      }
      case 'square':
        code.push(grading.square(out, this.#row(application, expression.x), expression.from));
        break;
      case 'piecewise':
        unary(this.#order(application).heads[expression.head], expression.of);
        break;
      case 'min':
      case 'max': {
        const a = place(expression.left);
        const b = place(expression.right);
        code.push(grading.binary(this.#order(application)[expression.op], out, a, b));
        break;
      }
      case 'select': {
        const [test, yes, no] = [place(expression.test), place(expression.yes), place(expression.no)];
        code.push(grading.select(this.#order(application), out, test, yes, no));
        break;
      }
      case 'choose': {
        const [negative, positive] = [place(expression.negative), place(expression.positive)];
        code.push(grading.choose(this.#order(application), out, this.#row(application, expression.by), negative, positive));
        break;
      }
      case 'flat':
        code.push(grading.flat(this.#order(application), expression.head, out, this.#row(application, expression.of)));
        break;
    }
    return code;
  }

  #order({ rule }: Application): Order<M> {
    const { order, name } = this.#algebra;
    const row = this.#target;
    if (order && this.#lost) {
      return {
        ...order,
        unknown: (m, out) => {
          this.#lose(row);
          order.unknown(m, out);
        },
      };
    }
    if (order) return order;
    throw new RangeError(`${rule.name}: expected real numbers, which have an order, got coefficients of the kind ${name}`);
  }
}

/** Whether an expression has a whole k-th part for its value; constant terms and what is made of them alone have one coefficient. */
export function isPart(expression: Expression): boolean {
  switch (expression.op) {
    case 'at':
    case 'sum':
    case 'square':
    case 'choose':
    case 'flat':
      return true;
    case 'select':
      return isPart(expression.yes);
    case 'neg':
    case 'perK':
    case 'scale':
      return isPart(expression.of);
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return isPart(expression.left);
    default:
      return false;
  }
}
