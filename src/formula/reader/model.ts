/**
 * Classes, and the objects that they make.
 */
import type { Class, Expression, MethodDefinition, PropertyDefinition } from 'acorn';
import { callClosure } from './call.js';
import { Environment } from './environment.js';
import { evaluate } from './expression.js';
import { keyOf, propertyName } from './member.js';
import { Private } from './object.js';
import type { Reader } from './reader.js';
import type { Source } from './source.js';
import { setRow } from './table.js';
import { Bag, Closure, kindOf, Model, type Outer, Quantity, type Value } from './value.js';

/** The class of a syntax tree. `statics` are those of a class of the scope, which exists. */
export function modelOf(
  reader: Reader,
  node: Class,
  source: Source,
  outer: Environment,
  { statics, parent = parentOf(reader, node, outer) }: { readonly statics?: Outer; readonly parent?: Model | undefined } = {},
): Model {
  const environment = new Environment(outer);
  const own = new Bag(false, parent?.statics);
  const model = new Model({ node, source, environment, parent, statics: statics ?? own });
  if (node.id) environment.declare(node.id.name, model, true);
  environment.declare('super', model, true);
  declarePrivates(node, source, environment);
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock')
      reader.fail('a class of methods and fields, got a static block; write its values where they are used');
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') continue;
    if (member.static && statics) continue;
    if (member.type === 'MethodDefinition') addMethod(reader, member.static ? own : model.prototype, member, model);
    else if (member.static) setField(reader, member, environment, model);
    if (member.type === 'MethodDefinition' && member.static && member.key.type === 'PrivateIdentifier') {
      setRow(reader, environment.privateNamed(member.key.name)!.objects, model, undefined);
    }
  }
  return model;
}

/** The private names of a class, each another one than those of all other classes. */
function declarePrivates({ body }: Class, source: Source, environment: Environment): void {
  for (const member of body.body) {
    if (member.type === 'StaticBlock' || member.key.type !== 'PrivateIdentifier') continue;
    const { name } = member.key;
    const known = environment.ownPrivate(name) ?? new Private();
    environment.declarePrivate(name, known);
    if (member.type === 'PropertyDefinition') continue;
    const closure = new Closure(member.value, source, environment);
    if (member.kind === 'get' || member.kind === 'set') known.accessor = { ...known.accessor, [member.kind]: closure };
    else known.method = closure;
  }
}

function parentOf(reader: Reader, { superClass }: Class, environment: Environment): Model | undefined {
  if (!superClass) return undefined;
  const parent = evaluate(reader, superClass, environment);
  return parent instanceof Model
    ? parent
    : reader.fail(`a class to extend, got ${kindOf(parent)}; write it as a class, or pass it in { scope }`);
}

function addMethod(reader: Reader, to: Bag, { kind, value, ...key }: MethodDefinition, { source, environment }: Model): void {
  if (key.key.type === 'PrivateIdentifier') return;
  const name = nameOf(reader, key, environment);
  const closure = new Closure(value, source, environment);
  if (kind === 'get' || kind === 'set') to.accessors.set(name, { ...to.accessors.get(name), [kind]: closure });
  else to.entries.set(name, closure);
  to.hidden.add(name);
}

function nameOf(
  reader: Reader,
  { key, computed }: Pick<MethodDefinition | PropertyDefinition, 'key' | 'computed'>,
  environment: Environment,
): string {
  const name =
    !computed && key.type === 'Identifier' ? key.name : keyOf(reader, evaluate(reader, key as Expression, environment));
  return propertyName(reader, name);
}

/** Gives an object a field, its own or a private one. */
function setField(reader: Reader, member: PropertyDefinition, environment: Environment, self: Bag | Model): void {
  const { key } = member;
  if (key.type === 'PrivateIdentifier') {
    const value = fieldOf(reader, member, environment, self);
    setRow(reader, environment.privateNamed(key.name)!.objects, self, value);
    return;
  }
  const name = nameOf(reader, member, environment);
  const bag = self instanceof Model ? (self.statics as Bag) : self;
  const value = fieldOf(reader, member, environment, self);
  reader.branches.record(bag);
  bag.entries.set(name, value);
}

/** The value of a field, in which `this` is the object that is made. */
function fieldOf(reader: Reader, { value }: PropertyDefinition, environment: Environment, self: Value): Value {
  if (!value) return undefined;
  const inner = new Environment(environment, true);
  inner.declare('this', self, true);
  return evaluate(reader, value, inner);
}

/** `new C(...args)`. */
export function construct(reader: Reader, model: Model, args: readonly Value[]): Bag {
  reader.charge(4);
  const self = new Bag(false, model.prototype);
  initialize(reader, model, self, args);
  return self;
}

/** What a class does with an object of its own or of a class that extends it. */
function initialize(reader: Reader, model: Model, self: Bag, args: readonly Value[]): void {
  const { node, source, environment, parent } = model;
  const maker = node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor');
  if (parent === undefined) setFields(reader, model, self);
  else if (maker === undefined) {
    initialize(reader, parent, self, args);
    setFields(reader, model, self);
  }
  if (maker?.type !== 'MethodDefinition') return;
  const result = callClosure(reader, new Closure(maker.value, source, environment), args, self);
  if (result !== undefined && typeof result === 'object' && result !== null && !(result instanceof Quantity)) {
    reader.fail(`a constructor that returns nothing, got ${kindOf(result)}; make such objects in a function`);
  }
}

/** `super(...args)` in the constructor of a class that extends another. */
export function initializeParent(reader: Reader, environment: Environment, args: readonly Value[]): void {
  const model = environment.find('super')?.value;
  const self = environment.find('this')?.value;
  if (!(model instanceof Model && model.parent && self instanceof Bag)) reader.fail('a class that extends another, got super');
  initialize(reader, model.parent, self, args);
  setFields(reader, model, self);
}

function setFields(reader: Reader, { node, source, environment }: Model, self: Bag): void {
  const caller = reader.source;
  reader.source = source;
  for (const member of node.body.body) {
    if (member.type !== 'MethodDefinition' || member.static || member.key.type !== 'PrivateIdentifier') continue;
    setRow(reader, environment.privateNamed(member.key.name)!.objects, self, undefined);
  }
  for (const member of node.body.body) {
    if (member.type === 'PropertyDefinition' && !member.static) setField(reader, member, environment, self);
  }
  reader.source = caller;
}
