import type { GivenFunction, HeadName, IndexedHead, PairHead } from '../algebra/algebra.js';
import type { PiecewiseName, StepName } from '../algebra/order.js';
import type { Rational } from '../rounding/rational.js';

/**
 * How the k-th coefficient (k ≥ 1) of a function's results follows from the coefficients of its arguments up to k and of its results up to k − 1.
 *
 * A rule is data and never looks at k, at the type of a coefficient, or at the number of variables: the same rule computes numbers, encloses
 * them, computes homogeneous parts of many variables (k is then the degree, and Euler's operator plays the part of t·d/dt), and writes code.
 */
export interface Rule {
  readonly name: string;
  readonly arguments: number;
  /** Which argument is known to be real, where others may be complex. */
  readonly real?: number;
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

export const a: Name = { kind: 'argument', index: 0 };
export const b: Name = { kind: 'argument', index: 1 };
export const third: Name = { kind: 'argument', index: 2 };
export const fourth: Name = { kind: 'argument', index: 3 };
export const fifth: Name = { kind: 'argument', index: 4 };
export const c: Name = { kind: 'result', index: 0 };
export const d: Name = { kind: 'result', index: 1 };
export const e: Name = { kind: 'result', index: 2 };
export const f: Name = { kind: 'result', index: 3 };
const g: Name = { kind: 'result', index: 4 };

export const one: Weight = { j: 0, k: 0, one: 1 };
const byJ: Weight = { j: 1, k: 0, one: 0 };
export const zero: Expression = { op: 'zero' };
/** x_k */
export const at = (series: Name): Expression => ({ op: 'at', series });
/** x_0 */
export const head = (series: Name): Expression => ({ op: 'head', series });
/** Σ_{j=from..k−to} w(j)·x_j·y_{k−j} */
export const sum = (x: Name, y: Name, from: number, to: number, weight: Weight): Expression => ({
  op: 'sum',
  x,
  y,
  from,
  to,
  weight,
});
/** Σ_{j=from..k−from} x_j·x_{k−j} */
export const square = (x: Name, from: number): Expression => ({ op: 'square', x, from });
export const add = (left: Expression, right: Expression): Expression => ({ op: 'add', left, right });
export const sub = (left: Expression, right: Expression): Expression => ({ op: 'sub', left, right });
export const mul = (left: Expression, right: Expression): Expression => ({ op: 'mul', left, right });
export const div = (left: Expression, right: Expression): Expression => ({ op: 'div', left, right });
export const neg = (of: Expression): Expression => ({ op: 'neg', of });
/** v/k */
export const perK = (of: Expression): Expression => ({ op: 'perK', of });
export const scale = (by: number, of: Expression): Expression => ({ op: 'scale', by, of });
export const integer = (value: number): Expression => ({ op: 'integer', value });
export const pi: Expression = { op: 'pi' };
export const pair = (name: PairHead): Expression => ({ op: 'pair', head: name, left: a0, right: b0 });
export const apply = (name: HeadName, of: Expression): Expression => ({ op: 'apply', head: name, of });

export const ordered = (left: Expression, right: Expression): Expression => ({ op: 'ordered', left, right });

export const rule = (name: string, count: number, heads: Expression[], next: Expression[]): Rule => ({
  name,
  arguments: count,
  heads,
  next,
});

export const piecewise = (name: PiecewiseName, of: Expression): Expression => ({ op: 'piecewise', head: name, of });
export const choose = (by: Name, negative: Expression, positive: Expression): Expression => ({
  op: 'choose',
  by,
  negative,
  positive,
});
export const select = (test: Expression, yes: Expression, no: Expression): Expression => ({ op: 'select', test, yes, no });

export const a0: Expression = head(a);
export const b0: Expression = head(b);
export const c0: Expression = head(c);
export const d0: Expression = head(d);
export const e0: Expression = head(e);
export const g0: Expression = head(g);
/** (1/k) Σ_{j=1..k−1} j·x_j·y_{k−j}: what x'·y leaves once its newest term x_k·y_0 is taken out. */
export const older = (x: Name, y: Name): Expression => perK(sum(x, y, 1, 1, byJ));
/** (1/k) Σ_{j=1..k} j·x_j·y_{k−j}: the coefficient of ∫ x' y. */
export const newest = (x: Name, y: Name): Expression => perK(sum(x, y, 1, 0, byJ));

/** A rule applied to constants: the later coefficients of the results are zero and stay so. */
export function headsOf(rule: Rule): Rule {
  return { ...rule, name: `${rule.name} of a constant`, next: rule.heads.map(() => zero) };
}

/** A rule of which one argument is known to be real. */
export function withReal(rule: Rule, real: number): Rule {
  return { ...rule, name: `${rule.name} with real ${real}`, real };
}

/** Whether an expression has a whole k-th part for its value; constant terms and what is made of them alone have one coefficient. */
export function isPart(expression: Expression): boolean {
  switch (expression.op) {
    case 'at':
    case 'sum':
    case 'square':
    case 'choose':
    case 'flat':
      return true;
    case 'select':
      return isPart(expression.yes);
    case 'neg':
    case 'perK':
    case 'scale':
      return isPart(expression.of);
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return isPart(expression.left);
    default:
      return false;
  }
}
