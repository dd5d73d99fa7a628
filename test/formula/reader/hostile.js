/**
 * Reads hostile formulas and functions, in a process of its own whose memory has a limit: prints for each what came of it and the time that it took the processor.
 * Public names only.
 */
import { formula } from '../../../dist/index.js';

const fn = (...source) => new Function(...source);
const repeated = (text, count) => Array.from({ length: count }, (_, i) => text.replaceAll('#', i)).join('');

/** Formulas as texts. */
const texts = {
  'a sum of a million characters': `${'x+'.repeat(500_000)}x`,
  'parentheses 1e5 deep': `${'('.repeat(1e5)}x${')'.repeat(1e5)}`,
  'functions 1e5 deep': `${'sin('.repeat(1e5)}x${')'.repeat(1e5)}`,
  'conditions 1e4 deep': `${'if(x>0,'.repeat(1e4)}x${',1)'.repeat(1e4)}`,
  'exponents 1e5 deep': `${'x^'.repeat(1e5)}x`,
  'a million signs': `${'-'.repeat(1e6)}x`,
  'a million digits': `${'1'.repeat(1e6)}*x`,
  'a number above all doubles': '1e999999999*x',
  'a number below all doubles': '1e-999999999*x',
  'a tower of powers': '9^9^9^9^9*x',
  'a constant to a large power': '(1/3)^999999999*x',
  'an order of 1e9': 'polygamma(999999999, x)',
  'names of properties that all objects have': '__proto__ + constructor + toString*hasOwnProperty',
};

/** Bodies of functions of x. */
const bodies = {
  'a loop to 1e12': 'for (let i = 0; i < 1e12; i++) x += 1; return x',
  'a loop over bits': 'let s = 0; for (let i = 0; i < 1e12; i = (i + 1) | 0) s += i & 7; return s * x',
  'a text that is repeated': 'return "a".repeat(1e9).length * x',
  'a text that doubles': 'let s = "a"; for (let i = 0; i < 60; i++) s += s; return x',
  'a text that doubles by concat': 'let s = "a"; for (let i = 0; i < 60; i++) s = s.concat(s); return x',
  'a text that doubles in a template': 'let s = "a"; for (let i = 0; i < 60; i++) s = `$' + '{s}$' + '{s}`; return x',
  'an array of 4e9': 'return new Array(4e9).length * x',
  'a length of 4e9': 'const a = []; a.length = 4294967295; return x',
  'an index of 4e9': 'const a = []; a[4294967294] = x; return x',
  'typed arrays of 4e9': 'return new Float64Array(4e9)[0] + x',
  'an array of arrays that doubles': 'let a = [x]; for (let i = 0; i < 60; i++) a = [a, a]; return a.flat(Infinity)[0]',
  'such an array as the result': 'let a = [x]; for (let i = 0; i < 60; i++) a = [a, a]; return a',
  'two such arrays by a condition':
    'let a = [1], b = [2]; for (let i = 0; i < 60; i++) { a = [a, a]; b = [b, b] } const c = x > 0 ? a : b; return x',
  'two such objects by a condition':
    'let a = { v: 1 }, b = { v: 2 }; for (let i = 0; i < 60; i++) { a = { p: a, q: a }; b = { p: b, q: b } } const c = x > 0 ? a : b; return x',
  'arrays that contain themselves by a condition':
    'const a = []; a[0] = a; const b = []; b[0] = b; const c = x > 0 ? a : b; return x',
  'spreading that doubles': 'let a = [1]; for (let i = 0; i < 60; i++) a = [...a, ...a]; return x',
  'arguments that double': 'let a = [1]; const f = (...v) => [...v, ...v]; for (let i = 0; i < 60; i++) a = f(...a); return x',
  'a set that grows while it is looped over': 'const s = new Set([0]); for (const v of s) s.add(v + 1); return x',
  'a set that grows in forEach': 'const s = new Set([0]); s.forEach((v) => s.add(v + 1)); return x',
  'a map that is copied': 'let m = new Map(); for (let i = 0; i < 1e5; i++) { m.set(i, i); m = new Map(m) } return x',
  'a map in many branches':
    'const m = new Map(); for (let i = 0; i < 1e3; i++) m.set(i, i); for (let i = 0; i < 1e3; i++) if (x > i) m.set(0, i); return x',
  'an array that is reversed':
    'const a = Array.from({ length: 1e5 }, (_, i) => i); for (let i = 0; i < 1e5; i++) a.reverse(); return x',
  'an array that is searched':
    'const a = Array.from({ length: 1e5 }, (_, i) => i); let s = 0; for (let i = 0; i < 9e4; i++) s += a.indexOf(-1); return s * x',
  'recursion without end': 'const f = (n) => f(n + 1); return f(0)',
  'recursion that doubles': 'const f = (n) => n > 0 ? f(n - 1) + f(n - 1) : x; return f(60)',
  'a constructor that calls itself': 'class A { constructor() { this.a = new A() } } return new A().a',
  'a field that makes its class': 'class A { b = new A() } return new A()',
  'a getter that reads itself': 'const o = { get a() { return this.a } }; return o.a',
  'a setter that writes itself': 'const o = { set a(v) { this.a = v } }; o.a = 1; return x',
  'generators that ask each other':
    'function* a() { yield* b() } function* b() { yield* a() } for (const v of a()) x += v; return x',
  'generators that call each other':
    'function* a(n) { yield n; yield* b(n + 1) } function* b(n) { yield n; yield* a(n + 1) } for (const v of a(0)) x += v; return x',
  'generators that double':
    'function* a(n) { if (n > 0) { yield* a(n - 1); yield* a(n - 1) } else yield x } let s = 0; for (const v of a(40)) s += v; return s',
  'a generator without end and a condition':
    'function* a() { for (let i = 0; ; i++) yield i } for (const v of a()) if (x > v) x += v; return x',
  'a generator without end, left by the variables':
    'function* a() { for (let i = 0; ; i++) yield i } let s = 0; for (const v of a()) { if (v > x) break; s += v } return s',
  'an iterator of itself':
    'const o = { [Symbol.iterator]() { return o }, next() { return { done: false, value: 1 } } }; for (const v of o) x += v; return x',
  'iterators of iterators': 'const o = { [Symbol.iterator]: () => o }; for (const v of o) x += v; return x',
  'a machine that goes nowhere': 'const it = __generator(this, function (_) { return [3, 0] }); return it.next().value * x',
  'a machine that ends what it has not begun':
    'const it = __generator(this, function (_) { return [7] }); return it.next().value * x',
  'a machine that waits for itself':
    'const it = _regenerator().w(function (c) { return c.d(it, 0) }); return it.next().value * x',
  'errors that are caught for ever': 'for (;;) { try { throw 1 } catch { continue } }',
  'what is finally done for ever': 'for (;;) { try { return x } finally { continue } }',
  'recursion in try': 'const f = (n) => { try { return f(n + 1) } finally { x += 1 } }; return f(0)',
  'values that double in the graph': 'let y = x; for (let i = 0; i < 200; i++) y = y * y + y; return y',
  'conditions that double in the graph': 'let y = x; for (let i = 0; i < 200; i++) y = y > i ? y * 2 : y - 1; return y',
  'conditions on conditions': 'let c = false; for (let i = 0; i < 2000; i++) c = c ? x < i : x > i; return c ? 1 : 2',
  'functions by conditions':
    'let f = (v) => v; for (let i = 0; i < 200; i++) { const g = f; f = x > i ? g : (v) => v + 1 } return f(x)',
  'functions that are bound again and again': 'let f = (v) => v; for (let i = 0; i < 1e5; i++) f = f.bind(null); return f(x)',
  'a regular expression that goes back': 'return /(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!") ? x : 1',
  'fractions that grow': 'let a = 1 / 3; for (let i = 0; i < 1e12; i++) a = a * 1.0000001 + 1 / 7; return a * x',
  'fractions that are squared': 'let a = 1.1; for (let i = 0; i < 60; i++) a = a ** 2; return a * x',
  'a factorial': 'let a = 1; for (let i = 1; i < 5e4; i++) a *= i; return x / a',
  'prototypes in a circle': 'const a = {}; const b = Object.create(a); Object.setPrototypeOf(a, b); return a.v ?? x',
  'the prototype of all': 'const o = {}; return o["__pro" + "to__"].constructor.constructor("globalThis.pwned = 1")() * x',
  'the constructor of functions': 'return (() => 1).constructor("globalThis.pwned = 1")() * x',
  'the constructor of parameters': 'return x.constructor.constructor("return 1")() * 2',
  'a prototype by definition': 'const o = {}; Object.defineProperty(o, "__proto__", { value: x }); return o.__proto__',
  'a prototype by entries': 'return Object.fromEntries([["__proto__", x]]).a',
  'a prototype in a class': 'class A { static __proto__ = x } return A.__proto__',
  'a switch of 20000 cases': `switch (x) { ${repeated('case #: return #;', 20_000)} } return 0`,
  '5000 conditions': `${repeated('if (x < #) return #;', 5000)} return 0`,
  'a list of 90000': `return ${'x,'.repeat(9e4)}x`,
  '20000 names': `${repeated('var v# = x;', 20_000)} return x`,
  'values by conditions, deep': 'let a = "a"; for (let i = 0; i < 6e3; i++) a = x > i ? [a] : a; return a ? x : 1',
  'objects of each other': 'let o = {}; for (;;) o = { o }',
  'an object that grows': 'const o = {}; let i = 0; for (;;) o[i++] = x',
  'objects of a class, of each other': 'class A { constructor(o) { this.o = o } } let o = 0; for (;;) o = new A(o)',
  'functions of functions without end': 'let f = () => x; for (;;) { const g = f; f = () => g() }',
  'nodes without end': 'for (;;) x = x * x + x',
  'objects 1e5 deep': 'let o = [x]; for (let i = 0; i < 1e5; i++) o = [o]; return o',
};

/** What may stand in scope. */
const scopes = {
  'an object of itself': () => {
    const k = {};
    k.o = k;
    return [(x) => k.o.o.o.v * x, { k }];
  },
  'a proxy without end': () => {
    const k = new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: k, configurable: true }) });
    return [(x) => k.a.b.c * x, { k }];
  },
  'an array that says it has 4e9 elements': () => {
    const k = new Proxy([1], { get: (_, key) => (key === 'length' ? 4e9 : 1) });
    return [(x) => k[0] * x, { k }];
  },
  'an array of 1e7': () => {
    const k = new Float64Array(1e7);
    return [(x) => k[0] * x, { k }];
  },
  'an accessor': () => {
    const k = {
      get v() {
        globalThis.pwned = 1;
        return 1;
      },
    };
    return [(x) => k.v * x, { k }];
  },
  'a function that says it has another source': () => {
    const k = (x) => x;
    k.toString = () => 'x => globalThis.pwned = 1';
    return [k, {}];
  },
};

/** Statements that a random function is made of; # is a name of one letter, @ a number. */
const pieces = [
  '# = x;',
  '# = [x, @];',
  '# = { a: x, b: @ };',
  '# = new Map([[@, x]]);',
  '# = new Set([@, @]);',
  '# = (function* () { for (let i = 0; i < @; i++) yield i * x })();',
  '# = (n) => (n > 0 ? #(n - 1) + #(n - 1) : x);',
  '# = # ?? @;',
  '[a, b] = [#, #];',
  'x += (Array.isArray(#) ? @ : 2) + (typeof # === "number" ? # : 1);',
  'for (const v of b) { if (v > @) break; for (const w of c) x += w * v; }',
  'b = [...b, ...b];',
  'c = [...c].map((v, i) => (i > @ ? v : x));',
  'class C { #p = x; v = @; get() { return this.v + this.#w() + this.#p } #w() { return @ } } x += new C().get();',
  'for (const v of #) x += v;',
  'for (let i = 0; i < @; i++) { # = [#, #]; }',
  'for (let i = 0; i < @; i++) # += #;',
  'if (x > @) { # = x; } else { x = @; }',
  'try { if (x > @) throw new Error("e"); x += #(@) } catch { x -= 1 } finally { x *= 2 }',
  'x = # ? x : @;',
  'x += #.a ?? #[0] ?? #.get(@) ?? 0;',
  '#.a = x; #[@] = #;',
  'switch (@) { case @: x += 1; default: x *= 2 }',
  'while (x < @) x += 1;',
  'x = [x, @, x].map((v, i) => v * i).sort((p, q) => p - q)[1];',
  'x = (x | 0) + (x & 7) + (x >> 1);',
];

function random(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function randomBody(seed) {
  const next = random(seed);
  const numbers = ['0', '1', '2', '3', '7', '100', '1e5', '1e12', '0.5', '-1'];
  const piece = () =>
    pieces[next(pieces.length)].replace(/#(?![pw])|@/gu, (mark) =>
      mark === '#' ? 'abc'[next(3)] : numbers[next(numbers.length)],
    );
  return `var a = x, b = [x, 1], c = [1, 2, x];\n${Array.from({ length: 2 + next(6) }, piece).join('\n')}\nreturn x;`;
}

/** A random body that is JavaScript. */
function randomFunction(seed) {
  try {
    return fn('x', randomBody(seed));
  } catch {
    return undefined;
  }
}

/** Reads a function; throws where its values are not those of the function. Integers of 32 bits have none beyond. */
function readAndCompare(made) {
  const f = formula(made);
  if (f.variables.join() !== 'x') return;
  for (const x of [-1e6, -50, -7, -2, -0.3, 0, 0.3, 1, 2, 7, 50, 99, 101, 1e6]) {
    const value = f.evaluate([x]);
    const own = ownValue(made, x);
    const isSame = value === own || Math.abs(value - own) <= 1e-9 * Math.abs(own);
    if (Number.isFinite(value) && !isSame) throw new Error(`${value} for ${own} at ${x}`);
    if (!Number.isFinite(value) && Number.isFinite(own) && !made.toString().includes('| 0'))
      throw new Error(`${value} for ${own} at ${x}`);
  }
}

function ownValue(made, x) {
  try {
    return Number(made(x));
  } catch {
    return Number.NaN;
  }
}

function report(name, attempt) {
  const begun = process.cpuUsage();
  let outcome = 'accepted';
  try {
    attempt();
  } catch (error) {
    outcome = `${error.name}: ${error.message.split('\n')[0].slice(0, 200)}`;
  }
  const { user, system } = process.cpuUsage(begun);
  console.log(JSON.stringify([name, outcome, (user + system) / 1000, globalThis.pwned === undefined]));
}

formula((x) => x);
const [from, to] = process.argv.slice(2).map(Number);
if (to > from) {
  for (let seed = from; seed < to; seed++) {
    const made = randomFunction(seed);
    if (made) report(`${seed}`, () => readAndCompare(made));
  }
} else {
  for (const [name, text] of Object.entries(texts)) report(name, () => formula(text));
  for (const [name, body] of Object.entries(bodies)) report(name, () => formula(fn('x', body)));
  for (const [name, make] of Object.entries(scopes)) {
    const [made, scope] = make();
    report(name, () => formula(made, { scope }));
  }
}
