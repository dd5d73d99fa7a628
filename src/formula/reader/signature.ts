/**
 * The parameters of the function that is read, and arguments for them.
 */
import type { Pattern } from 'acorn';
import { Environment } from './environment.js';
import { Parameter } from './parameter.js';
import { declarePattern } from './pattern.js';
import type { Reader } from './reader.js';
import type { Value } from './value.js';

/** The parameters of a function, of which those with a default value may keep it. */
export class Signature {
  readonly #patterns: readonly Pattern[];
  /** Undefined where the default value is kept. */
  readonly #parameters: readonly (Parameter | undefined)[];

  /**
   * @param variables names for the numbers in the parameters; a parameter with a default value varies if there is a name for it.
   * @param lengthOf length of an array parameter by its name, where the variables do not say it.
   */
  constructor(
    patterns: readonly Pattern[],
    variables: readonly string[] | undefined,
    lengthOf: (parameter: string) => number | undefined,
  ) {
    this.#patterns = patterns;
    this.#parameters = patterns.map((pattern, i) => {
      if (pattern.type === 'AssignmentPattern' && !(variables && i < variables.length)) return undefined;
      const target = targetOf(pattern);
      const name = target.type === 'Identifier' ? target.name : `x${i}`;
      const isOnly = pattern.type === 'RestElement' || patterns.length === 1;
      const size = variables && isOnly ? variables.length - i : lengthOf(name);
      return new Parameter(name, { named: target.type === 'Identifier', size });
    });
  }

  /** All numbers in the parameters, in order. What their parts are is known after a reading. */
  leaves(): Parameter[] {
    return this.#parameters.flatMap((parameter) => parameter?.leaves() ?? []);
  }

  /** The parameters as arguments for a reading. */
  values(reader: Reader): Value[] {
    return this.#parameters.flatMap((parameter, i): Value[] =>
      parameter && this.#isRest(i) ? parameter.list(reader).items : [parameter],
    );
  }

  /** Arguments for the function itself, with `next` giving what stands for each of the {@link Signature.leaves}. */
  arguments(next: () => unknown): unknown[] {
    return this.#parameters.flatMap((parameter, i) => {
      const argument = parameter?.argument(next);
      return this.#isRest(i) ? (argument as unknown[]) : [argument];
    });
  }

  /** Finds the parts of the parameters from their patterns alone, where the body is not read. */
  shape(reader: Reader): void {
    this.#parameters.forEach((parameter, i) => {
      if (!parameter) return;
      const target = targetOf(this.#patterns[i]!);
      // As many parameters as numbers are these numbers.
      const count = this.#patterns.length;
      const isArray = this.#isRest(i) || (target.type === 'Identifier' && (parameter.size ?? count) !== count);
      if (isArray) parameter.list(reader);
      else declarePattern(reader, target, parameter, new Environment(() => undefined), 'parameter');
    });
  }

  #isRest(i: number): boolean {
    return this.#patterns[i]?.type === 'RestElement';
  }
}

function targetOf(pattern: Pattern): Pattern {
  if (pattern.type === 'RestElement') return pattern.argument;
  return pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
}
