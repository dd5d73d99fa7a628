import { describe, expect, test } from 'vitest';
import { blocks } from '../../data/elementary-digest-points.js';
import { differences, special } from './digest.js';

describe('special functions: tightest bounds at 20 000 adversarial points, by the digests of those of MPFR', () => {
  for (const name of special) test(name, () => expect(differences(name, blocks)).toEqual([]), 600_000);
});
