/** What a squared residual s ≥ 0, in units of the square of the loss's scale, costs: ρ(s), ρ′(s) and ρ″(s), with ρ(s) ≈ s near 0. */
type Loss = (s: number) => readonly [number, number, number];

/** Names of the losses: `linear` is that of least squares, the others let outliers weigh less, `tukey` not at all beyond its scale. */
export type LossName = 'linear' | 'huber' | 'softL1' | 'cauchy' | 'arctan' | 'tukey';

/** As in Ceres and scipy: ρ(s) = s; s below 1, then 2√s − 1; 2(√(1 + s) − 1); ln(1 + s); atan s; (1 − (1 − s)³)/3 below 1, then 1/3. */
export const losses: Readonly<Record<LossName, Loss>> = {
  linear: (s) => [s, 1, 0],
  huber: (s) => {
    if (s <= 1) return [s, 1, 0];
    const root = Math.sqrt(s);
    return [2 * root - 1, 1 / root, -0.5 / (s * root)];
  },
  softL1: (s) => {
    const root = Math.sqrt(1 + s);
    // 2(√(1 + s) − 1) without cancellation
    return [(2 * s) / (root + 1), 1 / root, -0.5 / (root * (1 + s))];
  },
  cauchy: (s) => [Math.log1p(s), 1 / (1 + s), -1 / ((1 + s) * (1 + s))],
  arctan: (s) => [Math.atan(s), 1 / (1 + s * s), (-2 * s) / ((1 + s * s) * (1 + s * s))],
  tukey: (s) => (s >= 1 ? [1 / 3, 0, 0] : [s * (1 - s + (s * s) / 3), (1 - s) * (1 - s), -2 * (1 - s)]),
};
