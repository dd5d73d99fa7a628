/**
 * Statements of a plain function.
 */
import type {
  BlockStatement,
  CatchClause,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  IfStatement,
  Pattern,
  Statement,
  SwitchStatement,
  Node as SyntaxNode,
  TryStatement,
  VariableDeclaration,
} from 'acorn';
import type { Abrupt } from './branch.js';
import { Environment } from './environment.js';
import { evaluate } from './expression.js';
import { iterate } from './iterate.js';
import { entriesOf, namesOf } from './member.js';
import { modelOf } from './model.js';
import { areEqual, isTrue, truthOf } from './operators.js';
import { assignPattern, declarePattern } from './pattern.js';
import type { Reader } from './reader.js';
import { Bag, Closure, kindOf, List, Outer, type Value } from './value.js';

/** How a statement ends: undefined where it runs into the next one. */
type Completion = Abrupt | undefined;

/** Runs a statement. */
export function run(reader: Reader, node: Statement, environment: Environment, labels: readonly string[] = []): Completion {
  const read = (): Completion => reader.at(node, () => runHere(reader, node, environment, labels));
  if (reader.tries === 0 && reader.stops === 0) return read();
  const { mark } = reader.branches;
  const [ended, left] = reader.unlessLeft(read);
  if (!left) return ended;
  // what has left a loop or switch before goes on behind it
  return /^(?:For|While|DoWhile|Switch)/u.test(node.type) ? afterLoop(reader, mark, left) : left;
}

function runHere(reader: Reader, node: Statement, environment: Environment, labels: readonly string[]): Completion {
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(reader, node.expression, environment);
      return undefined;
    case 'VariableDeclaration':
      declare(reader, node, environment);
      return undefined;
    case 'ClassDeclaration':
      environment.declare(node.id.name, modelOf(reader, node, reader.source, environment), true);
      return undefined;
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return undefined;
    case 'BlockStatement':
      return block(reader, node.body, new Environment(environment));
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument ? evaluate(reader, node.argument, environment) : undefined };
    case 'BreakStatement':
      return { kind: 'break', label: node.label?.name };
    case 'ContinueStatement':
      return { kind: 'continue', label: node.label?.name };
    case 'IfStatement':
      return choice(reader, node, environment);
    case 'LabeledStatement': {
      const { name } = node.label;
      const { mark } = reader.branches;
      const completion = run(reader, node.body, environment, [...labels, name]);
      return reader.branches.settle(mark, completion, (ended) => ended.kind === 'break' && ended.label === name);
    }
    case 'ForStatement':
      return forLoop(reader, node, environment, labels);
    case 'WhileStatement':
    case 'DoWhileStatement': {
      let first = node.type === 'DoWhileStatement';
      const { mark } = reader.branches;
      while (first || isTrue(reader, evaluate(reader, node.test, environment))) {
        first = false;
        const completion = round(reader, node.body, environment, labels);
        if (completion) return afterLoop(reader, mark, completion);
      }
      return afterLoop(reader, mark, undefined);
    }
    case 'ForOfStatement':
    case 'ForInStatement':
      return forEach(reader, node, environment, labels);
    case 'SwitchStatement':
      return choose(reader, node, environment);
    case 'ThrowStatement':
      // Where a condition holds, the function has no value then.
      refuseCertainError(reader);
      return { kind: 'throw' };
    case 'TryStatement':
      return attempt(reader, node, environment);
    default:
      return reader.fail(`a computation with numbers and arrays, got ${node.type}; write it with plain statements`);
  }
}

/** Runs statements in an environment of their own, functions declared among them first. */
function block(reader: Reader, body: readonly Statement[], environment: Environment): Completion {
  for (const statement of body) {
    if (statement.type !== 'FunctionDeclaration') continue;
    environment.declare(statement.id.name, new Closure(statement, reader.source, environment));
  }
  for (const statement of body) {
    const completion = run(reader, statement, environment);
    if (completion) return completion;
  }
  return undefined;
}

function declare(reader: Reader, { kind, declarations }: VariableDeclaration, environment: Environment): void {
  if (kind !== 'const' && kind !== 'let' && kind !== 'var') reader.fail(`const, let or var, got ${kind}`);
  for (const { id, init } of declarations) {
    // `var x;` after `x = 1` leaves x alone.
    if (kind === 'var' && !init) continue;
    declarePattern(reader, id, init ? evaluate(reader, init, environment) : undefined, environment, kind);
  }
}

function refuseCertainError(reader: Reader): void {
  if (reader.tries === 0 && reader.branches.isCertain)
    reader.fail('a value for all arguments, got an error that the function throws');
}

/** Stands for running on behind a statement, while other branches end otherwise. */
const onward = { kind: 'break', label: '' } as const satisfies Abrupt;

/** `try`: the branches that throw are joined and caught, and each branch runs what is finally to be done. */
function attempt(reader: Reader, { block: body, handler, finalizer }: TryStatement, environment: Environment): Completion {
  const { branches } = reader;
  const { mark } = branches;
  reader.tries++;
  let completion: Abrupt = run(reader, body, environment) ?? onward;
  reader.tries--;
  if (handler) {
    const other = branches.settle(mark, completion, ({ kind }) => kind === 'throw');
    completion = other ?? caught(reader, handler, environment) ?? onward;
  }
  if (finalizer) {
    const others = branches.mark - mark;
    completion = run(reader, finalizer, environment) ?? completion;
    for (let i = 0; i < others; i++) {
      const ended = branches.next(mark, completion);
      completion = run(reader, finalizer, environment) ?? ended;
    }
  }
  const last = branches.settle(mark, completion, (ended) => ended.kind === 'break' && ended.label === onward.label);
  if (last?.kind === 'throw') refuseCertainError(reader);
  return last;
}

function caught(reader: Reader, { param, body }: CatchClause, environment: Environment): Completion {
  const inner = new Environment(environment);
  // an error has no value that a formula could have
  if (param) declarePattern(reader, param, new Bag(true), inner, 'const');
  return run(reader, body, inner);
}

/** One branch of a condition that is known, or both. */
function choice(reader: Reader, node: IfStatement, environment: Environment): Completion {
  const test = truthOf(reader, evaluate(reader, node.test, environment));
  const yes = (): Completion => run(reader, node.consequent, environment);
  const no = (): Completion => (node.alternate ? run(reader, node.alternate, environment) : undefined);
  if (typeof test === 'boolean') return test ? yes() : no();
  return reader.branches.fork(test.node, yes, no);
}

/** One round of a loop with these labels; a completion ends the loop. */
function round(reader: Reader, body: Statement, environment: Environment, labels: readonly string[]): Completion {
  const { mark } = reader.branches;
  return reader.branches.settle(
    mark,
    run(reader, body, environment),
    (ended) => ended.kind === 'continue' && (ended.label === undefined || labels.includes(ended.label)),
  );
}

/** What is left of a completion outside the loop or switch that it ended. */
function afterLoop(reader: Reader, mark: number, completion: Completion): Completion {
  return reader.branches.settle(mark, completion, (ended) => ended.kind === 'break' && ended.label === undefined);
}

function forLoop(reader: Reader, node: ForStatement, environment: Environment, labels: readonly string[]): Completion {
  let names = new Environment(environment);
  if (node.init?.type === 'VariableDeclaration') declare(reader, node.init, names);
  else if (node.init) evaluate(reader, node.init, names);
  const { mark } = reader.branches;
  while (!node.test || isTrue(reader, evaluate(reader, node.test, names))) {
    const completion = round(reader, node.body, names, labels);
    if (completion) return afterLoop(reader, mark, completion);
    names = names.copy();
    if (node.update) evaluate(reader, node.update, names);
  }
  return afterLoop(reader, mark, undefined);
}

function forEach(
  reader: Reader,
  node: ForOfStatement | ForInStatement,
  environment: Environment,
  labels: readonly string[],
): Completion {
  const source = evaluate(reader, node.right, environment);
  const { mark } = reader.branches;
  const visit = (value: Value): Completion => {
    const names = new Environment(environment);
    bindRound(reader, node.left, value, names);
    return round(reader, node.body, names, labels);
  };
  const completion = iterate(reader, node.type === 'ForOfStatement' ? source : new List(keys(reader, source)), visit);
  return afterLoop(reader, mark, completion);
}

function bindRound(reader: Reader, left: VariableDeclaration | Pattern, value: Value, round: Environment): void {
  if (left.type !== 'VariableDeclaration') {
    assignPattern(reader, left, value, round);
    return;
  }
  const { kind } = left;
  const [declarator] = left.declarations;
  if (declarator && (kind === 'const' || kind === 'let' || kind === 'var'))
    declarePattern(reader, declarator.id, value, round, kind);
}

function keys(reader: Reader, source: Value): string[] {
  if (source instanceof Bag) {
    for (let at = source.prototype; at !== undefined; at = at instanceof Bag ? at.prototype : undefined) {
      if (at instanceof Bag && namesOf(reader, at).length === 0) continue;
      reader.fail('an object whose properties are all its own for for … in, got one that inherits some; loop over Object.keys');
    }
    return namesOf(reader, source);
  }
  const isPlain = source instanceof Outer && [Object.prototype, null].includes(Object.getPrototypeOf(source.object));
  const entries = isPlain ? entriesOf(reader, source) : undefined;
  return entries?.map(([key]) => key) ?? reader.fail(`a plain object, got ${kindOf(source)}; loop over an array with for … of`);
}

function choose(reader: Reader, node: SwitchStatement, environment: Environment): Completion {
  const value = evaluate(reader, node.discriminant, environment);
  const inner = new Environment(environment);
  const { mark } = reader.branches;
  const from = (start: number): Completion =>
    block(
      reader,
      node.cases.slice(start).flatMap(({ consequent }) => consequent),
      inner,
    );
  const otherwise = node.cases.findIndex(({ test }) => !test);
  /** The cases from the i-th on, where none before it matched. */
  const match = (i: number): Completion => {
    const next = node.cases[i];
    if (!next) return otherwise < 0 ? undefined : from(otherwise);
    const isEqual = next.test ? areEqual(reader, value, evaluate(reader, next.test, inner), false) : false;
    if (typeof isEqual === 'boolean') return isEqual ? from(i) : match(i + 1);
    return reader.branches.fork(
      isEqual.node,
      () => from(i),
      () => match(i + 1),
    );
  };
  return afterLoop(reader, mark, match(0));
}

/** Makes room for the `var` names of a function, wherever in it they are declared. */
export function hoist(body: BlockStatement, environment: Environment): void {
  const pending: unknown[] = [body];
  while (pending.length > 0) {
    const node = pending.pop();
    if (Array.isArray(node)) pending.push(...node);
    if (!isSyntax(node) || /Function|Class/u.test(node.type)) continue;
    if (node.type === 'VariableDeclaration' && (node as VariableDeclaration).kind === 'var') {
      for (const { id } of (node as VariableDeclaration).declarations)
        for (const name of namesIn(id)) environment.declareVar(name);
    }
    pending.push(...Object.values(node));
  }
}

function isSyntax(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => namesIn(property.type === 'RestElement' ? property : property.value));
    default:
      return [];
  }
}
