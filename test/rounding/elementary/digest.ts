/** brook's bounds at the points of test/data/elementary-digest-points.js, as digests of blocks, beside MPFR's. */

import { Digest } from '../../browser/digest.js';
import recorded from '../../data/elementary-digest.json' with { type: 'json' };
import { arities, blockLength, points } from '../../data/elementary-digest-points.js';
import { binaryBounds, unaryBounds } from '../exact/functions.js';

/** The functions, with a digest of their points and those of MPFR's bounds in each block. */
export const digests: Readonly<Record<string, { readonly points: string; readonly bounds: string }>> = recorded;

/** What differs from MPFR's record of a function: the points themselves, or the blocks in which brook's bounds are others. */
export function differences(name: string): string[] {
  const { points: given, bounds } = digests[name]!;
  const list = points(name);
  if (new Digest().numbers(list).toString() !== given) {
    return ['the points are not those that MPFR was given; run node test/data/elementary-digest.mjs again'];
  }
  const differing = bounds.split(' ').flatMap((digest, block) => (digestOfBlock(name, list, block) === digest ? [] : [block]));
  return differing.map(
    (block) => `bounds in block ${block}; node test/data/elementary-digest.mjs ${name} ${block} prints it and marks them`,
  );
}

function digestOfBlock(name: string, list: Float64Array, block: number): string {
  const digest = new Digest();
  const out = new Float64Array(2);
  const first = arities[name]! * blockLength * block;
  for (let i = 0; i < blockLength; i++) {
    if (arities[name] === 1) unaryBounds[name]!(list[first + i]!, out);
    else binaryBounds[name]!(list[first + 2 * i]!, list[first + 2 * i + 1]!, out);
    digest.numbers(out);
  }
  return digest.toString();
}
