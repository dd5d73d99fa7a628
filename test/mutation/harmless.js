// The bounds are neighboring doubles, and the slope is no number below 5e-324 in size.
const oneSign =
  'it is asked for the sign of a slope at a double, whose bounds are both at most 0 or both at least 0; the case that they are not is only there because that is not proved';

const lengthOnly =
  'only the distance to the neighbor is used, as the least length that is tried; a step is proved for the length that it has';

// Solutions are strictly between their bounds, or are them.
const otherEnd =
  'what it takes for a solution in x is the first one beyond the other end, so that x has none, and the walk from there, whose first is beyond this end, says so';

const deepRemainder =
  'the remainder of the series is bounded by 2^-bits of the value, which has 32 bits more than that: it is less than half of the bound, and the unit is 2^-32 of it';

const convexDrop =
  'the function is convex, so that it falls by about half of this at the most before it turns: more is to spare than a rounding can take';

// Bessel: J_n(x) = 1/π ∫ cos(nθ − x·sin θ) dθ over [0, π], so |J_n″| ≤ 1/π ∫ sin² θ dθ = ½; Poisson: j_n(x) = i^-n/2 ∫ e^(ixt) P_n(t) dt over [−1, 1], so |j_n″| ≤ 1/3.
// So the slack |f′|·r + r²/2, taken where |f′| ≤ r, has r²/4 to spare; that f is monotone is only said where |f′| > r, and holds where |f′| > r/2. With p digits in the
// ends of the interval and u = 10^(1 − p), slack and slope are computed with p + 3 digits, where a rounding moves its result by 10⁻³·u of it: of the slack, of
// J_{n−1} − J_{n+1}, and of j_0′ that is nothing. Of j_n′, n ≥ 1, it is at most 10⁻³·u·|j_{n−1}|, which counts where the two terms nearly cancel, at |m| > 1 (for
// smaller m the second is less than a sixth of the first, by their series); there the ends are u/10 apart or more, r ≥ u/20, and r/4 is ten times that.
const looseCurvature =
  'the size of f″ is taken to be at most 1 and is at most ½: r²/4 is to spare, and with three digits more than the interval has a rounding takes a tenth of it at most';

/** Roundings that no test sees turned around, and why they stand as they are. */
export const harmless = [
  {
    file: 'exact/kepler.ts',
    line: 'return Math.max(doubleBelow(mid, exp), 5e-324)',
    from: 'doubleBelow',
    reason: 'only the sign, and about the value for a guess, are asked for',
  },
  {
    file: 'exact/kepler.ts',
    line: 'return Math.min(doubleAbove(mid, exp), -5e-324)',
    from: 'doubleAbove',
    reason: 'only the sign, and about the value for a guess, are asked for',
  },
  {
    file: 'exact/compound.ts',
    line: 'if (doubleBelow(mid - rad, exp) > 710) writeHuge(out)',
    from: 'doubleBelow',
    reason: 'the limits are on the safe side, e^709.8 > 2^1024 and e^-38 < 2^-54, and what is between goes the general way',
  },
  {
    file: 'exact/compound.ts',
    line: 'else if (doubleAbove(mid + rad, exp) < -40) writeWithin(-1, out)',
    from: 'doubleAbove',
    reason: 'the limits are on the safe side, e^709.8 > 2^1024 and e^-38 < 2^-54, and what is between goes the general way',
  },
  {
    file: 'exact/bessel.ts',
    line: 'return doubleBelow(mid, exp)',
    from: 'doubleBelow',
    reason: 'only the sign and the first bits are asked for',
  },
  {
    file: 'linalg/comparison.ts',
    line: 'const beta = Math.max(0, subUp(divUp(u, d), zeta[i]!))',
    from: 'subUp',
    reason: 'd is some units below M_ii, the number with which the bound would be attained, and that loosens it by more',
  },
  {
    file: 'linalg/orthogonal.ts',
    line: 'sum = addUp(sum, Math.max(Math.abs(e[o]!), Math.abs(e[o + 1]!)))',
    from: 'addUp',
    reason: 'the radius made of it is some units in the last place of the result, and a unit of it 2^-53 of those',
  },
  {
    file: 'interval/reverse-periodic.ts',
    line: 'const isBelow = isExact ? bounds[1]! < c.lo',
    from: 'bounds[1]!',
    reason: 'in the first place, where the two are equal',
  },
  {
    file: 'interval/reverse-periodic.ts',
    line: 'const isAbove = isExact ? bounds[0]! > c.hi',
    from: 'bounds[0]!',
    reason: 'in the first place, where the two are equal',
  },
  {
    file: 'linalg/comparison.ts',
    line: 'const alpha = Math.max(0, subUp(matrix[i * n + i]!, divDown(1, d)))',
    from: 'subUp',
    reason:
      'exact for 1/d ≥ C_ii/2; where it is not, d is some units below M_ii, the number with which the bound would be attained, and that loosens it by more',
  },
  {
    file: 'decimal/scaled.ts',
    line: 'return rounding.addDown(hi, unitBeside(hi).neg()).lte(lo)',
    from: 'addDown',
    reason: 'the sum is the neighbor of a decimal of the precision, and so exact',
  },
  {
    file: 'decimal/scaled.ts',
    line: 'return rounding.addUp(lo, unitBeside(lo)).gte(hi)',
    from: 'addUp',
    reason: 'the sum is the neighbor of a decimal of the precision, and so exact',
  },
  { file: 'decimal/special.ts', line: 'const drop = inner.mulUp(inner.mulUp(', from: 'mulUp', reason: convexDrop },
  { file: 'decimal/special.ts', line: 'const fall = inner.mulUp(', from: 'mulUp', reason: convexDrop },
  { file: 'decimal/special.ts', line: 'const slack = inner.mulUp(r, ', from: 'mulUp', reason: looseCurvature },
  { file: 'decimal/special.ts', line: 'const slack = inner.mulUp(r, ', from: 'divUp', reason: looseCurvature },
  { file: 'decimal/special.ts', line: 'const slack = inner.mulUp(r, ', from: 'addUp', reason: looseCurvature },
  {
    file: 'decimal/special.ts',
    line: 'width = rounding.divUp(width, two)',
    from: 'divUp',
    reason: 'how many pieces there are is a matter of tightness',
  },
  {
    file: 'decimal/special.ts',
    line: 'lo: rounding.divDown(rounding.addDown(below.lo, above.hi.neg()), two),',
    from: 'divDown',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'lo: rounding.divDown(rounding.addDown(below.lo, above.hi.neg()), two),',
    from: 'addDown',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'hi: rounding.divUp(rounding.addUp(below.hi, above.lo.neg()), two),',
    from: 'divUp',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'hi: rounding.divUp(rounding.addUp(below.hi, above.lo.neg()), two),',
    from: 'addUp',
    reason: looseCurvature,
  },
  { file: 'decimal/special.ts', line: 'lo: rounding.divDown(', from: 'divDown', reason: looseCurvature },
  { file: 'decimal/special.ts', line: 'hi: rounding.divUp(', from: 'divUp', reason: looseCurvature },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addDown(rounding.mulDown(below.lo, new Down(n)), rounding.mulUp(above.hi, new Up(n + 1)).neg()),',
    from: 'addDown',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addDown(rounding.mulDown(below.lo, new Down(n)), rounding.mulUp(above.hi, new Up(n + 1)).neg()),',
    from: 'mulDown',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addDown(rounding.mulDown(below.lo, new Down(n)), rounding.mulUp(above.hi, new Up(n + 1)).neg()),',
    from: 'mulUp',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addDown(rounding.mulDown(below.lo, new Down(n)), rounding.mulUp(above.hi, new Up(n + 1)).neg()),',
    from: 'Down',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addDown(rounding.mulDown(below.lo, new Down(n)), rounding.mulUp(above.hi, new Up(n + 1)).neg()),',
    from: 'Up',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addUp(rounding.mulUp(below.hi, new Up(n)), rounding.mulDown(above.lo, new Down(n + 1)).neg()),',
    from: 'addUp',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addUp(rounding.mulUp(below.hi, new Up(n)), rounding.mulDown(above.lo, new Down(n + 1)).neg()),',
    from: 'mulUp',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addUp(rounding.mulUp(below.hi, new Up(n)), rounding.mulDown(above.lo, new Down(n + 1)).neg()),',
    from: 'mulDown',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addUp(rounding.mulUp(below.hi, new Up(n)), rounding.mulDown(above.lo, new Down(n + 1)).neg()),',
    from: 'Up',
    reason: looseCurvature,
  },
  {
    file: 'decimal/special.ts',
    line: 'rounding.addUp(rounding.mulUp(below.hi, new Up(n)), rounding.mulDown(above.lo, new Down(n + 1)).neg()),',
    from: 'Down',
    reason: looseCurvature,
  },
  { file: 'decimal/special.ts', line: 'const whole = new Up(2 * n + 1)', from: 'Up', reason: looseCurvature },
  {
    file: 'elementary/kernel/pair.ts',
    line: ': sqrtDown(a)',
    from: 'sqrtDown',
    reason: 'either neighbor of the root will do: what is left of a is exact, and corrects it; and no engine known comes here',
  },
  {
    file: 'decimal/angle.ts',
    line: 'ball: { mid: ball.mid, rad: ball.rad + (ball.mid >> BigInt(bits)) + 1n, exp: ball.exp },',
    from: 'without + 1n',
    reason: deepRemainder,
  },
  {
    file: 'decimal/bessel.ts',
    line: 'return { ball: { mid: value.mid, rad: value.rad + (size >> BigInt(bits)) + 1n, exp: value.exp }',
    from: 'without + 1n',
    reason: deepRemainder,
  },
  {
    file: 'linalg/comparison.ts',
    line: 'phi = Math.max(phi, divUp(',
    from: 'divUp',
    reason:
      'φ·v is some units in the last place of B, so that a unit of φ is 2^-53 of those: it would show where B + φ·v is as close to a double as that',
  },
  {
    file: 'linalg/gershgorin.ts',
    line: 'const radius = mulUp(d, rowSumUp(off, i, n))',
    from: 'mulUp',
    reason:
      'an eigenvalue is at the edge of its disc only where that touches another: for an eigenvector with x_i = 1 the other |x_j| are at most ' +
      '|h_ji|/(gap_j − r_j − radius), while d is at least 2·|h_ji|/gap_j, and the discs are apart after rounding',
  },
  {
    file: 'linalg/gershgorin.ts',
    line: 'const r = addUp(rowSumUp(off, j, n), divUp(',
    from: 'addUp',
    reason:
      'the radius needed is r_j + |h_ji|·(1/d − 1): |h_ji| less than r, and d ≥ 2^-40 makes that thousands of units of |h_ji|/d',
  },
  {
    file: 'linalg/gershgorin.ts',
    line: 'if (addUp(center[2 * j + 1]!, r) < lo) rank++',
    from: 'addUp',
    reason:
      'it would take discs for apart that overlap by less than a unit; for that to misplace an eigenvalue both discs would have to hold theirs in this sliver, ' +
      'where by the choice of d each has it well inside',
  },
  {
    file: 'interval/kernel/bessel.ts',
    line: 'amplitude: (x) => sqrtUp(divUp(twoOverPiAbove, sqrtDown(mulDown(subDown(x, n), x))))',
    from: 'subDown',
    reason:
      'the difference is rounded where x > 2^53 only; what takes the place of x² − n² then is at most x², and n²/x² is nothing beside the 6e-17 by which the ' +
      'bound of 2/π is above it',
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'return lowerAt(slope, x) >= 0',
    from: 'lowerAt',
    reason: oneSign,
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'if (!isPole(hi) && upperAt(slope, hi) <= 0)',
    from: 'upperAt',
    reason: oneSign,
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'upperAt(slope, a) <= 0 ? b - a : subUp(hi, lo)',
    from: 'upperAt',
    reason: oneSign,
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'upperAt(slope, a) <= 0 ? b - a : subUp(hi, lo)',
    from: 'subUp',
    reason: oneSign,
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'if (!isPole(hi) && upperAt(exactDigamma, hi) <= 0)',
    from: 'upperAt',
    reason: oneSign,
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'if (isPole(a) || upperAt(exactDigamma, a) > 0) return 0',
    from: 'upperAt',
    reason: oneSign,
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'return 2 * w * Math.max(Math.abs(point[0]!)',
    from: 'point',
    reason: 'the factor 2 is for that: the two bounds differ by 2^-52 of their size',
  },
  {
    file: 'linalg/gershgorin.ts',
    line: 'const r = addUp(rowSumUp(off, j, n), divUp(',
    from: 'divUp',
    reason:
      'the radius needed is r_j + |h_ji|·(1/d − 1): |h_ji| less than r, and d ≥ 2^-40 makes that thousands of units of |h_ji|/d',
  },
  {
    file: 'linalg/gershgorin.ts',
    line: 'else if (!(subDown(center[2 * j]!, r) > hi)) return',
    from: 'subDown',
    reason:
      'it would take discs for apart that overlap by less than a unit; for that to misplace an eigenvalue both discs would have to hold theirs in this sliver, ' +
      'where by the choice of d each has it well inside',
  },
  {
    file: 'interval/kernel/circle.ts',
    line: 'const width = subDown(hi, lo)',
    from: 'subDown',
    reason:
      'for radians 6.3 is more than a turn by 0.016; for half-turns what is taken for a turn lacks less than 2^-52 of it, and the function is so close to its extremum ' +
      'at both ends that the bounds are ±1 all the same',
  },
  {
    file: 'decimal/measure.ts',
    line: 'new rounding.',
    from: 'Up',
    reason: 'the value is exact, or NaN; only the mode would differ in which somebody goes on computing with it',
  },
  {
    file: 'decimal/measure.ts',
    line: 'new rounding.',
    from: 'Down',
    reason: 'the value is exact, or NaN; only the mode would differ in which somebody goes on computing with it',
  },
  {
    file: 'linalg/comparison.ts',
    line: 'subDown(b[k * n + k]!, mulUp(phi, v[k]!))',
    from: 'mulUp',
    reason:
      'φ·v is some units in the last place of B, so that a unit of it is 2^-53 of those: it would show where B ± φ·v is as close to a double as that',
  },
  {
    file: 'linalg/comparison.ts',
    line: 'b[i * n + k] = addUp(b[i * n + k]!, mulUp(phi, v[i]!))',
    from: 'mulUp',
    reason:
      'φ·v is some units in the last place of B, so that a unit of it is 2^-53 of those: it would show where B ± φ·v is as close to a double as that',
  },
  {
    file: 'interval/reverse-periodic.ts',
    line: 'return side > 0 ? bounds[1]! <= x.hi : bounds[0]! >= x.lo',
    from: 'bounds[1]!',
    reason: otherEnd,
  },
  {
    file: 'interval/reverse-periodic.ts',
    line: 'return side > 0 ? bounds[1]! <= x.hi : bounds[0]! >= x.lo',
    from: 'bounds[0]!',
    reason: otherEnd,
  },
  {
    file: 'verified/enclose.ts',
    line: 'const next = direction > 0 ? succ(now) : pred(now)',
    from: 'succ',
    reason: lengthOnly,
  },
  {
    file: 'verified/enclose.ts',
    line: 'const next = direction > 0 ? succ(now) : pred(now)',
    from: 'pred',
    reason: lengthOnly,
  },
  {
    file: 'rounding/canary.ts',
    line: "expectArithmetic(eta > 0 && (eta / 2) * 2 === 0, 'subnormal numbers')",
    from: 'eta',
    reason: 'half of −η comes out as 0 where half of η does, by the symmetry of rounding to nearest',
  },
  {
    file: 'rounding/directed.ts',
    line: 'const u = s - (s - s * phi)',
    from: 'phi',
    reason: 'u comes out negative, so that no guess is trusted and every root goes the slow way, to the same bits',
  },
];
