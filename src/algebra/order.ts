import type { Memory } from './algebra.js';

/** Functions that are constant between their jumps. `step` is 1 for x ≥ 0 and 0 for x < 0; `round` goes up at ties, as `Math.round` does. */
export type StepName = 'sign' | 'floor' | 'ceil' | 'round' | 'trunc' | 'step';

/** Functions of one real number with a kink or with jumps. */
export type PiecewiseName = 'abs' | StepName;

/**
 * What an algebra of real numbers has because they are ordered: functions with kinks and jumps, and the choice between two branches.
 *
 * Where it is not certain which branch is meant, numbers have no derivatives (NaN), and an enclosure holds those of both branches or everything.
 */
export interface Order<M extends Memory = Memory> {
  /** 1 or −1 where every number in the coefficient is positive or negative, 0 for an exact zero only, NaN where that is not certain. */
  sign(m: M, at: number): number;
  /** The values of functions with kinks and jumps. */
  readonly heads: Readonly<Record<PiecewiseName, (m: M, out: number, a: number) => void>>;
  min(m: M, out: number, a: number, b: number): void;
  max(m: M, out: number, a: number, b: number): void;
  /** Whether a step function is constant in a neighborhood of every number in the coefficient. */
  isFlat(name: StepName, m: M, at: number): boolean;
  /** out = b where `test` is 0, a where it is another number, what both may be where that is not certain. */
  select(m: M, out: number, test: number, a: number, b: number): void;
  /** out = what stands for a and for b, where a function has a kink: their hull. Numbers have no such value. */
  either(m: M, out: number, a: number, b: number): void;
  /** out = what stands for a coefficient of which nothing is known. */
  unknown(m: M, out: number): void;
}

/** `select` of an algebra whose coefficients are single values. */
export function selectBySign<M extends Memory>({
  sign,
  either,
  copy,
}: Pick<Order<M>, 'sign' | 'either'> & { copy(m: M, out: number, a: number): void }): Order<M>['select'] {
  return (m, out, test, a, b) => {
    const s = sign(m, test);
    if (Number.isNaN(s)) either(m, out, a, b);
    else copy(m, out, s === 0 ? b : a);
  };
}

/** Every step function at a number. */
export const numberSteps: Readonly<Record<StepName, (x: number) => number>> = {
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
  step: (x) => (x >= 0 ? 1 : x < 0 ? 0 : Number.NaN),
};

/** Whether a step function jumps at a number, or is not defined there. */
export const jumpsAt: Readonly<Record<StepName, (x: number) => boolean>> = {
  sign: (x) => x === 0,
  floor: (x) => Math.floor(x) === x,
  ceil: (x) => Math.floor(x) === x,
  round: (x) => Math.floor(x) !== x && Math.floor(2 * x) === 2 * x,
  trunc: (x) => x !== 0 && Math.floor(x) === x,
  step: (x) => x === 0,
};
