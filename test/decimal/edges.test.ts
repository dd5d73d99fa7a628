import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { type DecimalInterval, decimalInterval } from '../../src/decimal/decimal-interval.js';
import { formula } from '../../src/formula/formula.js';
import { atan2 } from '../../src/series/free.js';

const at = (text: string, precision = 5): DecimalInterval => decimalInterval(text, { precision });
const greatest = '9.9999e+9000000000000000';
const least = '1e-9000000000000000';

describe('at the ends of the exponents of decimals', () => {
  test('what is too large lies between the greatest decimal and infinity', () => {
    const huge = at('1e9000000000000000');
    const beyond = `[${greatest}, Infinity]`;
    expect(`${huge.mul(10)}`).toBe(beyond);
    expect(`${huge.mul(-10)}`).toBe(`[-Infinity, -${greatest}]`);
    expect(`${huge.mul(6).add(huge.mul(6))}`).toBe(beyond);
    expect(`${huge.div('0.01')}`).toBe(beyond);
    expect(`${huge.sqr()}`).toBe(beyond);
    expect(`${huge.neg().pow(3)}`).toBe(`[-Infinity, -${greatest}]`);
    for (const f of ['exp', 'exp10', 'sinh', 'cosh', 'expm1'] as const) expect(`${at('3e16')[f]()}`, f).toBe(beyond);
    for (const x of ['1e17', '1e100', '1e9000000000000000']) expect(`${at(x).exp2()}`).toBe(beyond);
    expect(`${at('2').pow(at('1e30'))}`).toBe(beyond);
    expect(`${at('10').pow(at('1e200'))}`).toBe(beyond);
    expect(`${at('-1e40').sinh()}`).toBe(`[-Infinity, -${greatest}]`);
  });

  test('what is too small lies between 0 and the least decimal', () => {
    const tiny = at('1e-9000000000000000');
    expect(`${tiny.mul('0.1')}`).toBe(`[0, ${least}]`);
    expect(`${tiny.mul('-0.1')}`).toBe(`[-${least}, 0]`);
    expect(`${tiny.div(-3)}`).toBe(`[-${least}, 0]`);
    expect(`${tiny.sqr()}`).toBe(`[0, ${least}]`);
    expect(`${at('1.5e-9000000000000000').sub(tiny)}`).toBe(`[0, ${least}]`);
    expect(`${tiny.sub(at('1.5e-9000000000000000'))}`).toBe(`[-${least}, 0]`);
    expect(`${tiny.sub(tiny)}`).toBe('[0, 0]');
    expect(`${at('-3e16').exp()}`).toBe(`[0, ${least}]`);
    expect(`${at('1e16').pow(-1e15)}`).toBe(`[0, ${least}]`);
    expect(`${at('9e9000000000000000').recip()}`).toBe(`[0, ${least}]`);
  });

  test('functions there are next to their arguments, or as their logarithms say', () => {
    const tiny = at('1e-9000000000000000');
    const rest = { above: `[${least}, 1.0001e-9000000000000000]`, within: `[0, ${least}]` };
    for (const f of ['tan', 'asin', 'sinh', 'atanh', 'expm1'] as const) expect(`${tiny[f]()}`, f).toBe(rest.above);
    for (const f of ['sin', 'atan', 'tanh', 'asinh', 'log1p'] as const) expect(`${tiny[f]()}`, f).toBe(rest.within);
    for (const f of ['exp', 'exp2', 'exp10', 'cosh'] as const) expect(`${tiny[f]()}`, f).toBe('[1, 1.0001]');
    expect(`${tiny.cos()}`).toBe('[0.99999, 1]');
    expect(`${tiny.acos()}`).toBe('[1.5707, 1.5708]');
    expect(`${tiny.cbrt()} ${tiny.sqrt()}`).toBe(
      '[1e-3000000000000000, 1e-3000000000000000] [1e-4500000000000000, 1e-4500000000000000]',
    );
    // log 10^−9e15 = −9e15·2.302585092994045684…
    expect(`${at('1e-9000000000000000', 20).log()}`).toBe('[-20723265836946411.157, -20723265836946411.156]');
    expect(`${at('1e-9000000000000000', 20).log10()}`).toBe('[-9000000000000000, -9000000000000000]');
    const huge = at('1e9000000000000000', 20);
    for (const f of ['log', 'log1p'] as const) expect(`${huge[f]()}`).toBe('[20723265836946411.156, 20723265836946411.157]');
    // and log 2 = 0.6931… more
    for (const f of ['asinh', 'acosh'] as const) expect(`${huge[f]()}`).toBe('[20723265836946411.849, 20723265836946411.85]');
    expect(`${huge.atan()} ${huge.tanh()}`).toBe('[1.5707963267948966192, 1.5707963267948966193] [0.99999999999999999999, 1]');
    expect(`${huge.neg().atan()} ${huge.neg().tanh()}`).toBe(
      '[-1.5707963267948966193, -1.5707963267948966192] [-1, -0.99999999999999999999]',
    );
    expect(`${at('-1e16', 20).expm1()}`).toBe('[-1, -0.99999999999999999999]');
  });

  test('angles of more than 10 000 digits are not reduced', () => {
    expect(`${at('1e9999').sin()}`).not.toBe('[-1, 1]');
    for (const f of ['sin', 'cos'] as const)
      for (const x of ['1e10000', '-1e9000000000000000']) expect(`${at(x)[f]()}`).toBe('[-1, 1]');
    expect(`${at('1e10000').tan()}`).toBe('[-Infinity, Infinity]');
  });
});

describe('powers', () => {
  test('of decimals that are decimals are exact', () => {
    for (const [x, y, wanted] of [
      ['4', '1/2', '2'],
      ['0.125', '1/3', '0.5'],
      ['0.125', '-1/3', '2'],
      ['32', '-2/5', '0.25'],
      ['0.2', '-7', '78125'],
      ['2.25', '1.5', '3.375'],
      ['1e100', '0.01', '10'],
      ['1e-300', '-1/3', '1e+100'],
      ['1e1000000000', '1e-9', '10'],
      ['15241578750190521', '0.5', '123456789'],
      ['7', '0', '1'],
      ['1', '1e-300', '1'],
    ] as const) {
      const value = at(x, 20).pow(y);
      expect([`${value.lo}`, `${value.hi}`], `${x}^${y}`).toEqual([wanted, wanted]);
    }
    const [x, y] = [at('4', 20), at('0.5', 20)];
    expect(`${x.pow(y)} ${x.pow(new Decimal('0.5'))} ${x.pow(0.5)}`).toBe('[2, 2] [2, 2] [2, 2]');
  });

  test('that are not are rounded to neighbors', () => {
    for (const [x, y, lo, hi] of [
      ['3', '-1/2', '0.57735026918962576450', '0.57735026918962576451'],
      ['2', '1/3', '1.2599210498948731647', '1.2599210498948731648'],
      ['0.1', '0.1', '0.79432823472428150206', '0.79432823472428150207'],
      // an exponent that is no short decimal: 2^0.1000000000000000055511151231257827…
      ['2', 0.1, '1.0717734625362931683', '1.0717734625362931684'],
      ['1.00000000000000000001', '1e-10', '1', '1.0000000000000000001'],
      ['0.5', '1e-300', '0.99999999999999999999', '1'],
    ] as const) {
      const value = at(x, 20).pow(y);
      expect([value.lo.eq(lo), value.hi.eq(hi)], `${x}^${y} = ${value}`).toEqual([true, true]);
    }
  });

  test('of negative numbers are for integers alone', () => {
    expect(`${at('-8').pow(3)} ${at('-8').pow('3')} ${at('-8').pow(3n)} ${at('-8').pow(new Decimal(3))}`).toBe(
      '[-512, -512] '.repeat(4).trim(),
    );
    expect(at('-8').pow('1/3').isEmpty()).toBe(true);
    expect(at('-8').pow(at('3')).isEmpty()).toBe(true);
    expect(() => at('-8').pow(2 ** 60)).toThrow(RangeError);
    expect(() => at('8').pow(Number.NaN)).toThrow('pow: expected a finite exponent, got NaN');
    expect(() => at('8').pow(new Decimal('Infinity'))).toThrow(RangeError);
  });
});

describe('exponents beyond any power of ten that fits memory', () => {
  const tiny = at('1e-50000000000', 20);
  const huge = at('1e50000000000', 20);
  const valueText = (name: string, x: DecimalInterval): string => `${formula(name).evaluate([x])}`;

  test('of an angle in half turns are below the first of them', () => {
    // πx and 1 but for what x² times a number is
    expect(valueText('sinpi(x)', tiny)).toBe('[3.1415926535897932384e-50000000000, 3.1415926535897932385e-50000000000]');
    expect(valueText('tanpi(x)', tiny.neg())).toBe('[-3.1415926535897932385e-50000000000, -3.1415926535897932384e-50000000000]');
    expect(valueText('cospi(x)', tiny)).toBe('[0.99999999999999999999, 1]');
    expect(valueText('cospi(x)', tiny.neg().hull(at('0.5', 20)))).toBe('[0, 1]');
    expect(valueText('tanpi(x)', tiny.neg().hull(at('0.25', 20)))).toBe('[-3.1415926535897932385e-50000000000, 1]');
  });

  test('leave angles just below the quotients of coordinates, which may be decimals', () => {
    expect(`${atan2(at('1e-9000000'), at('0.25'))}`).toBe('[3.9999e-9000000, 4e-9000000]');
    expect(`${atan2(at('-1e-9000000000'), at('0.25'))}`).toBe('[-4e-9000000000, -3.9999e-9000000000]');
    expect(`${atan2(at('1e-9000000000'), at('3'))}`).toBe('[3.3333e-9000000001, 3.3334e-9000000001]');
    expect(`${atan2(at('3'), at('1e-9000000000'))}`).toBe('[1.5707, 1.5708]');
  });

  test('leave Bessel functions just below the first term of their series, which may be a decimal', () => {
    // J₁ = x/2 − x³/16 + …, J₃ = x³/48 − …, j₂ = x²/15 − …
    expect(valueText('sinc(x)', tiny)).toBe('[0.99999999999999999999, 1]');
    expect(valueText('besselJ(1, x)', tiny.neg())).toBe('[-5e-50000000001, -4.9999999999999999999e-50000000001]');
    expect(valueText('besselJ(3, x)', at('6e-400000', 20))).toBe('[4.4999999999999999999e-1200000, 4.5e-1200000]');
    expect(valueText('sphericalJ(2, x)', tiny)).toBe(
      '[6.6666666666666666666e-100000000002, 6.6666666666666666667e-100000000002]',
    );
  });

  test('leave ψ and its derivatives beside the first terms of their asymptotic series', () => {
    // mpmath: log(10)*50000000000 = 115129254649.7022842008995727342182103801
    expect(valueText('digamma(x)', huge)).toBe('[115129254649.7022842, 115129254649.70228421]');
    const first = formula('polygamma(3, x)').evaluate([huge]);
    expect(first.contains('2e-150000000000')).toBe(true);
    expect(first.hi.minus(first.lo).lte('1e-150000000018')).toBe(true);
    expect(valueText('gamma(x)', huge)).toBe('[9.9999999999999999999e+9000000000000000, Infinity]');
    // mpmath: psi(0, 3e40) = 93.20201600842993705211490342429709400869, psi(1, 3e40) = 3.333333333333333333333333333333333333333e-41
    expect(valueText('digamma(x)', at('3e40', 20))).toBe('[93.202016008429937052, 93.202016008429937053]');
    expect(
      formula('polygamma(1, x)')
        .evaluate([at('3e40', 20)])
        .contains('3.333333333333333333333333333333333333333e-41'),
    ).toBe(true);
  });
});
