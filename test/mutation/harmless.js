/** Roundings that no test sees turned around, and why they stand as they are. */
export const harmless = [
  {
    file: 'linalg/comparison.ts',
    line: 'phi = Math.max(phi, divUp(',
    from: 'divUp',
    reason:
      'φ·v is some units in the last place of B, so that a unit of φ is 2^-53 of those: it would show where B + φ·v is as close to a double as that',
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
    file: 'interval/kernel/gamma.ts',
    line: 'if (isPole(a)) return subDown(',
    from: 'subDown',
    reason:
      'a tangent over the gap between two neighboring doubles: slope and gap are a unit each, their product some 2^-106, and the value that it is taken from is no double and bounded outward by parts of a unit',
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'if (isPole(a)) return subDown(',
    from: 'subUp',
    reason:
      'a tangent over the gap between two neighboring doubles: slope and gap are a unit each, their product some 2^-106, and the value that it is taken from is no double and bounded outward by parts of a unit',
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'if (isPole(a)) return subDown(',
    from: 'mulUp',
    reason:
      'a tangent over the gap between two neighboring doubles: slope and gap are a unit each, their product some 2^-106, and the value that it is taken from is no double and bounded outward by parts of a unit',
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'const drop = up <= 0 ? mulUp(',
    from: 'subUp',
    reason:
      'a tangent over the gap between two neighboring doubles: slope and gap are a unit each, their product some 2^-106, and the value that it is taken from is no double and bounded outward by parts of a unit',
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'const drop = up <= 0 ? mulUp(',
    from: 'mulUp',
    reason:
      'a tangent over the gap between two neighboring doubles: slope and gap are a unit each, their product some 2^-106, and the value that it is taken from is no double and bounded outward by parts of a unit',
  },
  {
    file: 'interval/kernel/gamma.ts',
    line: 'return subDown(lowerAt(f, a), drop)',
    from: 'subDown',
    reason:
      'a tangent over the gap between two neighboring doubles: slope and gap are a unit each, their product some 2^-106, and the value that it is taken from is no double and bounded outward by parts of a unit',
  },
  {
    file: 'interval/kernel/bessel.ts',
    line: 'const root = sqrtDown(mulDown(subDown(x, order), x))',
    from: 'subDown',
    reason:
      'it bounds from where looking in detail ends, or a bend; the greatest value behind that point is lower by more than a unit, since the amplitude falls until the next extremum',
  },
  {
    file: 'interval/kernel/bessel.ts',
    line: 'return root > 0 ? Math.min(1, sqrtUp(divUp(twoOverPiAbove, root)))',
    from: 'sqrtUp',
    reason:
      'it bounds from where looking in detail ends, or a bend; the greatest value behind that point is lower by more than a unit, since the amplitude falls until the next extremum',
  },
];
