import { float64 } from '../algebra/float64.js';
import { jetAlgebra } from '../series/jet.js';
import { Space } from '../series/space.js';
import type { Varied } from './expanded.js';
import { Solution, type SolutionKernel } from './solution.js';
import type { Watched } from './watch.js';

/**
 * The Taylor coefficients of what `expanded` forms equations of, computed over the algebra of jets instead, in the same numbering: for spaces so large that their equations
 * would fill the memory. The two differ by roundings.
 */
export function jetSolution({ system, nodes }: Watched, { names, order: degree }: Varied, order: number): SolutionKernel {
  const space = Space.of(names.length, degree);
  const algebra = jetAlgebra(float64, space);
  const { parameters } = system;
  const n = system.states.length;
  const { size } = space;
  const stride = order + 1;
  const varied = parameters.map((name) => {
    const v = names.indexOf(name);
    return Array.from({ length: size }, (_, i) => Number(v >= 0 && i === 1 + v));
  });
  const inner = new Solution(algebra, system, order, varied, nodes);
  const given = n * size * stride;
  const timeAt = system.time === undefined ? undefined : given;
  const parameterAt = (i: number): number => given + (timeAt === undefined ? 0 : 1) + i;
  const watchedAt = (i: number): number => parameterAt(parameters.length) + i * order;
  const memory = new Float64Array(watchedAt(nodes.length));
  const at = (row: number, k: number): number => row * stride + k;
  const solve = (): void => {
    if (timeAt !== undefined) inner.memory[inner.timeAt!] = memory[timeAt]!;
    for (let i = 0; i < parameters.length; i++) inner.memory[inner.parameterAt(i)] = memory[parameterAt(i)]!;
    for (let s = 0; s < n; s++) {
      for (let i = 0; i < size; i++) inner.memory[inner.at(s, 0) + i] = memory[at(i * n + s, 0)]!;
    }
    inner.solve();
    for (let s = 0; s < n; s++) {
      for (let k = 1; k <= order; k++) {
        for (let i = 0; i < size; i++) memory[at(i * n + s, k)] = inner.memory[inner.at(s, k) + i]!;
      }
    }
    for (let i = 0; i < nodes.length; i++) {
      for (let k = 0; k < order; k++) memory[watchedAt(i) + k] = inner.memory[inner.watchedAt(i) + k * size]!;
    }
  };
  return { memory, states: n * size, order, at, timeAt, parameterAt, watchedAt, solve };
}
