import { equals, type Fraction, one, over, plus, times, zero } from './fraction.js';

/** A polynomial in any number of variables with exact coefficients, by exponents joined with commas; absent means zero. */
export type Polynomial = ReadonlyMap<string, Fraction>;

const degreeOf = (key: string): number => key.split(',').reduce((sum, e) => sum + Number(e), 0);

/** Truncated polynomials in `variables` variables up to total degree `order`, or what `keeps` says of it: the slow and obvious way. */
export class Truncated {
  readonly variables: number;
  readonly order: number;

  readonly #keeps: (exponents: readonly number[]) => boolean;

  constructor(variables: number, order: number, keeps: (exponents: readonly number[]) => boolean = () => true) {
    this.variables = variables;
    this.order = order;
    this.#keeps = keeps;
  }

  from(terms: Iterable<readonly [readonly number[], Fraction]>): Polynomial {
    const sum = new Map<string, Fraction>();
    for (const [exponents, c] of terms) {
      const key = exponents.join();
      if (degreeOf(key) <= this.order && this.#keeps(exponents)) sum.set(key, plus(sum.get(key) ?? zero, c));
    }
    return new Map([...sum].filter(([, c]) => c.num !== 0n));
  }

  constant(c: Fraction): Polynomial {
    return this.from([[new Array<number>(this.variables).fill(0), c]]);
  }

  coefficient(a: Polynomial, exponents: readonly number[]): Fraction {
    return a.get(exponents.join()) ?? zero;
  }

  constantTerm(a: Polynomial): Fraction {
    return this.coefficient(a, new Array<number>(this.variables).fill(0));
  }

  add(a: Polynomial, b: Polynomial): Polynomial {
    return this.from([...a, ...b].map(([key, c]) => [key.split(',').map(Number), c] as const));
  }

  scale(a: Polynomial, c: Fraction): Polynomial {
    return new Map([...a].map(([key, x]) => [key, times(x, c)] as const).filter(([, x]) => x.num !== 0n));
  }

  sub(a: Polynomial, b: Polynomial): Polynomial {
    return this.add(a, this.scale(b, { num: -1n, den: 1n }));
  }

  mul(a: Polynomial, b: Polynomial): Polynomial {
    const terms = (p: Polynomial): { e: number[]; degree: number; c: Fraction }[] =>
      [...p].map(([key, c]) => ({ e: key.split(',').map(Number), degree: degreeOf(key), c }));
    const right = terms(b);
    return this.from(
      terms(a).flatMap((x) =>
        right
          .filter((y) => x.degree + y.degree <= this.order)
          .map((y) => [x.e.map((n, i) => n + y.e[i]!), times(x.c, y.c)] as const),
      ),
    );
  }

  /** Σ_k f_k h^k for an h without constant term. */
  compose(f: readonly Fraction[], h: Polynomial): Polynomial {
    if (this.constantTerm(h).num !== 0n) throw new RangeError('compose: expected a zero constant term');
    let sum: Polynomial = new Map();
    for (let k = Math.min(this.order, f.length - 1); k >= 0; k--) sum = this.add(this.mul(sum, h), this.constant(f[k]!));
    return sum;
  }

  /** a without its constant term. */
  withoutConstant(a: Polynomial): Polynomial {
    return this.sub(a, this.constant(this.constantTerm(a)));
  }

  /** 1/a = Σ_k (−h)^k / a_0^{k+1}, where a = a_0 + h. */
  reciprocal(a: Polynomial): Polynomial {
    const a0 = this.constantTerm(a);
    const terms: Fraction[] = [over(one, a0)];
    for (let k = 1; k <= this.order; k++) terms.push(over({ num: -terms[k - 1]!.num, den: terms[k - 1]!.den }, a0));
    return this.compose(terms, this.withoutConstant(a));
  }

  div(a: Polynomial, b: Polynomial): Polynomial {
    return this.mul(a, this.reciprocal(b));
  }

  equals(a: Polynomial, b: Polynomial): boolean {
    return a.size === b.size && [...a].every(([key, c]) => b.has(key) && equals(c, b.get(key)!));
  }
}
