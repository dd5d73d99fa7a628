import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { Interval } from '../../src/interval/interval.js';
import { enclose } from '../../src/verified/enclose.js';
import { meets } from './decimal.js';

interface Row {
  readonly fields: Readonly<Record<string, string>>;
  readonly box: readonly (readonly [number, number])[];
  readonly parameter: readonly [number, number];
  readonly times: readonly number[];
  /** For three points of the box, the state at each time, to 28 digits. */
  readonly orbits: readonly (readonly (readonly string[])[])[];
}

const rows: readonly Row[] = JSON.parse(readFileSync(new URL('../data/random-orbits.json', import.meta.url), 'utf8'));

/** Encloses each system from its box with some order and tolerance, and holds the boxes at the listed times against the orbits of mpmath. */
test('random systems with elementary fields: the flowpipe holds the orbits of mpmath, from points and boxes, with interval parameters', () => {
  let [checked, complete] = [0, 0];
  rows.forEach(({ fields, box, parameter, times, orbits }, row) => {
    const text = Object.values(fields).join(' ');
    const names = { ...(/\bt\b/.test(text) ? { time: 't' } : {}), ...(/\bp\b/.test(text) ? { parameters: ['p'] } : {}) };
    const source = system(fields, names);
    for (const [order, tolerance] of [
      [20, 1e-18],
      [row % 2 === 0 ? 6 : 12, 1e-4],
    ] as const) {
      const pipe = enclose(
        source,
        box.map(([lo, hi]) => new Interval(lo, hi)),
        {
          t: [times[0]!, times.at(-1)!],
          order,
          tolerance,
          maxSteps: 400,
          ...('parameters' in names ? { parameters: { p: new Interval(...parameter) } } : {}),
        },
      );
      if (pipe.status === 'complete') complete++;
      const { reached } = pipe;
      times.forEach((t, k) => {
        if (Math.abs(t - times[0]!) > Math.abs(reached - times[0]!)) return;
        const found = pipe.at(t);
        const around = pipe.at(new Interval(Math.min(times[0]!, t), Math.max(times[0]!, t)));
        for (const orbit of orbits) {
          orbit[k]!.forEach((decimal, i) => {
            checked++;
            const isIn = [found[i]!, around[i]!].every((x) => meets(x, decimal, 26));
            if (!isIn)
              expect.fail(
                `row ${row}, order ${order}: component ${i} at ${t} is ${decimal}, outside of ${found[i]} or ${around[i]}; ${JSON.stringify(fields)}`,
              );
          });
        }
      });
    }
  });
  expect(checked).toBeGreaterThan(1_200);
  expect(complete).toBeGreaterThan(rows.length);
});
