import { describe, expect, test } from 'vitest';
import { henonHeiles, kepler } from '../../src/problems.js';
import { drift } from '../problems/drift.js';

describe('over three million steps', () => {
  test.each([
    ['Kepler, e = 0.6', kepler, 438_000],
    ['Hénon–Heiles', henonHeiles, 1_131_000],
  ] as const)('%s: the energy walks at random, it does not run', (_, problem, end) => {
    // a walk is √30 times as far after 30 times as many steps, a run 30 times; between the two lies a factor for luck
    const { steps, drifts } = drift(problem, end);
    expect(steps).toBeGreaterThanOrEqual(3_000_000);
    const rms = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
    const early = rms(drifts.slice(0, Math.floor(drifts.length / 30)));
    expect(rms(drifts)).toBeLessThan(3 * Math.sqrt(30) * early);
    expect(Math.max(...drifts)).toBeLessThan(5e-14 * Math.sqrt(30));
  });
});
