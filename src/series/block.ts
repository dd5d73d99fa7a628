import type { Algebra, Memory } from '../algebra/algebra.js';
import { Space } from './space.js';

/** The coefficients of one series in many variables, in the numbering of its space from the start of a memory. */
export interface Block<M extends Memory> {
  readonly memory: M;
  readonly space: Space;
}

/** A new block whose memory `fill` writes. */
export function blockOf<M extends Memory>(algebra: Algebra<unknown, M>, space: Space, fill: (memory: M) => void): Block<M> {
  const memory = algebra.allocate(space.size);
  fill(memory);
  return { memory, space };
}

/** A block of another order, each coefficient of which comes from the monomial that `source` names, or stays zero. */
export function rearranged<M extends Memory>(
  algebra: Algebra<unknown, M>,
  a: Block<M>,
  order: number,
  source: (exponents: readonly number[]) => readonly number[],
): Block<M> {
  const { width } = algebra;
  const space = Space.of(a.space.variables, order);
  return blockOf(algebra, space, (out) => {
    for (let i = 0; i < space.size; i++) {
      const from = a.space.indexOf(source(space.exponentsOf(i)));
      if (from !== undefined) algebra.transfer(out, i * width, a.memory, from * width, 1);
    }
  });
}

const moved = (exponents: readonly number[], v: number, by: number): number[] => exponents.map((e, i) => (i === v ? e + by : e));

/** ∂a/∂x_v: known to an order lower by one. */
export function differentiated<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, v: number): Block<M> {
  const { width } = algebra;
  const result = rearranged(algebra, a, a.space.order - 1, (e) => moved(e, v, 1));
  const { memory, space } = result;
  for (let i = 0; i < space.size; i++) {
    algebra.scale(memory, i * width, i * width, space.exponents[i * space.variables + v]! + 1);
  }
  return result;
}

/** ∫ a dx_v from the center: known to an order higher by one. */
export function integrated<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, v: number): Block<M> {
  const { width } = algebra;
  const result = rearranged(algebra, a, a.space.order + 1, (e) => moved(e, v, -1));
  const { memory, space } = result;
  for (let i = 0; i < space.size; i++) {
    const exponent = space.exponents[i * space.variables + v]!;
    if (exponent > 0) algebra.divide(memory, i * width, i * width, exponent);
  }
  return result;
}

/** The exponents of the largest monomial that divides a, entry by entry; undefined where all coefficients are exactly zero. */
export function commonMonomial<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>): number[] | undefined {
  let common: number[] | undefined;
  for (let i = 0; i < a.space.size; i++) {
    if (algebra.magnitude(a.memory, i * algebra.width) === 0) continue;
    const exponents = a.space.exponentsOf(i);
    common = common?.map((e, v) => Math.min(e, exponents[v]!)) ?? exponents;
  }
  return common;
}
