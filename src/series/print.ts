import { isBounds } from '../algebra/of.js';
import { fractionLatex, fractionText, simpleFraction } from '../text/fraction.js';
import { demandNames, type NamesOf } from '../text/options.js';

/** How a series is written. */
export interface TextOptions {
  /**
   * Writes a number that is the double nearest to a fraction of moderate size as this fraction, `⅓` for 0.3333333333333333. Exact fractions are always
   * written so.
   */
  readonly fractions?: boolean;
  /** Whether it ends with what was left out, `𝒪(t⁴)`; true where absent. Without it the text is that of the polynomial. */
  readonly rest?: boolean;
}

const textNames: NamesOf<TextOptions> = { fractions: true, rest: true };

/** A coefficient and the powers of variables that it stands before. */
export interface Term {
  readonly coefficient: unknown;
  readonly powers: readonly Power[];
}

export interface Power {
  readonly name: string;
  readonly exponent: number;
}

/** Text or LaTeX: what the signs and the parts of a sum look like. */
export interface Style {
  readonly minus: string;
  /** `x`, `x²`; nothing for exponent 0. */
  readonly power: (name: string, exponent: number) => string;
  /** A numerator ≥ 0 and a denominator ≥ 1. */
  readonly fraction: (numerator: bigint, denominator: bigint) => string;
  /** The text of a number. */
  readonly number: (text: string) => string;
  /** The text that a value which is no number has in this style. */
  readonly value: (value: unknown) => string;
  /** What was left out, given the monomials and norms of which it consists. */
  readonly rest: (parts: readonly string[]) => string;
  readonly norm: (inside: string) => string;
  readonly root: (name: string, degree: number) => string;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export const plain: Style = {
  minus: '−',
  power: (name, exponent) =>
    exponent < 2
      ? exponent === 0
        ? ''
        : name
      : name + [...String(exponent)].map((digit) => superscripts[Number(digit)]).join(''),
  fraction: fractionText,
  number: (text) => text,
  value: textOf,
  rest: (parts) => `𝒪(${parts.join(', ')})`,
  norm: (inside) => `‖${inside}‖`,
  root: (name, degree) => `${name}^(1/${degree})`,
};

export const latex: Style = {
  minus: '-',
  power: (name, exponent) => {
    // A name's trailing digits become its index.
    const base = name.replace(/^(.*\D)(\d+)$/u, '$1_{$2}');
    return exponent < 2 ? (exponent === 0 ? '' : base) : `${base}^{${exponent}}`;
  },
  fraction: fractionLatex,
  number: (text) =>
    text
      .replace(/(?<![\d.])1e\+?(-?\d+)/gu, '10^{$1}')
      .replace(/e\+?(-?\d+)/gu, ' \\cdot 10^{$1}')
      .replaceAll('Infinity', '\\infty'),
  value: (value) => (hasLatex(value) ? value.toLatex() : latex.number(textOf(value))),
  rest: (parts) => `\\mathcal{O}(${parts.join(', ')})`,
  norm: (inside) => `\\|${inside}\\|`,
  root: (name, degree) => `${latex.power(name, 1)}^{1/${degree}}`,
};

/** The text of a value; of bounds that have none of their own, as in other packages, those. Bounds that are one number are that number. */
function textOf(value: unknown): string {
  const hasText = typeof value !== 'object' || value === null || value.toString !== Object.prototype.toString;
  const text = hasText || !isBounds(value) ? String(value) : `[${value.lo}, ${value.hi}]`;
  return text.replace(/^\[(\S+), \1\]$/u, '$1');
}

function hasLatex(value: unknown): value is { toLatex(): string } {
  return typeof value === 'object' && value !== null && typeof (value as { toLatex?: unknown }).toLatex === 'function';
}

/** `1 + t − 0.5 t² + 𝒪(t³)`: terms and what was left out. */
export function sumOf(terms: readonly Term[], rest: readonly string[], style: Style, options: TextOptions): string {
  demandNames(style === latex ? 'toLatex' : 'toString', options, textNames);
  const parts = terms.map(({ coefficient, powers }) => {
    const { isNegative, text } = coefficientText(coefficient, style, options);
    const monomial = powers.flatMap(({ name, exponent }) => style.power(name, exponent) || []).join(' ');
    return { isNegative, text: monomial === '' ? text : text === '1' ? monomial : `${text} ${monomial}` };
  });
  const end = options.rest === false ? (parts.length === 0 ? '0' : undefined) : style.rest(rest);
  return [...parts, ...(end === undefined ? [] : [{ isNegative: false, text: end }])]
    .map(
      ({ isNegative, text }, i) => (i === 0 ? (isNegative ? style.minus : '') : isNegative ? ` ${style.minus} ` : ' + ') + text,
    )
    .join('');
}

/** A coefficient without its sign, and its sign where it has one of its own; in parentheses where it is a sum. */
function coefficientText(value: unknown, style: Style, options: TextOptions): { isNegative: boolean; text: string } {
  if (isFraction(value)) {
    const { num, den } = value;
    return { isNegative: num < 0n, text: style.fraction(num < 0n ? -num : num, den) };
  }
  if (options.fractions === true && typeof value === 'number') {
    const simple = simpleFraction(Math.abs(value));
    if (simple !== undefined) return { isNegative: value < 0, text: style.fraction(...simple) };
  }
  const text = style.value(value);
  if (/^[[({]/u.test(text) || text.startsWith('\\left')) return { isNegative: false, text };
  if (/\s[+−-]\s/u.test(text)) return { isNegative: false, text: `(${text.replace(/(?<=^|\s)-/gu, style.minus)})` };
  return /^[-−]/u.test(text) ? { isNegative: true, text: text.slice(1) } : { isNegative: false, text };
}

function isFraction(value: unknown): value is { readonly num: bigint; readonly den: bigint } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { num?: unknown }).num === 'bigint' &&
    typeof (value as { den?: unknown }).den === 'bigint'
  );
}
