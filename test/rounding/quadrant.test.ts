import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quadrant } from '../../src/rounding/exact/quadrant.js';

// From quadrants.py: among them the doubles closest to multiples of π/2.
const rows = JSON.parse(readFileSync(new URL('../data/quadrants.json', import.meta.url), 'utf8')) as [string, number][];

test('quadrant: ⌊2x/π⌋ mod 4, also beside multiples of π/2 and for the hugest doubles', () => {
  const wrong = rows.filter(([x, q]) => quadrant(Number(x)) !== q);
  expect(wrong).toEqual([]);
});
