/**
 * The words of a formula: numbers, names and marks, each with its place in the text.
 */
import { FormulaError } from './error.js';
import { shorten } from './literal.js';

/** A word of a formula. `text` is canonical: the many signs for minus or times are one, and raised digits are digits. */
export interface Token {
  readonly kind: 'number' | 'name' | 'raised' | 'mark' | 'end';
  readonly text: string;
  readonly position: number;
}

/** Longest formula text that is read or printed, in UTF-16 units: half a second's reading. A generated right-hand side of 1000 terms has some 30 000. */
export const maxTextLength = 500_000;

const space = /\s+/uy;
const number = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/uy;
// Raised digits are exponents; other digits (x₁, x1) and primes belong to the name.
const name = /[\p{L}_$](?:(?![²³¹⁰⁴-⁹])[\p{L}\p{M}\p{N}_$])*'*/uy;
/** The same in texts of ASCII characters. Engines take a millisecond to compile the classes of Unicode, once. */
const plainName = /[A-Za-z_$][A-Za-z0-9_$]*'*/y;
const isPlain = /^[\t-~]*$/;
const raised = /⁻?[⁰¹²³⁴-⁹]+/uy;
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const mark = /\*\*|<=|>=|===?|!==?|&&|\|\||[-+*/^(),−–·×⋅÷<>≤≥≠!?:]/uy;

/** Other signs in use for an operation, by the sign that stands for it here. */
const canonicalMarks: ReadonlyMap<string, string> = new Map([
  ['**', '^'],
  ['−', '-'],
  ['–', '-'],
  ['·', '*'],
  ['⋅', '*'],
  ['×', '*'],
  ['÷', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['===', '=='],
  ['!==', '!='],
]);

/** Splits a formula into words, the last of them `end`. */
export function tokenize(text: string): Token[] {
  if (text.length > maxTextLength) {
    const message = `formula: expected a text of at most ${maxTextLength} characters, got ${text.length}; split it into several formulas`;
    throw new FormulaError(message, text, 0);
  }
  const tokens: Token[] = [];
  const anyName = isPlain.test(text) ? plainName : name;
  let position = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  while (position < text.length) {
    const skipped = match(space);
    if (skipped !== undefined) {
      position += skipped.length;
      continue;
    }
    const found =
      token('number', match(number), position) ??
      token('name', match(anyName), position) ??
      token('raised', match(raised), position) ??
      token('mark', match(mark), position);
    if (found === undefined) throw unexpectedCharacter(text, position);
    if (found.token.kind === 'number') checkNumber(found.token.text, text, position);
    tokens.push(found.token);
    position += found.length;
  }
  tokens.push({ kind: 'end', text: '', position });
  return tokens;
}

function token(kind: Token['kind'], matched: string | undefined, position: number): { token: Token; length: number } | undefined {
  if (matched === undefined) return undefined;
  const text = kind === 'raised' ? lowered(matched) : (canonicalMarks.get(matched) ?? matched);
  return { token: { kind, text, position }, length: matched.length };
}

/** ⁻¹² as -12. */
function lowered(exponent: string): string {
  return exponent.replace(/./gu, (sign) => (sign === '⁻' ? '-' : String(raisedDigits.indexOf(sign))));
}

function checkNumber(number: string, text: string, position: number): void {
  const next = text.charAt(position + number.length);
  if (next === '.')
    throw new FormulaError(`formula: expected a number, got a second point in ${shorten(number)}.`, text, position);
  if (next === '_' && /^[0-9]+$/u.test(number)) {
    const message = `formula: expected a number without separators, got ${shorten(number)}_; write its digits one after the other, or ${shorten(number)}*_… for a product`;
    throw new FormulaError(message, text, position);
  }
  const base = number === '0' ? bases.find(([, prefix]) => prefix.test(text.slice(position + 1, position + 3))) : undefined;
  if (base !== undefined) {
    const message = `formula: expected a decimal number, got ${base[0]} one; write it in decimal, or 0*${text.charAt(position + 1)} for a product`;
    throw new FormulaError(message, text, position);
  }
}

/** What JavaScript writes with a prefix: read as a product with a name, it would be silently 0. */
const bases: readonly (readonly [string, RegExp])[] = [
  ['a hexadecimal', /^[xX][0-9a-fA-F]/u],
  ['a binary', /^[bB][01]/u],
  ['an octal', /^[oO][0-7]/u],
];

function unexpectedCharacter(text: string, position: number): FormulaError {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const rest = text.slice(position, position + 2);
  const remedy = remedies.find(([sign]) => rest.startsWith(sign))?.[1] ?? 'use + - * / ^ ( ) , names and decimal numbers';
  return new FormulaError(`formula: expected a formula, got ${JSON.stringify(character)}; ${remedy}`, text, position);
}

const remedies: readonly (readonly [string, string])[] = [
  ['=', "write only the right-hand side; a system of equations is { x: '…', y: '…' }"],
  ['|', 'write abs(x) for the absolute value, and || or the word or between conditions'],
  ['&', 'write && or the word and between conditions'],
  ['%', 'write mod(a, b) for the remainder, and percentages as numbers'],
  ['√', 'write sqrt(x)'],
  ['∞', 'formulas have finite constants only'],
  [';', 'write one formula; a system of equations is { x: …, y: … }'],
  ['.', 'a number has a digit beside its point, as in 0.5, and functions are written without Math.'],
  ['[', 'use round parentheses'],
  ['{', 'use round parentheses'],
  ['"', 'write the formula without quotation marks in it'],
  ["'", 'write derivatives with derivative(), and names with letters, digits and _'],
];
