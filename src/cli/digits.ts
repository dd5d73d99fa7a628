import type { Interval } from '../index.js';

/**
 * An interval with the digits that its bounds share written once: `0.1158077[63, 64]` is [0.115807763, 0.115807764].
 *
 * Bounds are rounded outward, to a couple of digits more than they share and at most 17.
 */
export function shared(x: Interval): string {
  const size = x.mag();
  const relative = x.wid() / size;
  const digits = relative > 0 ? Math.min(17, Math.max(3, Math.ceil(-Math.log10(relative)) + 2)) : 17;
  const text = x.toString(digits);
  const bounds = /^\[(-?\d+)(?:\.(\d+))?(e[+-]?\d+)?, (-?\d+)(?:\.(\d+))?(e[+-]?\d+)?\]$/.exec(text);
  if (bounds === null) return text;
  const [, whole = '', fraction = '', exponent = '', wholeHi = '', fractionHi = '', exponentHi = ''] = bounds;
  if (whole.length !== wholeHi.length || exponent !== exponentHi) return text;
  const places = Math.max(fraction.length, fractionHi.length);
  const lo = `${whole}.${fraction.padEnd(places, '0')}`;
  const hi = `${wholeHi}.${fractionHi.padEnd(places, '0')}`;
  if (lo === hi) return `${lo.replace(/\.$/, '')}${exponent}`;
  let same = 0;
  while (lo[same] === hi[same]) same++;
  if (same < 2 || same <= lo.indexOf('.')) return text;
  return `${lo.slice(0, same)}[${lo.slice(same)}, ${hi.slice(same)}]${exponent}`;
}

/**
 * How many significant digits of `value` are right for every number that `truth` holds: ⌊−log10 of the largest relative error⌋, and 0 where
 * the truth may be zero.
 */
export function correctDigits(value: number, truth: Interval): number {
  if (!Number.isFinite(value)) return 0;
  const error = truth.sub(value).mag() / truth.mig();
  if (error === 0) return 17;
  return Number.isFinite(error) ? Math.max(0, Math.floor(-Math.log10(error))) : 0;
}

/** A number to three digits, for widths: `1.64e-12`, `0.25`. */
export function rough(x: number): string {
  return x !== 0 && (x < 1e-3 || x >= 1e4) ? x.toExponential(2).replace(/\.?0+e/, 'e') : String(Number(x.toPrecision(3)));
}

/** Aligns the columns of a table: numbers to the right where `alignment` says `>`, text to the left. */
export function table(alignment: string, rows: readonly (readonly string[])[]): string {
  const widths = [...alignment].map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (alignment[i] === '>' ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** Numbers and enclosures side by side, and how many digits of the number the enclosure proves. */
export function tableOfDerivatives(numbers: readonly number[], enclosures: readonly Interval[]): string {
  const rows = numbers.map((value, k) => {
    const enclosure = enclosures[k]!;
    return [String(k), alignedAtPoint(String(value)), alignedAtPoint(shared(enclosure)), String(correctDigits(value, enclosure))];
  });
  return table('>  >', [['k', '     number', '     proved enclosure', 'correct digits'], ...rows]);
}

/** Room for a sign and five digits before the point. */
function alignedAtPoint(text: string): string {
  const whole = text.replace('[', '').search(/[.e,]|$/);
  return ' '.repeat(Math.max(0, 6 - whole)) + text;
}

export function indented(text: string): string {
  return text.replace(/^/gm, '   ');
}
