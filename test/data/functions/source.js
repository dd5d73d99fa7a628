// Functions as people write them, for the reader of plain functions. `build.mjs` makes of them what minifiers and compilers make.
// Each takes numbers, or one array of as many numbers as its name ends with.

const square = (x) => x * x;
const clamp = (x, lo, hi) => Math.min(Math.max(x, lo), hi);
const lerp = (a, b, t) => a + (b - a) * t;
const sum = (xs) => xs.reduce((a, b) => a + b, 0);
const dot = (a, b) => a.reduce((s, ai, i) => s + ai * b[i], 0);
const coefficients = [1, -0.5, 0.25, 2];
const knots = [
  [0, 1],
  [1, 3],
  [2, -1],
  [3, 0.5],
];
const physics = { g: 9.81, drag: { linear: 0.1, quadratic: 0.02 }, masses: [1, 2, 3] };
function smoothstep(edge0, edge1, x) {
  const t = clamp((x - edge0) / (edge1 - edge0), 0, 1);
  return t * t * (3 - 2 * t);
}
class Spring {
  static energy(k, x) {
    return (k * x ** 2) / 2;
  }
}

export const scope = () => ({ square, clamp, lerp, sum, dot, coefficients, knots, physics, smoothstep, Spring, range, pairs, Vec, gravity, Shape, Disc });

// activation functions
export const relu = (x) => Math.max(0, x);
export const leakyRelu = (x) => (x > 0 ? x : 0.01 * x);
export const elu = (x, alpha) => (x >= 0 ? x : alpha * (Math.exp(x) - 1));
export const gelu = (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
export const softplus = (x) => (x > 20 ? x : Math.log1p(Math.exp(x)));
export const sigmoid = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
export const hardSwish = (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6;
export function huber(r, delta) {
  const a = Math.abs(r);
  if (a <= delta) return 0.5 * r * r;
  return delta * (a - 0.5 * delta);
}
export function smoothHuber(x, y) {
  const d = x - y;
  if (Math.abs(d) < 1) {
    return 0.5 * d ** 2;
  } else {
    return Math.abs(d) - 0.5;
  }
}
export const hinge = (y, f) => Math.max(0, 1 - y * f);

// geometry and graphics
export const distance = (x, y) => Math.hypot(x, y);
export const circle = (x, y) => Math.sqrt(x ** 2 + y ** 2) - 1;
export function boxSdf(x, y) {
  const qx = Math.abs(x) - 0.5;
  const qy = Math.abs(y) - 0.25;
  const outside = Math.sqrt(Math.max(qx, 0) ** 2 + Math.max(qy, 0) ** 2);
  return outside + Math.min(Math.max(qx, qy), 0);
}
export function capsule(x, y, z) {
  const h = clamp(y, 0, 1);
  return Math.hypot(x, y - h, z) - 0.3;
}
export const ease = (t) => (t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2);
export function bounce(t) {
  const n = 7.5625;
  const d = 2.75;
  if (t < 1 / d) return n * t * t;
  else if (t < 2 / d) return n * (t -= 1.5 / d) * t + 0.75;
  else if (t < 2.5 / d) return n * (t -= 2.25 / d) * t + 0.9375;
  else return n * (t -= 2.625 / d) * t + 0.984375;
}
export const stepEase = (x) => smoothstep(-1, 1, x);
export const bezier = (t) => {
  const [a, b, c, d] = coefficients;
  const u = 1 - t;
  return u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
};
export function rotate(x, y) {
  const c = Math.cos(0.3);
  const s = Math.sin(0.3);
  return [c * x - s * y, s * x + c * y];
}
export const polar = (r, phi) => ({ x: r * Math.cos(phi), y: r * Math.sin(phi) });
export const toHsv = (r, g, b) => {
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  return max === min ? 0 : (max - min) / max;
};

// interpolation and tables
export function horner(x) {
  let result = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) result = result * x + coefficients[i];
  return result;
}
export function linear(x) {
  for (let i = 0; i < knots.length - 1; i++) {
    const [x0, y0] = knots[i];
    const [x1, y1] = knots[i + 1];
    if (x < x1) return lerp(y0, y1, (x - x0) / (x1 - x0));
  }
  return knots[knots.length - 1][1];
}
export function firstBelow(x) {
  let found = -1;
  for (const [limit, value] of knots) {
    if (x > limit) continue;
    found = value;
    break;
  }
  return found * x;
}
export function nested(x) {
  let out = 0;
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (x * i > j + 1) continue outer;
      if (x < -j) break outer;
      out += x * j + i;
    }
  }
  return out;
}
export const chebyshev = (x) => {
  let a = 1;
  let b = x;
  for (let k = 2; k <= 6; k++) [a, b] = [b, 2 * x * b - a];
  return b;
};
export const lagrange = (x) =>
  knots.reduce((total, [xi, yi], i) => total + yi * knots.reduce((p, [xj], j) => (i === j ? p : (p * (x - xj)) / (xi - xj)), 1), 0);

// physics
export const projectile = (t, v) => v * t - 0.5 * physics.g * t ** 2;
export function dragForce(v) {
  const { linear: a, quadratic: b } = physics.drag;
  return -a * v - b * v * Math.abs(v);
}
export const friction = (v) => -Math.sign(v) * 0.3 - 0.1 * v;
export const spring = (x) => Spring.energy(3, x);
export function lennardJones(r) {
  const s6 = (1 / r) ** 6;
  return r > 2.5 ? 0 : 4 * (s6 * s6 - s6);
}
export function planck(x) {
  if (x <= 0) throw new RangeError('x must be positive');
  return x ** 3 / (Math.exp(x) - 1);
}
export const gravity3 = ([x, y, z]) => {
  const r2 = x * x + y * y + z * z;
  const k = -1 / (r2 * Math.sqrt(r2));
  return [x, y, z].map((c) => k * c);
};
export function lorenz3(u) {
  const [x, y, z] = u;
  const sigma = 10;
  const rho = 28;
  return [sigma * (y - x), x * (rho - z) - y, x * y - (8 / 3) * z];
}
export function chain4(q) {
  const force = [];
  for (let i = 0; i < 4; i++) {
    const left = i > 0 ? q[i - 1] : 0;
    const right = q[i + 1] ?? 0;
    force.push(left - 2 * q[i] + right);
  }
  return force;
}
export function nbody6(s) {
  const a = new Array(6).fill(0);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (i === j) continue;
      const dx = s[2 * j] - s[2 * i];
      const dy = s[2 * j + 1] - s[2 * i + 1];
      const d3 = (dx ** 2 + dy ** 2 + 0.01) ** 1.5;
      a[2 * i] += (physics.masses[j] * dx) / d3;
      a[2 * i + 1] += (physics.masses[j] * dy) / d3;
    }
  }
  return a;
}
export const pendulum = (theta, omega) => [omega, -physics.g * Math.sin(theta) - (omega > 0 ? 0.1 : 0.2) * omega];
export const chua = (x, y, z) => {
  const h = (v) => 0.7 * v + 0.2 * (Math.abs(v + 1) - Math.abs(v - 1));
  return [9 * (y - h(x)), x - y + z, -14 * y];
};

// statistics and optimization
export const normal = (x) => Math.exp(-0.5 * x ** 2) / Math.sqrt(2 * Math.PI);
export const rosenbrock = (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
export const rastrigin3 = (v) => 10 * v.length + v.reduce((s, x) => s + x ** 2 - 10 * Math.cos(2 * Math.PI * x), 0);
export const ackley = (x, y) =>
  -20 * Math.exp(-0.2 * Math.sqrt(0.5 * (x ** 2 + y ** 2))) - Math.exp(0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y))) + Math.E + 20;
export function penalty(x, y) {
  let p = 0;
  if (x < 0) p += x ** 2;
  if (y > 1) p += (y - 1) ** 2;
  if (x + y > 2 && x > y) p += 10 * square(x + y - 2);
  return p;
}
export const norm3 = (v) => Math.sqrt(sum(v.map(square)));
export const quadratic3 = (v) => {
  const A = [
    [2, 1, 0],
    [1, 3, 1],
    [0, 1, 4],
  ];
  return dot(
    v,
    A.map((row) => dot(row, v)),
  );
};
export function mean4(v) {
  let total = 0;
  for (const x of v) total += x;
  const m = total / v.length;
  return v.reduce((s, x) => s + (x - m) ** 2, 0) / (v.length - 1);
}
export function softmax3(v) {
  const top = Math.max(...v);
  const e = v.map((x) => Math.exp(x - top));
  const total = e.reduce((a, b) => a + b);
  return e.map((x) => x / total);
}
export const median3 = ([a, b, c]) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

// statements of all sorts
export function byCase(x, y) {
  switch (Math.sign(x)) {
    case -1:
      return -y;
    case 1:
      y *= 2;
    // falls through
    default:
      return y + 1;
  }
}
export function quadrant(x, y) {
  if (x >= 0) {
    if (y >= 0) return x + y;
    return x - y;
  }
  if (y >= 0) return y - x;
  return -(x + y);
}
export function guarded(x, y) {
  if (!Number.isFinite(x) || Number.isNaN(y)) return NaN;
  if (y === 0) return 0;
  return x / y;
}
export function accumulated(x) {
  let state = { level: 0, peak: -1 };
  for (let i = 0; i < 4; i++) {
    state.level += Math.sin(i * x);
    if (state.level > state.peak) state.peak = state.level;
  }
  return state.peak - state.level;
}
export function insertion3(v) {
  const a = [...v];
  for (let i = 1; i < a.length; i++) {
    for (let j = i; j > 0; j--) {
      if (a[j - 1] > a[j]) {
        const t = a[j];
        a[j] = a[j - 1];
        a[j - 1] = t;
      }
    }
  }
  return a;
}
export const chained = (x, y) => (x < 0 ? -1 : x < 1 ? (y < 0 ? y : x) : x > 3 ? 3 : x * y);
export const logical = (x, y) => (x && y) + (x || 1) * (y > 0 && x > 0 ? 2 : 3);
export const both = (x, y) => Number(x > 0) * y + (x <= y) + +(y !== 0);
export const wave = (x) => 2 * Math.abs(x - Math.floor(x + 0.5));
export const wrapped = (x) => ((x % 3) + 3) % 3;
export const digits = (x) => Math.round(x * 100) / 100 + Math.trunc(x) - Math.ceil(x / 2);
export const withDefaults = (x, { scale = 2, offset = 1 } = {}) => scale * x + offset;
export const optional = (x) => (physics?.drag?.linear ?? 1) * x + (physics.lift?.up ?? 0);
export const computed = (x) => ({ [`k${1}`]: x, ['k2']: 2 * x }).k1;
export const closures = (x) => {
  const add = (n) => (y) => y + n;
  const f = x > 0 ? add(1) : add(-2);
  return f(x);
};
export const anySign3 = (v) => (v.some((x) => x < 0) ? -1 : v.every((x) => x > 1) ? 1 : 0) + v[0];
export const picked = (x, y) => {
  const [lo, hi] = x < y ? [x, y] : [y, x];
  return hi - lo ** 2;
};
export function newton(x) {
  let y = x > 1 ? x / 2 : x;
  let i = 0;
  while (i < 4) {
    y = 0.5 * (y + x / y);
    i++;
  }
  return y;
}
export function doWhile(x) {
  let n = 3;
  let p = 1;
  do {
    p *= x > n ? x - n : 1;
  } while (--n);
  return p;
}
export const hexes = (x) => 0xff * x + 1_000 * x ** 0b11 + 1e-3;
export const power = (x, y) => Math.pow(2, x) * Math.pow(y, 3) + Math.cbrt(x) + Math.log2(y * y + 1);

// integers and their bits
export const truncated = (x) => x | 0;
export const fractional = (x) => x - ~~x;
export const cell = (x, y) => ((3 * x) >> 0) + 10 * ((y * 2) | 0);
export const wrapAngle = (x) => x - 2 * Math.PI * Math.round(x / (2 * Math.PI));
export function checkerboard(x, y) {
  return (Math.floor(x) + Math.floor(y)) % 2 === 0 ? 1 : -1;
}
export const bitMask = (x) => [1, 2, 4, 8].reduce((s, m, i) => ((13 & m) !== 0 ? s + x ** i : s), 0);
export const powerBySquaring = (x) => {
  let result = 1;
  for (let n = 13, base = x / 2; n > 0; n >>= 1, base *= base) if (n & 1) result *= base;
  return result;
};

// errors that are caught
export function caughtLog(x) {
  try {
    return Math.log(x);
  } catch {
    return 0;
  }
}
export function guardedThrow(x) {
  let y;
  try {
    if (x < 0) throw new RangeError('negative');
    y = Math.sqrt(x);
  } catch (e) {
    y = -x;
  } finally {
    y = y + 1;
  }
  return y;
}
export function finallyOnly(x, y) {
  let s = 0;
  try {
    s += x;
    return s * y;
  } finally {
    s = 0;
  }
}
export function rethrown(x, y) {
  try {
    try {
      if (x > y) throw new Error('x');
      return x;
    } catch (inner) {
      if (x > 2 * y) throw inner;
      return y;
    }
  } catch {
    return x + y;
  }
}
export function parseOr(x) {
  const safe = (f, otherwise) => {
    try {
      return f();
    } catch (error) {
      return otherwise;
    }
  };
  const positive = (y) => {
    if (!(y > 0)) throw new Error(`not positive: ${y}`);
    return Math.sqrt(y);
  };
  return safe(() => positive(x), -1) + safe(() => positive(x + 1), -2);
}

// generators and iterators
function* range(n) {
  for (let i = 0; i < n; i++) yield i;
}
function* pairs(xs) {
  for (let i = 0; i < xs.length; i++) for (let j = i + 1; j < xs.length; j++) yield [xs[i], xs[j]];
}
export function sumOfRange(x) {
  let s = 0;
  for (const i of range(5)) s += x ** i / (i + 1);
  return s;
}
export function pairEnergy3(xs) {
  let s = 0;
  for (const [a, b] of pairs(xs)) s += 1 / (1 + (a - b) ** 2);
  return s;
}
export const spreadGenerator = (x) => [...range(4)].map((i) => Math.sin(i * x)).reduce((a, b) => a + b);
export function iterator3(xs) {
  const it = xs[Symbol.iterator]();
  let s = 0;
  for (let step = it.next(); !step.done; step = it.next()) s = 2 * s + step.value;
  return s;
}
export function inner(x) {
  function* terms() {
    let t = 1;
    for (let k = 1; k < 6; k++) {
      yield t;
      t *= x / k;
    }
    yield* [x, x * x];
  }
  let s = 0;
  for (const t of terms()) s += t;
  return s;
}
export function firstOfGenerator(x, y) {
  const g = range(10);
  g.next();
  const { value } = g.next();
  return value * x + y;
}

// old ways
export function es5Defaults(x, y) {
  y = y === undefined ? 1 : y;
  if (typeof x === 'undefined') x = 2;
  return x * y;
}
export function es5Arguments(x, y) {
  var scale = arguments.length > 2 && arguments[2] !== undefined ? arguments[2] : 3;
  return scale * x - y;
}
export function es5Rest(x, y) {
  var rest = [];
  for (var i = 1; i < arguments.length; i++) rest.push(arguments[i]);
  return rest.reduce(function (a, b) { return a + b; }, x);
}
export function es5Slice(x, y) {
  var xs = Array.prototype.slice.call(arguments);
  return xs[0] * xs[1] + xs.length;
}
export function es5Max(x, y) {
  return Math.max.apply(null, [x, y, 0.5]) + Math.min.apply(Math, [x, y]);
}
export function hoisted(x) {
  return helper(x) + (y === undefined ? 2 : y);
  var y = 1;
  function helper(z) {
    return z * z;
  }
}

// classes and objects
class Vec {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  dot(o) {
    return this.x * o.x + this.y * o.y;
  }
  get norm() {
    return Math.hypot(this.x, this.y);
  }
  plus(o) {
    return new Vec(this.x + o.x, this.y + o.y);
  }
  static unit(t) {
    return new Vec(Math.cos(t), Math.sin(t));
  }
}
export const vectors = (x, y) => new Vec(x, 1).plus(new Vec(y, x)).dot(Vec.unit(x));
export const vectorNorm = (x, y) => new Vec(x, y).norm + 1;
export function counter(x) {
  const state = {
    total: x,
    add(y) {
      this.total += y;
      return this;
    },
    get doubled() {
      return 2 * this.total;
    },
  };
  return state.add(x * x).add(3).doubled;
}
const gravity = {
  g: 9.81,
  potential(h) {
    return this.g * h;
  },
};
export const throughThis = (x) => gravity.potential(x) / 10;
export function localClass(x) {
  class Poly {
    #c = [1, 2, 3];
    degree = 2;
    at(t) {
      return this.#c.reduceRight((s, c) => s * t + c, 0);
    }
  }
  const p = new Poly();
  return p.at(x) * p.degree;
}
class Shape {
  scale(x) {
    return 2 * x;
  }
  area(x) {
    return this.scale(x) ** 2;
  }
}
class Disc extends Shape {
  area(x) {
    return Math.PI * super.area(x);
  }
}
export const inherited = (x) => new Disc().area(x);

// control flow
export function labeled(x, y) {
  let s = 0;
  outer: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      if (j === i) continue outer;
      if (i + j > 5) break outer;
      s += x ** i * y ** j;
    }
  }
  return s;
}
export function labeledByValue(x, y) {
  let n = 0;
  outer: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 3; j++) {
      if (x + i > y) continue outer;
      if (x * j > 3) break outer;
      n += y;
    }
  }
  return n;
}
export function switchKind(x, y) {
  const kind = 'soft';
  switch (kind) {
    case 'hard':
      return x;
    case 'soft':
    case 'softer': {
      const z = x + y;
      return z * z;
    }
    default:
      return 0;
  }
}
export function switchTrue(x) {
  switch (true) {
    case x < -1:
      return -1;
    case x < 1:
      return x;
    default:
      return 1;
  }
}
export const chain = (x) => (x < -1 ? -1 : x < 0 ? x * x : x < 1 ? Math.sqrt(x) : x < 2 ? 1 : 2 - x);
export function relaxed(x) {
  let i = 0;
  let s = x;
  do {
    s = (s + 2 / (s * s + 1)) / 2;
  } while (++i < 4);
  return s;
}
export function innerFunctions(x, y) {
  const f = (a) => {
    const g = (b) => a * b + y;
    return g(a + 1);
  };
  return f(x) - f(y);
}
export const curried = (x, y) => ((a) => (b) => a ** 2 - b)(x)(y);
export function recursive(x) {
  const cheb = (n) => (n === 0 ? 1 : n === 1 ? x : 2 * x * cheb(n - 1) - cheb(n - 2));
  return cheb(7);
}
export function earlyExit(x) {
  for (let i = 0; i < 10; i++) {
    x = x / 2;
    if (x < 0.1) return i + x;
  }
  return -1;
}
export function swap(x, y) {
  [x, y] = [y, x];
  if (x > y) [x, y] = [y, x + 1];
  return x - 2 * y;
}
export function comma(x, y) {
  let a, b;
  return (a = x + 1), (b = a * y), a * b;
}

// arrays
export const hypotSpread3 = (v) => Math.hypot(...v);
export const maxSpread3 = (v) => Math.max(...v) - Math.min(...v, 0);
export const entries3 = (v) => {
  let s = 0;
  for (const [i, x] of v.entries()) s += (i + 1) * x;
  return s;
};
export const objectEntries = (x, y) => Object.entries({ a: x, b: y }).reduce((s, [key, value]) => s + (key === 'a' ? 1 : 2) * value, 0);
export const arrayFrom = (x) => Array.from({ length: 4 }, (_, k) => x ** k / (k + 1)).reduce((a, b) => a + b, 0);
export const filled = (x) => new Array(3).fill(0).map((_, i) => i * x).concat([x * x]).reduce((a, b) => a + b);
export const matrix2 = (v) => {
  const m = [...Array(2)].map(() => Array(2).fill(1));
  m[0][1] = v[0];
  m[1][0] = v[1];
  return m[0][0] * m[1][1] - m[0][1] * m[1][0];
};
export const sorted3 = (v) => {
  const s = [...v].sort((a, b) => a - b);
  return s[1] + 2 * s[2];
};
export const index4 = (v) => v.slice(1, -1).reduce((a, x, i, xs) => a + x * (xs[i + 1] ?? 0), v.at(-1));
export const filtered = (x) => [1, 2, 3, 4].filter((n) => n % 2 === 0).map((n) => n * x).reduce((a, b) => a * b);
export const zip3 = (v) => v.map((x, i) => [x, i]).flatMap(([x, i]) => (i > 0 ? [x * i] : [])).reduce((a, b) => a + b, 0);
export const everySome2 = (v) => (v.every((x) => x > 0) ? 1 : v.some((x) => x > 0) ? 2 : 3) + v[0];
export function splice(x, y) {
  const xs = [1, x, y, 4];
  xs.splice(1, 1);
  xs.unshift(x * y);
  return xs[0] + xs[2] * xs.length;
}
export const typed = (x, y) => {
  const m = new Float64Array(4);
  m[0] = x;
  m[3] = y;
  m.set([x * y], 1);
  return m.reduce((a, b) => a + b) + m.length;
};

// names and properties
export const templateNames = (x, y) => {
  const o = { k_1: x, k_2: y };
  let s = 0;
  for (const i of [1, 2]) s += i * o[`k_${i}`];
  return s;
};
export const optionalCalls = (x) => {
  const options = { a: { b: 2 } };
  return (options?.a?.b ?? 1) * x + (options.c?.d ?? 7) + (options.f?.(x) ?? 0);
};
export const nullish = (x, y) => {
  let z = null;
  z ??= x;
  const { w = y, q: { r = 2 } = {} } = {};
  return z * w + r;
};
export const inOperator = (x) => ('a' in { a: 1 } ? x : -x) + ('b' in { a: 1 } ? 100 : 1);
export const computedKeys = (x, y) => {
  const key = 'p';
  const o = { [key]: x, [`${key}q`]: y, ['z']() { return 3; } };
  const { p, ...rest } = o;
  return p + 2 * rest.pq + o.z();
};
export const deleted = (x) => {
  const o = { a: x, b: 2 };
  delete o.b;
  return Object.keys(o).length * o.a;
};
export const assigned = (x, y) => {
  const o = Object.assign({ a: 1, b: 2 }, { b: x }, { c: y });
  return o.a + o.b * o.c;
};
export const voidTypeof = (x) => (typeof x === 'number' && x !== void 0 ? x : 0) * (typeof Math.sin === 'function' ? 2 : 3);
export const parsed = (x) => Number('2.5') * x + parseFloat('1e1') + Number.parseInt('3', 10) + +'4';
export const math = (x, y) => {
  const { sin, cos, PI: pi, hypot } = Math;
  return sin(x) * cos(y) + pi * hypot(x, y) + Math.log2(8);
};
export const shadowed = (x) => {
  const Math = { sin: (t) => t * 2 };
  return Math.sin(x);
};
export const exponent = (x, y) => x ** 2 ** 1 + (-x) ** 2 - y ** -1 + Math.pow(x, 3) + (x * x + 1) ** y;
export const logicalChain = (x, y) => (x > 0 && y > 0 && x * y) || (x < 0 && -x) || 5;
export const booleanSum = (x, y) => (x > 0) + (y > 0) * 2 + !(x > y);
export const bind = (x) => {
  const f = function (a, b) { return a * b; }.bind(null, 2);
  return f(x);
};
export const toFixedFree = (x) => Number(x) + Number(true) + (x, 1);
