/**
 * Calls: of functions with source by reading them, of functions of JavaScript that formulas have by what they mean.
 */
import type { CallExpression, Expression, NewExpression, Pattern } from 'acorn';
import { Environment } from './environment.js';
import { evaluate, evaluateLink, member, missing, spread } from './expression.js';
import { Yielding } from './generator.js';
import { construct, initializeParent } from './model.js';
import { prototypeOf } from './object.js';
import { Parameter } from './parameter.js';
import { declarePattern } from './pattern.js';
import type { Reader } from './reader.js';
import { hoist, run } from './statement.js';
import { Bag, Builtin, birth, Closure, Conflict, kindOf, List, Model, Outer, Table, type Value } from './value.js';

/** The value of a call expression. */
export function call(reader: Reader, node: CallExpression | NewExpression, environment: Environment): Value | typeof missing {
  const { callee } = node;
  const given = (): Value[] => {
    const args = node.arguments.flatMap((argument) => spread(reader, argument, environment));
    reader.pass(args.length);
    return args;
  };
  if (callee.type === 'Super') {
    initializeParent(reader, environment, given());
    return undefined;
  }
  if (isNaming(node, environment)) return evaluate(reader, node.arguments[0] as Expression, environment);
  let self: Value;
  let fn: Value | typeof missing;
  if (node.type === 'CallExpression' && callee.type === 'MemberExpression') {
    const found = reader.at(callee, () => member(reader, callee, environment));
    if (found === missing) return missing;
    [self, fn] = [found.self, found.value];
  } else fn = evaluateLink(reader, callee, environment);
  if (fn === missing) return missing;
  if (node.type === 'CallExpression' && node.optional && (fn === undefined || fn === null)) return missing;
  const args = given();
  return node.type === 'NewExpression' ? made(reader, fn, args) : callValue(reader, fn, args, self);
}

/** Whether a function gets its name by `n(() => …, "name")`, as esbuild keeps names: the minified helper is in no scope. */
function isNaming(
  { type, callee, arguments: [fn, name, more] }: CallExpression | NewExpression,
  environment: Environment,
): boolean {
  const isFunction = fn?.type === 'ArrowFunctionExpression' || fn?.type === 'FunctionExpression';
  const isNamed = name?.type === 'Literal' && typeof name.value === 'string' && more === undefined;
  const isUnknown = callee.type === 'Identifier' && environment.find(callee.name) === undefined;
  return type === 'CallExpression' && isFunction && isNamed && isUnknown;
}

/** `new F(...args)`. */
function made(reader: Reader, fn: Value, args: readonly Value[]): Value {
  if (fn instanceof Builtin) return callValue(reader, fn, args);
  if (fn instanceof Model) return construct(reader, fn, args);
  const prototype = prototypeOf(reader, fn);
  if (!(fn instanceof Closure) || prototype === undefined) {
    return reader.fail('a class to make an object of, got another value for new; write plain numbers');
  }
  reader.charge(2);
  const self = new Bag(false, prototype);
  const result = callClosure(reader, fn, args, self);
  if (result === undefined || result === self) return self;
  return isObject(result) ? result : reader.fail(`a constructor that returns nothing, got ${kindOf(result)}`);
}

/** Whether a constructor's result stands for the object that it was to make. */
export function isObject(value: Value): boolean {
  return value instanceof Bag || value instanceof List || value instanceof Table || value instanceof Outer;
}

/** The result of calling `fn`, with `self` for `this`. */
export function callValue(reader: Reader, fn: Value, args: readonly Value[], self?: Value): Value {
  if (fn instanceof Builtin && fn.call) return fn.call(reader, args, self);
  if (fn instanceof Closure) return callClosure(reader, fn, args, self);
  if (fn instanceof Model) return reader.fail('a function to call, got a class; make objects of it with new');
  if (fn instanceof Parameter) return reader.unresolved(`a function to call, got ${fn.name}, which is not in scope`);
  return reader.fail(`a function to call, got ${fn instanceof Builtin ? `the namespace ${fn.name}` : kindOf(fn)}`);
}

export function callClosure(reader: Reader, closure: Closure, args: readonly Value[], self?: Value): Value {
  const { node, source, environment } = closure;
  if (node.async)
    reader.fail('a plain function to call, got an async function; compute such values first and pass them in { scope }');
  const caller = reader.source;
  reader.source = source;
  const result = reader.at(node, () => {
    let outer = environment;
    if (node.type === 'FunctionExpression' && node.id) {
      outer = new Environment(environment);
      outer.declare(node.id.name, closure, true);
    }
    const born = birth();
    reader.charge(1);
    const inner = new Environment(outer, true);
    if (node.type !== 'ArrowFunctionExpression') {
      inner.declare('this', self, true);
      inner.declareComputed('arguments', () => argumentsOf(node.params, args, inner));
    }
    node.params.forEach((param, i) => {
      if (param.type === 'RestElement') declarePattern(reader, param.argument, new List(args.slice(i)), inner, 'parameter');
      else declarePattern(reader, param, args[i], inner, 'parameter');
    });
    if (node.body.type !== 'BlockStatement') return evaluate(reader, node.body, inner);
    hoist(node.body, inner);
    const { mark } = reader.branches;
    const body = node.body;
    if (!node.generator) return reader.branches.result(mark, run(reader, body, inner));
    return new Yielding((give) => {
      inner.declare('yield', new Builtin('yield', (_, [value]) => give(value)), true);
      const consumer = reader.source;
      reader.source = source;
      const completion = reader.at(node, () => run(reader, body, inner));
      reader.source = consumer;
      return completion;
    }, born);
  });
  reader.source = caller;
  return result;
}

/** What `arguments` is: where plain parameters have other values by now, their places hold what only strict code, or only other code, sees there. */
function argumentsOf(params: readonly Pattern[], args: readonly Value[], inner: Environment): List {
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : undefined));
  // With a default, a pattern or a rest among them, parameters have nothing to do with `arguments`.
  if (names.includes(undefined)) return new List([...args], true);
  const isLast = (i: number): boolean => names.lastIndexOf(names[i]) === i;
  const items = args.map((arg, i) => {
    const now = i < names.length && isLast(i) ? inner.find(names[i]!)?.value : arg;
    return now === arg ? arg : new Conflict(arg, now, ALIASED);
  });
  return new List(items, true);
}

const ALIASED =
  'an element of arguments whose parameter has changed, which strict functions and others see differently (use the parameter)';
