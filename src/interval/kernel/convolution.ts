import { isSafeProduct, isSettled, settleDown, settleUp, sumError } from '../../rounding/compensated.js';
import { twoProductError } from '../../rounding/transform.js';
import { addInto, mulInto, scaleInto, sqrInto } from './arithmetic.js';
import { convolveCentered } from './centered.js';

/**
 * m[out] += Σ_{j=from..last} w_j·x_j·y_{k−j}, each bound rounded about once (a product alone exactly once), with x_j at x + j·stride and w_j = p·j + q an integer below 2^53.
 *
 * For `self`, x and y are one series and the sum runs over j ≤ k/2 with w_j = 2, and 1 in the middle, where the square is never negative.
 *
 * Each bound is a sum of products of chosen bounds, kept as s + t: s the rounded sum, t what the errors of its products and additions come to,
 * both exact but for the rounding of t. With n terms (w·e counted twice in g, since it may cancel against the other error of its term), t has passed each error through at most n + 4 roundings, so that for n < 2^26
 *   |t − exact| ≤ (n + 4)·u·g·(1 + 2^−24),  g = the same sum of absolute values,  u = 2^−53,
 * and the slack (n + 8)·2^−52·g + η is more than twice that: the surplus pays for the rounding of g, of itself and of t ∓ slack.
 */
export function convolveInto(
  m: Float64Array,
  out: number,
  x: number,
  y: number,
  stride: number,
  k: number,
  from: number,
  last: number,
  p: number,
  q: number,
  self: boolean,
): void {
  if (from === last && !self && p * from + q === 1 && m[out] === 0 && m[out + 1] === 0) {
    mulInto(m, out, m, x + from * stride, m, y + (k - from) * stride);
    return;
  }
  if (convolveCentered(m, out, x, y, stride, k, from, last, p, q, self)) return;
  let sl = m[out]!;
  let sh = m[out + 1]!;
  let tl = 0;
  let th = 0;
  let gl = 0;
  let gh = 0;
  for (let j = from; j <= last; j++) {
    const w = self ? (2 * j === k ? 1 : 2) : p * j + q;
    const a = x + j * stride;
    const b = y + (k - j) * stride;
    const al = m[a]!;
    const ah = m[a + 1]!;
    const bl = m[b]!;
    const bh = m[b + 1]!;
    if (!(al <= ah && bl <= bh)) {
      gl = Infinity;
      break;
    }
    // The signs choose the factors a₁·b₁ of the least product and a₂·b₂ of the greatest.
    let a1: number;
    let b1: number;
    let a2: number;
    let b2: number;
    if (al >= 0) {
      a1 = bl >= 0 ? al : ah;
      b1 = bl;
      a2 = bh >= 0 ? ah : al;
      b2 = bh;
    } else if (ah <= 0) {
      a1 = bh >= 0 ? al : ah;
      b1 = bh;
      a2 = bl >= 0 ? ah : al;
      b2 = bl;
    } else if (bl >= 0) {
      a1 = al;
      b1 = bh;
      a2 = ah;
      b2 = bh;
    } else if (bh <= 0) {
      a1 = ah;
      b1 = bl;
      a2 = al;
      b2 = bl;
    } else {
      // Both straddle zero. Rounding is monotone, so unequal rounded products are in the order of the exact ones; equal ones are told apart by
      // their errors, but for a square and for two symmetric intervals, where they are equal.
      const first = al * bh;
      const second = ah * bl;
      const third = al * bl;
      const fourth = ah * bh;
      const square = self && 2 * j === k;
      let least = first < second;
      let greatest = third > fourth;
      if ((first === second || third === fourth) && !square && !(al === -ah && bl === -bh)) {
        if (
          !(
            isSafeProduct(al, bh, first) &&
            isSafeProduct(ah, bl, second) &&
            isSafeProduct(al, bl, third) &&
            isSafeProduct(ah, bh, fourth)
          )
        ) {
          gl = Infinity;
          break;
        }
        if (first === second) least = twoProductError(al, bh, first) < twoProductError(ah, bl, second);
        if (third === fourth) greatest = twoProductError(al, bl, third) > twoProductError(ah, bh, fourth);
      }
      a1 = square ? 0 : least ? al : ah;
      b1 = square ? 0 : least ? bh : bl;
      a2 = greatest ? al : ah;
      b2 = greatest ? bl : bh;
    }
    if (w < 0) {
      const a3 = a1;
      const b3 = b1;
      a1 = a2;
      b1 = b2;
      a2 = a3;
      b2 = b3;
    }
    let least = a1 * b1;
    let greatest = a2 * b2;
    if (!(isSafeProduct(a1, b1, least) && isSafeProduct(a2, b2, greatest))) {
      gl = Infinity;
      break;
    }
    let el = twoProductError(a1, b1, least);
    let eh = twoProductError(a2, b2, greatest);
    if (w !== 1) {
      // w·(least + e) = RN(w·least) + its error + w·e
      const wl = w * least;
      const wh = w * greatest;
      if (!(isSafeProduct(w, least, wl) && isSafeProduct(w, greatest, wh))) {
        gl = Infinity;
        break;
      }
      el *= w;
      eh *= w;
      gl += 2 * Math.abs(el);
      gh += 2 * Math.abs(eh);
      el += twoProductError(w, least, wl);
      eh += twoProductError(w, greatest, wh);
      least = wl;
      greatest = wh;
    }
    const rl = sl + least;
    const fl = sumError(sl, least, rl);
    tl += el + fl;
    gl += Math.abs(el) + Math.abs(fl);
    sl = rl;
    const rh = sh + greatest;
    const fh = sumError(sh, greatest, rh);
    th += eh + fh;
    gh += Math.abs(eh) + Math.abs(fh);
    sh = rh;
  }
  // An overflow, an underflow, an unbounded or an empty operand on the way leaves an infinite or NaN sum of errors.
  if (isSettled(sl, gl) && isSettled(sh, gh)) {
    m[out] = settleDown(sl, tl, gl, last - from + 9);
    m[out + 1] = settleUp(sh, th, gh, last - from + 9);
    return;
  }
  for (let j = from; j <= last; j++) {
    if (self && 2 * j === k) sqrInto(term, 0, m, x + j * stride);
    else mulInto(term, 0, m, x + j * stride, m, y + (k - j) * stride);
    scaleInto(term, 0, term, 0, self ? (2 * j === k ? 1 : 2) : p * j + q);
    addInto(m, out, m, out, term, 0);
  }
}

const term = new Float64Array(2);
