import { halves, indexedFunctions, pairFunctions } from '../../algebra/float64.js';
import type { Rational } from '../../rounding/rational.js';
import type { Application } from '../../series/program.js';
import type { Expression, Name } from '../../series/recurrence.js';
import type { Machine, Value } from './machine.js';

export type Sum = Extract<Expression, { readonly op: 'sum' }>;
export type Square = Extract<Expression, { readonly op: 'square' }>;

/** Writes the expressions of rules to a machine, in the order and with the roundings of the float64 algebra. How sums and coefficients are reached is left open. */
export abstract class Writer {
  protected readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** The coefficient of a row at the order at hand. */
  protected abstract at(row: number): Value;
  /** The constant term of a row. */
  protected abstract head(row: number): Value;
  /** v/k for the order at hand. */
  protected abstract perK(value: Value): Value;
  /** Σ_{j=from..k−to} w(j)·x_j·y_{k−j} */
  protected abstract sum(expression: Sum, x: number, y: number): Value;
  /** Σ_{j=from..k−from} x_j·x_{k−j} */
  protected abstract square(expression: Square, x: number): Value;

  protected value(expression: Expression, application: Application): Value {
    const { machine } = this;
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
      case 'div': {
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
        return machine.apply('exp', machine.binary('mul', machine.apply('log', base), value(expression.exponent)));
      }
      case 'sum':
        return this.sum(expression, rowOf(application, expression.x), rowOf(application, expression.y));
      case 'square':
        return this.square(expression, rowOf(application, expression.x));
      default:
        throw new RangeError(`${application.rule.name}: expected a smooth function, got ${expression.op}; interpret it`);
    }
  }
}

export function rowOf(application: Application, name: Name): number {
  return (name.kind === 'argument' ? application.args : application.results)[name.index]!;
}

/** a^(p/q) as the float64 algebra does it. */
function pow(machine: Machine, a: Value, exponent: Rational): Value {
  const n = halves(exponent);
  if (n === undefined) return machine.pow(exponent, a);
  const root = machine.apply('sqrt', a);
  const product = n === 0 ? root : machine.binary('mul', powInteger(machine, a, n), root);
  return exponent.num < 0n ? machine.binary('div', machine.constant(1), product) : product;
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
