/**
 * What names stand for in the text of a formula: its variables, constants, the functions of brook and those of a scope.
 */
import { type IndexedName, isIndexed, maxIndex, takesIndex } from '../series/functions.js';
import { constantText } from './constant-text.js';
import type { Dag } from './dag.js';
import { defined, definitionOf } from './definition.js';
import { FormulaError } from './error.js';
import type { Token } from './lexer.js';
import { shorten } from './literal.js';
import {
  isFunctionName,
  type NamedFunction,
  namedConstants,
  namedFunctions,
  noVariables,
  unknownFunctionRemedy,
} from './names.js';
import type { Scope } from './reader/scope.js';

/** The names that are a formula's own. */
export interface OwnNames {
  /** The nodes of names that are not functions; constants stand for names that it does not give. */
  readonly lookup: (name: string) => number | undefined;
  /** Names to list when one is unknown. */
  readonly known?: readonly string[];
  /** Functions made by `defineFunction`, by name. */
  readonly scope?: Scope | undefined;
}

/** The names of one text, whose errors point into it. */
export class Glossary {
  readonly #text: string;
  readonly #dag: Dag;
  readonly #lookup: (name: string) => number | undefined;
  readonly #known: readonly string[];
  readonly #functions: Readonly<Record<string, unknown>>;

  constructor(text: string, dag: Dag, { lookup, known = [], scope = {} }: OwnNames) {
    this.#text = text;
    this.#dag = dag;
    this.#lookup = lookup;
    this.#known = known;
    this.#functions = typeof scope === 'function' ? scope() : scope;
  }

  /** The node of a name that stands alone. */
  valueOf(token: Token): number {
    const name = token.text;
    if (isFunctionName(name)) throw this.#error(token, `the argument of ${name}; write ${name}(x)`);
    const node = this.#lookup(name) ?? namedConstants.get(name)?.(this.#dag);
    if (node !== undefined) return node;
    if (name.endsWith("'") && this.#known.length === 0) {
      throw this.#error(
        token,
        `a known name, got ${name}; write derivatives with derivative(), and names with letters, digits and _`,
      );
    }
    const remedy = noVariables.get(name);
    if (remedy !== undefined) throw this.#error(token, `a number or a variable, got ${name}; ${remedy}`);
    const known = this.#known.length > 0 ? `the variables are ${this.#known.join(', ')}` : 'no variables are declared';
    throw this.#error(token, `a known name, got ${name}; ${known}`);
  }

  /** The function of a name before a parenthesis. */
  functionOf(token: Token): NamedFunction {
    const name = token.text;
    const isVariable = this.#known.includes(name);
    const called = this.#given(token) ?? (isVariable ? undefined : namedFunctions.get(name));
    if (called !== undefined) return called;
    const remedy = isVariable ? `for a product write ${name}*(…)` : unknownFunctionRemedy(name);
    throw this.#error(token, `a function before '(', got ${isVariable ? 'the variable ' : ''}${name}; ${remedy}`);
  }

  /** The node of what a name calls, by arguments. */
  apply(token: Token, { arity, most = arity, build }: NamedFunction, args: readonly number[]): number {
    const name = token.text;
    if (args.length < arity || args.length > most) {
      const some = `${most > arity ? 'at least ' : ''}${arity === 1 ? '1 argument' : `${arity} arguments`}`;
      throw this.#error(token, `${some} of ${name}, got ${args.length}`);
    }
    if (isIndexed(name)) this.#requireIndex(token, name, args[0]!);
    return build(this.#dag, args);
  }

  /** Throws at a function whose first argument is not one of the whole numbers that it takes there. */
  #requireIndex(token: Token, name: IndexedName, id: number): void {
    const value = this.#dag.valueOf(id);
    if (takesIndex(name, value?.den === 1n ? Number(value.num) : Number.NaN)) return;
    const got = value === undefined ? 'what is no known number' : shorten(constantText(value));
    const least = name === 'besselJ' ? -maxIndex : 0;
    throw this.#error(token, `a whole number from ${least} to ${maxIndex} as the first argument of ${name}, got ${got}`);
  }

  /** A function of the scope. */
  #given(token: Token): NamedFunction | undefined {
    const name = token.text;
    if (!Object.hasOwn(this.#functions, name)) return undefined;
    // an accessor would run code
    const definition = definitionOf(Object.getOwnPropertyDescriptor(this.#functions, name)!.value);
    if (definition !== undefined) return { arity: 1, build: (dag, [u = 0]) => defined(dag, definition, u) };
    throw this.#error(
      token,
      `a function made by defineFunction in scope for ${name}, got another value; read plain functions from a function instead of a text`,
    );
  }

  #error(token: Token, expectation: string): FormulaError {
    return new FormulaError(`formula: expected ${expectation}`, this.#text, token.position);
  }
}
