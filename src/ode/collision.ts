import type { Watched } from '../formula/watch.js';
import type { Impact } from './impact.js';
import type { Jump } from './jump.js';
import { type OdeKernel, setParameters } from './kernel.js';
import { crossingAt, saltate } from './saltation.js';
import { areSame, MOST_TOGETHER, permutations } from './sequences.js';

/** An event that jumps, and how its jump depends on the state. */
export interface Met {
  readonly event: number;
  readonly jump: Jump;
  readonly impact: Impact;
}

/** An event function this much smaller than what it is a sum of, about, is zero still when another event has changed the state. */
const ZERO = 2 ** -30;

/**
 * Whether it makes no difference in which sequence neighbors come to several jumps at the time t, the state before them being in the kernel's memory: only then there is
 * a derivative of the flow. Two balls may hit the floor together, far from each other; one ball that comes into a corner comes out of it in one way or another.
 */
export function commute(
  kernel: OdeKernel,
  t: number,
  watched: Watched,
  parameters: readonly number[],
  met: readonly Met[],
): boolean {
  if (met.length > MOST_TOGETHER) return false;
  const { memory, layout } = kernel;
  const rows = (): number[] => Array.from({ length: layout.rows }, (_, i) => memory[kernel.at(i, 0)]!);
  const put = (values: readonly number[]): void => {
    for (const [i, x] of values.entries()) memory[kernel.at(i, 0)] = x;
  };
  const start = rows();
  /** State and derivatives behind a sequence; undefined where one of the events does not happen any more. */
  const behind = (sequence: readonly Met[]): number[] | undefined => {
    let now = parameters;
    for (const { event, jump, impact } of sequence) {
      const state = rows().slice(0, layout.states);
      const crossing = crossingAt(kernel, t, { watched, formula: event }, now, false);
      const size = crossing.gradient.reduce((sum, g, i) => sum + Math.abs(g) * Math.max(1, Math.abs(state[i]!)), 0);
      if (!(Math.abs(memory[kernel.watchedAt(event)]!) <= ZERO * Math.max(size, Math.abs(crossing.rate)))) return undefined;
      const slopes = impact(state, t, now);
      const after = jump(state, t, now);
      now = after.parameters;
      setParameters(kernel, now);
      put(after.state);
      saltate(kernel, t, crossing, slopes);
    }
    return rows();
  };
  const ends = permutations(met).map((sequence) => {
    put(start);
    setParameters(kernel, parameters);
    return behind(sequence);
  });
  put(start);
  setParameters(kernel, parameters);
  const [first] = ends;
  return first !== undefined && ends.every((end) => end !== undefined && areSame(first, end));
}
