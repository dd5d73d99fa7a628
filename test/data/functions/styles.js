// More functions as people write them, for the reader of plain functions: generators, private members, maps and sets, classes of all
// ages. `build.mjs` makes of them what compilers for old engines make. Each takes numbers, or one array of as many numbers as its name ends with.

// generators and iterators of all sorts
export function powersOf(x) {
  function* powers(base, n) {
    let p = 1;
    for (let i = 0; i < n; i++) {
      yield p;
      p *= base;
    }
  }
  let s = 0;
  for (const p of powers(x, 5)) s = s / 2 + p;
  return s;
}
export function endlessSeries(x) {
  function* terms() {
    let t = 1;
    for (let k = 1; ; k++) {
      yield t;
      t *= x / k;
    }
  }
  let s = 0;
  let n = 0;
  for (const t of terms()) {
    if (n++ >= 8) break;
    s += t;
  }
  return s;
}
export function takeFrom(x) {
  function* naturals() {
    let n = 0;
    while (true) yield n++;
  }
  function* take(n, source) {
    if (n <= 0) return;
    for (const v of source) {
      yield v;
      if (--n <= 0) return;
    }
  }
  let s = 0;
  for (const k of take(5, naturals())) s += x ** k;
  return s;
}
export function delegated(x, y) {
  function* left() {
    yield x;
    yield x * x;
  }
  function* both() {
    yield* left();
    yield y;
    yield* [1, x * y];
  }
  return [...both()].reduce((a, b) => 0.5 * a + b, 0);
}
export function destructuredGenerator(x, y) {
  function* pair() {
    yield x + y;
    yield x - y;
    yield x * y;
  }
  const [a, b] = pair();
  return a * b;
}
export function generatorReturns(x) {
  function* g() {
    yield x;
    return x * x;
  }
  const it = g();
  const first = it.next();
  const second = it.next();
  return first.value + 10 * second.value + (second.done ? 1 : 2);
}
export function yieldByCase(x) {
  function* g(kind) {
    switch (kind) {
      case 'a':
        yield x;
      // falls through
      case 'b':
        yield 2 * x;
        break;
      default:
        yield 3 * x;
    }
    yield 1;
  }
  let s = 0;
  for (const v of g('a')) s = 2 * s + v;
  for (const v of g('c')) s = 2 * s + v;
  return s;
}
export function* notAFunctionOfNumbers(x) {
  yield x;
}
export function generatorMethod(x) {
  const o = {
    n: 3,
    *terms() {
      for (let i = 0; i < this.n; i++) yield x * i;
    },
  };
  return Array.from(o.terms()).reduce((a, b) => a + b * b, 1);
}
export function iterableClass(x) {
  class Grid {
    constructor(n) {
      this.n = n;
    }
    *[Symbol.iterator]() {
      for (let i = 0; i < this.n; i++) yield i / this.n;
    }
  }
  let s = 0;
  for (const t of new Grid(4)) s += Math.exp(-t * x) / 4;
  return s;
}
export function entriesOfGenerator(x) {
  function* entries() {
    for (let i = 1; i <= 3; i++) yield [i, Math.sin(i * x)];
  }
  let s = 0;
  for (const [i, v] of entries()) s += v / i;
  return s;
}
export function sharedState(x) {
  let level = 1;
  function* steps() {
    for (let i = 0; i < 3; i++) yield level * x;
  }
  let s = 0;
  for (const v of steps()) {
    s += v;
    level *= 2;
  }
  return s;
}
export function tryInGenerator(x) {
  function* g() {
    try {
      yield x;
      yield 2 * x;
    } finally {
      yield 5;
    }
  }
  let s = 0;
  for (const v of g()) s = s * 2 + v;
  return s;
}

// private members
export function privateField(x) {
  class Account {
    #balance = 0;
    add(v) {
      this.#balance += v;
      return this;
    }
    get balance() {
      return this.#balance;
    }
  }
  return new Account().add(x).add(x * x).balance;
}
export function privateMethod(x, y) {
  class Curve {
    #a;
    constructor(a) {
      this.#a = a;
    }
    #square(t) {
      return t * t + this.#a;
    }
    at(t) {
      return this.#square(t) - this.#square(1);
    }
  }
  return new Curve(x).at(y) + new Curve(y).at(x);
}
export function privateAccessor(x) {
  class Box {
    #v = 2;
    get #twice() {
      return 2 * this.#v;
    }
    set #value(v) {
      this.#v = v;
    }
    set(v) {
      this.#value = v;
      return this.#twice;
    }
  }
  return new Box().set(x) + 1;
}
export function privateCheck(x) {
  class Tagged {
    #tag = 1;
    static is(o) {
      return #tag in o;
    }
  }
  return Tagged.is(new Tagged()) ? x : -x;
}
export function staticMembers(x) {
  class Unit {
    static scale = 3;
    static #offset = 2;
    static convert(v) {
      return Unit.scale * v + Unit.#offset;
    }
  }
  return Unit.convert(x);
}
export function inheritedPrivate(x) {
  class Base {
    #k = 2;
    f(t) {
      return this.#k * t;
    }
  }
  class Derived extends Base {
    #m = 3;
    f(t) {
      return super.f(t) + this.#m;
    }
  }
  return new Derived().f(x);
}

// classes inside functions
export function vectorClass(x, y) {
  class V {
    constructor(a, b) {
      this.a = a;
      this.b = b;
    }
    static of(a, b) {
      return new V(a, b);
    }
    plus(o) {
      return V.of(this.a + o.a, this.b + o.b);
    }
    scale(k) {
      return new V(k * this.a, k * this.b);
    }
    get length() {
      return Math.sqrt(this.a ** 2 + this.b ** 2);
    }
  }
  return V.of(x, y).plus(V.of(1, 2).scale(3)).length;
}
export function inheritance(x) {
  class Shape {
    constructor(size) {
      this.size = size;
    }
    area() {
      return this.factor() * this.size ** 2;
    }
    factor() {
      return 1;
    }
  }
  class Disc extends Shape {
    constructor(r) {
      super(r);
      this.extra = 1;
    }
    factor() {
      return Math.PI;
    }
  }
  class Ring extends Disc {
    area() {
      return super.area() - super.factor() + this.extra;
    }
  }
  return new Shape(x).area() + new Disc(x).area() + new Ring(x).area();
}
export function instanceTest(x) {
  class A {}
  class B extends A {}
  const b = new B();
  return (b instanceof A ? x : -x) + (b instanceof B ? 1 : 2) + (new A() instanceof B ? 4 : 8);
}
export function dualNumbers(x) {
  class Dual {
    constructor(re, du = 0) {
      this.re = re;
      this.du = du;
    }
    add(o) {
      return new Dual(this.re + o.re, this.du + o.du);
    }
    mul(o) {
      return new Dual(this.re * o.re, this.re * o.du + this.du * o.re);
    }
    sin() {
      return new Dual(Math.sin(this.re), this.du * Math.cos(this.re));
    }
  }
  const t = new Dual(x, 1);
  return t.mul(t).add(t.sin()).du;
}
export function complexClass(x, y) {
  class Complex {
    constructor(re, im) {
      this.re = re;
      this.im = im;
    }
    times(o) {
      return new Complex(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
    }
    plus(o) {
      return new Complex(this.re + o.re, this.im + o.im);
    }
    get abs2() {
      return this.re * this.re + this.im * this.im;
    }
  }
  const c = new Complex(x / 4, y / 4);
  let z = new Complex(0, 0);
  for (let i = 0; i < 3; i++) z = z.times(z).plus(c);
  return z.abs2;
}
export function es5Class(x, y) {
  function Point(a, b) {
    this.a = a;
    this.b = b;
  }
  Point.prototype.dot = function (o) {
    return this.a * o.a + this.b * o.b;
  };
  Point.prototype.scale = function (k) {
    return new Point(k * this.a, k * this.b);
  };
  Point.origin = function () {
    return new Point(0, 1);
  };
  return new Point(x, y).scale(2).dot(Point.origin()) + new Point(x, 1).dot(new Point(y, x));
}
export function es5PrototypeObject(x) {
  function Poly(c) {
    this.c = c;
  }
  Poly.prototype = {
    constructor: Poly,
    at: function (t) {
      var s = 0;
      for (var i = this.c.length - 1; i >= 0; i--) s = s * t + this.c[i];
      return s;
    },
  };
  return new Poly([1, 2, 3]).at(x);
}
export function es5Inheritance(x) {
  function Animal(w) {
    this.w = w;
  }
  Animal.prototype.mass = function () {
    return 2 * this.w;
  };
  function Dog(w) {
    Animal.call(this, w + 1);
  }
  Dog.prototype = Object.create(Animal.prototype);
  Dog.prototype.constructor = Dog;
  Dog.prototype.bark = function () {
    return this.mass() + 1;
  };
  return new Dog(x).bark();
}
export function es5Accessor(x) {
  function Circle(r) {
    this.r = r;
  }
  Object.defineProperty(Circle.prototype, 'area', {
    get: function () {
      return Math.PI * this.r * this.r;
    },
  });
  return new Circle(x).area;
}
export function moduleObject(x, y) {
  var mod = (function () {
    var factor = 3;
    function inner(t) {
      return factor * t;
    }
    return { f: inner, g: (t) => inner(t) + 1 };
  })();
  return mod.f(x) * mod.g(y);
}
export function objectCreate(x) {
  const proto = {
    twice() {
      return 2 * this.v;
    },
  };
  const o = Object.create(proto);
  o.v = x;
  return o.twice();
}

// maps and sets
export function mapByName(x, y) {
  const values = new Map([
    ['x', x],
    ['y', y],
  ]);
  values.set('z', x * y);
  return values.get('x') + 2 * values.get('z') + values.size;
}
export function mapLoop(x) {
  const m = new Map();
  for (let i = 0; i < 4; i++) m.set(i, x ** i);
  let s = 0;
  for (const [k, v] of m) s += v / (k + 1);
  return s;
}
export function memoized(x) {
  const memo = new Map();
  const cheb = (n) => {
    if (n === 0) return 1;
    if (n === 1) return x;
    const known = memo.get(n);
    if (known !== undefined) return known;
    const value = 2 * x * cheb(n - 1) - cheb(n - 2);
    memo.set(n, value);
    return value;
  };
  return cheb(12) / 100;
}
export function memoObject(x) {
  const memo = {};
  const legendre = (n) => {
    if (n in memo) return memo[n];
    const value = n === 0 ? 1 : n === 1 ? x : ((2 * n - 1) * x * legendre(n - 1) - (n - 1) * legendre(n - 2)) / n;
    return (memo[n] = value);
  };
  return legendre(6);
}
export function setOfIndices(x) {
  const skip = new Set([1, 3]);
  let s = 0;
  for (let i = 0; i < 5; i++) if (!skip.has(i)) s += i * x;
  skip.add(7).add(1);
  skip.delete(3);
  return s + skip.size;
}
export function mapForEach(x) {
  const m = new Map(Object.entries({ a: 1, b: 2 }));
  let s = 0;
  m.forEach((v, k) => {
    s += v * x + (k === 'a' ? 1 : 0);
  });
  return s + [...m.keys()].length + [...m.values()].reduce((a, b) => a + b);
}
export function mapOfObjects(x) {
  const a = { k: 1 };
  const b = { k: 2 };
  const mass = new Map([
    [a, x],
    [b, 3],
  ]);
  return [a, b].reduce((s, body) => s + body.k * mass.get(body), 0) + (mass.has({ k: 1 }) ? 100 : 0);
}
export function mapUpdate(x, y) {
  const counts = new Map();
  for (const k of ['a', 'b', 'a']) counts.set(k, (counts.get(k) ?? 0) + x);
  counts.delete('b');
  return counts.get('a') * y + counts.size;
}
export function setSpread(x) {
  return [...new Set([1, 2, 2, 3])].map((n) => x ** n).reduce((a, b) => a + b);
}
export function mapByBranch(x) {
  const m = new Map([['s', 0]]);
  if (x > 0) m.set('s', x);
  else m.set('s', -2 * x);
  return m.get('s');
}
export function weakPrivate(x) {
  const secret = new WeakMap();
  class P {
    constructor(v) {
      secret.set(this, v);
    }
    get v() {
      return secret.get(this);
    }
  }
  return new P(x).v + new P(2).v;
}

// numerical methods in full
export function simpson(x) {
  const f = (t) => Math.exp(-t * t);
  const n = 8;
  const h = x / n;
  let s = f(0) + f(x);
  for (let i = 1; i < n; i++) s += (i % 2 ? 4 : 2) * f(i * h);
  return (s * h) / 3;
}
export function rungeKutta(x, v) {
  const f = ([q, p]) => [p, -Math.sin(q)];
  const axpy = (a, u, w) => u.map((c, i) => c + a * w[i]);
  let s = [x, v];
  const h = 0.1;
  for (let n = 0; n < 2; n++) {
    const k1 = f(s);
    const k2 = f(axpy(h / 2, s, k1));
    const k3 = f(axpy(h / 2, s, k2));
    const k4 = f(axpy(h, s, k3));
    s = s.map((c, i) => c + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
  }
  return s;
}
export function determinant4(m) {
  const a = [
    [m[0] + 3, m[1], 1],
    [m[2], m[3] + 3, 0.5],
    [1, 0.25, 4],
  ];
  let det = 1;
  for (let k = 0; k < 3; k++) {
    det *= a[k][k];
    for (let i = k + 1; i < 3; i++) {
      const f = a[i][k] / a[k][k];
      for (let j = k; j < 3; j++) a[i][j] -= f * a[k][j];
    }
  }
  return det;
}
export function matrixProduct4(m) {
  const A = [m.slice(0, 2), m.slice(2)];
  const mul = (P, Q) => P.map((row) => Q[0].map((_, j) => row.reduce((s, p, k) => s + p * Q[k][j], 0)));
  return mul(A, mul(A, A)).flat();
}
export function bisection(x) {
  let lo = 0;
  let hi = 4;
  for (let i = 0; i < 5; i++) {
    const mid = (lo + hi) / 2;
    if (mid * mid > x) hi = mid;
    else lo = mid;
  }
  return lo + hi;
}
export function interpolation(x) {
  const xs = [0, 1, 2, 4];
  const ys = [1, 3, 2, 5];
  let i = 0;
  while (i < 2 && x > xs[i + 1]) i++;
  return ys[i] + x;
}
export function fft4(v) {
  const fft = (re, im) => {
    const n = re.length;
    if (n === 1) return [re, im];
    const even = fft(re.filter((_, i) => i % 2 === 0), im.filter((_, i) => i % 2 === 0));
    const odd = fft(re.filter((_, i) => i % 2 === 1), im.filter((_, i) => i % 2 === 1));
    const outRe = new Array(n);
    const outIm = new Array(n);
    for (let k = 0; k < n / 2; k++) {
      const c = Math.cos((-2 * Math.PI * k) / n);
      const s = Math.sin((-2 * Math.PI * k) / n);
      const tr = c * odd[0][k] - s * odd[1][k];
      const ti = s * odd[0][k] + c * odd[1][k];
      outRe[k] = even[0][k] + tr;
      outIm[k] = even[1][k] + ti;
      outRe[k + n / 2] = even[0][k] - tr;
      outIm[k + n / 2] = even[1][k] - ti;
    }
    return [outRe, outIm];
  };
  return fft(v, v.map(() => 0)).flat();
}
export function layers2(v) {
  const relu = (x) => Math.max(0, x);
  const weights = [
    [
      [0.5, -0.25],
      [0.75, 1],
      [-1, 0.5],
    ],
    [[1, -2, 0.5]],
  ];
  return weights.reduce((a, w, l) => w.map((row) => (l === 0 ? relu : Math.tanh)(row.reduce((s, c, i) => s + c * a[i], 0.1))), v)[0];
}
export function keplerNewton(x, y) {
  const e = 0.3;
  let E = x;
  for (let i = 0; i < 4; i++) {
    const dE = (E - e * Math.sin(E) - x) / (1 - e * Math.cos(E));
    E -= dE;
    if (Math.abs(dE) < 1e-9) break;
  }
  return E * y;
}
export function cubicSpline3(y) {
  const n = 3;
  const d = new Array(n).fill(0);
  for (let i = 1; i < n - 1; i++) d[i] = (y[i + 1] - 2 * y[i] + y[i - 1]) / 2;
  return d.map((c, i) => c + y[i]);
}
export const objectOfFunctions = (x, name = 'cube') => ({ square: (t) => t * t, cube: (t) => t ** 3 })[name](x);
export const pipeline = (x) => [Math.sin, Math.exp, (t) => t + 1].reduce((v, f) => f(v), x);
export const compose = (x) => {
  const comp = (...fs) => (v) => fs.reduceRight((acc, f) => f(acc), v);
  return comp(Math.sqrt, (t) => t * t + 1, Math.sin)(x);
};
export const templateKeys = (x) => {
  const table = {};
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) table[`${i},${j}`] = x * i + j;
  return table['1,2'] + table['2,0'];
};
export const objectSpread = (x, y) => {
  const a = { p: x, q: 1 };
  const b = { ...a, q: y, r: 2 };
  const { p, ...others } = b;
  return p * others.q + others.r;
};
export const restParameters = (x, y) => {
  const f = (a, ...others) => a + others.reduce((s, v) => s + v, 0) * others.length;
  return f(x, y, 1);
};
export const defaultsInside = (x) => {
  const f = ({ a = 1, b: { c = 2 } = {} } = {}, [d = 3] = []) => a + c * d;
  return f() * x + f({ a: x }, [x]);
};
export const getterSetter = (x) => {
  const o = {
    _v: 1,
    get v() {
      return this._v * 2;
    },
    set v(t) {
      this._v = t + 1;
    },
  };
  o.v = x;
  o.v += 1;
  return o.v;
};
export const assignmentOperators = (x) => {
  let a = x;
  a **= 2;
  a ||= 3;
  let b = null;
  b ??= a - 1;
  let c = 1;
  c &&= b;
  return a + b * c;
};
