import { describe, expect, test } from 'vitest';
import { defineFunction } from '../../src/derivative/define.js';
import { formula } from '../../src/formula/formula.js';
import { interval } from '../../src/interval/interval.js';
import { taylorModel } from '../../src/model/make.js';
import { TaylorModel } from '../../src/model/taylor-model.js';
import * as free from '../../src/series/free.js';
import * as special from '../../src/series/free-special.js';
import { outside } from './contains.js';

const box = [interval(0.5, 1.25), interval(-1, 0.75)];
const [x, y] = TaylorModel.variables(box, { order: 4 }) as [TaylorModel, TaylorModel];
const over = (f: string): TaylorModel => taylorModel(formula(f, { variables: ['x', 'y'] }), box, { order: 4 });

const same = (a: TaylorModel, b: TaylorModel): void => {
  expect(a.polynomial.coefficients).toEqual(b.polynomial.coefficients);
  expect(String(a.remainder)).toBe(String(b.remainder));
  expect(String(a.bound())).toBe(String(b.bound()));
  expect(a.decoration).toBe(b.decoration);
};

describe('methods and free functions are what formulas are made of', () => {
  test.each<[string, TaylorModel]>([
    ['x + y', x.add(y)],
    ['x - 3', x.sub(3)],
    ['2 - x', free.sub(2, x)],
    ['x*y', free.mul(x, y)],
    ['y/x', y.div(x)],
    ['1/x', free.div(1, x)],
    ['-y', free.neg(y)],
    ['x^2', x.sqr()],
    ['x^5', x.pow(5)],
    ['x^(1/3)', x.pow('1/3')],
    ['x^y', free.pow(x, y)],
    ['sin(x)', free.sin(x)],
    ['exp(y)', y.exp()],
    ['lgamma(x)', special.lgamma(x)],
    ['besselJ(2, y)', special.besselJ(2, y)],
    ['polygamma(1, x)', x.polygamma(1)],
    ['sphericalJ(1, y)', y.sphericalJ(1)],
    ['atan2(y, x)', free.atan2(y, x)],
    ['hypot(x, y)', x.hypot(y)],
    ['keplerE(0.25, y)', x.constant(0.25).keplerE(y)],
    ['abs(y)', y.abs()],
    ['min(x, y)', x.min(y)],
    ['max(x, 1)', x.max(1)],
    ['floor(2*y)', y.mul(2).floor()],
    ['ceil(y) + trunc(y) + round(y) + sign(y)', y.ceil().add(y.trunc()).add(y.round()).add(y.sign())],
    ['if(y >= 0, x, -x)', y.step().select(x, x.neg())],
    ['if(x > 0, x, y)', free.sub(1, x.neg().step()).select(x, y)],
  ])('%s', (text, found) => same(found, over(text)));

  test('a formula of models is the formula of what they are models of', () => {
    same(taylorModel('sin(u)*v', [x.mul(y), x.add(y)]), over('sin(x*y)*(x + y)'));
  });

  test('a number or an interval is a constant, a text encloses one', () => {
    expect(x.add(interval('0.1')).remainder.contains(0)).toBe(true);
    expect(
      x
        .mul('1/3')
        .evaluate([1, 0])
        .contains(1 / 3),
    ).toBe(true);
    expect(x.mul('1/3').remainder.wid()).toBeGreaterThan(0);
  });
});

describe('an integral', () => {
  test('of x² y over x from the center is (x³ − c³) y/3', () => {
    const model = over('x^2*y').integral('x');
    const [c] = model.center;
    for (const at of [
      [0.5, -1],
      [1.25, 0.75],
      [0.75, 0.5],
    ] as const) {
      const exact = ((at[0] ** 3 - c! ** 3) * at[1]) / 3;
      expect(Math.abs(model.evaluate(at).mid() - exact)).toBeLessThan(1e-15);
    }
    expect(model.remainder.mag()).toBeLessThan(1e-15);
  });

  test('of exp is exp, and holds what is cut and what remains', () => {
    const model = taylorModel('exp(x)', interval(-1, 1), { order: 3 });
    const integral = model.integral();
    // e − 1 and 1/e − 1
    expect(outside(integral, [1], '1.71828182845904523536028747135266249775724709369995957496697')).toBe(0);
    expect(outside(integral, [-1], '-0.632120558828557678404476229838539131139803012320655364526803')).toBe(0);
    expect(integral.remainder.mag()).toBeLessThan(0.11);
  });

  test('holds the terms that it cuts', () => {
    const model = taylorModel('x^3', interval(-1, 1), { order: 3 }).integral();
    expect(String(model.polynomial)).toBe('𝒪(‖x‖⁴)');
    expect(model.evaluate(1).contains(0.25)).toBe(true);
    expect(outside(model, [1], '0.25')).toBe(0);
  });

  test('over a jump is continuous, but that is not claimed', () => {
    const model = taylorModel('sign(x)', interval(-1, 2), { order: 2, center: 0 }).integral();
    expect(model.evaluate(-1).contains(1)).toBe(true);
    expect(model.evaluate(2).contains(2)).toBe(true);
    expect(model.decoration).toBe('def');
  });
});

describe('a model over a part of the box', () => {
  test('is about another center, contains the same function, and is bounded more narrowly', () => {
    const model = taylorModel('exp(x)', interval(-1, 1), { order: 5 });
    const part = model.restrict(interval(0.5, 1));
    expect(part.center).toEqual([0.75]);
    expect(part.bound().subset(model.bound())).toBe(true);
    expect(outside(part, [1], '2.71828182845904523536028747135266249775724709369995957496697')).toBe(0);
    expect(model.restrict(interval(0.5, 1), 0.5).center).toEqual([0.5]);
  });

  test('takes what moving the center rounds into its remainder', () => {
    const model = taylorModel('x^3', interval(-1, 1), { order: 3 });
    const part = model.restrict(interval(0.1, 0.3), 0.1);
    expect(part.remainder.wid()).toBeGreaterThan(0);
    expect(part.remainder.mag()).toBeLessThan(1e-16);
    // 0.2³ for the double 0.2
    expect(outside(part, [0.2], '0.00800000000000000133226762955018793095837347214774263558897164')).toBe(0);
  });
});

describe('a composition', () => {
  const outer = taylorModel('exp(u)', interval(-1.5, 1.5), { order: 4 });

  test('contains the composition of the functions', () => {
    const model = outer.compose([x.mul(y)]);
    // e^(1.25·0.75), e^(−0.5)
    expect(outside(model, [1.25, 0.75], '2.55358949806290063680189117030069508186519949043055310951671')).toBe(0);
    expect(outside(model, [0.5, -1], '0.606530659712633423603799534991180453441918135487186955682893')).toBe(0);
    expect(model.names).toEqual(['x', 'y']);
    expect(model.remainder.mag()).toBeLessThan(0.2);
  });

  test('has the remainder of the outer model in its own', () => {
    const coarse = taylorModel('exp(u)', interval(-2, 2), { order: 1 });
    const [u] = TaylorModel.variables(interval(-2, 2), { order: 4 }) as [TaylorModel];
    const model = coarse.compose([u]);
    expect(String(model.remainder)).toBe(String(coarse.remainder));
    expect(outside(model, [2], '7.38905609893065022723042746057500781318031557055184732408713')).toBe(0);
  });

  test('claims no more than its parts do', () => {
    expect(outer.compose([y.abs()]).decoration).toBe('def');
    expect(taylorModel('abs(u)', interval(-2, 2), { order: 2 }).compose([x]).decoration).toBe('def');
  });

  test('is one only where the values of the inner models lie in the domain of the outer', () => {
    expect(() => outer.compose([x.mul(2)])).toThrow('compose: expected values for u in its domain [-1.5, 1.5]');
    expect(() => outer.compose([x, y])).toThrow('compose: expected 1 models');
  });
});

test('JSON keeps all that a model says', () => {
  for (const model of [over('sin(x*y)'), over('1/y'), over('log(y - 2)'), over('abs(y)/3')]) {
    same(TaylorModel.fromJSON(JSON.stringify(model)), model);
  }
  const json = x.toJSON();
  expect(() => TaylorModel.fromJSON({ ...json, coefficients: [1] })).toThrow('fromJSON: expected 15 finite coefficients');
  expect(() => TaylorModel.fromJSON({ ...json, decoration: 'ill' })).toThrow('fromJSON: expected a decoration');
  expect(() => TaylorModel.fromJSON('{}')).toThrow('fromJSON: expected an object with names');
});

test('JSON in which a bound is no number is refused, not read as 0', () => {
  const json = JSON.parse(JSON.stringify(over('sin(x*y)')));
  // what JSON.stringify makes of infinite numbers, and what Number would make numbers of
  for (const lo of [null, '', [], true, false, '-1', '0x10', undefined]) {
    for (const part of ['remainder', 'bound']) {
      expect(() => TaylorModel.fromJSON({ ...json, [part]: { lo, hi: 1 } })).toThrow(
        'fromJSON: expected a bound that is a number',
      );
    }
    expect(() => TaylorModel.fromJSON({ ...json, domain: [{ lo, hi: 1 }, json.domain[1]] })).toThrow(TypeError);
  }
  expect(() => TaylorModel.fromJSON({ ...json, remainder: null })).toThrow('fromJSON: expected a bound that is a number');
});

test('a box so large that distances from its center exceed all doubles has models', () => {
  const most = Number.MAX_VALUE;
  for (const center of [most, -most, 1e308, 0]) {
    for (const order of [1, 2, 3, 6]) {
      const model = (f: string): TaylorModel => taylorModel(f, interval(-most, most), { order, center });
      expect(model('sin(x)').bound()).toEqual(interval(-1, 1));
      expect(model('exp(-x)').evaluate(0).contains(1)).toBe(true);
      expect(model('1e-300*x^3 - x^2').evaluate(0).contains(0)).toBe(true);
      expect(model('x^3').restrict(interval(-most, most), most).evaluate(-5).contains(-125)).toBe(true);
      expect(
        model('1e-310*x^2')
          .evaluate(interval(-1, most))
          .contains(most * 1e-310 * most),
      ).toBe(true);
    }
  }
});

describe('a function that a caller gives', () => {
  const enclosure = (u: ReturnType<typeof interval>) => u.sqr().add(1).recip();
  const agnesi = defineFunction('agnesi', { b: '1 + u^2', a: '-2*u', at: (u) => 1 / (1 + u * u), enclosure });

  test('goes by its equation', () => {
    const found = taylorModel(formula('agnesi(x)', { scope: { agnesi } }), interval(-0.25, 0.5), { order: 6 });
    const known = taylorModel('1/(1 + x^2)', interval(-0.25, 0.5), { order: 6 });
    expect(found.remainder.mag()).toBeLessThan(4e-3);
    expect(found.decoration).toBe('com');
    found.polynomial.coefficients.forEach((c, i) => {
      expect(c).toBeCloseTo(known.polynomial.coefficients[i]!, 13);
    });
    // 1/(1 + 0.5²)
    expect(outside(found, [0.5], '0.8')).toBe(0);
  });

  test('is known by its enclosure alone where its equation is singular', () => {
    const root = defineFunction('root', { b: '2*u', a: '1', at: Math.sqrt, enclosure: (u) => u.sqrt() });
    const found = taylorModel(formula('root(x)', { scope: { root } }), interval(0, 1), { order: 3 });
    expect(found.decoration).toBe('trv');
    expect(String(found.bound())).toBe('[0, 1]');
  });
});
