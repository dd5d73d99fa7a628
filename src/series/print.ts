/** A coefficient and what it stands before: `t²`, `x y³`, or nothing for the constant term. */
export interface Term {
  readonly coefficient: unknown;
  readonly monomial: string;
}

/** `1 + t - 0.5 t² + 𝒪(t³)`: terms and what was left out. */
export function sumText(terms: readonly Term[], rest: string): string {
  const texts = terms.map(({ coefficient: c, monomial }) => {
    if (monomial === '') return `${c}`;
    return c === 1 ? monomial : c === -1 ? `-${monomial}` : `${c} ${monomial}`;
  });
  return joined([...texts, `𝒪(${rest})`]);
}

/** The same in LaTeX. */
export function sumLatex(terms: readonly Term[], rest: string): string {
  const texts = terms.map(({ coefficient: c, monomial }) => {
    if (monomial === '') return coefficientLatex(c);
    return c === 1 ? monomial : c === -1 ? `-${monomial}` : `${coefficientLatex(c)} ${monomial}`;
  });
  return joined([...texts, `\\mathcal{O}(${rest})`]);
}

/** A number or an interval of numbers, powers of ten written as such. */
function coefficientLatex(c: unknown): string {
  return `${c}`.replace(/e\+?(-?\d+)/gu, ' \\cdot 10^{$1}').replaceAll('Infinity', '\\infty');
}

function joined(terms: readonly string[]): string {
  return terms.map((term, i) => (i === 0 ? term : term.startsWith('-') ? ` - ${term.slice(1)}` : ` + ${term}`)).join('');
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `x`, `x²`, `x¹⁰`; nothing for exponent 0. */
export function powerText(name: string, exponent: number): string {
  if (exponent < 2) return exponent === 0 ? '' : name;
  return name + [...String(exponent)].map((digit) => superscripts[Number(digit)]).join('');
}

/** `x`, `x^{2}`, `x_{1}^{2}`; nothing for exponent 0. A name's trailing digits become its index. */
export function powerLatex(name: string, exponent: number): string {
  const base = name.replace(/^(.*\D)(\d+)$/u, '$1_{$2}');
  if (exponent < 2) return exponent === 0 ? '' : base;
  return `${base}^{${exponent}}`;
}
