import { describe, test } from 'vitest';
import { compare, subjects } from './agreement.js';

describe('fast phases: the bounds are those of the exact path on a million arguments each', () => {
  const seed = Number(process.env['BROOK_SEED'] ?? 20_260);
  for (const name of Object.keys(subjects)) {
    test(name, () => compare(name, seed, 1_000_000), 600_000);
  }
});
