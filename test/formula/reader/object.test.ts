import { describe, expect, test } from 'vitest';
import { plain, rejection } from './reading.js';
import { expectSame } from './same.js';

describe('objects', () => {
  test.each([
    // private members
    'x => { class A { #k = 2; f() { return this.#k * x } } class B extends A { #k = 3; g() { return this.#k + this.f() } } return new B().g() }',
    'x => { class A { #p = x; q = 2 } return Object.keys(new A()).length + x }',
    'x => { class A { #n = 0; add(v) { this.#n += v; this.#n++; return this } get n() { return this.#n } } return new A().add(x).add(2).n }',
    'x => { class A { static #k = 2; static #f(v) { return v * A.#k } static g(v) { return A.#f(v) } } return A.g(x) }',
    'x => { class A { #v = 1; static has(o) { return #v in o } } return (A.has(new A()) ? x : 1) + (A.has({}) ? 1 : 2) }',
    'x => { class A { #v = 1; set(v) { if (v > 0) this.#v = v; return this } get() { return this.#v } } return new A().set(x).get() }',
    // prototypes
    'x => { function A() {} A.prototype.v = x; const a = new A(), b = new A(); a.v = 3; return b.v + a.v }',
    'x => { class A { static get k() { return x } } class B extends A {} return B.k }',
    'x => { class A { static f() { return x } } class B extends A { static f() { return super.f() + 1 } } return B.f() }',
    'x => { function A() { if (!(this instanceof A)) return new A(); this.v = x } return A().v }',
    'x => { function f() { return f.k * x } f.k = 3; return f() }',
    'x => { const o = Object.create({ v: 2 }); return (o.v + (o.v = x) + o.v) * ("v" in o ? 1 : 2) }',
    'x => { function A() {} A.prototype = { get v() { return 2 * x } }; return new A().v }',
    'x => { const o = { a: 1 }; Object.defineProperty(o, "b", { value: x }); return Object.keys(o).length + o.b }',
    'x => { const o = { a: 1 }; return (o.hasOwnProperty("a") ? x : 0) + (o.hasOwnProperty("b") ? 5 : 1) }',
    'x => { let s = 0; const o = { 2: 1, 1: 3, b: 4 }; for (const k in o) s = s * 10 + o[k]; return s * x }',
    // what is made in one branch of a condition stays there
    'x => { function F() {} let r = 0; if (x > 0) { F.prototype.v = 1; r = new F().v } else r = new F().v === undefined ? 5 : 6; return r }',
    // maps and sets
    'x => { const m = new Map([["a", x], ["b", 2]]); m.set("a", m.get("a") + 1); return m.get("a") * m.get("b") + m.size }',
    'x => { const m = new Map([[1, "n"], ["1", "s"]]); return m.size * x + (m.get(1) === "n" ? 1 : 2) }',
    'x => { const m = new Map([[NaN, 1], [0, 2]]); return x * m.get(NaN) + m.get(-0) }',
    'x => { const m = new Map([[1, 1], [2, 2]]); for (const [k, v] of m) m.set(k, v * x); return m.get(1) + m.get(2) }',
    'x => { const m = new Map([[1, x]]); if (x > 0) m.set(1, 5 * x); else m.set(1, m.get(1) - 1); return m.get(1) }',
    'x => { const s = new Set([3, 1, 3]); let r = 0; for (const v of s) r = 10 * r + v; s.forEach((v, k, all) => { r += v + k + all.size }); return r * x }',
    'x => { const a = {}, b = {}; const m = new WeakMap([[a, x]]); return m.get(a) + (m.has(b) ? 10 : 20) }',
    'x => { const m = new Map([[1, 1]]); m.forEach((v, k) => { if (k < 4) m.set(k + 1, v * x) }); return [...m.values()].reduce((p, q) => p + q) }',
    // truths and numbers
    'x => ((x > 0) == 1 ? 5 : x)',
    'x => ((x > 0) === 1 ? 5 : x)',
    'x => [1, 2, x].includes(2) ? 3 : [1, 3].includes(x) ? x : 7',
    'x => { const a = [1, 2]; let s = 0; for (const v of a) { s += v; if (a.length < 4) a.push(v * x) } return s }',
  ])('%s', (source) => {
    expectSame(plain(source));
  });

  test.each([
    ['x => { const o = {}; if (x > 100) o.a = 1; return "a" in o ? 1 : 2 }', 'got a in one of them'],
    ['x => { const o = {}; if (x > 100) o.a = 1; return Object.keys(o).length }', 'got a in one of them'],
    ['x => { const m = new Map(); if (x > 100) m.set("a", 1); return m.size * x }', 'the same keys in both branches'],
    ['x => { const y = Math.sqrt(x); return Number.isNaN(y) ? 0 : y }', 'test what it is made of, such as x > 0'],
    ['x => { const y = 1 / x; return Number.isFinite(y) ? y : 0 }', 'test what it is made of, such as x > 0'],
    ['x => Math.log(x) > 1 ? 1 : 2', 'a condition on what has no value there has none either'],
    ['x => [1, 2, 3].indexOf(x)', 'compare them with if'],
    ['x => { const c = x > -50 ? x : [x]; return Array.isArray(c) ? 1 : 2 }', 'of one kind for Array.isArray'],
    ['x => { const c = x > -50 ? x : [x]; return [].concat(c).length }', 'an array or a value of one kind'],
    ['x => { const c = x > -50 ? x : [x]; return typeof c === "number" ? 1 : 2 }', 'of one kind for typeof'],
    ['x => { const c = x > -50 ? x : undefined; return ((a = 1) => a)(c) }', 'a value or none'],
    ['x => ("1" == 1 ? x : -x)', 'write Number(…)'],
    ['x => { const m = new Map([[1, 1], [2, 2]]); for (const [k] of m) m.delete(2); return x }', 'loop over a copy'],
    ['x => { class A { #v = 1; get(o) { return o.#v } } return new A().get({}) * x }', 'with the private member #v'],
    ['x => { const o = { a: x, get b() { return 1 } }; return Object.keys(o).length }', 'list them by name'],
    ['x => { let o = {}; if (x > 0) Object.setPrototypeOf(o, { v: 1 }); return o.v ?? x }', 'write a class'],
    [
      'x => { function A() {} A.prototype.v = 1; const a = new A(); let s = 0; for (const k in a) s += a[k]; return s * x }',
      'Object.keys',
    ],
  ])('%s is refused', (source, remedy) => {
    expect(rejection(plain(source)).message).toContain(remedy);
  });
});
