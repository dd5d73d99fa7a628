import type { GivenFunction, IndexedHead } from '../algebra/algebra.js';
import type { Rational } from '../rounding/rational.js';
import {
  a,
  a0,
  add,
  at,
  b,
  b0,
  c,
  c0,
  d,
  d0,
  div,
  type Expression,
  e0,
  fifth,
  fourth,
  head,
  integer,
  mul,
  type Name,
  neg,
  newest,
  older,
  one,
  perK,
  type Rule,
  rule,
  scale,
  square,
  sub,
  sum,
  third,
  zero,
} from './rule.js';

/*
 * Rules that are made for a number, an order or a function that is given: powers, and ladders of functions of which the derivative of each is made of its
 * neighbors.
 */

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

/** b·a^(p/q) for a constant b by the recurrence of the power, which is linear. Arguments: a, b. */
export function scaledPowRule(exponent: Rational): Rule {
  const { name, heads, next } = powRule(exponent);
  return { name: `scaled ${name}`, arguments: 2, heads: [mul(heads[0]!, b0), ...heads.slice(1)], next };
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
