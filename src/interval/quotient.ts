/** An end of an interval. */
export type End = 'lo' | 'hi';

/** One piece of a solution set: each bound the quotient of an end of the numerator and an end of the denominator, or unbounded. */
export interface Piece {
  readonly lo: readonly [End, End] | undefined;
  readonly hi: readonly [End, End] | undefined;
}

/**
 * The pieces, from left to right, of {t : d·t = n for some n ∈ [n.lo, n.hi], d ∈ [d.lo, d.hi]}, neither empty, from the signs of the four ends alone.
 *
 * Each bound is a quotient n/d of two ends; written for signs, the table serves numbers, and logarithms known only as exact expressions.
 */
export function divisionPieces(nLo: number, nHi: number, dLo: number, dHi: number): Piece[] {
  if (dLo > 0) {
    return [{ lo: nLo >= 0 ? ['lo', 'hi'] : ['lo', 'lo'], hi: nHi >= 0 ? ['hi', 'lo'] : ['hi', 'hi'] }];
  }
  if (dHi < 0) {
    return [{ lo: nHi >= 0 ? ['hi', 'hi'] : ['hi', 'lo'], hi: nLo >= 0 ? ['lo', 'lo'] : ['lo', 'hi'] }];
  }
  if (nLo <= 0 && nHi >= 0) return [{ lo: undefined, hi: undefined }];
  const end = nLo > 0 ? 'lo' : 'hi';
  // The divisors of the numerator's sign give the right piece, the others the left one.
  const pieces: Piece[] = [];
  const left = nLo > 0 ? dLo < 0 : dHi > 0;
  const right = nLo > 0 ? dHi > 0 : dLo < 0;
  if (left) pieces.push({ lo: undefined, hi: [end, nLo > 0 ? 'lo' : 'hi'] });
  if (right) pieces.push({ lo: [end, nLo > 0 ? 'hi' : 'lo'], hi: undefined });
  return pieces;
}
