// The state-transition matrix of the restricted problem of three bodies: the problem, tolerance and times of heyoka's notebook on periodic orbits.
// Run by itself it prints the time of the first call in nanoseconds, with reading and compiling the equations.
import { pathToFileURL } from 'node:url';
import { integrate, system } from '../../dist/index.js';

const far = '((x - mu)^2 + y^2 + z^2)^1.5';
const near = '((x - mu + 1)^2 + y^2 + z^2)^1.5';

/** States and matrices at 2000 times, in nanoseconds. */
export function monodromy() {
  const field = system(
    {
      x: 'p + y',
      y: 'q - x',
      z: 'r',
      p: `q - (1 - mu)*(x - mu)/${far} - mu*(x - mu + 1)/${near}`,
      q: `-p - ((1 - mu)/${far} + mu/${near})*y`,
      r: `-((1 - mu)/${far} + mu/${near})*z`,
    },
    { parameters: { mu: 0.01 } },
  );
  return () => {
    const start = performance.now();
    const grid = Array.from({ length: 2000 }, (_, i) => (200 * i) / 1999);
    const initial = [-0.8, 0, 0, 0, -0.6276410653920693, 0];
    const orbit = integrate(field, initial, { t: grid, variational: true, tolerance: 1e-18 });
    if (orbit.states.length !== 2000 || orbit.jacobianAt(grid).length !== 2000) throw new Error('expected all times');
    return 1e6 * (performance.now() - start);
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const start = performance.now();
  monodromy()();
  console.log(1e6 * (performance.now() - start));
}
