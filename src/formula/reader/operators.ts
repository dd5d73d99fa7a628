/**
 * Operators on values that are known to be there: arithmetic, comparisons, what counts as true, texts.
 */
import type { FunctionName } from '../../series/functions.js';
import { bits, fromDouble, negated, operate, quantity, related, remainder } from './arithmetic.js';
import { isTorn, keyOf, propertyName } from './member.js';
import { isInstance } from './object.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { Absent, Bag, Builtin, Closure, Conflict, kindOf, List, Model, Outer, Quantity, Truth, type Value } from './value.js';

/** Whether a value counts as true, if that is the same for all values of the variables, or its truth. */
export function truthOf(reader: Reader, value: Value): Truth | boolean {
  if (value instanceof Truth) return value;
  if (value instanceof Conflict) {
    const [yes, no] = [truthOf(reader, value.yes), truthOf(reader, value.no)];
    return typeof yes === 'boolean' && yes === no ? yes : reader.fail(`a condition, got ${kindOf(value)}`);
  }
  if (value instanceof Absent) return reader.fail(`a condition, got ${kindOf(value)}`);
  if (!(value instanceof Quantity || value instanceof Parameter)) return Boolean(value);
  const number = quantity(reader, value);
  return !Number.isNaN(number.known) && related(reader, '!=', number, fromDouble(reader, 0));
}

/** Whether a value counts as true, where both branches cannot be read. */
export function isTrue(reader: Reader, value: Value): boolean {
  const truth = truthOf(reader, value);
  if (typeof truth === 'boolean') return truth;
  return reader.fail(
    'a condition that is known before the variables are, got one that depends on them; loop a fixed number of times, with if inside',
  );
}

/** What `typeof` says of a value. */
export function typeName(value: Value): string {
  if (value instanceof Parameter) return value.isCompound ? 'object' : 'number';
  if (value instanceof Quantity) return 'number';
  if (value instanceof Closure || value instanceof Builtin || value instanceof Model) return 'function';
  return value instanceof Truth ? 'boolean' : typeof value;
}

const arithmetic: ReadonlyMap<string, FunctionName> = new Map([
  ['+', 'add'],
  ['-', 'sub'],
  ['*', 'mul'],
  ['/', 'div'],
  ['**', 'pow'],
]);

/** A binary operator on two values. */
export function binary(reader: Reader, operator: string, left: Value, right: Value): Value {
  const op = arithmetic.get(operator);
  if (op) {
    const joins = op === 'add' && (typeof left === 'string' || typeof right === 'string');
    return joins ? joined(reader, [left, right]) : operate(reader, op, left, right);
  }
  switch (operator) {
    case '%':
      return remainder(reader, left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      // esbuild writes typeof x > 'u' for typeof x === 'undefined'
      if (typeof left === 'string' && typeof right === 'string') return isOrdered(operator, left, right);
      return related(reader, operator, left, right);
    case '==':
    case '===':
      return areEqual(reader, left, right, operator === '==');
    case '!=':
    case '!==':
      return negated(reader, areEqual(reader, left, right, operator === '!='));
    case 'in':
      if (right instanceof Bag || right instanceof List) return has(reader, right, propertyName(reader, keyOf(reader, left)));
      return reader.fail(`an object of the function's own to look into, got ${kindOf(right)} for in; leave the test out`);
    case 'instanceof':
      return isInstance(reader, left, right);
    default:
      return bits(reader, operator, left, right);
  }
}

function isOrdered(operator: '<' | '>' | '<=' | '>=', a: string, b: string): boolean {
  if (operator === '<' || operator === '<=') return a < b || (a === b && operator === '<=');
  return a > b || (a === b && operator === '>=');
}

function has(reader: Reader, target: Bag | List, key: string): boolean {
  reader.see(target);
  if (target instanceof List) return key === 'length' || (Number(key) < target.items.length && !target.holes.has(Number(key)));
  if (isTorn(target.entries.get(key))) {
    return reader.fail(`a property that is there in both branches of a condition or in none, got ${key} in one of them`);
  }
  const { prototype } = target;
  if (target.entries.has(key) || target.accessors.has(key)) return true;
  if (prototype instanceof Bag) return has(reader, prototype, key);
  if (prototype instanceof Outer) return key in prototype.object;
  return key in Object.prototype ? reader.fail(`a property that is not one of all objects, got ${key} for in`) : false;
}

/** Whether two values are equal, by `==` if `loosely` and by `===` otherwise. */
export function areEqual(reader: Reader, left: Value, right: Value, loosely: boolean): Truth | boolean {
  const isNumber = (value: Value): boolean => value instanceof Quantity || value instanceof Parameter;
  if (isNumber(left) && isNumber(right)) return related(reader, '==', left, right);
  if (left instanceof Conflict || right instanceof Conflict) {
    return reader.fail(`values of one kind to compare, got ${kindOf(left)} and ${kindOf(right)}`);
  }
  if (left instanceof Truth && typeof right === 'boolean') return right ? left : negated(reader, left);
  if (right instanceof Truth && typeof left === 'boolean') return left ? right : negated(reader, right);
  const [a, b] = [typeName(left), typeName(right)];
  if (loosely && a !== b && [a, b].every((type) => /^(?:number|boolean|string)$/u.test(type))) {
    if (a === 'string' || b === 'string')
      return reader.fail(`values of one kind to compare, got ${kindOf(left)} and ${kindOf(right)}; write Number(…)`);
    return related(reader, '==', left, right);
  }
  if (left instanceof Truth && right instanceof Truth) return related(reader, '==', left, right);
  if (loosely && (left === undefined || left === null)) return right === undefined || right === null;
  return left === right;
}

/** Text made of known parts, for keys of objects. */
export function joined(reader: Reader, parts: readonly Value[]): string {
  const texts = parts.map((part) => (typeof part === 'string' ? part : String(keyOf(reader, part))));
  for (const text of texts) reader.charge(text.length);
  return texts.join('');
}
