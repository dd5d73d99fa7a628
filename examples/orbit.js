// A proof by computer: where a pendulum is after ten seconds, for every start in a box and every length in an interval.
import { enclose, interval, system } from 'brook';

// The length is a state that does not change, so that its uncertainty is followed along with the others.
const pendulum = system({ angle: 'speed', speed: '-9.81/length*sin(angle)', length: '0' });

function show(title, initial) {
  const tube = enclose(pendulum, initial, { t: [0, 10] });
  const { end } = tube;
  console.log(`${title}: ${tube.status}, ${tube.steps} steps`);
  console.log(`  angle at t = 10 s lies in ${end[0].toString(8)} rad, ${end[0].wid().toExponential(1)} wide`);
  console.log(`  speed at t = 10 s lies in ${end[1].toString(8)} rad/s, ${end[1].wid().toExponential(1)} wide`);
  return tube;
}

show('Exactly 1 rad, 1 m', [1, 0, 1]);
show('Angle within 0.5 mrad', [interval('[0.9995, 1.0005]'), 0, 1]);
const tube = show('Length within 0.1 mm', [1, 0, interval('[0.9999, 1.0001]')]);

// A statement about all times: the angle never leaves these bounds in the ten seconds.
const angle = tube.segments.map(({ box }) => box[0]).reduce((hull, side) => hull.hull(side));
console.log(`During all of it the angle stays in ${angle.toString(4)} rad.`);
