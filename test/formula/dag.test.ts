import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Dag } from '../../src/formula/dag.js';
import { rational } from '../../src/rounding/rational.js';
import { arity, type FunctionName } from '../../src/series/functions.js';
import { build, expressions } from './expressions.js';

const number = (dag: Dag, num: bigint, den = 1n): number => dag.constant(rational(num, den));

describe('the graph of a formula', () => {
  test('equal parts are one node, also where a sum or product has its operands the other way round', () => {
    const dag = new Dag();
    const [x, y] = [dag.variable(0), dag.variable(1)];
    expect(dag.apply('add', x, y)).toBe(dag.apply('add', y, x));
    expect(dag.apply('mul', x, y)).toBe(dag.apply('mul', y, x));
    expect(dag.apply('sub', x, y)).not.toBe(dag.apply('sub', y, x));
    expect(dag.apply('sin', x)).toBe(dag.apply('sin', dag.variable(0)));
    expect(number(dag, 2n, 6n)).toBe(number(dag, 1n, 3n));
    expect(dag.pi()).toBe(dag.pi());
  });

  test('children come before parents and ids are indices', () => {
    fc.assert(
      fc.property(expressions(3), (expression) => {
        const dag = new Dag();
        const root = build(dag, expression);
        dag.nodes.forEach((node, id) => {
          for (const arg of node.args) expect(arg).toBeLessThan(id);
          expect(node.args.length).toBe(node.op in arity ? arity[node.op as FunctionName] : 0);
        });
        expect(root).toBeLessThan(dag.nodes.length);
      }),
    );
  });

  test('constants are computed exactly', () => {
    const dag = new Dag();
    const [tenth, third, two] = [number(dag, 1n, 10n), number(dag, 1n, 3n), number(dag, 2n)];
    expect(dag.valueOf(dag.apply('add', tenth, third))).toEqual({ num: 13n, den: 30n });
    expect(dag.valueOf(dag.apply('sub', tenth, third))).toEqual({ num: -7n, den: 30n });
    expect(dag.valueOf(dag.apply('mul', tenth, third))).toEqual({ num: 1n, den: 30n });
    expect(dag.valueOf(dag.apply('div', tenth, third))).toEqual({ num: 3n, den: 10n });
    expect(dag.valueOf(dag.apply('neg', tenth))).toEqual({ num: -1n, den: 10n });
    expect(dag.valueOf(dag.apply('sqr', third))).toEqual({ num: 1n, den: 9n });
    expect(dag.valueOf(dag.apply('pow', third, number(dag, -3n)))).toEqual({ num: 27n, den: 1n });
    expect(dag.valueOf(dag.apply('pow', number(dag, -1n, 2n), number(dag, 3n)))).toEqual({ num: -1n, den: 8n });
    expect(dag.valueOf(dag.apply('pow', number(dag, 0n), number(dag, 0n)))).toEqual({ num: 1n, den: 1n });
    expect(dag.valueOf(dag.apply('pow', two, number(dag, 100n)))?.num).toBe(2n ** 100n);
  });

  test('what has no value or would be too long stays an operation', () => {
    const dag = new Dag();
    const [zero, two] = [number(dag, 0n), number(dag, 2n)];
    expect(dag.nodes[dag.apply('div', two, zero)]?.op).toBe('div');
    expect(dag.nodes[dag.apply('pow', zero, number(dag, -1n))]?.op).toBe('pow');
    expect(dag.nodes[dag.apply('pow', two, number(dag, 10n ** 9n))]?.op).toBe('pow');
    expect(dag.nodes[dag.apply('pow', two, number(dag, 1n, 3n))]?.op).toBe('pow');
    let squared = number(dag, 3n, 7n);
    for (let i = 0; i < 60; i++) squared = dag.apply('sqr', squared);
    expect(dag.nodes[squared]?.op).toBe('sqr');
    expect(Math.max(...dag.nodes.map(({ value }) => String(value?.den ?? '').length))).toBeLessThan(2500);
  });

  test('one graph folds long constants only so often, and keeps operations from then on', () => {
    const dag = new Dag();
    const long = number(dag, 3n ** 2000n, 2n ** 3000n);
    let folded = 0;
    for (let i = 1n; i <= 3000n; i++) if (dag.valueOf(dag.apply('mul', number(dag, i), long))) folded++;
    expect(folded).toBeGreaterThan(50);
    expect(folded).toBeLessThan(1000);
  });

  test('operations that change nothing disappear', () => {
    const dag = new Dag();
    const x = dag.variable(0);
    const [zero, one, minusOne, two] = [0n, 1n, -1n, 2n].map((n) => number(dag, n)) as [number, number, number, number];
    expect(dag.apply('add', x, zero)).toBe(x);
    expect(dag.apply('add', zero, x)).toBe(x);
    expect(dag.apply('sub', x, zero)).toBe(x);
    expect(dag.apply('sub', zero, x)).toBe(dag.apply('neg', x));
    expect(dag.apply('mul', one, x)).toBe(x);
    expect(dag.apply('mul', x, minusOne)).toBe(dag.apply('neg', x));
    expect(dag.apply('div', x, one)).toBe(x);
    expect(dag.apply('div', x, minusOne)).toBe(dag.apply('neg', x));
    expect(dag.apply('neg', dag.apply('neg', x))).toBe(x);
    expect(dag.apply('pow', x, one)).toBe(x);
    expect(dag.apply('pow', x, two)).toBe(dag.apply('sqr', x));
    expect(dag.apply('mul', x, x)).toBe(dag.apply('sqr', x));
    expect(dag.apply('pow', x, number(dag, 1n, 2n))).toBe(dag.apply('sqrt', x));
  });

  test('no operand disappears that might have no value', () => {
    const dag = new Dag();
    const log = dag.apply('log', dag.variable(0));
    expect(dag.nodes[dag.apply('mul', log, number(dag, 0n))]?.op).toBe('mul');
    expect(dag.nodes[dag.apply('sub', log, log)]?.op).toBe('sub');
    expect(dag.nodes[dag.apply('div', log, log)]?.op).toBe('div');
    expect(dag.nodes[dag.apply('pow', log, number(dag, 0n))]?.op).toBe('pow');
  });

  test('reach lists what roots need, children first, and nothing else', () => {
    const dag = new Dag();
    const [x, y] = [dag.variable(0), dag.variable(1)];
    const [sum, unused] = [dag.apply('add', x, y), dag.apply('sin', y)];
    const root = dag.apply('exp', sum);
    expect(dag.reach([root])).toEqual([x, y, sum, root]);
    expect(dag.reach([])).toEqual([]);
    expect(dag.reach([unused, x])).toEqual([x, y, unused]);
  });

  test('misuse is named', () => {
    const dag = new Dag();
    const x = dag.variable(0);
    expect(() => dag.apply('sin', 7)).toThrow('apply: expected the id of a node of this graph, got 7');
    expect(() => dag.apply('add', x)).toThrow('apply: expected 2 arguments of add, got 1');
    expect(() => dag.apply('constructor' as FunctionName, x)).toThrow('apply: expected a function of the table, got constructor');
    expect(() => dag.variable(-1)).toThrow('variable: expected an index ≥ 0, got -1');
    expect(() => (dag.nodes[x]!.args as number[]).push(3)).toThrow(TypeError);
  });
});
