/** Integers as modules have them: LEB128. */

/** Unsigned LEB128. */
export function unsigned(out: number[], value: number): void {
  let rest = value >>> 0;
  while (rest > 127) {
    out.push((rest & 127) | 128);
    rest >>>= 7;
  }
  out.push(rest);
}

/** Bytes that unsigned LEB128 of 32 bits may take. */
export const LONGEST_LEB = 5;

/** Signed LEB128 of 32 bits. */
export function signed(out: number[], value: number): void {
  let rest = value | 0;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (byte & 64) === 0) || (rest === -1 && (byte & 64) !== 0)) {
      out.push(byte);
      return;
    }
    out.push(byte | 128);
  }
}

/** The same of 64 bits. */
export function signedLong(out: number[], value: bigint): void {
  let rest = value;
  for (;;) {
    const byte = Number(rest & 127n);
    rest >>= 7n;
    if ((rest === 0n && (byte & 64) === 0) || (rest === -1n && (byte & 64) !== 0)) {
      out.push(byte);
      return;
    }
    out.push(byte | 128);
  }
}
