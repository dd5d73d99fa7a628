/**
 * Calls: of functions with source by reading them, of functions of JavaScript that formulas have by what they mean.
 */
import type { CallExpression, NewExpression } from 'acorn';
import { Environment } from './environment.js';
import { evaluate, evaluateLink, missing, spread } from './expression.js';
import { Parameter } from './parameter.js';
import { declarePattern } from './pattern.js';
import type { Reader } from './reader.js';
import { hoist, run } from './statement.js';
import { Builtin, Closure, kindOf, List, type Value } from './value.js';

/** The value of a call expression. */
export function call(reader: Reader, node: CallExpression | NewExpression, environment: Environment): Value | typeof missing {
  const { callee } = node;
  if (callee.type === 'Super') return reader.fail('a plain function, got super');
  const fn = evaluateLink(reader, callee, environment);
  if (fn === missing) return missing;
  if (node.type === 'CallExpression' && node.optional && (fn === undefined || fn === null)) return missing;
  const args = node.arguments.flatMap((argument) => spread(reader, argument, environment));
  reader.charge(args.length);
  if (node.type === 'NewExpression' && !(fn instanceof Builtin)) {
    return reader.fail('a computation with numbers and arrays, got new; write plain numbers');
  }
  return callValue(reader, fn, args);
}

/** The result of calling `fn`. */
export function callValue(reader: Reader, fn: Value, args: readonly Value[]): Value {
  if (fn instanceof Builtin && fn.call) return fn.call(reader, args);
  if (fn instanceof Closure) return callClosure(reader, fn, args);
  if (fn instanceof Parameter) return reader.unresolved(`a function to call, got ${fn.name}, which is not in scope`);
  return reader.fail(`a function to call, got ${fn instanceof Builtin ? `the namespace ${fn.name}` : kindOf(fn)}`);
}

function callClosure(reader: Reader, closure: Closure, args: readonly Value[]): Value {
  const { node, source, environment } = closure;
  if (node.async || node.generator) reader.fail('a plain function to call, got an async function or a generator; write a loop');
  const caller = reader.source;
  reader.source = source;
  const result = reader.at(node, () => {
    let outer = environment;
    if (node.type === 'FunctionExpression' && node.id) {
      outer = new Environment(environment);
      outer.declare(node.id.name, closure, true);
    }
    const inner = new Environment(outer, true);
    node.params.forEach((param, i) => {
      if (param.type === 'RestElement') declarePattern(reader, param.argument, new List(args.slice(i)), inner, 'parameter');
      else declarePattern(reader, param, args[i], inner, 'parameter');
    });
    if (node.body.type !== 'BlockStatement') return evaluate(reader, node.body, inner);
    hoist(node.body, inner);
    const { mark } = reader.branches;
    return reader.branches.result(mark, run(reader, node.body, inner));
  });
  reader.source = caller;
  return result;
}
