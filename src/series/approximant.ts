import { computed } from '../algebra/of.js';
import { showAsText } from '../text/inspect.js';
import type { TextOptions } from './print.js';
import type { Series } from './series.js';

/**
 * A Padé approximant: polynomials p and q with q_0 = 1, whose quotient has the first coefficients of a series. {@link Series.pade} makes it.
 *
 * @example
 * const e = exp(variable(fraction(0), { order: 4 })).pade(2, 2);
 * e.toString(); // '(1 + ½ t + 1/12 t²)/(1 − ½ t + 1/12 t²)'
 * e.evaluate(1).toString(); // '19/7'
 */
export class PadeApproximant<T> {
  readonly numerator: Series<T>;
  readonly denominator: Series<T>;

  constructor(numerator: Series<T>, denominator: Series<T>) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** p(at)/q(at). */
  evaluate(at: T | number): T {
    const parts = [this.numerator.evaluate(at), this.denominator.evaluate(at)];
    return computed('evaluate', parts, (algebra, m, out, [p = 0, q = 0]) => algebra.div(m, out, p, q)) as T;
  }

  /** The quotient as text, with t, or the given name, standing for the distance from the center. */
  toString(name?: string, options: TextOptions = {}): string {
    const [p, q] = [this.numerator, this.denominator].map((part) => part.toString(name, { ...options, rest: false }));
    return q === '1' ? p! : `${inParentheses(p!)}/${inParentheses(q!)}`;
  }

  /** The quotient in LaTeX, for mathematics mode. */
  toLatex(name?: string, options: TextOptions = {}): string {
    const [p, q] = [this.numerator, this.denominator].map((part) => part.toLatex(name, { ...options, rest: false }));
    return q === '1' ? p! : `\\frac{${p}}{${q}}`;
  }
}

showAsText(PadeApproximant.prototype);

/** A sum or a product in parentheses. */
function inParentheses(text: string): string {
  return text.includes(' ') ? `(${text})` : text;
}
