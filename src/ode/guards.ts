import type { Guard, Piece, Slide } from '../formula/pieces.js';
import type { OdeKernel } from './kernel.js';
import { NOISE, sizeOf, zerosOf } from './roots.js';

// How long a piece of a system holds, as polynomials of the functions of its guards say.

/** So much of the state, per step, a function may change that is to stay zero. */
export const STILL: number = 2 ** -40;

/** Coefficients of guards are right to some roundings of what they are sums of, which may be larger than themselves: so much per step of the state. */
export const LOOSE: number = 2 ** -49;

/** From where on in [0, 1] a polynomial has the other sign than it should; Infinity for nowhere. */
export function endOf(a: Float64Array, sign: Guard['sign'], floor: number): number {
  const { zeros, first } = zerosOf(a, floor);
  const start = zeros.length === 0 ? first : zeros[0]!.before;
  if (start === -sign) return 0;
  return zeros.find(({ after }) => after === -sign)?.s ?? Infinity;
}

/** So long, as a part of a step, a polynomial may not be told from zero behind a zero. */
export const FLATTEST: number = 2 ** -8;

/** How long a polynomial is not told from zero behind a place where it is zero, up to a factor of 2: longer than rounding of that place where the zero is a multiple one. */
export function flatness(a: Float64Array, s: number): number {
  const noise = 4 * NOISE * sizeOf(a);
  const valueAt = (place: number): number => a.reduceRight((sum, x) => sum * place + x, 0);
  let width = 2 ** -48;
  while (width < FLATTEST && Math.abs(valueAt(s + width)) <= noise) width *= 2;
  return width;
}

/** 0 for a function that does not stay zero, Infinity for one that does. */
export function leavesZero(a: Float64Array, kernel: OdeKernel): number {
  return sizeOf(a) - Math.abs(a[0]!) > STILL * largestState(kernel) ? 0 : Infinity;
}

/**
 * A polynomial in the part of a step of length h without the terms, from one on, that may be nothing but rounding, which grows with the powers of a long step, and would tell
 * a sign near the start.
 */
export function without(a: Float64Array, least: number, h: number, from = 0): Float64Array {
  const growth = Math.max(1, Math.abs(h));
  return a.map((x, k) => (k >= from && Math.abs(x) <= least * growth ** k ? 0 : x));
}

/**
 * The polynomial of a speed toward the surface of a slide without what may be nothing but rounding: on the border of a friction cone one of the speeds is zero, and what is at
 * rest there stays, though the powers of a long step make much of little.
 */
export function moving(a: Float64Array, scale: number, h: number): Float64Array {
  if (!(scale < Infinity)) return a;
  const rest = without(a, STILL * scale, h);
  return rest.every((x) => x === 0) ? rest : without(a, LOOSE * scale, h);
}

/** Whether a guard says how long a slide lasts. */
export function isAlong(slide: Slide | undefined, { surface }: Guard): boolean {
  return slide?.surfaces.includes(surface) ?? false;
}

/**
 * The largest state, or 1, or speed toward a surface of a slide.
 *
 * @param watched - formulas that are watched before the guards
 */
export function scaleOf(kernel: OdeKernel, { guards }: Piece, slide: Slide | undefined, watched: number): number {
  const speeds = guards.map((guard, i) => (isAlong(slide, guard) ? kernel.memory[kernel.watchedAt(watched + i)]! : 0));
  return Math.max(largestState(kernel), ...speeds.map(Math.abs));
}

/** The largest state, or 1. */
export function largestState(kernel: OdeKernel): number {
  let largest = 1;
  for (let i = 0; i < kernel.layout.states; i++) largest = Math.max(largest, Math.abs(kernel.memory[kernel.at(i, 0)]!));
  return largest;
}
