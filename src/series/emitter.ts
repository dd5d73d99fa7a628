import { type Algebra, type BinaryName, givenValue, type Memory, unknownFunction } from '../algebra/algebra.js';
import type { Order } from '../algebra/order.js';
import { rational } from '../rounding/rational.js';
import type { Grading, Instruction, Place } from './grading.js';
import type { Application, Program } from './program.js';
import { a0, type Expression, isPart, type Name } from './rule.js';

/** Which rows are lost, and whether any is: see `Tape.isLost`. */
export interface Lost {
  readonly rows: Uint8Array;
  any: boolean;
}

/** Turns the expressions of rules into kernel calls; temporaries lie behind the rows. */
export class Emitter<M extends Memory> {
  /** Coefficients taken by temporaries so far. */
  temporaries = 0;
  readonly #algebra: Algebra<unknown, M>;
  readonly #grading: Grading<M>;
  readonly #end: number;
  readonly #stride: number;
  readonly #lost: Lost | undefined;
  /** Rows of constants of the program, which are real whatever the algebra. */
  readonly #real: ReadonlySet<number>;
  /** The row whose instructions are being made. */
  #target = 0;

  constructor(algebra: Algebra<unknown, M>, grading: Grading<M>, program: Program, stride: number, lost: Lost | undefined) {
    this.#algebra = algebra;
    this.#grading = grading;
    this.#end = program.rows * stride;
    this.#stride = stride;
    this.#lost = lost;
    this.#real = new Set(program.constants.map(({ row }) => row));
  }

  /** The constant terms of the results; where no later ones follow, of those that are wanted. */
  heads(application: Application, isAll: boolean): Instruction<M>[] {
    return headsInOrder(application, isAll).flatMap((i) =>
      this.#into(
        { base: application.results[i]! * this.#stride, moves: false, part: false },
        application.rule.heads[i]!,
        application,
      ),
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
        unary(algebra.overOrder, expression.of);
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
        code.push(grading.binary(this.#arithmetic(expression, application)[expression.op], out, a, b));
        break;
      }
      case 'sum': {
        const { from, to, weight } = expression;
        const { inTurns = false } = application;
        const [x, y] = [this.#row(application, expression.x), this.#row(application, expression.y)];
        code.push(grading.sum(out, x, y, from, to, weight, inTurns));
        break;
      }
      case 'square':
        code.push(grading.square(out, this.#row(application, expression.x), expression.from, application.inTurns ?? false));
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

  /** The kernels for the operands at hand, of which one may be real where others are complex. */
  #arithmetic(
    { left, right }: { readonly left: Expression; readonly right: Expression },
    application: Application,
  ): Pick<Algebra<unknown, M>, BinaryName> {
    const { mixed } = this.#algebra;
    const isReal = (operand: Expression): boolean => {
      if (operand.op !== 'head') return operand.op === 'integer' || operand.op === 'pi';
      const { kind, index } = operand.series;
      const isGiven = kind === 'argument' && index === application.rule.real;
      return isGiven || this.#real.has(this.#row(application, operand.series) / this.#stride);
    };
    if (mixed === undefined || isReal(left) === isReal(right)) return this.#algebra;
    return isReal(left) ? mixed.left : mixed.right;
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

/**
 * Which heads of a rule are computed, and in which order: where none needs another, as sine and cosine, first those that are wanted, in whose name an algebra is to
 * say that they are unknown to it, and the others only where the recurrence is to run on.
 */
function headsInOrder({ rule, wanted }: Application, isAll: boolean): readonly number[] {
  const all = [...rule.heads.keys()];
  const isFree = rule.heads.every((head) => head.op === 'pi' || (head.op === 'apply' && head.of === a0));
  if (!isFree || wanted === undefined) return all;
  const runsOn = isAll && rule.next.some(({ op }) => op !== 'zero');
  return runsOn ? [...wanted, ...all.filter((i) => !wanted.includes(i))] : wanted;
}
