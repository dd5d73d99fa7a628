/**
 * The state of one reading: the graph that grows, how much has been done, and the place for error messages.
 */
import type { Node as SyntaxNode } from 'acorn';
import type { Dag } from '../dag.js';
import { FormulaError } from '../error.js';
import { Branches } from './branch.js';
import type { Environment } from './environment.js';
import type { Parameter } from './parameter.js';
import { outermost, type Scope } from './scope.js';
import type { Source } from './source.js';

/**
 * Steps one reading may take: expressions evaluated, statements run, array elements made. A step takes two to four microseconds, so
 * that a loop to 1e12 is refused within a second.
 */
const maxSteps = 200_000;

/** Deepest nesting of expressions and calls together; each level takes a few frames of the engine's stack. */
const maxDepth = 500;

/** A name or a method that the reader does not know, and that a function over brook values may have. */
export class UnresolvedError extends FormulaError {}

/** Leaves an expression in which a function was called that throws whatever its arguments are, inside `try`. */
export class Unwound extends Error {}

/** What reading knows and has done so far. */
export class Reader {
  readonly dag: Dag;
  /** Source that {@link Reader.place} is in. */
  source: Source;
  /** What is being read. */
  place: SyntaxNode;
  /** Parameters found to be numbers: variable `i` of the graph is `parameters[i]`. */
  readonly parameters: Parameter[] = [];
  /** What the function and its helpers see from outside. */
  readonly outermost: Environment;
  /** What to say of the property of an object that was last missed. */
  missing: string | undefined;
  readonly branches: Branches = new Branches(this);
  /** How many `try` are open: what is thrown in them is kept, to be caught. */
  tries = 0;
  #steps = 0;
  #depth = 0;

  constructor(dag: Dag, source: Source, place: SyntaxNode, scope: Scope) {
    this.outermost = outermost(this, scope);
    this.dag = dag;
    this.source = source;
    this.place = place;
  }

  /** A new variable of the graph for a parameter. */
  variable(parameter: Parameter): number {
    return this.dag.variable(this.parameters.push(parameter) - 1);
  }

  /** Counts `steps` of work. */
  charge(steps: number): void {
    this.#steps += steps;
    if (!(this.#steps <= maxSteps)) {
      this.fail(`a function that ends within ${maxSteps} steps, got more; shorten its loops or write the formula out`);
    }
  }

  /** Reads `node` with `read`, which is deeper by one. */
  at<T>(node: SyntaxNode, read: () => T): T {
    const outer = this.place;
    this.place = node;
    this.charge(1);
    if (++this.#depth > maxDepth) {
      this.fail(`at most ${maxDepth} levels of expressions and calls inside each other; use a loop, or name the inner parts`);
    }
    const result = read();
    this.#depth--;
    this.place = outer;
    return result;
  }

  /** Reads what an error may end that is caught; undefined where it does. */
  unlessThrown<T>(read: () => T): { readonly value: T } | undefined {
    const { place, source } = this;
    const depth = this.#depth;
    try {
      return { value: read() };
    } catch (error) {
      if (!(error instanceof Unwound)) throw error;
      this.place = place;
      this.source = source;
      this.#depth = depth;
      return undefined;
    }
  }

  /** Stops the reading with an error that points at the place. */
  fail(expectation: string): never {
    this.#stop(FormulaError, expectation);
  }

  /** Stops the reading at a name or a method that may belong to brook values. */
  unresolved(expectation: string): never {
    this.#stop(UnresolvedError, expectation);
  }

  #stop(Kind: typeof FormulaError, expectation: string): never {
    throw new Kind(`formula: expected ${expectation}`, this.source.text, Math.max(0, this.place.start - this.source.offset));
  }
}
