/** Halvings of [0, 1] after which two roots are not told apart any more. */
const DEEPEST = 50;

/** A root of a polynomial in [0, 1]: where, and whether the polynomial rises or falls through it (0: it touches, as far as can be told). */
export interface Root {
  readonly s: number;
  readonly direction: -1 | 0 | 1;
}

/**
 * The roots of Σ a_k s^k in (0, 1], in order.
 *
 * Bernstein coefficients of a piece bound the polynomial there, and their sign changes count its roots from above with the right parity
 * (variation diminishing): none means no root, one means exactly one, more means halving the piece (de Casteljau). A piece that cannot be halved any more
 * holds roots that agree to 2^−50 and counts as one touching root when their number is even.
 */
export function rootsInUnitInterval(a: Float64Array): Root[] {
  const roots: Root[] = [];
  const search = (b: Float64Array, from: number, width: number, depth: number): void => {
    const changes = signChanges(b);
    if (changes === 0) return;
    const [first, last] = [b[0]!, b[b.length - 1]!];
    if (changes === 1 && first * last < 0) {
      roots.push({ s: refine(a, from, from + width), direction: first < 0 ? 1 : -1 });
      return;
    }
    if (depth === DEEPEST) {
      roots.push({ s: from + width / 2, direction: changes % 2 === 0 ? 0 : first < 0 ? 1 : -1 });
      return;
    }
    const [left, right] = halves(b);
    search(left, from, width / 2, depth + 1);
    // a root on the cut itself: the piece to the right begins with it, and it lies at the end of the left one
    if (right[0] === 0) roots.push({ s: from + width / 2, direction: directionAt(a, from + width / 2) });
    search(right, from + width / 2, width / 2, depth + 1);
  };
  const b = bernstein(a);
  if (b.every((x) => x === 0)) return roots;
  search(b, 0, 1, 0);
  if (b[b.length - 1] === 0) roots.push({ s: 1, direction: directionAt(a, 1) });
  return roots;
}

/** b_j = Σ_{i≤j} C(j, i)/C(n, i)·a_i: all weights are positive and at most 1, so that nothing is lost. */
function bernstein(a: Float64Array): Float64Array {
  const n = a.length - 1;
  return Float64Array.from(a, (_, j) => {
    let sum = 0;
    let weight = 1;
    for (let i = 0; i <= j; i++) {
      sum += weight * a[i]!;
      weight *= (j - i) / (n - i);
    }
    return sum;
  });
}

/** Bernstein coefficients of the two halves, by de Casteljau's triangle: its left edge, and its right one, which is what stays in place. */
function halves(b: Float64Array): [Float64Array, Float64Array] {
  const n = b.length - 1;
  const left = new Float64Array(n + 1);
  const right = Float64Array.from(b);
  for (let j = 0; j <= n; j++) {
    left[j] = right[0]!;
    for (let i = 0; i < n - j; i++) right[i] = (right[i]! + right[i + 1]!) / 2;
  }
  return [left, right];
}

function signChanges(b: Float64Array): number {
  let changes = 0;
  let sign = 0;
  for (const x of b) {
    if (x === 0) continue;
    if (sign !== 0 && Math.sign(x) !== sign) changes++;
    sign = Math.sign(x);
  }
  return changes;
}

/** The one root between two points at which the polynomial has different signs: Newton's method, and halving where that leaves the bracket. */
function refine(a: Float64Array, from: number, to: number): number {
  let low = from;
  let high = to;
  const rises = valueAt(a, low) < valueAt(a, high);
  let s = (low + high) / 2;
  for (let i = 0; i < MOST_REFINEMENTS; i++) {
    const value = valueAt(a, s);
    if (value === 0) return s;
    if (value < 0 === rises) low = s;
    else high = s;
    const newton = s - value / slopeAt(a, s);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === s || next === low || next === high) return next;
    s = next;
  }
  return s;
}

/** Halving alone needs about 53 from a bracket of width 1; Newton's method, 6. */
const MOST_REFINEMENTS = 100;

function valueAt(a: Float64Array, s: number): number {
  let value = 0;
  for (let k = a.length - 1; k >= 0; k--) value = value * s + a[k]!;
  return value;
}

function slopeAt(a: Float64Array, s: number): number {
  let slope = 0;
  for (let k = a.length - 1; k >= 1; k--) slope = slope * s + k * a[k]!;
  return slope;
}

function directionAt(a: Float64Array, s: number): -1 | 0 | 1 {
  const slope = slopeAt(a, s);
  return slope > 0 ? 1 : slope < 0 ? -1 : 0;
}
