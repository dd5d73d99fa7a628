import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toC } from '../../src/formula/code.js';
import { Dag } from '../../src/formula/dag.js';
import { floatValues } from '../../src/formula/float.js';
import { hasCompiler, printed } from './compiler.js';
import { build, expressions, ordinary } from './expressions.js';

describe('a formula as C', () => {
  test.runIf(hasCompiler)('compiles without warnings and has the values of the graph', () => {
    const dag = new Dag();
    const roots = fc.sample(expressions(3, ordinary), { numRuns: 60, seed: 5 }).map((expression) => build(dag, expression));
    const points = [
      [0.3, 1.2, -0.7],
      [2.5, -1.5, 0.25],
    ];
    const calls = points.map(
      (point) => `f(${point.join(', ')}, out); for (int i = 0; i < ${roots.length}; i++) printf("%a\\n", out[i]);`,
    );
    const lines = printed(
      `${toC(dag, roots, ['x', 'y', 'z'])}\n#include <stdio.h>\nint main(void) { double out[${roots.length}]; ${calls.join(' ')} return 0; }\n`,
      ['-O1', '-ffp-contract=off', '-Wextra', '-Wno-unused-parameter'],
    );
    const expected = points.flatMap((point) => floatValues(dag, roots, point));
    let compared = 0;
    lines.forEach((text, i) => {
      const value = fromHex(text);
      const other = expected[i]!;
      // The two libraries differ by rounding, which a formula may amplify; only the code is in question.
      if (!Number.isFinite(other) || Math.abs(other) > 1e6 || (other !== 0 && Math.abs(other) < 1e-6)) return;
      expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-6 * Math.abs(other));
      compared++;
    });
    expect(compared).toBeGreaterThan(40);
  });
});

/** The double that C prints with %a. */
function fromHex(text: string): number {
  const [, sign, whole = '0', fraction = '', exponent = '0'] = /^(-?)0x([0-9a-f])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text) ?? [];
  if (text.includes('nan') || text.includes('inf')) return Number.NaN;
  return (sign ? -1 : 1) * (Number.parseInt(whole + fraction, 16) / 16 ** fraction.length) * 2 ** Number(exponent);
}
