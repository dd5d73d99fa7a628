import { expect, test } from 'vitest';
import { encloseRandomFlows } from './flows.js';

test('random systems with exact rational solutions: every box holds them, and none is carried past its end', () => {
  const { complete, poles, checks } = encloseRandomFlows(1, 50);
  // What makes the run worth its time: most integrations end well, some solutions do not.
  expect(complete).toBeGreaterThan(15);
  expect(poles).toBeGreaterThan(3);
  expect(checks).toBeGreaterThan(3000);
});
