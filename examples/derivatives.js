// Derivatives of any order, exact to rounding: by recurrences on Taylor coefficients, not by difference quotients.
import { derivative, derivatives, interval, taylor } from 'brook';

// The derivatives of exp(exp(x) − 1) at 0 are the Bell numbers: in how many ways n things can be put into groups.
const bell = derivatives((x) => Math.exp(Math.exp(x) - 1), 0, 12);
console.log('Bell numbers      ', bell.map((value) => Math.round(value)).join(', '));

// A plain function may be a small program; it is read from its own source.
function iterated(x) {
  let y = x;
  for (let i = 0; i < 5; i++) y = Math.sin(y) + x / 3;
  return y;
}

// The 8th derivative three ways: by brook, enclosed by brook, and by a difference quotient.
const h = 0.05;
const binomial = [1, -8, 28, -56, 70, -56, 28, -8, 1];
const quotient = binomial.reduce((sum, weight, i) => sum + weight * iterated(1 + (i - 4) * h), 0) / h ** 8;
console.log('8th derivative    ', derivative(iterated, 1, 8));
console.log('  proved          ', derivative(iterated, interval(1), 8).toString());
console.log('  by differences  ', quotient);

console.log('Taylor series     ', taylor('log(1 + t)', 0, 5).toString());
