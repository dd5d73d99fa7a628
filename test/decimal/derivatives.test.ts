import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { DecimalInterval, decimalInterval } from '../../src/decimal/decimal-interval.js';
import { derivative, derivatives, formula, gradient, interval, taylor, variable, variables } from '../../src/index.js';
import golden from '../data/decimal-derivatives.json' with { type: 'json' };

/** The golden decimals are rounded to 75 digits. */
function meets(x: DecimalInterval, decimal: string): boolean {
  const value = new DecimalInterval(new Decimal(decimal), new Decimal(decimal), 80);
  return x.contains(value.add(value.mul('[-1e-74, 1e-74]')));
}

/** Correct digits that an enclosure shows. */
const digits = (x: DecimalInterval): number => -Decimal.log10(x.wid().div(x.mag())).toNumber();

describe('ten derivatives with 50 proved digits: 75 digits of mpmath lie inside', () => {
  test.each(golden)('$formula at $x, with 60 digits carried', ({ formula: text, x, values }) => {
    const enclosed = derivatives(text, decimalInterval(x, { precision: 60 }), 10);
    expect(enclosed.length).toBe(11);
    enclosed.forEach((d, k) => {
      expect(meets(d, values[k]!), `derivative ${k}: ${d}`).toBe(true);
      expect(digits(d), `derivative ${k}: ${d}`).toBeGreaterThan(50);
    });
  });

  test.each(golden)(
    '$formula at $x with 50 digits: bounds are a unit in the last place apart',
    ({ formula: text, x, values }) => {
      derivatives(text, decimalInterval(x, { precision: 50 }), 10).forEach((d, k) => {
        expect(d.precision).toBe(50);
        expect(meets(d, values[k]!), `derivative ${k}: ${d}`).toBe(true);
        expect(d.wid().lte(`1e${d.lo.e - 49}`), `derivative ${k}: ${d}`).toBe(true);
      });
    },
  );

  test.each(golden)('$formula at $x as decimals: all but a few of their digits', ({ formula: text, x, values }) => {
    const Own = Decimal.clone({ precision: 50, defaults: true });
    const point = new Own(x.split('/')[0]!).div(x.split('/')[1]!);
    derivatives(text, point, 10).forEach((d, k) => {
      expect(d.constructor).toBe(Own);
      expect(d.div(values[k]!).sub(1).abs().toNumber(), `derivative ${k}`).toBeLessThan(1e-44);
    });
  });

  test('an enclosure is narrower with more digits, and each holds the next', () => {
    const at = (precision: number): DecimalInterval[] =>
      derivatives(golden[0]!.formula, decimalInterval('3/10', { precision }), 10);
    const [five, twenty, seventy] = [at(5), at(20), at(70)];
    five.forEach((d, k) => {
      expect(d.contains(twenty[k]!) && twenty[k]!.contains(seventy[k]!)).toBe(true);
      expect(digits(seventy[k]!)).toBeGreaterThan(63);
    });
  });

  test('over a wide point they hold the derivatives at every member', () => {
    const [wide, narrow] = ['[0.29, 0.31]', '0.3'].map((x) =>
      derivatives(golden[0]!.formula, decimalInterval(x, { precision: 30 }), 6),
    );
    wide!.forEach((d, k) => {
      expect(d.contains(narrow![k]!)).toBe(true);
    });
  });

  test('a derivative of high order needs no scaling against overflow', () => {
    const d = derivative('exp(x)', decimalInterval(0, { precision: 30 }), 160);
    expect(d.contains(1) && digits(d) > 24).toBe(true);
    expect(derivative('exp(x)', new Decimal(0), 160).sub(1).abs().toNumber()).toBeLessThan(1e-15);
  });
});

describe('decimals and intervals of them wherever values go in', () => {
  test('constants of a formula are exact at any precision', () => {
    for (const precision of [20, 70]) {
      const one = decimalInterval(1, { precision });
      expect(formula('0.1*x').evaluate([one]).equals('0.1')).toBe(true);
      const third = formula('x/3').evaluate([one]);
      expect(third.contains('1/3') && third.wid().lte(`1e-${precision}`)).toBe(true);
      expect(
        formula('pi*x')
          .evaluate([one])
          .wid()
          .lte(`1e${1 - precision}`),
      ).toBe(true);
    }
    const Own = Decimal.clone({ precision: 40 });
    expect(`${formula('x + 0.1').evaluate([new Own(1)])} ${formula('x/3').evaluate([new Own(1)])}`).toBe(
      `1.1 0.${'3'.repeat(40)}`,
    );
  });

  test('a plain function with numbers in it means these numbers', () => {
    const d = derivatives((x) => Math.exp(Math.sin(x)) * Math.log(1 + x ** 2), decimalInterval('3/10', { precision: 60 }), 2);
    d.forEach((value, k) => {
      expect(meets(value, golden[0]!.values[k]!)).toBe(true);
    });
  });

  test('series: Taylor coefficients, products with numbers, evaluation, composition', () => {
    const center = decimalInterval(0, { precision: 40 });
    const t = variable(center, { order: 6 });
    const f = t.exp().mul(t.cos());
    expect(f.coefficient(4).contains('-1/6') && f.coefficient(4).wid().lte('1e-39')).toBe(true);
    expect(f.mul(2).div(4).coefficient(3).contains('-1/6')).toBe(true);
    expect(
      t
        .exp()
        .evaluate(decimalInterval('0.5', { precision: 40 }))
        .contains('75973/46080'),
    ).toBe(true);
    expect(t.exp().evaluate(0.5).contains('75973/46080')).toBe(true);
    expect(t.exp().compose(t.sin()).coefficient(4).contains('-1/8')).toBe(true);
    expect(t.sin().revert().coefficient(5).contains('3/40')).toBe(true);
    expect(taylor('log1p(x)', new Decimal(0), 3).coefficients.map(String)).toEqual(['0', '1', '-0.5', '0.33333333333333333333']);
    expect(`${taylor('sqr(x)', decimalInterval('1/3', { precision: 4 }), 2)}`).toBe(
      '[0.111, 0.1112] + [0.6666, 0.6668] t + t² + 𝒪(t³)',
    );
  });

  test('several variables', () => {
    const point = ['1/3', '2'].map((x) => decimalInterval(x, { precision: 45 }));
    const [dx, dy] = gradient('x^2*y + sin(y)', point);
    expect(dx!.contains('4/3') && dy!.wid().lte('1e-43')).toBe(true);
    const [x, y] = variables(point, { order: 2 });
    expect(x!.sqr().mul(y!).coefficient([1, 1]).contains('2/3')).toBe(true);
  });

  test('numbers and binary intervals beside them are taken exactly', () => {
    const x = decimalInterval(1, { precision: 30 });
    expect(formula('x + y').evaluate<unknown>([x, 0.1])).toEqual(x.add(0.1));
    expect(formula('x + y').evaluate<unknown>([x, interval(1, 2)])).toEqual(x.add('[1, 2]'));
    expect(formula('x + y').evaluate<unknown>([new Decimal(1), interval(1, 2)])).toEqual(
      decimalInterval('[2, 3]', { precision: 20 }),
    );
    expect(derivative('x^2', { lo: new Decimal(1), hi: new Decimal(2) }, 1)).toEqual(
      decimalInterval('[2, 4]', { precision: 20 }),
    );
  });
});
