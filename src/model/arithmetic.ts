import { type Decoration, TRV, weaker } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { addInto, divInto, subInto } from '../interval/kernel/arithmetic.js';
import { type Model, modelOf, nowhere } from './model.js';
import { pairsOf, product, sweep } from './polynomial.js';

/*
 * Sums and products of Taylor models (Makino, Berz 2003, section 2). What is added to remainders: theirs, what truncation leaves out, and what rounding of coefficients
 * leaves out, which `sweep` finds. Beside them bounds are carried along by interval arithmetic, so that no model says less than that does.
 */

type Pairwise = (out: Float64Array, o: number, a: Float64Array, i: number, b: Float64Array, j: number) => Decoration;

function termwise(kernel: Pairwise, a: Model, b: Model, remainder: Interval, known: Interval): Model {
  const m = pairsOf(a.p);
  const other = pairsOf(b.p);
  for (let i = 0; i < m.length; i += 2) kernel(m, i, m, i, other, i);
  const { p, rest } = sweep(a.domain, m, a.domain.space.order);
  return modelOf(a.domain, p, remainder.add(rest), known, weaker(a.decoration, b.decoration));
}

export function add(a: Model, b: Model): Model {
  return termwise(addInto, a, b, a.remainder.add(b.remainder), a.bound.add(b.bound));
}

export function sub(a: Model, b: Model): Model {
  return termwise(subInto, a, b, a.remainder.sub(b.remainder), a.bound.sub(b.bound));
}

export function neg(a: Model): Model {
  return modelOf(
    a.domain,
    a.p.map((c) => -c),
    a.remainder.neg(),
    a.bound.neg(),
    a.decoration,
  );
}

/** With f = P + r and g = Q + s, fg − PQ = rQ + fs = rg + Ps, and both enclose it. */
export function mul(a: Model, b: Model): Model {
  if (a === b) return sqr(a);
  const { p, rest } = product(a.domain, a.p, b.p);
  const first = a.remainder.mul(b.range).add(a.bound.mul(b.remainder));
  const second = a.remainder.mul(b.bound).add(a.range.mul(b.remainder));
  const remainder = first.intersection(second).add(rest);
  return modelOf(a.domain, p, remainder, a.bound.mul(b.bound), weaker(a.decoration, b.decoration));
}

/** f² − P² = r(P + f) */
export function sqr(a: Model): Model {
  const { p, rest } = product(a.domain, a.p, a.p);
  const remainder = a.remainder.mul(a.range.add(a.bound)).add(rest);
  return modelOf(a.domain, p, remainder, a.bound.sqr(), a.decoration);
}

/** a^n for an integer n ≥ 1, from its leading bits on. */
export function integerPower(a: Model, n: bigint): Model {
  let power = a;
  for (const bit of n.toString(2).slice(1)) {
    power = sqr(power);
    if (bit === '1') power = mul(power, a);
  }
  if (n > 9007199254740991n || n === 1n) return power;
  return known(power, a.bound.pow(Number(n)));
}

/** A model divided by one whose polynomial is constant: for each x of the box, Σ p_γ s^γ/g has the coefficients p_γ/g. */
export function divByConstant(a: Model, b: Model): Model {
  const m = pairsOf(a.p);
  const divisor = Float64Array.of(b.bound.lo, b.bound.hi);
  const value = a.bound.div(b.bound);
  if (value.isEmpty()) return nowhere(a.domain);
  const isDefined = b.bound.lo > 0 || b.bound.hi < 0;
  const decoration = isDefined ? weaker(a.decoration, b.decoration) : TRV;
  if (!isDefined) m.fill(0);
  else for (let i = 0; i < m.length; i += 2) divInto(m, i, m, i, divisor, 0);
  const { p, rest } = sweep(a.domain, m, a.domain.space.order);
  const remainder = isDefined ? a.remainder.div(b.bound).add(rest) : Interval.entire;
  return modelOf(a.domain, p, remainder, value, decoration);
}

/** The same model, with what else is known of its values. */
export function known(a: Model, bound: Interval): Model {
  return modelOf(a.domain, a.p, a.remainder, a.bound.intersection(bound), a.decoration);
}

/** The same model, of which at most this is claimed. */
export function atMost(a: Model, decoration: Decoration): Model {
  return a.decoration <= decoration ? a : modelOf(a.domain, a.p, a.remainder, a.bound, decoration);
}
