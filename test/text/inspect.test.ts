import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { decimalInterval, decorated, formula, integrate, interval, system, variable, variables } from '../../src/index.js';

const flow = system({ x: '-x' });

test.each([
  ['a series', variable(1, { order: 2 })],
  ['a series in many variables', variables([0, 0], { order: 1 })[0]!],
  ['an interval', interval(1, 2)],
  ['a decorated interval', decorated(interval(1, 2))],
  ['an interval of decimals', decimalInterval('0.1', { precision: 5 })],
  ['a formula', formula('sin(x)')],
  ['a system', flow],
  ['a trajectory', integrate(flow, [1], { t: [0, 1] })],
])('Node shows %s as its text', (_, value) => {
  expect(inspect(value)).toBe(value.toString());
  expect(inspect([value])).toContain(value.toString().split('\n')[0]);
  expect(Object.keys(value)).not.toContain('inspect');
});

test('a trajectory says how it went', () => {
  expect(integrate(flow, [1], { t: [0, 1], order: 20 }).toString()).toMatch(
    /^complete: t = 0 … 1 in \d+ steps of order 20, end \(0\.36787944117\d+\)$/,
  );
});
