import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Rational } from '../rounding/rational.js';
import { applyRule } from './apply.js';
import { rules } from './recurrence.js';
import { cut, isInvertible, leading, lowered, type Row, raised, rowOf } from './row.js';
import type { Rule } from './rule.js';

/**
 * a/b, where b may start with t^v if a does too: t^v is divided out of both, and the quotient is known to an order lower by v.
 *
 * @throws RangeError where b vanishes, or starts with a higher power than a, which is a pole; `center` is for the message
 */
export function quotient<M extends Memory>(algebra: Algebra<unknown, M>, center: string, a: Row<M>, b: Row<M>): Row<M> {
  const order = Math.min(a.order, b.order);
  const v = leading(algebra, b);
  if (v === Infinity) {
    throw new RangeError(`div: expected a divisor with a nonzero coefficient, got one that is zero up to order ${b.order}`);
  }
  const u = Math.min(leading(algebra, a), a.order);
  if (u < v) {
    throw new RangeError(
      `div: expected a dividend that vanishes at the center ${center} to order ${v} as the divisor does, got one that vanishes to ` +
        `order ${u}; the quotient has a pole there, so expand at another point`,
    );
  }
  requireInvertible(algebra, 'div', b, v);
  const [above, below] = [a, b].map((row) => lowered(algebra, cut(algebra, row, order), v).memory) as [M, M];
  return { memory: applyRule(algebra, rules.div, 0, order - v, [above, below]), order: order - v };
}

/**
 * a^(p/q) by the recurrence `rule`, where a may start with t^v if p·v/q is a whole number ≥ 0: a^(p/q) = t^{pv/q}·(a/t^v)^(p/q), the branch that
 * is positive for small t > 0 where a is. The root of an exact zero is zero as far as it is known.
 *
 * @throws RangeError where the power has a pole or branches at the center
 */
export function power<M extends Memory>(
  algebra: Algebra<unknown, M>,
  where: string,
  center: string,
  a: Row<M>,
  rule: Rule,
  { num, den }: Rational,
): Row<M> {
  const v = leading(algebra, a);
  const [p, q] = [Number(num), Number(den)];
  if (v > 0 && p < 0) {
    throw new RangeError(
      `${where}: expected a series that does not vanish at the center ${center}, got one that does, and a negative power of it has a pole there; ` +
        'expand at another point',
    );
  }
  // O(t^{n+1})^{p/q} is O(t^{(n+1)p/q}): nothing is known from there on
  if (v === Infinity) return rowOf(algebra, Math.ceil(((a.order + 1) * p) / q) - 1, () => {});
  if ((v * p) % q !== 0) {
    throw new RangeError(
      `${where}: expected a series that starts at the center ${center} with a power t^v, v a multiple of ${q}, got t^${v}; the result branches ` +
        'there and has no Taylor series, so expand at another point',
    );
  }
  requireInvertible(algebra, where, a, v);
  const unit = lowered(algebra, a, v);
  return raised(algebra, { memory: applyRule(algebra, rule, 0, unit.order, [unit.memory]), order: unit.order }, (v * p) / q);
}

/** Throws where a logarithm is asked of a series that vanishes at the center. */
export function requireNonzero<M extends Memory>(algebra: Algebra<unknown, M>, where: string, center: string, a: Row<M>): void {
  if (leading(algebra, a) > 0) {
    throw new RangeError(
      `${where}: expected a series that does not vanish at the center ${center}, got one that does; the logarithm has no Taylor series there, so ` +
        'expand at another point',
    );
  }
  requireInvertible(algebra, where, a, 0);
}

/** Throws where coefficient v of a, the first that is not zero, has no reciprocal all the same, as a series that vanishes at its own center has none. */
function requireInvertible<M extends Memory>(algebra: Algebra<unknown, M>, where: string, a: Row<M>, v: number): void {
  if (isInvertible(algebra, a.memory, v * algebra.width)) return;
  throw new RangeError(
    `${where}: expected a series whose first coefficient has a reciprocal, got ${algebra.read(a.memory, v * algebra.width)}; ` +
      'expand at another point',
  );
}
