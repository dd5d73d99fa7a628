/** Fractions that Unicode has one sign for. */
const signs: Readonly<Record<string, string>> = {
  '1/2': '½',
  '1/3': '⅓',
  '2/3': '⅔',
  '1/4': '¼',
  '3/4': '¾',
  '1/5': '⅕',
  '2/5': '⅖',
  '3/5': '⅗',
  '4/5': '⅘',
  '1/6': '⅙',
  '5/6': '⅚',
  '1/7': '⅐',
  '1/8': '⅛',
  '3/8': '⅜',
  '5/8': '⅝',
  '7/8': '⅞',
  '1/9': '⅑',
  '1/10': '⅒',
};

/** A fraction in lowest terms, numerator ≥ 0: `½`, `5/24`, `7`. */
export function fractionText(numerator: bigint, denominator: bigint): string {
  const text = `${numerator}/${denominator}`;
  return denominator === 1n ? `${numerator}` : (signs[text] ?? text);
}

/** The same in LaTeX, for mathematics mode. */
export function fractionLatex(numerator: bigint, denominator: bigint): string {
  return denominator === 1n ? `${numerator}` : `\\frac{${numerator}}{${denominator}}`;
}

/** Fractions p/q with p·q up to this are so few that a double which is the nearest one to such a fraction by chance is one among about 10⁶. */
const MOST = 1e9;

/** The fraction p/q ≥ 0 of moderate size to which a double x ≥ 0 is the nearest one, if there is such: a convergent of its continued fraction. */
export function simpleFraction(x: number): readonly [bigint, bigint] | undefined {
  let [p, q, before, below] = [1, 0, 0, 1];
  for (let rest = x; ; rest = 1 / (rest - Math.floor(rest))) {
    const a = Math.floor(rest);
    [p, before] = [a * p + before, p];
    [q, below] = [a * q + below, q];
    if (!(p * q <= MOST)) return undefined;
    if (p / q === x) return [BigInt(p), BigInt(q)];
  }
}
