/** Every directed operation against exact arithmetic, on as many seeded operand triples as asked. */

import { addDown, addUp, divDown, divUp, mulDown, mulUp, sqrtDown, sqrtUp, subDown, subUp } from '../../src/rounding/directed.js';
import { fmaDown, fmaUp } from '../../src/rounding/fma.js';
import { flaw, integerOf, ONE, operands, rootFlaw } from './oracle.js';

/** Fails with the first flaw, its operands and the seed. */
export type Report = (operation: string, flaw: string, operands: readonly number[]) => void;

/** The checks, by operation; each draws its own operands and reports what is wrong. */
export const sweeps: Record<string, (seed: number, count: number, report: Report) => void> = {
  add(seed, count, report) {
    const { any, cancelling } = operands(seed);
    for (let i = 0; i < count; i++) {
      const a = any();
      const b = cancelling(a);
      const wrong = flaw(addDown(a, b), addUp(a, b), integerOf(a) + integerOf(b), ONE);
      if (wrong) report('add', wrong, [a, b]);
    }
  },
  sub(seed, count, report) {
    const { any, cancelling } = operands(seed);
    for (let i = 0; i < count; i++) {
      const a = any();
      const b = -cancelling(a);
      const wrong = flaw(subDown(a, b), subUp(a, b), integerOf(a) - integerOf(b), ONE);
      if (wrong) report('sub', wrong, [a, b]);
    }
  },
  mul(seed, count, report) {
    const { any, matching } = operands(seed);
    for (let i = 0; i < count; i++) {
      const a = any();
      const b = i % 16 === 0 ? any() : matching(a);
      const wrong = flaw(mulDown(a, b), mulUp(a, b), integerOf(a) * integerOf(b), ONE * ONE);
      if (wrong) report('mul', wrong, [a, b]);
    }
  },
  div(seed, count, report) {
    const { any, matching } = operands(seed);
    for (let i = 0; i < count; i++) {
      const a = any();
      const b = matching(a);
      const sign = b < 0 ? -1n : 1n;
      const wrong = flaw(divDown(a, b), divUp(a, b), sign * integerOf(a), sign * integerOf(b));
      if (wrong) report('div', wrong, [a, b]);
    }
  },
  sqrt(seed, count, report) {
    const { any, square } = operands(seed);
    for (let i = 0; i < count; i++) {
      const x = i % 2 === 0 ? Math.abs(any()) : square();
      const wrong = rootFlaw(sqrtDown(x), sqrtUp(x), x);
      if (wrong) report('sqrt', wrong, [x]);
    }
  },
  fma(seed, count, report) {
    const { any, matching, cancelling } = operands(seed);
    for (let i = 0; i < count; i++) {
      const a = any();
      const b = matching(a);
      const p = a * b;
      const c = Number.isFinite(p) && i % 4 !== 0 ? cancelling(p) : any();
      const wrong = flaw(fmaDown(a, b, c), fmaUp(a, b, c), integerOf(a) * integerOf(b) + integerOf(c) * ONE, ONE * ONE);
      if (wrong) report('fma', wrong, [a, b, c]);
    }
  },
};
