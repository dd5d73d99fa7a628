import { integrate, system } from 'brook';
import { arenstorf } from 'brook/problems';
import { Solver } from 'odex';
import { measure } from '../measure.js';

const turn = 2 * Math.PI;

function kepler(_, [x, y, u, v]) {
  const r2 = x * x + y * y;
  const cube = r2 * Math.sqrt(r2);
  return [u, v, -x / cube, -y / cube];
}

const [mu, rest] = [0.012277471, 0.987722529];

function threeBodies(_, [x, y, u, v]) {
  const first = (x + mu) ** 2 + y * y;
  const second = (x - rest) ** 2 + y * y;
  const [a, b] = [rest / (first * Math.sqrt(first)), mu / (second * Math.sqrt(second))];
  return [u, v, x + 2 * v - a * (x + mu) - b * (x - rest), y - 2 * u - (a + b) * y];
}

const ellipse = { x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' };

/** What is integrated, and to which accuracies: those that odex reaches. */
const orbits = [
  {
    title: 'Kepler orbit, e = 0.6, one revolution',
    equations: ellipse,
    field: kepler,
    initial: [0.4, 0, 0, 2],
    end: turn,
    accuracies: [1e-9, 1e-12],
  },
  {
    title: 'Kepler orbit, e = 0.6, ten revolutions',
    equations: ellipse,
    field: kepler,
    initial: [0.4, 0, 0, 2],
    end: 10 * turn,
    accuracies: [1e-6, 1e-8, 3e-10],
  },
  {
    // up to the first return toward the smaller body, where errors are amplified: those of odex go up and down about 3e-12 from a tolerance of 1e-13 on, and are 1e-12 by chance
    title: 'Arenstorf orbit, t = 0 … 4',
    equations: arenstorf.equations,
    field: threeBodies,
    initial: arenstorf.initial,
    end: 4,
    accuracies: [1e-9, 1e-11, 1e-12],
  },
  {
    title: 'Arenstorf orbit, one period',
    equations: arenstorf.equations,
    field: threeBodies,
    initial: arenstorf.initial,
    end: arenstorf.period,
    truth: arenstorf.initial,
    accuracies: [1e-6, 1e-8],
  },
];

/** All at the loosest tolerance, twelve to a decade, that reaches the same accuracy. */
export function compare() {
  return orbits.flatMap(({ title, equations, field, initial, end, accuracies, truth: known }) => {
    const ours = system(equations);
    const truth = known ?? integrate(ours, initial, { t: [0, end], tolerance: 1e-18 }).end;
    // neither keeps its orbit
    const by = (stepControl) => (tolerance) =>
      integrate(ours, initial, { t: [0, end], tolerance, stepControl, dense: false }).end;
    const [byBrook, byDamped] = [by('balanced'), by('damped')];
    const byOdex = (tolerance) => {
      const solver = new Solver(initial.length);
      solver.absoluteTolerance = tolerance;
      solver.relativeTolerance = tolerance;
      solver.maxSteps = 1e6;
      solver.denseOutput = false;
      return solver.solve(field, 0, initial, end).y;
    };
    const error = (state) => Math.hypot(...state.map((value, i) => value - truth[i]));
    const loosest = (solve, accuracy) => {
      for (let exponent = -36; exponent >= -192; exponent--) {
        const tolerance = 10 ** (exponent / 12);
        if (error(solve(tolerance)) <= accuracy) return tolerance;
      }
      throw new Error(`${title}: accuracy ${accuracy} is out of reach`);
    };
    return accuracies.map((accuracy) => {
      const timings = measure(
        [
          { name: 'brook, damped steps', solve: byDamped },
          { name: 'brook', solve: byBrook },
          { name: 'odex 2', solve: byOdex },
        ].map(({ name, solve }) => {
          const tolerance = loosest(solve, accuracy);
          return { name: `${name}, error ${error(solve(tolerance)).toExponential(1)}`, run: () => solve(tolerance) };
        }),
      );
      return { title: `${title}, to ${accuracy.toExponential()}`, base: timings[0].name, timings };
    });
  });
}
