import { readFileSync } from 'node:fs';
import { type System, system } from '../../src/formula/system.js';
import { parseRational } from '../../src/rounding/decimal.js';
import { compareRational } from '../../src/rounding/rational.js';

/** One reference orbit of test/data/orbits: 30 digits, computed by other recurrences in 50 digits. */
export interface Orbit {
  readonly problem: string;
  readonly initial: readonly number[];
  readonly t: readonly [number, number];
  readonly state: readonly string[];
}

export const orbits: readonly Orbit[] = JSON.parse(readFileSync(new URL('../data/orbits/orbits.json', import.meta.url), 'utf8'));

export const systems: Readonly<Record<string, System>> = {
  lorenz: system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }),
  vanDerPol: system({ x: 'y', y: '(1 - x^2)*y - x' }),
  henonHeiles: system({ x: 'u', y: 'v', u: '-x - 2*x*y', v: '-y - x^2 + y^2' }),
  volterra: system({ x: '2*x*(1 - y)', y: '-y*(1 - x)' }),
  forced: system({ x: 't*x + t^2' }),
  kepler: system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^(3/2)', v: '-y/(x^2 + y^2)^(3/2)' }),
  oscillator: system({ x: 'v', v: '-x' }),
};

/** Whether a decimal number lies between two doubles, exactly. */
export function holds({ lo, hi }: { readonly lo: number; readonly hi: number }, digits: string): boolean {
  const truth = parseRational(digits);
  return compareRational(lo, truth) <= 0 && compareRational(hi, truth) >= 0;
}

export function orbitsOf(problem: string): readonly Orbit[] {
  const found = orbits.filter((orbit) => orbit.problem === problem);
  if (found.length === 0) throw new Error(`no orbit of ${problem}`);
  return found;
}
