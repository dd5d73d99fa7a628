import type { StepName } from '../algebra/order.js';
import { COM, DEF, weaker } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { add, atMost, mul, neg, sub } from './arithmetic.js';
import { constantOf, type Model, modelOf, nowhere } from './model.js';
import { intervalAt, intervals } from './polynomial.js';

/*
 * Functions with kinks, jumps and branches. Where the branch is certain for all of the box, the model is that of the branch; where it is not, one that holds for
 * both, of which at most `def` is claimed: a kink is never smooth unseen.
 */

/**
 * a·f where f < 0 and b·f where f ≥ 0. With l ≤ f ≤ h and any λ the difference from λf lies in the hull of 0, (a − λ)·l and (b − λ)·h; the slope of the chord,
 * λ = (bh − al)/(h − l), makes both ends equal.
 */
function kink(f: Model, a: number, b: number, value: Interval): Model {
  const { lo, hi } = f.bound;
  const decoration = weaker(f.decoration, DEF);
  const slope = (b * hi - a * lo) / (hi - lo);
  if (!Number.isFinite(slope)) return constantOf(f.domain, value, decoration);
  const left = new Interval(a, a).sub(slope).mul(new Interval(lo, 0));
  const right = new Interval(b, b).sub(slope).mul(new Interval(0, hi));
  const chord = mul(f, constantOf(f.domain, new Interval(slope, slope)));
  return modelOf(f.domain, chord.p, chord.remainder.add(left.hull(right)), value, decoration);
}

/** |f| */
export function abs(f: Model): Model {
  const { bound } = f;
  if (bound.lo >= 0) return f;
  return bound.hi <= 0 ? neg(f) : kink(f, -1, 1, bound.abs());
}

/** max(f, g) = g + max(f − g, 0) */
export function max(f: Model, g: Model): Model {
  const value = f.bound.max(g.bound);
  const difference = sub(f, g);
  const { bound } = difference;
  if (bound.isEmpty()) return nowhere(f.domain);
  // what is not chosen must have a value all the same
  if (bound.lo >= 0) return atMost(f, difference.decoration);
  if (bound.hi <= 0) return atMost(g, difference.decoration);
  const above = kink(difference, 0, 1, bound.max(0));
  const sum = add(g, above);
  return modelOf(f.domain, sum.p, sum.remainder, sum.bound.intersection(value), sum.decoration);
}

export function min(f: Model, g: Model): Model {
  return neg(max(neg(f), neg(g)));
}

/** A function that is constant between its jumps. */
export function stepped(name: StepName, f: Model): Model {
  const m = Float64Array.of(f.bound.lo, f.bound.hi, 0, 0);
  intervals.decoration = COM;
  intervals.order!.heads[name](m, 2, 0);
  return constantOf(f.domain, intervalAt(m, 2), weaker(f.decoration, intervals.decoration));
}

/** What a condition is certain to be on the whole box, if it is. */
export function truthOf({ bound }: Model): boolean | undefined {
  if (bound.isEmpty() || (bound.lo <= 0 && bound.hi >= 0 && !(bound.lo === 0 && bound.hi === 0))) return undefined;
  return bound.lo !== 0 || bound.hi !== 0;
}

/** What is f in some places and g in others: (P + Q)/2, from which P and Q are (P − Q)/2 away, on either side. */
export function either(test: Model, f: Model, g: Model): Model {
  const { domain } = test;
  const decoration = [test, f, g].reduce((d, model) => weaker(d, model.decoration), DEF as typeof test.decoration);
  if (test.bound.isEmpty()) return nowhere(domain);
  if (f.bound.isEmpty() || g.bound.isEmpty()) return atMost(f.bound.isEmpty() ? g : f, decoration);
  const half = constantOf(domain, new Interval(0.5, 0.5));
  const middle = mul(add(bare(f), bare(g)), half);
  const apart = mul(sub(bare(f), bare(g)), half);
  // `apart` holds what rounding leaves out of its own polynomial
  const above = apart.range.add(apart.remainder);
  const rest = above.add(f.remainder).hull(above.neg().add(g.remainder));
  return modelOf(domain, middle.p, middle.remainder.add(rest), f.bound.hull(g.bound), decoration);
}

/** The polynomial of a model alone. */
function bare({ domain, p, range }: Model): Model {
  return modelOf(domain, p, new Interval(0, 0), range, COM);
}
