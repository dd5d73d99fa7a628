import { halves, indexedFunctions, pairFunctions, raise } from '../../algebra/float64.js';
import type { StepName } from '../../algebra/order.js';
import type { Rational } from '../../rounding/rational.js';
import type { Side } from '../../series/grading.js';
import type { Application } from '../../series/program.js';
import type { Expression, Name } from '../../series/rule.js';
import type { Machine, Value } from './machine.js';
import { jumpsAt, piecewise, signOfOddTerm } from './order.js';

export type Sum = Extract<Expression, { readonly op: 'sum' }>;
export type Square = Extract<Expression, { readonly op: 'square' }>;

/** Writes the expressions of rules to a machine, in the order and with the roundings of the float64 algebra. How sums and coefficients are reached is left open. */
export abstract class Writer {
  protected readonly machine: Machine;
  /** On which side of the center kinks are taken. */
  protected readonly side: Side;

  constructor(machine: Machine, side: Side = 0) {
    this.machine = machine;
    this.side = side;
  }

  /** The coefficient of a row at the order at hand. */
  protected abstract at(row: number): Value;
  /** The constant term of a row. */
  protected abstract head(row: number): Value;
  /** v/k for the order at hand. */
  protected abstract perK(value: Value): Value;
  /** Σ_{j=from..k−to} w(j)·x_j·y_{k−j} */
  protected abstract sum(expression: Sum, x: number, y: number, inTurns: boolean): Value;
  /** Σ_{j=from..k−from} x_j·x_{k−j} */
  protected abstract square(expression: Square, x: number, inTurns: boolean): Value;
  /** What is known of a row up to the order at hand: `head` of its constant term, then what `next` makes of that and each further coefficient. */
  protected abstract known(key: string, row: number, head: (x: Value) => Value, next: Next): Value;

  protected value(expression: Expression, application: Application): Value {
    const { machine } = this;
    const { inTurns = false } = application;
    const value = (operand: Expression): Value => this.value(operand, application);
    switch (expression.op) {
      case 'zero':
        return machine.constant(0);
      case 'integer':
        return machine.constant(expression.value);
      case 'at':
        return this.at(rowOf(application, expression.series));
      case 'head':
        return this.head(rowOf(application, expression.series));
      case 'neg':
        return machine.neg(value(expression.of));
      case 'scale':
        return machine.binary('mul', value(expression.of), machine.constant(expression.by));
      case 'perK':
        return this.perK(value(expression.of));
      case 'add':
      case 'sub':
      case 'mul':
      case 'div':
      case 'min':
      case 'max': {
        const left = value(expression.left);
        return machine.binary(expression.op, left, value(expression.right));
      }
      case 'apply': {
        const of = value(expression.of);
        return expression.head === 'sqr' ? machine.binary('mul', of, of) : machine.apply(expression.head, of);
      }
      case 'pi':
        return machine.constant(Math.PI);
      case 'indexed': {
        const { head, index } = expression;
        return machine.call(
          { name: `${head}_${index}`, value: (x = 0) => indexedFunctions[head](index, x) },
          value(expression.of),
        );
      }
      case 'given': {
        const { name, serial, valueAt } = expression.f;
        const value = valueAt as (x: number) => number;
        return machine.call({ name: `given_${serial}`, value, own: name }, this.head(rowOf(application, expression.of[0])));
      }
      case 'pair': {
        const { head } = expression;
        const left = value(expression.left);
        return machine.call({ name: head, value: (x = 0, y = 0) => pairFunctions[head](x, y) }, left, value(expression.right));
      }
      case 'powInteger':
        return powInteger(machine, value(expression.of), expression.exponent);
      case 'pow':
        return pow(machine, value(expression.of), expression.exponent);
      case 'raise': {
        const base = value(expression.base);
        return machine.call({ name: 'raise', value: (a = 0, b = 0) => raise(a, b) }, base, value(expression.exponent));
      }
      case 'ordered':
        return value(expression.left);
      case 'sum':
        return this.sum(expression, rowOf(application, expression.x), rowOf(application, expression.y), inTurns);
      case 'square':
        return this.square(expression, rowOf(application, expression.x), inTurns);
      case 'piecewise':
        return piecewise(machine, expression.head, value(expression.of));
      case 'select': {
        const [test, yes] = [value(expression.test), value(expression.yes)];
        return machine.select(test, yes, value(expression.no));
      }
      case 'choose': {
        const isPositive = this.isPositive(rowOf(application, expression.by));
        const negative = value(expression.negative);
        return machine.select(isPositive, value(expression.positive), negative);
      }
      case 'flat':
        return this.flat(expression.head, rowOf(application, expression.of));
    }
  }

  /** 1 where a row is positive near the center as far as it is known, or zero, 0 where it is negative, NaN where it changes its sign. */
  protected isPositive(row: number): Value {
    const { machine } = this;
    const next: Next = (before, x, isEven) => {
      const term = isEven ? piecewise(machine, 'sign', x) : signOfOddTerm(machine, x, this.side);
      return machine.select(before, before, term);
    };
    const sign = this.known(`sign ${row}`, row, (x) => piecewise(machine, 'sign', x), next);
    return piecewise(machine, 'step', sign);
  }

  /** 0, or NaN where a step function of the row jumps. On one side of a jump the value at the center is that of the branch. */
  protected flat(name: StepName, row: number): Value {
    const { machine } = this;
    if (this.side !== 0) return machine.constant(0);
    const jumps = this.known(
      `${name} ${row}`,
      row,
      (x) => jumpsAt(machine, name, x),
      (before, x) => machine.select(before, machine.select(x, machine.constant(Number.NaN), before), before),
    );
    return machine.binary('mul', jumps, machine.constant(0));
  }
}

/** What is known with a further coefficient x, which has a sign of its own on each side of the center where its order is not even. */
export type Next = (before: Value, x: Value, isEven: boolean) => Value;

export function rowOf(application: Application, name: Name): number {
  return (name.kind === 'argument' ? application.args : application.results)[name.index]!;
}

/** a^(p/q) as the float64 algebra does it. */
function pow(machine: Machine, a: Value, exponent: Rational): Value {
  const n = halves(exponent);
  if (n === undefined) return machine.pow(exponent, a);
  const root = machine.apply('sqrt', a);
  const product = n === 0 ? root : machine.binary('mul', powInteger(machine, a, n), root);
  return exponent.num < 0n ? machine.binary('div', machine.constant(1), machine.piece('abs', product)) : product;
}

/** a^n by repeated squaring, as the float64 algebra does it. */
function powInteger(machine: Machine, a: Value, n: number): Value {
  let power: Value | undefined;
  let squared = a;
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = power === undefined ? squared : machine.binary('mul', power, squared);
    if (rest > 1) squared = machine.binary('mul', squared, squared);
  }
  const result = power ?? machine.constant(1);
  return n < 0 ? machine.binary('div', machine.constant(1), result) : result;
}
