import { expect, test } from 'vitest';
import { encloseRandomFlows } from './flows.js';

test.each([2, 3, 4, 5])('random systems with exact rational solutions, seed %i', { timeout: 600_000 }, (seed) => {
  expect(encloseRandomFlows(seed, 300).complete).toBeGreaterThan(100);
});
