import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DecoratedInterval } from '../../src/interval/decorated.js';
import { Interval } from '../../src/interval/interval.js';

// [lo, hi, image lo, image hi, decoration], from interval-functions.py.
type Row = readonly [string, string, string | null, string | null, string];
const images = JSON.parse(readFileSync(new URL('../data/interval-functions.json', import.meta.url), 'utf8')) as Record<
  string,
  Row[]
>;

function apply(name: string, x: DecoratedInterval): DecoratedInterval {
  const [method, n] = name.split(' ');
  return n === undefined ? x[method as 'sin']() : x.rootn(Number(n));
}

describe('images of intervals under elementary functions, against mpmath: tightest, with their decorations', () => {
  test.each(Object.entries(images))('%s', (name, rows) => {
    for (const [lo, hi, imageLo, imageHi, decoration] of rows) {
      const x = new DecoratedInterval(new Interval(Number(lo), Number(hi)), 'com');
      const image = imageLo === null ? Interval.empty : new Interval(Number(imageLo), Number(imageHi));
      expect(apply(name, x), `${name} of [${lo}, ${hi}]`).toEqual(new DecoratedInterval(image, decoration as 'com'));
    }
  });
});
