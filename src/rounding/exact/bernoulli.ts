/** Bernoulli numbers, exactly. */

/** B = num/den, not reduced. */
export interface Bernoulli {
  readonly num: bigint;
  readonly den: bigint;
}

let known: readonly Bernoulli[] = [];

/**
 * B_2k for k ≥ 1.
 *
 * B_2k = (−1)^(k−1)·2k·T_k/(4^k(4^k − 1)) from the tangent numbers T_k, which are found in place (R. P. Brent, D. Harvey,
 * "Fast computation of Bernoulli, tangent and secant numbers", algorithm 2). Computed up to twice the index asked, and remembered.
 */
export function bernoulli(k: number): Bernoulli {
  if (k > known.length) known = upTo(Math.max(64, 2 * k));
  return known[k - 1]!;
}

function upTo(count: number): readonly Bernoulli[] {
  const tangents: bigint[] = [1n];
  for (let k = 1; k < count; k++) tangents.push(BigInt(k) * tangents[k - 1]!);
  for (let k = 2; k <= count; k++) {
    for (let j = k; j <= count; j++) {
      tangents[j - 1] = BigInt(j - k) * tangents[j - 2]! + BigInt(j - k + 2) * tangents[j - 1]!;
    }
  }
  return tangents.map((tangent, i) => {
    const k = i + 1;
    const power = 1n << BigInt(2 * k);
    return { num: BigInt(k % 2 === 1 ? 2 * k : -2 * k) * tangent, den: power * (power - 1n) };
  });
}
