/** Powers of two in a table: one load where building the double from its bits costs a store and a stalled load. */

/** 2^k at index 1024 + k, for −1024 ≤ k ≤ 1023. */
export const powersOfTwo: Float64Array = powers();

function powers(): Float64Array {
  const table = new Float64Array(2048);
  table[1024] = 1;
  for (let k = 1; k < 1024; k++) {
    table[1024 + k] = 2 * table[1023 + k]!;
    table[1024 - k] = 0.5 * table[1025 - k]!;
  }
  table[0] = 0.5 * table[1]!;
  return table;
}
