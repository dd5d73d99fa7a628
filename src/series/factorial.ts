import type { Algebra, Memory } from '../algebra/algebra.js';

/** c ← c·k!/scale^k for a power of two `scale`, multiplying by exact products of as many factors as fit a double's integers. */
export function timesFactorial<M extends Memory>(algebra: Algebra<unknown, M>, m: M, at: number, k: number, scale = 1): void {
  let chunk = 1;
  let below = scale;
  for (let j = 2; j <= k; j++) {
    if (chunk * j > 9007199254740992) {
      algebra.scale(m, at, at, chunk / below);
      chunk = 1;
      below = 1;
    }
    chunk *= j;
    below *= scale;
  }
  if (k > 0) algebra.scale(m, at, at, chunk / below);
}
