// What an interval says holds for every point of it. So a finite computation can prove something about infinitely many numbers.
import { formula, interval, range, taylorModel } from 'brook';

// Rump's polynomial: in double precision its value here has not one correct digit, and nothing in the number says so.
const rump = formula('333.75*b^6 + a^2*(11*a^2*b^2 - b^6 - 121*b^4 - 2) + 5.5*b^8 + a/(2*b)', { variables: ['a', 'b'] });
console.log('Rump, as a number  ', rump.evaluate([77617, 33096]));
console.log(
  'Rump, enclosed     ',
  rump.evaluate([interval(77617), interval(33096)]).toString(3),
  '(the truth is −0.8273960599…)',
);

// Is exp(x) − 3 log(1 + x) − x² positive on all of [0, 2]? Bisect until every piece is settled.
const f = formula('exp(x) - 3*log(1 + x) - x^2/2');
let pieces = 0;
function isPositive(x) {
  pieces++;
  const value = f.evaluate([x]);
  if (value.lo > 0) return true;
  if (value.hi < 0 || x.wid() < 1e-6) return false;
  return x.bisect().every(isPositive);
}
console.log('f > 0 on [0, 2]    ', isPositive(interval(0, 2)), `(${pieces} intervals)`);

// The range of f there, from 200 pieces: never too small, and the more pieces the sharper.
for (const count of [1, 10, 100, 1000]) {
  const values = interval(0, 2)
    .mince(count)
    .map((x) => f.evaluate([x]));
  const range = values.reduce((hull, value) => hull.hull(value));
  console.log(`range, ${String(count).padStart(4)} pieces `, range.toString(6));
}

// Taylor models keep what intervals forget, how parts of a formula depend on each other, so that few pieces do.
console.log('range, proved      ', range(f, interval(0, 2)).toString(6));

// Such a model is a polynomial and what it leaves: for every x of the interval, f(x) is in their sum.
const model = taylorModel(f, interval(0.75, 1.25), { order: 3 });
console.log('model about 1      ', model.toString());

// A kink inside is enclosed, and the model says that it claims no more than that there are values.
const kinked = taylorModel('abs(x - 1)*exp(x)', interval(0, 2), { order: 3 });
console.log('a kink             ', kinked.bound().toString(4), kinked.decoration);
