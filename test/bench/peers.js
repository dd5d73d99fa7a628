// node peers.js NAME ORDER: derivatives 0 … ORDER of the bench's function by a package, each from the one before, as that package does it best: symbolically, or
// by forward differentiation of what it differentiated before. In a process of its own, so that it can be cut off; prints each value and the nanoseconds of
// processor time until then.
import { text, x } from './function.js';

/** For each package the function, the derivative of one, and its value at x. */
const packages = {
  mathjs: async () => {
    const { derivative, parse } = await import('mathjs');
    // simplification only slows it down
    return { first: parse(text), next: (f) => derivative(f, 'x', { simplify: false }), at: (f) => f.evaluate({ x }) };
  },
  'nerdamer-prime': async () => {
    const { default: nerdamer } = await import('nerdamer-prime/all');
    return { first: nerdamer(text), next: (f) => nerdamer.diff(f, 'x'), at: (f) => Number(f.evaluate({ x }).text()) };
  },
  algebrite: async () => {
    const { default: algebrite } = await import('algebrite');
    return {
      first: algebrite.eval(text),
      next: (f) => algebrite.derivative(f, 'x'),
      // it writes six decimals and three dots
      at: (f) => Number.parseFloat(algebrite.float(algebrite.subst(x, 'x', f)).toString()),
    };
  },
  '@cortex-js/compute-engine': async () => {
    const { ComputeEngine } = await import('@cortex-js/compute-engine');
    const engine = new ComputeEngine();
    const first = engine.box(['Multiply', ['Exp', ['Sin', 'x']], ['Ln', ['Add', 1, ['Square', 'x']]]]);
    return { first, next: (f) => engine.box(['D', f, 'x']).evaluate(), at: (f) => f.subs({ x }).N().re };
  },
  '@jax-js/jax': async () => {
    const { init, jvp, numpy } = await import('@jax-js/jax');
    await init('cpu');
    const one = () => numpy.array(1);
    return {
      first: (t) => numpy.exp(numpy.sin(t.ref)).mul(numpy.log(numpy.square(t).add(1))),
      next: (f) => (t) => {
        const [value, slope] = jvp(f, [t], [one()]);
        value.dispose();
        return slope;
      },
      // of single precision
      at: (f) => f(numpy.array(x)).js(),
    };
  },
};

const [name, order] = process.argv.slice(2);
const { first, next, at } = await packages[name]();
const start = process.cpuUsage();
let f = first;
for (let k = 0; k <= Number(order); k++) {
  if (k > 0) f = next(f);
  const value = await at(f);
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ value, time: 1e3 * (user + system) }));
}
