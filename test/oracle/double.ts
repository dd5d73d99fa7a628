const view = new DataView(new ArrayBuffer(8));

/** The integers m and e ≥ −1074 with m·2^e = x, from the bits of a finite double; |m| ≥ 2^52 unless e = −1074. */
export function binary(x: number): { readonly m: bigint; readonly e: number } {
  if (!Number.isFinite(x)) throw new RangeError(`binary: expected a finite number, got ${x}`);
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const field = Number((word >> 52n) & 0x7ffn);
  const low = word & 0xfffffffffffffn;
  const size = field === 0 ? low : low | 0x10000000000000n;
  return { m: word >> 63n ? -size : size, e: Math.max(field, 1) - 1075 };
}

/** x·2^1074, an integer for every finite double. */
export function scaled(x: number): bigint {
  const { m, e } = binary(x);
  return m << BigInt(e + 1074);
}
