// Lengths are m·2^e with 16 ≤ m < 32, so that the times they add up to are exact as long as they fit a double. Nothing here carries a proof:
// a length is only a proposal, and whether the step holds is decided by its enclosure.

/** The next longer length of five bits. */
function longer(h: number): number {
  return h + quantum(h);
}

function shorter(h: number): number {
  const q = quantum(h);
  return h === 16 * q ? h - q / 2 : h - q;
}

/** 2^e for finite h in [16·2^e, 32·2^e), and the least double for an h too small to have five bits. */
function quantum(h: number): number {
  let q = 1;
  while (16 * q > h && q > LEAST) q /= 2;
  while (32 * q <= h) q *= 2;
  return q;
}

const LEAST = 5e-324; // 2^−1074

/**
 * The longest length h of five bits with ‖x_k‖·h^k ≤ tolerance for k = order and k = order + 1, no more than twice `previous`: what is cut off, and the coefficient
 * before it, since a solution that is odd or even makes one of them vanish.
 *
 * @param previous - finite and > 0, and so is the result
 * @param norm - ‖x_k‖ at the center of the set
 */
export function stepLength(previous: number, order: number, tolerance: number, norm: (k: number) => number): number {
  const kept = norm(order);
  const cut = norm(order + 1);
  const fits = (h: number): boolean => {
    let power = 1;
    for (let k = 1; k <= order; k++) power *= h;
    // Where a coefficient vanishes, an overflow of the power is none of its term.
    return h < Infinity && (kept === 0 || kept * power <= tolerance) && (cut === 0 || cut * power * h <= tolerance);
  };
  let h = roundedDown(previous);
  if (fits(h)) while (h < previous * LARGEST_RATIO && fits(longer(h))) h = longer(h);
  else while (h > LEAST && !fits(h)) h = shorter(h);
  return h;
}

const LARGEST_RATIO = 2;

/** The longest length of five bits that is not more than h. */
function roundedDown(h: number): number {
  const q = quantum(h);
  return Math.floor(h / q) * q;
}
