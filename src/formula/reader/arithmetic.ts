/**
 * Arithmetic, comparisons and rounding of numbers while reading.
 *
 * A number that does not depend on the variables is known twice: exactly, as the formula takes it, and as the double that the
 * function itself would have. Loops and conditions must come out the same either way; where they would not, the function hangs
 * on its rounding errors and is refused.
 */

import type { StepName } from '../../algebra/order.js';
import {
  addRational,
  compareRational,
  divRational,
  mulRational,
  negRational,
  type Rational,
  rational,
  rationalNearest,
  subRational,
} from '../../rounding/rational.js';
import type { FunctionName } from '../../series/functions.js';
import { floatFunctions } from '../float.js';
import { conditional, not, type Relation, relation } from '../logic.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { Absent, kindOf, Quantity, Truth, type Value } from './value.js';

/** A number for `value`, if it is one. */
export function quantity(reader: Reader, value: Value): Quantity {
  if (value instanceof Quantity) return value;
  if (value instanceof Parameter) return value.number(reader);
  if (value instanceof Truth) return new Quantity(value.node);
  if (typeof value === 'boolean') return fromDouble(reader, Number(value));
  if (value instanceof Absent) return fromDouble(reader, Number.NaN);
  const hint = value === undefined ? `; ${reader.missing ?? 'an element or property that is not there is undefined'}` : '';
  return reader.fail(`a number, got ${kindOf(value)}${hint}`);
}

/** The node of a number that goes into the formula. */
export function nodeOf(reader: Reader, value: Value): number {
  const { node, known } = quantity(reader, value);
  return node ?? reader.fail(`a finite number, got ${known}; formulas have finite constants only`);
}

/** The number that a double of the function or of its scope is: exactly that double. */
export function fromDouble(reader: Reader, value: number): Quantity {
  return Quantity.constant(reader.dag, value);
}

/** Steps that a node takes. */
const placing = 8;

/** A function of the table. */
export function operate(reader: Reader, op: FunctionName, ...operands: readonly Value[]): Quantity {
  const numbers = operands.map((operand) => quantity(reader, operand));
  const [a, b = a] = numbers;
  const known = a?.known === undefined || b?.known === undefined ? undefined : floatFunctions[op](a.known, b.known);
  if (known !== undefined) {
    if (!Number.isFinite(known)) return new Quantity(undefined, known);
    if (numbers.every(({ isDouble }) => isDouble) && isInteger(op, a!.known!, b!.known!, known)) return fromDouble(reader, known);
    if (!numbers.every(hasValue)) return fromDouble(reader, known);
    const values = numbers.map((number) => exact(reader, number));
    const folded = values.every((value) => value !== undefined) ? reader.dag.fold(op, values) : undefined;
    if (folded) return Quantity.constant(reader.dag, known, folded);
  }
  reader.pass(placing);
  const node = reader.dag.apply(op, ...numbers.map((number) => nodeOf(reader, number)));
  return new Quantity(node, known);
}

/** Whether an operation is one on integers that doubles have exactly, as those of counters and indices are. */
function isInteger(op: FunctionName, a: number, b: number, result: number): boolean {
  if (op !== 'add' && op !== 'sub' && op !== 'mul' && op !== 'neg') return false;
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(result);
}

/** Whether a number is finite, or depends on the variables. */
function hasValue({ known }: Quantity): boolean {
  return known === undefined || Number.isFinite(known);
}

/** The exact value, if it is a rational number. */
function exact(reader: Reader, number: Quantity): Rational | undefined {
  const value = number.exact;
  if (value !== undefined || !hasValue(number)) return value;
  const { node } = number;
  return node === undefined ? undefined : reader.dag.valueOf(node);
}

/** The double a number is in the function itself, where it does not depend on the variables. */
function known(reader: Reader, value: Value, what: string): number {
  const { known } = quantity(reader, value);
  if (known !== undefined) return known;
  return reader.fail(`${what} that is known before the variables are, got one that depends on them; ${remedy}`);
}

const remedy = 'loops end and elements are picked before there are values, so write the cases with if';

/** Whether a relation holds, if that is the same for all values of the variables, or its truth. */
export function related(reader: Reader, name: Relation, left: Value, right: Value): Truth | boolean {
  const [a, b] = [quantity(reader, left), quantity(reader, right)];
  const depends = a.known === undefined || b.known === undefined;
  if (depends && hasValue(a) && hasValue(b)) return new Truth(relation(reader.dag, name, nodeOf(reader, a), nodeOf(reader, b)));
  // Beside NaN or an infinity every number is as good as 0.
  const zero = fromDouble(reader, 0);
  const order = compare(reader, a.known === undefined ? zero : a, b.known === undefined ? zero : b);
  switch (name) {
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
  }
}

/** What is true where a truth is not. */
export function negated(reader: Reader, truth: Truth | boolean): Truth | boolean {
  return truth instanceof Truth ? new Truth(not(reader.dag, truth.node)) : !truth;
}

/** Relative distance within which an irrational constant is too close to another to order them by their doubles. */
const tooClose = 1e-12;

/** The sign of a − b, where both doubles and exact values agree on it. NaN stands for no order. */
export function compare(reader: Reader, left: Value, right: Value): number {
  const a = quantity(reader, left);
  const b = quantity(reader, right);
  const x = known(reader, a, 'a condition');
  const y = known(reader, b, 'a condition');
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const order = x < y ? -1 : x > y ? 1 : 0;
  if ((a.isDouble && b.isDouble) || !hasValue(a) || !hasValue(b)) return order;
  const p = exact(reader, a);
  const q = exact(reader, b);
  const agree =
    p && q
      ? signOf(subRational(p, q).num) === order
      : a.node === b.node || Math.abs(x - y) > tooClose * Math.max(Math.abs(x), Math.abs(y));
  if (!agree) {
    reader.fail(
      `a condition that does not hang on rounding errors, got ${x} against ${y}, which are taken exactly as written; ` +
        'count in integers',
    );
  }
  return order;
}

function signOf(n: bigint): number {
  return n > 0n ? 1 : n < 0n ? -1 : 0;
}

/** Rounding functions, on doubles and exactly. */
const roundings: ReadonlyMap<string, readonly [(x: number) => number, (r: Rational) => bigint]> = new Map([
  ['floor', [Math.floor, floor]],
  ['ceil', [Math.ceil, (r: Rational) => -floor(negRational(r))]],
  ['round', [Math.round, (r: Rational) => floor(addRational(r, rational(1n, 2n)))]],
  ['trunc', [Math.trunc, (r: Rational) => r.num / r.den]],
  ['sign', [Math.sign, (r: Rational) => BigInt(signOf(r.num))]],
]);

function floor({ num, den }: Rational): bigint {
  return num >= 0n ? num / den : -((-num + den - 1n) / den);
}

/** Names of the functions that {@link roundKnown} has. */
export const roundingNames: readonly string[] = [...roundings.keys()];

/** A rounding function; of a number that does not depend on the variables, its value. */
export function roundKnown(reader: Reader, name: string, value: Value): Quantity {
  const number = quantity(reader, value);
  if (number.known === undefined) return operate(reader, name as StepName, number);
  const x = number.known;
  const [onDoubles, exactly] = roundings.get(name)!;
  const result = onDoubles(x);
  const p = exact(reader, number);
  const agree = p
    ? compareRational(result, rational(exactly(p))) === 0
    : !Number.isFinite(x) || onDoubles(x * (1 - tooClose)) === onDoubles(x * (1 + tooClose));
  if (!agree) reader.fail(`an argument of Math.${name} that does not hang on rounding errors, got ${x}; count in integers`);
  return fromDouble(reader, result);
}

/** `a % b`. */
export function remainder(reader: Reader, left: Value, right: Value): Quantity {
  const a = quantity(reader, left);
  const b = quantity(reader, right);
  if (a.known === undefined || b.known === undefined) {
    // a − b·trunc(a/b), with the sign of a
    const quotient = operate(reader, 'trunc', operate(reader, 'div', a, b));
    return operate(reader, 'sub', a, operate(reader, 'mul', b, quotient));
  }
  const double = a.known % b.known;
  const p = exact(reader, a);
  const q = exact(reader, b);
  if (!p || !q || q.num === 0n || !Number.isFinite(double)) return fromDouble(reader, double);
  const quotient = divRational(p, q);
  const value = subRational(p, mulRational(q, rational(quotient.num / quotient.den)));
  if (Math.abs(rationalNearest(value) - double) > tooClose * Math.abs(b.known!)) {
    reader.fail(`a remainder that does not hang on rounding errors, got ${a.known} % ${b.known}; count in integers`);
  }
  return Quantity.constant(reader.dag, double, value);
}

/** Operators on the bits of integers. */
const bitwise: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['|', (a, b) => a | b],
  ['&', (a, b) => a & b],
  ['^', (a, b) => a ^ b],
  ['<<', (a, b) => a << b],
  ['>>', (a, b) => a >> b],
  ['>>>', (a, b) => a >>> b],
]);

/**
 * `a | b` and the like. Of a number that depends on the variables they have meaning where one operand is known and what is asked for is its integer part (`x | 0`, `~~x`),
 * its product or quotient by a power of 2 (`x << 3`, `x >> 1`), or its last bits (`x & 7`); JavaScript cuts integers to 32 bits, so there is no value for |x| ≥ 2³¹.
 */
export function bits(reader: Reader, operator: string, left: Value, right: Value): Quantity {
  const [a, b] = [roundKnown(reader, 'trunc', left), roundKnown(reader, 'trunc', right)];
  if (a.known !== undefined && b.known !== undefined) return fromDouble(reader, bitwise.get(operator)!(a.known, b.known));
  const isShift = operator === '<<' || operator === '>>' || operator === '>>>';
  const [integer, known] = b.known === undefined && !isShift ? [b, a.known] : [a, b.known];
  const result = known === undefined ? undefined : bitsOf(reader, operator, integer, known | 0);
  if (result !== undefined) return result;
  return reader.fail(
    `an integer part (x | 0), a shift by a known number of bits or the last bits (x & 7) of a number that depends on the variables, got ${operator}; write it with Math.floor and %`,
  );
}

/** What an operator on bits makes of an integer and a known number, as arithmetic. */
function bitsOf(reader: Reader, operator: string, integer: Quantity, known: number): Quantity | undefined {
  const power = (n: number): Quantity => fromDouble(reader, 2 ** n);
  const within = (value: Quantity, of: Quantity, limit: number): Quantity => {
    const { dag } = reader;
    const isSmall = relation(dag, '<', dag.apply('abs', nodeOf(reader, of)), nodeOf(reader, power(limit)));
    const zero = dag.constant(rational(0n));
    return new Quantity(conditional(dag, isSmall, nodeOf(reader, value), dag.apply('div', zero, zero)));
  };
  const floored = (value: Quantity): Quantity => operate(reader, 'floor', value);
  const whole = within(integer, integer, 31);
  const last = (n: number): Quantity =>
    operate(reader, 'sub', whole, operate(reader, 'mul', power(n), floored(operate(reader, 'div', whole, power(n)))));
  const shift = known & 31;
  switch (operator) {
    case '|':
      return known === 0 ? whole : known === -1 ? fromDouble(reader, -1) : undefined;
    case '^':
      return known === 0
        ? whole
        : known === -1
          ? operate(reader, 'sub', operate(reader, 'neg', whole), fromDouble(reader, 1))
          : undefined;
    case '&': {
      const count = Math.log2(known + 1);
      return known === -1 ? whole : known >= 0 && Number.isInteger(count) ? last(count) : undefined;
    }
    case '<<':
      return within(operate(reader, 'mul', whole, power(shift)), integer, 31 - shift);
    case '>>':
      return shift === 0 ? whole : floored(operate(reader, 'div', whole, power(shift)));
    default: {
      // >>> takes the 32 bits for those of a number ≥ 0
      const unsigned = last(32);
      return shift === 0 ? unsigned : floored(operate(reader, 'div', unsigned, power(shift)));
    }
  }
}

/** A known integer, for an index or a length. */
export function integer(reader: Reader, value: Value, what: string): number {
  const x = known(reader, value, what);
  if (!Number.isSafeInteger(x)) reader.fail(`${what} that is an integer, got ${x}`);
  return x;
}
