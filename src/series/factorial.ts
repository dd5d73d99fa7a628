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

const known: (readonly number[])[] = [];

/** Doubles whose exact product is k!/scale^k. */
function factorsOf(k: number, scale: number): readonly number[] {
  if (scale === 1 && known[k] !== undefined) return known[k];
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
  if (scale === 1 && k <= LAST_PLAIN_ORDER) known[k] = factors;
  return factors;
}

/** Up to this order 1/k! stays clear of underflow (1/150! ≈ 2^-872). */
export const LAST_PLAIN_ORDER = 150;

/** The least normal double. */
export const LEAST_NORMAL: number = 2 ** -1022;

/**
 * Throws where coefficient number i, a term of the given degree, has lost digits to underflow, or may be a zero for that reason: of a function with moderate
 * derivatives, c_k = f^(k)/k! is no normal double for k > 170, and k! times what is left of it would be a false derivative. Terms stand by degree.
 */
export function requireNormal<M extends Memory>(
  where: string,
  algebra: Algebra<unknown, M>,
  memory: M,
  i: number,
  degree: number,
): void {
  if (degree <= LAST_PLAIN_ORDER || algebra.isExact || algebra.loosen !== undefined || !underflows(algebra)) return;
  let size = 0;
  for (let j = i; j >= 0 && size === 0; j--) size = algebra.magnitude(memory, j * algebra.width);
  if (size === 0 || !(size < LEAST_NORMAL)) return;
  throw new RangeError(
    `${where}: expected a coefficient that is a double, got one of degree ${degree} that underflows as 1/${degree}! does; use derivatives(f, x, k), which ` +
      'scales, or a series of decimals or fractions',
  );
}

/** The same for all coefficients. */
export function requireAllNormal<M extends Memory>(where: string, algebra: Algebra<unknown, M>, memory: M, shape: Shape): void {
  for (let i = countTo(shape, Math.min(LAST_PLAIN_ORDER, orderOf(shape))); i < sizeOf(shape); i++)
    requireNormal(where, algebra, memory, i, degreeOf(shape, i));
}

/** The power of two s near order/e, so that s^k/k! lies between 1 and e^s up to the order, by Stirling's formula. */
export function scaleFor(order: number): number {
  let scale = 1;
  while (2 * scale * Math.E <= order * Math.SQRT2) scale *= 2;
  return scale;
}

/** Whether numbers of the algebra are bounded below as doubles are. */
export function underflows<M extends Memory>(algebra: Algebra<unknown, M>): boolean {
  const m = algebra.allocate(1);
  algebra.rational(m, 0, { num: 1n, den: 1n });
  for (let i = 0; i < 2; i++) algebra.scale(m, 0, 0, 2 ** -600);
  return algebra.magnitude(m, 0) === 0;
}
