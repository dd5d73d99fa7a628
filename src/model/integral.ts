import { divInto } from '../interval/kernel/arithmetic.js';
import { Space } from '../series/space.js';
import { type Model, modelOf } from './model.js';
import { intervalAt, sweep } from './polynomial.js';

/**
 * ∫ f dx_v from the center, along the variable v: P term by term, and r·s_v, since r is bounded on the way from the center to x. The terms of degree n + 1 are
 * swept into the remainder.
 */
export function integral(a: Model, v: number): Model {
  const { domain, p } = a;
  const { space, distances } = domain;
  const larger = Space.of(space.variables, space.order + 1);
  const m = new Float64Array(2 * larger.size);
  const count = new Float64Array(2);
  p.forEach((c, i) => {
    const exponents = space.exponentsOf(i);
    exponents[v]!++;
    const at = 2 * larger.indexOf(exponents)!;
    m.fill(c, at, at + 2);
    count.fill(exponents[v]!);
    divInto(m, at, m, at, count, 0);
  });
  const { p: terms, rest } = sweep(domain, m, larger.order);
  const distance = intervalAt(distances, 2 * v);
  return modelOf(domain, terms, a.remainder.mul(distance).add(rest), a.bound.mul(distance), a.decoration);
}
