import { outerSolarSystem, type Problem } from '../../src/problems.js';

/** The outer Solar System about its center of mass, at rest, and in years: as the published figures of others have it. */
export function barycentric(): Problem {
  const masses = [1.00000597682, 0.000954786104043, 0.000285583733151, 0.0000437273164546, 0.0000517759138449, 1 / 130000000];
  const total = masses.reduce((sum, m) => sum + m);
  const year = 365.25;
  const inYears = (text: string): string => text.replaceAll('2.95912208286e-4', '(2.95912208286e-4*365.25^2)');
  const { equations, initial, invariants } = outerSolarSystem;
  const state = initial.map((x, at) => {
    const row = at - (at % masses.length);
    const center = masses.reduce((sum, m, i) => sum + m * initial[row + i]!, 0) / total;
    return (x - center) * (row < 3 * masses.length ? 1 : year);
  });
  return {
    ...outerSolarSystem,
    equations: Object.fromEntries(Object.entries(equations).map(([name, text]) => [name, inYears(text)])),
    initial: state,
    t: [0, 1e4],
    invariants: { energy: inYears(invariants['energy']!) },
  };
}
