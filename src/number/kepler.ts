/** E with E − e sin E = M for an eccentricity 0 ≤ e ≤ 1: Newton's method, kept within brackets; the solution is unique. */
export function keplerE(e: number, M: number): number {
  if (!(e >= 0 && e <= 1) || !Number.isFinite(M)) return Number.NaN;
  // E(M + 2πk) = E(M) + 2πk
  const turns = 2 * Math.PI * Math.round(M / (2 * Math.PI));
  const m = M - turns;
  if (m === 0) return turns;
  let [low, high] = [m - e, m + e];
  let E = m + e * Math.sin(m) * (1 + e * Math.cos(m));
  for (let i = 0; i < 60; i++) {
    const f = (1 - e) * E + e * lessSine(E) - m;
    if (f > 0) high = E;
    else low = E;
    const half = Math.sin(E / 2);
    const next = E - f / (1 - e + 2 * e * half * half);
    const inside = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(inside - E) <= 2 ** -52 * Math.abs(E) || inside === E) return turns + inside;
    E = inside;
  }
  return turns + E;
}

/** E − sin E, right to its own size. */
function lessSine(E: number): number {
  if (Math.abs(E) > 1) return E - Math.sin(E);
  let [sum, term] = [0, E];
  for (let k = 3; k < 22; k += 2) {
    term *= (-E * E) / (k * (k - 1));
    sum -= term;
  }
  return sum;
}
