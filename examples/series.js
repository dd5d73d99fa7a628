// Truncated series as values: exact coefficients, many variables, inverse functions, series that equations define.
import { fraction, implicit, variable, variables } from 'brook';

// Bernoulli's numbers come from t/(e^t − 1), a quotient whose two sides vanish at 0. Over exact rationals they are exact.
const t = variable(fraction(0), { order: 13 });
const quotient = t.div(t.expm1());
console.log('t/(e^t − 1) =', quotient.truncate(8).toString());
console.log('B₁₂ =', quotient.derivativeAt(12).toString());

// The inverse of t·e^(−t) counts rooted trees: n^(n−1) on n labeled points.
const trees = t.mul(t.neg().exp()).revert();
console.log('trees on 1 … 6 points:', [1, 2, 3, 4, 5, 6].map((n) => trees.derivativeAt(n).toString()).join(', '));

// Two variables: a function, and the same at other series.
const [x, y] = variables([0, 0], { order: 4 });
const wave = x.sin().mul(y.exp());
console.log('sin(x)·e^y =', wave.toString());
console.log('at x + y and x·y:', wave.compose([x.add(y), x.mul(y)]).toString());

// Kepler's equation E − e·sin E = M near M = 0, for e = 1/2: E as a series in t = M.
console.log('E(t) =', implicit('E - sin(E)/2 - M', 0, 0, { order: 5, variables: ['M', 'E'] }).toString());
