import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Rational } from '../rounding/rational.js';
import { applyRule } from './apply.js';
import { type Block, blockOf, commonMonomial, shifted } from './block.js';
import { divided } from './long-division.js';
import { rules } from './recurrence.js';
import { isInvertible } from './row.js';
import type { Rule } from './rule.js';
import { Space } from './space.js';

/**
 * a/b in many variables. Where b is x^α times a series that does not vanish at the center and x^α divides a too, it is divided out of both, and the quotient is
 * known to an order lower by |α|; where b vanishes at the center otherwise it may divide a all the same (see `divided`).
 *
 * @throws RangeError where b does not divide a; `center` is for the message
 */
export function quotientOfBlocks<M extends Memory>(
  algebra: Algebra<unknown, M>,
  center: string,
  a: Block<M>,
  b: Block<M>,
): Block<M> {
  const divisor = commonMonomial(algebra, b);
  if (divisor === undefined) {
    throw new RangeError(`div: expected a divisor with a nonzero coefficient, got one that is zero up to order ${b.space.order}`);
  }
  const unit = shifted(algebra, b, opposite(divisor));
  if (unit === undefined || !isInvertible(algebra, unit.memory, 0)) {
    const result = divided(algebra, a, b);
    if (typeof result !== 'string') return result;
    throw new RangeError(
      `div: expected a divisor that does not vanish at the center ${center}, or one that divides the dividend, got one that vanishes there and ${result}; ` +
        'expand at another point',
    );
  }
  const dividend = commonMonomial(algebra, a) ?? divisor;
  if (divisor.some((e, v) => e > dividend[v]!)) {
    throw new RangeError(
      `div: expected a divisor that does not vanish at the center ${center}, or one that divides the dividend, got one that vanishes there and is a ` +
        'monomial that does not; expand at another point',
    );
  }
  const above = shifted(algebra, a, opposite(divisor))!;
  return { memory: applyRule(algebra, rules.div, 0, unit.space, [above.memory, unit.memory]), space: unit.space };
}

/**
 * a^(p/q) in many variables by the recurrence `rule`, where a may be x^α times a series that does not vanish at the center, if every α_i·p/q is a
 * whole number ≥ 0. The root of an exact zero is zero as far as it is known.
 *
 * @throws RangeError where the power has a pole or branches at the center
 */
export function powerOfBlock<M extends Memory>(
  algebra: Algebra<unknown, M>,
  where: string,
  center: string,
  a: Block<M>,
  rule: Rule,
  { num, den }: Rational,
): Block<M> {
  const [p, q] = [Number(num), Number(den)];
  const monomial = commonMonomial(algebra, a);
  if (monomial === undefined && p > 0) {
    return blockOf(algebra, Space.of(a.space.variables, degreeOfRoot(a.space, p, q), { weights: a.space.weights }), () => {});
  }
  const unit = monomial && shifted(algebra, a, opposite(monomial));
  const isWhole = monomial?.every((e) => e === 0 || (p > 0 && (e * p) % q === 0));
  if (unit === undefined || !isInvertible(algebra, unit.memory, 0) || !isWhole) {
    throw new RangeError(
      `${where}: expected a series that does not vanish at the center ${center}, or a monomial of which the power is one, got one that vanishes ` +
        `there; ${q === 1 ? 'the power has a pole' : '√(u²) is |u|, which has no Taylor series where u vanishes, and other roots branch'} there, so expand at another point`,
    );
  }
  const root = { memory: applyRule(algebra, rule, 0, unit.space, [unit.memory]), space: unit.space };
  return shifted(
    algebra,
    root,
    monomial!.map((e) => (e * p) / q),
  )!;
}

const opposite = (alpha: readonly number[]): number[] => alpha.map((e) => -e);

/**
 * The degree up to which a^(p/q) is zero for an a of which all is zero that a space keeps. What that leaves out has
 * deg α/(n + 1) + deg α/s ≥ 1 for s = min (c_v + 1)·w_v, hence the power has at least p/q there; without finite c_v the second term is none.
 */
function degreeOfRoot({ order, orders, weights }: Space, p: number, q: number): number {
  const s = Math.min(...orders.map((most, v) => (most + 1) * weights[v]!));
  const above = (order + 1) * p;
  return Math.ceil(s === Infinity ? above / q : (above * s) / (q * (s + order + 1))) - 1;
}
