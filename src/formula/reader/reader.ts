/**
 * The state of one reading: the graph that grows, how much has been done, and the place for error messages.
 */
import type { Node as SyntaxNode } from 'acorn';
import type { Dag } from '../dag.js';
import { FormulaError } from '../error.js';
import { type Abrupt, Branches } from './branch.js';
import type { Environment } from './environment.js';
import type { Parameter } from './parameter.js';
import type { Place } from './place.js';
import { outermost, type Scope } from './scope.js';
import type { Source } from './source.js';
import { birth, type Quantity } from './value.js';

/**
 * Steps one reading may take: expressions evaluated, statements run. A step takes 0.1 to 0.2 microseconds, so that a loop to 1e12 is refused within
 * a second, and the forces between a hundred bodies are read.
 */
const maxSteps = 3_000_000;

/** What it takes to make a thing that stays, an element, an object or a branch of a condition, in steps. */
const making = 10;

/** Deepest nesting of expressions and calls together; each level takes a few frames of the engine's stack. */
const maxDepth = 500;

/** A name or a method that the reader does not know, and that a function over brook values may have. */
export class UnresolvedError extends FormulaError {}

/** Leaves an expression in which a statement ends: one that throws whatever the arguments are, inside `try`, or one that leaves the loop over what `yield` gives. */
export class Unwound extends Error {
  readonly completion: Abrupt;

  constructor(completion: Abrupt) {
    super();
    this.completion = completion;
  }
}

/** What was seen while values were taken ahead of their use. */
export interface Watch {
  /** Ends the watching. */
  end(): void;
  /** Whether something that was seen has changed since. */
  isTouched(): boolean;
}

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
  /** How many loops run inside the generators that they are over. */
  stops = 0;
  readonly #literals: Map<SyntaxNode, Quantity> = new Map();
  readonly #watched: { isOuter(place: Place): boolean; readonly seen: Set<Place> }[] = [];
  /** When places were written to; kept from the first watch on. */
  #written: WeakMap<Place, number> | undefined;
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

  /** The number that a literal is, made once, however often a loop comes by. */
  literal(node: SyntaxNode, make: () => Quantity): Quantity {
    let number = this.#literals.get(node);
    if (number === undefined) {
      number = make();
      this.#literals.set(node, number);
    }
    return number;
  }

  /** Counts things that are made. */
  charge(things: number): void {
    this.pass(things * making);
  }

  /** Counts steps. */
  pass(steps: number): void {
    this.#steps += steps;
    if (!(this.#steps <= maxSteps)) {
      this.fail(`a function that ends within ${maxSteps} steps, got more; shorten its loops or write the formula out`);
    }
  }

  /** Reads `node` with `read`, which is deeper by one. */
  at<T>(node: SyntaxNode, read: () => T): T {
    const outer = this.place;
    this.place = node;
    this.pass(1);
    if (++this.#depth > maxDepth) {
      this.fail(`at most ${maxDepth} levels of expressions and calls inside each other; use a loop, or name the inner parts`);
    }
    const result = read();
    this.#depth--;
    this.place = outer;
    return result;
  }

  /** Reads what may be left before its end; the second value is how it ended then. */
  unlessLeft<T>(read: () => T): readonly [T, undefined] | readonly [undefined, Abrupt] {
    const { place, source, stops, tries } = this;
    const depth = this.#depth;
    try {
      return [read(), undefined];
    } catch (error) {
      if (!(error instanceof Unwound)) throw error;
      Object.assign(this, { place, source, stops, tries });
      this.#depth = depth;
      return [undefined, error.completion];
    }
  }

  /** Notes that a place was looked at. */
  see(place: Place): void {
    for (const { isOuter, seen } of this.#watched) if (isOuter(place)) seen.add(place);
  }

  /** Notes that a place changes. */
  touch(place: Place): void {
    if (this.#watched.some(({ isOuter }) => isOuter(place))) {
      this.fail(
        'a generator asked by next() that changes only what is its own, got one that changes its surroundings; loop over it with for … of',
      );
    }
    this.#written?.set(place, birth());
  }

  /** Begins to note what is looked at that is older than now, but for what was made between two births. */
  watch([from, to]: readonly [number, number]): Watch {
    const since = birth();
    const isOuter = ({ born }: Place): boolean => born < since && !(born >= from && born <= to);
    const watched = { isOuter, seen: new Set<Place>() };
    this.#written ??= new WeakMap();
    const written = this.#written;
    this.#watched.push(watched);
    return {
      end: () => void this.#watched.splice(this.#watched.indexOf(watched), 1),
      isTouched: () => [...watched.seen].some((place) => (written.get(place) ?? 0) > since),
    };
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
