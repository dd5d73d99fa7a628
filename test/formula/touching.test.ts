import { describe, expect, test } from 'vitest';
import { touching } from '../../src/formula/touching.js';
import { Formula, formula } from '../../src/index.js';

/** The squares that are watched for a formula whose first variables change, as texts. */
function squares(text: string, moving: number, variables: readonly string[]): string[] {
  const { dag, root } = formula(text, { variables });
  return [...touching(dag, [root], moving).values()].map((made) => new Formula(dag, made(), variables).toString());
}

describe('what is watched for a root that may touch zero', () => {
  const watched: readonly (readonly [text: string, square: string])[] = [
    ['sqrt(x)', 'x'],
    ['x^(3/2)', 'x'],
    ['x^(1/3)', 'x^(2/3)'],
    ['asin(x)', '1 - x^2'],
    ['acos(x)', '1 - x^2'],
    ['acosh(x)', 'x - 1'],
    ['hypot(x, y)', 'x^2 + y^2'],
    ['x/sqrt(x^2 + y^2)', 'x^2 + y^2'],
  ];
  test.each(watched)('%s: %s', (text, square) => {
    expect(squares(text, 2, ['x', 'y'])).toEqual([square]);
  });

  test('nothing where the root keeps away from zero, or is one of |x|, or of what does not change', () => {
    for (const text of ['sqrt(1 + x^2)', 'sqrt(abs(x))', 'x^2', 'sqrt(y)']) expect(squares(text, 1, ['x', 'y'])).toEqual([]);
  });

  test('nothing where the equations have a pole: 1/r³, but not 1/r', () => {
    expect(squares('x/(x^2 + y^2)^(3/2)', 2, ['x', 'y'])).toEqual([]);
    expect(squares('1/(x*sqrt(x))', 1, ['x', 'y'])).toEqual([]);
    expect(squares('1/sqrt(x^2 + y^2)', 2, ['x', 'y'])).toEqual(['x^2 + y^2']);
  });
});
