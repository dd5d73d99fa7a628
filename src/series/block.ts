import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Space } from './space.js';

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

/** A block in another space, each coefficient of which comes from the monomial that `source` names, or stays zero. */
export function rearranged<M extends Memory>(
  algebra: Algebra<unknown, M>,
  a: Block<M>,
  space: Space,
  source: (exponents: readonly number[]) => readonly number[],
): Block<M> {
  const { width } = algebra;
  return blockOf(algebra, space, (out) => {
    for (let i = 0; i < space.size; i++) {
      const from = a.space.indexOf(source(space.exponentsOf(i)));
      if (from !== undefined) algebra.transfer(out, i * width, a.memory, from * width, 1);
    }
  });
}

/** The same coefficients as far as a smaller space goes. */
export function narrowed<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, space: Space): Block<M> {
  return space.equals(a.space) ? a : rearranged(algebra, a, space, (e) => e);
}

/** x^α a for whole numbers α_v of any sign, known as far as that goes; undefined where nothing of it is. */
export function shifted<M extends Memory>(
  algebra: Algebra<unknown, M>,
  a: Block<M>,
  alpha: readonly number[],
): Block<M> | undefined {
  const space = a.space.shifted(alpha);
  return space && rearranged(algebra, a, space, (e) => e.map((n, v) => n - alpha[v]!));
}

const unit = (variables: number, v: number, by: number): number[] =>
  Array.from({ length: variables }, (_, w) => (w === v ? by : 0));

/** ∂a/∂x_v: known to a degree lower by that of x_v; undefined where nothing of it is. */
export function differentiated<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, v: number): Block<M> | undefined {
  const { width } = algebra;
  const result = shifted(algebra, a, unit(a.space.variables, v, -1));
  if (result === undefined) return undefined;
  const { memory, space } = result;
  for (let i = 0; i < space.size; i++) {
    algebra.scale(memory, i * width, i * width, space.exponentOf(i, v) + 1);
  }
  return result;
}

/** ∫ a dx_v from the center: known to a degree higher by that of x_v. */
export function integrated<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, v: number): Block<M> {
  const { width } = algebra;
  const result = shifted(algebra, a, unit(a.space.variables, v, 1))!;
  const { memory, space } = result;
  for (let i = 0; i < space.size; i++) {
    const exponent = space.exponentOf(i, v);
    if (exponent > 0) algebra.divide(memory, i * width, i * width, exponent);
  }
  return result;
}

/** The polynomial with x_v set to h, a coefficient at the start of a memory: a block in the other variables. */
export function restricted<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, v: number, h: M): Block<M> {
  const { width } = algebra;
  const others = Array.from({ length: a.space.variables }, (_, w) => w).filter((w) => w !== v);
  const space = a.space.among(others);
  const m = algebra.allocate(3);
  const [sum, point, product] = [0, width, 2 * width];
  algebra.transfer(m, point, h, 0, 1);
  return blockOf(algebra, space, (out) => {
    for (const line of linesOf(a.space, v)) {
      const i = space.indexOf(a.space.exponentsOf(line[0]!).filter((_, w) => w !== v))!;
      algebra.zero(m, sum);
      for (const place of line.reverse()) {
        algebra.mul(m, product, sum, point);
        algebra.transfer(m, sum, a.memory, place * width, 1);
        algebra.add(m, sum, product, sum);
      }
      algebra.transfer(out, i * width, m, sum, 1);
    }
  });
}

/** The polynomial in s_v = x_v − h_v, for coefficients h_v one after the other, by repeated synthetic division in one variable after another. */
export function recenteredBlock<M extends Memory>(algebra: Algebra<unknown, M>, a: Block<M>, h: M): Block<M> {
  const { width } = algebra;
  const { size, variables } = a.space;
  const m = algebra.allocate(size + variables + 1);
  const product = (size + variables) * width;
  algebra.transfer(m, 0, a.memory, 0, size);
  algebra.transfer(m, size * width, h, 0, variables);
  for (let v = 0; v < variables; v++) {
    for (const line of linesOf(a.space, v)) {
      for (let i = 0; i < line.length - 1; i++) {
        for (let k = line.length - 2; k >= i; k--) {
          algebra.mul(m, product, line[k + 1]! * width, (size + v) * width);
          algebra.add(m, line[k]! * width, line[k]! * width, product);
        }
      }
    }
  }
  return blockOf(algebra, a.space, (out) => algebra.transfer(out, 0, m, 0, size));
}

/** The numbers of x^α, x^α x_v, x^α x_v², … for each x^α without x_v. */
function linesOf(space: Space, v: number): number[][] {
  const lines: number[][] = [];
  for (let i = 0; i < space.size; i++) {
    const exponents = space.exponentsOf(i);
    if (exponents[v] !== 0) continue;
    const line: number[] = [];
    for (let j: number | undefined = i; j !== undefined; j = space.indexOf(exponents)) {
      line.push(j);
      exponents[v]!++;
    }
    lines.push(line);
  }
  return lines;
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
