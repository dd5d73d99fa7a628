/**
 * What must come out the same, bit for bit, in every engine: sections, each a digest of all result bits. Public names only.
 *
 * Nothing here may use `Math` functions that are not exact on numbers that reach a digest: engines differ in them.
 */
import {
  absRev,
  addElements,
  cosRev,
  derivative,
  derivatives,
  dotNearest,
  enclose,
  encloseInverse,
  encloseSymmetricEigenvalues,
  ensemble,
  formula,
  gradient,
  hessian,
  Interval,
  integrate,
  interval,
  intervalProduct,
  mulElements,
  mulRev,
  powRev1,
  sinRev,
  sphericalJ,
  subElements,
  sumBounds,
  system,
  taylor,
  variables,
} from 'brook';
import { arities, points } from '../data/elementary-digest-points.js';
import { Digest } from './digest.js';

/** Points of each function, and of those that have no fast way: their bounds come from balls of integers, a thousand times slower. */
const count = 5000;
const special = {
  erf: 100,
  erfc: 100,
  gamma: 100,
  lgamma: 100,
  digamma: 100,
  lambertW: 100,
  lambertWLower: 100,
  besselJ: 50,
  polygamma: 50,
  sphericalJ: 50,
  exp2m1: 100,
  exp10m1: 100,
  log2p1: 100,
  log10p1: 100,
  asinpi: 100,
  acospi: 100,
  atanpi: 100,
  atan2pi: 100,
  compoundm1: 100,
  expSlope1: 100,
  expSlope2: 100,
  logSlope1: 100,
  logSlope2: 100,
  cosSlope2: 100,
  sinSlope3: 100,
  asinSlope3: 100,
  atanSlope3: 100,
  coshSlope2: 100,
  sinhSlope3: 100,
};

/** Enters numbers, texts, intervals, and lists of them. */
function enter(digest, value) {
  if (typeof value === 'number') digest.number(value);
  else if (typeof value === 'string') digest.text(value);
  else if (typeof value === 'boolean') digest.number(Number(value));
  else if (value instanceof Interval) digest.numbers([value.lo, value.hi]);
  else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    for (const item of value) enter(digest, item);
    digest.number(value.length);
  } else throw new TypeError(`enter: expected numbers, texts, intervals or lists, got ${value}`);
}

function digestOf(...values) {
  const digest = new Digest();
  enter(digest, values);
  return String(digest);
}

/** The interval between two numbers in either order. */
function between(a, b) {
  return interval(Math.min(a, b), Math.max(a, b));
}

/** Intervals with adversarial bounds: from neighbors in a list of points. */
function intervals(name, length) {
  const list = points(name, (2 * length) / arities[name]);
  return Array.from({ length }, (_, i) => between(list[2 * i], list[2 * i + 1]));
}

// ---- intervals ----

const binary = {
  pow: (x, y) => x.pow(interval(y)),
  pown: (x, n) => x.pow(n),
  rootn: (x, n) => x.rootn(n || 3),
  hypot: (x, y) => x.hypot(y),
  atan2: (y, x) => y.atan2(x),
  atan2pi: (y, x) => y.atan2pi(x),
  compoundm1: (x, y) => x.compoundm1(y),
  besselJ: (n, x) => interval(x).besselJ(n.lo),
  polygamma: (n, x) => interval(x).polygamma(n.lo),
  sphericalJ: (n, x) => sphericalJ(n.lo, interval(x)),
};

const unary = (name) => (name === 'lambertWLower' ? (x) => x.lambertW(-1) : (x) => x[name]());

/** f at every point, and on every interval between two points that follow each other. */
function elementary(name) {
  const many = special[name] ?? count;
  const list = points(name, many);
  const digest = new Digest();
  if (arities[name] === 1) {
    for (let i = 0; i < many; i++) {
      enter(digest, unary(name)(interval(list[i])));
      if (i > 0) enter(digest, unary(name)(between(list[i - 1], list[i])));
    }
  } else {
    for (let i = 0; i < many; i++) {
      enter(digest, binary[name](interval(list[2 * i]), list[2 * i + 1]));
      if (i > 0) enter(digest, binary[name](between(list[2 * i - 2], list[2 * i]), list[2 * i + 1]));
    }
  }
  return String(digest);
}

function arithmetic() {
  const xs = intervals('hypot', count);
  const ys = intervals('atan2', count);
  const digest = new Digest();
  xs.forEach((x, i) => {
    const y = ys[i];
    const z = ys[(i + 1) % count];
    enter(digest, [x.add(y), x.sub(y), x.mul(y), x.div(y), x.fma(y, z), x.recip(), x.sqr(), x.sqrt(), x.abs(), x.neg()]);
    enter(digest, [x.min(y), x.max(y), x.hull(y), x.intersection(y), x.cancelMinus(y), x.cancelPlus(y), x.sign()]);
    enter(digest, [x.floor(), x.ceil(), x.trunc(), x.round(), x.roundAway(), x.mid(), x.rad(), x.wid(), x.mag(), x.mig()]);
    enter(digest, [x.subset(y), x.interior(y), x.disjoint(y), x.less(y), x.precedes(y), x.equals(y)]);
  });
  return String(digest);
}

function reverse() {
  const xs = intervals('cosh', 1000);
  const cs = intervals('sin', 1000);
  return digestOf(
    xs.map((x, i) => {
      const c = cs[i];
      const unit = interval(-1, 1).intersection(c);
      return [absRev(c, x), sinRev(unit, x), cosRev(unit, x), mulRev(c, x, cs[(i + 7) % 1000]), powRev1(x, c, c)];
    }),
  );
}

/** Large arrays, in WebAssembly where there is some. */
function elementwise() {
  const flat = (list) => Float64Array.from(list.flatMap((x) => [x.lo, x.hi]));
  const a = flat([...intervals('asinh', 4000), ...intervals('hypot', 1000), Interval.empty, Interval.entire]);
  const b = flat([...intervals('atan', 4000), ...intervals('atan2', 1000), Interval.entire, Interval.empty]);
  const out = new Float64Array(a.length);
  return digestOf(
    [addElements, subElements, mulElements].map((operation) => {
      operation(out, a, b);
      return digestOf(out);
    }),
  );
}

function matrices() {
  const n = 6;
  // A symmetric one, diagonally dominant: entries are small integers over 64, with radii.
  const a = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const entry = i === j ? 8 + i : ((7 * i * j + i + j) % 11) / 64;
      a.set([entry - 2 ** -30, entry + 2 ** -30], 2 * (n * i + j));
    }
  }
  const product = new Float64Array(2 * n * n);
  const inverse = new Float64Array(2 * n * n);
  const eigenvalues = new Float64Array(2 * n);
  intervalProduct(product, a, a, n, n, n);
  return digestOf(encloseInverse(inverse, a, n), encloseSymmetricEigenvalues(eigenvalues, a, n), product, inverse, eigenvalues);
}

function sums() {
  const x = points('asinh', 1000);
  const y = points('tanh', 1000);
  const out = new Float64Array(2);
  sumBounds(x, out);
  return digestOf(out, dotNearest(x.subarray(0, 100), y.subarray(0, 100)));
}

// ---- text ----

function textIn() {
  const list = points('hypot', 1500);
  const texts = [...list].flatMap((x, i) => {
    const y = list[(i + 1) % list.length];
    const [lo, hi] = x < y ? [x, y] : [y, x];
    return [`${x}`, `[${lo}, ${hi}]`, x.toExponential(i % 40), `${i - 700}/${i + 3}`, `${i}.${i}?${i % 9}`];
  });
  const fixed = [
    '1e-400',
    '-1e400',
    '[empty]',
    '[entire]',
    '[1/3, inf]',
    '0x1.8p-3',
    '[0x1p-1074, 0x1.fffffffffffffp1023]',
    '3.56?1',
    '10?3e5',
  ];
  return digestOf([...texts, ...fixed].map((text) => interval(text)));
}

function textOut() {
  return digestOf(
    [...intervals('hypot', 1500), Interval.empty, Interval.entire].map((x, i) => {
      const exact = x.toExact();
      if (!interval(exact).equals(x)) throw new Error(`expected ${exact} to read back as ${x}`);
      return [x.toString((i % 20) + 1), exact, JSON.stringify(x)];
    }),
  );
}

// ---- derivatives and orbits ----

function derivativeEnclosures() {
  const formulas = [
    'exp(sin(x))*log(1 + x^2)',
    'x^2.5/(1 + x)',
    'atan(x)*tanh(x/2) - cosh(x)^(1/3)',
    'sqrt(x)*cos(1/x)',
    'asinh(x)^3',
  ];
  const at = [interval('0.3'), interval(1, 1.125), interval('2/3'), interval(3, 7), interval(1e-5)];
  return digestOf(
    formulas.map((f) => at.map((x) => [...derivatives(f, x, 8), derivative(f, x, 3), ...taylor(f, x, 5).coefficients])),
    gradient('sin(x*y)*exp(-z)', at.slice(0, 3)),
    hessian('sin(x*y)*exp(-z)', at.slice(0, 3)),
  );
}

function seriesOfIntervals() {
  const [x, y] = variables([interval('0.1'), interval(1, 1.5)], { order: 5 });
  const f = x.mul(y).sin().exp().div(y);
  return digestOf(f.evaluate([interval('0.01'), interval('-0.02')]), f.coefficient([2, 1]), f.toString());
}

const lorenz = () => system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const kepler = () => system({ x: 'u', y: 'v', u: '-x/(x^2 + y^2)^1.5', v: '-y/(x^2 + y^2)^1.5' });
const pendulum = () => system({ x: 'v', v: '-sin(x) - v/10' });

function tube(field, initial) {
  const pipe = enclose(field, initial, { t: [0, 1] });
  if (pipe.status !== 'complete') throw new Error(pipe.message);
  return digestOf(
    pipe.end,
    pipe.steps,
    pipe.message,
    [0, 0.25, 0.6180339887, 1].map((t) => pipe.at(t)),
    pipe.at(interval(0.25, 0.5)),
    pipe.segments.map(({ t, box }) => [t, box]),
  );
}

// ---- plain functions ----

function iterated(x) {
  let y = x;
  for (let i = 0; i < 5; i++) y = Math.sin(y) + x / 3;
  return y;
}

const model = {
  field([x, y]) {
    const { rate } = { rate: 0.75 };
    return [y * rate, -x + (1 - x ** 2) * y];
  },
};

function readFunctions() {
  const depth = 3;
  const power = (u, n) => (n === 0 ? 1 : u * power(u, n - 1));
  const thirds = (x, y = 0.1) => {
    const terms = [x, y, x * y].map((term) => term / 3);
    return terms.reduce((sum, term) => sum + term, Math.PI);
  };
  const formulas = [
    formula((x) => Math.sin(x) * x ** 2),
    formula(iterated),
    formula((x) => power(x, depth) + Math.hypot(x, 2), { scope: { power, depth } }),
    formula(({ a, b }) => Math.exp(-a * a) / (0.1 + b)),
    formula(thirds),
  ];
  return digestOf(
    formulas.map((f) => [f.toString(), f.variables.join(), f.evaluate(f.variables.map((_, i) => interval(0.5 + i)))]),
    derivatives(iterated, interval('1/3'), 6),
    String(system(model.field, { states: ['x', 'y'] })),
    messageOf(() => formula((x) => Math.random() * x)),
  );
}

function messageOf(attempt) {
  try {
    attempt();
  } catch (error) {
    return String(error);
  }
  throw new Error('expected an error, got none');
}

// ---- integrate ----

export const kernels = ['interpreter', 'wasm', 'javascript', 'auto'];

/** What each kernel gives for an orbit: its status and a digest of all its bits, or the error. */
function byKernel(orbit) {
  return Object.fromEntries(
    kernels.map((kernel) => {
      try {
        return [kernel, orbit(kernel)];
      } catch (error) {
        return [kernel, String(error)];
      }
    }),
  );
}

function orbit(field, initial, t, options = {}) {
  return byKernel((kernel) => {
    const path = integrate(field, initial, { t, kernel, ...options });
    return `${path.status} ${digestOf(path.end, path.steps, path.t, path.states, path.at(t[1] / 3))}`;
  });
}

/** Spans of time that take one step each: their length is given. */
function givenSteps(field, initial, h, steps) {
  return byKernel((kernel) => {
    const digest = new Digest();
    let state = initial;
    for (let i = 0; i < steps; i++) {
      const path = integrate(field, state, { t: [i * h, (i + 1) * h], order: 20, kernel });
      if (path.steps !== 1) throw new Error(`expected one step, got ${path.steps}; give a shorter one`);
      state = path.end;
      enter(digest, [...state, ...path.at((i + 0.375) * h)]);
    }
    return `complete ${digest}`;
  });
}

/** Every section by name. */
export const sections = {
  ...Object.fromEntries(Object.keys(arities).map((name) => [`Interval: ${name}`, () => elementary(name)])),
  'Interval: arithmetic, sets, numbers, relations': arithmetic,
  'Interval: reverse operations': reverse,
  'arrays of intervals': elementwise,
  'matrices of intervals': matrices,
  'exact sums': sums,
  'text to intervals': textIn,
  'intervals to text': textOut,
  'derivatives of formulas, enclosed': derivativeEnclosures,
  'series of intervals in two variables': seriesOfIntervals,
  'enclose: Lorenz to t = 1': () => tube(lorenz(), ['15', 15, interval(35.999, 36)]),
  'enclose: pendulum to t = 1': () => tube(pendulum(), ['1/3', interval(0, 2 ** -20)]),
  'plain functions, read': readFunctions,
  'compile: kernels over intervals': intervalKernels,
  'products in three variables of order 9': largeProducts,
};

// ---- compile ----

export const backends = ['interpreter', 'wasm', 'javascript', 'auto'];

/** Only operations that every engine rounds alike: + − × ÷ √. */
const rational = () => formula('(x^2*y + 1/3)/(1 + z^2) + sqrt(2 + x*y*z)*(y - z)^3 - (x^2 + z^2 + 1)^(-3/2)');

/** What kernels may compute, with the arguments of `compile`. */
const tasks = {
  value: [rational, { what: 'value', lanes: 2 }, 6],
  gradient: [rational, { what: 'gradient' }, 3],
  taylor: [rational, { what: 'taylor', order: 9 }, 30],
  jet: [rational, { what: 'jet', order: 4 }, 3],
  jacobian: [lorenz, { what: 'jacobian' }, 3],
  'solution, straight': [lorenz, { what: 'taylor', order: 20 }, 3],
  'solution, looped': [lorenz, { what: 'taylor', order: 60 }, 3],
  'solutions in lanes': [lorenz, { what: 'taylor', order: 20, lanes: 2 }, 6],
};

/** The digest of a kernel's result by every back end, or the error. */
function compiled([make, options, inputs]) {
  const x = Float64Array.from({ length: inputs }, (_, i) => (3 + ((7 * i) % 11)) / 8);
  return Object.fromEntries(
    backends.map((backend) => {
      try {
        return [backend, digestOf(make().compile({ ...options, backend })(x))];
      } catch (error) {
        return [backend, String(error)];
      }
    }),
  );
}

/** Kernels by every back end. */
export const compilations = Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, () => compiled(task)]));

function intervalKernels() {
  const box = Float64Array.from([1, 1.125, 2, 2.5, 20, 20.0625]);
  return digestOf(
    lorenz().compile({ what: 'taylor', order: 20, arithmetic: 'interval' })(box),
    rational().compile({ what: 'gradient', arithmetic: 'interval' })(box),
    rational().compile({ what: 'jet', order: 3, arithmetic: 'interval' })(box),
  );
}

function largeProducts() {
  const [x, y, z] = variables([0.5, 1.25, 2], { order: 9 });
  const a = x.mul(y).add(z).add(1);
  const b = y.div(z).sub(x);
  return digestOf(a.mul(a).mul(b).mul(b).coefficients);
}

/** Orbits by every kernel. Those of fields of + − × ÷ √ are the same in all engines, as are their steps; the last in each by itself. */
export const orbits = {
  'polynomial field, given steps': () => givenSteps(lorenz(), [15, 15, 36], 1 / 64, 200),
  'polynomial field': () => orbit(lorenz(), [15, 15, 36], [0, 10]),
  'algebraic field, damped steps': () => orbit(kepler(), [0.4, 0, 0, 2], [0, 10], { tolerance: 1e-13, stepControl: 'damped' }),
  'transcendental field': () => orbit(pendulum(), [1, 0], [0, 20]),
};

/** Those whose bits differ from one engine to the next: their constant terms come from `Math`. */
export const ownBits = ['transcendental field'];

/** The ends of 60 orbits, by worker threads if there are to be any. */
export async function members(workers) {
  const starts = Array.from({ length: 60 }, (_, i) => [1 + i / 60, 2, 20]);
  return Array.from((await ensemble(lorenz(), starts, { t: [0, 1], workers })).ends);
}

/** What this engine or its policy lets pass. */
function allowed() {
  const passes = (attempt) => {
    try {
      attempt();
      return true;
    } catch {
      return false;
    }
  };
  return {
    eval: passes(() => new Function('return 1')()),
    webAssembly: passes(() => new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))),
  };
}

/** All of it: digests, or the error of a section. */
export function run() {
  const evaluate = (parts) =>
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => {
        try {
          return [name, part()];
        } catch (error) {
          return [name, `${error.stack ?? error}`];
        }
      }),
    );
  return {
    sections: evaluate(sections),
    orbits: evaluate(orbits),
    compilations: evaluate(compilations),
    allowed: allowed(),
  };
}
