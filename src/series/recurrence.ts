import type { GivenFunction, HeadName, IndexedHead, PairHead } from '../algebra/algebra.js';
import type { PiecewiseName, StepName } from '../algebra/order.js';
import type { Rational } from '../rounding/rational.js';

/**
 * The recurrence table: how the k-th coefficient (k ≥ 1) of a function's results follows from the coefficients of its arguments up to k and of
 * its results up to k − 1. Every elementary function obeys an ODE, and comparing coefficients of t^k in it gives the rule
 * (Griewank and Walther, Evaluating Derivatives, chapter 13; Jorba and Zou 2005, section 2).
 *
 * A rule is data and never looks at k, at the type of a coefficient, or at the number of variables: the same rule computes numbers, encloses
 * them, computes homogeneous parts of many variables (k is then the degree, and Euler's operator plays the part of t·d/dt), and writes code.
 */
export interface Rule {
  readonly name: string;
  readonly arguments: number;
  /** The constant terms of the results: the wanted function and what its recurrence carries along, the wanted one first (but see `raise`). */
  readonly heads: readonly Expression[];
  /** The k-th coefficients of the results in that order; `zero` marks a constant that is only carried. */
  readonly next: readonly Expression[];
}

/** A series that a rule speaks of: an argument or a result. */
export type Name = { readonly kind: 'argument' | 'result'; readonly index: number };

/** Weight p·j + q·k of a term, integers. */
export interface Weight {
  readonly j: number;
  readonly k: number;
  readonly one: number;
}

/** A value at order k. */
export type Expression =
  | { readonly op: 'zero' }
  | { readonly op: 'at' | 'head'; readonly series: Name }
  | {
      readonly op: 'sum';
      readonly x: Name;
      readonly y: Name;
      readonly from: number;
      readonly to: number;
      readonly weight: Weight;
    }
  | { readonly op: 'square'; readonly x: Name; readonly from: number }
  | { readonly op: 'add' | 'sub' | 'mul' | 'div'; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'neg' | 'perK'; readonly of: Expression }
  | { readonly op: 'scale'; readonly by: number; readonly of: Expression }
  | { readonly op: 'integer'; readonly value: number }
  | { readonly op: 'pi' }
  | { readonly op: 'apply'; readonly head: HeadName; readonly of: Expression }
  | { readonly op: 'indexed'; readonly head: IndexedHead; readonly index: number; readonly of: Expression }
  | { readonly op: 'given'; readonly f: GivenFunction; readonly of: readonly [Name, Name, Name, Name] }
  | { readonly op: 'pair'; readonly head: PairHead; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'powInteger'; readonly exponent: number; readonly of: Expression }
  | { readonly op: 'pow'; readonly exponent: Rational; readonly of: Expression }
  | { readonly op: 'raise'; readonly base: Expression; readonly exponent: Expression }
  /** `left` of numbers that have an order, `right` of complex numbers, whose roots have cuts. */
  | { readonly op: 'ordered'; readonly left: Expression; readonly right: Expression }
  | Branching;

/** What only ordered numbers have. */
export type Branching =
  | { readonly op: 'piecewise'; readonly head: PiecewiseName; readonly of: Expression }
  | { readonly op: 'min' | 'max'; readonly left: Expression; readonly right: Expression }
  /** `yes`, or `no` where `test` is 0. */
  | { readonly op: 'select'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  /** One of two values at order k ≥ 1 by the sign of a series, which is that of its first coefficient other than 0; see `Grading.choose`. */
  | { readonly op: 'choose'; readonly by: Name; readonly negative: Expression; readonly positive: Expression }
  /** 0 at order k ≥ 1 where a step function of the series does not jump. */
  | { readonly op: 'flat'; readonly head: StepName; readonly of: Name };

const a: Name = { kind: 'argument', index: 0 };
const b: Name = { kind: 'argument', index: 1 };
const third: Name = { kind: 'argument', index: 2 };
const fourth: Name = { kind: 'argument', index: 3 };
const fifth: Name = { kind: 'argument', index: 4 };
const c: Name = { kind: 'result', index: 0 };
const d: Name = { kind: 'result', index: 1 };
const e: Name = { kind: 'result', index: 2 };
const f: Name = { kind: 'result', index: 3 };
const g: Name = { kind: 'result', index: 4 };

const one: Weight = { j: 0, k: 0, one: 1 };
const byJ: Weight = { j: 1, k: 0, one: 0 };
const zero: Expression = { op: 'zero' };
/** x_k */
const at = (series: Name): Expression => ({ op: 'at', series });
/** x_0 */
const head = (series: Name): Expression => ({ op: 'head', series });
/** Σ_{j=from..k−to} w(j)·x_j·y_{k−j} */
const sum = (x: Name, y: Name, from: number, to: number, weight: Weight): Expression => ({ op: 'sum', x, y, from, to, weight });
/** Σ_{j=from..k−from} x_j·x_{k−j} */
const square = (x: Name, from: number): Expression => ({ op: 'square', x, from });
const add = (left: Expression, right: Expression): Expression => ({ op: 'add', left, right });
const sub = (left: Expression, right: Expression): Expression => ({ op: 'sub', left, right });
const mul = (left: Expression, right: Expression): Expression => ({ op: 'mul', left, right });
const div = (left: Expression, right: Expression): Expression => ({ op: 'div', left, right });
const neg = (of: Expression): Expression => ({ op: 'neg', of });
/** v/k */
const perK = (of: Expression): Expression => ({ op: 'perK', of });
const scale = (by: number, of: Expression): Expression => ({ op: 'scale', by, of });
const integer = (value: number): Expression => ({ op: 'integer', value });
const pi: Expression = { op: 'pi' };
const pair = (name: PairHead): Expression => ({ op: 'pair', head: name, left: a0, right: b0 });
const apply = (name: HeadName, of: Expression): Expression => ({ op: 'apply', head: name, of });

const ordered = (left: Expression, right: Expression): Expression => ({ op: 'ordered', left, right });

const rule = (name: string, count: number, heads: Expression[], next: Expression[]): Rule => ({
  name,
  arguments: count,
  heads,
  next,
});

const piecewise = (name: PiecewiseName, of: Expression): Expression => ({ op: 'piecewise', head: name, of });
const choose = (by: Name, negative: Expression, positive: Expression): Expression => ({ op: 'choose', by, negative, positive });
const select = (test: Expression, yes: Expression, no: Expression): Expression => ({ op: 'select', test, yes, no });

const a0 = head(a);
const b0 = head(b);
const c0 = head(c);
const d0 = head(d);
const e0 = head(e);
const g0 = head(g);
/** (1/k) Σ_{j=1..k−1} j·x_j·y_{k−j}: what x'·y leaves once its newest term x_k·y_0 is taken out. */
const older = (x: Name, y: Name): Expression => perK(sum(x, y, 1, 1, byJ));
/** (1/k) Σ_{j=1..k} j·x_j·y_{k−j}: the coefficient of ∫ x' y. */
const newest = (x: Name, y: Name): Expression => perK(sum(x, y, 1, 0, byJ));

/**
 * The roots √(1 − a²), √(a² − 1) and √(1 + a²) that the derivatives of arcsin, arcosh and arsinh divide by. On complex numbers the product of two roots follows
 * the cuts of these functions (Kahan 1987), the root of the product does not; written as differences from constants they keep the sign of a zero, which is the
 * side of a cut.
 */
const rootOfAsin: Expression = ordered(
  apply('sqrt', mul(sub(integer(1), a0), add(integer(1), a0))),
  mul(apply('sqrt', neg(sub(a0, integer(1)))), apply('sqrt', sub(a0, integer(-1)))),
);
const rootOfAcosh: Expression = ordered(
  apply('sqrt', mul(sub(a0, integer(1)), add(a0, integer(1)))),
  mul(apply('sqrt', sub(a0, integer(1))), apply('sqrt', sub(a0, integer(-1)))),
);
const rootOfAsinh: Expression = ordered(
  apply('sqrt', add(integer(1), apply('sqr', a0))),
  apply('sqrt', sub(apply('sqr', a0), integer(-1))),
);

/** A function that is constant between its jumps. */
const steps = (name: StepName): Rule => rule(name, 1, [piecewise(name, a0)], [{ op: 'flat', head: name, of: a }]);

/** A branch of Lambert's W: e c' = a', e = (1 + c) d, d = exp c. */
const branch = (name: 'lambertW' | 'lambertWm1'): Rule =>
  rule(
    name,
    1,
    [apply(name, a0), apply('exp', c0), mul(add(integer(1), c0), d0)],
    [div(sub(at(a), older(c, e)), e0), newest(c, d), add(at(d), sum(c, d, 0, 0, one))],
  );

/** Names of the rules of fixed shape. */
export type RuleName =
  | 'neg'
  | 'add'
  | 'sub'
  | 'addConstant'
  | 'subConstant'
  | 'subFromConstant'
  | 'mulConstant'
  | 'divConstant'
  | 'mul'
  | 'div'
  | 'constantDiv'
  | 'sqr'
  | 'sqrt'
  | 'cbrt'
  | 'exp'
  | 'exp2'
  | 'exp10'
  | 'expm1'
  | 'log'
  | 'log2'
  | 'log10'
  | 'log1p'
  | 'raise'
  | 'raiseConstant'
  | 'exponential'
  | 'sincos'
  | 'sinhcosh'
  | 'tan'
  | 'tanh'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'asinh'
  | 'acosh'
  | 'atanh'
  | 'sinpicospi'
  | 'tanpi'
  | 'gaussian'
  | 'erf'
  | 'erfc'
  | 'sigmoid'
  | 'lambertW'
  | 'lambertWm1'
  | 'atan2'
  | 'hypot'
  | 'keplerE'
  | PiecewiseName
  | 'min'
  | 'max'
  | 'select';

/** Rules of fixed shape, by name. Where a formula uses c and d, c is the result and d the companion carried beside it. */
export const rules: Readonly<Record<RuleName, Rule>> = {
  neg: rule('neg', 1, [neg(a0)], [neg(at(a))]),
  add: rule('add', 2, [add(a0, b0)], [add(at(a), at(b))]),
  sub: rule('sub', 2, [sub(a0, b0)], [sub(at(a), at(b))]),
  // With a constant only the constant term mixes.
  addConstant: rule('addConstant', 2, [add(a0, b0)], [at(a)]),
  subConstant: rule('subConstant', 2, [sub(a0, b0)], [at(a)]),
  subFromConstant: rule('subFromConstant', 2, [sub(a0, b0)], [neg(at(b))]),
  mulConstant: rule('mulConstant', 2, [mul(a0, b0)], [mul(at(a), b0)]),
  divConstant: rule('divConstant', 2, [div(a0, b0)], [div(at(a), b0)]),

  // c_k = Σ_{j=0..k} a_j b_{k−j}
  mul: rule('mul', 2, [mul(a0, b0)], [sum(a, b, 0, 0, one)]),
  // c b = a  ⇒  c_k = (a_k − Σ_{j=1..k} b_j c_{k−j}) / b_0
  div: rule('div', 2, [div(a0, b0)], [div(sub(at(a), sum(b, c, 1, 0, one)), b0)]),
  // the same with a_k = 0
  constantDiv: rule('constantDiv', 2, [div(a0, b0)], [neg(div(sum(b, c, 1, 0, one), b0))]),
  sqr: rule('sqr', 1, [apply('sqr', a0)], [square(a, 0)]),
  // c² = a  ⇒  c_k = (a_k − Σ_{j=1..k−1} c_j c_{k−j}) / (2 c_0)
  sqrt: rule('sqrt', 1, [apply('sqrt', a0)], [div(sub(at(a), square(c, 1)), scale(2, c0))]),
  // a c' = a' c / 3  ⇒  3 k a_0 c_k = Σ_{j=1..k} (4j − 3k) a_j c_{k−j}
  cbrt: rule('cbrt', 1, [apply('cbrt', a0)], [div(perK(sum(a, c, 1, 0, { j: 4, k: -3, one: 0 })), scale(3, a0))]),

  // c' = a' c  ⇒  k c_k = Σ_{j=1..k} j a_j c_{k−j}
  exp: rule('exp', 1, [apply('exp', a0)], [newest(a, c)]),
  // c' = d a' c with the constant d = ln 2 (ln 10)
  exp2: rule('exp2', 1, [apply('exp2', a0), apply('log', integer(2))], [mul(newest(a, c), d0), zero]),
  exp10: rule('exp10', 1, [apply('exp10', a0), apply('log', integer(10))], [mul(newest(a, c), d0), zero]),
  // c' = a' (1 + c): only c_0 differs from exp, and d_0 = e^{a_0} stands in for 1 + c_0 where c_0 enters
  expm1: rule('expm1', 1, [apply('expm1', a0), apply('exp', a0)], [add(older(a, c), mul(at(a), d0)), zero]),
  // a c' = a'  ⇒  c_k = (a_k − (1/k) Σ_{j=1..k−1} j c_j a_{k−j}) / a_0
  log: rule('log', 1, [apply('log', a0)], [div(sub(at(a), older(c, a)), a0)]),
  // a c' = a'/d with the constant d = ln 2 (ln 10)
  log2: rule('log2', 1, [apply('log2', a0), apply('log', integer(2))], [div(sub(div(at(a), d0), older(c, a)), a0), zero]),
  log10: rule('log10', 1, [apply('log10', a0), apply('log', integer(10))], [div(sub(div(at(a), d0), older(c, a)), a0), zero]),
  // (1 + a) c' = a', with the constant d = 1 + a_0
  log1p: rule('log1p', 1, [apply('log1p', a0), add(integer(1), a0)], [div(sub(at(a), older(c, a)), d0), zero]),

  // e = a^b by c = log a and d = b c: e' = d' e as for exp, but a^b has a value at a = 0 where log a has none
  raise: rule(
    'raise',
    2,
    [apply('log', a0), mul(c0, b0), { op: 'raise', base: a0, exponent: b0 }],
    [div(sub(at(a), older(c, a)), a0), sum(c, b, 0, 0, one), newest(d, e)],
  ),
  // the same for a constant b
  raiseConstant: rule(
    'raiseConstant',
    2,
    [apply('log', a0), mul(c0, b0), { op: 'raise', base: a0, exponent: b0 }],
    [div(sub(at(a), older(c, a)), a0), mul(at(c), b0), newest(d, e)],
  ),
  // the same for a constant a > 0: 3^b is 9 for b = 2, which e^{b ln 3} need not be
  exponential: rule(
    'exponential',
    2,
    [apply('log', a0), mul(c0, b0), { op: 'raise', base: a0, exponent: b0 }],
    [zero, mul(at(b), c0), newest(d, e)],
  ),

  // s' = a' c, c' = −a' s
  sincos: rule('sincos', 1, [apply('sin', a0), apply('cos', a0)], [newest(a, d), neg(newest(a, c))]),
  // s' = a' c, c' = a' s
  sinhcosh: rule('sinhcosh', 1, [apply('sinh', a0), apply('cosh', a0)], [newest(a, d), newest(a, c)]),
  // c' = a' d, d = 1 + c²
  tan: rule('tan', 1, [apply('tan', a0), add(integer(1), apply('sqr', apply('tan', a0)))], [newest(a, d), square(c, 0)]),
  // c' = a' d, d = 1 − c², started as 1/cosh² so that it keeps its digits where c is near ±1
  tanh: rule('tanh', 1, [apply('tanh', a0), div(integer(1), apply('sqr', apply('cosh', a0)))], [newest(a, d), neg(square(c, 0))]),
  // d c' = a', d² = 1 − a²  ⇒  d_k = −(Σ_{j=0..k} a_j a_{k−j} + Σ_{j=1..k−1} d_j d_{k−j}) / (2 d_0)
  asin: rule(
    'asin',
    1,
    [apply('asin', a0), rootOfAsin],
    [div(sub(at(a), older(c, d)), d0), neg(div(add(square(a, 0), square(d, 1)), scale(2, d0)))],
  ),
  // d c' = −a', d² = 1 − a²
  acos: rule(
    'acos',
    1,
    [apply('acos', a0), rootOfAsin],
    [neg(div(add(at(a), older(c, d)), d0)), neg(div(add(square(a, 0), square(d, 1)), scale(2, d0)))],
  ),
  // d c' = a', d = 1 + a²
  atan: rule('atan', 1, [apply('atan', a0), add(integer(1), apply('sqr', a0))], [div(sub(at(a), older(c, d)), d0), square(a, 0)]),
  // d c' = a', d² = 1 + a²
  asinh: rule(
    'asinh',
    1,
    [apply('asinh', a0), rootOfAsinh],
    [div(sub(at(a), older(c, d)), d0), div(sub(square(a, 0), square(d, 1)), scale(2, d0))],
  ),
  // d c' = a', d² = a² − 1
  acosh: rule(
    'acosh',
    1,
    [apply('acosh', a0), rootOfAcosh],
    [div(sub(at(a), older(c, d)), d0), div(sub(square(a, 0), square(d, 1)), scale(2, d0))],
  ),
  // d c' = a', d = 1 − a²
  atanh: rule(
    'atanh',
    1,
    [apply('atanh', a0), mul(sub(integer(1), a0), add(integer(1), a0))],
    [div(sub(at(a), older(c, d)), d0), neg(square(a, 0))],
  ),

  // c = s a, with s the sign of the series a
  abs: rule('abs', 1, [piecewise('abs', a0)], [choose(a, neg(at(a)), at(a))]),
  sign: steps('sign'),
  floor: steps('floor'),
  ceil: steps('ceil'),
  round: steps('round'),
  trunc: steps('trunc'),
  step: steps('step'),
  // of a, b and their difference a − b
  min: rule('min', 3, [{ op: 'min', left: a0, right: b0 }], [choose(third, at(a), at(b))]),
  max: rule('max', 3, [{ op: 'max', left: a0, right: b0 }], [choose(third, at(b), at(a))]),
  // b where a is true, 1, and the third where it is false, 0. The truth has other coefficients only where it jumps: nothing is known then of them
  // nor of the result, to which they are added.
  select: rule('select', 3, [select(a0, b0, head(third))], [add(select(a0, at(b), at(third)), at(a))]),

  // s' = π a' c, c' = −π a' s
  sinpicospi: rule(
    'sinpicospi',
    1,
    [apply('sinpi', a0), apply('cospi', a0), pi],
    [mul(newest(a, d), e0), neg(mul(newest(a, c), e0)), zero],
  ),
  // c' = π a' d, d = 1 + c²
  tanpi: rule(
    'tanpi',
    1,
    [apply('tanpi', a0), add(integer(1), apply('sqr', apply('tanpi', a0))), pi],
    [mul(newest(a, d), e0), square(c, 0), zero],
  ),
  // d = exp c with c = −a²
  gaussian: rule('gaussian', 1, [neg(apply('sqr', a0)), apply('gaussian', a0)], [neg(square(a, 0)), newest(c, d)]),
  // c' = a' e with e = 2/√π·exp d and d = −a²
  erf: rule(
    'erf',
    1,
    [apply('erf', a0), neg(apply('sqr', a0)), mul(div(integer(2), apply('sqrt', pi)), apply('gaussian', a0))],
    [newest(a, e), neg(square(a, 0)), newest(d, e)],
  ),
  erfc: rule(
    'erfc',
    1,
    [apply('erfc', a0), neg(apply('sqr', a0)), mul(div(integer(2), apply('sqrt', pi)), apply('gaussian', a0))],
    [neg(newest(a, e)), neg(square(a, 0)), newest(d, e)],
  ),
  // c' = a' d, d = c(1 − c)  ⇒  d_k = (1 − 2c_0) c_k − Σ_{j=1..k−1} c_j c_{k−j}, with the constant e = 1 − 2c_0 = −tanh(a_0/2)
  sigmoid: rule(
    'sigmoid',
    1,
    [apply('sigmoid', a0), mul(apply('sigmoid', a0), apply('sigmoid', neg(a0))), neg(apply('tanh', scale(0.5, a0)))],
    [newest(a, d), sub(mul(at(c), e0), square(c, 1)), zero],
  ),
  lambertW: branch('lambertW'),
  lambertWm1: branch('lambertWm1'),
  // d c' = a' b − b' a, d = a² + b²
  atan2: rule(
    'atan2',
    2,
    [pair('atan2'), add(apply('sqr', a0), apply('sqr', b0))],
    [div(sub(sub(newest(a, b), newest(b, a)), older(c, d)), d0), add(square(a, 0), square(b, 0))],
  ),
  // c² = a² + b²
  hypot: rule('hypot', 2, [pair('hypot')], [div(sub(add(square(a, 0), square(b, 0)), square(c, 1)), scale(2, c0))]),
  // c − a sin c = b: (1 − f) c' = b' + a' d with d = sin c, e = cos c, f = a e, and the constant g = 1 − f_0 = (1 − a_0) + 2 a_0 sin²(c_0/2)
  keplerE: rule(
    'keplerE',
    2,
    [
      pair('keplerE'),
      apply('sin', c0),
      apply('cos', c0),
      mul(a0, head(e)),
      add(sub(integer(1), a0), mul(a0, scale(2, apply('sqr', apply('sin', scale(0.5, c0)))))),
    ],
    [div(add(add(at(b), newest(a, d)), older(c, f)), g0), newest(c, e), neg(newest(c, d)), sum(a, e, 0, 0, one), zero],
  ),
};

const result = (index: number): Name => ({ kind: 'result', index });
const indexed = (name: IndexedHead, index: number): Expression => ({ op: 'indexed', head: name, index, of: a0 });

/** A rule, and which of its results is the wanted one. */
export interface Ladder {
  readonly rule: Rule;
  readonly result: number;
}

/**
 * Functions f_first, f_{first+1}, …, f_last of which the derivative of each is made of its neighbors. From rung to rung one order is lost, so that what is
 * not within reach of the wanted one needs only its constant term.
 */
function ladder(
  name: IndexedHead,
  n: number,
  order: number,
  lowest: number,
  next: (m: number, rung: (m: number) => Name) => Expression,
): Ladder {
  const first = Math.max(lowest, n - order);
  const rungs = Array.from({ length: n + order - first + 1 }, (_, i) => first + i);
  const rung = (m: number): Name => result(m - first);
  return {
    rule: rule(
      `${name} ${n} to ${order}`,
      1,
      rungs.map((m) => indexed(name, m)),
      rungs.map((m) => (Math.abs(m - n) < order ? next(m, rung) : zero)),
    ),
    result: n - first,
  };
}

/** J_n(a): J_m' = (J_{m−1} − J_{m+1})/2·a', and J_0' = −J_1 a' (Abramowitz and Stegun, 9.1.27). No division by a, which may vanish. */
export function besselRule(n: number, order: number): Ladder {
  return ladder('besselJ', n, order, 0, (m, rung) =>
    m === 0 ? neg(newest(a, rung(1))) : scale(0.5, sub(newest(a, rung(m - 1)), newest(a, rung(m + 1)))),
  );
}

/** j_n(a), of which j_0 is sin(a)/a: (2m + 1) j_m' = (m j_{m−1} − (m + 1) j_{m+1}) a' (10.1.20). Here too a may vanish. */
export function sphericalRule(n: number, order: number): Ladder {
  return ladder('sphericalJ', n, order, 0, (m, rung) =>
    m === 0
      ? neg(newest(a, rung(1)))
      : div(sub(scale(m, newest(a, rung(m - 1))), scale(m + 1, newest(a, rung(m + 1)))), integer(2 * m + 1)),
  );
}

/** L_n(a), the n-th Taylor coefficient of ln Γ at a: L_m' = (m + 1) L_{m+1} a'. Γ obeys no algebraic differential equation (Hölder). */
export function lgammaRule(n: number, order: number): Ladder {
  const { heads, next } = lgammaRungs(n, order);
  return { rule: rule(`lgamma ${n} to ${order}`, 1, heads, next), result: 0 };
}

function lgammaRungs(n: number, order: number): { heads: Expression[]; next: Expression[] } {
  const rungs = Array.from({ length: order + 1 }, (_, i) => n + i);
  return {
    heads: rungs.map((m) => indexed('lgammaCoefficient', m)),
    next: rungs.map((m, i) => (i < order ? scale(m + 1, newest(a, result(i + 1))) : zero)),
  };
}

/**
 * c = Γ(a), the last result: c' = c d' with d = ln Γ(a), and its derivatives as above. The constant term of d counts nowhere; ψ(a_0), defined where Γ(a_0) is, holds
 * its place.
 */
export function gammaRule(_: number, order: number): Ladder {
  const { heads, next } = lgammaRungs(0, order);
  const last = result(order + 1);
  return {
    rule: rule(
      `gamma to ${order}`,
      1,
      [indexed('lgammaCoefficient', 1), ...heads.slice(1), indexed('gamma', 0)],
      [...next, order === 0 ? zero : newest(result(0), last)],
    ),
    result: order + 1,
  };
}

/** c a = 1  ⇒  c_k = −(Σ_{j=1..k} a_j c_{k−j})/a_0 */
const recip: Rule = rule('recip', 1, [div(integer(1), a0)], [neg(div(sum(a, c, 1, 0, one), a0))]);

/**
 * a^(p/q) for a constant rational exponent: a c' = r a' c  ⇒  q k a_0 c_k = Σ_{j=1..k} ((p+q) j − q k) a_j c_{k−j}.
 *
 * The newest term stands by itself, and what does not depend on k is carried: c_k = (Σ_{j=1..k−1} …)·(e/k) + a_k d with d = p c_0/(q a_0) and
 * e = 1/(q a_0). Two operations then lead from a_k to c_k, and no quotient has to be waited for.
 *
 * The weights must be exact, so `canRaise` says whether an exponent is small enough for an order.
 *
 * 1/a is a quotient: rounded reciprocals are wrong by the same part at every step, which quotients are not.
 */
export function powRule(exponent: Rational): Rule {
  if (exponent.num === -1n && exponent.den === 1n) return recip;
  const p = Number(exponent.num);
  const q = Number(exponent.den);
  const start: Expression = q === 1 ? { op: 'powInteger', exponent: p, of: a0 } : { op: 'pow', exponent, of: a0 };
  // e a_0 = 1/q where that is a double; a rounded third would be wrong by the same part at every step
  const isDouble = (exponent.den & (exponent.den - 1n)) === 0n;
  const [carried, share] = isDouble ? [scale(q, a0), perK(e0)] : [a0, div(perK(e0), integer(q))];
  return rule(
    `pow(${exponent.num}/${exponent.den})`,
    1,
    [start, div(scale(p, c0), scale(q, a0)), div(integer(1), carried)],
    [add(mul(sum(a, c, 1, 1, { j: p + q, k: -q, one: 0 }), share), mul(at(a), d0)), zero, zero],
  );
}

const givenRules = new WeakMap<GivenFunction, Rule>();

/**
 * c = f(a) for a function that a caller gives: b c' = a' d with d = p c + q, where b, p = `third` and q = `fourth` are the coefficients of its equation along a,
 * as series. Its value at a_0 no equation tells.
 */
export function givenRule(f: GivenFunction): Rule {
  let made = givenRules.get(f);
  if (made === undefined) {
    made = rule(
      `${f.name} ${f.serial}`,
      4,
      [{ op: 'given', f, of: [a, b, third, fourth] }, add(mul(head(third), c0), head(fourth))],
      [div(sub(newest(a, d), older(c, b)), b0), add(sum(third, c, 0, 0, one), at(fourth))],
    );
    givenRules.set(f, made);
  }
  return made;
}

/**
 * a·p + b·q for a and b that differ by a constant, so that a_j = b_j for j ≥ 1: c_k = Σ_{j=1..k} a_j s_{k−j} + (a_0 p_k + b_0 q_k) with s = p + q. One sum of products in place
 * of two, and none that cancels. Arguments: a, b, p, q, s.
 */
export const shiftedRule: Rule = rule(
  'shifted',
  5,
  [add(mul(a0, head(third)), mul(b0, head(fourth)))],
  [add(sum(a, fifth, 1, 0, one), add(mul(at(third), a0), mul(at(fourth), b0)))],
);

/** Whether the weights of `powRule(exponent)` stay exact integers in a double up to `order`. */
export function canRaise(exponent: Rational, order: number): boolean {
  const size = (exponent.num < 0n ? -exponent.num : exponent.num) + 2n * exponent.den;
  return size * BigInt(order + 1) < 9007199254740992n; // 2^53
}

/**
 * a^n for an integer n ≥ 2 from smaller powers: a^n = (a^{n/2})² for even n, a^{n−1}·a for odd n. The recurrence is that of the product, but the
 * start is the power itself, which an interval encloses more tightly than a product of powers. Arguments: the smaller power, and a.
 */
export function powerRule(n: number): Rule {
  const start: Expression = { op: 'powInteger', exponent: n, of: b0 };
  return rule(`power${n}`, 2, [start], [n % 2 === 0 ? square(a, 0) : sum(a, b, 0, 0, one)]);
}

/** A rule applied to constants: the later coefficients of the results are zero and stay so. */
export function headsOf(rule: Rule): Rule {
  return { ...rule, name: `${rule.name} of a constant`, next: rule.heads.map(() => zero) };
}
