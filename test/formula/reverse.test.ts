import { describe, expect, test } from 'vitest';
import { differentiate } from '../../src/formula/differentiate.js';
import { Formula } from '../../src/formula/formula.js';
import { parse } from '../../src/formula/parse.js';
import { gradientNodes } from '../../src/formula/reverse.js';

const texts = [
  'x*y + sin(x*y)/z',
  'exp(-x)*(y - z)^3 - sqrt(x^2 + y^2 + z^2)',
  'x^y*log(z) - atan(x/(1 + y))',
  '(x + x)*(x + x) - x/x + (-y)',
  'tanh(x*y*z)^2 + cosh(z - x)*cbrt(y)',
];

describe('derivatives taken from the root back', () => {
  test('are those taken forward', () => {
    for (const text of texts) {
      const variables = ['x', 'y', 'z'];
      const { dag, root } = parse(text, { variables });
      const back = gradientNodes(dag, root, [0, 1, 2]);
      for (const i of [0, 1, 2]) {
        const [forward] = differentiate(dag, [root], i);
        for (const point of [
          [0.7, 1.3, 0.4],
          [1.9, 0.2, 2.5],
        ]) {
          const [a, b] = [back[i]!, forward!].map((node) => new Formula(dag, node, variables).evaluate(point));
          expect(Math.abs(a! - b!)).toBeLessThan(1e-14 * (1 + Math.abs(b!)));
        }
      }
    }
  });

  test('are zero for a variable that does not occur', () => {
    const { dag, root } = parse('x + 1', { variables: ['x', 'y'] });
    expect(gradientNodes(dag, root, [1, 0]).map((id) => Number(dag.valueOf(id)!.num))).toEqual([0, 1]);
  });

  test('of a product of 300 variables make a graph a few times as long, not 300 times', () => {
    const names = Array.from({ length: 300 }, (_, i) => `p${i}`);
    const { dag, root } = parse(names.join('*'), { variables: names });
    const before = dag.nodes.length;
    gradientNodes(dag, root, [...names.keys()]);
    expect(dag.nodes.length).toBeLessThan(4 * before);
  });
});
