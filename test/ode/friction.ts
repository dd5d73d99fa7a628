import { expect } from 'vitest';
import { type System, system } from '../../src/formula/system.js';

/** x″ = −x − μ sign v: each swing ends 2μ lower, until it rests. */
export const friction: System = system({ x: 'v', v: '-x - mu*sign(v)' }, { parameters: { mu: 0.3 } });

export function near(actual: number, expected: number, bound = 1e-13): void {
  expect(Math.abs(actual - expected)).toBeLessThan(bound);
}
