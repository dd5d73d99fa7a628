import { describe, expect, test } from 'vitest';
import { interval } from '../../src/interval/interval.js';
import { Domain } from '../../src/model/domain.js';
import { product, sweep } from '../../src/model/polynomial.js';
import { fractionOf, plus, times, zero } from '../oracle/fraction.js';
import { isAtMost } from '../rigor/flow.js';
import { Random } from '../rigor/random.js';

const polynomial = (domain: Domain, random: Random): Float64Array =>
  Float64Array.from({ length: domain.space.size }, () => (random.chance(0.2) ? 0 : (random.next() - 0.5) * 2 ** random.below(4)));

/** Σ p_γ s^γ exactly. */
function valueAt({ space }: Domain, p: Float64Array, s: readonly number[]) {
  return p.reduce((sum, c, i) => {
    const factors = space.exponentsOf(i).flatMap((e, v) => new Array<number>(e).fill(s[v]!));
    return plus(sum, [c, ...factors].map(fractionOf).reduce(times));
  }, zero);
}

describe('a product of polynomials', () => {
  const random = new Random(11);
  for (const [variables, order] of [
    [1, 1],
    [1, 4],
    [2, 3],
    [3, 2],
  ] as const) {
    const box = Array.from({ length: variables }, () => interval(-0.7, 1.3));
    const domain = new Domain(['x', 'y', 'z'].slice(0, variables), new Array<number>(variables).fill(0), box, order);
    test.each([
      ['terms beyond the order one by one', Infinity],
      ['homogeneous parts beyond the order as a whole', 0],
    ])(`with ${variables} variables of order ${order} is enclosed, with %s`, (_, mostProducts) => {
      for (let n = 0; n < 40; n++) {
        const [p, q] = [polynomial(domain, random), polynomial(domain, random)];
        const { p: kept, rest } = product(domain, p, q, mostProducts);
        for (let k = 0; k < 4; k++) {
          const s = box.map(({ lo, hi }) =>
            k === 0 ? hi : k === 1 ? lo : Math.round((lo + (hi - lo) * random.next()) * 1024) / 1024,
          );
          const exact = times(valueAt(domain, p, s), valueAt(domain, q, s));
          const found = valueAt(domain, kept, s);
          expect(isAtMost(plus(found, fractionOf(rest.lo)), exact), `${p} times ${q} at ${s}`).toBe(true);
          expect(isAtMost(exact, plus(found, fractionOf(rest.hi))), `${p} times ${q} at ${s}`).toBe(true);
        }
      }
    });
  }

  test('that is a polynomial of the order leaves nothing, and one of more terms leaves even powers that are not negative', () => {
    const domain = new Domain(['x'], [0], [interval(-1, 1)], 1);
    expect(String(product(domain, Float64Array.of(3, 0), Float64Array.of(2, 5)).rest)).toBe('[0, 0]');
    expect(String(product(domain, Float64Array.of(0, 1), Float64Array.of(0, 2)).rest)).toBe('[0, 2]');
  });
});

describe('a sweep', () => {
  const domain = new Domain(['x', 'y'], [0, 0], [interval(-2, 1), interval(0, 3)], 1);

  test('puts what doubles leave of enclosed coefficients, times their monomials, into the rest', () => {
    const { p, rest } = sweep(domain, Float64Array.of(1, 3, -1, 1, 2, 2), 1);
    expect([...p]).toEqual([2, 0, 2]);
    expect(String(rest)).toBe('[-3, 3]');
  });

  test('puts terms beyond the space into the rest: x² + x y − y²', () => {
    const { p, rest } = sweep(domain, Float64Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, -1, -1), 2);
    expect([...p]).toEqual([0, 0, 0]);
    expect(String(rest)).toBe('[-15, 7]');
  });

  test('knows nothing of what has a coefficient that is not bounded', () => {
    const { p, rest } = sweep(domain, Float64Array.of(1, 1, 0, Infinity, 2, 2), 1);
    expect([...p]).toEqual([1, 0, 2]);
    expect(rest.isEntire()).toBe(true);
  });
});
