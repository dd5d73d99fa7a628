/** A sign, 0 where it is not known. */
export type Sign = -1 | 0 | 1;

/** Where a polynomial in [0, 1] is zero as far as rounding lets one tell: a root, or a stretch of them too close to be told apart. */
export interface Zero {
  readonly s: number;
  /** The signs beside it: different where the polynomial crosses, equal where it touches, or nearly; 0 beyond the ends of [0, 1]. */
  readonly before: Sign;
  readonly after: Sign;
}

/** The zeros of a polynomial in [0, 1], in order. */
export interface Zeros {
  readonly zeros: readonly Zero[];
  /** The first and the last sign that is told from zero; 0 for a polynomial that is nowhere. */
  readonly first: Sign;
  readonly last: Sign;
}

/** Halvings of [0, 1] after which a piece cannot be told from a point. */
const DEEPEST = 52;

/** A piece of [0, 1] on which nothing is left to be decided. */
interface Piece {
  readonly from: number;
  readonly to: number;
  /** `clear` of zero but perhaps at an end; monotone across one simple root; or `flat`: nowhere told from zero. */
  readonly kind: 'clear' | 'crossing' | 'flat';
  /** Values at its ends, and how far from the truth they may be. */
  readonly left: number;
  readonly right: number;
  readonly noise: number;
}

/** Values of a polynomial are right to a few roundings of the sum of its terms' sizes. */
export const NOISE: number = 4 * 2 ** -52;

/**
 * All zeros of Σ a_k s^k in [0, 1].
 *
 * Bernstein coefficients of a piece bound the polynomial there, and their differences its slope. A piece is halved (de Casteljau) until it is clear of zero,
 * or monotone, which leaves room for one root, or so small that it cannot be told from zero: |p| ≤ noise. A run of such flat pieces is one
 * zero, of whatever multiplicity; it crosses if the signs on its two sides differ.
 *
 * Where the polynomial starts at zero, what follows is looked at more and more closely, down to what is left of the constant term: noise gets smaller toward
 * the start, and an orbit whose next event is near may come with a polynomial that is good for a long time.
 *
 * @param floor - what is not told from zero in any case
 * @returns nothing that is told from zero for a polynomial that is not finite
 */
export function zerosOf(a: Float64Array, floor: number = 0): Zeros {
  const pieces: Piece[] = [];
  const noise = Math.max(floor, NOISE * sizeOf(a));
  // where the formula has no value, or none that is finite, nothing is told
  if (!(noise < Infinity)) return { zeros: [], first: 0, last: 0 };
  // Horner's rule over [0, 1] tells in most cases that there are none, for a tenth of the work
  let [least, most] = [0, 0];
  for (let k = a.length - 1; k >= 0; k--) {
    least = Math.min(0, least) + a[k]!;
    most = Math.max(0, most) + a[k]!;
  }
  if (least > noise) return { zeros: [], first: 1, last: 1 };
  if (most < -noise) return { zeros: [], first: -1, last: -1 };
  const alone = onlyZero(a, noise);
  if (alone !== undefined) return { zeros: [alone], first: alone.before, last: alone.after };
  if (Math.abs(a[0]!) > noise) search(bernstein(a), 0, 1, 0, noise, pieces);
  else {
    const rest = Float64Array.from(a);
    rest[0] = 0;
    zoom(rest, 1, Math.max(floor, 4 * Math.abs(a[0]!)), pieces);
  }
  const zeros: Zero[] = [];
  let [first, last]: [Sign, Sign] = [0, 0];
  for (const { kind, left, right, noise } of pieces) {
    if (kind === 'flat') continue;
    if (first === 0) first = Math.abs(left) > noise ? signOf(left) : Math.abs(right) > noise ? signOf(right) : 0;
    if (Math.abs(right) > noise) last = signOf(right);
    else if (Math.abs(left) > noise) last = signOf(left);
  }
  for (let i = 0; i < pieces.length; i++) {
    const { kind, from, to, left, right } = pieces[i]!;
    if (kind === 'crossing') zeros.push({ s: refine(a, from, to), before: signOf(left), after: signOf(right) });
    if (kind !== 'flat') continue;
    // a run of flat pieces: never beside a crossing, at whose ends the polynomial is told from zero
    const previous = pieces[i - 1];
    while (pieces[i + 1]?.kind === 'flat') i++;
    const next = pieces[i + 1];
    const [before, after] = [signOf(previous?.left ?? 0), signOf(next?.right ?? 0)];
    const inside = (): number => (before === after ? (from + pieces[i]!.to) / 2 : refine(a, previous!.from, next!.to));
    zeros.push({ s: previous === undefined ? 0 : next === undefined ? 1 : inside(), before, after });
  }
  return { zeros, first, last };
}

/** The one zero of a polynomial whose ends are told from zero and differ in sign, and whose slope Horner's rule bounds away from zero. */
function onlyZero(a: Float64Array, noise: number): Zero | undefined {
  const [left, right] = [a[0]!, valueAt(a, 1)];
  if (!(Math.abs(left) > noise && Math.abs(right) > noise && left * right < 0)) return undefined;
  const n = a.length - 1;
  let [least, most] = [0, 0];
  for (let k = n; k >= 1; k--) {
    least = Math.min(0, least) + k * a[k]!;
    most = Math.max(0, most) + k * a[k]!;
  }
  if (!(least > n * noise || most < -n * noise)) return undefined;
  return { s: refine(a, 0, 1), before: signOf(left), after: signOf(right) };
}

/** How much closer each look is, as a power of two, and how close the last one. */
const CLOSER = 6;
const CLOSEST = 2 ** -54;

/** The pieces of [0, width] for a polynomial in the fraction of it that starts at zero. */
function zoom(a: Float64Array, width: number, floor: number, pieces: Piece[]): void {
  const noise = Math.max(floor, NOISE * sizeOf(a));
  let b = bernstein(a);
  const rest = b.subarray(1);
  if (rest.every((x) => x > noise) || rest.every((x) => x < -noise)) {
    pieces.push({ from: 0, to: 0, kind: 'flat', left: 0, right: 0, noise });
    pieces.push({ from: 0, to: width, kind: 'clear', left: 0, right: b[b.length - 1]!, noise });
    return;
  }
  if (noise === floor || width < CLOSEST) {
    search(b, 0, width, 0, noise, pieces);
    return;
  }
  const later: Float64Array[] = [];
  for (let i = 0; i < CLOSER; i++) {
    const [low, high] = halves(b);
    later.push(high);
    b = low;
  }
  zoom(
    a.map((x, k) => x * 2 ** (-CLOSER * k)),
    width * 2 ** -CLOSER,
    floor,
    pieces,
  );
  for (let i = CLOSER; i > 0; i--) search(later[i - 1]!, width * 2 ** -i, width * 2 ** -i, 0, noise, pieces);
}

/** Σ |a_k| */
export function sizeOf(a: Float64Array): number {
  let size = 0;
  for (let k = 0; k < a.length; k++) size += Math.abs(a[k]!);
  return size;
}

function search(b: Float64Array, from: number, width: number, depth: number, noise: number, pieces: Piece[]): void {
  let least = b[0]!;
  let most = b[0]!;
  let rises = true;
  let falls = true;
  for (let j = 1; j < b.length; j++) {
    const x = b[j]!;
    least = Math.min(least, x);
    most = Math.max(most, x);
    if (x < b[j - 1]!) rises = false;
    if (x > b[j - 1]!) falls = false;
  }
  const [left, right] = [b[0]!, b[b.length - 1]!];
  const end = from + width;
  const add = (kind: Piece['kind']): void => {
    pieces.push({ from, to: end, kind, left, right, noise });
  };
  if (least > noise || most < -noise) add('clear');
  else if (least >= -noise && most <= noise) add('flat');
  else if (depth === DEEPEST) add(left * right < 0 ? 'crossing' : 'flat');
  else if ((rises || falls) && left * right < 0 && Math.abs(left) > noise && Math.abs(right) > noise) add('crossing');
  else {
    const [low, high] = halves(b);
    search(low, from, width / 2, depth + 1, noise, pieces);
    search(high, from + width / 2, width / 2, depth + 1, noise, pieces);
  }
}

function signOf(x: number): Sign {
  return Math.sign(x) as Sign;
}

/** b_j = Σ_{i≤j} C(j, i)/C(n, i)·a_i: all weights are positive and at most 1, so that nothing is lost. */
function bernstein(a: Float64Array): Float64Array {
  const n = a.length - 1;
  const weights = weightsOf(n);
  const b = new Float64Array(n + 1);
  for (let j = 0, w = 0; j <= n; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += weights[w++]! * a[i]!;
    b[j] = sum;
  }
  return b;
}

const tables = new Map<number, Float64Array>();

/** C(j, i)/C(n, i) for i = 0 … j, row after row. */
function weightsOf(n: number): Float64Array {
  let table = tables.get(n);
  if (table === undefined) {
    const weights: number[] = [];
    for (let j = 0; j <= n; j++) {
      for (let i = 0, weight = 1; i <= j; i++) {
        weights.push(weight);
        weight *= (j - i) / (n - i);
      }
    }
    table = Float64Array.from(weights);
    tables.set(n, table);
  }
  return table;
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

/** The one root between two points at which the polynomial has different signs: Newton's method, and halving where that leaves the bracket. */
function refine(a: Float64Array, from: number, to: number): number {
  let low = from;
  let high = to;
  const [left, right] = [valueAt(a, low), valueAt(a, high)];
  const rises = left < right;
  // where the secant is zero
  const part = left / (left - right);
  let s = low + (high - low) * (part > 0 && part < 1 ? part : 1 / 2);
  for (let i = 0; i < MOST_REFINEMENTS; i++) {
    let [value, slope] = [0, 0];
    for (let k = a.length - 1; k >= 1; k--) {
      value = value * s + a[k]!;
      slope = slope * s + k * a[k]!;
    }
    value = value * s + a[0]!;
    if (value === 0) return s;
    if (value < 0 === rises) low = s;
    else high = s;
    const newton = s - value / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === s || next === low || next === high) return next;
    s = next;
  }
  return s;
}

/** Halving alone needs about 53 from a bracket of width 1; Newton's method, 6. */
export const MOST_REFINEMENTS = 100;

function valueAt(a: Float64Array, s: number): number {
  let value = 0;
  for (let k = a.length - 1; k >= 0; k--) value = value * s + a[k]!;
  return value;
}
