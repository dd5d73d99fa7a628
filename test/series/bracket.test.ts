import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Interval, interval } from '../../src/interval/interval.js';
import { lieBracket, lieSeries, poissonBracket } from '../../src/series/bracket.js';
import { curl, divergence, jacobianMatrix } from '../../src/series/field.js';
import type { SeriesN } from '../../src/series/series-n.js';
import { variables } from '../../src/series/variables.js';

type S = SeriesN<number>;
const [q1, q2, p1, p2] = variables([0, 0, 0, 0], { order: 5, names: ['q1', 'q2', 'p1', 'p2'] }) as unknown as [S, S, S, S];
const coordinates = [q1, q2, p1, p2];

/** Polynomials with small whole coefficients, so that brackets of them are exact, of terms of degree `from` to 3. */
const polynomial = (from: number): fc.Arbitrary<S> =>
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 35, maxLength: 35 }).map((cs) => {
    const degreeOf = (e: readonly number[]): number => e.reduce((sum, n) => sum + n, 0);
    return cs.reduce((sum, c, i) => {
      const exponents = q1.space.exponentsOf(i);
      if (degreeOf(exponents) < from || c === 0) return sum;
      return sum.add(exponents.reduce((product, n, v) => product.mul(coordinates[v]!.pow(n)), q1.constant(c)));
    }, q1.constant(0));
  });

/** Equal coefficients as far as both are known. */
const agree = (a: S, b: S): void => {
  const order = Math.min(a.order, b.order);
  expect(order).toBeGreaterThanOrEqual(2);
  expect(a.truncate(order).coefficients).toEqual(b.truncate(order).coefficients);
};

describe('Poisson brackets', () => {
  test('of canonical variables are 0 and 1', () => {
    coordinates.forEach((a, i) => {
      coordinates.forEach((b, j) => {
        const bracket = poissonBracket(a, b);
        expect(bracket.coefficient([0, 0, 0, 0])).toBe(j === i + 2 ? 1 : i === j + 2 ? -1 : 0);
        expect(bracket.coefficients.filter((c) => c !== 0).length).toBe(Math.abs(i - j) === 2 ? 1 : 0);
      });
    });
    const pairs = { q: ['p1', 'p2'], p: ['q1', 'q2'] };
    expect(poissonBracket(q1, p1, pairs).coefficient([0, 0, 0, 0])).toBe(-1);
  });

  test('are antisymmetric derivations that obey Jacobi’s identity', () => {
    fc.assert(
      fc.property(polynomial(0), polynomial(0), polynomial(0), (f, g, h) => {
        const b = poissonBracket<number>;
        agree(b(f, g), b(g, f).neg());
        agree(
          b(f, g.mul(h)),
          b(f, g)
            .mul(h)
            .add(g.mul(b(f, h))),
        );
        agree(
          b(f, b(g, h))
            .add(b(g, b(h, f)))
            .add(b(h, b(f, g))),
          f.mul(0),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('know more of series that start higher', () => {
    expect(poissonBracket(q1, p1).order).toBe(4);
    expect(poissonBracket(q1.sqr(), p1.sqr()).order).toBe(5);
    expect(poissonBracket(q1.pow(3), p1.pow(3)).order).toBe(6);
    // q³ known to O(x⁶): (q³ + a q⁶ + …)(p³ + b p⁶ + …) brackets to 9 q² p² + O(x⁷)
    expect(poissonBracket(q1.pow(3), p1.pow(3)).toString()).toBe('9 q1² p1² + 𝒪(‖x‖⁷)');
  });

  test('misuse', () => {
    const [x, y, z] = variables([0, 0, 0], { order: 2 }) as unknown as [S, S, S];
    expect(() => poissonBracket(x, y)).toThrow(
      new RangeError(
        'poissonBracket: expected as many positions as momenta among the variables x, y, z, got q = (x), p = (y, z)',
      ),
    );
    expect(() => poissonBracket(x, z, { q: ['x'], p: ['x'] })).toThrow('got q = (x), p = (x)');
    expect(() => lieBracket([x, y], [x, y])).toThrow(
      new RangeError('lieBracket: expected a vector field with a component for each variable, got 2 for (x, y, z)'),
    );
  });
});

describe('Lie brackets', () => {
  const field = fc.tuple(polynomial(0), polynomial(0), polynomial(0), polynomial(0));

  test('are antisymmetric and obey Jacobi’s identity', () => {
    fc.assert(
      fc.property(field, field, field, (f, g, h) => {
        const b = lieBracket<number>;
        b(f, g).forEach((component, i) => {
          agree(component, b(g, f)[i]!.neg());
        });
        const [one, two, three] = [b(f, b(g, h)), b(g, b(h, f)), b(h, b(f, g))];
        one.forEach((component, i) => {
          agree(component.add(two[i]!).add(three[i]!), q1.mul(0));
        });
      }),
      { numRuns: 8 },
    );
  });

  test('of Hamiltonian fields are the field of the Poisson bracket', () => {
    fc.assert(
      fc.property(polynomial(1), polynomial(1), (f, g) => {
        const fieldOf = (h: S): S[] => [
          h.derivative('p1'),
          h.derivative('p2'),
          h.derivative('q1').neg(),
          h.derivative('q2').neg(),
        ];
        const bracket = fieldOf(poissonBracket(f, g));
        // [X_f, X_g] = −X_{{f, g}} with X_H f = {f, H}
        lieBracket(fieldOf(f), fieldOf(g)).forEach((component, i) => {
          agree(component, bracket[i]!.neg());
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe('Lie series', () => {
  test('x′ = x² takes x to x/(1 − x), and every function along', () => {
    const [x] = variables([0], { order: 8 }) as [S];
    const moved = x.div(x.neg().add(1));
    expect(lieSeries([x.sqr()], x).isApprox(moved, 1e-14)).toBe(true);
    expect(lieSeries([x.sqr()], x.exp()).isApprox(moved.exp(), 1e-13)).toBe(true);
  });

  test('of −H undoes that of H, and each is canonical', () => {
    fc.assert(
      fc.property(polynomial(3), (h) => {
        const image = coordinates.map((s) => lieSeries(h, s));
        expect(image[0]!.order).toBe(4);
        const back = image.map((s) => lieSeries(h.neg(), s));
        back.forEach((s, i) => {
          expect(s.sub(coordinates[i]!).norm(Infinity)).toBeLessThan(1e-9 * (1 + image[i]!.norm(Infinity)));
        });
        const brackets = [poissonBracket(image[0]!, image[2]!), poissonBracket(image[0]!, image[3]!)];
        const scale = 1 + image.reduce((largest, s) => Math.max(largest, s.norm(Infinity)), 0) ** 2;
        expect(brackets[0]!.sub(1).norm(Infinity)).toBeLessThan(1e-11 * scale);
        expect(brackets[1]!.norm(Infinity)).toBeLessThan(1e-11 * scale);
      }),
      { numRuns: 20 },
    );
  });

  test('of functions respects products', () => {
    const h = q1.sqr().mul(p1).add(q2.mul(p1.sqr())).sub(p2.pow(3));
    const [f, g] = [q1.add(p2.sqr()), p1.mul(q2).add(q2)];
    const product = lieSeries(h, f.mul(g));
    const parts = lieSeries(h, f).mul(lieSeries(h, g));
    expect(product.truncate(parts.order).isApprox(parts, 1e-13)).toBe(true);
  });

  test('encloses with intervals', () => {
    const [x] = variables([interval(0)], { order: 6 }) as [SeriesN<Interval>];
    const flow = lieSeries([x.sqr()], x);
    flow.coefficients.forEach((c, k) => {
      expect(c.contains(k === 0 ? 0 : 1)).toBe(true);
      expect(c.wid()).toBeLessThan(1e-14);
    });
  });

  test('needs a generator near the identity', () => {
    expect(() => lieSeries(q1.mul(p1), q1)).toThrow(
      'lieSeries: expected a generator whose flow is near the identity, a field that starts with degree 2 in q1, got one that starts with degree 1',
    );
  });
});

describe('fields', () => {
  const [x, y, z] = variables([1, 2, 3], { order: 5 }) as unknown as [S, S, S];
  const f = [x.mul(y).exp(), y.mul(z).sin(), x.add(z).sqr()];

  test('the divergence of a curl and the curl of a gradient vanish', () => {
    expect(divergence(curl(f)).norm(Infinity)).toBeLessThan(1e-12);
    for (const part of curl(f[0]!.mul(f[1]!).gradient())) expect(part.norm(Infinity)).toBeLessThan(1e-11);
  });

  test('the Laplacian is the divergence of the gradient and the trace of the Hessian', () => {
    const g = f[0]!.mul(f[1]!);
    const hessian = g.hessian();
    expect(g.laplacian().isApprox(divergence(g.gradient()), 1e-15)).toBe(true);
    expect(
      g.laplacian().isApprox(
        hessian.map((row, i) => row[i]!).reduce((sum, s) => sum.add(s)),
        1e-15,
      ),
    ).toBe(true);
    expect(hessian[0]![2]).toBe(hessian[2]![0]);
    hessian.forEach((row, i) => {
      row.forEach((s, j) => {
        expect(s.coefficients).toEqual(g.gradient()[i]!.gradient()[j]!.coefficients);
      });
    });
    expect(x.log().add(y.atan()).laplacian().order).toBe(3);
  });

  test('harmonic functions have Laplacian zero', () => {
    expect(x.exp().mul(y.cos()).laplacian().norm(Infinity)).toBeLessThan(1e-14);
  });

  test('Jacobian matrices obey the chain rule', () => {
    const [u, v] = variables([0, 0], { order: 5, names: ['u', 'v'] }) as [S, S];
    const inner = [u.add(1), v.mul(u).add(2), v.exp().add(2)];
    const outer = jacobianMatrix(f);
    const chained = jacobianMatrix(f.map((s) => s.compose(inner)));
    chained.forEach((row, i) => {
      row.forEach((s, j) => {
        const sum = inner.map((g, k) => outer[i]![k]!.compose(inner).mul(jacobianMatrix([g])[0]![j]!));
        expect(
          s.isApprox(
            sum.reduce((total, part) => total.add(part)),
            1e-12,
          ),
        ).toBe(true);
      });
    });
  });

  test('misuse', () => {
    expect(() => divergence([x])).toThrow(new RangeError('divergence: expected 3 components in 3 variables, got 1 in (x, y, z)'));
    expect(() => curl([x, y])).toThrow('curl: expected 3 components in 3 variables, got 2 in (x, y, z)');
  });
});
