// The sum of a Taylor polynomial, as src/formula/kernel/advance.ts compiles it: the same operations in the same order.

/** h·(e + h·o) with e = c_1 + c_3 h² + … and o = c_2 + c_4 h² + …: what the polynomial adds to its constant term, with coefficient k at `at + k`. */
function increment(c: Float64Array, at: number, order: number, h: number): number {
  const square = h * h;
  const pairs = (order + 1) >> 1;
  let k = at + 2 * pairs - 1;
  let odd = c[k]!;
  let even = order % 2 === 1 ? 0 : c[k + 1]!;
  for (k -= 2; k > at; k -= 2) {
    odd = odd * square + c[k]!;
    even = even * square + c[k + 1]!;
  }
  return h * (odd + h * even);
}

/** Σ_k c_k h^k. */
export function evaluate(c: Float64Array, at: number, order: number, h: number): number {
  return c[at]! + increment(c, at, order, h);
}

/**
 * x_0 ← Σ_k x_k h^k for every state.
 *
 * @param low - what the last sum rounds away, for each state, where that is kept and enters the next
 */
export function moveOn(x: Float64Array, states: number, order: number, h: number, low?: Float64Array): void {
  for (let i = 0; i < states; i++) {
    const at = i * (order + 1);
    let increase = increment(x, at, order, h);
    if (low !== undefined) increase += low[i]!;
    const before = x[at]!;
    const sum = before + increase;
    x[at] = sum;
    if (low === undefined) continue;
    const back = sum - before;
    low[i] = before - (sum - back) + (increase - back);
  }
}
