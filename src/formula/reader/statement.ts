/**
 * Statements of a plain function.
 */
import type {
  BlockStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Pattern,
  Statement,
  SwitchStatement,
  Node as SyntaxNode,
  VariableDeclaration,
} from 'acorn';
import { Environment } from './environment.js';
import { areEqual, evaluate, isTrue } from './expression.js';
import { elements } from './member.js';
import { assignPattern, declarePattern } from './pattern.js';
import type { Reader } from './reader.js';
import { Bag, Closure, kindOf, type Value } from './value.js';

/** How a statement ends that does not run into the next one. */
type Completion = { kind: 'return'; value: Value } | { kind: 'break' | 'continue'; label: string | undefined } | undefined;

/** Runs a statement. */
export function run(reader: Reader, node: Statement, environment: Environment): Completion {
  return reader.at(node, () => runHere(reader, node, environment, []));
}

function runHere(reader: Reader, node: Statement, environment: Environment, labels: readonly string[]): Completion {
  switch (node.type) {
    case 'ExpressionStatement':
      evaluate(reader, node.expression, environment);
      return undefined;
    case 'VariableDeclaration':
      declare(reader, node, environment);
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
      if (isTrue(reader, evaluate(reader, node.test, environment))) return run(reader, node.consequent, environment);
      return node.alternate ? run(reader, node.alternate, environment) : undefined;
    case 'LabeledStatement': {
      const { name } = node.label;
      const completion = reader.at(node.body, () => runHere(reader, node.body, environment, [...labels, name]));
      return completion?.kind === 'break' && completion.label === name ? undefined : completion;
    }
    case 'ForStatement':
      return forLoop(reader, node, environment, labels);
    case 'WhileStatement':
    case 'DoWhileStatement': {
      let first = node.type === 'DoWhileStatement';
      while (first || isTrue(reader, evaluate(reader, node.test, environment))) {
        first = false;
        const completion = run(reader, node.body, environment);
        if (leaves(completion, labels)) return afterLoop(completion);
      }
      return undefined;
    }
    case 'ForOfStatement':
    case 'ForInStatement':
      return forEach(reader, node, environment, labels);
    case 'SwitchStatement':
      return choose(reader, node, environment);
    case 'ThrowStatement':
      return reader.fail('a value for all arguments, got an error that the function throws');
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

/** Whether a completion of a loop's body ends the loop with these labels. */
function leaves(completion: Completion, labels: readonly string[]): boolean {
  if (completion?.kind !== 'continue') return completion !== undefined;
  return completion.label !== undefined && !labels.includes(completion.label);
}

/** What is left of a completion outside the loop that it ended. */
function afterLoop(completion: Completion): Completion {
  return completion?.kind === 'break' && completion.label === undefined ? undefined : completion;
}

function forLoop(reader: Reader, node: ForStatement, environment: Environment, labels: readonly string[]): Completion {
  let round = new Environment(environment);
  if (node.init?.type === 'VariableDeclaration') declare(reader, node.init, round);
  else if (node.init) evaluate(reader, node.init, round);
  while (!node.test || isTrue(reader, evaluate(reader, node.test, round))) {
    const completion = run(reader, node.body, round);
    if (leaves(completion, labels)) return afterLoop(completion);
    round = round.copy();
    if (node.update) evaluate(reader, node.update, round);
  }
  return undefined;
}

function forEach(
  reader: Reader,
  node: ForOfStatement | ForInStatement,
  environment: Environment,
  labels: readonly string[],
): Completion {
  const source = evaluate(reader, node.right, environment);
  for (const value of node.type === 'ForOfStatement' ? elements(reader, source) : keys(reader, source)) {
    const round = new Environment(environment);
    bindRound(reader, node.left, value, round);
    const completion = run(reader, node.body, round);
    if (leaves(completion, labels)) return afterLoop(completion);
  }
  return undefined;
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
  if (source instanceof Bag) return [...source.entries.keys()];
  return reader.fail(`an object made by the function, got ${kindOf(source)}; loop over an array with for … of`);
}

function choose(reader: Reader, node: SwitchStatement, environment: Environment): Completion {
  const value = evaluate(reader, node.discriminant, environment);
  const inner = new Environment(environment);
  const matching = node.cases.findIndex(({ test }) => test && areEqual(reader, value, evaluate(reader, test, inner), false));
  const start = matching >= 0 ? matching : node.cases.findIndex(({ test }) => !test);
  if (start < 0) return undefined;
  const completion = block(
    reader,
    node.cases.slice(start).flatMap(({ consequent }) => consequent),
    inner,
  );
  return afterLoop(completion);
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
