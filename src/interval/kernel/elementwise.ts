/**
 * Sums, differences and products of arrays of intervals, pairs lo, hi one after the other: the fast door for large data.
 *
 * Sums and differences are tightest wherever bounds are at least 2^-968 in size or 0. A bound of a product is the nearest product moved one step outward,
 * so up to one unit in the last place wider than `mulInto` gives, for which all four products of a pair go through at once; a zero stays a zero. Pairs out of the ordinary
 * (empty, unbounded, bounds beyond 2^±500 in a product, an overflow) go through `addInto`, `subInto` and `mulInto`.
 *
 * Blocks run in WebAssembly where the platform allows it; the loops here are the same operations in the same order and give the same bits.
 */

import { eta, greatestExact, phi } from '../../rounding/limits.js';
import { addInto, mulInto, subInto } from './arithmetic.js';
import type { BinaryKernel, UnaryKernel } from './bounds.js';
import { blockPairs, least, most } from './elementwise-code.js';
import { type Block, loadBlocks } from './elementwise-module.js';

/** An elementwise operation: out[k] = a[k] ∘ b[k] for all intervals k. `out` may be `a` or `b`. */
export type Elementwise = (out: Float64Array, a: Float64Array, b: Float64Array) => void;

/** The same for the intervals that begin at offsets from…to − 2. */
type Range = (out: Float64Array, a: Float64Array, b: Float64Array, from: number, to: number) => void;

function addRange(out: Float64Array, a: Float64Array, b: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i += 2) {
    const al = a[i]!;
    const bl = b[i]!;
    const ah = a[i + 1]!;
    const bh = b[i + 1]!;
    const s = al + bl;
    const t = ah + bh;
    const m = Math.abs(s);
    const n = Math.abs(t);
    if (m <= greatestExact && n <= greatestExact) {
      const v = s - al;
      const w = t - ah;
      out[i] = s + (al - (s - v) + (bl - v) < 0 ? m * -phi - eta : 0);
      out[i + 1] = t + (ah - (t - w) + (bh - w) > 0 ? n * phi + eta : 0);
    } else addInto(out, i, a, i, b, i);
  }
}

function subRange(out: Float64Array, a: Float64Array, b: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i += 2) {
    const al = a[i]!;
    const bl = -b[i + 1]!;
    const ah = a[i + 1]!;
    const bh = -b[i]!;
    const s = al + bl;
    const t = ah + bh;
    const m = Math.abs(s);
    const n = Math.abs(t);
    if (m <= greatestExact && n <= greatestExact) {
      const v = s - al;
      const w = t - ah;
      out[i] = s + (al - (s - v) + (bl - v) < 0 ? m * -phi - eta : 0);
      out[i + 1] = t + (ah - (t - w) + (bh - w) > 0 ? n * phi + eta : 0);
    } else subInto(out, i, a, i, b, i);
  }
}

function isModerate(x: number): boolean {
  const square = x * x;
  return (square >= least && square <= most) || x === 0;
}

function mulRange(out: Float64Array, a: Float64Array, b: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i += 2) {
    const al = a[i]!;
    const ah = a[i + 1]!;
    const bl = b[i]!;
    const bh = b[i + 1]!;
    if (isModerate(al) && isModerate(ah) && isModerate(bl) && isModerate(bh)) {
      const lo = Math.min(al * bl, al * bh, ah * bl, ah * bh);
      const hi = Math.max(al * bl, al * bh, ah * bl, ah * bh);
      // The addition makes a zero of either sign +0, so that the order of the products leaves no trace.
      out[i] = lo + (lo !== 0 ? Math.abs(lo) * -phi - eta : 0);
      out[i + 1] = hi + (hi !== 0 ? Math.abs(hi) * phi + eta : 0);
    } else mulInto(out, i, a, i, b, i);
  }
}

// Below this many intervals the copies and the call cost more than they save.
const worthwhile = 64;

/** A whole operation: in blocks by WebAssembly where it is there and the block is ordinary, otherwise by the loop. */
function inBlocks(name: 'add' | 'sub' | 'mul', range: Range): Elementwise {
  return (out, a, b) => {
    requireOneLength(name, out, a, b);
    const block: Block | undefined = out.length >= 2 * worthwhile ? loadBlocks() : undefined;
    if (block === undefined) return range(out, a, b, 0, out.length);
    for (let i = 0; i < out.length; i += 2 * blockPairs) {
      const end = Math.min(out.length, i + 2 * blockPairs);
      if (!block.run(name, out, a, b, i, end)) range(out, a, b, i, end);
    }
  };
}

function requireOneLength(name: string, out: Float64Array, ...operands: readonly Float64Array[]): void {
  const wrong = operands.find((x) => x.length !== out.length);
  if (out.length % 2 === 0 && wrong === undefined) return;
  throw new RangeError(
    `${name}Elements: expected arrays of one even length, got ${[out, ...operands].map((x) => x.length).join(', ')}; an interval takes two numbers`,
  );
}

/**
 * out[k] = a[k] + b[k] for arrays of intervals.
 * @guarantee encloses
 * @throws RangeError unless the arrays have one even length.
 * @example
 * const out = new Float64Array(2);
 * addElements(out, Float64Array.of(1, 2), Float64Array.of(3, 4));
 * out[1]; // 6
 */
export const addElements: Elementwise = inBlocks('add', addRange);

/**
 * out[k] = a[k] − b[k] for arrays of intervals.
 * @guarantee encloses
 * @throws RangeError unless the arrays have one even length.
 * @example
 * const out = new Float64Array(2);
 * subElements(out, Float64Array.of(1, 2), Float64Array.of(3, 4));
 * Array.from(out); // [-3, -1]
 */
export const subElements: Elementwise = inBlocks('sub', subRange);

/**
 * out[k] = a[k]·b[k] for arrays of intervals, each bound within a step of the tightest.
 * @guarantee encloses
 * @throws RangeError unless the arrays have one even length.
 * @example
 * const out = new Float64Array(2);
 * mulElements(out, Float64Array.of(-1, 2), Float64Array.of(3, 4));
 * [out[0] <= -4, out[1] >= 8]; // [true, true]
 */
export const mulElements: Elementwise = inBlocks('mul', mulRange);

/**
 * out[k] = f(a[k]) for an array of intervals and the kernel of f.
 * @guarantee encloses
 * @throws RangeError unless the arrays have one even length.
 */
export function mapElements(f: UnaryKernel, out: Float64Array, a: Float64Array): void {
  requireOneLength('map', out, a);
  for (let i = 0; i < out.length; i += 2) f(out, i, a, i);
}

/**
 * out[k] = f(a[k], b[k]) for arrays of intervals and the kernel of f.
 * @guarantee encloses
 * @throws RangeError unless the arrays have one even length.
 */
export function zipElements(f: BinaryKernel, out: Float64Array, a: Float64Array, b: Float64Array): void {
  requireOneLength('zip', out, a, b);
  for (let i = 0; i < out.length; i += 2) f(out, i, a, i, b, i);
}
