import type { Algebra, Memory } from '../algebra/algebra.js';
import { countTo, degreeOf, orderOf, type Shape, sizeOf } from './shape.js';

/**
 * c ← c·k!/scale^k for a power of two `scale`, multiplying by exact products of as many factors as fit a double's integers: small numbers by the large ones
 * first, since the product of j/scale falls to e^−scale at j = scale.
 */
export function timesFactorial<M extends Memory>(algebra: Algebra<unknown, M>, m: M, at: number, k: number, scale = 1): void {
  const factors = factorsOf(k, scale);
  let end = factors.length;
  for (let i = 0; i < end; ) {
    const isSmall = scale > 1 && algebra.magnitude(m, at) < 1;
    algebra.scale(m, at, at, isSmall ? factors[--end]! : factors[i++]!);
  }
}

const known = new Map<number, (readonly number[])[]>();

/** Doubles whose exact product is k!/scale^k. */
function factorsOf(k: number, scale: number): readonly number[] {
  let ofScale = known.get(scale);
  if (ofScale === undefined) {
    ofScale = [];
    known.set(scale, ofScale);
  }
  const made = ofScale[k];
  if (made !== undefined) return made;
  const factors: number[] = [];
  let chunk = 1;
  let below = scale;
  for (let j = 2; j <= k; j++) {
    if (chunk * j > 9007199254740992) {
      factors.push(chunk / below);
      chunk = 1;
      below = 1;
    }
    chunk *= j;
    below *= scale;
  }
  if (k > 0) factors.push(chunk / below);
  if (k <= LAST_MODERATE_ORDER) ofScale[k] = factors;
  return factors;
}

/** Up to this order k! < 2^80: what underflow costs a derivative is below 2^−994, and series do not look for it. */
export const LAST_PLAIN_ORDER = 24;

/** Up to this order coefficients of functions with derivatives of moderate size stay clear of underflow (1/150! ≈ 2^-872). */
const LAST_MODERATE_ORDER = 150;

/** The least normal double. */
export const LEAST_NORMAL: number = 2 ** -1022;

/**
 * Throws where coefficient number i, a term of the given degree, has lost digits to underflow, or may be a zero for that reason: k! times what is left of it
 * would be a false derivative. Terms stand by degree.
 */
export function requireNormal<M extends Memory>(
  where: string,
  algebra: Algebra<unknown, M>,
  memory: M,
  i: number,
  degree: number,
): void {
  if (degree < 2 || !mayUnderflow(algebra)) return;
  let size = 0;
  for (let j = i; j >= 0 && size === 0; j--) size = algebra.magnitude(memory, j * algebra.width);
  if (size === 0 || !(size < LEAST_NORMAL)) return;
  throw new RangeError(
    `${where}: expected a coefficient that is a double, got one of degree ${degree} that underflows; use derivatives(f, x, k) or partial, which scale, or a ` +
      'series of decimals or fractions',
  );
}

/** The same for all coefficients of degrees at which functions of moderate size come to underflow. */
export function requireAllNormal<M extends Memory>(where: string, algebra: Algebra<unknown, M>, memory: M, shape: Shape): void {
  for (let i = countTo(shape, Math.min(LAST_MODERATE_ORDER, orderOf(shape))); i < sizeOf(shape); i++)
    requireNormal(where, algebra, memory, i, degreeOf(shape, i));
}

/** The least power of two s with s^k ≥ k! for every k up to the order: c_k s^k is then at least f^(k), and at most some e^s times that. */
export function scaleFor(order: number): number {
  let bits = 0;
  for (let k = 2; k <= order; k++) bits += Math.log2(k);
  return 2 ** Math.ceil(bits / Math.max(1, order));
}

/**
 * Scales at which to compute derivatives, falling to 1. At the first no coefficient c_k s^k underflows whose derivative is a double; where one overflows, the next
 * takes its place. From one to the next s^k falls by at most 2^1000, which is half the range of doubles, so that none is missed in between.
 *
 * @param degree - of the terms, where the variable is one of several
 */
export function scalesFor<M extends Memory>(
  algebra: Algebra<unknown, M>,
  order: number,
  degree: number = order,
): readonly number[] {
  if (order < 2 || algebra.isExact || !underflows(algebra)) return UNSCALED;
  const kept = degree === order && order <= LAST_MODERATE_ORDER;
  const known = kept ? scaleLists[order] : undefined;
  if (known !== undefined) return known;
  const scales: number[] = [];
  const step = 2 ** Math.max(1, Math.floor(1000 / degree));
  for (let scale = scaleFor(order); scale > 1; scale /= step) scales.push(scale);
  scales.push(1);
  if (kept) scaleLists[order] = scales;
  return scales;
}

const UNSCALED: readonly number[] = [1];
const scaleLists: (readonly number[])[] = [];

/** Whether coefficients are single values that are bounded below as doubles are, which derivatives suffer from. */
export function mayUnderflow<M extends Memory>(algebra: Algebra<unknown, M>): boolean {
  return !algebra.isExact && algebra.loosen === undefined && underflows(algebra);
}

const bounded = new WeakMap<object, boolean>();

/** Whether numbers of the algebra are bounded below as doubles are. */
function underflows<M extends Memory>(algebra: Algebra<unknown, M>): boolean {
  let isBounded = bounded.get(algebra);
  if (isBounded === undefined) {
    const m = algebra.allocate(1);
    algebra.rational(m, 0, { num: 1n, den: 1n });
    for (const by of [2 ** -600, 2 ** -600, 2 ** 600, 2 ** 600]) algebra.scale(m, 0, 0, by);
    isBounded = Math.abs(algebra.magnitude(m, 0) - 1) > 0.5;
    bounded.set(algebra, isBounded);
  }
  return isBounded;
}
