import { COM, DAC, type Decoration, TRV, weaker } from '../interval/decoration.js';
import { Interval } from '../interval/interval.js';
import { type Domain, distancesOf, monomialsOver } from './domain.js';
import { rangeOf } from './range.js';

/**
 * A statement about a function f on a box: f(x) ∈ P(x − center) + remainder, and f(x) ∈ bound, for every x of the box at which f is defined.
 *
 * Make one by {@link modelOf}, which keeps the statement in its best form.
 */
export class Model {
  readonly domain: Domain;
  /** The coefficients of P, in the numbering of the domain's space. */
  readonly p: Float64Array;
  readonly remainder: Interval;
  /** How f behaves on the box: as that of a decorated interval, but at most `def` where a branch, or a kink of abs, min or max, may lie within. */
  readonly decoration: Decoration;
  /** Bounds of f from elsewhere. */
  readonly #known: Interval;
  #range: Interval | undefined;
  #bound: Interval | undefined;

  constructor(domain: Domain, p: Float64Array, remainder: Interval, known: Interval, decoration: Decoration) {
    this.domain = domain;
    this.p = p;
    this.remainder = remainder;
    this.#known = known;
    // where bounds are not bounded, neither is a function that continuous operations alone have made
    this.decoration = known.isCommon() ? decoration : weaker(decoration, this.bound.isCommon() ? COM : DAC);
  }

  /** Bounds of P. */
  get range(): Interval {
    const { space, distances } = this.domain;
    this.#range ??= rangeOf(space, this.p, this.domain.monomials(space.order), distances);
    return this.#range;
  }

  /** Bounds of f. */
  get bound(): Interval {
    this.#bound ??= this.range.add(this.remainder).intersection(this.#known);
    return this.#bound;
  }

  /** Whether P is a constant. */
  get isConstant(): boolean {
    return this.p.every((c, i) => i === 0 || c === 0);
  }
}

/**
 * The model with a polynomial and a remainder, of a function whose values are also known to lie in `known`, as interval arithmetic says.
 *
 * Where what is known is narrower than the remainder, the model is that of a constant. A function that is defined nowhere has an empty remainder.
 */
export function modelOf(domain: Domain, p: Float64Array, remainder: Interval, known: Interval, decoration: Decoration): Model {
  if (remainder.isEmpty() || known.isEmpty()) return nowhere(domain);
  if (!remainder.isCommon() || !(remainder.rad() <= known.rad())) return constantOf(domain, known, decoration);
  return new Model(domain, p, remainder, known, decoration);
}

/** The model of a function of which nothing but bounds are known: its polynomial is a constant. */
export function constantOf(domain: Domain, value: Interval, decoration: Decoration = COM): Model {
  if (value.isEmpty()) return nowhere(domain);
  const p = new Float64Array(domain.space.size);
  if (!value.isCommon()) return new Model(domain, p, value, value, weaker(decoration, DAC));
  const middle = value.mid();
  p[0] = middle;
  return new Model(domain, p, value.sub(middle), value, decoration);
}

/** Bounds of f over a part of the box. */
export function boundOver({ domain, p, remainder, bound }: Model, part: readonly Interval[]): Interval {
  const distances = distancesOf(part, domain.center);
  return rangeOf(domain.space, p, monomialsOver(domain.space, distances), distances).add(remainder).intersection(bound);
}

const ZERO = new Interval(0, 0);

/** The model of a function that has no value on the whole box. */
export function nowhere(domain: Domain): Model {
  return new Model(domain, new Float64Array(domain.space.size), Interval.empty, Interval.empty, TRV);
}

/** The variable number v, which its model is exactly where the order is at least 1. */
export function variableOf(domain: Domain, v: number): Model {
  const { box, center, space } = domain;
  if (space.order === 0) return constantOf(domain, box[v]!);
  const p = new Float64Array(space.size);
  p[0] = center[v]!;
  p[1 + v] = 1;
  return modelOf(domain, p, ZERO, box[v]!, COM);
}
