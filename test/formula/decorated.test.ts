import { describe, expect, test } from 'vitest';
import { DecoratedInterval, type DecorationName, decorated, formula, interval } from '../../src/index.js';

describe('formulas of decorated intervals', () => {
  test.each<[string, number, number, DecorationName]>([
    ['abs(x)', -1, 1, 'com'],
    ['min(x, 1 - x)', 0, 1, 'com'],
    ['sign(x)', -1, 1, 'def'],
    ['floor(x)', 0.5, 1.5, 'def'],
    ['floor(x)', 0.25, 0.75, 'com'],
    ['mod(x, 1)', 0.5, 1.5, 'def'],
    ['if(x > 0, x, -x)', -1, 1, 'def'],
    ['if(x > 0, x, -x)', 1, 2, 'com'],
    ['sqrt(x)', -1, 1, 'trv'],
    ['0*log(x)', -1, 1, 'trv'],
    ['log(x)^0', -2, -1, 'trv'],
    ['1/x', 1, 2, 'com'],
    ['1/x', -1, 2, 'trv'],
    ['exp(x)', 700, 800, 'dac'],
    ['1/exp(x)', 700, 800, 'dac'],
    ['x', 0, Number.POSITIVE_INFINITY, 'dac'],
  ])('%s over [%d, %d] is the enclosure, %s', (text, lo, hi, decoration) => {
    const f = formula(text);
    const y = f.evaluate([decorated(interval(lo, hi))]);
    expect(y).toBeInstanceOf(DecoratedInterval);
    const bare = f.evaluate([interval(lo, hi)]);
    expect(y.interval.equals(bare)).toBe(true);
    expect(y.decoration).toBe(decoration);
  });

  test('no result is decorated better than an operand, also after others', () => {
    const f = formula('x + 2*y');
    const x = decorated(interval(0, 1), 'def');
    for (let i = 0; i < 2; i++) {
      expect(f.evaluate([x, decorated(interval(2, 3))]).decoration).toBe('def');
      expect(f.evaluate([decorated(interval(0, 1)), decorated(interval(2, 3))]).decoration).toBe('com');
      expect(formula('sqrt(x)').evaluate([decorated(interval(-1, 1))]).decoration).toBe('trv');
    }
    expect(String(f.evaluate<unknown>([x, 3]))).toBe('[6, 7]_def');
  });

  test('what is not an interval stays so', () => {
    expect(formula('2*x').evaluate([DecoratedInterval.nai]).isNaI()).toBe(true);
  });
});
