import { type GivenFunction, type IndexedHead, type PairHead, unknownFunction } from '../algebra/algebra.js';
import { noteUnbounded } from '../algebra/interval.js';
import { COM, DAC, type Decoration, deserved, TRV } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { type Rational, rational } from '../rounding/rational.js';
import { applyRule } from '../series/apply.js';
import { powRule } from '../series/families.js';
import { isLadder, ladders, ruleOfHead, rungOf, type SmoothName } from '../series/functions.js';
import { rules } from '../series/recurrence.js';
import type { Rule } from '../series/rule.js';
import type { Series } from '../series/series.js';
import { variable } from '../series/variable.js';
import type { Outer } from './composition.js';
import type { Model } from './model.js';
import { intervalAt, intervals } from './polynomial.js';

/** The value of a kernel over a box, and its decoration. */
function valueOver(
  box: readonly Interval[],
  kernel: (m: Float64Array, out: number, at: readonly number[]) => void,
): { value: Interval; decoration: Decoration } {
  const m = new Float64Array(2 * (box.length + 1));
  box.forEach(({ lo, hi }, i) => {
    m[2 * (i + 1)] = lo;
    m[2 * (i + 1) + 1] = hi;
  });
  intervals.decoration = COM;
  kernel(m, 0, [2, 4]);
  noteUnbounded(intervals, m);
  return { value: intervalAt(m, 0), decoration: intervals.decoration };
}

/** A function by its kernel and by its rule in the recurrence table, which depends on the order for some. */
function byRule(
  kernel: (m: Float64Array, out: number, at: readonly number[]) => void,
  ruleOf: (order: number) => { readonly rule: Rule; readonly result: number },
): Outer {
  return {
    value: (box) => valueOver(box, kernel),
    coefficients: (box, active, space) => {
      const { rule, result } = ruleOf(space.order);
      const args = box.map(({ lo, hi }, i) => {
        const row = new Float64Array(2 * space.size);
        row[0] = lo;
        row[1] = hi;
        const v = active.indexOf(i);
        // monomial 1 + v is variable v
        if (v >= 0) row.fill(1, 2 * (1 + v), 2 * (1 + v) + 2);
        return row;
      });
      const shape = space.variables === 1 ? space.order : space;
      const m = applyRule(intervals, rule, result, shape, args);
      return Array.from({ length: space.size }, (_, i) => intervalAt(m, 2 * i));
    },
  };
}

/** A smooth function of the table with one argument. */
export function smoothFunction(name: SmoothName): Outer {
  if (isLadder(name)) return rung(...rungOf[name]);
  const kernel = intervals.heads[name] ?? unknownFunction(name, intervals);
  const [rule, result] = ruleOfHead[name];
  return byRule(
    (m, out, [a = 0]) => kernel(m, out, a),
    () => ({ rule, result }),
  );
}

/** The n-th function of a ladder. */
export function rung(head: IndexedHead, n: number): Outer {
  const kernel = intervals.indexed?.[head] ?? unknownFunction(head, intervals);
  return byRule(
    (m, out, [a = 0]) => kernel(m, out, a, n),
    (order) => ladders[head](n, order),
  );
}

/** A function of the table with two arguments. */
export function pairFunction(name: PairHead): Outer {
  const kernel = intervals.pairs?.[name] ?? unknownFunction(name, intervals);
  return byRule(
    (m, out, [a = 0, b = 0]) => kernel(m, out, a, b),
    () => ({ rule: rules[name], result: 0 }),
  );
}

/** a^r for an exact exponent that `canRaise` allows. */
export function powerFunction(exponent: Rational): Outer {
  const { num, den } = exponent;
  return byRule(
    (m, out, [a = 0]) => {
      if (den === 1n) intervals.powInteger(m, out, a, Number(num));
      else intervals.pow(m, out, a, exponent);
    },
    () => ({ rule: powRule(exponent), result: 0 }),
  );
}

/** 1/a. */
export const reciprocal: Outer = powerFunction(rational(-1n));

/** a^b. */
export const raised: Outer = byRule(
  (m, out, [a = 0, b = 0]) => intervals.raise(m, out, a, b),
  () => ({ rule: rules.raise, result: 2 }),
);

/** A function that a caller gives, whose equation is singular where its coefficient b may vanish or have no value. */
export function givenFunction(f: GivenFunction, { bound, decoration }: Model): Outer {
  const isSingular = decoration < DAC || (bound.lo <= 0 && bound.hi >= 0);
  return {
    value: (box) => {
      const value = f.valueAt(box[0]!) as Interval;
      return { value, decoration: isSingular ? TRV : deserved(value.lo, value.hi) };
    },
    coefficients: ([x], _, space) => {
      try {
        const along = f.valueAt(variable(x!, { order: space.order })) as Series<Interval>;
        return along.coefficients;
      } catch (error) {
        // b over x is wider than it is known to be: of derivatives the equation says nothing then
        if (error instanceof RangeError) return new Array<Interval>(space.size).fill(Interval.entire);
        throw error;
      }
    },
  };
}
