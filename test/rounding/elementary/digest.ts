/** brook's bounds at the points of test/data/elementary-digest-points.js and at hard points, as digests beside those of the bounds of MPFR, and of Arb for what MPFR has not. */

import { Digest } from '../../browser/digest.js';
import recorded from '../../data/elementary-digest.json' with { type: 'json' };
import { arities, blockLength, points } from '../../data/elementary-digest-points.js';
import { binary, binaryBounds, unary, unaryBounds } from '../exact/functions.js';
import { specialOfOne, specialOfTwo } from '../exact/special.js';

/** What MPFR or Arb was given of a function, and what it answered. */
interface Answers {
  /** Digest of all points. */
  readonly points: string;
  /** Digests of the bounds, block by block. */
  readonly bounds: string;
  /** The 100 points among 400 000 whose values are closest to a double. */
  readonly hard: readonly number[];
  readonly hardBounds: string;
}

export const answers: Readonly<Record<string, Answers>> = recorded;

/** Each with its fast phase, if it has one. */
const ofOne = { ...unary, ...unaryBounds, ...specialOfOne };
const ofTwo = { ...binary, ...binaryBounds, ...specialOfTwo };

/** All functions, by name. */
export const names: readonly string[] = [...Object.keys(ofOne), ...Object.keys(ofTwo)];

/** What differs from MPFR's and Arb's answers: the points themselves, or the blocks in which brook's bounds are others. */
export function differences(name: string): string[] {
  const list = points(name);
  if (new Digest().numbers(list).toString() !== answers[name]!.points) {
    return ['the points are not those that they were given; run node test/data/elementary-digest.mjs again'];
  }
  const length = arities[name]! * blockLength;
  return answers[name]!.bounds.split(' ').flatMap((digest, block) =>
    digestOfBounds(name, list.subarray(length * block, length * (block + 1))) === digest ? [] : [failure(name, block)],
  );
}

/** The same for the hard points. */
export function hardDifferences(name: string): string[] {
  const { hard, hardBounds } = answers[name]!;
  return digestOfBounds(name, Float64Array.from(hard)) === hardBounds ? [] : [failure(name, 'hard')];
}

function failure(name: string, block: number | string): string {
  return `bounds in block ${block}; node test/data/elementary-digest.mjs ${name} ${block} prints it and marks them`;
}

function digestOfBounds(name: string, list: Float64Array): string {
  const digest = new Digest();
  const out = new Float64Array(2);
  const arity = arities[name]!;
  for (let i = 0; i < list.length; i += arity) {
    if (arity === 1) ofOne[name]!(list[i]!, out);
    else ofTwo[name]!(list[i]!, list[i + 1]!, out);
    digest.numbers(out);
  }
  return digest.toString();
}
