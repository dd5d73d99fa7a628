import type { Algebra, HeadName, IndexedHead } from '../algebra/algebra.js';
import { numberFunctions } from '../algebra/float64.js';
import { type Rational, rational, rationalOf } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import type { Dag } from './dag.js';

/**
 * Coefficients that are nodes of a graph: what an algorithm would compute, as formulas. A node that is the constant 0 stands for what is zero by its form, so that
 * products with it are none.
 *
 * Smooth functions only: what a kink is made of depends on values, which nodes do not have.
 */
export function symbolicAlgebra(dag: Dag): Algebra<number, number[]> {
  const number = (value: Rational): number => dag.constant(value);
  const integer = (n: number | bigint): number => number(rational(BigInt(n)));
  const zero = integer(0);
  const one = integer(1);
  const mul = (x: number, y: number): number => (x === zero || y === zero ? zero : dag.apply('mul', x, y));
  const div = (x: number, y: number): number => {
    if (x === zero) return zero;
    // 1/cosh²: as 1 − tanh² it stays finite where cosh² does not
    const square = dag.nodes[y]!;
    const root = x === one && square.op === 'sqr' ? dag.nodes[square.args[0]!]! : undefined;
    return root?.op === 'cosh'
      ? dag.apply('sub', one, dag.apply('sqr', dag.apply('tanh', root.args[0]!)))
      : dag.apply('div', x, y);
  };
  const neg = (x: number): number => (x === zero ? zero : dag.apply('neg', x));
  const unary =
    (f: (x: number) => number) =>
    (m: number[], out: number, a: number): void => {
      m[out] = f(m[a]!);
    };
  const binary =
    (f: (x: number, y: number) => number) =>
    (m: number[], out: number, a: number, b: number): void => {
      m[out] = f(m[a]!, m[b]!);
    };
  const named = (name: FunctionName) => unary((x) => dag.apply(name, x));
  const scale = (x: number, c: number): number => mul(number(rationalOf(c)), x);
  /** x + w·y·z */
  const plus = (x: number, w: number, y: number, z: number): number => {
    const product = mul(y, z);
    if (product === zero || w === 0) return x;
    return dag.apply('add', x, mul(number(rationalOf(w)), product));
  };
  const divide = (m: number[], out: number, a: number, c: number): void => {
    m[out] = div(m[a]!, number(rationalOf(c)));
  };
  return {
    name: 'formula',
    width: 1,
    allocate: (count) => new Array<number>(count).fill(zero),
    read: (m, at) => m[at]!,
    write: (m, at, value) => {
      m[at] = value;
    },
    magnitude: (m, at) => (m[at] === zero ? 0 : 1),
    isExact: true,
    transfer: (to, out, from, a, count) => {
      for (let i = 0; i < count; i++) to[out + i] = from[a + i]!;
    },
    rational: (m, out, value) => {
      m[out] = number(value);
    },
    pi: (m, out) => {
      m[out] = dag.pi();
    },
    zero: (m, out) => {
      m[out] = zero;
    },
    copy: unary((x) => x),
    neg: unary(neg),
    add: binary((x, y) => dag.apply('add', x, y)),
    sub: binary((x, y) => (y === zero ? x : x === zero ? neg(y) : dag.apply('sub', x, y))),
    mul: binary(mul),
    div: binary(div),
    scale: (m, out, a, c) => {
      m[out] = scale(m[a]!, c);
    },
    divide,
    overOrder: divide,
    powInteger: (m, out, a, n) => {
      m[out] = dag.apply('pow', m[a]!, integer(n));
    },
    pow: (m, out, a, exponent) => {
      m[out] = dag.apply('pow', m[a]!, number(exponent));
    },
    raise: binary((x, y) => dag.apply('pow', x, y)),
    convolve: (m, out, x, y, stride, k, from, last, p, q) => {
      for (let j = from; j <= last; j++) m[out] = plus(m[out]!, p * j + q, m[x + j * stride]!, m[y + (k - j) * stride]!);
    },
    convolveSelf: (m, out, x, stride, k, from) => {
      for (let j = from; j <= k - from; j++) m[out] = plus(m[out]!, 1, m[x + j * stride]!, m[x + (k - j) * stride]!);
    },
    scatter: (m, out, x, y, targets, from, last, w) => {
      for (let l = from; l <= last; l++) m[out + targets[l]!] = plus(m[out + targets[l]!]!, w, m[x]!, m[y + l]!);
    },
    heads: Object.fromEntries(headNames.map((name) => [name, named(name)])) as Algebra<number, number[]>['heads'],
    indexed: {
      besselJ: (m, out, a, n) => {
        m[out] = dag.apply('besselJ', integer(n), m[a]!);
      },
      sphericalJ: (m, out, a, n) => {
        m[out] = dag.apply('sphericalJ', integer(n), m[a]!);
      },
      gamma: named('gamma'),
      // ln Γ, and ψ^(n−1)/n!
      lgammaCoefficient: (m, out, a, n) => {
        let factorial = 1n;
        for (let k = 2n; k <= BigInt(n); k++) factorial *= k;
        m[out] =
          n === 0
            ? dag.apply('lgamma', m[a]!)
            : n === 1
              ? dag.apply('digamma', m[a]!)
              : dag.apply('div', dag.apply('polygamma', integer(n - 1), m[a]!), integer(factorial));
      },
    } satisfies Readonly<Record<IndexedHead, (m: number[], out: number, a: number, n: number) => void>>,
    pairs: Object.fromEntries(
      (['atan2', 'hypot', 'keplerE'] as const).map((name) => [name, binary((x, y) => dag.apply(name, x, y))]),
    ),
    given: (m, out, f, a, b, p, q) => {
      m[out] = dag.applyGiven(f, [m[a]!, m[b]!, m[p]!, m[q]!]);
    },
  };
}

const headNames = Object.keys(numberFunctions) as HeadName[];
