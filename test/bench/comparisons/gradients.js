import { formula, gradient, hvp } from 'brook';
import { measure } from '../measure.js';

const names = (n) => Array.from({ length: n }, (_, i) => `x${i}`);

/** Rosenbrock's chained function of n variables. */
function rosenbrock(n) {
  const f = (x) => {
    let sum = 0;
    for (let i = 0; i + 1 < n; i++) sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
    return sum;
  };
  return formula(f, { variables: names(n), scope: { n } });
}

/** The Helmholtz energy of a mixture of n gases: Griewank and Walther, Evaluating Derivatives, section 1. */
function helmholtz(n) {
  const f = (x) => {
    let log = 0;
    let volume = 0;
    let square = 0;
    for (let i = 0; i < n; i++) volume += (x[i] * (1 + i)) / n;
    for (let i = 0; i < n; i++) {
      log += x[i] * Math.log(x[i] / (1 - volume));
      let row = 0;
      for (let j = 0; j < n; j++) row += x[j] / (i + j + 1);
      square += x[i] * row;
    }
    const [r, s] = [1 + Math.SQRT2, 1 - Math.SQRT2];
    return log - (square / (Math.sqrt(8) * volume)) * Math.log((1 + r * volume) / (1 + s * volume));
  };
  return formula(f, { variables: names(n), scope: { n } });
}

/** The cost of gradients and of products with the Hessian, in evaluations of the function by the same means. */
export function compare() {
  return [
    ['Rosenbrock, 1000 variables', rosenbrock(1000), 1000],
    ['Helmholtz energy, 50 variables', helmholtz(50), 50],
  ].map(([title, f, n]) => {
    const x = Array.from({ length: n }, (_, i) => (1 + Math.sin(i) ** 2) / (2 * n));
    const v = x.map((_, i) => Math.cos(i));
    const slope = hvp(f, x, v).reduce((sum, h, i) => sum + h * v[i], 0);
    const along = (h) =>
      gradient(
        f,
        x.map((value, i) => value + h * v[i]),
      ).reduce((sum, g, i) => sum + g * v[i], 0);
    const estimate = (along(1e-6) - along(-1e-6)) / 2e-6;
    if (!(Math.abs(estimate / slope - 1) < 1e-5)) throw new Error(`second derivative ${slope}, by differences ${estimate}`);
    const timings = measure(
      [
        { name: 'the function', run: () => f.evaluate(x) },
        { name: 'its gradient', run: () => gradient(f, x) },
        { name: 'Hessian times a vector', run: () => hvp(f, x, v) },
      ],
      { rounds: 15 },
    );
    return { title: `Gradients: ${title}`, base: 'the function', timings };
  });
}
