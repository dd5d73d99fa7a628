/**
 * What was read of functions before, so that who asks again waits for arithmetic only.
 *
 * A source is the same as long as its function lives, and a name in it means something of JavaScript, or what stands in scope. So a
 * reading without a scope says the same always; one with a scope, whose values may change, is never kept.
 */
import type { PlainFunction, Reading, ReadOptions } from './read.js';

/** What a reading depends on beside the source. */
interface Shape {
  readonly variables: readonly string[] | undefined;
  /** Lengths of arrays that the reading asked for, by the parameter's name. */
  readonly lengths: ReadonlyMap<string, number | undefined>;
}

interface Kept {
  readonly shape: Shape;
  readonly reading: Reading;
}

/** The last readings of each function, the newest first. */
const last = new WeakMap<PlainFunction, readonly Kept[]>();

/** Readings kept of one function: whoever changes the number of variables at each call must wait. */
const MOST_SHAPES = 4;

/** The reading of `fn` that `make` makes, or has made for arguments of the same shape. */
export function remembered(
  fn: PlainFunction,
  options: ReadOptions,
  make: (options: ReadOptions) => { reading: Reading; isSound: boolean },
): Reading {
  const { scope, variables, lengthOf, dag } = options;
  if (dag !== undefined || typeof scope === 'function' || Object.keys(scope ?? {}).length > 0) return make(options).reading;
  const kept = last.get(fn) ?? [];
  const known = kept.find(({ shape }) => isShape(shape, options));
  if (known !== undefined) return known.reading;
  const lengths = new Map<string, number | undefined>();
  const asked = (parameter: string): number | undefined => {
    const length = lengthOf?.(parameter);
    lengths.set(parameter, length);
    return length;
  };
  const { reading, isSound } = make({ ...options, lengthOf: asked });
  if (isSound)
    last.set(fn, [{ shape: { variables: variables && [...variables], lengths }, reading }, ...kept].slice(0, MOST_SHAPES));
  return reading;
}

function isShape({ variables, lengths }: Shape, options: ReadOptions): boolean {
  const isSame =
    variables?.length === options.variables?.length && (variables ?? []).every((name, i) => name === options.variables![i]);
  return isSame && [...lengths].every(([parameter, length]) => options.lengthOf?.(parameter) === length);
}
