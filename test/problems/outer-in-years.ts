import { outerSolarSystem, type Problem } from '../../src/problems.js';

/** The outer Solar System in years: as the published figures of others have it. */
export function outerInYears(): Problem {
  const year = 365.25;
  const inYears = (text: string): string => text.replaceAll('2.95912208286e-4', '(2.95912208286e-4*365.25^2)');
  const { equations, initial, invariants } = outerSolarSystem;
  return {
    ...outerSolarSystem,
    equations: Object.fromEntries(Object.entries(equations).map(([name, text]) => [name, inYears(text)])),
    initial: initial.map((x, at) => (2 * at < initial.length ? x : x * year)),
    t: [0, 1e4],
    invariants: { energy: inYears(invariants['energy']!) },
  };
}
