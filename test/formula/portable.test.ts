import { describe, expect, test } from 'vitest';
import { portable, systemOfPortable } from '../../src/formula/portable.js';
import { system } from '../../src/formula/system.js';
import { arenstorf, duffing, lorenz } from '../../src/problems.js';

describe('a system as plain data', () => {
  test('survives the structured clone of a message, with exact constants', () => {
    for (const field of [
      system({ x: 'a*sin(x)^2 + pi*t/3', y: 'x^(1/3) - 0.1*y' }, { parameters: ['a'] }),
      ...[arenstorf, duffing, lorenz].map(({ equations }) => system(equations)),
    ]) {
      const again = systemOfPortable(structuredClone(portable(field)));
      expect(again.toString()).toBe(field.toString());
      expect(again.variables).toEqual(field.variables);
    }
  });
});
