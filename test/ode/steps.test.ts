import { expect, test } from 'vitest';
import { system } from '../../src/formula/system.js';
import { Clock } from '../../src/ode/clock.js';
import { poolOf } from '../../src/ode/pool.js';
import { Steps } from '../../src/ode/steps.js';

test('of an orbit that is not kept, the last two steps are: one to be shortened, one to be looked back into', () => {
  const field = system({ x: '1' });
  const recipe = { where: '', order: 4, watched: [], events: 0, control: 'states', compensated: false, kind: 'auto' } as const;
  const regimes = [{ from: 0, system: field, pool: poolOf(field, recipe), parameters: [] }];
  const steps = new Steps({ system: field, states: 1, order: 4, start: new Clock(0), rows: 1, regimes, most: 0 });
  for (let i = 0; i < 20_000; i++) {
    // time, its low part, state
    steps.append(Float64Array.of(i, 0, 2 * i), 0, 1);
    steps.forget();
    if (i > 0) expect([...steps.recordOf(i - 1)]).toEqual([i - 1, 0, 2 * i - 2]);
  }
  expect(steps.first).toBeGreaterThan(0);
});
