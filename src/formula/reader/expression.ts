/**
 * Expressions of a plain function.
 */
import type {
  BinaryExpression,
  Expression,
  Literal,
  LogicalExpression,
  MemberExpression,
  ObjectExpression,
  SpreadElement,
  Super,
  TemplateLiteral,
  UnaryExpression,
} from 'acorn';
import { rational } from '../../rounding/rational.js';
import { exactDecimal, literalLimits, shorten } from '../literal.js';
import { bits, fromDouble, negated, nodeOf, operate } from './arithmetic.js';
import { assignment, remove, update } from './assign.js';
import { numberFrom } from './builtin.js';
import { call } from './call.js';
import type { Binding, Environment } from './environment.js';
import { yielded } from './generator.js';
import { elements } from './iterate.js';
import { entriesOf, get, keyOf, propertyName } from './member.js';
import { modelOf } from './model.js';
import { getPrivate, hasPrivate } from './object.js';
import { binary, joined, truthOf, typeName } from './operators.js';
import type { Reader } from './reader.js';
import { Bag, Closure, Conflict, certain, kindOf, List, Model, Outer, Quantity, Truth, type Value } from './value.js';

/** Stands for the whole of an optional chain whose beginning is missing. */
export const missing: unique symbol = Symbol('missing');

/** The value of an expression. */
export function evaluate(reader: Reader, node: Expression | Super, environment: Environment): Value {
  const value = evaluateLink(reader, node, environment);
  return value === missing ? undefined : value;
}

/** The value of an expression that may be a link of an optional chain `a?.b.c`. */
export function evaluateLink(reader: Reader, node: Expression | Super, environment: Environment): Value | typeof missing {
  return reader.at(node, () => evaluateHere(reader, node, environment));
}

function evaluateHere(reader: Reader, node: Expression | Super, environment: Environment): Value | typeof missing {
  const inner = (expression: Expression): Value => evaluate(reader, expression, environment);
  switch (node.type) {
    case 'Literal':
      return literal(reader, node);
    case 'Identifier':
      return lookUp(reader, node.name, environment);
    case 'ParenthesizedExpression':
      return inner(node.expression);
    case 'ChainExpression':
      return inner(node.expression);
    case 'SequenceExpression':
      return node.expressions.map(inner).at(-1);
    case 'UnaryExpression':
      return unary(reader, node, environment);
    case 'BinaryExpression':
      return binaryChain(reader, node, environment);
    case 'LogicalExpression':
      return logical(reader, node, environment);
    case 'ConditionalExpression': {
      const test = truthOf(reader, inner(node.test));
      if (typeof test === 'boolean') return inner(test ? node.consequent : node.alternate);
      return reader.branches.choose(
        test.node,
        () => inner(node.consequent),
        () => inner(node.alternate),
      );
    }
    case 'AssignmentExpression':
      return assignment(reader, node, environment);
    case 'UpdateExpression':
      return update(reader, node, environment);
    case 'ArrayExpression': {
      const items: Value[] = [];
      const holes: number[] = [];
      for (const element of node.elements) {
        if (element) items.push(...spread(reader, element, environment));
        else holes.push(items.push(undefined) - 1);
      }
      reader.charge(1);
      return new List(items, false, holes);
    }
    case 'ObjectExpression':
      return object(reader, node, environment);
    case 'TemplateLiteral':
      return template(reader, node, environment);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      reader.charge(4);
      return new Closure(node, reader.source, environment);
    case 'ClassExpression':
      return modelOf(reader, node, reader.source, environment);
    case 'MemberExpression': {
      const found = member(reader, node, environment);
      return found === missing ? missing : found.value;
    }
    case 'CallExpression':
    case 'NewExpression':
      return call(reader, node, environment);
    case 'ThisExpression':
      return environment.find('this')?.value;
    case 'Super':
      return noObject(reader);
    case 'YieldExpression':
      return yielded(reader, node, environment);
    case 'AwaitExpression':
    case 'ImportExpression':
      return reader.fail('a plain computation, got one that waits; compute such values first and pass them in { scope }');
    default:
      return reader.fail(`an expression with numbers and arrays, got ${node.type}; write it with plain arithmetic`);
  }
}

/** A member, and the object that it is of, which is `this` where it is called. */
export function member(
  reader: Reader,
  node: MemberExpression,
  environment: Environment,
): { readonly self: Value; readonly value: Value } | typeof missing {
  if (node.object.type === 'Super') {
    const model = environment.find('super')?.value;
    const self = environment.find('this')?.value;
    if (model instanceof Outer) return { self, value: get(reader, model, propertyKey(reader, node, environment), self) };
    if (!(model instanceof Model && model.parent)) return noObject(reader);
    const isStatic = self instanceof Model;
    return {
      self,
      value: get(reader, isStatic ? model.parent : model.parent.prototype, propertyKey(reader, node, environment), self),
    };
  }
  const target = evaluateLink(reader, node.object, environment);
  if (target === missing || (node.optional && (target === undefined || target === null))) return missing;
  if (target === undefined && node.object.type === 'ThisExpression') return noObject(reader);
  if (node.property.type === 'PrivateIdentifier')
    return { self: target, value: getPrivate(reader, target, node.property, environment) };
  return { self: target, value: get(reader, target, propertyKey(reader, node, environment)) };
}

function noObject(reader: Reader): never {
  return reader.fail('a function of its arguments only, got this; pass the object in { scope } or write a plain function');
}

/** The values of an element or argument, of which `...rest` gives several. */
export function spread(reader: Reader, node: Expression | SpreadElement, environment: Environment): Value[] {
  if (node.type !== 'SpreadElement') return [evaluate(reader, node, environment)];
  const values = elements(reader, evaluate(reader, node.argument, environment));
  reader.charge(values.length);
  return [...values];
}

/** The key of a member or property: a name, or the value of what stands in brackets. */
export function propertyKey(
  reader: Reader,
  node: { readonly computed: boolean; readonly property: { readonly type: string } },
  environment: Environment,
): string | number {
  const property = node.property as Expression;
  if (!node.computed && property.type === 'Identifier') return property.name;
  return keyOf(reader, evaluate(reader, property, environment));
}

function literal(reader: Reader, node: Literal): Value {
  const { value, raw = '' } = node;
  if (typeof value === 'number') return reader.literal(node, () => number(reader, raw, value));
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  const got = shorten(raw);
  return reader.fail(`a number, got ${typeof value === 'bigint' ? `the bigint ${got}; leave out its n` : got}`);
}

/** A number as it is written, exactly: 0.1 is 1/10. */
function number(reader: Reader, raw: string, value: number): Quantity {
  const text = raw.replaceAll('_', '');
  const exactValue = /^0[xob]/iu.test(text) && text.length <= 1000 ? rational(BigInt(text)) : exactDecimal(text);
  if (!exactValue) reader.fail(`${literalLimits}, got ${shorten(text)}`);
  if (!Number.isFinite(value)) return new Quantity(undefined, value);
  const isDouble = exactValue.den === 1n && Number.isSafeInteger(value);
  const constant = Quantity.constant(reader.dag, value, isDouble ? undefined : exactValue);
  // Constants that are written stand in the graph in the order of the text.
  nodeOf(reader, constant);
  return constant;
}

/** The value of a name. */
export function lookUp(reader: Reader, name: string, environment: Environment): Value {
  const found = environment.find(name);
  if (found) {
    if ('born' in found) reader.see(found as Binding);
    return found.value;
  }
  if (Object.hasOwn(globalThis, name)) {
    return reader.fail(
      `a computation with what formulas have of JavaScript, got ${name}; write plain arithmetic, or pass it in { scope }`,
    );
  }
  return reader.unresolved(`a name of the function or of its scope, got ${name}; pass it as { scope: () => ({ ${name} }) }`);
}

function unary(reader: Reader, { operator, argument }: UnaryExpression, environment: Environment): Value {
  if (operator === 'typeof' && argument.type === 'Identifier' && !environment.find(argument.name)) return 'undefined';
  if (operator === 'delete') return remove(reader, argument, environment);
  const value = evaluate(reader, argument, environment);
  switch (operator) {
    case '-':
      return operate(reader, 'neg', value);
    case '+':
      return numberFrom(reader, value);
    case '!':
      return negated(reader, truthOf(reader, value));
    case '~':
      return bits(reader, '^', value, fromDouble(reader, -1));
    case 'void':
      return undefined;
    default:
      return typeName(certain(reader, value, 'a value of one kind for typeof'));
  }
}

/** Left-associative chains such as a + b + c + … are as long as the text, so they are walked and not recursed into. */
function binaryChain(reader: Reader, node: BinaryExpression, environment: Environment): Value {
  const chain: BinaryExpression[] = [node];
  let first = node.left;
  while (first.type === 'BinaryExpression') {
    chain.push(first);
    first = first.left;
  }
  let left =
    first.type === 'PrivateIdentifier'
      ? hasPrivate(reader, evaluate(reader, chain.pop()!.right, environment), first, environment)
      : evaluate(reader, first, environment);
  const outer = reader.place;
  for (const link of chain.reverse()) {
    reader.pass(1);
    reader.place = link;
    left = binary(reader, link.operator, left, evaluate(reader, link.right, environment));
  }
  reader.place = outer;
  return left;
}

function template(reader: Reader, { quasis, expressions }: TemplateLiteral, environment: Environment): string {
  const parts = quasis.flatMap(({ value }, i): Value[] => {
    const expression = expressions[i];
    return expression ? [value.cooked ?? '', evaluate(reader, expression, environment)] : [value.cooked ?? ''];
  });
  return joined(reader, parts);
}

function logical(reader: Reader, { operator, left, right }: LogicalExpression, environment: Environment): Value {
  const value = evaluate(reader, left, environment);
  return kept(reader, operator, value, () => evaluate(reader, right, environment));
}

/** `value || other()`, `value && other()` or `value ?? other()`. */
export function kept(reader: Reader, operator: string, value: Value, other: () => Value): Value {
  if (operator.startsWith('??')) {
    if (value instanceof Conflict) return reader.fail(`a value or none, got ${kindOf(value)}`);
    return value ?? other();
  }
  const truth = truthOf(reader, value);
  const isOr = operator.startsWith('||');
  if (typeof truth === 'boolean') return truth === isOr ? value : other();
  // A truth keeps itself as what it is known to be.
  const known = value instanceof Truth ? isOr : value;
  return reader.branches.choose(
    truth.node,
    () => (isOr ? known : other()),
    () => (isOr ? other() : known),
  );
}

function object(reader: Reader, node: ObjectExpression, environment: Environment): Bag {
  reader.charge(2);
  const bag = new Bag();
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const source = evaluate(reader, property.argument, environment);
      if (source === undefined || source === null || typeof source === 'boolean') continue;
      const entries = entriesOf(reader, source) ?? reader.fail(`an object to spread, got ${kindOf(source)}; list its properties`);
      for (const [key, value] of entries) bag.entries.set(key, value);
      reader.charge(entries.length);
      continue;
    }
    const { key, kind } = property;
    const name = !property.computed && key.type === 'Identifier' ? key.name : keyOf(reader, evaluate(reader, key, environment));
    const value = evaluate(reader, property.value, environment);
    if (kind === 'init') bag.entries.set(propertyName(reader, name), value);
    else bag.accessors.set(propertyName(reader, name), { ...bag.accessors.get(String(name)), [kind]: value as Closure });
  }
  return bag;
}
