import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { Dag } from '../../src/formula/dag.js';
import { lower } from '../../src/formula/lower.js';
import { simplify } from '../../src/formula/simplify.js';
import {
  derivatives,
  enclose,
  type Formula,
  formula,
  gradient,
  hessian,
  integrate,
  interval,
  jacobian,
  system,
} from '../../src/index.js';
import type { FunctionName } from '../../src/series/functions.js';
import { Tape } from '../../src/series/tape.js';
import { exact } from '../oracle/algebra.js';
import { type Fraction, fraction } from '../oracle/fraction.js';
import { numberInC, printed } from './compiler.js';
import { build, type Expression, expressions, piecewise } from './expressions.js';

const at = (f: Formula, x: number, y = 0): number => f.evaluate(f.variables.map((name) => (name === 'y' ? y : x)));

describe('functions with branches, at numbers', () => {
  test.each<[string, (x: number, y: number) => number | boolean]>([
    ['abs(x)', (x) => Math.abs(x)],
    ['sign(x)', (x) => Math.sign(x)],
    ['floor(x) + 2*ceil(x)', (x) => Math.floor(x) + 2 * Math.ceil(x)],
    ['round(x) - 3*trunc(x)', (x) => Math.round(x) - 3 * Math.trunc(x)],
    ['step(x)', (x) => Number(x >= 0)],
    ['min(x, y)', (x, y) => Math.min(x, y)],
    ['max(x, y, 1)', (x, y) => Math.max(x, y, 1)],
    ['mod(x, 3)', (x) => x - 3 * Math.floor(x / 3)],
    ['x < y', (x, y) => x < y],
    ['x <= y', (x, y) => x <= y],
    ['x > y', (x, y) => x > y],
    ['x ≥ y', (x, y) => x >= y],
    ['x == y', (x, y) => x === y],
    ['x ≠ y', (x, y) => x !== y],
    ['0 < x <= y', (x, y) => 0 < x && x <= y],
    ['x < 1 and y < 1', (x, y) => x < 1 && y < 1],
    ['x < 1 && !(y < 1) || x == 2', (x, y) => (x < 1 && !(y < 1)) || x === 2],
    ['not x < 1 or y', (x, y) => !(x < 1) || y !== 0],
    ['and(x, y, x < y)', (x, y) => x !== 0 && y !== 0 && x < y],
    ['if(x < 0, -x, x^2)', (x) => (x < 0 ? -x : x ** 2)],
    ['x < 0 ? -x : x > 1 ? y : x', (x, y) => (x < 0 ? -x : x > 1 ? y : x)],
    ['piecewise(x < 0, 1, x < 1, y, 3)', (x, y) => (x < 0 ? 1 : x < 1 ? y : 3)],
    ['piecewise(x < 0, sqrt(-x), x >= 0, sqrt(x))', (x) => Math.sqrt(Math.abs(x))],
    ['(x < 0)*y + 2*(y < 0)', (x, y) => Number(x < 0) * y + 2 * Number(y < 0)],
    ['if(x, 1, 2)', (x) => (x ? 1 : 2)],
  ])('%s is what it says', (text, expected) => {
    const f = formula(text, { variables: ['x', 'y'] });
    for (const x of [-2.5, -1, -0.5, 0, 0.49999999999999994, 0.5, 1, 1.5, 2, 2.5]) {
      for (const y of [-1, 0, 0.5, 2]) expect(f.evaluate([x, y]) + 0).toBe(Number(expected(x, y)) + 0);
    }
  });

  test('piecewise without a last value has none where no condition holds', () => {
    expect(formula('piecewise(x < 0, 1)').evaluate([1])).toBeNaN();
    expect(
      formula('piecewise(x < 0, 1)')
        .evaluate([interval(1, 2)])
        .isEmpty(),
    ).toBe(true);
  });

  test('a condition without a value has no branch', () => {
    expect(formula('if(sqrt(x) < 1, 1, 2)').evaluate([-1])).toBeNaN();
    expect(
      formula('if(sqrt(x) < 1, 1, 2)')
        .evaluate([interval(-2, -1)])
        .isEmpty(),
    ).toBe(true);
  });

  test('a condition that is asked again is known in the branches of the first', () => {
    for (const [text, printed] of [
      ['if(x < 0, 1, if(x >= 0, x, y))', 'if(x < 0, 1, x)'],
      ['if(x < 0, if(x < 0, x, y), 1)', 'if(x < 0, x, 1)'],
      ['if(x < y, if(not(x < y), 3, if(x < y, 4, 5)), y)', 'if(x < y, 4, y)'],
      ['if((x < 0) > 0, 1, 2) + if((x < 0) == 0, x, y)', 'if(x < 0, 1, 2) + if(x >= 0, x, y)'],
    ] as const)
      expect(formula(text, { variables: ['x', 'y'] }).toString()).toBe(printed);
    // an enclosure of both branches does not hold the value of a third
    expect(
      formula('if(x < 0, 1, if(x >= 0, 2, 9))')
        .evaluate([interval(-1, 1)])
        .equals(interval(1, 2)),
    ).toBe(true);
  });

  test('what is written as JavaScript is read back', () => {
    for (const text of ['y*step(x)', 'if(x < y, x, sqrt(y))', 'x < 1 or y == 2', 'piecewise(x < 0, 1, y > 2, x, 7)']) {
      const f = formula(text, { variables: ['x', 'y'] });
      const again = formula(new Function(`return ${f.toJavaScript()}`)() as (x: number, y: number) => number);
      expect(String(again)).toBe(String(f));
    }
  });

  test('constants are decided exactly', () => {
    for (const [text, value] of [
      ['if(0.1 + 0.2 == 0.3, x, y)', 'x'],
      ['floor(-7/3) + round(5/2) + trunc(-3/2)', '-1'],
      ['max(1/3, 0.333) - abs(-1/3)', '0'],
      ['if(1 < 2 and 2 < 1, x, 2*x)', '2*x'],
    ] as const)
      expect(formula(text, { variables: ['x', 'y'] }).toString()).toBe(value);
  });
});

describe('derivatives of functions with branches', () => {
  test('are those of the branch', () => {
    expect(derivatives('abs(x^3)', -2, 4)).toEqual([8, -12, 12, -6, 0]);
    expect(derivatives('if(x < 0, -x, x^2)', 3, 3)).toEqual([9, 6, 2, 0]);
    expect(derivatives('max(x, x^2)', 0.5, 2)).toEqual([0.5, 1, 0]);
    expect(derivatives('x*floor(x)', 2.5, 2)).toEqual([5, 2, 0]);
    expect(gradient('min(x*y, x + y)', [3, 4])).toEqual([1, 1]);
    expect(hessian('abs(x)*y^2', [-1, 2])).toEqual([
      [0, -4],
      [-4, 2],
    ]);
  });

  test('at an edge there are as many as both sides have in common', () => {
    expect(derivatives('abs(x)', 0, 2)).toEqual([0, NaN, NaN]);
    expect(derivatives('abs(x^3)', 0, 4)).toEqual([0, 0, 0, NaN, NaN]);
    expect(derivatives('abs(x^2)', 0, 3)).toEqual([0, 0, 2, 0]);
    expect(derivatives('max(x, x^2)', 1, 2)).toEqual([1, NaN, NaN]);
    expect(derivatives('max(1, cos(x))', 0, 3)).toEqual([1, 0, 0, 0]);
    expect(derivatives('floor(x)', 2, 1)).toEqual([2, NaN]);
    expect(derivatives('if(x < 0, -x, x^2)', 0, 1)).toEqual([0, NaN]);
    expect(gradient('max(x, y)', [1, 1])).toEqual([NaN, NaN]);
    expect(gradient('if(x < 0, y, 2*y)', [0, 1])).toEqual([NaN, 2]);
  });

  test('a branch that is not taken does no harm', () => {
    const f = 'if(x < 1, sqrt(1 - x), log(x))';
    expect(derivatives(f, 2, 1)).toEqual([Math.log(2), 0.5]);
    expect(derivatives(f, -3, 1)).toEqual([2, -0.25]);
    expect(gradient(f, [2])).toEqual([0.5]);
    expect(jacobian([f, '2*x', 'x^2'], [2])).toEqual([[0.5], [2], [4]]);
    expect(derivatives(f, interval(2), 1).map(({ lo, hi }) => hi - lo < 1e-15)).toEqual([true, true]);
  });
});

describe('enclosures of functions with branches', () => {
  test('hold both branches where either may be taken', () => {
    const f = formula('if(x < 1, x, 10 - x)');
    expect(f.evaluate([interval(0, 2)]).equals(interval(0, 10))).toBe(true);
    expect(f.evaluate([interval(2, 3)]).equals(interval(7, 8))).toBe(true);
  });

  test('hold the slopes on both sides of a kink and say nothing beyond', () => {
    expect(derivatives('abs(x)', interval(-1, 2), 2).map(String)).toEqual(['[0, 2]', '[-1, 1]', '[-Infinity, Infinity]']);
    expect(derivatives('max(x, 2*x)', interval(-1, 2), 1).map(String)).toEqual(['[-1, 4]', '[1, 2]']);
    expect(gradient('max(x, y)', [interval(0, 2), interval(1, 3)]).map(String)).toEqual(['[0, 1]', '[0, 1]']);
    expect(derivatives('abs(x)', interval(0), 1).map(String)).toEqual(['[0, 0]', '[-1, 1]']);
  });

  test('say nothing of derivatives where there may be a jump', () => {
    for (const text of ['floor(x)', 'sign(x - 2)', 'if(x < 2, 1, 0)', 'x*step(x - 2)']) {
      expect(derivatives(text, interval(1.5, 2.5), 1)[1]!.isEntire()).toBe(true);
      expect(derivatives(text, interval(2), 1)[1]!.isEntire()).toBe(true);
      expect(derivatives(text, interval(2.5, 2.75), 1)[1]!.isEntire()).toBe(false);
    }
  });

  test('contain value and slopes at every point of the box', () => {
    const ops: readonly FunctionName[] = ['add', 'sub', 'mul', 'sqr', 'exp', 'sin', ...piecewise];
    let kinks = 0;
    fc.assert(
      fc.property(
        expressions(1, ops),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (expression, lo, width, part) => {
          const dag = new Dag();
          const f = new (formula('x').constructor as new (dag: Dag, root: number, names: readonly string[]) => Formula)(
            dag,
            build(dag, expression),
            ['x'],
          );
          const box = interval(lo, lo + width);
          const x = Math.min(box.hi, lo + part * width);
          const range = derivatives(f, box, 3);
          const values = derivatives(f, interval(x), 3);
          values.forEach((value, k) => {
            expect(value.isEmpty() || value.isEntire() || value.subset(range[k]!)).toBe(true);
          });
          if (range[1]!.isEntire()) kinks++;
        },
      ),
      { numRuns: 1500, seed: 5 },
    );
    expect(kinks).toBeGreaterThan(40);
  });
});

describe('formulas with branches', () => {
  test('simplified, have exactly the same values, also on edges', () => {
    const ops: readonly FunctionName[] = ['add', 'sub', 'mul', 'div', 'neg', 'sqr', ...piecewise];
    const points = [-2, -1, 0, 1, 2].flatMap((x) =>
      [0, 1, -3].map((y): [Fraction, Fraction] => [fraction(x, 2), fraction(y, 2)]),
    );
    let compared = 0;
    const value = (dag: Dag, root: number, point: readonly Fraction[]): Fraction | 'none' => {
      const lowered = lower(dag, [root], 2, 0);
      const tape = new Tape(exact, lowered, 0);
      point.forEach((x, i) => {
        tape.memory[tape.row(i)] = x;
      });
      try {
        tape.start();
      } catch {
        return 'none';
      }
      return tape.memory[tape.row(lowered.roots[0]!)]!;
    };
    fc.assert(
      fc.property(expressions(2, ops).filter(isRational), (expression) => {
        const dag = new Dag();
        const root = build(dag, expression);
        const [simple = 0] = simplify(dag, [root]);
        for (const point of points) {
          const before = value(dag, root, point);
          expect(value(dag, simple, point)).toEqual(before);
          if (before !== 'none') compared++;
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(compared).toBeGreaterThan(5000);
  });

  test.each([
    ['abs(-x)', 'abs(x)'],
    ['abs(abs(x))', 'abs(x)'],
    ['abs(x^2)', 'x^2'],
    ['sign(-x) + sign(x)', '0'],
    ['floor(ceil(x))', 'ceil(x)'],
    ['if(x < 0, y, y)', 'y'],
    ['if(log(x) < 0, y, y)', 'if(log(x) < 0, y, y)'],
    ['max(x, x)', 'x'],
    ['not (not (x < 0))', 'x < 0'],
  ])('%s is simply %s', (text, expected) => {
    const f = formula(text, { variables: ['x', 'y'] }).simplify();
    expect(String(f)).toBe(String(formula(expected, { variables: ['x', 'y'] })));
  });

  test.each([
    ['abs(x)', '\\left|x\\right|'],
    ['if(x < 0, -x, x)', '\\begin{cases} -x & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}'],
    [
      'piecewise(x <= 0, 0, x < 1 and y != 2, x, 1)',
      '\\begin{cases} 0 & \\text{if } x \\le 0 \\\\ x & \\text{if } x < 1 \\wedge y \\ne 2 \\\\ 1 & \\text{otherwise} \\end{cases}',
    ],
    ['floor(x) + ceil(x)', '\\left\\lfloor x \\right\\rfloor + \\left\\lceil x \\right\\rceil'],
  ])('%s in LaTeX is %s', (text, latex) => {
    expect(formula(text, { variables: ['x', 'y'] }).toLatex()).toBe(latex);
  });

  test.each([
    ['x < 1 and (y > 2 or x == 3)', 'x < 1 and (y > 2 or x == 3)'],
    ['if(x<0||y>=1,x,y)', 'if(x < 0 or y >= 1, x, y)'],
    ['!(x < 0 and y < 0) ? 1 : 2', 'if(not(x < 0 and y < 0), 1, 2)'],
    ['if(not(max(x < 0, y < 0)), x, y)', 'if(not(max(1 - step(x), 1 - step(y))), x, y)'],
    ['if(x^2 - 1, x, y)', 'if(x^2 - 1 != 0, x, y)'],
    ['if(1 < x, x, y)', 'if(x > 1, x, y)'],
  ])('%s is printed as %s', (text, printed) => {
    const f = formula(text, { variables: ['x', 'y'] });
    expect(String(f)).toBe(printed);
    expect(String(formula(printed, { variables: ['x', 'y'] }))).toBe(printed);
  });

  test('as C and as JavaScript have the same values', () => {
    const texts = [
      'if(x < y, x^2, sqrt(abs(y)))',
      'max(x, y, 0.5)*min(x, -y) + sign(x)',
      'floor(x) + 10*ceil(x) + 100*round(x) + 1000*trunc(x) + 0.1*step(x)',
      'piecewise(x < -1, 1, x < 1 and y > 0, x*y, mod(x, 0.75))',
      'if(sqrt(x) < 1, y, 2) + if(not(log(y) > 0), 1, x)',
      'step(sqrt(x))*sign(log(y)) + (y == 1/x or sqrt(x) != 1)',
      '1/min(x, 0) + 1/max(-y, 0)',
      'if(x, y, 3) + if(x > 0, y, if(x <= 0, 1, 2))',
    ];
    const points = [-2.5, -1.5, -1, -0.5, 0, 0.25, 0.49999999999999994, 0.5, 1.5].flatMap((x) => [-1, 0, 2].map((y) => [x, y]));
    const functions = texts.map((text, i) => formula(text, { variables: ['x', 'y'] }).toC({ name: `f${i}` }));
    const calls = points.flatMap(([x, y]) =>
      texts.map((_, i) => `printf("%.17g\\n", f${i}(${x!.toPrecision(17)}, ${y!.toFixed(1)}));`),
    );
    const lines = printed(`#include <stdio.h>\n${functions.join('\n')}\nint main(void) { ${calls.join('\n')} return 0; }`);
    let next = 0;
    for (const [x, y] of points) {
      for (const text of texts) {
        const f = formula(text, { variables: ['x', 'y'] });
        const expected = f.evaluate([x!, y!]) + 0;
        expect(f.compile()([x!, y!])).toBe(expected);
        const js = new Function(`${f.toJavaScript()} return f;`)() as (x: number, y: number) => number;
        expect(js(x!, y!) + 0).toBe(expected);
        expect(numberInC(lines[next++]!) + 0).toBe(expected);
      }
    }
  });
});

describe('equations with branches', () => {
  const drag = { x: 'v', v: '-1 - v*abs(v)' };

  test('integrate by branch through an edge, from rest and backward', () => {
    // v = −tanh t from rest, and tan before it
    const fall = integrate(drag, [0, 0], { t: [0, 1] });
    expect(fall.status).toBe('complete');
    expect(fall.end[1]).toBeCloseTo(-Math.tanh(1), 14);
    const before = integrate(drag, [0, 0], { t: [0, -1] });
    expect(before.end[1]).toBeCloseTo(Math.tan(1), 14);
  });

  test('go on the side to which solutions go, forward and back with one system', () => {
    const fall = system(drag);
    expect(integrate(fall, [0, 0], { t: [0, 1] }).end[1]).toBeCloseTo(-Math.tanh(1), 14);
    for (const kernel of ['wasm', 'interpreter'] as const) {
      expect(integrate(fall, [0, 0], { t: [0, -1], kernel }).end[1]).toBeCloseTo(Math.tan(1), 14);
      expect(integrate(fall, [0, 0], { t: [0, 1], kernel }).end[1]).toBeCloseTo(-Math.tanh(1), 14);
    }
  });

  test('give the same trajectory by every kernel, with events', () => {
    const bouncing = system({ x: 'v', v: 'if(x < 0, -100*x, -1) - abs(v)*v/8 + max(0, x - 1)' });
    const events = [{ when: 'abs(x) - 1/4' }];
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kernel) =>
      integrate(bouncing, [1, 0], { t: [0, 6], events, kernel }),
    );
    expect(compiled!.events.length).toBeGreaterThan(3);
    expect(compiled!.t).toEqual(interpreted!.t);
    expect(compiled!.states).toEqual(interpreted!.states);
    expect(compiled!.events).toEqual(interpreted!.events);
  });

  test('are compiled, with the values of the interpreter', () => {
    const f = formula('if(x < y, x^2, sqrt(y)) + abs(x)', { variables: ['x', 'y'] });
    const value = f.compile();
    expect(value.backend).toBe('wasm');
    for (const point of [
      [1, 2],
      [2, 1],
      [-3, 4],
    ])
      expect(value(point)).toBe(f.evaluate(point));
    expect([...f.compile({ what: 'gradient' })([-3, 4])]).toEqual([-7, 0]);
    expect([...formula('abs(x)').compile({ what: 'jet', order: 2 })([-3])]).toEqual([3, -1, 0]);
  });

  test('a proof refuses where a branch is not certain, and only there', () => {
    const fall = enclose(drag, [0, -0.5], { t: [0, 1] });
    expect(fall.status).toBe('complete');
    expect(fall.end[1]!.contains(-Math.tanh(1 + Math.atanh(0.5)))).toBe(true);
    expect(enclose(drag, [0, 0.5], { t: [0, 1] }).status).not.toBe('complete');
    const root = system({ x: 'if(x > 0, -sqrt(x), x)' });
    expect(enclose(root, [-1], { t: [0, 1] }).end[0]!.contains(-Math.E)).toBe(true);
    expect(enclose(root, [interval(-1, 1)], { t: [0, 1] }).status).not.toBe('complete');
    expect(enclose({ x: '1 + floor(x)' }, [0.5], { t: [0, 0.25] }).end[0]!.contains(0.75)).toBe(true);
    expect(enclose({ x: '1 + floor(x)' }, [0.5], { t: [0, 0.75] }).status).not.toBe('complete');
  });
});

/** Whether an expression has no π. */
function isRational(expression: Expression): boolean {
  if (expression === 'pi') return false;
  return typeof expression === 'number' || !('op' in expression) || expression.args.every(isRational);
}

test('a tape computes a branch only where it may be taken', () => {
  const f = formula('if(x < 0, sqrt(-x), log(x))');
  const lowered = lower(f.dag, [f.root], 1, 1);
  expect(lowered.applications.filter(({ when }) => when !== undefined).map(({ rule }) => rule.name)).toEqual([
    'neg',
    'sqrt',
    'log',
  ]);
  const tape = new Tape(float64, lowered, 1);
  tape.memory[0] = 2;
  tape.run();
  expect([...tape.memory].some(Number.isNaN)).toBe(false);
  expect(at(f, 2)).toBe(Math.log(2));
});
