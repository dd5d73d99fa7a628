import type { PiecewiseName, StepName } from '../algebra/order.js';
import {
  a,
  a0,
  add,
  apply,
  at,
  b,
  b0,
  c,
  c0,
  choose,
  d,
  d0,
  div,
  type Expression,
  e,
  e0,
  f,
  g0,
  head,
  integer,
  mul,
  neg,
  newest,
  older,
  one,
  ordered,
  pair,
  perK,
  pi,
  piecewise,
  type Rule,
  rule,
  scale,
  select,
  square,
  sub,
  sum,
  third,
  zero,
} from './rule.js';

/*
 * The recurrence table. Every elementary function obeys an ODE, and comparing coefficients of t^k in it gives the rule (Griewank and Walther, Evaluating
 * Derivatives, chapter 13; Jorba and Zou 2005, section 2).
 */

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
