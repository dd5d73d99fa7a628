/**
 * Assignments: to names, elements, properties and private fields.
 */
import type { AssignmentExpression, Expression, UpdateExpression } from 'acorn';
import { fromDouble, operate, quantity } from './arithmetic.js';
import type { Environment } from './environment.js';
import { evaluate, kept, lookUp, propertyKey } from './expression.js';
import { get, propertyName, set } from './member.js';
import { getPrivate, setPrivate } from './object.js';
import { binary } from './operators.js';
import { assignPattern } from './pattern.js';
import type { Reader } from './reader.js';
import { Bag, type Value } from './value.js';

/** `a = b`, `a += b`, `a ??= b` and the like. */
export function assignment(reader: Reader, node: AssignmentExpression, environment: Environment): Value {
  const { operator, left, right } = node;
  if (operator === '=') {
    const value = evaluate(reader, right, environment);
    assignPattern(reader, left, value, environment);
    return value;
  }
  if (left.type !== 'Identifier' && left.type !== 'MemberExpression') return reader.fail('a name or an element to assign to');
  const target = reference(reader, left, environment);
  const old = target.get();
  if (['||=', '&&=', '??='].includes(operator)) {
    return target.set(kept(reader, operator.slice(0, -1), old, () => evaluate(reader, right, environment)));
  }
  return target.set(binary(reader, operator.slice(0, -1), old, evaluate(reader, right, environment)));
}

/** `a++`, `--a`. */
export function update(reader: Reader, node: UpdateExpression, environment: Environment): Value {
  const { operator, prefix, argument } = node;
  const target = reference(reader, argument, environment);
  const old = quantity(reader, target.get());
  const value = operate(reader, operator === '++' ? 'add' : 'sub', old, fromDouble(reader, 1));
  target.set(value);
  return prefix ? value : old;
}

/** A name or element whose place is found once, read and written. */
function reference(reader: Reader, node: Expression, environment: Environment): { get(): Value; set(value: Value): Value } {
  if (node.type === 'MemberExpression') {
    const target = evaluate(reader, node.object, environment);
    const { property } = node;
    if (property.type === 'PrivateIdentifier') {
      return {
        get: () => getPrivate(reader, target, property, environment),
        set: (value) => setPrivate(reader, target, property, value, environment),
      };
    }
    const key = propertyKey(reader, node, environment);
    return {
      get: () => get(reader, target, key),
      set: (value) => {
        set(reader, target, key, value);
        return value;
      },
    };
  }
  if (node.type !== 'Identifier') return reader.fail(`a name or an element to assign to, got ${node.type}`);
  return {
    get: () => lookUp(reader, node.name, environment),
    set: (value) => {
      assignPattern(reader, node, value, environment);
      return value;
    },
  };
}

/** `delete a.b`. */
export function remove(reader: Reader, argument: Expression, environment: Environment): boolean {
  const bag = argument.type === 'MemberExpression' ? evaluate(reader, argument.object, environment) : undefined;
  if (argument.type !== 'MemberExpression' || !(bag instanceof Bag) || bag.frozen) {
    return reader.fail(
      "a property of an object of the function's own to delete, got another one; leave it out from the beginning",
    );
  }
  reader.branches.record(bag);
  bag.entries.delete(propertyName(reader, propertyKey(reader, argument, environment)));
  return true;
}
