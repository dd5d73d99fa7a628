import { describe, expect, test } from 'vitest';
import { rejection } from './reading.js';
import { expectSame } from './same.js';

type Fn = (x: number) => number;

describe('generators', () => {
  test.each<[string, Fn]>([
    [
      'a loop sees what the generator does between two values, and the generator what the loop does',
      (x) => {
        let k = 1;
        let s = 0;
        function* g() {
          for (let i = 0; i < 3; i++) {
            yield k * x;
            s += i;
          }
        }
        for (const v of g()) {
          s = 2 * s + v;
          k *= 2;
        }
        return s;
      },
    ],
    [
      'a generator without end is left by break',
      (x) => {
        function* g() {
          for (let n = 1; ; n++) yield n;
        }
        let s = 0;
        for (const n of g()) {
          if (n > 5) break;
          s += x / n;
        }
        return s;
      },
    ],
    [
      'a value that is yielded under a condition on the variables is one more round for some of them',
      (x) => {
        function* g() {
          if (x > 50) yield 100;
          yield x;
        }
        let s = 0;
        for (const v of g()) s = 2 * s + v;
        return s;
      },
    ],
    [
      'a loop is left under a condition on the variables, and what the generator finally does is done',
      (x) => {
        let done = 0;
        function* g() {
          try {
            for (let i = 0; i < 4; i++) yield i;
          } finally {
            done = 10;
          }
        }
        let s = 0;
        for (const v of g()) {
          if (v * x > 3) break;
          s += v;
        }
        return s + done;
      },
    ],
    [
      'a break of the loop is not one of the generator, nor the other way round',
      (x) => {
        function* g() {
          for (let i = 0; i < 3; i++) {
            for (let j = 0; j < 3; j++) {
              if (j > i) break;
              yield 10 * i + j;
            }
          }
        }
        let s = 0;
        outer: for (const a of g()) {
          for (const b of g()) {
            if (b > a) continue outer;
            if (b > x) break outer;
            s += b;
          }
        }
        return s;
      },
    ],
    [
      'a loop over a generator returns',
      (x) => {
        function* g() {
          for (let i = 0; i < 4; i++) yield i;
        }
        for (const v of g()) if (v > x) return v;
        return -1;
      },
    ],
    [
      'a loop over a generator in a generator, left by both',
      (x) => {
        function* naturals() {
          for (let n = 0; ; n++) yield n;
        }
        function* below(limit: number) {
          for (const n of naturals()) {
            if (n >= limit) return;
            if (n > x + 2) return;
            yield n;
          }
        }
        let s = 0;
        for (const n of below(6)) {
          if (n * x > 7) break;
          s = 3 * s + n + 1;
        }
        return s;
      },
    ],
    [
      'an error in the generator is caught around the loop',
      (x) => {
        function* g() {
          yield 1;
          if (x > 0) throw new Error('end');
          yield 2;
        }
        let s = 0;
        try {
          for (const v of g()) s += v * x;
        } catch {
          s += 100;
        }
        return s;
      },
    ],
    [
      'an error in the loop is none that the generator catches',
      (x) => {
        function* g() {
          try {
            yield 1;
            yield 2;
          } catch {
            yield 50;
          }
        }
        let s = 0;
        try {
          for (const v of g()) {
            if (v === 2 && x > 1) throw new Error('end');
            s += v;
          }
        } catch {
          s += 100;
        }
        return s;
      },
    ],
    [
      'a generator that is used up gives nothing more',
      (x) => {
        function* g() {
          yield x;
          yield 2 * x;
        }
        const it = g();
        let s = 0;
        for (const v of it) s += v;
        for (const v of it) s += 10 * v;
        return s + [...it].length;
      },
    ],
    [
      'next() gives the rest to a loop',
      (x) => {
        function* g() {
          for (let i = 1; i < 5; i++) yield i * x;
        }
        const it = g();
        const first = it.next().value as number;
        let s = 0;
        for (const v of it) s = 2 * s + v;
        return s - first;
      },
    ],
    [
      'destructuring takes no more than it needs',
      (x) => {
        let taken = 0;
        function* g() {
          for (;;) {
            taken++;
            yield taken * x;
          }
        }
        const [a, , b] = g();
        return a! * 10 + b! + taken;
      },
    ],
    [
      'an iterator made by hand',
      (x) => {
        const o = {
          [Symbol.iterator]() {
            let i = 0;
            return { next: () => ({ done: i >= 3, value: i++ }) };
          },
        };
        let s = 0;
        for (const v of o) s += v * x;
        return s;
      },
    ],
  ])('%s', (_, fn) => {
    expectSame(fn);
  });

  test('values that are asked for one by one, and what happens between two calls, are refused where they hang together', () => {
    const reads: Fn = (x) => {
      let k = 1;
      function* g() {
        yield k * x;
        yield k * x;
      }
      const it = g();
      const a = it.next().value as number;
      if (x > 100) k = 5;
      return a + (it.next().value as number);
    };
    expect(rejection(reads).message).toContain('whose values do not depend on what happens between two calls of next()');
    const writes: Fn = (x) => {
      let k = 1;
      function* g() {
        yield x;
        k = 7;
        yield x;
      }
      const it = g();
      return (it.next().value as number) * k;
    };
    expect(rejection(writes).message).toContain('that changes only what is its own');
    const sent: Fn = (x) => {
      function* g(): Generator<number, void, number> {
        const y = yield x;
        yield y;
      }
      const it = g();
      it.next();
      return it.next(3).value as number;
    };
    expect(rejection(sent).message).toContain('next() without an argument');
    const torn: Fn = (x) => {
      function* g() {
        yield 1;
        yield 2;
      }
      const it = g();
      if (x > 100) for (const v of it) x += v;
      for (const v of it) x += v;
      return x;
    };
    expect(rejection(torn).message).toContain('asked alike in both branches');
  });
});
