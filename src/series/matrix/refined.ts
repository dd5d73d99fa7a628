import type { Algebra, Memory } from '../../algebra/algebra.js';
import { jacobiEigen } from '../../linalg/jacobi.js';
import { signOf } from '../sign.js';
import { Blocks } from './blocks.js';

/** Corrections are squared from step to step: from 10^-8 to 10^-10000 in 11. */
const MOST_STEPS = 12;

/**
 * Eigenpairs of symmetric matrices in an algebra of real numbers of more digits than doubles have: those of doubles, refined by V ← V(1 + E). With R = 1 − Vᵀ·V,
 * S = Vᵀ·A·V and λ_i = S_ii/(1 − R_ii), E_ij is (S_ij + λ_j R_ij)/(λ_j − λ_i), and R_ij/2 where the eigenvalues are too near to each other.
 *
 * @see Ogita and Aishima, Iterative refinement for symmetric eigenvalue decomposition, Japan Journal of Industrial and Applied Mathematics 35, 2018
 */
export function refinedEigenpairs<M extends Memory>(
  algebra: Algebra<unknown, M>,
): NonNullable<Algebra<unknown, M>['eigenpairs']> {
  return (m, values, vectors, from, n) => {
    const blocks = new Blocks(algebra, 0, n);
    const [a, v, vt, r, s, e] = [0, 1, 2, 3, 4, 5].map(() => blocks.place(n, n)) as [
      Square,
      Square,
      Square,
      Square,
      Square,
      Square,
    ];
    const lambda = blocks.place(n, 1);
    const gap = blocks.place(1, 2);
    blocks.allocate();
    const { memory } = blocks;
    const [difference, weighted] = [blocks.at(gap, 0, 0, 0), blocks.at(gap, 0, 0, 1)];
    algebra.transfer(memory, a.base, m, from, n * n);
    const size = (at: number): number => algebra.magnitude(memory, at);
    const doubles = Float64Array.from({ length: n * n }, (_, i) => {
      const at = a.base + i * algebra.width;
      return size(at) * (signOf(algebra.read(memory, at)) ?? Number.NaN);
    });
    const norm = doubles.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const start = new Float64Array(n * n);
    if (!jacobiEigen(new Float64Array(n), start, doubles, new Float64Array(n * n), n)) return false;
    start.forEach((x, i) => {
      algebra.rational(memory, v.base + i * algebra.width, one);
      algebra.scale(memory, v.base + i * algebra.width, v.base + i * algebra.width, x);
    });
    let last = Infinity;
    for (let step = 0; step < MOST_STEPS; step++) {
      blocks.transpose(vt, 0, v, 0);
      blocks.identity(r);
      blocks.addProduct(r, 0, vt, 0, v, 0, -1);
      blocks.clear(e, 0);
      blocks.addProduct(e, 0, a, 0, v, 0, 1);
      blocks.clear(s, 0);
      blocks.addProduct(s, 0, vt, 0, e, 0, 1);
      let rest = 0;
      for (let i = 0; i < n; i++) {
        // 1 − R_ii is the square of the length of column i
        algebra.rational(memory, weighted, one);
        algebra.sub(memory, weighted, weighted, blocks.at(r, 0, i, i));
        algebra.div(memory, blocks.at(lambda, 0, i, 0), blocks.at(s, 0, i, i), weighted);
        for (let j = 0; j < n; j++)
          rest = Math.max(rest, norm * size(blocks.at(r, 0, i, j)), i === j ? 0 : size(blocks.at(s, 0, i, j)));
      }
      let most = 0;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const out = blocks.at(e, 0, i, j);
          algebra.sub(memory, difference, blocks.at(lambda, 0, j, 0), blocks.at(lambda, 0, i, 0));
          if (size(difference) > 4 * n * rest) {
            algebra.mul(memory, weighted, blocks.at(lambda, 0, j, 0), blocks.at(r, 0, i, j));
            algebra.add(memory, weighted, weighted, blocks.at(s, 0, i, j));
            algebra.div(memory, out, weighted, difference);
          } else algebra.divide(memory, out, blocks.at(r, 0, i, j), 2);
          most = Math.max(most, size(out));
        }
      }
      if (!(most < last / 2)) break;
      last = most;
      blocks.copy(s, 0, v, 0);
      blocks.addProduct(v, 0, s, 0, e, 0, 1);
    }
    algebra.transfer(m, values, memory, lambda.base, n);
    algebra.transfer(m, vectors, memory, v.base, n * n);
    return true;
  };
}

type Square = ReturnType<Blocks<Memory>['place']>;

const one = { num: 1n, den: 1n };
