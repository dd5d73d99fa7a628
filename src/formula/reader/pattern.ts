/**
 * Patterns on the left of an assignment, in a declaration or among parameters.
 */
import type { ArrayPattern, Expression, ObjectPattern, Pattern } from 'acorn';
import type { Binding, Environment } from './environment.js';
import { evaluate, propertyKey } from './expression.js';
import { elements, iterate } from './iterate.js';
import { get, isTorn, keyOf, restOf, set } from './member.js';
import { setPrivate } from './object.js';
import { Parameter } from './parameter.js';
import type { Reader } from './reader.js';
import { type Bag, kindOf, List, type Value } from './value.js';

/** What becomes of the names in a pattern. */
type Store = (name: string, value: Value) => void;

/** Declares the names of a pattern; `var` names exist already. */
export function declarePattern(
  reader: Reader,
  pattern: Pattern,
  value: Value,
  environment: Environment,
  kind: 'const' | 'let' | 'var' | 'parameter',
): void {
  const record = (binding: Binding): void => reader.branches.record(binding);
  const store: Store = (name, part) => {
    // A part of a parameter that the function names takes that name for its variable.
    if (part instanceof Parameter) part.call(name);
    if (kind === 'var') environment.assign(name, part, record);
    else environment.declare(name, part, kind === 'const');
  };
  bind(reader, pattern, value, environment, store);
}

/** Assigns to the names and elements of a pattern. */
export function assignPattern(reader: Reader, pattern: Pattern | Expression, value: Value, environment: Environment): void {
  const record = (binding: Binding): void => reader.branches.record(binding);
  const store: Store = (name, part) => {
    const outcome = environment.assign(name, part, record);
    // Compilers keep values for a moment under names like _Math, which they declare outside the function.
    if (outcome === 'outside' && /^_[A-Za-z]/u.test(name) && !environment.find(name)) {
      reader.outermost.declare(name, part);
      return;
    }
    if (outcome === 'constant') reader.fail(`a name to assign to, got the constant ${name}; declare it with let`);
    if (outcome === 'outside') {
      reader.fail(`a name of the function's own to assign to, got ${name} from outside; declare it inside, or return it`);
    }
  };
  bind(reader, pattern as Pattern, value, environment, store);
}

function bind(reader: Reader, pattern: Pattern, value: Value, environment: Environment, store: Store): void {
  const inner = (part: Pattern, of: Value): void => reader.at(part, () => bind(reader, part, of, environment, store));
  switch (pattern.type) {
    case 'Identifier':
      store(pattern.name, value);
      break;
    case 'MemberExpression':
      if (pattern.property.type === 'PrivateIdentifier') {
        setPrivate(reader, evaluate(reader, pattern.object, environment), pattern.property, value, environment);
        break;
      }
      set(reader, evaluate(reader, pattern.object, environment), propertyKey(reader, pattern, environment), value);
      break;
    case 'AssignmentPattern':
      if (isTorn(value)) reader.fail(`a value or none, got ${kindOf(value)}`);
      inner(pattern.left, value === undefined ? evaluate(reader, pattern.right, environment) : value);
      break;
    case 'ArrayPattern': {
      const items = itemsFor(reader, pattern, value);
      pattern.elements.forEach((element, i) => {
        if (!element) return;
        if (element.type === 'RestElement') inner(element.argument, new List(items(i, true)));
        else inner(element, items(i, false)[0]);
      });
      break;
    }
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          inner(property.argument, restBeside(reader, value, pattern.properties, environment));
        } else {
          const { key } = property;
          const name =
            !property.computed && key.type === 'Identifier' ? key.name : keyOf(reader, evaluate(reader, key, environment));
          inner(property.value, propertyOf(reader, value, name));
        }
      }
      break;
    default:
      reader.fail(`a name or a pattern, got ${pattern.type}`);
  }
}

/** A copy of an object without the properties that a pattern names. */
function restBeside(reader: Reader, value: Value, properties: ObjectPattern['properties'], environment: Environment): Bag {
  const rest = restOf(reader, value);
  for (const property of properties) {
    if (property.type === 'RestElement') continue;
    const { key, computed } = property;
    rest.entries.delete(
      String(!computed && key.type === 'Identifier' ? key.name : keyOf(reader, evaluate(reader, key, environment))),
    );
  }
  return rest;
}

/** What an array pattern asks for: element i, or all from the i-th on. */
function itemsFor(reader: Reader, { elements: wanted }: ArrayPattern, value: Value): (i: number, isRest: boolean) => Value[] {
  if (value instanceof Parameter) {
    return (i, isRest) => (isRest ? value.list(reader).items.slice(i) : [value.item(reader, i)]);
  }
  if (value instanceof List || wanted.some((element) => element?.type === 'RestElement')) {
    const items = [...elements(reader, value)];
    return (i, isRest) => (isRest ? items.slice(i) : [items[i]]);
  }
  // No more is taken than there are places.
  const items = new List([]);
  const enough = { kind: 'break', label: undefined } as const;
  const { mark } = reader.branches;
  const ended =
    wanted.length === 0
      ? undefined
      : iterate(reader, value, (item) => {
          reader.branches.record(items);
          return items.items.push(item) < wanted.length ? undefined : enough;
        });
  reader.branches.settle(mark, ended, (end) => end === enough);
  return (i) => [items.items[i]];
}

function propertyOf(reader: Reader, value: Value, key: string | number): Value {
  if (value === undefined || value === null) return reader.fail(`an object, got ${kindOf(value)}`);
  return get(reader, value, key);
}
