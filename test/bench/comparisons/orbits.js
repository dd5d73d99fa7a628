import { integrate, system } from 'brook';
import { Solver } from 'odex';
import { measure } from '../measure.js';

const initial = [0.4, 0, 0, 2];
const end = 20 * Math.PI;
const kepler = system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });

function byBrook(tolerance) {
  return integrate(kepler, initial, { t: [0, end], tolerance }).end;
}

function byOdex(tolerance) {
  const solver = new Solver(4);
  solver.absoluteTolerance = tolerance;
  solver.relativeTolerance = tolerance;
  solver.maxSteps = 1e6;
  solver.denseOutput = false;
  const field = (_, [x, y, u, v]) => {
    const r2 = x * x + y * y;
    const cube = r2 * Math.sqrt(r2);
    return [u, v, -x / cube, -y / cube];
  };
  return solver.solve(field, 0, initial, end).y;
}

/** After ten revolutions the planet is back where it was. */
function error(state) {
  return Math.hypot(...state.map((value, i) => value - initial[i]));
}

/** The loosest tolerance that reaches an accuracy, among powers of √10. */
function loosest(solve, accuracy) {
  for (let exponent = -6; exponent >= -32; exponent--) {
    const tolerance = 10 ** (exponent / 2);
    if (error(solve(tolerance)) <= accuracy) return tolerance;
  }
  return undefined;
}

/** Ten revolutions on an ellipse of eccentricity 0.6, both solvers at the loosest tolerance that reaches the same accuracy. */
export function compare() {
  return [1e-6, 1e-8, 3e-10].map((accuracy) => {
    const ours = loosest(byBrook, accuracy);
    const theirs = loosest(byOdex, accuracy);
    if (ours === undefined || theirs === undefined) throw new Error(`accuracy ${accuracy} is out of reach`);
    const timings = measure([
      { name: `brook, error ${error(byBrook(ours)).toExponential(1)}`, run: () => byBrook(ours) },
      { name: `odex 2, error ${error(byOdex(theirs)).toExponential(1)}`, run: () => byOdex(theirs) },
    ]);
    return { title: `Kepler orbit, e = 0.6, ten revolutions, to ${accuracy.toExponential()}`, base: timings[0].name, timings };
  });
}
