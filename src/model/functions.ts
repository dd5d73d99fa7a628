import type { PairHead } from '../algebra/algebra.js';
import { numberSteps, type StepName } from '../algebra/order.js';
import { Interval } from '../interval/interval.js';
import { type Rational, rational } from '../rounding/rational.js';
import { canRaise } from '../series/families.js';
import { type IndexedName, type SmoothName, startOf, type UnaryName } from '../series/functions.js';
import { add, divByConstant, integerPower, known, mul, neg, sqr, sub } from './arithmetic.js';
import { composed } from './composition.js';
import type { Domain } from './domain.js';
import { constantOf, type Model } from './model.js';
import { pairFunction, powerFunction, raised, reciprocal, rung, smoothFunction } from './outer.js';
import { abs, max, min, stepped } from './piecewise.js';
import { intervalAt, intervals } from './polynomial.js';

/** A function of one argument. */
export function unary(name: UnaryName, a: Model): Model {
  if (name === 'neg') return neg(a);
  if (name === 'sqr') return sqr(a);
  if (name === 'abs') return abs(a);
  if (Object.hasOwn(numberSteps, name)) return stepped(name as StepName, a);
  return composed(smoothFunction(name as SmoothName), [a]);
}

/** A function of two arguments, but for those of which one is a whole number. */
export type BinaryName = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | PairHead;

export function binary(name: BinaryName, a: Model, b: Model): Model {
  switch (name) {
    case 'add':
      return add(a, b);
    case 'sub':
      return sub(a, b);
    case 'mul':
      return mul(a, b);
    case 'div':
      return div(a, b);
    case 'min':
      return min(a, b);
    case 'max':
      return max(a, b);
    default:
      return composed(pairFunction(name), [a, b]);
  }
}

function div(a: Model, b: Model): Model {
  if (b.isConstant) return divByConstant(a, b);
  return known(mul(a, composed(reciprocal, [b])), a.bound.div(b.bound));
}

/** a^r for an exact number r. */
export function power(a: Model, r: Rational): Model {
  const { num, den } = r;
  // 1 where there is a base
  if (num === 0n) return a.bound.isEmpty() ? a : constantOf(a.domain, new Interval(1, 1), a.decoration);
  if (den === 1n && num > 0n) return integerPower(a, num);
  if (canRaise(r, a.domain.space.order + 1)) return composed(powerFunction(r), [a]);
  // a whole exponent has a value at a negative base too, however long it is
  if (den === 1n) return composed(reciprocal, [integerPower(a, -num)]);
  return raise(a, constant(a.domain, r));
}

/** a^b */
export function raise(a: Model, b: Model): Model {
  return composed(raised, [a, b]);
}

/** A function that takes a whole number before its argument. */
export function indexed(name: IndexedName, n: number, a: Model): Model {
  const { head, index, factor } = startOf(name, n);
  const value = composed(rung(head, index), [a]);
  return factor === 1n ? value : mul(value, constant(a.domain, rational(factor)));
}

/** An exact number, or π. */
export function constant(domain: Domain, value: Rational | 'pi'): Model {
  const m = new Float64Array(2);
  if (value === 'pi') intervals.pi(m, 0);
  else intervals.rational(m, 0, value);
  return constantOf(domain, intervalAt(m, 0));
}
