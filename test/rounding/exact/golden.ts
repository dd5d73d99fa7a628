import { readFileSync } from 'node:fs';
import { succ } from '../../../src/rounding/neighbor.js';

/** One line of test/data/elementary.txt: the arguments and MPFR's bounds. */
export interface Golden {
  readonly arguments: readonly number[];
  readonly lo: number;
  readonly hi: number;
}

const view = new DataView(new ArrayBuffer(8));

function double(hex: string): number {
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

/** The golden points by name of the function; made by test/data/elementary.c. */
export function readGolden(): Map<string, Golden[]> {
  const all = new Map<string, Golden[]>();
  let current: Golden[] = [];
  for (const line of readFileSync(new URL('../../data/elementary.txt', import.meta.url), 'utf8').split('\n')) {
    const words = line.split(' ');
    if (words.length === 1) {
      if (line === '') continue;
      current = [];
      all.set(line, current);
      continue;
    }
    const last = words.pop()!;
    const lo = double(last.slice(0, 16));
    current.push({ arguments: words.map(double), lo, hi: last.endsWith('=') ? lo : succ(lo) });
  }
  return all;
}
