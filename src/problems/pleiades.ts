import { nBody } from './n-body.js';
import type { Problem } from './problem.js';

/**
 * Seven stars in the plane with masses 1 … 7 and close encounters. The states are x, y and their velocities, star by star in each.
 *
 * @example
 * const { equations, initial, t, end } = pleiades;
 * const orbit = integrate(equations, initial, { t });
 * Math.max(...orbit.end.map((x, i) => Math.abs(x - end[i]))) < 1e-10; // true
 */
export const pleiades: Problem = {
  name: 'Pleiades',
  ...nBody(['1', '2', '3', '4', '5', '6', '7'], 2),
  initial: [3, 3, -1, -3, 2, -2, 2, 3, -3, 2, 0, 0, -4, 4, 0, 0, 0, 0, 0, 1.75, -1.5, 0, 0, 0, -1.25, 1, 0, 0],
  t: [0, 3],
  citation:
    'E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed., Springer 1993, section II.10; end state: F. Mazzia, C. Magherini, Test Set for Initial Value Problem Solvers, release 2.4, 2008',
  // biome-ignore format: one row for x, y and each of their velocities
  end: [
    0.3706139143970502, 3.237284092057233, -3.222559032418324, 0.659709145577531, 0.3425581707156584, 1.562172101400631, -0.7003092922212495,
    -3.943437585517392, -3.271380973972550, 5.225081843456543, -2.590612434977470, 1.198213693392275, -0.2429682344935824, 1.091449240428980,
    3.417003806314313, 1.354584501625501, -2.590065597810775, 2.025053734714242, -1.155815100160448, -0.8072988170223021, 0.595239635420871,
    -3.741244961234010, 0.377345968575063, 0.9386858869551073, 0.3667922227200571, -0.347404635380849, 2.344915448180937, -1.947020434263292,
  ],
};
