// Numbers of two doubles, head + tail with |tail| ≤ half an ulp of the head: 106 bits. Results go to memory[out], memory[out + 1].
// Dekker, Numer. Math. 18 (1971) 224–242; Hida, Li, Bailey, ARITH 15 (2001); errors of Joldes, Muller, Popescu, ACM TOMS 44 (2017) 15res.
// Products of doubles are split by Veltkamp, so that beyond 2^996 they overflow.

import { splitter } from '../rounding/limits.js';

/** The error of p, the rounded a·b. */
export function productError(a: number, b: number, p: number): number {
  const s = splitter * a;
  const ah = s - (s - a);
  const al = a - ah;
  const t = splitter * b;
  const bh = t - (t - b);
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}

/** s + e for |e| no larger than about |s|, as head and tail. */
export function normalize(s: number, e: number, m: Float64Array, out: number): void {
  const head = s + e;
  m[out] = head;
  m[out + 1] = e - (head - s);
}

/** a + b, to 3·2^−106 relative (algorithm 6 of Joldes et al.). */
export function addPairs(a: number, aTail: number, b: number, bTail: number, m: Float64Array, out: number): void {
  const s = a + b;
  const v = s - a;
  const e = a - (s - v) + (b - v);
  const t = aTail + bTail;
  const w = t - aTail;
  const f = aTail - (t - w) + (bTail - w);
  const c = e + t;
  const head = s + c;
  normalize(head, f + (c - (head - s)), m, out);
}

/** a·b, to 5·2^−106 relative (algorithm 11, with the product of the tails left out). */
export function multiplyPairs(a: number, aTail: number, b: number, bTail: number, m: Float64Array, out: number): void {
  const p = a * b;
  normalize(p, productError(a, b, p) + (a * bTail + aTail * b), m, out);
}

/** a·c for a double c. */
export function scalePair(a: number, aTail: number, c: number, m: Float64Array, out: number): void {
  const p = a * c;
  normalize(p, productError(a, c, p) + aTail * c, m, out);
}

/** a/b by two digits of the long division in doubles, to about 10·2^−106 relative (algorithm 17). */
export function dividePairs(a: number, aTail: number, b: number, bTail: number, m: Float64Array, out: number): void {
  const q = a / b;
  const p = q * b;
  const rest = a - p - productError(q, b, p) + aTail - q * bTail;
  normalize(q, rest / b, m, out);
}
