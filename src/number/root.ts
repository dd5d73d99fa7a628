import type { Rational } from '../rounding/rational.js';

/**
 * The rational number whose power of that degree is x, positive for a positive x; undefined where there is none.
 *
 * @guarantee exact
 */
export function exactRoot(x: Rational, degree: bigint): Rational | undefined {
  const num = integerRoot(x.num, degree);
  const den = integerRoot(x.den, degree);
  return num === undefined || den === undefined ? undefined : { num, den };
}

/** The integer whose power of that degree is n, if there is one. */
function integerRoot(n: bigint, degree: bigint): bigint | undefined {
  if (n < 0n) {
    const root = degree % 2n === 1n ? integerRoot(-n, degree) : undefined;
    return root === undefined ? undefined : -root;
  }
  const bits = BigInt(n.toString(2).length);
  if (n < 2n) return n;
  if (degree >= bits) return undefined;
  // Newton's iteration from above ends at the floor of the root.
  let root = 1n << (bits / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + n / root ** (degree - 1n)) / degree;
    if (next >= root) break;
    root = next;
  }
  return root ** degree === n ? root : undefined;
}
