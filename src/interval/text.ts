import { textBounds } from '../rounding/decimal.js';
import { type BoundInput, boundOf, checkLength, isDecimalLike, numberBound, textBound, writeOrdered } from './bound.js';
import type { DecorationName } from './decoration.js';
import type { IntervalInput } from './operand.js';

/** What an interval literal of IEEE 1788-2015 clause 9.7 says: bounds rounded outward, and the decoration written after them. */
export interface Literal {
  readonly lo: number;
  readonly hi: number;
  readonly decoration: DecorationName | undefined;
}

/**
 * The bounds that the arguments of `interval` mean.
 * @guarantee encloses
 */
export function readBounds(lo: IntervalInput, hi: BoundInput | undefined, out: Float64Array): void {
  if (hi !== undefined) {
    if (hasBounds(lo))
      throw new TypeError('interval: expected two bounds or one object { lo, hi }, got both; drop the second argument');
    writeOrdered(boundOf(lo), boundOf(hi), `[${lo}, ${hi}]`, out);
  } else if (hasBounds(lo)) readObject(lo, out);
  else if (typeof lo === 'string' && /[[?]/.test(lo)) readBareLiteral(lo, out);
  else {
    const bound = boundOf(lo);
    writeOrdered(bound, bound, `${lo}`, out);
  }
}

function hasBounds(x: IntervalInput): x is { readonly lo: BoundInput; readonly hi: BoundInput } {
  return typeof x === 'object' && x !== null && !isDecimalLike(x);
}

/**
 * The bounds of an object that has them, rounded outward.
 * @guarantee encloses
 */
export function readObject({ lo, hi }: { readonly lo: BoundInput; readonly hi: BoundInput }, out: Float64Array): void {
  if (lo === undefined || hi === undefined) {
    throw new TypeError('interval: expected an object with bounds lo and hi, got one without; write interval(lo, hi)');
  }
  const low = boundOf(lo);
  const high = boundOf(hi);
  if (low.down === Infinity && high.up === -Infinity) {
    out[0] = Infinity;
    out[1] = -Infinity;
  } else writeOrdered(low, high, `[${lo}, ${hi}]`, out);
}

function readBareLiteral(text: string, out: Float64Array): void {
  const literal = parseLiteral(text);
  if (literal.decoration !== undefined) {
    throw new SyntaxError(`interval: expected text without a decoration, got '${text}'; use decorated(…) for it`);
  }
  out[0] = literal.lo;
  out[1] = literal.hi;
}

const bracketed = /^\[([^\]]*)\](?:_([a-z]+))?$/;
// mantissa ? radius direction exponent: 3.56?1, 2.5?, -10?12u, 2.500?5ue4, 0.0??d
const uncertain = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)\?(\?|\d*)([ud]?)(?:e([+-]?\d+))?(?:_([a-z]+))?$/;

/**
 * Reads an interval literal: `[1/3, 2.5]`, `[0x1p-3,]`, `[empty]`, `3.56?1e2`, each with an optional `_com`, `_dac`, `_def` or `_trv`;
 * `[nai]` is the one literal with the decoration `ill`.
 * @guarantee encloses
 * @throws SyntaxError or RangeError for what is no interval.
 */
export function parseLiteral(text: string): Literal {
  const trimmed = checkLength(text.trim()).toLowerCase();
  const inBrackets = bracketed.exec(trimmed);
  const out = new Float64Array(2);
  if (inBrackets) {
    const content = inBrackets[1]!.trim();
    if (content === 'nai') {
      if (inBrackets[2] !== undefined) throw unreadable(text);
      return { lo: Infinity, hi: -Infinity, decoration: 'ill' };
    }
    readContent(content, text, out);
    return { lo: out[0]!, hi: out[1]!, decoration: suffix(inBrackets[2], out[0]!, out[1]!, content, text) };
  }
  const parts = uncertain.exec(trimmed);
  if (!parts) throw unreadable(text);
  readUncertain(parts[1]!, parts[2]!, parts[3]!, parts[4]!, parts[5] ?? '0', out);
  return { lo: out[0]!, hi: out[1]!, decoration: suffix(parts[6], out[0]!, out[1]!, parts[3]!, text) };
}

function unreadable(text: string): SyntaxError {
  const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return new SyntaxError(
    `interval: expected an interval such as [1/3, 2.5], [0.1] or 3.56?1, got '${shown}'; see IEEE 1788 for the forms`,
  );
}

function readContent(content: string, text: string, out: Float64Array): void {
  if (content === '' || content === 'empty') {
    out[0] = Infinity;
    out[1] = -Infinity;
  } else if (content === 'entire') {
    out[0] = -Infinity;
    out[1] = Infinity;
  } else {
    const ends = content.split(',');
    if (ends.length > 2) throw unreadable(text);
    const first = ends[0]!.trim();
    const second = ends[1]?.trim();
    const lo = second !== undefined && first === '' ? numberBound(-Infinity) : textBound(first);
    const hi = second === undefined ? lo : second === '' ? numberBound(Infinity) : textBound(second);
    writeOrdered(lo, hi, `'${content}'`, out);
  }
}

/**
 * m ± r units in the last place of m, times 10^e: with integers M and R so scaled that the unit is 1, or 10 where r is
 * half a unit, the bounds are (M − R)·10^E and (M + R)·10^E.
 */
function readUncertain(
  sign: string,
  mantissa: string,
  radius: string,
  direction: string,
  exponent: string,
  out: Float64Array,
): void {
  const places = mantissa.includes('.') ? mantissa.length - mantissa.indexOf('.') - 1 : 0;
  const half = radius === '';
  const m = BigInt(mantissa.replace('.', '')) * (half ? 10n : 1n) * (sign === '-' ? -1n : 1n);
  const r = half ? 5n : radius === '?' ? 0n : BigInt(radius);
  const power = BigInt(exponent) - BigInt(places + (half ? 1 : 0));
  out[0] = -Infinity;
  out[1] = Infinity;
  const at = new Float64Array(2);
  if (radius !== '?' || direction === 'u') {
    textBounds(`${direction === 'u' ? m : m - r}e${power}`, at, 'interval');
    out[0] = at[0]!;
  }
  if (radius !== '?' || direction === 'd') {
    textBounds(`${direction === 'd' ? m : m + r}e${power}`, at, 'interval');
    out[1] = at[1]!;
  }
}

const suffixes: readonly DecorationName[] = ['com', 'dac', 'def', 'trv'];

// A decoration that the interval as written cannot carry is an error; one lost to overflow alone is corrected by the caller.
function suffix(name: string | undefined, lo: number, hi: number, written: string, text: string): DecorationName | undefined {
  if (name === undefined) return undefined;
  const decoration = suffixes.find((known) => known === name);
  const isEmpty = lo > hi;
  const isUnbounded = /inf|entire|\?/.test(written) || /^,|,$/.test(written);
  if (decoration === undefined || (isEmpty && decoration !== 'trv') || (isUnbounded && decoration === 'com')) {
    throw new SyntaxError(
      `interval: expected a decoration com, dac, def or trv that the interval can have, got '${text}'; drop or weaken it`,
    );
  }
  return decoration;
}
