import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Rational } from '../rounding/rational.js';
import { applyRule } from './apply.js';
import { type Block, blockOf, commonMonomial, rearranged } from './block.js';
import { type Rule, rules } from './recurrence.js';
import { Space } from './space.js';

/**
 * a/b in many variables, where b may be x^α times a series that does not vanish at the center, if x^α divides a too: it is divided out of both, and
 * the quotient is known to an order lower by |α|.
 *
 * @throws RangeError where b vanishes at the center otherwise; `center` is for the message
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
  const unit = lowered(algebra, b, divisor);
  const dividend = commonMonomial(algebra, a) ?? divisor;
  if (unit === undefined || algebra.magnitude(unit.memory, 0) === 0 || divisor.some((e, v) => e > dividend[v]!)) {
    throw new RangeError(
      `div: expected a divisor that does not vanish at the center ${center}, or a monomial that also divides the dividend, got one that vanishes ` +
        'there; expand at another point',
    );
  }
  const above = lowered(algebra, a, divisor)!;
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
    // O(‖x‖^{n+1})^{p/q} is O(‖x‖^{(n+1)p/q}): nothing is known from there on
    const order = Math.ceil(((a.space.order + 1) * p) / q) - 1;
    return blockOf(algebra, Space.of(a.space.variables, order), () => {});
  }
  const unit = monomial && lowered(algebra, a, monomial);
  const isWhole = monomial?.every((e) => e === 0 || (p > 0 && (e * p) % q === 0));
  if (unit === undefined || algebra.magnitude(unit.memory, 0) === 0 || !isWhole) {
    throw new RangeError(
      `${where}: expected a series that does not vanish at the center ${center}, or a monomial of which the power is one, got one that vanishes ` +
        'there; expand at another point',
    );
  }
  const root = { memory: applyRule(algebra, rule, 0, unit.space, [unit.memory]), space: unit.space };
  const raised = monomial!.map((e) => (e * p) / q);
  const order = unit.space.order + raised.reduce((sum, e) => sum + e, 0);
  return rearranged(algebra, root, order, (e) => e.map((n, v) => n - raised[v]!));
}

/** a/x^α, where x^α divides a: known to an order lower by |α|; undefined where nothing is left of the order. */
function lowered<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, alpha: readonly number[]): Block<M> | undefined {
  const order = a.space.order - alpha.reduce((sum, e) => sum + e, 0);
  return order < 0 ? undefined : rearranged(algebra, a, order, (e) => e.map((n, v) => n + alpha[v]!));
}
