/** The binary64 format taken apart and put together: exponents, exact scaling, significands as integers. */

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const bits = new BigUint64Array(float.buffer);

// The sign and exponent word is the second of the two on little-endian machines, the first on the others.
float[0] = 1;
const high = words[1] === 0x3ff00000 ? 1 : 0;

const hiddenBit = 1n << 52n;

/**
 * ⌊log₂|x|⌋ of a finite nonzero `x`, subnormal numbers included.
 * @guarantee exact
 */
export function exponent(x: number): number {
  float[0] = x;
  const biased = (words[high]! >>> 20) & 0x7ff;
  if (biased !== 0) return biased - 1023;
  float[0] = x * 18014398509481984; // 2^54
  return ((words[high]! >>> 20) & 0x7ff) - 1077;
}

/**
 * 2^k for −1022 ≤ k ≤ 1023.
 * @guarantee exact
 */
export function powerOfTwo(k: number): number {
  words[1 - high] = 0;
  words[high] = (k + 1023) << 20;
  return float[0]!;
}

/**
 * x·2^k, in steps that stay inside the exponent range; exact whenever the result is a normal number or `x`·2^k needs no rounding.
 */
export function scale(x: number, k: number): number {
  let scaled = x;
  let left = k;
  for (; left > 1023; left -= 1023) scaled *= powerOfTwo(1023);
  for (; left < -1022; left += 1022) scaled *= powerOfTwo(-1022);
  return scaled * powerOfTwo(left);
}

/**
 * The integer m of the finite double x = m·2^e, with e from {@link significandExponent}.
 * @guarantee exact
 */
export function significand(x: number): bigint {
  float[0] = x;
  const word = bits[0]!;
  const fraction = word & (hiddenBit - 1n);
  const m = (word >> 52n) & 0x7ffn ? fraction | hiddenBit : fraction;
  return word >> 63n ? -m : m;
}

/**
 * The exponent e of the finite double x = m·2^e with m from {@link significand}: the power of its last bit, ≥ −1074.
 * @guarantee exact
 */
export function significandExponent(x: number): number {
  float[0] = x;
  const biased = (words[high]! >>> 20) & 0x7ff;
  return (biased === 0 ? 1 : biased) - 1075;
}

/**
 * The nonnegative double m·2^e for 0 ≤ m < 2^53 and −1074 ≤ e ≤ 971, where m < 2^52 only if e = −1074.
 * @guarantee exact
 */
export function assemble(m: bigint, e: number): number {
  // The hidden bit of m, added to the exponent field, supplies the missing one of a normal number.
  bits[0] = m + (BigInt(e + 1074) << 52n);
  return float[0]!;
}
