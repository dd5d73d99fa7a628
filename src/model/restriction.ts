import { subInto } from '../interval/kernel/arithmetic.js';
import { recenteredBlock } from '../series/block.js';
import type { Domain } from './domain.js';
import { type Model, modelOf } from './model.js';
import { intervals, pairsOf, sweep } from './polynomial.js';

/** The same function over a part of the box, around another center: P with s + h for s, h being how far the center moves. */
export function restricted(a: Model, domain: Domain): Model {
  const { space } = domain;
  const moves = pairsOf(Float64Array.from(domain.center));
  const from = pairsOf(Float64Array.from(a.domain.center));
  for (let i = 0; i < moves.length; i += 2) subInto(moves, i, moves, i, from, i);
  const { memory } = recenteredBlock(intervals, { memory: pairsOf(a.p), space }, moves);
  const { p, rest } = sweep(domain, memory, space.order);
  return modelOf(domain, p, a.remainder.add(rest), a.bound, a.decoration);
}
