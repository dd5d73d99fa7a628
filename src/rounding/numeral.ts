/** The text of a number, split into its parts without computing anything: the cost is that of reading it once. */

/** The number sign·digits·radix^exponent, radix 2 for hexadecimal digits; zero has no digits. */
export interface Numeral {
  readonly isNegative: boolean;
  readonly isHexadecimal: boolean;
  /** Significant digits: the first and the last are not 0. */
  readonly digits: string;
  /** Power of 10 (decimal) or of 2 (hexadecimal) of the last digit; ±Infinity where the text has a longer one than a double can count. */
  readonly exponent: number;
}

/** A numeral, or the quotient of two. */
export interface NumberText {
  readonly numerator: Numeral;
  readonly denominator: Numeral | undefined;
}

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;
const hexadecimal = /^([+-]?)0x([\da-f]*)(?:\.([\da-f]*))?(?:p([+-]?\d+))?$/i;
const fraction = /^([+-]?)(\d*)(?:\.(\d*))?\/(\d*)(?:\.(\d*))?$/;

/**
 * Reads `-1.5e-3`, `0x1.8p-3` or `2.5/3`, in either case of letters, without blanks.
 * @throws SyntaxError if `text` is none of these; `caller` names the function in the message.
 */
export function readNumberText(text: string, caller: string): NumberText {
  const parts = fraction.exec(text);
  if (parts) {
    const numerator = numeral(false, parts[1], parts[2], parts[3], undefined);
    const denominator = numeral(false, undefined, parts[4], parts[5], undefined);
    if (numerator && denominator) return { numerator, denominator };
  } else {
    const isHexadecimal = hexadecimal.test(text);
    const [, sign, whole, part, exponent] = (isHexadecimal ? hexadecimal : decimal).exec(text) ?? [];
    const numerator = numeral(isHexadecimal, sign, whole, part, exponent);
    if (numerator) return { numerator, denominator: undefined };
  }
  throw new SyntaxError(
    `${caller}: expected a number such as -1.5e-3, 0x1.8p-3 or 2/3, got ${quote(text)}; write it without blanks or separators`,
  );
}

/** Quotes a text for a message, cut to a readable length. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
}

function numeral(isHexadecimal: boolean, sign?: string, whole = '', part = '', exponent = '0'): Numeral | undefined {
  const all = whole + part;
  if (all === '') return undefined;
  // By index: a regular expression anchored at the end would take quadratic time on a long run of zeros.
  let start = 0;
  while (all[start] === '0') start++;
  let end = all.length;
  while (end > start && all[end - 1] === '0') end--;
  const lastPlace = all.length - end - part.length;
  return {
    isNegative: sign === '-',
    isHexadecimal,
    digits: all.slice(start, end),
    exponent: Number(exponent) + (isHexadecimal ? 4 * lastPlace : lastPlace),
  };
}
