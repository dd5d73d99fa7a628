// The sum of a Taylor polynomial, as src/formula/kernel/advance.ts compiles it: the same operations in the same order.

/**
 * h·(o + h·e) with o = c_1 + c_3 h² + … and e = c_2 + c_4 h² + …: what the polynomial adds to its constant term, with coefficient k at `at + k`. Both go by Horner's
 * rule in h⁴, terms with even and with odd powers of h² by themselves.
 */
function increment(c: Float64Array, at: number, order: number, h: number): number {
  const square = h * h;
  const fourth = square * square;
  // pair i is c_{2i+1}, c_{2i+2}
  const last = ((order + 1) >> 1) - 1;
  const end = order % 2 === 1 ? 0 : c[at + order]!;
  let k = at + 2 * last + 1;
  let [o, e] = [c[k]!, end];
  let [o1, e1] = [0, 0];
  if (last % 2 === 1) {
    k -= 2;
    [o1, e1] = [o, e];
    [o, e] = [c[k]!, c[k + 1]!];
  }
  for (k -= 4; k > at; k -= 4) {
    o = o * fourth + c[k]!;
    e = e * fourth + c[k + 1]!;
    o1 = o1 * fourth + c[k + 2]!;
    e1 = e1 * fourth + c[k + 3]!;
  }
  return h * (o + square * o1 + h * (e + square * e1));
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
  for (let i = 0; i < states; i++) addTo(x, i * (order + 1), increment(x, i * (order + 1), order, h), low, i);
}

/** x_at ← x_at + increase, and low_i ← what that rounds away. */
export function addTo(x: Float64Array, at: number, increase: number, low: Float64Array | undefined, i: number): void {
  const before = x[at]!;
  if (low === undefined) {
    x[at] = before + increase;
    return;
  }
  const whole = increase + low[i]!;
  const sum = before + whole;
  const back = sum - before;
  x[at] = sum;
  low[i] = before - (sum - back) + (whole - back);
}

/** Σ k c_k s^{k−1}. */
export function slopeAt(c: Float64Array, s: number): number {
  let slope = 0;
  for (let k = c.length - 1; k >= 1; k--) slope = slope * s + k * c[k]!;
  return slope;
}
