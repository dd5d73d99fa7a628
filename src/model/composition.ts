import { DAC, type Decoration, weaker } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { Space } from '../series/space.js';
import { add, mul, sub } from './arithmetic.js';
import type { Domain } from './domain.js';
import { constantOf, type Model, modelOf, nowhere } from './model.js';
import { remainders } from './remainder.js';

/** A function g of some arguments, as it is known over intervals. */
export interface Outer {
  /** Its values over a box, with the decoration of this one operation. */
  value(box: readonly Interval[]): { readonly value: Interval; readonly decoration: Decoration };
  /**
   * Enclosures of ∂^β g/β! over a box, for |β| up to an order, in the numbering of a space in as many variables as arguments are `active`; the others are
   * constants.
   */
  coefficients(box: readonly Interval[], active: readonly number[], space: Space): readonly Interval[];
}

/**
 * g(f_1, …, f_m) for models of the f_i, by Taylor's theorem around numbers u_i in their bounds R_i, for some order k ≤ n + 1:
 *
 *     g(f) ∈ Σ_{|β| < k} g_β(u) (f − u)^β + Σ_{|β| = k} g_β(R) (R − u)^β,    g_β = ∂^β g/β!
 *
 * which holds where g is defined and continuous on R and its derivatives of order k are bounded there; a function with a kink has none that are. Of all such k the
 * one with the narrowest remainder is taken; k = 0 leaves the interval g(R). It is one and the same for all functions of the table (Makino, Berz 2003, section 3,
 * derive one for each).
 */
export function composed(g: Outer, args: readonly Model[]): Model {
  const { domain } = args[0]!;
  const ranges = args.map(({ bound }) => bound);
  if (ranges.some((range) => range.isEmpty())) return nowhere(domain);
  const { value, decoration: own } = g.value(ranges);
  const decoration = args.reduce((d, arg) => weaker(d, arg.decoration), own);
  const constant = constantOf(domain, value, decoration);
  const active = [...args.keys()].filter((i) => !args[i]!.isConstant);
  if (active.length === 0 || own < DAC || value.isEmpty() || active.some((i) => !ranges[i]!.isCommon())) return constant;

  const space = Space.of(active.length, domain.space.order + 1);
  const centers = active.map((i) => nearestIn(args[i]!.p[0]!, ranges[i]!));
  const at = ranges.map((range, i) => (active.includes(i) ? pointOf(centers[active.indexOf(i)]!) : range));
  const terms = g.coefficients(at, active, space);
  const rests = remainders({ g, ranges, active, centers, space, terms });
  const degree = narrowest(rests, value);
  if (degree === 0 || !terms.slice(0, space.first[degree]!).every((term) => term.isCommon())) return constant;
  const inner = active.map((i, a) => sub(args[i]!, constantOf(domain, pointOf(centers[a]!))));
  const sum = polynomialOf(domain, space, terms, inner, degree - 1);
  return modelOf(domain, sum.p, sum.remainder.add(rests[degree - 1]!), value, decoration);
}

function pointOf(x: number): Interval {
  return new Interval(x, x);
}

/** The number of an interval that is nearest to x. The constant term of a model need not be among its values. */
function nearestIn(x: number, { lo, hi }: Interval): number {
  return Math.min(Math.max(x, lo), hi);
}

/** The k whose remainder is narrowest, of equal ones the last, which is about a polynomial of higher order; 0 where none is narrower than g(R). */
function narrowest(rests: readonly Interval[], value: Interval): number {
  let degree = 0;
  let least = value.rad();
  rests.forEach((rest, i) => {
    if (!rest.isCommon() || !(rest.rad() <= least)) return;
    degree = i + 1;
    least = rest.rad();
  });
  return degree;
}

/**
 * f(g_1, …, g_m) for a model f whose box has the ranges of the g_i in it, P(g − center) and the remainder of f.
 *
 * @throws RangeError where the ranges leave the box
 */
export function substituted(f: Model, inner: readonly Model[]): Model {
  const { domain } = inner[0]!;
  const { names, box, center, space } = f.domain;
  inner.forEach(({ bound }, v) => {
    if (bound.subset(box[v]!)) return;
    throw new RangeError(
      `compose: expected values for ${names[v]} in its domain ${box[v]}, outside of which nothing is claimed, got ${bound}; make the outer model over a larger box`,
    );
  });
  const decoration = inner.reduce((d, g) => weaker(d, g.decoration), f.decoration);
  if (inner.some(({ bound }) => bound.isEmpty())) return nowhere(domain);
  const distances = inner.map((g, v) => sub(g, constantOf(domain, pointOf(center[v]!))));
  const sum = polynomialOf(domain, space, Array.from(f.p, pointOf), distances, space.order);
  return modelOf(domain, sum.p, sum.remainder.add(f.remainder), f.bound, decoration);
}

/** Σ_{|β| ≤ degree} g_β Π y_v^{β_v} for enclosures g_β and models y_v, by Horner's rule in one variable after another. */
function polynomialOf(domain: Domain, space: Space, terms: readonly Interval[], y: readonly Model[], degree: number): Model {
  const from = (exponents: readonly number[], left: number): Model => {
    const v = exponents.length;
    if (v === y.length) return constantOf(domain, terms[space.indexOf(exponents)!]!);
    let sum = from([...exponents, left], 0);
    for (let e = left - 1; e >= 0; e--) sum = add(mul(sum, y[v]!), from([...exponents, e], left - e));
    return sum;
  };
  return from([], degree);
}
