/** Roundings that no test sees turned around, and why they stand as they are. */
export const harmless = [
  {
    file: 'linalg/comparison.ts',
    line: 'phi = Math.max(phi, divUp(',
    from: 'divUp',
    reason:
      'φ·v is some units in the last place of B, so that a unit of φ is 2^-53 of those: it would show where B + φ·v is as close to a double as that',
  },
];
