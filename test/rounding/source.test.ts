import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const room = new URL('../../src/rounding/', import.meta.url);
const sources = (readdirSync(room, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(new URL(name, room), 'utf8') }));

/** Where `Math.sqrt` serves as a guess, and what makes a bad guess harmless. */
const guessesOfRoots: Record<string, string> = {
  'directed.ts': 'held against its residual, else computed in integers',
  'elementary/kernel/pair.ts': 'held against its square, else taken from `directed.ts`',
  'exact/ball.ts': "Newton's iteration in integers converges from any start",
};

describe('what the source of the rounding room may say', () => {
  test('Math only where its results are exact, and Math.sqrt only as a guess that need not be good', () => {
    const exact = ['abs', 'min', 'max', 'floor', 'ceil', 'trunc', 'sign'];
    const found: string[] = [];
    for (const { name, text } of sources) {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');
      for (const [, member = ''] of code.matchAll(/\bMath\s*\.\s*(\w+)/g)) {
        if (!exact.includes(member) && !(member === 'sqrt' && name in guessesOfRoots)) found.push(`${name}: Math.${member}`);
      }
      if (/\bMath\s*[^.\s]|\bMath\s*\[|Math\.SQRT|Math\.PI/.test(code)) found.push(`${name}: Math itself`);
    }
    expect(found).toEqual([]);
    expect(sources.length).toBeGreaterThan(10);
  });

  test('every literal with a power of two beside it is that power', () => {
    let literals = 0;
    for (const { name, text } of sources.filter((source) => !source.name.includes('/'))) {
      // Code, then a comment that begins with powers: `x * 1.5e180) * 4.9e-91; // 2^600, 2^-300`.
      for (const [line, code = '', comment = ''] of text.matchAll(/^(.*) \/\/ (2\^-?\d+(?:, 2\^-?\d+)*)(?=[:;]|$)/gm)) {
        const numbers = (code.match(/\d+(\.\d+)?(e-?\d+)?/g) ?? []).map(Number).filter((x) => x !== 0 && (x > 1e6 || x < 1e-6));
        const powers = comment.split(', ').map((power) => 2 ** Number(power.slice(2)));
        expect(numbers, `${name}: ${line}`).toEqual(powers);
        literals += powers.length;
      }
    }
    expect(literals).toBeGreaterThan(15);
  });
});
