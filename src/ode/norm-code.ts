import { type FunctionBody, I64, op, V128, vector } from '../wasm/encoder.js';
import { type CodeArithmetic, loadHalves } from './code.js';
import { LEAST_SHOWN, SUSPICIOUS } from './step.js';

// What the step of polynomials is chosen by, and what makes it doubtful, as code: see step.ts.

const WITHOUT_SIGN = 0x7fffffffffffffffn;
const BITS_OF_INFINITY = 0x7ff0000000000000n;

/** The norms that a step is chosen by, as local variables: ‖x_0‖ or 1, and of the coefficients p, p − 1, p − 2 and p − 3 (of which order 2 has none). */
export interface Norms {
  readonly start: number;
  readonly last: number;
  readonly previous: number;
  readonly before: number;
  readonly first: number | undefined;
}

/** The norms of polynomials whose coefficients lie `at` positions. Pushes whether ‖x_0‖, ‖x_p‖ and ‖x_{p−1}‖ are numbers and finite. */
export function writeNorms(
  body: FunctionBody,
  on: CodeArithmetic,
  polynomials: number,
  order: number,
  at: (i: number, k: number) => number,
): Norms {
  const norm = (k: number, least = 0): number => writeNorm(body, polynomials, (i) => at(i, k), least);
  const norms = [norm(0, 1), norm(order), norm(order - 1)];
  for (const [i, largest] of norms.entries()) {
    body.get(largest);
    body.i64(BITS_OF_INFINITY);
    body.emit(op.i64LtS);
    if (i > 0) body.emit(op.i32And);
  }
  const [start, last, previous] = norms.map((largest) => on.ofBits(largest)) as [number, number, number];
  const before = on.ofBits(norm(order - 2));
  return { start, last, previous, before, first: order === 2 ? undefined : on.ofBits(norm(order - 3)) };
}

/**
 * The bits of the largest of some doubles without their signs, and of `least`, as a local variable.
 *
 * Of doubles without their sign, bits are in the order of values, and those of NaN are larger: integers know maxima without a branch.
 */
function writeNorm(body: FunctionBody, count: number, at: (i: number) => number, least: number): number {
  const bits = body.local(I64);
  const largest = body.local(I64);
  body.f64(least);
  body.emit(op.i64OfBits);
  body.set(largest);
  for (let i = 0; i < count; i++) {
    body.i32(0);
    body.loadBits(8 * at(i));
    body.i64(WITHOUT_SIGN);
    body.emit(op.i64And);
    body.tee(bits);
    body.get(largest);
    body.get(bits);
    body.get(largest);
    body.emit(op.i64GtS);
    body.emit(op.select);
    body.set(largest);
  }
  return largest;
}

/** Pushes what `isDoubtful` says of a step h, from norms of which the last two are not both 0. */
export function writeIsDoubtful(body: FunctionBody, on: CodeArithmetic, norms: Norms, h: number): void {
  const { last, previous, before, first } = norms;
  const isGreater = (a: number, b: number): void => {
    on.push(a);
    on.push(b);
    body.emit(op.f64Gt);
  };
  const term = on.mul(last, h);
  const end = on.mul(on.max(term, previous), h);
  isGreater(end, before);
  isGreater(term, previous);
  body.emit(op.i32And);
  const bound = on.mul(end, on.constant(SUSPICIOUS));
  isGreater(before, bound);
  body.emit(op.i32Or);
  if (first === undefined) return;
  isGreater(end, before);
  isGreater(on.mul(end, h), first);
  body.emit(op.i32And);
  body.emit(op.i32Or);
  isGreater(first, on.mul(bound, h));
  body.emit(op.i32Or);
}

/**
 * Pushes whether the last two terms of any polynomial, and of these a part, are larger than the two before them at a step h: what `isAnyRising` says, for a part that is clearly less.
 */
export function writeIsAnyRising(
  body: FunctionBody,
  on: CodeArithmetic,
  { h, part }: { readonly h: number; readonly part: number },
  polynomials: number,
  order: number,
  at: (i: number, k: number) => number,
): void {
  if (order < LEAST_SHOWN) {
    body.i32(0);
    return;
  }
  const square = body.local(V128);
  on.push(on.mul(on.mul(h, h), on.constant(part)));
  body.emitVector(vector.splat);
  body.set(square);
  const rises = Array.from({ length: polynomials }, (_, i) => {
    loadHalves(body, undefined, at(i, order - 1));
    body.emitVector(vector.abs);
    body.get(square);
    body.emitVector(vector.mul);
    body.i32(0);
    body.loadVector(8 * at(i, order - 3));
    body.emitVector(vector.abs);
    body.emitVector(vector.gt);
    const mask = body.local(V128);
    body.set(mask);
    return mask;
  });
  // where both lanes are set, of two at a time
  for (let i = 0; i < polynomials; i += 2) {
    for (const lane of [0, 1]) {
      body.get(rises[i]!);
      body.get(rises[i + 1] ?? rises[i]!);
      body.shuffle(lane, 2 + lane);
    }
    body.emitVector(vector.and);
    if (i > 0) body.emitVector(vector.or);
  }
  body.emitVector(vector.anyTrue);
}
