// sin, cos and tan of πx: x is reduced exactly, so that integers and halves give exact values however large they are.

/** sin πx. */
export function sinpi(x: number): number {
  const r = x - 2 * Math.round(x / 2); // in [−1, 1]
  const a = Math.abs(r);
  if (a === 0 || a === 1) return 0 * x;
  const value = a < 0.25 ? Math.sin(Math.PI * a) : a <= 0.75 ? Math.cos(Math.PI * (0.5 - a)) : Math.sin(Math.PI * (1 - a));
  return r < 0 ? -value : value;
}

/** cos πx. */
export function cospi(x: number): number {
  const a = Math.abs(x - 2 * Math.round(x / 2));
  if (a < 0.25) return Math.cos(Math.PI * a);
  return a <= 0.75 ? Math.sin(Math.PI * (0.5 - a)) : -Math.cos(Math.PI * (1 - a));
}

/** tan πx, infinite at its poles. */
export function tanpi(x: number): number {
  return sinpi(x) / cospi(x);
}
