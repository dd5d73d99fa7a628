/** Instructions of the interval machine: records of 64 bytes, which name coefficients by their addresses. */

/** Bytes of an instruction. */
export const INSTRUCTION = 64;

/** Where the parts of an instruction stand in it, in bytes; p and q are doubles, the others integers. */
export const field = {
  code: 0,
  out: 4,
  a: 8,
  b: 12,
  stride: 16,
  k: 20,
  from: 24,
  last: 28,
  p: 32,
  q: 40,
  /** Where the prepared parts of the first factor of the first term stand, and of the second. */
  ascending: 48,
  descending: 52,
  /** Of a sum: 1 for that of a series with itself, and 2 more where it starts from zero. */
  kind: 56,
  weighted: 60,
} as const;

/** The last whole number of 26 bits. */
export const MOST_DIVISOR = 67108863; // 2^26 − 1

/** Bits of the kind of a sum. */
export const SELF = 1;
export const FRESH = 2;

/** What an instruction does. `host` leaves it to the caller; `times` is `mul` by the number p > 0, and `over` is `div` by p, a whole number from 1 to {@link MOST_DIVISOR}. */
export const codes = [
  'end',
  'host',
  'add',
  'sub',
  'mul',
  'div',
  'times',
  'over',
  'neg',
  'copy',
  'zero',
  'prepare',
  'convolve',
  'centered',
] as const;

export type InstructionCode = (typeof codes)[number];
